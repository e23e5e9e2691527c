package site

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
)

// alikeTitles name the section of a page that leads on to entries of the same kind with the same themes.
var alikeTitles = map[content.Kind]string{
	content.KindActivity: "Fler aktiviteter på samma tema", content.KindSamhallssamtal: "Fler samtal på samma tema",
	content.KindProject: "Fler projekt på samma tema", content.KindNews: "Fler nyheter på samma tema",
	content.KindLookout: "Mer omvärldsbevakning på samma tema",
}

// How many entries alike a page shows, and among how many of each theme they are chosen.
const (
	alikeShown   = 3
	alikeChoices = 12
)

// themed are the entries that have themes, ready to be found from others alike.
type themed struct {
	entries map[*content.Theme]map[content.Kind][]*content.Entry
	links   map[*content.Entry]func() (template.HTML, error)
}

// prepareThemed sorts the entries of each theme by kind.
func (b *builder) prepareThemed() themed {
	all := themed{map[*content.Theme]map[content.Kind][]*content.Entry{}, map[*content.Entry]func() (template.HTML, error){}}
	for _, t := range b.content.Themes {
		kinds := map[content.Kind][]*content.Entry{}
		for e := range t.Back() {
			if alikeTitles[e.Kind] == "" {
				continue
			}
			kinds[e.Kind] = append(kinds[e.Kind], e)
			all.links[e] = sync.OnceValues(func() (template.HTML, error) {
				var out strings.Builder
				err := b.templates.execute(&out, "parts/item-link.html", item{Address: e.Address, Title: e.Title})
				return template.HTML(out.String()), err // the template escapes
			})
		}
		all.entries[t] = kinds
	}
	return all
}

// alike lists a few entries of the same kind that share most themes with an entry. They are those that come after it in the order of
// their kind, then the first, so that following them leads through all.
func (b *builder) alike(e *content.Entry) ([]section, error) {
	var found []*content.Entry
	shared := map[*content.Entry]int{}
	for _, t := range e.Themes {
		list := b.filters.themed().entries[t][e.Kind]
		at := slices.Index(list, e)
		for i := range min(alikeChoices, len(list)-1) {
			other := list[(at+1+i)%len(list)]
			if shared[other]++; shared[other] == 1 {
				found = append(found, other)
			}
		}
	}
	if alikeTitles[e.Kind] == "" || len(found) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(found, func(x, y *content.Entry) int { return cmp.Compare(shared[y], shared[x]) })
	more := section{Title: alikeTitles[e.Kind], kind: content.KindSource} // a list of links
	for _, other := range first(found, alikeShown) {
		link, err := b.filters.themed().links[other]()
		if err != nil {
			return nil, err
		}
		more.Items = append(more.Items, link)
	}
	return []section{more}, nil
}
