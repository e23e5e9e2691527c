package swedish

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
)

// Words are words that a house writes in another way. A nil *Words has none.
type Words struct {
	pattern *regexp.Regexp
	write   map[string]string // by the word in lower case
}

// NewWords returns the words of a table: what is not to be written, and what is in its place.
func NewWords(write map[string]string) *Words {
	if len(write) == 0 {
		return nil
	}
	w := &Words{write: map[string]string{}}
	var words []string
	for word, instead := range write {
		w.write[strings.ToLower(word)] = instead
		words = append(words, regexp.QuoteMeta(word))
	}
	// The longest first: of two that begin alike, it is the one that is there.
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	w.pattern = regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + strings.Join(words, "|") + `)(?:$|[^\pL\pN])`)
	return w
}

// Equal reports whether two tables are the same.
func (w *Words) Equal(other *Words) bool {
	if w == nil || other == nil {
		return w == other
	}
	return maps.Equal(w.write, other.write)
}

// Word is a word that was found.
type Word struct {
	Offset         int // in bytes
	Written, Write string
}

// In returns the words that stand in a text, in order.
func (w *Words) In(text string) []Word {
	if w == nil {
		return nil
	}
	var found []Word
	for from := 0; ; {
		m := w.pattern.FindStringSubmatchIndex(text[from:])
		if m == nil {
			return found
		}
		written := text[from+m[2] : from+m[3]]
		found = append(found, Word{from + m[2], written, w.write[strings.ToLower(written)]})
		from += m[3]
	}
}

// Message says in Swedish what is remarked, and Hint what to write.
func (w Word) Message() string {
	return fmt.Sprintf("Här på webbplatsen skrivs inte %s.", Quote(w.Written))
}

// Hint says what to write instead.
func (w Word) Hint() string { return "Skriv " + w.Write + "." }
