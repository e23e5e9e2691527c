package page

import (
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
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

// facet is one way of choosing: by theme, by year.
type facet struct {
	Key, Title string
	// All is the address of the page without a choice.
	All    string
	Chosen bool // some choice is current
	// Choices are rendered.
	Choices template.HTML
	choices []choice
}

// choice is one value of a facet: what parts/choice.html is executed with. Together with the facet's key it is one of
// the words of an item's data-val.
type choice struct {
	Value, Title, Address string
	Count                 int
	Current               bool
}

// filters are the facets of each kind of list that has any.
type filters struct {
	facets map[content.Kind][]facet
	// lists are those with entries enough to choose among.
	lists map[content.Kind]bool
	sorts map[content.ActivityKind]choice
	// values gives the words of the entries of those lists. They are made when the first page of a choice is.
	values func() map[*content.Entry]string
}

// fewest is how many entries a list has at least to be worth choosing among.
const fewest = 8

// The facets, in the order in which they are shown.
const (
	facetTime = iota
	facetState
	facetSort
	facetSector
	facetTheme
	facetYear
)

// facetTitles name the facets.
var facetTitles = [...]struct{ key, title string }{
	facetTime: {"tid", "Tid"}, facetState: {"lage", "Läge"}, facetSort: {"slag", "Slag"},
	facetSector: {"sektor", "Del av samhället"}, facetTheme: {"tema", "Tema"}, facetYear: {"ar", "År"},
}

// prepareFilters counts what there is to choose.
func (ps *Pages) prepareFilters() {
	ps.filters = filters{
		facets: map[content.Kind][]facet{}, lists: map[content.Kind]bool{}, sorts: map[content.ActivityKind]choice{},
	}
	for _, sort := range append(content.ActivityKinds(), content.Samtal) {
		ps.filters.sorts[sort] = choice{Value: swedish.Slug(string(sort)), Title: model.SortName(sort)}
	}
	for _, kind := range content.Kinds() {
		switch {
		case kind == content.KindActivity: // whose list has the talks too
			prepareFilter(ps, kind, ps.Model.Dated)
		case views[kind].choices != nil:
			prepareFilter(ps, kind, slices.Collect(ps.Model.Content.Of(kind)))
		}
	}
	ps.filters.values = sync.OnceValue(func() map[*content.Entry]string {
		values := map[*content.Entry]string{}
		for e := range ps.Model.Content.All() {
			if words := ps.words(e); words != "" {
				values[e.Common()] = words
			}
		}
		return values
	})
}

// prepareFilter counts the choices of the entries of one list.
func prepareFilter[T content.Typed](ps *Pages, kind content.Kind, entries []T) {
	if len(entries) < fewest {
		return
	}
	ps.filters.lists[kind] = true
	var choices [len(facetTitles)]map[string]*choice
	var found [len(facetTitles)][]*choice
	count := func(facet int, value, title string, n int) {
		c := choices[facet][value]
		if c == nil {
			c = &choice{Value: value, Title: title}
			if choices[facet] == nil {
				choices[facet] = map[string]*choice{}
			}
			choices[facet][value] = c
			found[facet] = append(found[facet], c)
		}
		c.Count += n
	}
	if kind == content.KindCall {
		for _, state := range callOrder { // each, since the clock will move calls between them
			count(facetState, swedish.Slug(string(state)), callSectionTitles[state], 0)
		}
	}
	one := func(facet int, value, title string) { count(facet, value, title, 1) }
	for _, e := range entries {
		ps.choices(kind, e, one)
	}
	ps.filters.facets[kind] = facets(kind, found)
}

// addChoice notes that an entry is among those of a choice.
type addChoice = func(facet int, value, title string)

// choices says which choices an entry is among in the list of a kind.
func (ps *Pages) choices(list content.Kind, e content.Typed, add addChoice) {
	for _, t := range e.Common().Themes {
		add(facetTheme, t.ID, t.Title)
	}
	viewOf(e).choices(ps, list, e, add)
}

// activityChoices tells which choices an activity is among in the list of activities or in that of talks.
func (ps *Pages) activityChoices(kind content.Kind, a *content.Activity, add addChoice) {
	if kind == content.KindActivity {
		sort := ps.filters.sorts[a.Sort]
		add(facetSort, sort.Value, sort.Title)
	}
	for _, y := range a.Years {
		add(facetYear, strconv.Itoa(y), strconv.Itoa(y))
	}
	if kind != content.KindActivity {
		return
	}
	if a.Past(ps.Model.Now) {
		add(facetTime, statePast, "Tidigare")
	} else {
		add(facetTime, stateComing, "Kommande")
	}
}

// words returns the words by which an entry is chosen, "tema:klimat ar:2016", blanks round each; empty when it is in no
// list that has choices. A talk with a date is listed among activities too, and has the words of both lists.
func (ps *Pages) words(typed content.Typed) string {
	e := typed.Common()
	lists := [...]content.Kind{"", e.Kind}
	if a := content.ActivityOf(typed); a != nil && !a.When.IsZero() {
		lists[0] = content.KindActivity
	}
	var words []byte
	for i, kind := range lists {
		if !ps.filters.lists[kind] || i > 0 && kind == lists[0] {
			continue
		}
		if len(words) == 0 {
			words = append(words, ' ')
		}
		before := string(words)
		ps.choices(kind, typed, func(facet int, value, _ string) {
			word := facetTitles[facet].key + ":" + value + " "
			if !strings.Contains(before, " "+word) {
				words = append(words, word...)
			}
		})
	}
	return string(words)
}

// facets puts the choices that were found in order, and leaves out what gives nothing to choose.
func facets(kind content.Kind, found [len(facetTitles)][]*choice) []facet {
	var list []facet
	for i, f := range facetTitles {
		var choices []choice
		for _, c := range found[i] {
			choices = append(choices, *c)
		}
		if len(choices) < 2 {
			continue
		}
		all := "/" + string(kind) + "/"
		if kind == content.KindActivity {
			all += "alla/"
		}
		slices.SortStableFunc(choices, func(x, y choice) int {
			switch i {
			case facetYear:
				return strings.Compare(y.Value, x.Value)
			case facetState:
				return 0
			}
			return swedish.Compare(x.Title, y.Title)
		})
		for i := range choices {
			choices[i].Address = choiceAddress(kind, f.key, choices[i].Value)
		}
		list = append(list, facet{Key: f.key, Title: f.title, All: all, choices: choices})
	}
	return list
}

// choiceAddress is where the page of a choice is. Years and coming activities have pages of their own already.
func choiceAddress(kind content.Kind, key, value string) string {
	list := "/" + string(kind) + "/"
	switch {
	case kind == content.KindActivity && value == stateComing:
		return list
	case kind == content.KindActivity && (key == "ar" || key == "tid"):
		return list + value + "/"
	}
	return list + key + "/" + value + "/"
}

// filter returns the choices of a list as a page shows them; nil when there are none. The page at an address has that
// choice made.
func (ps *Pages) filter(kind content.Kind, address string) (*filter, error) {
	f := &filter{Facets: slices.Clone(ps.filters.facets[kind])}
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
			f.Open = f.Open || c.Current && c.Value != stateComing
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
		for _, f := range ps.filters.facets[kind] {
			for _, c := range f.choices {
				if kind == content.KindActivity && (f.Key == "ar" || c.Value == stateComing) {
					continue
				}
				chosen := model.Made(
					page.Title+": "+c.Title,
					fmt.Sprintf("%s efter %s: %s.", page.Title, strings.ToLower(f.Title), c.Title), c.Address,
				)
				word := " " + f.Key + ":" + c.Value + " "
				ps.addUnlisted(
					chosen, ps.Head(&chosen.Entry, "website"), "", "list.html", ps.chosen(kind, c.Address, word),
				)
			}
		}
		if kind == content.KindActivity && len(ps.filters.facets[kind]) > 0 {
			all := model.Made("Alla aktiviteter", "Allt som PSI har ordnat och planerar.", page.Address+"alla/")
			ps.Add(all, ps.Head(&all.Entry, "website"), "list.html", ps.chosen(kind, all.Address, " "))
		}
	}
}

