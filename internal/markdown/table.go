package markdown

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"so-in.se/psi/internal/problem"
)

// table writes a table in a box that scrolls sideways, also by keyboard. The box is a landmark, so its name is unique
// in the text.
func (c *converter) table(n *extast.Table) {
	c.tables++
	c.text(`<div class="table" role="region" tabindex="0" aria-label="Tabell `, strconv.Itoa(c.tables))
	if c.section != "" {
		c.text(": ")
		c.buf = appendEscaped(c.buf, c.section)
	}
	c.text("\"><table>\n")
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		switch row := child.(type) {
		case *extast.TableHeader:
			c.text("<thead>\n<tr>")
			c.cells(row.FirstChild(), true)
			c.text("</tr>\n</thead>\n")
			if row.NextSibling() != nil {
				c.text("<tbody>\n")
			}
		case *extast.TableRow:
			c.checkRow(row, len(n.Alignments))
			c.text("<tr>")
			c.cells(row.FirstChild(), false)
			c.text("</tr>\n")
			if row.NextSibling() == nil {
				c.text("</tbody>\n")
			}
		}
	}
	c.text("</table></div>\n")
}

// checkRow reports a row that has more cells than the table has columns, since the table leaves them out.
func (c *converter) checkRow(row *extast.TableRow, columns int) {
	line := c.src[row.Pos():]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	line = bytes.TrimSuffix(bytes.TrimPrefix(bytes.TrimSpace(line), []byte("|")), []byte("|"))
	if cells := 1 + bytes.Count(line, []byte("|")) - bytes.Count(line, []byte(`\|`)); cells > columns {
		c.report(
			row.Pos(), problem.BadValue, fmt.Sprintf("Raden har %d rutor, men tabellen har bara %d.", cells, columns),
			"Lägg till kolumner i tabellens två första rader. Ska tecknet | synas: skriv \\|.",
		)
	}
}

// cells writes a row. An empty cell at the head is no heading.
func (c *converter) cells(first ast.Node, head bool) {
	for n := first; n != nil; n = n.NextSibling() {
		cell, ok := n.(*extast.TableCell)
		if !ok {
			continue
		}
		tag := "td"
		c.text("<")
		if head && c.textOf(cell) != "" {
			tag = "th"
			c.text(`th scope="col"`)
		} else {
			c.text(tag)
		}
		if cell.Alignment == extast.AlignRight || cell.Alignment == extast.AlignCenter {
			c.text(` class="align-`, cell.Alignment.String(), `"`)
		}
		c.text(">")
		c.children(cell)
		c.text("</", tag, ">")
	}
}
