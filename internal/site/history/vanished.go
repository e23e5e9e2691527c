package history

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/swedish"
)

// Vanished finds what was published and is no longer: addresses that lead nowhere, and coming events that subscribers
// would never hear of again. What only a build with drafts had is missed by nobody.
func (h *History) Vanished() problem.List {
	if h.model.Previous == nil {
		return nil
	}
	now := h.Record()
	var problems problem.List
	told := map[string]bool{} // addresses of vanished events: to mend the one is to mend the other
	for i := range h.model.Previous.Events {
		e := &h.model.Previous.Events[i]
		if _, ok := now.Event(e.UID); ok || e.LastDay || e.Draft || e.Status == "CANCELLED" ||
			!e.Until.After(h.model.Now) {
			continue
		}
		told[e.Address] = true
		problems.Add(h.vanishedEvent(e))
	}
	for i := range h.model.Previous.Pages {
		p := &h.model.Previous.Pages[i]
		if _, ok := now.Page(p.Address); ok || p.Draft || p.File == "" && p.MovedTo == "" || told[p.Address] {
			continue
		}
		problems.Add(h.vanishedPage(p, now))
	}
	return problems
}

// vanishedPage tells of an address that leads nowhere any longer.
func (h *History) vanishedPage(p *record.Page, now *record.Record) problem.Problem {
	found := problem.Problem{
		File: p.File, Kind: problem.VanishedAddress,
		Message: fmt.Sprintf(
			"Adressen %s (”%s”) är publicerad, men den här gången finns den inte med.", p.Address, p.Title,
		),
	}
	successor := h.successor(p, now)
	switch {
	case p.MovedTo != "" && successor != nil:
		found.File = successor.File
		found.Message = fmt.Sprintf("Den tidigare adressen %s (”%s”) leder inte längre vidare.", p.Address, p.Title)
		found.Hint = "Den som har sparat adressen hittar inte sidan. Skriv i huvudet:\n" + oldPaths(
			successor, p.Address,
		)
	case successor != nil:
		found.File = successor.File
		found.Hint = "Den som har sparat eller länkat till sidan hittar den inte. " + h.comeBack(p, successor, now)
	case h.isHidden(p.File):
		found.Message = fmt.Sprintf("Adressen %s (”%s”) är publicerad, men nu är sidan ett utkast.", p.Address, p.Title)
		found.Hint = "Den som har sparat eller länkat till sidan hittar den inte. Skriv i huvudet, så visas den " +
			"igen:\ndraft: false"
	default:
		nearest := h.nearestList(p)
		found.Hint = fmt.Sprintf(
			"Den som har sparat eller länkat till sidan hittar den inte. Skriv i huvudet på sidan som ersätter den, "+
				"eller på den som ligger närmast, %s:\nold_paths: [%s]\nStår där redan old_paths, lägg adressen sist "+
				"i listan.",
			nearest, p.Address,
		)
		if found.File == "" {
			found.File = nearest
		}
	}
	return found
}

// comeBack tells how a page with another address gets the old one back, or leads on from it.
func (h *History) comeBack(p *record.Page, e *content.Entry, now *record.Record) string {
	lead := "Ska den ha sin nya adress, " + e.Address + ", skriv i huvudet på " + e.File + ":\n" + oldPaths(
		e, p.Address,
	)
	if p.Kind == "" || e.Kind != content.Kind(p.Kind) {
		return lead
	}
	for _, event := range h.model.Previous.Events {
		if _, kept := now.Event(event.UID); !kept && !event.LastDay && event.Address == p.Address {
			lead += "\nuid: " + event.UID
		}
	}
	return "Ska den ha kvar sin gamla adress, skriv i huvudet på " + e.File + ":\nid: " + path.Base(
		p.Address,
	) + "\n" + lead
}

// oldPaths is the line to paste into the header of an entry that was at an address.
func oldPaths(e *content.Entry, address string) string {
	return "old_paths: [" + strings.Join(append(slices.Clone(e.OldPaths), address), ", ") + "]"
}

