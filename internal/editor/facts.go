package editor

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// facts are what an invitation and a file can both say of an activity.
type facts struct {
	title     string
	when      content.When // the first occasion
	series    series       // how it repeats; the zero value for what takes place once
	occasions map[swedish.Date]occasion
	place     string
	contact   string
	organizer string // the ids of parts, with commas between them
	text      string // Markdown
	cancelled bool
}

// series is the rule of a series, and the days beside it.
type series struct {
	every int          // 0 for none
	unit  content.Unit // empty when there are only the days beside it
	days  string       // as in a list in a header
	until swedish.Date // zero when times is set
	times int
	extra string // days, as in a list in a header
}

// seriesOf returns what a file says of a series.
func seriesOf(r *content.Repeats) series {
	return series{
		every: r.Every, unit: r.Unit, days: strings.Join(content.DayNames(r.On), ", "), until: r.Until, times: r.Times,
		extra: listed(r.Extra),
	}
}

// repeats is what a file would say of the series.
func (s series) repeats() *content.Repeats {
	r := &content.Repeats{
		Every: s.every, Unit: s.unit, Until: s.until, Times: s.times,
		On: content.DaysNamed(strings.Split(s.days, ", ")...),
	}
	for day := range strings.SplitSeq(s.extra, ", ") {
		if d, err := swedish.ParseDate(day); err == nil {
			r.Extra = append(r.Extra, d)
		}
	}
	return r
}

// String writes the rule, and nothing for none. Digests are made of it: another wording makes those in files differ.
func (s series) String() string {
	if s.every == 0 {
		return ""
	}
	every, unit := s.every, s.unit
	if unit == content.Year && s.days == "" { // which is the same
		every, unit = 12*every, content.Month
	}
	text := fmt.Sprintf("var %d %s", every, unit)
	if s.days != "" {
		text += " " + s.days
	}
	switch {
	case unit == "":
		text = ""
	case s.times > 0:
		text += fmt.Sprintf(", %d gånger", s.times)
	default:
		text += " till och med " + s.until.String()
	}
	if s.extra != "" {
		text += " och " + s.extra
	}
	return text
}

// listed writes days as in a list in a header.
func listed(days []swedish.Date) string {
	list := make([]string, len(days))
	for i, day := range days {
		list[i] = day.String()
	}
	return strings.Join(list, ", ")
}

// occasion is one of a series that does not follow the rule.
type occasion struct {
	off bool
	// when it takes place instead. The zero occasion follows the rule.
	when content.When
}

func (o occasion) String() string {
	switch {
	case o.off:
		return "utgår"
	case o.when.IsZero():
		return ""
	}
	return span(o.when)
}

// span writes a time span as files do.
func span(w content.When) string {
	if w.IsZero() {
		return ""
	}
	if end := writtenEnd(w); end != "" {
		return writtenMoment(w.Start, w.WholeDay) + " till " + end
	}
	return writtenMoment(w.Start, w.WholeDay)
}

// part is what an update settles by itself: a key under invitation in the header, and what it stands for.
type part struct {
	key   string
	label string // for messages, with an article
	file  string // the file has it in this key
	said  func(f *facts) string
}

var parts = []part{
	{"title", "rubriken", "title", func(f *facts) string { return f.title }},
	{"time", "tiden", "start", func(f *facts) string { return span(f.when) }},
	{"series", "hur ofta serien upprepas", "repeats", func(f *facts) string { return f.series.String() }},
	{"place", "platsen", "place", func(f *facts) string { return f.place }},
	{"contact", "kontakten", "contact", func(f *facts) string { return f.contact }},
	{"organizer", "arrangören", "organizers", func(f *facts) string { return f.organizer }},
	{"text", "texten", "", func(f *facts) string { return f.text }},
	{"status", "läget", "status", func(f *facts) string {
		if f.cancelled {
			return string(content.Cancelled)
		}
		return ""
	}},
}

// digest makes six letters of a text, and nothing of nothing. They are letters alone, so that no program takes them for
// a number or a date.
func digest(s string) string {
	if s == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(s))
	var letters [6]byte
	for i := range letters {
		letters[i] = 'a' + sum[i]%26
	}
	return string(letters[:])
}

