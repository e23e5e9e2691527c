package editor

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// revision changes one file after a later version of its invitation.
type revision struct {
	*document
	file     *File
	activity *content.Activity
	event    *ical.Event
	// newer tells that the version is higher than the one that the file is known to have.
	newer bool
}

// update changes the file of an activity where the invitation says something else. All that the editor has written
// stays: the text, other keys, comments.
func (im *importer) update(a *content.Activity, e *ical.Event) (*File, error) {
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
	r := &revision{document: doc, file: &File{Name: a.File}, activity: a, event: e, newer: true}
	if err := r.version(); err != nil {
		return nil, err
	}
	if e.Recurrence == nil && a.Repeats != nil && slices.Contains(im.invitation.Doubts, ical.DoubtOneOccurrence) {
		return nil, oneOccurrence(a, e)
	}
	if e.Status == ical.Cancelled {
		r.cancel()
	} else if err := r.revise(im); err != nil {
		return nil, err
	}
	r.file.Data = r.bytes()
	if len(r.file.Changes) == 0 {
		r.file.Data = src
	}
	return r.file, nil
}

// oneOccurrence refuses what is about one occasion of a series, and tells what to write.
func oneOccurrence(a *content.Activity, e *ical.Event) error {
	if e.Status == ical.Cancelled {
		return &Obstacle{fmt.Sprintf("Inbjudan ställer in ett av tillfällena i serien ”%s”.", a.Title),
			fmt.Sprintf("Skriv det i content/%s, under repeats:\nexcept: [%s]", a.File, swedish.DateOf(e.Start))}
	}
	return &Obstacle{fmt.Sprintf("Inbjudan ändrar ett av tillfällena i serien ”%s”.", a.Title),
		fmt.Sprintf(
			"Skriv det i content/%s, under repeats, med dagen som det skulle ha varit i from:\nmoved:\n  - from: "+
				"%s\n    start: %s\n    end: %s",
			a.File, swedish.DateOf(e.Start), writtenMoment(e.Start, e.WholeDay), writtenMoment(e.End, e.WholeDay),
		)}
}

// version compares the invitation's version with the one noted in the file, and notes the new one.
func (r *revision) version() error {
	first, _, ok := r.find("uid")
	if !ok {
		return nil
	}
	m := versionForm().FindStringSubmatch(r.lines[first])
	if m == nil {
		return nil
	}
	have, _ := strconv.Atoi(m[1])
	switch {
	case r.event.Sequence < have:
		return &Obstacle{
			fmt.Sprintf(
				"Inbjudan är äldre (version %d) än den som content/%s redan har (version %d).", r.event.Sequence,
				r.activity.File, have,
			),
			"Ska den gälla ändå, ta bort ”" + strings.TrimSpace(m[0]) + "” efter uid i filen och läs in den igen.",
		}
	case r.event.Sequence == have:
		r.newer = false
		return nil
	}
	r.lines[first] = strings.Replace(r.lines[first], m[0], strings.TrimSpace(versionNote(r.event.Sequence)), 1)
	r.changed("Versionen av inbjudan är nu %d (förut %d).", r.event.Sequence, have)
	return nil
}

func (r *revision) changed(format string, args ...any) {
	r.file.Changes = append(r.file.Changes, fmt.Sprintf(format, args...))
}

// cancel calls the activity off. A cancellation seldom says anything else that can be relied on.
func (r *revision) cancel() {
	if r.activity.Status == content.Cancelled {
		return
	}
	r.set("status", "end", "status: "+string(content.Cancelled))
	r.changed("Aktiviteten är inställd.")
}

