package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// level says where on a page a word stands.
type level = uint32

// The levels. A page counts a word at the highest at which it has it.
const (
	inText level = iota
	inHeading
	inSummary
	inTitle
)

// longest is how many bytes a word has at most: what is longer is no word.
const longest = 60

// reader finds the words of texts.
type reader struct {
	word []byte // being read, in small letters
	add  func(word []byte, l level)
}

// text reads plain text.
func (r *reader) text(s string, l level) {
	for i := 0; i < len(s); {
		if i = r.letter(s, i, l); i < len(s) && (s[i] == '<' || s[i] == '&') {
			r.end(l)
			i++
		}
	}
	r.end(l)
}

// html reads a body. Its markup is what package markdown writes: a < begins a tag and nothing else.
func (r *reader) html(s string) {
	l := inText
	for i := 0; i < len(s); {
		switch s[i] {
		case '<':
			r.end(l)
			if len(s) > i+2 && s[i+1] == 'h' && '1' <= s[i+2] && s[i+2] <= '6' {
				l = inHeading
			} else if strings.HasPrefix(s[i:], "</h") {
				l = inText
			}
			n := strings.IndexByte(s[i:], '>')
			if n < 0 {
				return
			}
			i += n + 1
		case '&':
			r.end(l)
			if n := strings.IndexByte(s[i:], ';'); n > 0 {
				i += n
			}
			i++
		default:
			i = r.letter(s, i, l)
		}
	}
	r.end(l)
}

// small holds the small letter or the digit of each ASCII character that is one, and 0 for others.
var small = func() (table [256]byte) {
	for b := byte('a'); b <= 'z'; b++ {
		table[b], table[b+'A'-'a'] = b, b
	}
	for b := byte('0'); b <= '9'; b++ {
		table[b] = b
	}
	return table
}()

// letter reads from i to where the word seems to end, and tells where. Letters and digits make words; soft hyphens and
// the like are nothing.
func (r *reader) letter(s string, i int, l level) int {
	for ; i < len(s) && small[s[i]] != 0; i++ {
		r.word = append(r.word, small[s[i]])
	}
	switch {
	case i == len(s) || s[i] == '<' || s[i] == '&':
		return i
	case s[i] < utf8.RuneSelf:
		r.end(l)
		return i + 1
	}
	c, size := utf8.DecodeRuneInString(s[i:])
	switch {
	case unicode.IsLetter(c), unicode.IsDigit(c):
		r.word = utf8.AppendRune(r.word, unicode.ToLower(c))
	case unicode.Is(unicode.Mn, c):
		r.compose(c)
	case unicode.Is(unicode.Cf, c):
	default:
		r.end(l)
	}
	return i + size
}

// compose puts a ring or dots that come by themselves, as in texts from a Mac, on the letter before. Other marks are
// left out.
func (r *reader) compose(mark rune) {
	n := len(r.word) - 1
	if n < 0 {
		return
	}
	switch last := r.word[n]; {
	case last == 'a' && mark == '\u030a':
		r.word = append(r.word[:n], "å"...)
	case last == 'a' && mark == '\u0308':
		r.word = append(r.word[:n], "ä"...)
	case last == 'o' && mark == '\u0308':
		r.word = append(r.word[:n], "ö"...)
	}
}

// end ends a word. Single letters tell nothing.
func (r *reader) end(l level) {
	if n := len(r.word); n > 1 && n <= longest && (n > 2 || r.word[0] < utf8.RuneSelf) {
		r.add(r.word, l)
	}
	r.word = r.word[:0]
}
