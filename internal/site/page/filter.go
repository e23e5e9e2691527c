package page

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
	"so-in.se/psi/internal/swedish"
)

// filter is what parts/filter.html is executed with: the ways of choosing among the entries of a list. Each choice is a
// page of its own, so that it works as a plain link; on the page of the whole list a script makes the choices at once,
// and several together.
type filter struct {
	Facets []facet
	// Whole tells that the page is that of the whole list, on which a script makes the choices.
	Whole bool
	// Open shows the choices from the start.
	Open bool
}

// facet is one way of choosing, with its choices.
type facet struct {
	Key, Title string
	// All is the address of the page without a choice.
	All    string
	Chosen bool // some choice is current
	// Choices are rendered.
	Choices template.HTML
	choices []choice
}

// choice is one value of a facet: what parts/choice.html is executed with.
type choice struct {
	Value, Title, Address string
	Count                 int
	Current               bool
	word                  string // that its entries have, see view.Word
}

// facetsOf finds the facets of the list of a kind.
func (ps *Pages) facetsOf(kind content.Kind) []facet {
	var choices [view.Facets]map[string]*choice
	var found [view.Facets][]*choice
	count := func(n int) view.AddChoice {
		return func(f view.Facet, value, title string) {
			c := choices[f][value]
			if c == nil {
				c = &choice{
					Value: value, Title: title, Address: choiceAddress(kind, f.Key(), value), word: view.Word(f, value),
				}
				if choices[f] == nil {
					choices[f] = map[string]*choice{}
				}
				choices[f][value] = c
				found[f] = append(found[f], c)
			}
			c.Count += n
		}
	}
	ps.Choices(kind, count(0), count(1))
	return facets(kind, found)
}

// facets puts the choices that were found in order, and leaves out what gives nothing to choose.
func facets(kind content.Kind, found [view.Facets][]*choice) []facet {
	var list []facet
	for f := range view.Facet(view.Facets) {
		if len(found[f]) < 2 {
			continue
		}
		all := "/" + string(kind) + "/"
		if kind == content.KindActivity {
			all += "alla/"
		}
		var choices []choice
		for _, c := range found[f] {
			choices = append(choices, *c)
		}
		slices.SortStableFunc(choices, func(x, y choice) int {
			switch f {
			case view.FacetYear:
				return strings.Compare(y.Value, x.Value)
			case view.FacetState:
				return 0
			}
			return swedish.Compare(x.Title, y.Title)
		})
		list = append(list, facet{Key: f.Key(), Title: f.Title(), All: all, choices: choices})
	}
	return list
}

// choiceAddress is where the page of a choice is. Years and coming activities have pages of their own already.
func choiceAddress(kind content.Kind, key, value string) string {
	list := "/" + string(kind) + "/"
	switch {
	case kind == content.KindActivity && value == view.StateComing:
		return list
	case kind == content.KindActivity && (key == view.FacetYear.Key() || key == view.FacetTime.Key()):
		return list + value + "/"
	}
	return list + key + "/" + value + "/"
}

// filter returns the choices of a list as a page shows them; nil when there are none. The page at an address has that
// choice made.
func (ps *Pages) filter(kind content.Kind, address string) (*filter, error) {
	f := &filter{Facets: slices.Clone(ps.facets[kind])}
	if len(f.Facets) == 0 {
		return nil, nil
	}
	f.Whole = address == f.Facets[0].All
	for i := range f.Facets {
		facet := &f.Facets[i]
		var choices strings.Builder
		for _, c := range facet.choices {
			c.Current = c.Address == address
			facet.Chosen = facet.Chosen || c.Current
			f.Open = f.Open || c.Current && c.Value != view.StateComing
			html, err := ps.Fragment("parts/choice.html", c, c)
			if err != nil {
				return nil, err
			}
			choices.WriteString(string(html))
		}
		facet.Choices = template.HTML(choices.String()) // the template escapes
	}
	f.Open = f.Open || f.Whole && kind == content.KindActivity
	return f, nil
}

// planFilters publishes the page of each choice, and that of all activities.
func (ps *Pages) planFilters() {
	for _, kind := range content.Kinds() {
		page := ps.Model.List(kind)
		for _, f := range ps.facets[kind] {
			for _, c := range f.choices {
				if kind == content.KindActivity && (f.Key == view.FacetYear.Key() || c.Value == view.StateComing) {
					continue
				}
				chosen := model.Made(
					page.Title+": "+c.Title,
					fmt.Sprintf("%s efter %s: %s.", page.Title, strings.ToLower(f.Title), c.Title), c.Address,
				)
				h := ps.Head(&chosen.Entry, "website")
				h.Noindex = true // all that it has is in the whole list
				ps.addUnlisted(chosen, h, "", "list.html", ps.chosen(kind, c.Address, c.word))
			}
		}
		if kind == content.KindActivity && len(ps.facets[kind]) > 0 {
			all := model.Made("Alla aktiviteter", "Allt som PSI har ordnat och planerar.", page.Address+"alla/")
			ps.Add(all, ps.Head(&all.Entry, "website"), "list.html", ps.chosen(kind, all.Address, " "))
		}
	}
}

// chosen returns the data of the page at an address, with the entries of a kind that have a word.
func (ps *Pages) chosen(kind content.Kind, address, word string) func(c *view.Common) (any, error) {
	return func(c *view.Common) (_ any, err error) {
		p := listPage{Common: c, Empty: ps.Model.Empty(kind)}
		if p.Filter, err = ps.filter(kind, address); err != nil {
			return nil, err
		}
		words := ps.words()
		p.List, err = ps.List(kind, func(e *content.Entry) bool { return strings.Contains(words[e], word) })
		if err != nil {
			return nil, err
		}
		if all := p.Filter.Facets[0].All; kind == content.KindActivity &&
			(address == all || address == choiceAddress(kind, view.FacetTime.Key(), view.StatePast)) {
			p.Years = ps.withoutOldest(p.Sections)
		}
		return p, nil
	}
}

// allWords returns the words by which each entry is chosen.
func (ps *Pages) allWords() map[*content.Entry]string {
	words := map[*content.Entry]string{}
	for e := range ps.Model.Content.All() {
		if w := ps.Words(e); w != "" {
			words[e.Common()] = w
		}
	}
	return words
}

// mostListed is how many activities a list of all shows, unless more are coming. The list grows every year, and the
// page must not.
const mostListed = 20

// withoutOldest takes from sections what is more than a page should show, oldest last, and returns the years in which
// to find it; nil when nothing is.
func (ps *Pages) withoutOldest(sections []view.Section) (years []yearLink) {
	left := mostListed
	for i := range sections {
		s := &sections[i]
		if n := max(left, latestShown); s.State == view.StatePast && len(s.Items) > n {
			s.Items, years = s.Items[:n], ps.yearLinks(0)
		}
		left -= len(s.Items)
	}
	return years
}
