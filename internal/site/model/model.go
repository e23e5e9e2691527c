// Package model is what a site is about, before anything is rendered: what takes place and in which order, which lists
// there are, the way to each page, and when the site will differ with no edit at all. A Model is immutable.
package model

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/swedish"
)

// CalendarFolder is where the feeds and the page about them are, below the site's root.
const CalendarFolder = "kalender/"

// SearchAddress is the page on which visitors search.
const SearchAddress = "/sok/"

// NewActivityAddress is the page of the guide for editors that tells how to write an activity.
const NewActivityAddress = "/redaktion/slag/aktiviteter/"

// Model is one site at one time.
type Model struct {
	Content *content.Content
	// Now decides what is past and coming, open and closed.
	Now time.Time
	// Base is the site's address, without a slash at its end; Own is that of the published site, which differs in a
	// preview.
	Base, Own string
	// Previous is what was published before; nil when nothing is known of it.
	Previous *record.Record
	// Editing tells that editors look at the site: pages show what they have yet to fill in or to review.
	Editing bool

	// Dated are the activities and talks with a date, in order of time; Undated the talks without one.
	Dated, Undated []*content.Activity

	lists map[content.Kind]*content.Page
	pages map[string]*content.Page // by address, the lists too
	ranks func() map[*content.Entry]int
	names func() names
	dated func() map[*content.Entry]*content.Activity
}

// New returns the model of a site at its own address, or of a preview of it.
func New(c *content.Content, now time.Time, base, own string, previous *record.Record) *Model {
	m := &Model{Content: c, Now: now, Base: base, Own: own, Previous: previous, lists: map[content.Kind]*content.Page{}}
	pages := content.List[*content.Page](c)
	m.pages = make(map[string]*content.Page, len(pages))
	for _, p := range pages {
		m.pages[p.Address] = p
	}
	for _, kind := range content.Kinds() {
		m.lists[kind] = m.list(kind)
	}
	m.Dated, m.Undated = chronology(c)
	m.ranks = sync.OnceValue(m.makeRanks)
	m.names = sync.OnceValue(m.countNames)
	m.dated = sync.OnceValue(func() map[*content.Entry]*content.Activity {
		dated := make(map[*content.Entry]*content.Activity, len(m.Dated))
		for _, a := range m.Dated {
			dated[&a.Entry] = a
		}
		return dated
	})
	return m
}

// Preview reports whether the site is shown at another address than its own, for those who want to see it first.
func (m *Model) Preview() bool { return m.Base != m.Own }

// nothingYet is what a list says when it is empty and no editor has written anything better.
const nothingYet = "Här finns inget än."

// list returns the page that an editor has written for the list of a kind, else one with nothing but a title.
func (m *Model) list(kind content.Kind) *content.Page {
	address := "/" + string(kind) + "/"
	p := m.pages[address]
	if p == nil {
		p = Made(content.SpecOf(kind).Many, "", address)
		m.pages[address] = p
	}
	return p
}

// Empty returns what the page of the list of a kind says when there is nothing to list.
func (m *Model) Empty(kind content.Kind) string { return cmp.Or(m.lists[kind].Empty, nothingYet) }

// Made returns a page that psi makes itself.
func Made(title, summary, address string) *content.Page {
	return &content.Page{
		Entry: content.Entry{
			Title: title, Summary: summary, Address: address, Lang: "sv", Body: new(markdown.Document),
		},
	}
}

// List returns the page of the list of a kind.
func (m *Model) List(kind content.Kind) *content.Page { return m.lists[kind] }

// PageAt returns the page that an editor has written for an address, or one that Made has made up for a list; nil when
// there is none.
func (m *Model) PageAt(address string) *content.Page { return m.pages[address] }

// HasOwnPage reports whether a page is shown as it is, and not as the start page or the page of a list.
func (m *Model) HasOwnPage(p *content.Page) bool {
	return p.Address != "/" && !m.IsList(p)
}

// IsList reports whether a page is the page of a list, or of the calendars.
func (m *Model) IsList(p *content.Page) bool {
	return m.lists[content.Kind(strings.Trim(p.Address, "/"))] == p || p.Address == "/"+CalendarFolder
}

