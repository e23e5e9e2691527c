// Package page makes the pages that people read: one of each entry, lists and choices among them, the start page and
// those that psi makes itself. What they show of entries comes from their views.
package page

import (
	"io"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/parallel"
	"so-in.se/psi/internal/site/calendar"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/output"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/view"
)

// Pages are the pages of one site. Their data is gathered when they are rendered, so several goroutines may do that.
type Pages struct {
	*view.Views

	files   *output.Files
	feeds   *calendar.Feeds
	lines   map[content.Kind][]view.Line // of each list
	facets  map[content.Kind][]facet     // of the lists that have any
	whole   map[content.Kind]*list       // that of each kind
	entries map[string]content.Typed     // those with a page of their own, by address
	others  []model.Listed               // the other pages that are listed
}

// New publishes the pages of a site.
func New(r *render.Renderer, files *output.Files, feeds *calendar.Feeds) *Pages {
	ps := &Pages{
		Views: view.New(r), files: files, feeds: feeds, lines: map[content.Kind][]view.Line{},
		facets: map[content.Kind][]facet{}, whole: map[content.Kind]*list{},
	}
	ps.ChoiceOf = ps.choiceOf
	counted := parallel.Go(func() { // which takes about as long as what is done beside it
		for _, kind := range content.Kinds() {
			ps.lines[kind] = ps.Lines(kind)
			ps.facets[kind] = ps.facetsOf(kind, ps.lines[kind])
		}
	})
	ps.planEntries()
	ps.planCalendar()
	ps.planSiteMap()
	ps.planNotFound()
	ps.planReview()
	counted()
	ps.planStart()
	ps.planActivities()
	ps.planLists()
	ps.planFilters()
	ps.planRelated()
	return ps
}

// Listed lists the pages that sitemap.xml, the site map and the record list, in no order.
func (ps *Pages) Listed() []model.Listed {
	list := make([]model.Listed, 0, len(ps.others)+len(ps.entries))
	list = append(list, ps.others...)
	for _, typed := range ps.entries {
		e := typed.Common()
		if unlisted(typed) {
			continue
		}
		list = append(list, model.Listed{Title: e.Title, Address: e.Address, Kind: e.Kind, Entry: e})
	}
	return list
}

// Add publishes a page that is no entry's own and lists it, unless it says otherwise. The data is made when the page is
// rendered.
func (ps *Pages) Add(p *content.Page, h render.Head, template string, data func(c *view.Common) (any, error)) {
	listed := model.Listed{Title: h.Title, Address: p.Address, Kind: content.KindPage}
	source := ""
	if p.File != "" { // an editor has written it
		listed.Entry, listed.Kind, source = &p.Entry, p.Kind, "content/"+p.File
	}
	if p.Unlisted {
		h.Noindex = true
	} else {
		ps.others = append(ps.others, listed)
	}
	ps.add(p, h, source, template, data)
}

// addUnlisted publishes a page that no list of pages names, and so search engines should not either.
func (ps *Pages) addUnlisted(
	p *content.Page, h render.Head, template string, data func(c *view.Common) (any, error),
) {
	h.Noindex = true
	ps.add(p, h, "", template, data)
}

func (ps *Pages) add(
	p *content.Page, h render.Head, source, template string, data func(c *view.Common) (any, error),
) {
	ps.files.Add(output.File{Path: pathOf(p.Address), Source: source, Render: func(w io.Writer) error {
		c, err := ps.Common(&p.Entry)
		if err != nil {
			return err
		}
		d, err := data(c)
		if err != nil {
			return err
		}
		return ps.Page(w, h, p.Address, template, d)
	}})
}

// pathOf returns the path of the file at an address.
func pathOf(address string) string {
	path := strings.TrimPrefix(address, "/")
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	return path
}

// planEntries gives every entry its page, but for those that are the page of a list or the start page.
func (ps *Pages) planEntries() {
	ps.entries = map[string]content.Typed{}
	for e := range ps.Model.Content.All() {
		if p, ok := e.(*content.Page); !ok || ps.Model.HasOwnPage(p) {
			ps.entries[e.Common().Address] = e
		}
	}
	ps.files.AddFamily(output.Family{
		Find: func(path string) (output.File, bool) {
			folder, ok := strings.CutSuffix(path, "index.html")
			e := ps.entries["/"+folder]
			if !ok || e == nil {
				return output.File{}, false
			}
			return ps.entryFile(e), true
		},
		All: func() []output.File {
			list := make([]output.File, 0, len(ps.entries))
			for _, e := range ps.entries {
				list = append(list, ps.entryFile(e))
			}
			return list
		},
	})
}

// entryFile is the page of an entry.
func (ps *Pages) entryFile(typed content.Typed) output.File {
	e := typed.Common()
	return output.File{Path: pathOf(e.Address), Source: "content/" + e.File, Render: func(w io.Writer) error {
		template, data, err := ps.Entry(typed)
		if err != nil {
			return err
		}
		h := ps.Head(e, "article")
		h.Noindex = h.Noindex || unlisted(typed)
		h.About = func(h *render.Head) []any { return ps.About(h, typed) }
		return ps.Page(w, h, e.Address, template, data)
	}}
}

// unlisted reports whether an entry is a page that no list names.
func unlisted(e content.Typed) bool {
	p, ok := e.(*content.Page)
	return ok && p.Unlisted
}