// factsOf returns what an event says, as a draft of it would, and what the editor should look at.
func (im *importer) factsOf(e *ical.Event) (*facts, []string, error) {
	f := &facts{
		title: e.Summary, place: e.Location, organizer: im.organizer(e), text: strings.TrimSpace(Prose(im.text(e))),
		cancelled: e.Status == ical.Cancelled, when: im.when(e), occasions: map[swedish.Date]occasion{},
	}
	if address.IsEmail(e.Contact) {
		f.contact = e.Contact
	}
	notes, err := f.repeat(e)
	return f, notes, err
}

// factsIn returns what a file says, with its text.
func factsIn(a *content.Activity, text string) *facts {
	f := &facts{
		title: a.Title, when: a.When, contact: a.Contact, text: text, cancelled: a.Status == content.Cancelled,
		place: strings.Join(
			slices.DeleteFunc([]string{a.Place, a.Street}, func(s string) bool { return s == "" }),
			", ",
		),
		occasions: map[swedish.Date]occasion{},
	}
	var ids []string
	for _, p := range a.Organizers {
		ids = append(ids, p.ID)
	}
	f.organizer = strings.Join(ids, ", ")
	if r := a.Repeats; r != nil {
		f.series = seriesOf(r)
		for _, day := range r.Except {
			f.occasions[day] = occasion{off: true}
		}
		for _, m := range r.Moved {
			f.occasions[m.From] = occasion{when: m.When}
		}
	}
	return f
}

// days returns the days on which the rule has an occasion.
func (f *facts) days() []swedish.Date {
	if f.series.every == 0 {
		return []swedish.Date{swedish.DateOf(f.when.Start)}
	}
	rule := f.series.repeats().Rule(f.when)
	var days []swedish.Date
	for start := range rule.Starts(f.when.Start) {
		days = append(days, swedish.DateOf(start))
	}
	return days
}

// takesPlace returns the times at which it takes place.
func (f *facts) takesPlace() []content.When {
	if f.series.every == 0 {
		return []content.When{f.when}
	}
	var list []content.When
	for _, day := range f.days() {
		switch o := f.occasions[day]; {
		case o.off:
		case o.when.IsZero():
			list = append(list, f.when.On(day))
		default:
			list = append(list, o.when)
		}
	}
	slices.SortStableFunc(list, func(x, y content.When) int { return x.Start.Compare(y.Start) })
	return list
}

// lines returns the entry of the key repeats.
func (f *facts) lines() header {
	s := f.series
	h := header{"repeats:"}
	if s.unit != "" {
		h = append(h, fmt.Sprintf("  every: %d", s.every), "  unit: "+string(s.unit))
		switch {
		case strings.Contains(s.days, ", "):
			h = append(h, "  days: ["+s.days+"]")
		case s.days != "":
			h = append(h, "  days: "+s.days)
		}
		if s.times > 0 {
			h = append(h, fmt.Sprintf("  times: %d", s.times))
		} else {
			h = append(h, "  until: "+s.until.String())
		}
	}
	if s.extra != "" {
		h = append(h, "  extra: ["+s.extra+"]")
	}
	var except, moved []string
	for _, day := range f.irregular() {
		o := f.occasions[day]
		if o.off {
			except = append(except, day.String())
			continue
		}
		moved = append(moved, "    - from: "+day.String(), "      start: "+writtenMoment(o.when.Start, o.when.WholeDay))
		if end := writtenEnd(o.when); end != "" {
			moved = append(moved, "      end: "+end)
		}
	}
	if len(except) > 0 {
		h = append(h, "  except: ["+strings.Join(except, ", ")+"]")
	}
	if len(moved) > 0 {
		h = append(append(h, "  moved:"), moved...)
	}
	return h
}

// irregular returns the days whose occasions do not follow the rule, in order.
func (f *facts) irregular() []swedish.Date {
	var days []swedish.Date
	for day, o := range f.occasions {
		if o != (occasion{}) {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, swedish.Date.Compare)
	return days
}
