package markdown

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// special are the bytes at which appendText has to look closer.
var special = func() (table [256]bool) {
	for _, b := range []byte("\\&<>\"'-.") {
		table[b] = true
	}
	return table
}()

// appendText appends Markdown text without inline markup: backslashes and entities are decoded and dashes, ellipses and
// apostrophes put where they belong; quote stands in the place of a straight quotation mark. With markup, the result is
// escaped for HTML.
func appendText(dst, src []byte, quote string, markup bool) []byte {
	start := 0
	for i := 0; i < len(src); {
		if !special[src[i]] {
			i++
			continue
		}
		dst = append(dst, src[start:i]...)
		size := 1
		switch b := src[i]; b {
		case '\\':
			if i+1 < len(src) && isPunctuation(src[i+1]) {
				dst = appendByte(dst, src[i+1], markup)
				size = 2
			} else {
				dst = append(dst, b)
			}
		case '&':
			dst, size = appendEntity(dst, src[i:], markup)
		case '"':
			if quote == `"` {
				dst = appendByte(dst, b, markup)
			} else {
				dst = append(dst, quote...)
			}
		case '\'':
			dst = append(dst, "’"...)
		case '-', '.':
			size = run(src[i:])
			dst = appendRun(dst, src[i:i+size])
		default:
			dst = appendByte(dst, b, markup)
		}
		i += size
		start = i
	}
	return append(dst, src[start:]...)
}

// run returns the length of the run of one byte that s begins with.
func run(s []byte) int {
	n := 1
	for n < len(s) && s[n] == s[0] {
		n++
	}
	return n
}

// appendRun appends a run of hyphens or full stops, as a dash or an ellipsis where it stands for one.
func appendRun(dst, s []byte) []byte {
	switch {
	case s[0] == '-' && (len(s) == 2 || len(s) == 3):
		return append(dst, "–"...)
	case s[0] == '.' && len(s) == 3:
		return append(dst, "…"...)
	}
	return append(dst, s...)
}

// appendEntity appends what the character reference at the beginning of s stands for, or an ampersand if there is none,
// and gives the length of what was read.
func appendEntity(dst, s []byte, markup bool) ([]byte, int) {
	const longest = 33 // &CounterClockwiseContourIntegral;
	end := bytes.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 ||
		bytes.ContainsFunc(
			s[1:end], func(r rune) bool { return r != '#' && (r >= utf8.RuneSelf || !isAlphanumeric(byte(r))) },
		) {
		return appendByte(dst, '&', markup), 1
	}
	reference := string(s[:end+1])
	decoded := html.UnescapeString(reference)
	// html.UnescapeString also decodes the beginning of a longer name (&notit; to ¬it;), which Markdown does not.
	if strings.HasSuffix(decoded, ";") && decoded != ";" {
		return appendByte(dst, '&', markup), 1
	}
	for _, r := range decoded {
		switch {
		case r < ' ' && r != '\t' && r != '\n', 0x7F <= r && r < 0xA0, r&0xFFFE == 0xFFFE, 0xFDD0 <= r && r <= 0xFDEF,
			0x2028 <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069:
			dst = utf8.AppendRune(dst, utf8.RuneError)
		case r < utf8.RuneSelf:
			dst = appendByte(dst, byte(r), markup)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return dst, end + 1
}

// appendByte appends an ASCII character, escaped if it stands in markup.
func appendByte(dst []byte, b byte, markup bool) []byte {
	if markup {
		switch b {
		case '&':
			return append(dst, "&amp;"...)
		case '<':
			return append(dst, "&lt;"...)
		case '>':
			return append(dst, "&gt;"...)
		case '"':
			return append(dst, "&quot;"...)
		}
	}
	return append(dst, b)
}

// appendEscaped appends text as it is, escaped for HTML.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	start := 0
	for i := range len(s) {
		if b := s[i]; b == '&' || b == '<' || b == '>' || b == '"' {
			dst = append(dst, s[start:i]...)
			dst = appendByte(dst, b, true)
			start = i + 1
		}
	}
	return append(dst, s[start:]...)
}

func isPunctuation(b byte) bool {
	return '!' <= b && b <= '/' || ':' <= b && b <= '@' || '[' <= b && b <= '`' || '{' <= b && b <= '~'
}

// textOf returns the text of a node without markup and with single blanks: a picture is its alternative text, a
// reference to a footnote is nothing.
func (c *converter) textOf(n ast.Node) string {
	c.scratch = appendNodeText(c.scratch[:0], n, c.src, c.labels.quote)
	text := bytes.TrimSpace(c.scratch)
	if bytes.Contains(text, []byte("  ")) || bytes.ContainsAny(text, "\n\t") {
		text = bytes.Join(bytes.Fields(text), []byte(" "))
	}
	return string(text)
}

func appendNodeText(dst []byte, parent ast.Node, src []byte, quote string) []byte {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			value := n.Segment.Value(src)
			if n.IsRaw() {
				dst = append(dst, value...)
			} else {
				dst = appendText(dst, value, quote, false)
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				dst = append(dst, ' ')
			}
		case *ast.AutoLink:
			dst = append(dst, n.Label(src)...)
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				segment := n.Segments.At(i)
				dst = append(dst, segment.Value(src)...)
			}
		case *extast.FootnoteLink:
		default:
			dst = appendNodeText(dst, n, src, quote)
		}
	}
	return dst
}

// appendTitle appends the title of a link or a picture. A quote in it may have to be written with a backslash, which
// says nothing about how it is to look.
func appendTitle(dst, title []byte, quote string, markup bool) []byte {
	return appendText(dst, bytes.ReplaceAll(title, []byte(`\"`), []byte(`"`)), quote, markup)
}

// summary cuts a text to 300 runes at most, between words.
func summary(text string) string {
	const most = 300
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	end := 0
	for range most - 1 {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	if text[end] != ' ' {
		if space := strings.LastIndexByte(text[:end], ' '); space > 0 {
			end = space
		}
	}
	return strings.TrimRight(text[:end], " .,;:–-") + "…"
}
