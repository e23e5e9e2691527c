package search

import (
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"
)

// words is the index of all documents.
type words struct {
	lines   [][]byte // of names, then of stems, sorted
	buckets [][]int32
	near    [spellings][]string // see [words.spell]
}

// where is the place of a stem in a tally.
type where struct {
	tally *tally
	place int
}

// merge puts tallies and names together in a number of buckets. A word has the pages of those that mean the same, too,
// but for those that only mention them.
func (all tallies) merge(names []name, same map[string][]string, docs, buckets int) *words {
	known := map[string][]where{}
	for stem := range same {
		known[stem] = nil
	}
	for _, t := range all {
		for i, stem := range t.stems {
			known[stem] = append(known[stem], where{t, i})
		}
	}
	w := &words{buckets: make([][]int32, buckets)}
	var parts parts
	for _, n := range names {
		w.lines = append(w.lines, n.line())
		for _, word := range n.words {
			w.put(parts.key(stem(word)))
		}
	}
	isStem := func(s string) bool { _, ok := known[s]; return ok }
	for _, stem := range slices.Sorted(maps.Keys(known)) {
		pages, tells := pagesOf(known[stem])
		if slices.ContainsFunc(pages, func(p page) bool { return p.level() > inText }) {
			w.spell(shortest(known[stem]))
		}
		for _, other := range same[stem] {
			more, _ := pagesOf(known[other])
			for _, p := range more {
				if p.level() > inText {
					pages = append(pages, pageOf(p.doc(), min(p.level(), inSummary)))
				}
			}
			pages, tells = highest(pages), true
		}
		if len(pages) == 0 && len(known[stem]) == 0 {
			continue // no page has this word, or one that means the same
		}
		w.lines = append(w.lines, appendLine(nil, stem, pages, !tells, docs))
		for _, key := range parts.of(stem, isStem) {
			w.put(key)
		}
	}
	for i := range w.near {
		slices.Sort(w.near[i])
	}
	return w
}

// pagesOf returns the pages of a stem, in order, and whether it tells them apart.
func pagesOf(at []where) (pages []page, tells bool) {
	for _, at := range at {
		pages = append(pages, at.tally.pages[at.place]...)
		tells = tells || at.tally.tells[at.place]
	}
	return pages, tells
}

// highest returns each document once, at the highest level at which it is there, in order.
func highest(pages []page) []page {
	slices.SortFunc(pages, func(a, b page) int { return cmp.Or(cmp.Compare(a.doc(), b.doc()), cmp.Compare(b, a)) })
	return slices.CompactFunc(pages, func(a, b page) bool { return a.doc() == b.doc() })
}

// shortest returns the shortest of the words with a stem.
func shortest(at []where) string {
	word := at[0].tally.short[at[0].place]
	for _, at := range at[1:] {
		word = shorter(word, at.tally.short[at.place])
	}
	return word
}

// put places the last line in the bucket of a key.
func (w *words) put(key []rune) {
	i, b := int32(len(w.lines)-1), bucket(key, len(w.buckets))
	if list := w.buckets[b]; len(list) == 0 || list[len(list)-1] != i {
		w.buckets[b] = append(list, i)
	}
}

// spellings is in how many files there are words with which to mend those that are mistyped.
const spellings = 16

// spell notes a word, as it is written and not its stem, where it is looked for when it is mistyped: by its first
// letter and by its second, so that it is found though the first is lost or has changed places with the second.
func (w *words) spell(word string) {
	runes := []rune(bare(word))
	var before int
	for i := range min(2, len(runes)) {
		b := bucket(runes[i:i+1], spellings)
		if i == 0 || b != before {
			w.near[b] = append(w.near[b], word)
		}
		before = b
	}
}

// files are those with names and words, a bucket each.
func (w *words) files() []text {
	files := make([]text, len(w.buckets))
	for i, bucket := range w.buckets {
		files[i] = func(out io.Writer) error {
			for _, place := range bucket {
				if _, err := out.Write(w.lines[place]); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return files
}

// spellingFiles are those with words as they are written.
func (w *words) spellingFiles() []text {
	files := make([]text, len(w.near))
	for i, list := range w.near {
		files[i] = func(out io.Writer) error {
			_, err := io.WriteString(out, strings.Join(list, "\n"))
			return err
		}
	}
	return files
}
