package editor

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// merge brings a later version of an invitation and a file together: what the editor has changed since the last version
// stays, what the sender has changed comes, and where both have changed the same, it asks.
type merge struct {
	file   *facts
	memory *memory
	out    *facts  // what the file should say
	next   *memory // what it should remember
	notes  []string

	questions []question
	answered  *memory // what the file should remember when its editor keeps what is asked about
	accepted  *facts  // the series as it is when its editor takes what is asked about
}

// question is one thing that both have changed.
type question struct {
	about     string
	mine, new string
	take      []string // what to do to take the sender's: a sentence, and the lines to write; nil for accepted
}

func newMerge(a *content.Activity, doc *document) *merge {
	text := doc.text()
	return &merge{
		file: factsIn(a, text), memory: memoryIn(a.Invitation), out: factsIn(a, text), next: memoryIn(a.Invitation),
		answered: memoryIn(a.Invitation), accepted: factsIn(a, text),
	}
}

// outcome is what becomes of one thing that a file and an invitation say.
type outcome int

const (
	stays outcome = iota
	comes
	asked
)

// settle compares what the file and the new version say with what is remembered.
func settle(remembered, file, new string) outcome {
	switch {
	case content.Digest(new) == remembered, file == new:
		return stays
	case content.Digest(file) == remembered:
		return comes
	}
	return asked
}

// all merges a whole event.
func (m *merge) all(e *ical.Event, said *facts) {
	m.next.version = versionOf(e)
	for _, p := range parts {
		if e.Status == ical.Cancelled && p.key != "status" || p.key == "title" && said.title == "" {
			continue // a cancellation says nothing else that can be relied on
		}
		mine, new := p.said(m.file), p.said(said)
		compared := mine
		if p.key == "time" && e.End.IsZero() && !m.file.when.IsZero() { // its end is the editor's
			start := m.file.when
			start.End = start.Start.Add(defaultLength)
			compared = span(start)
		}
		switch settle(m.memory.said[p.key], compared, new) {
		case comes:
			m.take(p, said, e)
		case asked:
			if new != "" || p.key == "series" || p.key == "status" {
				m.ask(p, mine, new, said)
				continue
			}
			m.notes = append(m.notes, fmt.Sprintf(
				"Inbjudan säger inget längre om %s. Det som du har skrivit står kvar.", p.label))
		}
		m.next.said[p.key] = content.Digest(new)
	}
	if e.Status == ical.Cancelled {
		return
	}
	for _, day := range m.mentioned(said) {
		n, o := m.memory.days[day], said.occasions[day]
		if n.own != nil && (o == (occasion{}) || versionOf(e).before(*n.own)) {
			continue // a message of its own has told of it
		}
		m.occasion(day, o, note{digest: content.Digest(o.String())})
	}
	m.fit()
}

// mentioned returns the days whose occasions the file, the memory or the new version say something of.
func (m *merge) mentioned(said *facts) []swedish.Date {
	days := append(m.file.irregular(), said.irregular()...)
	for day := range m.memory.days {
		days = append(days, day)
	}
	slices.SortFunc(days, swedish.Date.Compare)
	return slices.Compact(days)
}

// take lets the sender's come.
func (m *merge) take(p part, said *facts, e *ical.Event) {
	if p.at != nil {
		*p.at(m.out) = *p.at(said)
	}
	switch p.key {
	case "time":
		length := m.file.when.End.Sub(m.file.when.Start)
		m.out.when = said.when
		if e.End.IsZero() && length > 0 && !m.file.when.WholeDay {
			m.out.when.End = said.when.Start.Add(length)
		}
	case "series":
		m.out.series = said.series
	case "place":
		m.out.street = said.street
	case "status":
		m.out.cancelled = said.cancelled
	}
}

// occasion merges one occasion of the series.
func (m *merge) occasion(day swedish.Date, new occasion, remembered note) {
	mine := m.file.occasions[day]
	switch settle(m.memory.days[day].digest, mine.String(), new.String()) {
	case comes:
		m.out.occasions[day] = new
	case asked:
		m.answered.days[day] = remembered
		m.accepted.occasions[day] = new
		m.questions = append(m.questions, question{
			about: "tillfället " + swedish.FormatDate(day), mine: orRegular(mine), new: orRegular(new),
		})
		return
	}
	m.next.days[day] = remembered
}

func orRegular(o occasion) string {
	if s := o.String(); s != "" {
		return s
	}
	return "som de andra i serien"
}

// fit takes exceptions out that the series has no occasion for any longer.
func (m *merge) fit() {
	if m.out.series.every == 0 {
		if m.file.series.every > 0 {
			for _, day := range m.file.irregular() {
				m.lost(day)
			}
		}
		return
	}
	days := m.out.days()
	for _, day := range m.out.irregular() {
		if !slices.Contains(days, day) {
			m.lost(day)
		}
	}
}

