package markdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
)

// meant finds what would be shown as it stands, or as something else, although more was meant by it: marks that
// Markdown does not take as such, those of other systems, text that has become a heading or code.
func (c *converter) meant(root ast.Node) {
	prose := proseOnly{c: c, marked: bytes.ContainsAny(c.src, "`~") || bytes.Contains(c.src, []byte("**"))}
	prose.walk(root)
	c.foreign(prose.src())
	c.invisible(prose.src())
}

// proseOnly goes through the blocks of a text, judges each, and blanks out code on the way.
type proseOnly struct {
	c      *converter
	blank  []byte // the source without code; nil while there is none
	marked bool   // it may hold code or loose marks in its lines
}

// src returns the source with blanks in place of code.
func (p *proseOnly) src() []byte {
	if p.blank == nil {
		return p.c.src
	}
	return p.blank
}

// without blanks out a part of the source.
func (p *proseOnly) without(s text.Segment) {
	if p.blank == nil {
		p.blank = bytes.Clone(p.c.src)
	}
	for i := s.Start; i < s.Stop; i++ {
		if p.blank[i] != '\n' {
			p.blank[i] = ' '
		}
	}
}

func (p *proseOnly) walk(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			p.loose(n)
			p.inlines(n)
		case *ast.Heading:
			p.c.underlined(n)
			p.inlines(n)
		case *ast.CodeBlock:
			p.lines(n)
			p.c.indented(n)
		case *ast.FencedCodeBlock:
			p.lines(n)
			p.c.fenced(n)
		case *ast.HTMLBlock:
			p.lines(n)
		case *extast.TableCell, *extast.DefinitionTerm:
			p.inlines(n)
		default:
			p.walk(n)
		}
	}
}

func (p *proseOnly) lines(n ast.Node) {
	for i := range n.Lines().Len() {
		p.without(n.Lines().At(i))
	}
}

// inlines looks at the text in a block: code is left out, and stars that are no emphasis are told.
func (p *proseOnly) inlines(block ast.Node) {
	if !p.marked {
		return
	}
	told := false
	_ = ast.Walk(block, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function never fails
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			for t := n.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					p.without(t.Segment)
				}
			}
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if at := looseMark(n.Segment.Value(p.c.src)); at >= 0 && !told {
				told = true // what is left of a paragraph's marks follows from the first
				p.c.looseEmphasis(n.Segment.Start + at)
			}
		}
		return ast.WalkContinue, nil
	})
}

// Lines that were meant as more than text.
var (
	tightHeading = lazyregexp.New(`^(#{2,6})[\x{a0}]*([^#\s].*)$|^(#)\x{a0}+(.*)$`)
	quoteFence   = lazyregexp.New(`^(?:'{3,}|´{3,}|’{3,})\w*$`)
	headerLine   = lazyregexp.New(`^[a-zåäö_]+:(?:\s|$)`)
)

