package swedish

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// collator compares by the Swedish tailoring of the Unicode collation algorithm. It has buffers of its own, so that
// only one goroutine at a time may use it.
type collator struct {
	*collate.Collator
	buffer collate.Buffer
}

var collators = sync.Pool{New: func() any {
	return &collator{Collator: collate.New(language.Swedish)}
}}

// Compare returns -1, 0 or +1 as a comes before, with or after b in Swedish alphabetical order: … x y z å ä ö, with w a
// letter of its own, é filed as e and ü as y, small and capital letters together, and numbers by their value ("Möte 2"
// before "Möte 10"). Quotation marks and other signs before the first letter or digit are passed over. Texts that are
// alike in all this are in the order of their bytes, so that only equal texts compare as 0. It is safe for concurrent
// use. To sort many, use [Key].
func Compare(a, b string) int {
	if a == b {
		return 0
	}
	c := collators.Get().(*collator)
	defer collators.Put(c)
	if order := c.CompareString(filed(a), filed(b)); order != 0 {
		return order
	}
	return strings.Compare(a, b)
}

// Key returns a string of bytes for s, such that the order of keys is the order of [Compare]. A list that is sorted or
// searched more than once is best served by keys that are made once.
func Key(s string) string {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	c.buffer.Reset()
	key := c.KeyFromString(&c.buffer, filed(s))
	// The last level of a key has no zero byte, so that the zero ends a key before any longer one.
	return string(key) + "\x00" + s
}

// filed is what the collator is given: s in composed form, from its first letter or digit on (all of it when it has
// none), with numbers spelt so that their order is that of their values.
func filed(s string) string {
	i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
	return spellNumbers(norm.NFC.String(s[max(i, 0):]))
}

// spellNumbers writes before each number how many digits it has, and leaves out zeros before the first: "2" becomes
// "12" and "010" becomes "210". Nine digits are written 90, ten 91, eighteen 990, so that a longer number is always
// later. (collate.Numeric does this too, but puts 0 after 1.)
func spellNumbers(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		return s
	}
	var spelt strings.Builder
	for s != "" {
		n := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if n == 0 {
			if n = strings.IndexAny(s, "0123456789"); n < 0 {
				n = len(s)
			}
			spelt.WriteString(s[:n])
		} else {
			digits := strings.TrimLeft(s[:n], "0")
			spelt.WriteString(strings.Repeat("9", len(digits)/9))
			spelt.WriteByte(byte('0' + len(digits)%9))
			spelt.WriteString(digits)
		}
		s = s[n:]
	}
	return spelt.String()
}

// Digits is the heading under which [Initial] files everything that begins with a digit, or with no letter at all.
const Digits = "0–9"

// Initial returns the letter that s is filed under in an alphabetical list: "Å" for "ålderism", "E" for "École", "Ä"
// for "Æsop", [Digits] for "3 oktober". A letter outside the Swedish alphabet that comes after Ö is its own heading. In
// a list that is sorted by [Compare], all that have one initial stand together.
func Initial(s string) string {
	s = filed(s)
	first, size := utf8.DecodeRuneInString(s)
	if !unicode.IsLetter(first) && !unicode.IsNumber(first) {
		return Digits
	}
	c := collators.Get().(*collator)
	defer collators.Put(c)
	if unicode.IsLetter(first) && c.CompareString(s[:size], "ö\U0010FFFF") > 0 {
		return string(unicode.ToUpper(first))
	}
	heading := Digits
	for _, letter := range "abcdefghijklmnopqrstuvwxyzåäö" {
		if c.CompareString(string(letter), s) > 0 {
			break
		}
		heading = string(unicode.ToUpper(letter))
	}
	return heading
}
