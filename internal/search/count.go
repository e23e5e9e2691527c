package search

import (
	"cmp"
	"runtime"
	"slices"

	"github.com/kljensen/snowball/swedish"

	"so-in.se/psi/internal/parallel"
)

// page is a document's number and the level at which it has a word.
type page uint32

func pageOf(doc int, l level) page { return page(doc)<<2 | page(l) }
func (p page) doc() int            { return int(p >> 2) }
func (p page) level() level        { return level(p & 3) }

// none is no page.
const none = ^page(0)

// tally counts the words of some of the documents.
type tally struct {
	forms  map[string]int32 // word → its stem's place in stems; words of no meaning are ^place
	places map[string]int32
	stems  []string
	pages  [][]page // of each stem, in order
	last   []page   // of each stem, the last of its pages or none: close together, where a processor finds them soon
	tells  []bool   // of each stem: some word that has it has a meaning of its own
	short  []string // of each stem, the shortest of its words
}

// tallies are those of all documents, in their order.
type tallies []*tally

// count reads all documents, which are in the order of their numbers, on every core.
func count(docs []*Document) tallies {
	workers := max(1, min(runtime.GOMAXPROCS(0), len(docs)))
	all := make(tallies, workers)
	parallel.Do(workers, func(i int) {
		all[i] = countSome(docs[len(docs)*i/workers : len(docs)*(i+1)/workers])
	})
	return all
}

// countSome reads some of the documents.
func countSome(docs []*Document) *tally {
	t := &tally{forms: map[string]int32{}, places: map[string]int32{}}
	var d *Document
	r := &reader{add: func(word []byte, l level) { t.add(word, d.number, l) }}
	for _, d = range docs {
		r.text(d.Title, inTitle)
		for _, name := range slices.Concat(d.Names, d.asked) {
			r.text(name, inTitle)
		}
		r.text(d.Summary, inSummary)
		r.text(d.Facts, inHeading)
		for _, text := range d.Text {
			r.text(text, inHeading)
		}
		r.html(d.HTML)
	}
	return t
}

// add counts a word. Of a word without meaning (och, att) only the stem is noted, unless it stands in a title.
func (t *tally) add(word []byte, doc int, l level) {
	place, ok := t.forms[string(word)]
	if !ok {
		place = t.form(string(word))
	}
	if place < 0 {
		if l < inTitle {
			return
		}
		place = ^place
	}
	now, before := pageOf(doc, l), t.last[place]
	switch {
	case before == none || before.doc() < doc:
		t.pages[place] = append(t.pages[place], now)
		t.last[place] = now
	case before < now:
		pages := t.pages[place]
		pages[len(pages)-1] = now
		t.last[place] = now
	}
}

// form finds the stem of a new word.
func (t *tally) form(word string) int32 {
	stem := stem(word)
	place, ok := t.places[stem]
	if !ok {
		place = int32(len(t.stems))
		t.places[stem] = place
		t.stems = append(t.stems, stem)
		t.pages = append(t.pages, nil)
		t.tells = append(t.tells, false)
		t.last = append(t.last, none)
		t.short = append(t.short, word)
	}
	t.short[place] = shorter(t.short[place], word)
	if swedish.IsStopWord(word) {
		place = ^place
	} else {
		t.tells[place] = true
	}
	t.forms[word] = place
	return place
}

// shorter returns the shorter of two words, or the first in order.
func shorter(a, b string) string {
	if cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) <= 0 {
		return a
	}
	return b
}

// A word in more than half of at least commonFrom documents tells them apart only where it is in a heading or higher.
const commonFrom = 20

// appendLine writes a stem and its pages.
func appendLine(dst []byte, stem string, pages []page, common bool, docs int) []byte {
	mark := byte(' ')
	if common {
		mark = '*'
	}
	if docs >= commonFrom && len(pages) > docs/2 {
		mark = '*'
		pages = slices.DeleteFunc(pages, func(p page) bool { return p.level() == inText })
	}
	dst = append(dst, stem...)
	dst = append(dst, mark)
	return append(appendPages(dst, pages), '\n')
}

// digits are those of base 32, and again those of base 32 for all but the last of a number.
const digits = "0123456789abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ!#$%&("

// appendPages writes numbers in ascending order: each as four times what it is more than the one before, less one, plus
// the level; in base 32 with the lowest digit first, a capital digit meaning that more come.
func appendPages(dst []byte, pages []page) []byte {
	before := -1
	for _, p := range pages {
		n := uint32(p.doc()-before-1)<<2 | p.level()
		before = p.doc()
		for ; n >= 32; n >>= 5 {
			dst = append(dst, digits[32+n&31])
		}
		dst = append(dst, digits[n])
	}
	return dst
}
