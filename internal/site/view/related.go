package view

import (
	"cmp"
	"slices"

	"so-in.se/psi/internal/content"
)

// related lists the entries that name an entry, but for those already shown, by kind.
func (vs *Views) related(e *content.Entry, shown []*content.Entry) ([]Section, error) {
	var sections []Section
	for _, from := range vs.Model.SortActivities(slices.Collect(e.Back())) {
		if slices.Contains(shown, from.Common()) {
			continue
		}
		kind, title := from.Common().Kind, viewOf(from).mentions
		if len(sections) == 0 || sections[len(sections)-1].Title != title {
			sections = append(sections, Section{Title: title, Kind: kind})
		}
		it, err := vs.Item(from)
		if err != nil {
			return nil, err
		}
		last := &sections[len(sections)-1]
		last.Items = append(last.Items, it)
	}
	return sections, nil
}

// How many entries alike a page shows, and among how many of each theme they are chosen.
const (
	similarShown   = 3
	similarChoices = 12
)

// themed returns the entries of a kind with a theme.
func (vs *Views) themed(t *content.Theme, kind content.Kind) []*content.Entry {
	done, ok := vs.byTheme.Load(t)
	if !ok {
		kinds := map[content.Kind][]*content.Entry{}
		for typed := range t.Back() {
			if e := typed.Common(); views[e.Kind].similar != "" {
				kinds[e.Kind] = append(kinds[e.Kind], e)
			}
		}
		done, _ = vs.byTheme.LoadOrStore(t, kinds)
	}
	kinds, _ := done.(map[content.Kind][]*content.Entry)
	return kinds[kind]
}

// similar lists a few entries of the same kind that share most themes with an entry. They are those that come after it
// in the order of their kind, then the first, so that following them leads through all.
func (vs *Views) similar(e *content.Entry) ([]Section, error) {
	title := views[e.Kind].similar
	if title == "" {
		return nil, nil
	}
	var found []*content.Entry
	shared := map[*content.Entry]int{}
	for _, t := range e.Themes {
		list := vs.themed(t, e.Kind)
		at := slices.Index(list, e)
		for i := range min(similarChoices, len(list)-1) {
			other := list[(at+1+i)%len(list)]
			if shared[other]++; shared[other] == 1 {
				found = append(found, other)
			}
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(found, func(x, y *content.Entry) int { return cmp.Compare(shared[y], shared[x]) })
	more := Section{Title: title, Kind: content.KindSource} // a list of links
	for _, other := range First(found, similarShown) {
		link, err := vs.Fragment("parts/item-link.html", other, item{Address: other.Address, Title: other.Title})
		if err != nil {
			return nil, err
		}
		more.Items = append(more.Items, link)
	}
	return []Section{more}, nil
}
