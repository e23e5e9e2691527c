package editor

import (
	"fmt"
	"io/fs"
	"maps"
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

// draft makes the file of an event that has none yet.
func (im *importer) draft(e *ical.Event) (*File, error) {
	f := &File{New: true}
	if e.Summary == "" {
		e.Summary = "Aktivitet utan namn"
		f.Notes = append(f.Notes, "Inbjudan har ingen rubrik. Skriv en i title.")
	}
	said, notes, err := im.factsOf(e)
	if err != nil {
		return nil, err
	}
	f.Notes = append(f.Notes, notes...)
	f.Name = im.fileName(said.title, swedish.DateOf(said.when.Start))
	f.occasions = occasions(e, said.when)
	written := im.withoutOwn(e, said, f)
	var h header
	h.add("title", frontmatter.Scalar(said.title))
	h.add("draft", "true")
	h.add("kind", im.kind(e, f))
	uid := occurrenceUID(e)
	known := im.usable(uid, f)
	if known {
		h.add("uid", frontmatter.Scalar(uid))
	}
	h.add("start", writtenMoment(said.when.Start, said.when.WholeDay))
	if end := writtenEnd(said.when); end != "" {
		h.add("end", end)
	}
	if e.End.IsZero() {
		h.list("to_complete", []string{"När slutar det? Inbjudan har inget slut."})
	}
	if said.series.every > 0 {
		h = append(h, written.lines()...)
	}
	if said.place != "" {
		h.add("place", frontmatter.Scalar(said.place))
	}
	if said.organizer != "" {
		h.add("organizers", "["+said.organizer+"]")
	}
	if said.contact != "" {
		h.add("contact", frontmatter.Scalar(said.contact))
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
	if !e.Original.IsZero() {
		f.Notes = append(f.Notes, fmt.Sprintf("Det är tillfället %s i en serie som inte finns i content/.",
			swedish.FormatDate(swedish.DateOf(e.Original))))
	}
	if known {
		h = append(h, remember(e, said).lines()...)
	}
	f.Data = []byte("---\n" + strings.Join(h, "\n") + "\n---\n")
	if said.text != "" {
		f.Data = append(f.Data, "\n"+said.text+"\n"...)
	}
	return f, nil
}

// withoutOwn excepts from a series the occasions that have files of their own already, because they came first.
func (im *importer) withoutOwn(e *ical.Event, said *facts, f *File) *facts {
	if said.series.every == 0 || e.UID == "" {
		return said
	}
	written := *said
	written.occasions = maps.Clone(said.occasions)
	for _, day := range said.days() {
		own := im.byUID[occurrenceUID(&ical.Event{UID: e.UID, Original: said.when.On(day).Start})]
		if own == nil {
			continue
		}
		written.occasions[day] = occasion{off: true}
		f.Notes = append(f.Notes, fmt.Sprintf("Tillfället %s står i content/%s, och är därför undantaget i serien.",
			swedish.FormatDate(day), own.File))
		f.occasions = written.takesPlace()
	}
	return &written
}

// occurrenceUID names an event: one occurrence of a series that is elsewhere by the UID, which they all have, and the
// start that the series gives it.
func occurrenceUID(e *ical.Event) string {
	if e.UID == "" || e.Original.IsZero() {
		return e.UID
	}
	return e.UID + "/" + e.Original.UTC().Format("20060102T150405Z")
}

// kind finds PSI's word for what it is among the event's categories.
func (im *importer) kind(e *ical.Event, f *File) string {
	for _, category := range e.Categories {
		if k := kindNamed(category); k != "" {
			return string(k)
		}
	}
	var all []string
	for _, k := range content.ActivityKinds() {
		all = append(all, string(k))
	}
	f.Notes = append(f.Notes, "Välj kind: "+strings.Join(all, ", ")+".")
	return string(content.OtherActivity)
}

// kindNamed returns the kind that a category names, as in "Möte i arbetsutskottet"; empty for none.
func kindNamed(category string) content.ActivityKind {
	for _, k := range content.ActivityKinds() {
		if strings.Contains(strings.ToLower(category), string(k)) {
			return k
		}
	}
	return ""
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

// usable reports whether an activity can have a UID, and tells if not.
func (im *importer) usable(uid string, f *File) bool {
	c := ical.Calendar{
		Name: "x", Organizer: ical.Mailbox{Email: "x@example.org"},
		Events: []ical.Event{{UID: uid, Summary: "x"}},
	}
	if err := c.Validate(); uid == "" || err != nil && strings.Contains(err.Error(), "UID") {
		f.Notes = append(
			f.Notes, "Inbjudans UID kan inte användas, så en senare ändring av inbjudan får skrivas in för hand.",
		)
		return false
	}
	return true
}

// organizer returns the id of the part that invites, if it is one: by its name or its short name.
func (im *importer) organizer(e *ical.Event) string {
	name := e.Organizer.Name
	if name == "" {
		return ""
	}
	for _, p := range content.List[*content.Partner](im.content) {
		if strings.EqualFold(p.Title, name) || p.Short != "" && strings.EqualFold(p.Short, name) {
			return p.ID
		}
	}
	return ""
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

// when returns an event's time, with an end in any case.
func (im *importer) when(e *ical.Event) content.When {
	w := content.When{Start: e.Start.In(swedish.Zone()), End: e.End.In(swedish.Zone()), WholeDay: e.WholeDay}
	if e.End.IsZero() {
		w.End = w.Start.Add(defaultLength)
	}
	return w
}