// Below lists the pages of the folder whose first page p is. Those that no list names are named by one that itself is
// not.
func (m *Model) Below(p *content.Page) []*content.Page {
	if !strings.HasSuffix("/"+p.File, "/index.md") {
		return nil
	}
	var pages []*content.Page
	for _, other := range content.List[*content.Page](m.Content) {
		if other != p && !m.IsList(other) && Parent(other.Address) == p.Address && (p.Unlisted || !other.Unlisted) {
			pages = append(pages, other)
		}
	}
	return pages
}

// Parent returns the address one step up: "/om/" of "/om/vision/".
func Parent(address string) string {
	return address[:strings.LastIndex(strings.TrimSuffix(address, "/"), "/")+1]
}

// Crumb is one step of the way to a page, or any other link.
type Crumb struct{ Title, Address string }

// Crumbs returns the way from the start page to a page, the page itself left out; nil for the start page.
func (m *Model) Crumbs(address string) []Crumb {
	if address == "/" {
		return nil
	}
	way := []Crumb{{"Start", "/"}}
	for i, c := range address {
		if at := address[:i+1]; c == '/' && i > 0 && at != address {
			if p := m.pages[at]; p != nil {
				way = append(way, Crumb{p.Title, p.Address})
			}
		}
	}
	return way
}

// Redirect is an old address and the entry that it leads to.
type Redirect struct {
	From string
	To   *content.Entry
	// Line and Column are where the old address stands in the file of the entry.
	Line, Column int
}

// Redirects lists the old addresses, in their order. Each leads straight to where the entry is now, however many
// addresses it has had.
func (m *Model) Redirects() []Redirect {
	var list []Redirect
	for e := range m.Content.Entries() {
		for i, old := range e.OldPaths {
			at := e.OldPathPos(i)
			list = append(list, Redirect{old, e, at.Line, at.Column})
		}
	}
	slices.SortFunc(list, func(x, y Redirect) int { return strings.Compare(x.From, y.From) })
	return list
}

// Modified returns when the page of an entry was last changed; zero when nothing is known of what was published before.
func (m *Model) Modified(e *content.Entry) time.Time {
	if m.Previous == nil {
		return time.Time{}
	}
	return m.Previous.Modified(e.Address, e.Hash, m.Now)
}

// NextChange returns the first time after now at which some page would differ; zero when there is none.
func (m *Model) NextChange() time.Time {
	var next time.Time
	consider := func(t time.Time) {
		if t.After(m.Now) && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	for _, a := range slices.Concat(m.Dated, m.Undated) {
		for _, w := range a.Occasions {
			consider(w.Start)
			consider(w.End)
		}
		if last := a.Registration.LastDay; !last.IsZero() {
			consider(last.AddDays(1).In())
		}
	}
	for _, call := range content.List[*content.Call](m.Content) {
		consider(call.Opens.Time)
		consider(call.ClosingSoon())
		consider(call.End())
	}
	news, letters := m.Fresh()
	for _, n := range news {
		consider(stale(n.Date))
	}
	for _, n := range letters {
		consider(stale(n.Date))
	}
	return next
}

// How many news and newsletters are told of as new.
const (
	freshNews    = 3
	freshLetters = 1
)

// Fresh returns the latest news and newsletters, as long as they are new: for a year.
func (m *Model) Fresh() ([]*content.News, []*content.Newsletter) {
	news := content.List[*content.News](m.Content)
	letters := content.List[*content.Newsletter](m.Content)
	return fresh(m, news, freshNews, func(n *content.News) swedish.Date { return n.Date }),
		fresh(m, letters, freshLetters, func(n *content.Newsletter) swedish.Date { return n.Date })
}

// fresh returns the first n entries of a list without those that are not new any more.
func fresh[T any](m *Model, list []T, n int, day func(T) swedish.Date) []T {
	return slices.DeleteFunc(slices.Clone(list[:min(n, len(list))]), func(e T) bool {
		return !m.Now.Before(stale(day(e)))
	})
}

// stale is when news of a day stop being new.
func stale(day swedish.Date) time.Time { return day.In().AddDate(1, 0, 0) }

// Listed is a page that sitemap.xml, the site map and the record list.
type Listed struct {
	Title, Address string
	Kind           content.Kind
	// Entry is what an editor wrote for it; nil for a page that psi makes itself.
	Entry *content.Entry
}
