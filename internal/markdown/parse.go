package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/problem"
)

// The parsers are shared by all calls: what belongs to one call is in its parser.Context, under converterKey. Looking
// for www. at every full stop costs a tenth of the time, so there is a parser for the texts that hold it.
var (
	markdownParser = newParser(addressParser{':', '@'})
	wwwParser      = newParser(addressParser{':', '@', '.'})
	converterKey   = parser.NewContextKey()
)

func converterOf(pc parser.Context) *converter { return pc.Get(converterKey).(*converter) }

// newParser puts goldmark's parts together. Typography, ids and footnote numbers are left to the writing, which is
// simpler and cheaper there; goldmark's own linkifier would be asked at every blank.
func newParser(addresses addressParser) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(headingParser{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headingParser{parser.NewATXHeadingParser()}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(noteParser{extension.NewFootnoteBlockParser()}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(addresses, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(sizeLimiter{}, 0),
			util.Prioritized(noticeMarker{}, 50),
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
			util.Prioritized(sizeLimiter{after: true}, 300),
		),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// headingParser takes an own id ({#egen}) off the end of a heading, before the rest is parsed as inline text.
// goldmark's attributes would also let in class, style and on… attributes.
type headingParser struct{ parser.BlockParser }

// ownID is the id that an editor gave a heading.
type ownID struct {
	id     string
	offset int
}

// Close implements parser.BlockParser.
func (h headingParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	h.BlockParser.Close(n, reader, pc)
	lines := n.Lines()
	if n.Parent() == nil || lines.Len() == 0 {
		return
	}
	i := lines.Len() - 1
	last := lines.At(i)
	line := bytes.TrimRight(reader.Source()[last.Start:last.Stop], " \t\n")
	open := bytes.LastIndex(line, []byte("{#"))
	if open < 0 || line[len(line)-1] != '}' || bytes.ContainsAny(line[open+2:], "{ \t") {
		return
	}
	n.SetAttributeString("id", ownID{string(line[open+2 : len(line)-1]), last.Start + open})
	rest := bytes.TrimRight(line[:open], " \t")
	if cut := bytes.TrimRight(rest, "#"); len(cut) == 0 || cut[len(cut)-1] == ' ' {
		rest = bytes.TrimRight(cut, " \t")
	}
	if len(rest) == 0 {
		lines.SetSliced(0, i)
		return
	}
	lines.Set(i, text.NewSegmentPadding(last.Start, last.Start+len(rest), last.Padding))
}

// linkParser is goldmark's link parser, which leaves what is no whole link as plain text without a word: linkParser
// remembers where each [ stands and reports what was surely meant as a link.
type linkParser struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (l linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	c := converterOf(pc)
	line, segment := block.PeekLine()
	switch {
	case line[0] == '[', line[0] == '!' && len(line) > 1 && line[1] == '[':
		c.brackets = append(c.brackets, segment.Start)
	case line[0] == ']' && len(c.brackets) > 0:
		open := c.brackets[len(c.brackets)-1]
		c.brackets = c.brackets[:len(c.brackets)-1]
		n := l.InlineParser.Parse(parent, block, pc)
		if n == nil {
			c.reportNoLink(open, segment.Start)
		}
		return n
	}
	return l.InlineParser.Parse(parent, block, pc)
}

// CloseBlock implements parser.CloseBlocker.
func (l linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	c := converterOf(pc)
	c.brackets = c.brackets[:0]
	l.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// destination returns the destination that was most likely meant by what follows the ( of a link.
func destination(rest []byte) string {
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	dest, _, closed := bytes.Cut(line, []byte(")"))
	dest = bytes.TrimSpace(dest)
	if uri, ok := address.Meant(string(dest)); ok {
		return uri
	}
	if !closed {
		dest, _, _ = bytes.Cut(dest, []byte(" "))
	}
	switch {
	case len(dest) == 0:
		return "../om/vision.md"
	case bytes.ContainsAny(dest, " ()"):
		return "<" + string(bytes.Trim(dest, "<>")) + ">"
	}
	return string(dest)
}

// reportNoLink looks at brackets that turned out to be no link: src[open] is the [ (or the ! of a picture), src[shut]
// the ].
func (c *converter) reportNoLink(open, shut int) {
	label := bytes.TrimPrefix(c.src[open:shut], []byte("!"))[1:]
	rest := c.src[shut+1:]
	switch {
	case len(label) > 1 && label[0] == '^':
		c.report(open, problem.BrokenLink, fmt.Sprintf("Fotnoten [%s] finns inte.", label),
			fmt.Sprintf("Skriv fotnotens text på en egen rad: [%s]: Text.", label))
	case len(rest) > 0 && rest[0] == '(':
		c.report(
			open, problem.BrokenLink, fmt.Sprintf("Länken [%s] är inte hel.", label),
			fmt.Sprintf("Skriv [%s](%s). Ska det inte vara en länk: skriv \\[.", label, destination(rest[1:])),
		)
	case len(rest) > 0 && rest[0] == '[':
		end := bytes.IndexAny(rest[1:], "[]\n") + 1
		if end == 0 || rest[end] != ']' {
			return
		}
		ref := rest[1:end]
		if end == 1 {
			ref = label
		}
		c.report(
			open, problem.BrokenLink, fmt.Sprintf("Länken [%s] hänvisar till [%s], som inte finns.", label, ref),
			fmt.Sprintf(
				"Skriv adressen på en egen rad: [%s]: https://www.exempel.se/. Ska det inte vara en länk: skriv \\[.",
				ref,
			),
		)
	}
}
