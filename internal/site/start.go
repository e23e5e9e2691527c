package site

import (
	"errors"
	"html/template"
	"path"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/swedish"
)

// How many entries the start page shows of each kind.
const (
	startActivities = 4
	startOthers     = 3
)

// startPage is what start.html is executed with. It answers: what is PSI, what happens next, where do I get advice, what money can
// I apply for; then what came of it, and news.
type startPage struct {
	common
	Name string
	// Coming activities, and when there are none the latest ones with the words for an empty list.
	Coming, Latest []template.HTML
	NoneComing     string
	// Calls that are open or open later, and the words for when there are none.
	Calls    []template.HTML
	NoCalls  string
	Contacts []template.HTML
	Projects []template.HTML
	Talks    []template.HTML
	News     []template.HTML
}

// planStart makes the start page.
func (b *builder) planStart() {
	page := b.pageAt("/")
	if page == nil {
		s := &b.content.Settings
		page = &content.Page{Entry: content.Entry{Title: s.Name, Summary: s.Description, Address: "/", Lang: "sv", Body: new(markdown.Document)}}
	}
	b.addPage(b.listEntry(page), b.headOf(&page.Entry, "website"), "/", "start.html", func() (any, error) { return b.startData(page) })
}

func (b *builder) startData(page *content.Page) (any, error) {
	c, err := b.common(&page.Entry)
	if err != nil {
		return nil, err
	}
	p := startPage{
		common: c, Name: b.content.Settings.Name,
		NoneComing: b.lists[content.KindActivity].Empty, NoCalls: b.lists[content.KindCall].Empty,
	}
	var coming, latest []*content.Activity
	for _, a := range b.calendar() {
		if a.Past(b.now) {
			latest = append([]*content.Activity{a}, latest...)
		} else {
			coming = append(coming, a)
		}
	}
	sortByNext(coming, b.now)
	var calls []*content.Call
	for _, call := range b.content.Calls {
		if call.State(b.now) != content.CallClosed {
			calls = append(calls, call)
		}
	}
	err = errors.Join(
		fill(b, &p.Coming, coming, startActivities), fill(b, &p.Latest, latest, startOthers), fill(b, &p.Calls, calls, startOthers),
		fill(b, &p.Contacts, b.content.Contacts, startOthers), fill(b, &p.Projects, b.content.Projects, startOthers),
		fill(b, &p.Talks, b.content.Talks, startOthers), fill(b, &p.News, b.content.News, startOthers),
	)
	return p, err
}

// fill gives the items of the first n entries.
func fill[T listed](b *builder, dst *[]template.HTML, entries []T, n int) (err error) {
	*dst, err = itemsOf(b, first(entries, n))
	return err
}

// first gives at most n elements.
func first[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// below lists the pages of the folder whose first page p is.
func (b *builder) below(p *content.Page) []*content.Page {
	if path.Base(p.File) != "index.md" {
		return nil
	}
	var pages []*content.Page
	for _, other := range b.content.Pages {
		if other != p && !b.isList(other) && path.Dir(path.Clean(other.Address)) == path.Clean(p.Address) {
			pages = append(pages, other)
		}
	}
	return pages
}

// momentText gives a moment as readers expect it.
func momentText(m swedish.Moment) string {
	text := swedish.FormatDate(m.Date())
	if !m.WholeDay {
		text += " kl. " + swedish.FormatClock(m.Time)
	}
	return text
}