// revise brings title, time, series, place and contact into the file.
func (r *revision) revise(im *importer) error {
	a, e := r.activity, r.event
	if e.Summary != "" && e.Summary != a.Title {
		r.set("title", "", "title: "+frontmatter.Scalar(e.Summary))
		r.changed("Rubriken är nu ”%s” (förut ”%s”).", e.Summary, a.Title)
	}
	resumed := false
	if a.Status == content.Cancelled {
		if resumed = r.newer; !resumed {
			r.file.Notes = append(r.file.Notes, "Aktiviteten är inställd i filen, och är det fortfarande.")
		}
	}
	when, moved, err := r.times(im)
	if err != nil {
		return err
	}
	switch {
	case resumed && moved && !a.Draft:
		r.changed("Aktiviteten blir av igen.")
		r.setMoved()
	case resumed:
		r.changed("Aktiviteten blir av igen.")
		if a.MovedFrom.IsZero() || a.MovedFrom.Time.Equal(when.Start) {
			r.remove("status")
			r.remove("moved_from")
		} else {
			r.set("status", "end", "status: "+string(content.Moved))
		}
	case moved && !a.Draft && a.Status != content.Cancelled:
		r.setMoved()
	}
	empty := func(s string) bool { return s == "" }
	here := strings.Join(slices.DeleteFunc([]string{a.Place, a.Street}, empty), ", ")
	if e.Location != "" && e.Location != here {
		r.set("place", "end", "place: "+frontmatter.Scalar(e.Location))
		r.remove("address")
		r.changed("Platsen är nu %s%s.", e.Location, before(here))
	}
	if address.IsEmail(e.Contact) && e.Contact != a.Contact {
		r.set("contact", "place", "contact: "+frontmatter.Scalar(e.Contact))
		r.changed("Kontakten är nu %s%s.", e.Contact, before(a.Contact))
	}
	if e.Description != "" {
		r.file.Notes = append(
			r.file.Notes, "Texten i filen är som förut. Jämför med inbjudans text om den kan ha ändrats.",
		)
	}
	return nil
}

func before(s string) string {
	if s == "" {
		return ""
	}
	return " (förut " + s + ")"
}

// setMoved tells that the activity has been moved, and from when: people may have the old time.
func (r *revision) setMoved() {
	old := writtenMoment(r.activity.When.Start, r.activity.When.WholeDay)
	r.set("status", "end", "status: "+string(content.Moved))
	r.set("moved_from", "status", "moved_from: "+old)
}

// times brings start, end and series into the file, and tells whether the start is another.
func (r *revision) times(im *importer) (when content.When, moved bool, err error) {
	a, e := r.activity, r.event
	when, known := im.when(e)
	if !known && !a.When.IsZero() && a.When.WholeDay == when.WholeDay {
		when.End = when.Start.Add(a.When.End.Sub(a.When.Start))
	}
	if !sameTime(when, a.When) {
		r.set("start", "kind", "start: "+writtenMoment(when.Start, when.WholeDay))
		if end := writtenEnd(when); end != "" {
			r.set("end", "start", "end: "+end)
		} else {
			r.remove("end")
		}
		if a.When.IsZero() {
			r.changed("Tiden är %s.", when)
		} else {
			r.changed("Tiden är nu %s (förut %s).", when, a.When)
			moved = !when.Start.Equal(a.When.Start) || when.WholeDay != a.When.WholeDay
		}
	}
	if slices.EqualFunc(occasions(e, when), a.Occasions, sameTime) && (a.Repeats == nil) == (e.Recurrence == nil) {
		return when, moved, nil
	}
	series, notes, err := repeats(e, when)
	switch {
	case err != nil:
		return when, moved, err
	case len(series) > 0:
		r.set("repeats", "end", series...)
		r.changed("Serien är ändrad.")
	case a.Repeats != nil:
		r.remove("repeats")
		r.changed("Aktiviteten är ingen serie längre.")
	}
	r.file.Notes = append(r.file.Notes, notes...)
	r.file.occasions = occasions(e, when)
	return when, moved, nil
}

func sameTime(x, y content.When) bool {
	return x.Start.Equal(y.Start) && x.End.Equal(y.End) && x.WholeDay == y.WholeDay
}
