package swedish

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Slug makes the part of an address that stands for a title: "Åtgärder & mål 2016" becomes "atgarder-mal-2016". It has
// only the characters a–z, 0–9 and single hyphens between them, it is the same whether the letters came composed or not
// (macOS and Linux differ in file names), and a slug is its own slug. A text without any Latin letter or digit has the
// slug "".
func Slug(s string) string {
	if isSlug(s) {
		return s // as most file names are
	}
	var slug strings.Builder
	gap := false
	for _, r := range decomposed(s) {
		latin := latinLetters(unicode.ToLower(r))
		switch {
		case latin != "":
			if gap && slug.Len() > 0 {
				slug.WriteByte('-')
			}
			slug.WriteString(latin)
			gap = false
		case !silent(r):
			gap = true
		}
	}
	return slug.String()
}

// isSlug reports whether s is its own slug.
func isSlug(s string) bool {
	hyphen := true
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen
}

// latinLetters returns what a small letter or digit is written as in an address, and "" when it is neither.
func latinLetters(r rune) string {
	switch {
	case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		return string(r)
	}
	switch r {
	case 'ß':
		return "ss"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case 'þ':
		return "th"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ł':
		return "l"
	case 'ı':
		return "i"
	}
	return ""
}

// decomposed returns s with its letters and their marks apart. Bytes that are no text become a blank first, for norm
// leaves some letters after such a byte as they came.
func decomposed(s string) string {
	return norm.NFKD.String(strings.ToValidUTF8(s, " "))
}

// silent reports whether r parts no words: the rings and dots of decomposed letters, apostrophes, and invisible
// characters such as the soft hyphen.
func silent(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Cf) || r == '\'' || r == '’'
}

// fold writes a word in small Latin letters without rings and dots, for comparing words that were meant to be the same.
func fold(s string) []rune {
	var folded []rune
	for _, r := range decomposed(s) {
		r = unicode.ToLower(r)
		switch latin := latinLetters(r); {
		case latin != "":
			folded = append(folded, []rune(latin)...)
		case !silent(r):
			folded = append(folded, r)
		}
	}
	return folded
}
