package search

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// keyRunes is how many letters decide in which file a word is looked for.
const keyRunes = 3

// How short the parts of a compound may be: what comes before a part, and the part itself. A part that is a stem of its own may be as
// short as a key.
const (
	shortestBefore = 2
	shortestPart   = 4
)

// bare writes a word without rings, dots and accents.
func bare(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return bareRunes(s)
		}
	}
	return s
}

func bareRunes(s string) string {
	var out []rune
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'ø':
			out = append(out, 'o')
		case r == 'æ':
			out = append(out, 'a')
		case !unicode.Is(unicode.M, r):
			out = append(out, r)
		}
	}
	return string(out)
}

// bucket tells in which of n files the words with a key are: FNV-1a over its characters.
func bucket(key []rune, n int) int {
	h := uint32(2166136261)
	for _, r := range key {
		h = (h ^ uint32(r)) * 16777619
	}
	return int(h % uint32(n))
}

// parts finds the keys of words. It keeps its memory from one word to the next.
type parts struct {
	runes []rune
	keys  [][]rune
}

// of gives the key of a stem, and those of the parts of it that could be words: a part has a vowel, and so has what comes before it.
func (p *parts) of(stem string, isStem func(string) bool) [][]rune {
	word := bare(stem)
	p.runes = append(p.runes[:0], []rune(word)...)
	p.keys = append(p.keys[:0], p.runes[:min(keyRunes, len(p.runes))])
	last := len(p.runes) // the first place from which no vowel follows
	for last > 0 && !vowel(p.runes[last-1]) {
		last--
	}
	before := false
	for i, r := range p.runes {
		if unicode.IsDigit(r) {
			return p.keys[:1]
		}
		rest := len(p.runes) - i
		if i >= shortestBefore && before && i < last &&
			(rest >= shortestPart || rest == keyRunes && isStem(tail(stem, keyRunes))) {
			p.keys = append(p.keys, p.runes[i:i+keyRunes])
		}
		before = before || vowel(r)
	}
	return p.keys
}

// tail gives the last n characters.
func tail(s string, n int) string {
	r := []rune(s)
	return string(r[max(0, len(r)-n):])
}

func vowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}
