package editor

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// defaultLength is how long an activity lasts whose invitation has no end.
const defaultLength = time.Hour

// draft makes the file of an event that has none yet. The second of two events with one UID does not get it.
func (im *importer) draft(e *ical.Event, again bool) (*File, error) {
	f := &File{New: true}
	if e.Summary == "" {
		e.Summary = "Aktivitet utan namn"
		f.Notes = append(f.Notes, "Inbjudan har ingen rubrik. Skriv en i title.")
	}
	var h header
	h.add("title", frontmatter.Scalar(e.Summary))
	h.add("draft", "true")
	h.add("kind", im.kind(e, f))
	im.uid(&h, e, f, again)
	when, known := im.when(e)
	h.add("start", writtenMoment(when.Start, when.WholeDay))
	if end := writtenEnd(when); end != "" {
		h.add("end", end)
	}
	if !known {
		h.list("to_complete", []string{"När slutar det? Inbjudan har inget slut."})
	}
	series, notes, err := repeats(e, when)
	if err != nil {
		return nil, err
	}
	f.Notes = append(f.Notes, notes...)
	f.occasions = occasions(e, when)
	h = append(h, series...)
	if e.Location != "" {
		h.add("place", frontmatter.Scalar(e.Location))
	}
	if address.IsEmail(e.Contact) {
		h.add("contact", frontmatter.Scalar(e.Contact))
	}
	if themes := im.themes(e); len(themes) > 0 {
		h.add("themes", "["+strings.Join(themes, ", ")+"]")
	}
	switch e.Status {
	case ical.Cancelled:
		h.add("status", string(content.Cancelled))
	case ical.Tentative:
		f.Notes = append(f.Notes, "Inbjudan är preliminär. Kontrollera att aktiviteten blir av innan den publiceras.")
	}
	f.Name = im.fileName(e.Summary, swedish.DateOf(when.Start))
	f.Data = []byte("---\n" + strings.Join(h, "\n") + "\n---\n")
	if text := Prose(im.text(e)); text != "" {
		f.Data = append(f.Data, "\n"+text...)
	}
	return f, nil
}

// kind finds PSI's word for what it is among the event's categories.
func (im *importer) kind(e *ical.Event, f *File) string {
	for _, k := range content.ActivityKinds() {
		for _, category := range e.Categories {
			if strings.Contains(strings.ToLower(category), string(k)) { // "Möte i arbetsutskottet"
				return string(k)
			}
		}
	}
	var all []string
	for _, k := range content.ActivityKinds() {
		all = append(all, string(k))
	}
	f.Notes = append(f.Notes, "Välj kind: "+strings.Join(all, ", ")+".")
	return string(content.OtherActivity)
}

// themes returns the ids of the themes among the event's categories.
func (im *importer) themes(e *ical.Event) []string {
	var ids []string
	for _, t := range content.List[*content.Theme](im.content) {
		if slices.ContainsFunc(e.Categories, func(c string) bool { return strings.EqualFold(c, t.Title) }) {
			ids = append(ids, t.ID)
		}
	}
	return ids
}

// uid keeps the name that the event has in its own calendar, with the version of the invitation, so that later ones
// find the file.
func (im *importer) uid(h *header, e *ical.Event, f *File, again bool) {
	c := ical.Calendar{
		Name: "x", Organizer: ical.Mailbox{Email: "x@example.org"},
		Events: []ical.Event{{UID: e.UID, Summary: "x"}},
	}
	if err := c.Validate(); again || e.UID == "" || err != nil && strings.Contains(err.Error(), "UID") {
		f.Notes = append(
			f.Notes, "Inbjudans UID kan inte användas, så en senare ändring av inbjudan får skrivas in för hand.",
		)
		return
	}
	h.add("uid", frontmatter.Scalar(e.UID)+versionNote(e.Sequence))
}

// text is the event's description, and what has no key of its own.
func (im *importer) text(e *ical.Event) string {
	parts := []string{e.Description}
	if e.URL != "" && !strings.Contains(e.Description, e.URL) && !im.isOurs(e.URL) {
		parts = append(parts, "Mer information: "+e.URL)
	}
	if e.Contact != "" && !address.IsEmail(e.Contact) {
		parts = append(parts, "Kontakt: "+e.Contact)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n\n")
}

// isOurs reports whether an address is that of a page of the site itself.
func (im *importer) isOurs(address string) bool {
	u, err1 := url.Parse(address)
	site, err2 := url.Parse(im.content.Settings.Address)
	return err1 == nil && err2 == nil && u.Host == site.Host
}

// maxSlug is how much of a title a file name holds.
const maxSlug = 50

// fileName makes a name of the day and the title that no file and no activity has.
func (im *importer) fileName(title string, day swedish.Date) string {
	id := strings.Trim(day.String()+"-"+shortSlug(title), "-")
	for n, base := 2, id; ; n++ {
		name := path.Join(string(content.KindActivity), id+".md")
		if _, err := fs.Stat(im.src, name); err != nil && !im.ids[id] {
			im.ids[id] = true
			return name
		}
		id = fmt.Sprintf("%s-%d", base, n)
	}
}

// shortSlug makes the name of a file of a title, cut between words.
func shortSlug(title string) string {
	slug := swedish.Slug(title)
	if len(slug) > maxSlug {
		slug = slug[:maxSlug]
		if i := strings.LastIndexByte(slug, '-'); i > maxSlug/2 {
			slug = slug[:i]
		}
	}
	return slug
}

// when returns an event's time, and whether its end is known.
func (im *importer) when(e *ical.Event) (when content.When, known bool) {
	w := content.When{Start: e.Start.In(swedish.Zone()), End: e.End.In(swedish.Zone()), WholeDay: e.WholeDay}
	if e.End.IsZero() {
		w.End = w.Start.Add(defaultLength)
		return w, false
	}
	return w, true
}
