package editor

import (
	"fmt"
	"io/fs"
	"maps"
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
func (im *importer) draft(e *ical.Event, from *source) (*File, error) {
	f := &File{New: true, event: e, source: from}
	if e.Summary == "" {
		e.Summary = "Aktivitet utan namn"
		f.Notes = append(f.Notes, "Inbjudan har ingen rubrik. Skriv en i title.")
	}
	said, notes, err := im.factsOf(e, from)
	if err != nil {
		return nil, err
	}
	f.Notes = append(f.Notes, notes...)
	kind := im.kind(e)
	folder := content.KindActivity
	switch {
	case kind == content.Samtal:
		folder = content.KindSamhallssamtal
	case kind == content.OtherActivity && from.feed == nil && // a summary says so once
		!slices.Contains(e.Categories, kind.Name()):
		var all []string
		for _, k := range content.ActivityKinds() {
			all = append(all, string(k))
		}
		f.Notes = append(f.Notes, "Välj kind: "+strings.Join(all, ", ")+".")
	}
	f.Name = im.fileName(folder, said.title, swedish.DateOf(said.when.Start))
	f.occasions = occasions(e, said.when, im.now)
	series := im.withoutOwn(e, said, f)
	var h header
	h.add("title", frontmatter.Scalar(said.title))
	if !im.publishes {
		h.add("draft", "true")
	}
	if kind != content.Samtal {
		h.add("kind", string(kind))
	}
	uid := occurrenceUID(e)
	if isUsable(uid) {
		h.add("uid", frontmatter.Scalar(uid))
	} else {
		f.Notes = append(
			f.Notes, "Inbjudans UID kan inte användas, så en senare ändring av inbjudan får skrivas in för hand.",
		)
	}
	if old := im.oldPath(e, from); old != "" {
		h.list("old_paths", []string{old})
		if from.movesFrom != "" {
			f.Notes = append(f.Notes, fmt.Sprintf("Sidan %s leder hit (old_paths), när adresserna på %s gör det. "+
				"Är den någon annans sida, ta bort old_paths.", e.URL, from.movesFrom))
		}
	}
	h = append(h, said.timeLines()...)
	if e.End.IsZero() {
		h.list("to_complete", []string{"När slutar det? Inbjudan har inget slut."})
	}
	if said.series.every > 0 {
		h = append(h, series.lines()...)
	}
	for _, p := range parts {
		if p.at != nil && p.lines != nil && p.key != "title" && p.said(said) != "" {
			h = append(h, p.lines(said)...)
		}
	}
	if themes := im.themes(e); len(themes) > 0 {
		h.add("themes", "["+strings.Join(themes, ", ")+"]")
	}
	switch {
	case e.Status == ical.Cancelled:
		h.add("status", string(content.Cancelled))
	case !said.movedFrom.IsZero():
		h.add("status", string(content.Moved))
		h.add("moved_from", writtenMoment(said.movedFrom.Time, said.movedFrom.WholeDay))
	case e.Status == ical.Tentative:
		f.Notes = append(f.Notes, "Inbjudan är preliminär. Kontrollera att aktiviteten blir av innan den publiceras.")
	}
	if !e.Original.IsZero() {
		f.Notes = append(f.Notes, fmt.Sprintf("Det är tillfället %s i en serie som inte finns i content/.",
			swedish.FormatDate(swedish.DateOf(e.Original))))
	}
	if isUsable(uid) {
		h = append(h, remember(e, said, from).lines()...)
	}
	f.Data = []byte("---\n" + strings.Join(h, "\n") + "\n---\n")
	if said.text != "" {
		f.Data = append(f.Data, "\n"+said.text+"\n"...)
	}
	im.know(known{title: said.title, place: said.place, file: f.Name, from: from}, f.occasions)
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
func (im *importer) kind(e *ical.Event) content.ActivityKind {
	for _, category := range e.Categories {
		if k := kindNamed(category); k != "" {
			return k
		}
	}
	return content.OtherActivity
}

// kindNamed returns the kind that a category names, as in "Möte i arbetsutskottet"; empty for none.
func kindNamed(category string) content.ActivityKind {
	for _, k := range append(content.ActivityKinds(), content.Samtal) {
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

// isUsable reports whether an activity can have a UID.
func isUsable(uid string) bool {
	c := ical.Calendar{
		Name: "x", Organizer: ical.Mailbox{Email: "x@example.org"},
		Events: []ical.Event{{UID: uid, Summary: "x"}},
	}
	err := c.Validate()
	return uid != "" && (err == nil || !strings.Contains(err.Error(), "UID"))
}

// organizer returns the id of the part that invites, if it is one, by its name or its short name; else that of the part
// whose calendar it is.
func (im *importer) organizer(e *ical.Event, from *source) string {
	if p := im.partNamed(e.Organizer.Name); p != nil {
		return p.ID
	}
	if from.feed != nil && from.feed.Part != nil {
		return from.feed.Part.ID
	}
	return ""
}

// partNamed returns the part that has a name or a short name; nil when none has.
func (im *importer) partNamed(name string) *content.Partner {
	for _, p := range content.List[*content.Partner](im.content) {
		if name != "" && (strings.EqualFold(p.Title, name) || strings.EqualFold(p.Short, name)) {
			return p
		}
	}
	return nil
}

// partsNamed returns the ids of parts whose titles are joined as in a sentence. It reports whether all are parts.
func (im *importer) partsNamed(joined string) (ids []string, ok bool) {
	if p := im.partNamed(joined); p != nil {
		return []string{p.ID}, true
	}
	for _, p := range content.List[*content.Partner](im.content) {
		for _, between := range []string{", ", " och "} {
			if rest, begins := strings.CutPrefix(joined, p.Title+between); begins {
				if others, ok := im.partsNamed(rest); ok {
					return append([]string{p.ID}, others...), true
				}
			}
		}
	}
	return nil, false
}

// text is an event's description, and what has no key of its own.
func (im *importer) text(e *ical.Event, description string, from *source) string {
	parts := []string{description}
	if e.URL != "" && !strings.Contains(description, e.URL) && !im.moves(e.URL, from) {
		parts = append(parts, "Mer information: "+e.URL)
	}
	if e.Contact != "" && !address.IsEmail(e.Contact) {
		parts = append(parts, "Kontakt: "+e.Contact)
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n\n")
}

// maxSlug is how much of a title a file name holds.
const maxSlug = 50

// fileName makes a name of the day and the title that no file and no activity has.
func (im *importer) fileName(folder content.Kind, title string, day swedish.Date) string {
	id := strings.Trim(day.String()+"-"+shortSlug(title), "-")
	for n, base := 2, id; ; n++ {
		name := path.Join(string(folder), id+".md")
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
