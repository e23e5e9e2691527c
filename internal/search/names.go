package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/kljensen/snowball/swedish"
)

// Synonyms are words that mean the same to visitors, and the pages that answer best.
type Synonyms struct {
	// Words are words, or several words in a row. Only single words stand for each other.
	Words []string
	// Addresses are those of documents, the best first.
	Addresses []string
}

// name is what pages are called: a title, another word for it, or words that editors have led to them.
type name struct {
	text  string
	words []string // by which it is looked for
	pages []page   // at the level inTitle; those to which editors have led it are lower, the later they come
}

// line writes a name and its pages as a line of the index.
func (n name) line() []byte {
	return append(appendPages([]byte("="+line(n.text)+"\t"), n.pages), '\n')
}

// allNames are the names of all documents and those that synonyms give them, in order.
func allNames(docs []*Document, synonyms []Synonyms, byAddress map[string]*Document) []name {
	found := map[string]*name{} // by the words, as written
	add := func(text string, p page) {
		words := wordsOf(text)
		key := strings.Join(words, " ")
		if key == "" {
			return
		}
		n := found[key]
		if n == nil {
			n = &name{text: text, words: telling(words)}
			found[key] = n
		}
		n.text = min(n.text, text)
		n.pages = append(n.pages, p)
	}
	for _, d := range docs {
		for _, text := range append([]string{d.Title}, d.Names...) {
			add(text, pageOf(d.number, inTitle))
		}
	}
	for _, s := range synonyms {
		for _, word := range s.Words {
			for i, address := range s.Addresses {
				if d := byAddress[address]; d != nil {
					add(word, pageOf(d.number, level(max(0, int(inTitle)-i))))
				}
			}
		}
	}
	var all []name
	for _, key := range slices.Sorted(maps.Keys(found)) {
		n := found[key]
		n.pages = highest(n.pages)
		all = append(all, *n)
	}
	return all
}

// alike returns, for the stem of each single word of a group, those of the others.
func alike(synonyms []Synonyms) map[string][]string {
	same := map[string][]string{}
	for _, s := range synonyms {
		var stems []string
		for _, word := range s.Words {
			if words := wordsOf(word); len(words) == 1 && !slices.Contains(stems, stem(words[0])) {
				stems = append(stems, stem(words[0]))
			}
		}
		for _, one := range stems {
			for _, other := range stems {
				if other != one && !slices.Contains(same[one], other) {
					same[one] = append(same[one], other)
				}
			}
		}
	}
	return same
}

// wordsOf returns the words of a text.
func wordsOf(text string) []string {
	var words []string
	r := &reader{add: func(word []byte, _ level) { words = append(words, string(word)) }}
	r.text(text, inTitle)
	return words
}

// telling leaves out words of no meaning (och, att), unless there are no others.
func telling(words []string) []string {
	telling := slices.DeleteFunc(slices.Clone(words), swedish.IsStopWord)
	if len(telling) == 0 {
		return words
	}
	return telling
}

// lead gives documents the words by which synonyms lead to them.
func lead(synonyms []Synonyms, byAddress map[string]*Document) {
	for _, s := range synonyms {
		for _, address := range s.Addresses {
			if d := byAddress[address]; d != nil {
				d.asked = append(d.asked, s.Words...)
			}
		}
	}
}

// addresses returns documents by their addresses.
func addresses(docs []*Document) map[string]*Document {
	by := make(map[string]*Document, len(docs))
	for _, d := range docs {
		by[d.Address] = cmp.Or(by[d.Address], d)
	}
	return by
}
