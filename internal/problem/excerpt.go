package problem

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// lineReader reads the lines of a file, in rising order, without reading any of it twice.
type lineReader struct {
	rest    []byte
	current []byte
	number  int // of the current line; 0 before the first
}

func newLineReader(src []byte) lineReader {
	return lineReader{rest: bytes.TrimPrefix(src, []byte("\ufeff"))}
}

// line returns line n, which must not be less than the last one asked for, and false when the file has no such line.
func (r *lineReader) line(n int) (string, bool) {
	for r.number < n {
		if len(r.rest) == 0 {
			return "", false
		}
		r.current, r.rest, _ = bytes.Cut(r.rest, []byte("\n"))
		r.number++
	}
	return string(bytes.TrimSuffix(r.current, []byte("\r"))), n > 0
}

// longest is how many runes of a line are shown.
const longest = 100

// excerpt returns what to show of a line, and what to write below it before a caret, so that the caret stands below the
// column (in runes, from 1). A long line is cut on both sides of the column. A column after the end of the line is the
// one next to its end.
func excerpt(line string, column int) (shown, pad string) {
	line, at := around(line, max(column, 1)-1)
	runes := []rune(strings.ToValidUTF8(line, "\ufffd"))
	at = min(at, len(runes))
	from := 0
	if len(runes) > longest {
		from = min(max(at-longest/2, 0), len(runes)-longest)
	}
	to := min(from+longest, len(runes))
	shown = string(runes[from:to])
	before := string(runes[from:at])
	if from > 0 {
		shown, before = "…"+shown, "…"+before
	}
	if to < len(runes) {
		shown += "…"
	}
	return printable(shown), strings.Map(blank, wide(printable(before)))
}

// around cuts a line of any length to what can be of use for an excerpt at a rune of it, and returns which rune of the
// rest that is.
func around(line string, at int) (part string, index int) {
	const most = 2 * longest
	start, n := 0, 0
	for i := range line {
		switch n {
		case at - most:
			start = i
		case at + most:
			return line[start:i], min(at, most)
		}
		n++
	}
	if at > n {
		return around(line, n)
	}
	return line[start:], min(at, most)
}

// wide doubles the characters that take two places on the screen, as emoji do.
func wide(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteRune(r)
		if kind := width.LookupRune(r).Kind(); kind == width.EastAsianWide || kind == width.EastAsianFullwidth {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// blank replaces a character by a space of its width. Tabs stay, since only a tab is as wide as a tab.
func blank(r rune) rune {
	switch {
	case r == '\t':
		return r
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return -1
	}
	return ' '
}

// OneLine makes a text safe to print on one line of its own.
func OneLine(s string) string {
	return printable(
		strings.Join(
			strings.FieldsFunc(strings.TrimSpace(s), func(r rune) bool { return r == '\n' || r == '\r' }), " ",
		),
	)
}

// Indented is [OneLine] for a line that is to be pasted, where the blanks that it begins with mean something.
func Indented(line string) string {
	text := strings.TrimLeft(line, " ")
	return line[:len(line)-len(text)] + OneLine(text)
}

// printable replaces, rune by rune, what a terminal or a log could obey rather than show: control characters by their
// pictures, and marks that turn the direction of text by the replacement character. Bytes that are no UTF-8 become the
// latter too.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return r
		case r < ' ':
			return '\u2400' + r
		case r == 0x7f:
			return '\u2421'
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029':
			return unicode.ReplacementChar
		}
		return r
	}, s)
}
