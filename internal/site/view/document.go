package view

import (
	"cmp"
	"maps"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
)

// Documents lists what can be found, kind by kind: words that are explained first, sources last. The order decides
// between equally good finds, so that what has nothing but the words asked for in its title comes before what has more.
func Documents(c *content.Content) []search.Kind {
	var kinds []search.Kind
	byPlace := func(x, y *View) int { return cmp.Compare(x.found, y.found) }
	for _, v := range slices.SortedFunc(maps.Values(views), byPlace) {
		if docs := v.documents(c); len(docs) > 0 {
			kinds = append(kinds, search.Kind{Title: v.Title, Documents: docs})
		}
	}
	return kinds
}

// documents makes a document of each entry. What describe adds is particular to the kind.
func documents[T content.Typed](entries []T, describe func(T, *search.Document)) []search.Document {
	docs := make([]search.Document, len(entries))
	for i, listed := range entries {
		e := listed.Common()
		docs[i] = search.Document{Address: e.Address, Title: e.Title, Summary: e.Teaser(), HTML: e.Body.HTML}
		describe(listed, &docs[i])
	}
	return docs
}
