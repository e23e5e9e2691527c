package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"so-in.se/psi/internal/problem"
)

// htmlBlock writes a block of HTML as code, and reports it.
func (c *converter) htmlBlock(n *ast.HTMLBlock) {
	if n.Lines().Len() > 0 {
		line := n.Lines().At(0)
		value := line.Value(c.src)
		c.reportHTML(n.Pos(), bytes.TrimLeft(value, " \t"))
	}
	c.text(`<pre tabindex="0"><code>`)
	c.rawLines(n)
	if n.HasClosure() {
		c.buf = appendEscaped(c.buf, n.ClosureLine.Value(c.src))
	}
	c.text("</code></pre>\n")
}

// rawHTML writes a tag in running text as it stands, and reports it.
func (c *converter) rawHTML(n *ast.RawHTML) {
	for i := range n.Segments.Len() {
		segment := n.Segments.At(i)
		if value := segment.Value(c.src); i == 0 {
			c.reportHTML(segment.Start, value)
		}
		c.buf = appendEscaped(c.buf, segment.Value(c.src))
	}
}

// reportHTML reports a tag or a comment. The end tag of an element whose start tag was reported is not reported again.
func (c *converter) reportHTML(offset int, tag []byte) {
	if bytes.HasPrefix(tag, []byte("<!--")) {
		c.report(
			offset, problem.RawHTML,
			"Kommentarer kan inte stå i texten, för den som tittar på sidans källkod skulle se dem.",
			"Skriv den i sidhuvudet, på en egen rad som börjar med #. Gäller den något som ska kompletteras: skriv "+
				"den under to_complete.",
		)
		return
	}
	end := 1
	for end < len(tag) && (isAlphanumeric(tag[end]) || tag[end] == '/' && end == 1) {
		end++
	}
	name, closing := strings.CutPrefix(strings.ToLower(string(tag[1:end])), "/")
	if closing && c.openTags[name] > 0 {
		c.openTags[name]--
		return
	}
	if !closing {
		if c.openTags == nil {
			c.openTags = make(map[string]int)
		}
		c.openTags[name]++
	}
	c.report(offset, problem.RawHTML, fmt.Sprintf("HTML kan inte användas i texten: ”%s>”.", tag[:end]), htmlHint(name))
}

// htmlHint tells how to write in Markdown what an element was meant for.
func htmlHint(name string) string {
	switch name {
	case "b", "strong":
		return "Skriv **fet text**."
	case "i", "em":
		return "Skriv *kursiv text*."
	case "s", "del", "strike":
		return "Skriv ~~överstruken text~~."
	case "br":
		return "Avsluta raden med \\ för att bryta den, eller lämna en tom rad för ett nytt stycke."
	case "p", "div", "center", "span", "font", "section":
		return "Lämna en tom rad mellan styckena. Utseendet bestäms av webbplatsen."
	case "a":
		return "Skriv [text](adress)."
	case "img", "figure", "picture":
		return "Skriv ![Beskrivning](../bilder/mote.jpg \"Bildtext\")."
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return "Skriv ## framför rubriken."
	case "ul", "ol", "li":
		return "Skriv - framför varje punkt, eller 1. i en numrerad lista."
	case "dl", "dt", "dd":
		return "Skriv ordet på en rad och förklaringen på nästa, efter : och ett mellanslag."
	case "table", "tr", "td", "th", "thead", "tbody":
		return "Skriv tabellen med lodstreck:\n| Namn | Ort |\n| --- | --- |\n| Anna | Kumla |"
	case "blockquote", "aside":
		return "Skriv > framför varje rad, och > [!VIKTIGT] på första raden för en ruta."
	case "code", "pre":
		return "Skriv `kod` mellan grava accenter."
	case "hr":
		return "Skriv --- på en egen rad."
	case "sup", "sub":
		return "Skriv tecknet direkt, till exempel ² eller ₂. En fotnot skrivs [^1]."
	}
	return "Skriv det i Markdown, eller ta bort det. Ska tecknet < synas: skriv \\<."
}
