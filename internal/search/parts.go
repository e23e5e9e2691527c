package search

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// keyRunes is how many letters decide in which file a word is looked for.
const keyRunes = 3

// How short the parts of a compound may be: what comes before a part, and the rest of the word from the part on. A rest
// that is a stem of its own may be as short as a key.
const (
	shortestBefore = 2
	shortestRest   = 5
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
	exact []rune
	runes []rune
	keys  [][]rune
}

// key returns the key of a stem, until the next is asked for.
func (p *parts) key(stem string) []rune {
	p.runes = append(p.runes[:0], []rune(bare(stem))...)
	return p.runes[:min(keyRunes, len(p.runes))]
}

// of returns the key of a stem, and those of the parts of it that could be words: a part has a vowel, and so has what
// comes before it.
func (p *parts) of(stem string, isStem func(string) bool) [][]rune {
	p.exact = append(p.exact[:0], []rune(stem)...)
	p.keys = append(p.keys[:0], p.key(stem))
	if slices.ContainsFunc(p.runes, unicode.IsDigit) || len(p.runes) != len(p.exact) {
		return p.keys
	}
	last := len(p.runes) // the first place from which no vowel follows
	for last > 0 && !vowel(p.runes[last-1]) {
		last--
	}
	before := slices.IndexFunc(p.runes, vowel) + 1
	for i := max(shortestBefore, before); before > 0 && i < last && i+keyRunes <= len(p.runes); i++ {
		if len(p.runes)-i >= shortestRest || isWord(string(p.exact[i:]), isStem) {
			p.keys = append(p.keys, p.runes[i:i+keyRunes])
		}
	}
	return p.keys
}

// isWord reports whether the end of a stem is a stem of its own. Of two consonants at its end a long word has lost one:
// "landsbyg" ends in "bygd".
func isWord(end string, isStem func(string) bool) bool {
	if isStem(end) {
		return true
	}
	for _, pair := range []string{"dd", "gd", "nn", "dt", "gt", "kt", "tt"} {
		if strings.HasSuffix(end, pair[:1]) && isStem(end+pair[1:]) {
			return true
		}
	}
	return false
}

func vowel(r rune) bool {
	switch r {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö':
		return true
	}
	return false
}
