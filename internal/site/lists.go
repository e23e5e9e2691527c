package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/markdown"
)

// nothingYet is what a list says when it is empty and no editor has written anything better.
const nothingYet = "Här finns inget än."

// prepareLists finds the page of each kind's list, or makes one, and notes the titles of pages for breadcrumbs.
func (b *builder) prepareLists() {
	b.lists = map[content.Kind]*content.Page{}
	b.known = map[string]*crumb{}
	for _, p := range content.List[*content.Page](b.content) {
		b.known[p.Address] = &crumb{p.Title, p.Address}
	}
	for _, kind := range content.Kinds() {
		address := "/" + string(kind) + "/"
		page := b.pageAt(address)
		if page == nil {
			page = &content.Page{Entry: content.Entry{Title: views[kind].title, Address: address, Lang: "sv", Body: new(markdown.Document)}}
			b.known[address] = &crumb{page.Title, address}
		}
		if page.Empty == "" {
			page.Empty = nothingYet
		}
		b.lists[kind] = page
	}
}

// pageAt finds the page that an editor has written for an address.
func (b *builder) pageAt(address string) *content.Page {
	for _, p := range content.List[*content.Page](b.content) {
		if p.Address == address {
			return p
		}
	}
	return nil
}

// isList tells whether a page is the page of a list.
func (b *builder) isList(p *content.Page) bool {
	return b.lists[content.Kind(strings.Trim(p.Address, "/"))] == p || p.Address == "/"+calendarFolder
}

// listPage is what list.html is executed with.
type listPage struct {
	Common *common
	// Letters are sections by first letter, with an index of letters; Sections the others.
	Letters, Sections []section
	Empty             string
	// Concepts are the words of the glossary.
	Concepts []*content.Concept
	// Steps are ways on from an empty list.
	Steps []crumb
	// Filter may be nil.
	Filter *filter
	// Years links to the page of each year, where not everything that has been is listed.
	Years []yearLink
	// Picture draws the whole of the list, where that says more than its entries.
	Picture template.HTML
	// IntroFirst puts the text before the list: a short introduction. A long text comes after it, and any text after the words that
	// there is nothing to list.
	IntroFirst bool
}

// shortIntro is how many bytes of HTML a text has at most to stand before its list: some hundred words and their markup.
const shortIntro = 1200

// planLists lists every kind but activities, which have lists of their own.
func (b *builder) planLists() {
	for _, kind := range content.Kinds() {
		if kind == content.KindActivity {
			continue
		}
		page := b.lists[kind]
		b.addPage(b.listEntry(page), b.headOf(&page.Entry, "website"), page.Address, "list.html", func() (any, error) {
			c, err := b.common(&page.Entry)
			if err != nil {
				return nil, err
			}
			v := views[kind]
			p := listPage{Common: c, Empty: page.Empty, Steps: v.steps, IntroFirst: len(page.Body.HTML) <= shortIntro}
			if p.Filter, err = b.filter(kind, page.Address); err != nil {
				return nil, err
			}
			if err = v.list(b, &p, func(*content.Entry) bool { return true }); err != nil {
				return nil, err
			}
			p.IntroFirst = p.IntroFirst && len(p.Letters)+len(p.Sections)+len(p.Concepts) > 0
			if v.picture != nil {
				p.Picture, err = v.picture(b)
			}
			return p, err
		})
	}
}

// listEntry gives the entry that an editor has written for a list; nil when psi made it up.
func (b *builder) listEntry(p *content.Page) *content.Entry {
	if p.File == "" {
		return nil
	}
	return &p.Entry
}

// whole makes one section of a list.
func whole[T content.Typed](b *builder, title string, entries []T) ([]section, error) {
	return grouped(b, entries, func(T) string { return title })
}

// grouped makes a section of each group of entries, in the order in which the groups first occur.
func grouped[T content.Typed](b *builder, entries []T, group func(T) string) ([]section, error) {
	var sections []section
	for _, e := range entries {
		title := group(e)
		at := slices.IndexFunc(sections, func(s section) bool { return s.Title == title })
		if at < 0 {
			at = len(sections)
			sections = append(sections, section{Title: title, kind: e.Common().Kind})
		}
		it, err := b.item(e)
		if err != nil {
			return nil, err
		}
		sections[at].Items = append(sections[at].Items, it)
	}
	return sections, nil
}

// related lists the entries that name an entry, but for those already shown, by kind, and a few that are like it.
func (b *builder) related(e *content.Entry, shown []*content.Entry) ([]section, error) {
	var sections []section
	for _, from := range b.inTurn(slices.Collect(e.Back())) {
		if slices.Contains(shown, from.Common()) {
			continue
		}
		kind, title := from.Common().Kind, viewOf(from).mentions
		if len(sections) == 0 || sections[len(sections)-1].Title != title {
			sections = append(sections, section{Title: title, kind: kind})
		}
		it, err := b.item(from)
		if err != nil {
			return nil, err
		}
		last := &sections[len(sections)-1]
		last.Items = append(last.Items, it)
	}
	alike, err := b.alike(e)
	return append(sections, alike...), err
}

// inTurn puts the activities among entries that are listed kind by kind as other lists have them: what is coming first.
func (b *builder) inTurn(entries []content.Typed) []content.Typed {
	for from, to := 0, 0; from < len(entries); from = to {
		kind := entries[from].Common().Kind
		for to = from + 1; to < len(entries) && entries[to].Common().Kind == kind; {
			to++
		}
		if kind == content.KindActivity || kind == content.KindSamhallssamtal {
			turn := b.turn()
			slices.SortStableFunc(entries[from:to], func(x, y content.Typed) int { return cmp.Compare(turn[x.Common()], turn[y.Common()]) })
		}
	}
	return entries
}

// itemsOf gives the items of entries.
func itemsOf[T content.Typed](b *builder, entries []T) ([]template.HTML, error) {
	sections, err := whole(b, "", entries)
	if err != nil || len(sections) == 0 {
		return nil, err
	}
	return sections[0].Items, nil
}

// entriesOf returns the common parts of entries.
func entriesOf[T content.Typed](list []T) []*content.Entry {
	entries := make([]*content.Entry, len(list))
	for i, e := range list {
		entries[i] = e.Common()
	}
	return entries
}
