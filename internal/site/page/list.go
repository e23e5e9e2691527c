package page

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
)

// How many lines of a list a page shows at most: cards and entries with a date and a text, or links, which are short.
const (
	mostListed = 24
	mostLinks  = 100
)

// list is what is listed at an address. A list that is longer than a page is divided: by year where its kind has years,
// so that what is new changes no page but those of its own year, else in pages with numbers.
type list struct {
	kind content.Kind
	// page is the first page, or the only one; an editor may have written it.
	page *content.Page
	// lines are in the order of their entries.
	lines []view.Line
	// sections are the lines in the groups and in the order in which they are shown.
	sections func() []view.Section
	// listed tells that the first page is named in lists of pages.
	listed bool
	// years are the pages of each year, when the list is divided by year.
	years []yearLink
	// pages is how many the list is divided in, when it is not.
	pages int
	// choice has choices on the first page, the one at the list's address chosen.
	choice bool
}

// yearLink leads to the page of a year.
type yearLink struct {
	Title, Address string
	// Count says how much is on it; empty where that is not told, since it would change every page of a list.
	Count   string
	Current bool
	year    int
	lines   []view.Line
}

// pager is what parts/pages.html is executed with: the way between the pages of a list.
type pager struct {
	Number, Of     int
	Previous, Next string // addresses; empty at the ends
	Pages          []pageLink
}

type pageLink struct {
	Number  int
	Address string
	Current bool
}

// most is how many lines of a kind's list a page shows.
func most(kind content.Kind) int {
	if view.Of(kind).Short() {
		return mostLinks
	}
	return mostListed
}

// newList returns a list, divided where it is too long. The pages of its years are where yearAt says.
func (ps *Pages) newList(l list, yearAt func(year int) string) *list {
	n := most(l.kind)
	if l.sections == nil {
		l.sections = sync.OnceValue(func() []view.Section { return ps.Sections(l.kind, l.lines) })
	}
	if len(l.lines) > n && yearAt != nil && ps.Dated(l.kind) {
		if years := byYear(l.kind, l.lines, yearAt); len(years) > 1 {
			l.years = years
			return &l
		}
	}
	l.pages = max(1, (len(l.lines)+n-1)/n)
	return &l
}

// below returns where the page of a year is, below the address of a list.
func below(address string) func(int) string {
	return func(year int) string {
		if year == 0 {
			return address + "utan-ar/"
		}
		return fmt.Sprintf("%s%d/", address, year)
	}
}

// byYear divides lines by year, the latest first. Those without one come last.
func byYear(kind content.Kind, lines []view.Line, at func(year int) string) []yearLink {
	found := map[int][]view.Line{}
	for _, l := range lines {
		y := l.Year()
		found[y] = append(found[y], l)
	}
	var years []yearLink
	for y, of := range found {
		title := "Utan år"
		if y != 0 {
			title = fmt.Sprint(y)
		}
		years = append(years, yearLink{Title: title, Address: at(y), Count: count(kind, len(of)), year: y, lines: of})
	}
	slices.SortFunc(years, func(x, y yearLink) int { return cmp.Compare(y.Title, x.Title) })
	if len(years) > 0 && found[0] != nil { // which letters have put first
		years = append(years[1:], years[0])
	}
	return years
}

// count says how much is listed of a kind.
func count(kind content.Kind, n int) string {
	switch {
	case kind != content.KindActivity:
		return fmt.Sprintf("%d st", n)
	case n == 1:
		return "1 tillfälle"
	}
	return fmt.Sprintf("%d tillfällen", n)
}

// pageAt returns the address of a page of a list that is divided in pages with numbers.
func (l *list) pageAt(number int) string {
	if number == 1 {
		return l.page.Address
	}
	return fmt.Sprintf("%ssida/%d/", l.page.Address, number)
}

// titleOf returns the title of a page of such a list.
func (l *list) titleOf(number int) string {
	if number == 1 {
		return l.page.Title
	}
	return fmt.Sprintf("%s – sida %d", l.page.Title, number)
}

