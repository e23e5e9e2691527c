package site

import (
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/record"
)

// movedPage is what moved.html, the whole page at an old address, is executed with.
type movedPage struct {
	Title, Address, Canonical string
	Target                    template.URL
}

// redirect is an address that leads on to another.
type redirect struct{ from, to, title string }

// planRedirects publishes the old addresses: for Netlify in _redirects, and as small pages for other servers.
func (b *builder) planRedirects() {
	var list []redirect
	for e := range b.content.Entries() {
		for _, old := range e.OldPaths {
			if !strings.HasSuffix(old, "/") && !strings.Contains(old[strings.LastIndex(old, "/"):], ".") {
				old += "/"
			}
			list = append(list, redirect{old, e.Address, e.Title})
		}
	}
	slices.SortFunc(list, func(x, y redirect) int { return strings.Compare(x.from, y.from) })
	b.redirects = list
	for _, r := range list {
		path := strings.TrimPrefix(r.from, "/")
		if strings.HasSuffix(r.from, "/") {
			path += "index.html"
		}
		b.add(path, "", func(w io.Writer) error {
			return b.templates.execute(w, "moved.html", movedPage{r.title, r.to, b.base + r.to, template.URL(r.to)})
		})
	}
	b.add("_redirects", "", func(w io.Writer) error {
		for _, r := range list {
			if _, err := fmt.Fprintf(w, "%s %s 301\n", r.from, r.to); err != nil {
				return err
			}
		}
		return nil
	})
}

// planRecord publishes the record. It comes last, since it names all other files.
func (b *builder) planRecord() *record.Record {
	paths := []string{record.FileName}
	for _, f := range b.files {
		paths = append(paths, f.Path)
	}
	var pages []record.Page
	for _, p := range b.index {
		page := record.Page{Address: p.address, Title: p.title, Kind: string(p.kind)}
		if p.entry != nil {
			page.File, page.Hash = p.entry.File, p.entry.Hash
		}
		pages = append(pages, page)
	}
	for _, r := range b.redirects {
		pages = append(pages, record.Page{Address: r.from, Title: r.title, MovedTo: r.to})
	}
	var events []record.Event
	for _, list := range [][]event{b.events, b.deadlines} {
		for _, e := range list {
			events = append(events, e.record)
		}
	}
	r := record.New(paths, pages, events)
	b.add(record.FileName, "", r.Encode)
	return r
}

// vanished finds what was published and is no longer: addresses that lead nowhere, and coming events that subscribers would never
// hear of again.
func (b *builder) vanished(now *record.Record) problem.List {
	if b.previous == nil {
		return nil
	}
	var problems problem.List
	for _, p := range b.previous.Pages {
		if _, ok := now.Page(p.Address); ok || p.File == "" && p.MovedTo == "" {
			continue
		}
		problems.Add(b.vanishedPage(p))
	}
	for _, e := range b.previous.Events {
		if _, ok := now.Event(e.UID); ok || !e.Until.After(b.now) || e.Status == "CANCELLED" {
			continue
		}
		problems.Add(b.vanishedEvent(e, now))
	}
	return problems
}

// vanishedPage tells of an address that leads nowhere any longer.
func (b *builder) vanishedPage(p record.Page) problem.Problem {
	file := p.File
	if file == "" {
		file = strings.TrimPrefix(p.MovedTo, "/")
	}
	return problem.Problem{
		File: file, Kind: problem.VanishedAddress,
		Message: fmt.Sprintf("Adressen %s (”%s”) är publicerad, men den här gången finns den inte med.", p.Address, p.Title),
		Hint: fmt.Sprintf("Den som har sparat eller länkat till sidan hittar den inte. Har den fått en ny adress, skriv i huvudet på sidan som ersätter den:\nold_paths: [%s]\nFinns ingen sådan sida, skriv raden i den sida som ligger närmast, till exempel %s.",
			p.Address, nearestList(p)),
	}
}

// nearestList names the page of the list that a vanished page was in.
func nearestList(p record.Page) string {
	if p.Kind == "" {
		return "index.md"
	}
	return p.Kind + "/index.md"
}

// vanishedEvent tells of a coming event that subscribers have and that is gone.
func (b *builder) vanishedEvent(e record.Event, now *record.Record) problem.Problem {
	file, hint := recordFile(b.previous, e.Address), ""
	if id, ok := strings.CutSuffix(e.UID, "@so-in.se"); ok {
		hint = fmt.Sprintf("\nHar filen bytt namn, skriv det gamla namnet i dess huvud:\nid: %s", id)
	}
	if page, ok := now.Page(e.Address); ok && page.File != "" {
		file = page.File
	}
	return problem.Problem{
		File: file, Kind: problem.VanishedEvent,
		Message: fmt.Sprintf("”%s” (%s) står i prenumeranternas kalendrar, men finns inte längre med.", e.Title, e.Start),
		Hint:    "Blir den inte av, behåll filen och skriv:\nstatus: inställd" + hint,
	}
}

func recordFile(r *record.Record, address string) string {
	if p, ok := r.Page(address); ok && p.File != "" {
		return p.File
	}
	return strings.Trim(address, "/") + ".md"
}
