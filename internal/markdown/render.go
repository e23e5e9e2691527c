package markdown

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// text appends finished HTML.
func (c *converter) text(parts ...string) {
	for _, s := range parts {
		c.buf = append(c.buf, s...)
	}
}

func (c *converter) children(parent ast.Node) {
	if c.depth++; c.depth > maxDepth {
		if !c.tooDeep {
			c.tooDeep = true
			c.report(
				max(parent.Pos(), 0), problem.TooLarge,
				"Här ligger för många listor, citat eller betoningar inne i varandra.",
				"Gör texten enklare: högst några få nivåer.",
			)
		}
		c.depth--
		return
	}
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Type() == ast.TypeInline {
			c.inline(n)
		} else {
			c.block(n)
		}
	}
	c.depth--
}

// wrap writes a node's children between two pieces of HTML.
func (c *converter) wrap(before string, n ast.Node, after string) {
	c.text(before)
	c.children(n)
	c.text(after)
}

func (c *converter) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		c.paragraph(n)
	case *ast.TextBlock:
		if image, ok := soleImage(n); ok {
			c.figure(image)
			return
		}
		c.children(n)
		if n.NextSibling() != nil {
			c.text("\n")
		}
	case *ast.Heading:
		c.heading(n)
	case *ast.List:
		c.list(n)
	case *ast.ListItem:
		c.listItem(n)
	case *ast.Blockquote:
		c.quote(n)
	case *ast.CodeBlock:
		c.code("", n)
	case *ast.FencedCodeBlock:
		c.code(string(n.Language(c.src)), n)
	case *ast.ThematicBreak:
		c.text("<hr>\n")
	case *ast.HTMLBlock:
		c.htmlBlock(n)
	case *ast.LinkReferenceDefinition:
		c.checkScheme(decode(n.Destination), n.Pos())
	case *extast.Table:
		c.table(n)
	case *extast.DefinitionList:
		c.wrap("<dl>\n", n, "</dl>\n")
	case *extast.DefinitionTerm:
		c.wrap("<dt>", n, "</dt>\n")
	case *extast.DefinitionDescription:
		c.wrap("<dd>", n, "</dd>\n")
	case *extast.FootnoteList: // written by writeNotes
	}
}

func (c *converter) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		c.plainText(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			c.wrap("<strong>", n, "</strong>")
		} else {
			c.wrap("<em>", n, "</em>")
		}
	case *ast.CodeSpan:
		c.codeSpan(n)
	case *ast.Link:
		c.link(n)
	case *ast.AutoLink:
		c.autoLink(n)
	case *ast.Image:
		c.image(n, true)
	case *ast.RawHTML:
		c.rawHTML(n)
	case *extast.Strikethrough:
		c.wrap("<del>", n, "</del>")
	case *extast.TaskCheckBox:
		if n.IsChecked {
			c.text(`<input type="checkbox" checked disabled aria-label="`, c.labels.done, `"> `)
		} else {
			c.text(`<input type="checkbox" disabled aria-label="`, c.labels.notDone, `"> `)
		}
	case *extast.FootnoteLink:
		c.noteRef(n)
	}
}

func (c *converter) paragraph(n *ast.Paragraph) {
	if image, ok := soleImage(n); ok {
		c.figure(image)
		return
	}
	if c.doc.Text == "" && n.Parent().Kind() == ast.KindDocument &&
		(n.ChildCount() > 1 || n.FirstChild().Kind() != ast.KindImage) {
		c.doc.Text = summary(c.textOf(n))
	}
	c.wrap("<p>", n, "</p>\n")
}

func (c *converter) list(n *ast.List) {
	if !n.IsOrdered() {
		c.wrap("<ul>\n", n, "</ul>\n")
		return
	}
	if n.Start == 1 {
		c.wrap("<ol>\n", n, "</ol>\n")
		return
	}
	c.wrap(`<ol start="`+strconv.Itoa(n.Start)+"\">\n", n, "</ol>\n")
}

func (c *converter) listItem(n *ast.ListItem) {
	open := "<li>"
	if first := n.FirstChild(); first != nil && first.FirstChild() != nil &&
		first.FirstChild().Kind() == extast.KindTaskCheckBox {
		open = `<li class="task">`
	}
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		open += "\n"
	}
	c.wrap(open, n, "</li>\n")
}

// code writes a block of code, which can be scrolled with the keyboard.
func (c *converter) code(language string, n ast.Node) {
	c.text(`<pre tabindex="0"><code`)
	if language != "" {
		c.text(` class="language-`)
		c.buf = appendEscaped(c.buf, language)
		c.text(`"`)
	}
	c.text(">")
	c.rawLines(n)
	c.text("</code></pre>\n")
}

func (c *converter) rawLines(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		segment := lines.At(i)
		c.buf = appendEscaped(c.buf, segment.Value(c.src))
	}
}

func (c *converter) codeSpan(n *ast.CodeSpan) {
	c.text("<code>")
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		if t, ok := child.(*ast.Text); ok {
			start := len(c.buf)
			c.buf = appendEscaped(c.buf, t.Segment.Value(c.src))
			if bytes.HasSuffix(c.buf[start:], []byte("\n")) {
				c.buf[len(c.buf)-1] = ' '
			}
		}
	}
	c.text("</code>")
}

func (c *converter) plainText(n *ast.Text) {
	value := n.Segment.Value(c.src)
	if n.IsRaw() {
		c.buf = appendEscaped(c.buf, value)
	} else {
		c.buf = c.appendPhones(c.buf, value)
		for _, w := range c.opt.Words.In(string(value)) {
			at := n.Segment.Start + w.Offset
			c.mend(at, at+len(w.Written), problem.HouseWord, w.Message(), w.Hint(), w.Write)
		}
		for _, w := range swedish.WrongWeekdays(string(value), c.opt.Day) {
			c.report(n.Segment.Start+w.Offset, problem.WrongWeekday, w.Message(), w.Hint())
		}
	}
	switch {
	case n.HardLineBreak():
		c.text("<br>\n")
	case n.SoftLineBreak():
		c.text("\n")
	}
}
