package site

import (
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/record"
)

// movedPage is what moved.html, the whole page at an old address, is executed with.
type movedPage struct {
	Title, Address, Canonical string
}

// redirect is an address that leads on to another.
type redirect struct {
	from string
	to   *content.Entry
}

// planRedirects publishes the old addresses: for Netlify in _redirects, and as small pages for other servers. Each leads straight to
// where the entry is now, however many addresses it has had.
func (b *builder) planRedirects() {
	for e := range b.content.Entries() {
		for _, old := range e.OldPaths {
			b.redirects = append(b.redirects, redirect{old, e})
		}
	}
	slices.SortFunc(b.redirects, func(x, y redirect) int { return strings.Compare(x.from, y.from) })
	for _, r := range b.redirects {
		name := strings.TrimPrefix(r.from, "/")
		switch path.Ext(name) {
		case "":
			name += "index.html"
		case ".html", ".htm":
		default:
			continue // a page would be served as what the name says it is: a picture, a document
		}
		b.add(name, "content/"+r.to.File, func(w io.Writer) error {
			return b.templates.execute(w, "moved.html", movedPage{r.to.Title, r.to.Address, b.base + r.to.Address})
		})
	}
	b.keepCalendars(b.redirects)
	b.add("_redirects", "", func(w io.Writer) error {
		for _, r := range b.redirects {
			// The exclamation mark makes Netlify redirect although there is a page at the old address.
			if _, err := fmt.Fprintf(w, "%s %s 301!\n", escapedPath(r.from), escapedPath(r.to.Address)); err != nil {
				return err
			}
		}
		return nil
	})
}

// escapedPath writes a path as addresses have it, without å, ä and ö.
func escapedPath(p string) string { return (&url.URL{Path: p}).EscapedPath() }

// modified tells when the page of an entry was last changed; zero when nothing is known of what was published before.
func (b *builder) modified(e *content.Entry) time.Time {
	if b.previous == nil {
		return time.Time{}
	}
	return b.previous.Modified(e.Address, e.Hash, b.now)
}

// planRecord publishes the record. It names all files, so it is made when it is wanted.
func (b *builder) planRecord() {
	b.record = sync.OnceValue(b.makeRecord)
	b.add(record.FileName, "", func(w io.Writer) error { return b.record().Encode(w) })
}

// makeRecord makes the record of the site as it is planned.
func (b *builder) makeRecord() *record.Record {
	files := b.files.sorted()
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	var pages []record.Page
	for _, p := range b.pages() {
		page := record.Page{Address: p.address, Title: p.title, Kind: string(p.kind)}
		if p.entry != nil {
			page.File, page.Hash, page.Draft = p.entry.File, p.entry.Hash, p.entry.Draft
			page.Modified = b.modified(p.entry)
		}
		pages = append(pages, page)
	}
	for _, r := range b.redirects {
		pages = append(pages, record.Page{Address: r.from, Title: r.to.Title, MovedTo: r.to.Address, Draft: r.to.Draft})
	}
	var events []record.Event
	for _, list := range [][]event{b.events, b.deadlines} {
		for _, e := range list {
			events = append(events, e.record)
		}
	}
	return record.New(paths, pages, events)
}
