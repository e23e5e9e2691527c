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

// collator compares by the Swedish tailoring of the Unicode collation algorithm, numbers by value. It has buffers of its own, so that
// only one goroutine at a time may use it.
type collator struct {
	*collate.Collator
	buffer collate.Buffer
}

var collators = sync.Pool{New: func() any {
	return &collator{Collator: collate.New(language.Swedish, collate.Numeric)}
}}

// Compare returns -1, 0 or +1 as a comes before, with or after b in Swedish alphabetical order: … x y z å ä ö, with w a letter of its
// own, é filed as e and ü as y, small and capital letters together, and numbers by their value ("Möte 2" before "Möte 10"). Quotation
// marks and other signs before the first letter or digit are passed over. Texts that are alike in all this are in the order of their
// bytes, so that only equal texts compare as 0. It is safe for concurrent use. To sort many, use [Key].
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

// Key returns a string of bytes for s, such that the order of keys is the order of [Compare]. A list that is sorted or searched more
// than once is best served by keys that are made once.
func Key(s string) string {
	c := collators.Get().(*collator)
	defer collators.Put(c)
	c.buffer.Reset()
	key := c.KeyFromString(&c.buffer, filed(s))
	// The last level of a key has no zero byte, so that the zero ends a key before any longer one.
	return string(key) + "\x00" + s
}

// filed is the part of s from its first letter or digit on, in composed form; all of s when it has none.
func filed(s string) string {
	i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
	return norm.NFC.String(s[max(i, 0):])
}

// Digits is the heading under which [Initial] files everything that begins with a digit, or with no letter at all.
const Digits = "0–9"

// Initial returns the letter that s is filed under in an alphabetical list: "Å" for "ålderism", "E" for "École", "Ä" for "Æsop",
// [Digits] for "3 oktober". A letter outside the Swedish alphabet that comes after Ö is its own heading. In a list that is sorted by
// [Compare], all that have one initial stand together.
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
