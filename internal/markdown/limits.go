package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"so-in.se/psi/internal/problem"
)

// Limits that no text written by a person meets. goldmark takes time, or stack, that grows with the square of some of
// these; within them a body of 1 MiB takes a few seconds at the very worst.
const (
	maxParagraph = 16 << 10 // bytes in a paragraph or on a line
	maxMarkers   = 60       // > - 1. and the like at the beginning of one line
	maxIndent    = 200      // columns
	maxDepth     = 150      // levels of the tree when it is written
	maxCells     = 20_000   // in a table, counting those that a short row lacks
	maxNotes     = 2000     // footnotes and references to them
	maxPipes     = 2000     // \| in the text
)

// scan looks through the bytes before they are parsed: characters that no text holds are reported and blanked, and it
// returns false for a text that would be too costly to parse.
func (c *converter) scan() bool {
	c.blankControls()
	if bytes.Count(c.src, []byte("[^")) > maxNotes || bytes.Count(c.src, []byte(`\|`)) > maxPipes {
		c.report(
			0, problem.TooLarge, "Texten har fler fotnoter eller \\| än vad som går att hantera.",
			"Dela upp texten på flera sidor.",
		)
		return false
	}
	for start := 0; start < len(c.src); {
		line := c.src[start:]
		if end := bytes.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		if len(line) > maxParagraph {
			c.report(
				start, problem.TooLarge, fmt.Sprintf("Raden är %d tecken lång.", utf8.RuneCount(line)),
				"Dela upp den i flera stycken, med en tom rad mellan dem.",
			)
			return false
		}
		if tooNested(line) {
			c.report(
				start, problem.TooLarge, "Raden ligger för djupt inne i listor eller citat.",
				"Gör listan eller citatet grundare: högst några få nivåer.",
			)
			return false
		}
		start += len(line) + 1
	}
	return true
}

// tooNested reports whether a line opens or continues more lists, quotes and footnotes than the limits allow.
func tooNested(line []byte) bool {
	markers, columns, container := 0, 0, false
	for i := 0; i < len(line); i++ {
		switch b := line[i]; {
		case b == ' ':
			columns++
			container = true
		case b == '\t':
			columns += 4
			container = true
		case b == '>':
			markers++
			container = true
		case b == '-' || b == '+' || b == '*' || b == ':' || b == '.' || b == ')':
			markers++
		case b == '[' && i+1 < len(line) && line[i+1] == '^':
			end := bytes.IndexByte(line[i:], ']')
			if end < 0 {
				return false
			}
			markers++
			container = true
			i += end
		case b < '0' || b > '9':
			return false
		}
		if columns > maxIndent || markers > maxMarkers && container {
			rule := len(bytes.Trim(line, " \t-")) == 0 || len(bytes.Trim(line, " \t*")) == 0
			return !rule // which may be as long as it likes
		}
	}
	return false
}

// blankControls replaces what no text file should hold (control characters, bytes that are no UTF-8) by as many
// ordinary bytes, so that places stay right, and reports the first.
func (c *converter) blankControls() {
	first := -1
	if utf8.Valid(c.src) && !slices.ContainsFunc(c.src, isControl) && !bytes.Contains(c.src, []byte{0xC2}) {
		return
	}
	var clean []byte
	for i := 0; i < len(c.src); {
		r, size := utf8.DecodeRune(c.src[i:])
		if (r == utf8.RuneError && size == 1) || (r < utf8.RuneSelf && isControl(byte(r))) || (r >= 0x80 && r < 0xA0) {
			if first < 0 {
				first, clean = i, bytes.Clone(c.src)
			}
			copy(clean[i:], "??"[:size])
		}
		i += size
	}
	if first < 0 {
		return
	}
	c.report(
		first, problem.NotUTF8, "Här finns ett tecken som inte går att visa.",
		"Ta bort det, eller skriv om ordet från början.",
	)
	c.src = clean
}

func isControl(b byte) bool { return b < ' ' && b != '\n' && b != '\t' || b == 0x7F }

// sizeLimiter removes, and reports, paragraphs that would be too costly to parse. It runs before the other paragraph
// transformers, which make link definitions and tables, and again after them, for what is still a paragraph.
type sizeLimiter struct{ after bool }

// Transform implements parser.ParagraphTransformer.
func (l sizeLimiter) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	src := reader.Source()
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	large := stop-start > maxParagraph
	if !large && lines.Len() < 2 {
		return
	}
	var message, hint string
	switch {
	case !l.after && tooManyCells(src, lines):
		message, hint = "Tabellen har för många rutor.", "Dela upp den i flera mindre tabeller."
	case large && (l.after || src[start] == '['):
		message, hint = "Stycket är för långt.", "Dela upp det i flera stycken, med en tom rad mellan dem."
	default:
		return
	}
	converterOf(pc).report(start, problem.TooLarge, message, hint)
	n.Parent().RemoveChild(n.Parent(), n)
}

func tooManyCells(src []byte, lines *text.Segments) bool {
	columns := 0
	for i := range lines.Len() {
		line := lines.At(i)
		columns = max(columns, 1+bytes.Count(src[line.Start:line.Stop], []byte("|")))
	}
	return columns > 1 && columns*lines.Len() > maxCells
}
