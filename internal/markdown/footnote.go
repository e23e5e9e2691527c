package markdown

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"so-in.se/psi/internal/problem"
)

const (
	noteID    = "fotnot"       // fotnot-1 is the id of the first footnote
	noteRefID = "fotnotsref"   // fotnotsref-1 is the id of the first reference to it, fotnotsref-1-2 of the second
	arrow     = "\u21A9\uFE0E" // ↩, as a text character and no emoji
)

// noteSet holds the footnotes of a text. They are numbered in the order in which they are first referred to.
type noteSet struct {
	all    []*extast.Footnote
	number map[int]int // goldmark's index → position in used + 1
	used   []usedNote
}

type usedNote struct {
	node *extast.Footnote
	refs int
}

// noteParser is goldmark's parser of footnotes, kept from opening one inside another: goldmark would then lose both.
type noteParser struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, position := reader.Position()
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n == nil {
		return n, state
	}
	for outer := parent; outer != nil; outer = outer.Parent() {
		if outer.Kind() == extast.KindFootnote {
			reader.SetPosition(line, position)
			converterOf(pc).report(position.Start+max(pc.BlockOffset(), 0), problem.BrokenLink,
				"En fotnot kan inte stå inne i en annan fotnot.",
				"Skriv varje fotnot för sig, längst till vänster på en egen rad.")
			return nil, parser.NoChildren
		}
	}
	return n, state
}

func (c *converter) addNotes(list *extast.FootnoteList) {
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		if note, ok := n.(*extast.Footnote); ok {
			c.notes.all = append(c.notes.all, note)
		}
	}
}

// noteRef writes the number that refers to a footnote.
func (c *converter) noteRef(n *extast.FootnoteLink) {
	if c.inLink {
		c.reportNoteInLink(n)
		return
	}
	number := c.notes.numberOf(n.Index)
	used := &c.notes.used[number-1]
	used.refs++
	is := strconv.Itoa(number)
	c.text(
		`<sup id="`, refID(number, used.refs), `"><a href="#`, noteID, "-", is, `" role="doc-noteref" aria-label="`,
		c.labels.footnote, is, `">`, is, "</a></sup>",
	)
}

// numberOf returns the number of the footnote with one of goldmark's indices, a new one the first time.
func (s *noteSet) numberOf(index int) int {
	if number, ok := s.number[index]; ok {
		return number
	}
	if s.number == nil {
		s.number = make(map[int]int)
	}
	i := slices.IndexFunc(s.all, func(note *extast.Footnote) bool { return note.Index == index })
	s.used = append(s.used, usedNote{node: s.all[i]})
	s.number[index] = len(s.used)
	return len(s.used)
}

func refID(number, ref int) string {
	id := noteRefID + "-" + strconv.Itoa(number)
	if ref > 1 {
		id += "-" + strconv.Itoa(ref)
	}
	return id
}

func (c *converter) reportNoteInLink(n *extast.FootnoteLink) {
	c.report(
		n.Pos(), problem.BrokenLink, "En fotnot kan inte stå inne i en länk eller en bild.",
		"Flytta fotnoten till efter länken eller bilden.",
	)
}

// noNotesIn reports footnotes in the alternative text of a picture.
func (c *converter) noNotesIn(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if ref, ok := n.(*extast.FootnoteLink); ok {
			c.reportNoteInLink(ref)
		}
	}
}

// writeNotes writes the footnotes that were referred to, also from other footnotes, and reports the rest.
func (c *converter) writeNotes() {
	if len(c.notes.all) == 0 {
		return
	}
	if len(c.notes.used) > 0 {
		c.text(`<div class="footnotes" role="doc-endnotes" aria-label="`, c.labels.footnotes, "\">\n<ol>\n")
		for i := 0; i < len(c.notes.used); i++ {
			c.note(i + 1)
		}
		c.text("</ol>\n</div>\n")
	}
	used := make(map[*extast.Footnote]bool, len(c.notes.used))
	for _, n := range c.notes.used {
		used[n.node] = true
	}
	for _, n := range c.notes.all {
		if !used[n] {
			c.report(
				n.Pos(), problem.BrokenLink,
				fmt.Sprintf("Ingenting i texten hänvisar till fotnoten [^%s], eller så finns den två gånger.", n.Ref),
				fmt.Sprintf("Skriv [^%s] i texten där fotnoten hör hemma, eller ta bort den.", n.Ref),
			)
		}
	}
}

// note writes one footnote. The ways back to the text stand at the end of its last paragraph.
func (c *converter) note(number int) {
	n := c.notes.used[number-1].node
	c.text(`<li id="`, noteID, "-", strconv.Itoa(number), "\">\n")
	last := n.LastChild()
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if p, ok := child.(*ast.Paragraph); ok && child == last {
			if _, alone := soleImage(p); !alone {
				c.text("<p>")
				c.children(p)
				c.backLinks(number)
				c.text("</p>\n</li>\n")
				return
			}
		}
		c.block(child)
	}
	c.text("<p>")
	c.backLinks(number)
	c.text("</p>\n</li>\n")
}

func (c *converter) backLinks(number int) {
	for ref := range c.notes.used[number-1].refs {
		c.text(
			` <a href="#`, refID(number, ref+1), `" role="doc-backlink" aria-label="`, c.labels.backlink,
			strconv.Itoa(number),
		)
		if ref > 0 {
			c.text(c.labels.place, strconv.Itoa(ref+1))
		}
		c.text(`">`, arrow, "</a>")
	}
}