// lost tells of an exception to which nothing corresponds in the new series.
func (m *merge) lost(day swedish.Date) {
	o := m.out.occasions[day]
	delete(m.out.occasions, day)
	switch {
	case o.off || m.file.occasions[day] != o:
		m.notes = append(m.notes, fmt.Sprintf(
			"Den nya serien har inget tillfälle %s, så undantaget för den dagen är borttaget.",
			swedish.FormatDate(day),
		))
	case content.Digest(o.String()) != m.memory.days[day].digest: // the editor has put it there
		delete(m.accepted.occasions, day)
		m.questions = append(m.questions, question{
			about: "tillfället " + swedish.FormatDate(day), mine: o.String(),
			new: "inget tillfälle den dagen; ska det bli av ändå, gör en egen aktivitet av det",
		})
	}
}

// ask makes a question of what both have changed.
func (m *merge) ask(p part, mine, new string, said *facts) {
	m.answered.said[p.key] = content.Digest(new)
	q := question{about: p.label, mine: orNothing(mine), new: orNothing(new)}
	switch {
	case p.key == "text":
		q.take = append([]string{"skriv efter huvudet, i stället för texten där:"}, strings.Split(new, "\n")...)
	case p.key == "series" && new != "":
		q.new = said.series.repeats().Phrase(said.when)
		if m.file.series.every > 0 {
			q.mine = m.file.series.repeats().Phrase(m.file.when)
		}
		m.accepted.series = said.series
		days := m.accepted.days()
		maps.DeleteFunc(
			m.accepted.occasions,
			func(day swedish.Date, _ occasion) bool { return !slices.Contains(days, day) },
		)
	case new == "":
		q.take = []string{"ta bort " + p.file + " ur huvudet."}
	default:
		q.take = append([]string{"skriv i huvudet:"}, p.lines(said)...)
	}
	m.questions = append(m.questions, q)
}

func orNothing(s string) string {
	if s == "" {
		return "ingenting"
	}
	return s
}

// obstacle puts the questions to the editor.
func (m *merge) obstacle(file string) error {
	if len(m.questions) == 0 {
		return nil
	}
	var about, hint []string
	series := false
	for _, q := range m.questions {
		about = append(about, q.about)
		hint = append(hint, swedish.Capital(q.about)+" i filen:")
		hint = append(append(hint, quoted(q.mine)...), "I inbjudan:")
		hint = append(hint, quoted(q.new)...)
		if series = series || q.take == nil; q.take != nil {
			hint = append(append(hint, "Ska inbjudans gälla, "+q.take[0]), q.take[1:]...)
		}
		hint = append(hint, "")
	}
	if series {
		hint = append(hint, "Ska inbjudans serie gälla, skriv i huvudet, i stället för repeats och det som står under:")
		hint = append(append(hint, m.accepted.lines()...), "")
	}
	if !slices.Equal(m.answered.lines(), m.memory.lines()) {
		rest := ""
		if len(m.questions) > 1 {
			rest = " i det andra"
		}
		hint = append(hint, "Ska filens gälla"+rest+", skriv i huvudet, i stället för invitation om den finns:")
		hint = append(append(hint, m.answered.lines()...), "")
	}
	hint = append(hint, "Läs sedan in inbjudan igen.")
	return &Obstacle{
		fmt.Sprintf("Både du och den som bjuder in har ändrat %s i content/%s. Ingenting har skrivits.",
			swedish.JoinAnd(about), file),
		strings.Join(hint, "\n"),
	}
}

// quoted puts marks before the lines of a text, so that they are told from what is to be written.
func quoted(s string) []string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = "| " + lines[i]
	}
	return lines
}

// occurrence merges one occurrence of a series, of which a message of its own tells.
func (m *merge) occurrence(e *ical.Event) (older bool) {
	day, now := swedish.DateOf(e.Original), versionOf(e)
	have := m.memory.days[day].own
	stale := !now.stamp.IsZero() && now.stamp.Before(m.memory.version.stamp) &&
		now.sequence <= m.memory.version.sequence
	if have != nil && now.before(*have) || have == nil && stale {
		return true
	}
	o := occasion{off: e.Status == ical.Cancelled}
	if usual := m.file.when.On(day); !o.off {
		w := content.When{Start: e.Start.In(swedish.Zone()), End: e.End.In(swedish.Zone()), WholeDay: e.WholeDay}
		if e.End.IsZero() {
			w.End = w.Start.Add(usual.End.Sub(usual.Start))
		}
		if !sameTime(w, usual) {
			o.when = w
		}
	}
	m.occasion(day, o, note{content.Digest(o.String()), &now})
	if e.Summary != "" && !o.off && content.Digest(e.Summary) != m.memory.said["title"] && e.Summary != m.file.title ||
		e.Location != "" && !o.off && content.Digest(e.Location) != m.memory.said["place"] &&
			e.Location != m.file.place {
		m.notes = append(m.notes, fmt.Sprintf(
			"Tillfället %s har en egen rubrik eller plats i inbjudan. I serien har alla samma.",
			swedish.FormatDate(day),
		))
	}
	return false
}

func sameTime(x, y content.When) bool {
	return x.Start.Equal(y.Start) && x.End.Equal(y.End) && x.WholeDay == y.WholeDay
}
