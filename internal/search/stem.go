package search

import (
	"strings"
	"unicode/utf8"

	"github.com/kljensen/snowball/swedish"
)

// foreign are beginnings of words on -et that is no definite form: universitet, alfabet, paket. Snowball's own list, by
// its authors.
var foreign = []string{
	"h", "iet", "uit", "fab", "cit", "dit", "alit", "ilit", "mit", "nit", "pit", "rit", "sit", "tit", "ivit", "kvit",
	"xit", "kom", "rak", "pak", "stak",
}

// stem returns what the inflected forms of a word have in common. Snowball's algorithm, as the library has it, knows
// nothing of the definite forms of neuters: "mötet" and "mötena" are to be found with "möte", so these are taken off
// first.
func stem(word string) string { return swedish.Stem(indefinite(word), true) }

// indefinite takes -et and -na, and an s after them, from a neuter in the definite form.
func indefinite(word string) string {
	rest, neuter := strings.CutSuffix(strings.TrimSuffix(word, "s"), "et")
	plural, many := strings.CutSuffix(strings.TrimSuffix(word, "s"), "ena")
	switch {
	case many && utf8.RuneCountInString(plural) >= 3:
		return plural + "e"
	case !neuter || utf8.RuneCountInString(rest) < 3,
		utf8.RuneCountInString(rest) > len("land") && strings.HasSuffix(rest, "and"): // deltagandet
		return word
	}
	for _, end := range foreign {
		if strings.HasSuffix(rest, end) {
			return word
		}
	}
	if last, _ := utf8.DecodeLastRuneInString(rest); vowel(last) || !strings.ContainsFunc(rest, vowel) {
		return word
	}
	return rest
}
