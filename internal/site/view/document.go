package view

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
)

// Documents lists what can be found, kind by kind: words that are explained first, sources last. The order decides
// between equally good finds, so that what has nothing but the words asked for in its title comes before what has more.
// What has a time is in up to three kinds: what is coming, what has no day yet, and what has been.
func Documents(m *model.Model) []search.Kind {
	var kinds []search.Kind
	byPlace := func(x, y *View) int { return cmp.Compare(x.found, y.found) }
	for _, v := range slices.SortedFunc(maps.Values(views), byPlace) {
		for _, kind := range v.documents(m) {
			if len(kind.Documents) > 0 {
				kinds = append(kinds, kind)
			}
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

// byTime parts entries that are in order of time: those coming, the next one first, those without a time, and those
// that have been, the latest first.
func byTime[T content.Typed](entries []T, end func(T) time.Time, now time.Time) (coming, dateless, past []T) {
	for _, e := range entries {
		switch over := end(e); {
		case over.IsZero():
			dateless = append(dateless, e)
		case over.After(now):
			coming = append(coming, e)
		default:
			past = append(past, e)
		}
	}
	slices.Reverse(past)
	return coming, dateless, past
}
