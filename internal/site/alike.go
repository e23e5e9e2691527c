package site

import (
	"cmp"
	"slices"

	"so-in.se/psi/internal/content"
)

// How many entries alike a page shows, and among how many of each theme they are chosen.
const (
	alikeShown   = 3
	alikeChoices = 12
)

// themed gives the entries of a kind with a theme.
func (b *builder) themed(t *content.Theme, kind content.Kind) []*content.Entry {
	done, ok := b.byTheme.Load(t)
	if !ok {
		kinds := map[content.Kind][]*content.Entry{}
		for typed := range t.Back() {
			if e := typed.Common(); views[e.Kind].alike != "" {
				kinds[e.Kind] = append(kinds[e.Kind], e)
			}
		}
		done, _ = b.byTheme.LoadOrStore(t, kinds)
	}
	kinds, _ := done.(map[content.Kind][]*content.Entry)
	return kinds[kind]
}

// alike lists a few entries of the same kind that share most themes with an entry. They are those that come after it in the order of
// their kind, then the first, so that following them leads through all.
func (b *builder) alike(e *content.Entry) ([]section, error) {
	title := views[e.Kind].alike
	if title == "" {
		return nil, nil
	}
	var found []*content.Entry
	shared := map[*content.Entry]int{}
	for _, t := range e.Themes {
		list := b.themed(t, e.Kind)
		at := slices.Index(list, e)
		for i := range min(alikeChoices, len(list)-1) {
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
	more := section{Title: title, kind: content.KindSource} // a list of links
	for _, other := range first(found, alikeShown) {
		link, err := b.fragment("parts/item-link.html", other, item{Address: other.Address, Title: other.Title})
		if err != nil {
			return nil, err
		}
		more.Items = append(more.Items, link)
	}
	return []section{more}, nil
}
