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
	// Years links to the page of each year, where not everything that has been is listed.
	Years []yearLink
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
		ps.Add(page, ps.Head(&page.Entry, "website"), "list.html", func(c *view.Common) (_ any, err error) {
			c.Next = ps.Next(kind)
			p := listPage{
				Common: c, Empty: ps.Model.Empty(kind), Steps: view.Of(kind).Steps,
				IntroFirst: len(page.Body.HTML) <= shortIntro,
			}
			if p.Filter, err = ps.filter(kind, page.Address); err != nil {
				return nil, err
			}
			if p.List, err = ps.List(kind, func(*content.Entry) bool { return true }); err != nil {
				return nil, err
			}
			p.Picture, err = ps.Picture(kind)
			p.IntroFirst = page.Body.HTML == "" && p.Picture == "" ||
				p.IntroFirst && len(p.Sections)+len(p.Concepts) > 0
			return p, err
		})
	}
}