// chosen returns the data of the page at an address, with the entries of a kind that have a word.
func (ps *Pages) chosen(kind content.Kind, address, word string) func(c *Common) (any, error) {
	return func(c *Common) (_ any, err error) {
		p := listPage{Common: c, Empty: ps.Model.Empty(kind)}
		if p.Filter, err = ps.filter(kind, address); err != nil {
			return nil, err
		}
		values := ps.filters.values()
		keep := func(e *content.Entry) bool { return strings.Contains(values[e], word) }
		if err = views[kind].list(ps, &p, keep); err != nil {
			return nil, err
		}
		if all := p.Filter.Facets[0].All; kind == content.KindActivity &&
			(address == all || address == choiceAddress(kind, "tid", statePast)) {
			p.Years = ps.withoutOldest(p.Sections)
		}
		return p, nil
	}
}

// mostListed is how many activities a list of all shows, unless more are coming. The list grows every year, and the
// page must not.
const mostListed = 20

// withoutOldest takes from sections what is more than a page should show, oldest last, and gives the years in which to
// find it; nil when nothing is.
func (ps *Pages) withoutOldest(sections []section) (years []yearLink) {
	left := mostListed
	for i := range sections {
		s := &sections[i]
		if n := max(left, latestShown); s.State == statePast && len(s.Items) > n {
			s.Items, years = s.Items[:n], ps.yearLinks(0)
		}
		left -= len(s.Items)
	}
	return years
}

// only returns the entries to keep.
func only[T content.Typed](entries []T, keep func(*content.Entry) bool) []T {
	return slices.DeleteFunc(slices.Clone(entries), func(e T) bool { return !keep(e.Common()) })
}

// The states of activities, as sections and choices name them. Those of calls are the slugs of content.CallState.
const (
	stateComing = "kommande"
	statePast   = "tidigare"
)

// listActivities lists activities, the coming first, then those that have been, latest first.
func (ps *Pages) listActivities(p *listPage, keep func(*content.Entry) bool) error {
	coming, past := ps.Model.Apart(only(ps.Model.Dated, keep))
	sections, err := grouped(ps, append(coming, past...), func(a *content.Activity) string {
		if a.Past(ps.Model.Now) {
			return "Tidigare"
		}
		return "Kommande"
	})
	for i := range sections {
		sections[i].State = strings.ToLower(sections[i].Title)
	}
	p.Sections = sections
	return err
}