// loose looks at the lines of a paragraph.
func (p *proseOnly) loose(n ast.Node) {
	c, segments := p.c, n.Lines()
	if !rule(n.PreviousSibling()) && !p.suspect(segments) {
		return
	}
	lines := make([]string, segments.Len())
	for i := range lines {
		s := segments.At(i)
		lines[i] = strings.TrimSpace(string(s.Value(c.src)))
	}
	if c.secondHeader(n, lines) {
		return
	}
	at := func(i int) int { return segments.At(i).Start }
	for i, line := range lines {
		if line == "" {
			continue
		}
		bare := strings.TrimLeftFunc(line, func(r rune) bool { return unseen(r) != "" || r == '\u00a0' })
		if bare != line && markup().MatchString(bare) {
			r, _ := utf8.DecodeRuneInString(line)
			p.without(segments.At(i)) // that which is not seen in it is told
			c.mend(at(i), c.lineEnd(at(i)), problem.LooseMarkup,
				fmt.Sprintf("Före ”%s” står ett tecken som inte syns, %s, och därför visas raden som den står.",
					strings.TrimSpace(markup().FindString(bare)), nameOf(r)),
				"Ta bort tecknet, så att raden blir:\n"+bare, bare)
			return
		}
		if m := tightHeading().FindStringSubmatch(line); m != nil {
			mended := strings.Repeat("#", max(2, len(m[1]))) + " " + strings.TrimSpace(m[2]+m[4])
			c.mend(at(i), c.lineEnd(at(i)), problem.LooseMarkup,
				"Raden visas med sina #-tecken, för efter dem saknas ett vanligt blanksteg.",
				"Skriv så här, med en tom rad före och efter:\n"+mended, mended)
			return
		}
		if quoteFence().MatchString(line) {
			c.report(at(i), problem.LooseMarkup, fmt.Sprintf("Tecknen %s börjar inget kodblock.", line),
				"Skriv tre grava accenter (```) på en egen rad före koden, och tre efter.")
			return
		}
	}
	for i := range len(lines) - 1 {
		s := segments.At(i)
		if line := bytes.TrimSuffix(s.Value(c.src), []byte("\n")); bytes.HasSuffix(line, []byte("  ")) ||
			bytes.HasSuffix(line, []byte(`\`)) {
			return // who breaks lines has seen to it that they do not run together
		}
	}
	if !c.looseList(lines, at) {
		c.looseTable(lines, at)
	}
}

// rule reports whether a node is a line of hyphens.
func rule(n ast.Node) bool { return n != nil && n.Kind() == ast.KindThematicBreak }

// suspect reports whether some line begins with what may be meant for a mark, or may be the row of a table. Nearly no
// line of running text is.
func (p *proseOnly) suspect(lines *text.Segments) bool {
	for i := range lines.Len() {
		s := lines.At(i)
		line := bytes.TrimLeft(p.c.src[s.Start:s.Stop], " ")
		if len(line) == 0 {
			continue
		}
		switch b := line[0]; {
		case b == '#', b == '-', b == '+', b == '*', b == '\'', '0' <= b && b <= '9', b >= utf8.RuneSelf && b != 0xC3,
			len(line) > 1 && line[1] == ')':
			return true
		}
		if bytes.IndexByte(line, '|') >= 0 || bytes.IndexByte(line, '\t') >= 0 {
			return true
		}
	}
	return false
}

// markup is how a line begins that is more than text.
var markup = lazyregexp.New("^(?:#{1,6}|[-+*>]|\\d{1,3}[.)]|\\|)(?:[ \\t\\x{a0}]|$)|^```")

// secondHeader tells of lines of a header that stand in the text between lines of hyphens. It reports whether it did.
func (c *converter) secondHeader(n ast.Node, lines []string) bool {
	if !rule(n.PreviousSibling()) || len(lines) == 0 {
		return false
	}
	for _, line := range lines {
		if !headerLine().MatchString(line) && !strings.HasPrefix(line, "- ") {
			return false
		}
	}
	if _, underlined := n.(*ast.Heading); !underlined && !rule(n.NextSibling()) {
		return false
	}
	c.report(n.Lines().At(0).Start, problem.SecondHeader, "Här står ett sidhuvud till, mitt i texten.",
		"Ett sidhuvud kan bara stå först i en fil. Ta bort det, eller lägg det och texten efter i en egen fil.")
	return true
}

// underlined tells of text that has become a heading by the line of hyphens or equal signs under it.
func (c *converter) underlined(n *ast.Heading) {
	segments := n.Lines()
	_, named := n.AttributeString("id")
	if segments.Len() == 0 || named || n.Level == 1 { // a heading of level one is told in any case
		return
	}
	first := segments.At(0).Start
	start := bytes.LastIndexByte(c.src[:first], '\n') + 1
	if bytes.Contains(c.src[start:first], []byte("#")) {
		return
	}
	lines := make([]string, segments.Len())
	for i := range lines {
		s := segments.At(i)
		lines[i] = strings.TrimSpace(string(s.Value(c.src)))
	}
	last := lines[len(lines)-1]
	if c.secondHeader(n, lines) || len(lines) == 1 && !strings.ContainsAny(last[len(last)-1:], ".,;:!?") {
		return
	}
	c.report(first, problem.TextAsHeading, "Texten visas som en rubrik, för raden under den har bara streck.",
		"Skriv en tom rad mellan texten och strecken. Ska det vara en rubrik: skriv ## framför den, på en rad.")
}

// indented tells of text that is shown as code since it begins with blanks.
func (c *converter) indented(n *ast.CodeBlock) {
	if n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	c.report(first.Start, problem.IndentedText, "Raden börjar med så många blanksteg att den visas som programkod.",
		"Ta bort blankstegen i början av raden. Är det programkod: skriv ``` på en egen rad före den och en efter.")
}

// fenced tells of a block of code that never ends.
func (c *converter) fenced(n *ast.FencedCodeBlock) {
	end := 0
	switch {
	case n.Lines().Len() > 0:
		end = n.Lines().At(n.Lines().Len() - 1).Stop
	case n.Info != nil:
		end = n.Info.Segment.Stop + 1
	default:
		return
	}
	rest := c.src[min(end, len(c.src)):]
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	fence := bytes.TrimLeft(line, " \t>")
	if bytes.HasPrefix(fence, []byte("```")) || bytes.HasPrefix(fence, []byte("~~~")) {
		return
	}
	c.report(max(n.Pos(), 0), problem.LooseMarkup,
		"Här börjar ett kodblock som aldrig slutar: allt efter visas som programkod.",
		"Skriv ``` på en egen rad där koden slutar, eller ta bort raden.")
}
