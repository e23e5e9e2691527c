package page

import (
	"html/template"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
)

// listPage is what list.html is executed with.
type listPage struct {
	Common *view.Common
	view.List
	// Empty says that there is nothing to list.
	Empty string
	// Steps are ways on from an empty list.
	Steps []model.Crumb
	// Filter may be nil.
	Filter *filter
	// Years links to the page of each year, where the list is divided so.
	Years []yearLink
	// Pages is the way between pages with numbers; nil where there is only one.
	Pages *pager
	// Picture draws the whole of the list, where that says more than its entries.
	Picture template.HTML
	// IntroFirst puts the text before the list: a short introduction. A long text comes after it, and any text after
	// the words that there is nothing to list.
	IntroFirst bool
}

// shortIntro is how many bytes of HTML a text has at most to stand before its list: a paragraph or two.
const shortIntro = 400

// planLists lists every kind but activities, which have lists of their own.
func (ps *Pages) planLists() {
	for _, kind := range content.Kinds() {
		if kind == content.KindActivity {
			continue
		}
		page := ps.Model.List(kind)
		l := ps.newList(
			list{kind: kind, page: page, lines: ps.lines[kind], listed: true, choice: true}, ps.yearAt(kind),
		)
		ps.whole[kind] = l
		ps.addList(l, func(p *listPage) (err error) {
			p.Common.Next = ps.Next(kind)
			p.Picture, err = ps.Picture(kind)
			p.IntroFirst = page.Body.HTML == "" && p.Picture == "" ||
				len(page.Body.HTML) <= shortIntro && len(p.Sections)+len(p.Concepts) > 0
			return err
		})
		ps.addYears(l)
	}
}

// planRelated lists what names an entry, where that is more than its page shows.
func (ps *Pages) planRelated() {
	for e := range ps.Model.Content.All() {
		for _, kin := range ps.Long(e.Common()) {
			title := e.Common().Title + ": " + view.Of(kin.Kind).Title
			page := model.Made(title, title+".", kin.Address)
			l := ps.newList(list{kind: kin.Kind, page: page, lines: kin.Lines()}, below(kin.Address))
			ps.addList(l, nil)
			ps.addYears(l)
		}
	}
}

// rest returns the addresses of the pages that have what the first page of a list leaves out.
func (l *list) rest() []string {
	var at []string
	for _, y := range l.years {
		of := list{page: model.Made("", "", y.Address)}
		for from := 0; from < len(y.lines); from += most(l.kind) {
			at = append(at, of.pageAt(from/most(l.kind)+1))
		}
	}
	for number := 2; number <= l.pages; number++ {
		at = append(at, l.pageAt(number))
	}
	return at
}
