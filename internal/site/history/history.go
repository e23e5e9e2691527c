// Package history keeps a site's promises to those who have its addresses and its events already: old addresses lead
// on, a record tells the next build what this one publishes, and what has vanished without a word is a problem.
package history

import (
	"io"
	"io/fs"
	"maps"
	"path"
	"strings"
	"sync"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/hosting"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site/calendar"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/output"
	"so-in.se/psi/internal/site/render"
)

// History is what a site owes to the past, and tells the future.
type History struct {
	model    *model.Model
	calendar *calendar.Calendar
	content  fs.FS // the sources, to find drafts in
	made     record.Made
	// everywhere are digests of what stands on all pages, by their Swedish names.
	everywhere map[string]string
	record     func() *record.Record
}

// movedPage is what moved.html, the whole page at an old address, is executed with.
type movedPage struct {
	Title, Address, Canonical string
}

// Publish adds what leads on from old addresses, and the record, which names all files and is made when it is wanted.
func Publish(
	r *render.Renderer, c *calendar.Calendar, content fs.FS, listed func() []model.Listed, files *output.Files,
	made record.Made,
) *History {
	h := &History{model: r.Model, calendar: c, content: content, made: made, everywhere: r.Look()}
	maps.Copy(h.everywhere, r.Model.Content.Settings.Says)
	h.record = sync.OnceValue(func() *record.Record { return h.makeRecord(listed(), files.Sorted()) })
	h.redirect(r, files)
	files.Add(output.File{Path: record.FileName, Render: func(w io.Writer) error { return h.Record().Encode(w) }})
	return h
}

// redirect publishes the old addresses: for Netlify in _redirects, and as small pages for other servers.
func (h *History) redirect(r *render.Renderer, files *output.Files) {
	redirects := h.model.Redirects()
	for _, moved := range redirects {
		to := moved.To
		file := output.File{
			Path: strings.TrimPrefix(moved.From, "/"), Source: "content/" + to.File, Line: moved.Line,
			Column: moved.Column, Render: func(w io.Writer) error {
				return r.Execute(w, "moved.html", movedPage{to.Title, to.Address, h.model.Base + to.Address})
			},
		}
		isPage := true
		switch path.Ext(file.Path) {
		case "":
			file.Path += "index.html"
		case ".html", ".htm":
		default:
			isPage = false // it would be served as what the name says it is: a picture, a document
		}
		// Where upper and lower case are the same, a page in Aktiviteter/ would lie among those in aktiviteter/.
		if isPage && address.Fold(file.Path) == file.Path {
			files.Add(file)
		} else {
			files.Claim(file)
		}
	}
	files.Add(output.File{Path: "_redirects", Render: func(w io.Writer) error {
		_, err := io.WriteString(w, hosting.NetlifyRedirects(h.Redirects()))
		return err
	}})
}

// Redirects lists the old addresses that lead on, in order.
func (h *History) Redirects() []hosting.Redirect {
	var list []hosting.Redirect
	for _, moved := range h.model.Redirects() {
		list = append(list, hosting.Redirect{From: moved.From, To: moved.To.Address})
	}
	return list
}

// Record returns what the next build is told of this one.
func (h *History) Record() *record.Record { return h.record() }

func (h *History) makeRecord(listed []model.Listed, files []output.File) *record.Record {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path
	}
	var pages []record.Page
	for _, p := range listed {
		page := record.Page{Address: p.Address, Title: p.Title, Kind: string(p.Kind)}
		if e := p.Entry; e != nil {
			page.File, page.Hash, page.Says = e.File, e.Hash, e.Says
			page.Draft, page.Modified = e.Draft, h.model.Modified(e)
		}
		pages = append(pages, page)
	}
	for _, r := range h.model.Redirects() {
		pages = append(pages, record.Page{Address: r.From, Title: r.To.Title, MovedTo: r.To.Address, Draft: r.To.Draft})
	}
	r := record.New(paths, pages, h.calendar.Records())
	r.Made, r.Everywhere, r.NextChange = h.made, h.everywhere, h.model.NextChange()
	h.calendar.Remember(r)
	for _, e := range r.Gone { // of which followers are told until then
		if e.Until.After(h.model.Now) && (r.NextChange.IsZero() || e.Until.Before(r.NextChange)) {
			r.NextChange = e.Until
		}
	}
	if previous := h.model.Previous; previous != nil {
		r.Serial = previous.Serial
		if !r.Same(previous) {
			r.Serial++
		}
	}
	return r
}
