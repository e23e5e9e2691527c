package view

import (
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// Facet is one way of choosing among the entries of a list.
type Facet int

// The facets, in the order in which they are shown.
const (
	FacetTime Facet = iota
	FacetState
	FacetSort
	FacetSector
	FacetTheme
	FacetYear
)

var facetNames = [...]struct{ key, title string }{
	FacetTime: {"tid", "Tid"}, FacetState: {"lage", "Läge"}, FacetSort: {"slag", "Slag"},
	FacetSector: {"sektor", "Del av samhället"}, FacetTheme: {"tema", "Tema"}, FacetYear: {"ar", "År"},
}

// Facets is how many facets there are.
const Facets = len(facetNames)

// Key names the facet in addresses and in the words of entries.
func (f Facet) Key() string { return facetNames[f].key }

// Title names the facet for readers, in Swedish.
func (f Facet) Title() string { return facetNames[f].title }

// AddChoice notes that a line is among those of a choice: a value of a facet, and its name for readers.
type AddChoice = func(f Facet, value, title string)

// The states of activities, as sections and choices name them. Those of calls are the slugs of content.CallState.
const (
	StateComing = "kommande"
	StatePast   = "tidigare"
)

// fewest is how many entries a list has at least to be worth choosing among.
const fewest = 8

// Choices finds what there is to choose in the list of a kind: offer is called with choices that the list has whatever
// is in it, then add with those of each line in turn. A list that is too short for it has none.
func (vs *Views) Choices(list content.Kind, lines []Line, offer AddChoice, add func(Line) AddChoice) {
	if !vs.choosable[list] {
		return
	}
	if always := views[list].offer; always != nil {
		always(offer)
	}
	for _, l := range lines {
		vs.choices(list, l, add(l))
	}
}

// Lines returns the lines in the list of a kind, in the order of their entries.
func (vs *Views) Lines(list content.Kind) []Line { return linesOf(vs.listed(list)) }

// listed returns the entries in the list of a kind. That of activities has the talks too.
func (vs *Views) listed(list content.Kind) []content.Typed {
	if list != content.KindActivity {
		return slices.Collect(vs.Model.Content.Of(list))
	}
	dated := make([]content.Typed, len(vs.Model.Dated))
	for i, a := range vs.Model.Dated {
		dated[i] = a
	}
	return dated
}

// choices says which choices a line is among in the list of a kind.
func (vs *Views) choices(list content.Kind, l Line, add AddChoice) {
	for _, t := range l.Entry.Common().Themes {
		add(FacetTheme, t.ID, t.Title)
	}
	if of := viewOf(l.Entry).choices; of != nil {
		of(vs, list, l, add)
	}
	if y := year(l.Year()); y != "" {
		add(FacetYear, y, y)
	}
}

// Word returns one of the words by which entries are chosen, blanks round it: " tema:klimat ".
func Word(f Facet, value string) string { return " " + f.Key() + ":" + value + " " }

// words returns the words by which a line is chosen, " tema:klimat ar:2016 ": a blank when there are none, empty when
// it is in no list that has choices. A talk with a date is listed among activities too, and has the words of both.
func (vs *Views) words(l Line) string {
	e := l.Entry.Common()
	lists := [...]content.Kind{"", e.Kind}
	if l.When != nil {
		lists[0] = content.KindActivity
	}
	var words []byte
	for i, kind := range lists {
		if !vs.choosable[kind] || i > 0 && kind == lists[0] {
			continue
		}
		if len(words) == 0 {
			words = append(words, ' ')
		}
		before := string(words)
		vs.choices(kind, l, func(f Facet, value, _ string) {
			if word := Word(f, value); !strings.Contains(before, word) {
				words = append(words, word[1:]...)
			}
		})
	}
	return string(words)
}

// sorts are the value and the title of the choice of each sort of activities.
var sorts = func() map[content.ActivityKind][2]string {
	choices := map[content.ActivityKind][2]string{}
	for _, sort := range append(content.ActivityKinds(), content.Samtal) {
		choices[sort] = [...]string{swedish.Slug(string(sort)), sort.Name()}
	}
	return choices
}()

// activityChoices says which choices an occasion is among in the list of activities. In that of talks it has only
// themes and year.
func (vs *Views) activityChoices(list content.Kind, l Line, a *content.Activity, add AddChoice) {
	if list != content.KindActivity {
		return
	}
	add(FacetSort, sorts[a.Sort][0], sorts[a.Sort][1])
	if vs.past(l) {
		add(FacetTime, StatePast, "Tidigare")
	} else {
		add(FacetTime, StateComing, "Kommande")
	}
}
