package editor

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// target is a file that has come with an invitation, and what the new version says of it.
type target struct {
	activity    *content.Activity
	whole       *ical.Event   // nil when there are only occurrences
	occurrences []*ical.Event // single ones of a series
	from        *source
}

// first is the event to which the file owes that it is changed.
func (t *target) first() *ical.Event {
	if t.whole != nil {
		return t.whole
	}
	return t.occurrences[0]
}

// update changes the file of an activity where a later version of the invitation says something else. All that the
// editor has written stays: the text, other keys, comments.
func (im *importer) update(t *target) (*File, error) {
	a := t.activity
	src, err := fs.ReadFile(im.src, a.File)
	if err != nil {
		return nil, err
	}
	doc, ok := split(src)
	if !ok {
		return nil, &Obstacle{
			fmt.Sprintf("content/%s går inte att ändra, eftersom huvudet inte slutar med en rad ---.", a.File),
			"Kör psi check.",
		}
	}
	m := newMerge(a, doc)
	if id := t.from.id(); id != "" {
		m.next.feed, m.answered.feed = id, id
	}
	f := &File{Name: a.File, Data: src, event: t.first(), source: t.from}
	told := false
	if e := t.whole; e != nil {
		if now := versionOf(e); now.before(m.memory.version) {
			f.Kept = append(f.Kept, fmt.Sprintf(
				"Inbjudan är äldre (%s) än den som filen redan har (%s). Ska den gälla ändå, ta bort invitation och "+
					"raderna under den ur huvudet, och läs in den igen.", now, m.memory.version))
		} else {
			said, notes, err := im.factsOf(e, t.from)
			if err != nil {
				return nil, err
			}
			m.all(e, said)
			told = true
			if m.out.series != m.file.series {
				m.notes = append(m.notes, notes...)
			}
		}
	}
	for _, e := range t.occurrences {
		if day := swedish.DateOf(e.Original); m.occurrence(e) {
			f.Kept = append(
				f.Kept,
				fmt.Sprintf("Det som inbjudan säger om tillfället %s är äldre (%s) än det som filen redan har.",
					swedish.FormatDate(day), versionOf(e)),
			)
		} else {
			told = true
		}
	}
	if err := m.obstacle(a.File); err != nil {
		return nil, err
	}
	if told {
		r := &revision{document: doc, file: f, activity: a, merge: m}
		r.write()
	}
	return f, nil
}

// revision writes what has been settled into a file.
type revision struct {
	*document
	*merge
	file     *File
	activity *content.Activity
}

func (r *revision) changed(format string, args ...any) {
	r.file.Changes = append(r.file.Changes, fmt.Sprintf(format, args...))
}

func (r *revision) write() {
	r.time()
	r.repeats()
	for _, p := range parts {
		if p.at != nil && p.lines != nil {
			r.line(p)
		}
	}
	if r.out.text != r.merge.file.text {
		r.setText(r.out.text)
		r.changed("Texten är ny.")
	}
	r.file.Notes = append(r.file.Notes, r.notes...)
	r.remember()
	if len(r.file.Changes) > 0 {
		r.file.Data = r.bytes()
		if !slices.EqualFunc(r.out.takesPlace(), r.activity.Occasions, sameTime) {
			r.file.occasions = r.out.takesPlace()
		}
	}
}

// line brings the value of a key into the file.
func (r *revision) line(p part) {
	before, now := p.said(r.merge.file), p.said(r.out)
	if now == before {
		return
	}
	label := swedish.Capital(p.label)
	if p.key == "place" {
		r.remove("address")
	}
	if now == "" {
		r.remove(p.file)
		r.changed("%s är borttagen, som i inbjudan (förut %s).", label, before)
		return
	}
	lines := p.lines(r.out)
	for i, line := range slices.Backward(lines) { // each key after the one before
		key, _, _ := strings.Cut(line, ":")
		r.set(key, p.after, lines[i])
	}
	switch {
	case p.key == "title":
		r.changed("%s är nu ”%s” (förut ”%s”).", label, now, before)
	case before == "":
		r.changed("%s är nu %s.", label, now)
	default:
		r.changed("%s är nu %s (förut %s).", label, now, before)
	}
}

// time brings start, end and status into the file. What is published tells that it has been moved, and from when:
// people may have the old time.
func (r *revision) time() {
	a, old, now := r.activity, r.merge.file, r.out
	moved := false
	if !sameTime(now.when, old.when) {
		r.set("start", "kind", "start: "+writtenMoment(now.when.Start, now.when.WholeDay))
		if end := writtenEnd(now.when); end != "" {
			r.set("end", "start", "end: "+end)
		} else {
			r.remove("end")
		}
		if old.when.IsZero() {
			r.changed("Tiden är %s.", now.when)
		} else {
			r.changed("Tiden är nu %s (förut %s).", now.when, old.when)
			moved = !a.Draft && (!now.when.Start.Equal(old.when.Start) || now.when.WholeDay != old.when.WholeDay)
		}
	}
	switch {
	case now.cancelled && !old.cancelled:
		r.set("status", "end", "status: "+string(content.Cancelled))
		r.file.Cancelled = true
		r.changed("Aktiviteten är inställd.")
		return
	case now.cancelled:
		if r.next.said["status"] == "" {
			r.file.Notes = append(r.file.Notes, "Aktiviteten är inställd i filen, och är det fortfarande.")
		}
		return
	case old.cancelled:
		r.changed("Aktiviteten blir av igen.")
		if !moved && (a.MovedFrom.IsZero() || a.MovedFrom.Time.Equal(now.when.Start)) {
			r.remove("status")
			r.remove("moved_from")
		} else {
			r.set("status", "end", "status: "+string(content.Moved))
		}
	}
	if moved {
		r.set("status", "end", "status: "+string(content.Moved))
		r.set("moved_from", "status", "moved_from: "+writtenMoment(old.when.Start, old.when.WholeDay))
	}
}

// repeats brings the series and its exceptions into the file.
func (r *revision) repeats() {
	old, now := r.merge.file, r.out
	if now.series.every == 0 {
		if old.series.every > 0 {
			r.remove("repeats")
			r.changed("Aktiviteten är ingen serie längre.")
		}
		return
	}
	if slices.Equal(old.lines(), now.lines()) && old.series.every > 0 {
		return
	}
	r.set("repeats", "end", now.lines()...)
	if old.series != now.series {
		r.changed("Serien är ändrad: %s.", now.series.repeats().Phrase(now.when))
	}
	for _, day := range r.mentioned(now) {
		before, after := old.occasions[day], now.occasions[day]
		switch {
		case before.String() == after.String():
		case after.off:
			r.changed("Tillfället %s är inställt.", swedish.FormatDate(day))
		case !after.when.IsZero():
			r.changed("Tillfället %s är flyttat till %s.", swedish.FormatDate(day), after.when)
		case slices.Contains(now.days(), day):
			r.changed("Tillfället %s är åter som de andra i serien.", swedish.FormatDate(day))
		}
	}
}

// remember notes what the invitation says now. A new stamp alone is no reason to change a file.
func (r *revision) remember() {
	before, after := *r.memory, *r.next
	if len(r.file.Changes) == 0 {
		after.version.stamp = before.version.stamp
	}
	if slices.Equal(before.lines(), after.lines()) {
		return
	}
	if b, a := before.version.sequence, after.version.sequence; a != b {
		r.changed("Versionen av inbjudan är nu %d (förut %d).", a, b)
	} else if len(r.file.Changes) == 0 {
		r.changed("Det som inbjudan säger nu är antecknat.")
	}
	r.set("invitation", "", r.next.lines()...)
}