// pageOf returns a page of such a list.
func (l *list) pageOf(number int) *content.Page {
	if number == 1 {
		return l.page
	}
	summary := fmt.Sprintf("%s, sida %d av %d.", l.page.Title, number, l.pages)
	return model.Made(l.titleOf(number), summary, l.pageAt(number))
}

// addPages publishes all pages of a list but the first.
func (ps *Pages) addPages(l *list) {
	for number := 2; number <= l.pages; number++ {
		p := l.pageOf(number)
		ps.addUnlisted(p, ps.Head(&p.Entry, "website"), "list.html", func(c *view.Common) (any, error) {
			return ps.listPage(c, l, number)
		})
	}
}

// addYears publishes the pages of the years of a list, which are lists in turn.
func (ps *Pages) addYears(l *list) {
	for i, y := range l.years {
		if y.Address != below(l.page.Address)(y.year) {
			continue // it is that of a choice
		}
		title := l.page.Title + ", " + strings.ToLower(y.Title)
		page := model.Made(title, title+".", y.Address)
		of := list{kind: l.kind, page: page, lines: y.lines}
		if l.kind == content.KindActivity {
			of.sections = sync.OnceValue(func() []view.Section { return view.Months(y.lines) })
		}
		ps.addList(ps.newList(of, nil), func(p *listPage) error {
			p.Years = bare(l.years, i)
			return nil
		})
	}
}

// bare returns links to years without saying how much there is, one of them to the page that has them.
func bare(years []yearLink, current int) []yearLink {
	years = slices.Clone(years)
	for i := range years {
		years[i].Count, years[i].Current = "", i == current
	}
	return years
}

// addList publishes the pages of a list. Its first page is completed when it is rendered, if need be.
func (ps *Pages) addList(l *list, complete func(p *listPage) error) {
	data := func(c *view.Common) (any, error) {
		p, err := ps.listPage(c, l, 1)
		if err == nil && complete != nil {
			err = complete(&p)
		}
		return p, err
	}
	h := ps.Head(&l.page.Entry, "website")
	if l.listed {
		ps.Add(l.page, h, "list.html", data)
	} else {
		ps.addUnlisted(l.page, h, "list.html", data)
	}
	ps.addPages(l)
}

// listPage returns the data of one of the pages of a list.
func (ps *Pages) listPage(c *view.Common, l *list, number int) (p listPage, err error) {
	p = listPage{Common: c, Empty: ps.Model.Empty(l.kind), Steps: view.Of(l.kind).Steps}
	sections, n := l.sections(), most(l.kind)
	switch {
	case l.years != nil:
		sections, p.Years = beginning(sections, n), l.years
	case l.pages > 1:
		sections, p.Pages = view.Cut(sections, (number-1)*n, number*n), l.pager(number)
	default:
		sections = slices.Clone(sections) // which are filled
	}
	if p.List, err = ps.List(l.kind, sections); err != nil {
		return p, err
	}
	if l.choice && number == 1 {
		p.Filter, err = ps.filter(l)
	}
	return p, err
}

// latestShown is how many lines that tell of what has been a page shows at least, however much is coming.
const latestShown = 5

// beginning returns the first n lines of sections, and a few of what has been. A section without lines stays, since the
// clock may move some there.
func beginning(sections []view.Section, n int) []view.Section {
	var first []view.Section
	for _, s := range sections {
		most := n
		if s.State == view.StatePast {
			most = max(n, latestShown)
		}
		if had := len(s.Lines); had > most {
			s.Lines = s.Lines[:most]
		}
		if n -= len(s.Lines); len(s.Lines) > 0 || s.State != "" {
			first = append(first, s)
		}
		n = max(n, 0)
	}
	return first
}

// pager returns the way between the pages; nil when there is only one.
func (l *list) pager(number int) *pager {
	if l.pages < 2 {
		return nil
	}
	p := &pager{Number: number, Of: l.pages}
	for i := 1; i <= l.pages; i++ {
		p.Pages = append(p.Pages, pageLink{i, l.pageAt(i), i == number})
	}
	if number > 1 {
		p.Previous = l.pageAt(number - 1)
	}
	if number < l.pages {
		p.Next = l.pageAt(number + 1)
	}
	return p
}