// successor finds the entry that a vanished page has become: that of the same file, else a new one with the same bytes,
// else a new one of the same kind with the same title. For an old address it is the entry that the address led to.
func (h *History) successor(p *record.Page, now *record.Record) *content.Entry {
	if p.MovedTo != "" {
		to := p.MovedTo
		if page, ok := now.Page(to); ok && page.MovedTo != "" {
			to = page.MovedTo
		}
		for e := range h.model.Content.Entries() {
			if e.Address == to {
				return e
			}
		}
		return nil
	}
	var best *content.Entry
	for e := range h.model.Content.Entries() {
		if e.File == p.File {
			return e
		}
		if _, known := h.model.Previous.Page(e.Address); known || p.Title == "" {
			continue
		}
		if e.Hash == p.Hash || best == nil && e.Title == p.Title && e.Kind == content.Kind(p.Kind) {
			best = e
		}
	}
	return best
}

// isHidden reports whether a file is there although it isn't published: a draft.
func (h *History) isHidden(file string) bool {
	_, err := fs.Stat(h.content, file)
	return fs.ValidPath(file) && err == nil
}

// nearestList names the page that is nearest above a vanished page.
func (h *History) nearestList(p *record.Page) string {
	for dir := path.Dir(p.File); p.File != "" && dir != "."; dir = path.Dir(dir) {
		if index := dir + "/index.md"; index != p.File && h.isHidden(index) {
			return index
		}
	}
	return "index.md"
}

// vanishedEvent tells of a coming event that subscribers have and that is gone.
func (h *History) vanishedEvent(e *record.Event) problem.Problem {
	found := problem.Problem{
		File: strings.Trim(e.Address, "/") + ".md", Kind: problem.VanishedEvent,
		Message: fmt.Sprintf(
			"”%s” (%s) står i prenumeranternas kalendrar, men finns inte längre med.", e.Title, e.When(),
		),
	}
	page, ok := h.model.Previous.Page(e.Address)
	if ok && page.File != "" {
		found.File = page.File
	}
	now, dated := h.renamed(e, found.File)
	switch {
	case dated:
		found.File = now.File
		found.Hint = "Prenumeranterna får den som en ny aktivitet, och den gamla försvinner. " +
			"Är det samma aktivitet, skriv i huvudet på " +
			now.File + ":\n" + sameName(
			e.UID,
		)
		if now.Address != e.Address {
			found.Hint += "\nSka sidan ha sin nya adress, skriv i stället:\nuid: " + e.UID + "\n" + oldPaths(
				now, e.Address,
			)
		}
	case now != nil:
		found.Hint = "Den har inte längre någon start. Skriv in den igen:\nstart: " + writtenStart(e) +
			"\nBlir den inte av, skriv också:\nstatus: inställd"
	case h.isHidden(found.File):
		found.Message = fmt.Sprintf(
			"”%s” (%s) står i prenumeranternas kalendrar, men nu är den ett utkast.", e.Title, e.When(),
		)
		found.Hint = "Skriv i huvudet, så finns den med igen:\ndraft: false\nBlir den inte av, skriv också:\nstatus: " +
			"inställd"
	default:
		found.Hint = "Lägg tillbaka filen. Blir aktiviteten inte av, skriv i dess huvud, så får prenumeranterna veta " +
			"det:\nstatus: inställd\nNär dess tid har gått kan filen tas bort."
	}
	return found
}

// sameName is the line that gives an activity the UID that it had.
func sameName(uid string) string {
	if id, ok := strings.CutSuffix(uid, content.UIDDomain); ok && swedish.Slug(id) == id {
		return "id: " + id
	}
	return "uid: " + uid
}

// writtenStart returns the start as an editor writes it.
func writtenStart(e *record.Event) string {
	day, clock, ok := strings.Cut(e.Start, "T")
	if !ok || len(clock) < len("13:00") {
		return day
	}
	return day + " " + clock[:len("13:00")]
}

// renamed returns what has become of a vanished event: the activity in the same file, else one that is new to
// subscribers and has the same title, else one at the same time and place. It is nil when there is none, and not dated
// when the entry has lost its date.
func (h *History) renamed(old *record.Event, file string) (entry *content.Entry, dated bool) {
	for i := range h.calendar.Events {
		e := &h.calendar.Events[i]
		if e.Entry.File == file {
			return e.Entry, true
		}
		if _, known := h.model.Previous.Event(e.UID); known {
			continue
		}
		span, ok := record.ParseSpan(old.Start, old.End)
		there := ok && e.Start.Equal(span.Start) && e.Location == old.Place
		if e.Summary == old.Title || entry == nil && there {
			entry = e.Entry
		}
	}
	if entry != nil {
		return entry, true
	}
	for _, a := range h.model.Undated {
		if a.File == file {
			return &a.Entry, false
		}
	}
	return nil, false
}
