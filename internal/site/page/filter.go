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
	// Script tells that a script makes the choices: on the page of a whole list that is not too long for it.
	Script bool
	// Rest are the addresses of the pages that have what this one leaves out, with blanks between.
	Rest string
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
	choices []found
}

// found is a choice, with the lines that it leaves.
type found struct {
	choice
	lines []view.Line
}

// choice is one value of a facet: what parts/choice.html is executed with.
type choice struct {
	Value, Title, Address string
	Count                 int
	// Counted tells that the count is to be seen: beside the choice that is made, and where none is. Elsewhere it would
	// tell of other pages, which change when this one does not.
	Counted bool
	Current bool
}

// facetsOf finds the facets of the list of a kind.
func (ps *Pages) facetsOf(kind content.Kind, lines []view.Line) []facet {
	var choices [view.Facets]map[string]*found
	var all [view.Facets][]*found
	find := func(f view.Facet, value, title string) *found {
		c := choices[f][value]
		if c == nil {
			c = &found{choice: choice{Value: value, Title: title, Address: choiceAddress(kind, f.Key(), value)}}
			if choices[f] == nil {
				choices[f] = map[string]*found{}
			}
			choices[f][value] = c
			all[f] = append(all[f], c)
		}
		return c
	}
	var line view.Line
	add := func(f view.Facet, value, title string) {
		c := find(f, value, title)
		c.lines = append(c.lines, line)
	}
	offer := func(f view.Facet, value, title string) { find(f, value, title) }
	ps.Choices(kind, lines, offer, func(l view.Line) view.AddChoice {
		line = l
		return add
	})
	return facets(kind, all)
}

// facets puts the choices that were found in order, and leaves out what gives nothing to choose.
func facets(kind content.Kind, all [view.Facets][]*found) []facet {
	var list []facet
	for f := range view.Facet(view.Facets) {
		if len(all[f]) < 2 {
			continue
		}
		var choices []found
		for _, c := range all[f] {
			c.Count = len(c.lines)
			choices = append(choices, *c)
		}
		slices.SortStableFunc(choices, func(x, y found) int {
			switch f {
			case view.FacetYear:
				return strings.Compare(y.Value, x.Value)
			case view.FacetState:
				return 0
			}
			return swedish.Compare(x.Title, y.Title)
		})
		list = append(list, facet{Key: f.Key(), Title: f.Title(), All: wholeAddress(kind), choices: choices})
	}
	return list
}

// wholeAddress is where the whole list of a kind is. That of activities begins with what is coming.
func wholeAddress(kind content.Kind) string {
	if kind == content.KindActivity {
		return "/" + string(kind) + "/alla/"
	}
	return "/" + string(kind) + "/"
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

// choiceOf returns the address of the list of a choice, and how much is in it; empty when there is no such choice.
func (ps *Pages) choiceOf(kind content.Kind, of view.Facet, value string) (address string, n int) {
	for _, f := range ps.facets[kind] {
		for _, c := range f.choices {
			if f.Key == of.Key() && c.Value == value {
				return c.Address, c.Count
			}
		}
	}
	return "", 0
}

// mostChosen is how many lines a list has at most for a script to make choices among them at once: five pages, which
// it fetches. In a longer list each choice leads to its page, as it does without the script.
const mostChosen = 5 * mostListed

// filter returns the choices of a list as its first page shows them; nil when there are none.
func (ps *Pages) filter(l *list) (*filter, error) {
	f := &filter{Facets: slices.Clone(ps.facets[l.kind])}
	if len(f.Facets) == 0 {
		return nil, nil
	}
	whole := l.page.Address == f.Facets[0].All
	if f.Script = whole && len(l.lines) <= mostChosen; f.Script {
		f.Rest = strings.Join(l.rest(), " ")
	}
	for i := range f.Facets {
		facet := &f.Facets[i]
		var choices strings.Builder
		for _, found := range facet.choices {
			c := found.choice
			c.Current = c.Address == l.page.Address
			c.Counted = c.Current || whole || l.page == ps.Model.List(l.kind)
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
	f.Open = f.Open || whole && l.kind == content.KindActivity
	return f, nil
}

// planFilters publishes the page of each choice.
func (ps *Pages) planFilters() {
	for _, kind := range content.Kinds() {
		page := ps.Model.List(kind)
		for _, f := range ps.facets[kind] {
			for _, c := range f.choices {
				if kind == content.KindActivity && (f.Key == view.FacetYear.Key() || c.Value == view.StateComing) {
					continue // they have pages of their own already
				}
				chosen := model.Made(
					page.Title+": "+c.Title,
					fmt.Sprintf("%s efter %s: %s.", page.Title, strings.ToLower(f.Title), c.Title), c.Address,
				)
				yearAt := below(c.Address)
				switch {
				case f.Key == view.FacetYear.Key():
					yearAt = nil
				case f.Key == view.FacetTime.Key(): // nearly all of a year has been
					yearAt = ps.yearAt(kind)
				}
				l := ps.newList(list{kind: kind, page: chosen, lines: c.lines, choice: true}, yearAt)
				ps.addList(l, nil)
				ps.addYears(l)
			}
		}
	}
}

// yearAt returns where what the whole list of a kind has of a year is: on the page of that choice, if there is one.
func (ps *Pages) yearAt(kind content.Kind) func(year int) string {
	return func(year int) string {
		at, _ := ps.choiceOf(kind, view.FacetYear, fmt.Sprint(year))
		if at == "" {
			at = below("/" + string(kind) + "/")(year)
		}
		return at
	}
}
