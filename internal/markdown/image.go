package markdown

import (
	"fmt"
	"strconv"

	"github.com/yuin/goldmark/ast"

	"so-in.se/psi/internal/problem"
)

// soleImage finds the picture in a paragraph that holds one with a title, and nothing else.
func soleImage(n ast.Node) (*ast.Image, bool) {
	image, ok := n.FirstChild().(*ast.Image)
	if !ok || len(image.Title) == 0 {
		return nil, false
	}
	return image, image.NextSibling() == nil
}

// figure writes a picture with its title as a caption.
func (c *converter) figure(n *ast.Image) {
	c.text("<figure>")
	c.image(n, false)
	c.text("<figcaption>")
	c.buf = appendTitle(c.buf, n.Title, c.labels.quote, true)
	c.text("</figcaption></figure>\n")
}

// image writes a picture. One that cannot be shown is its alternative text.
func (c *converter) image(n *ast.Image, title bool) {
	alt := c.textOf(n)
	if alt == "" {
		c.report(n.Pos(), problem.MissingAlt, "Bilden saknar beskrivning för den som inte ser den.",
			"Skriv vad bilden visar mellan hakparenteserna: ![Tre personer samtalar vid ett bord](../bilder/mote.jpg).")
	}
	if fileName().MatchString(alt) {
		c.report(n.Pos(), problem.WeakAlt, fmt.Sprintf("Bildens beskrivning, ”%s”, är ett filnamn eller säger inget "+
			"om bilden.", alt),
			"Skriv vad bilden visar, för den som inte ser den: ![Tre personer samtalar vid ett "+
				"bord](../bilder/mote.jpg).")
	}
	c.noNotesIn(n)
	img, ok := c.resolveImage(n.Destination, c.definition(n.Pos(), n.Reference))
	if !ok {
		c.buf = appendEscaped(c.buf, alt)
		return
	}
	c.text(`<img src="`)
	c.buf = appendURL(c.buf, img.URL)
	c.text(`" alt="`)
	c.buf = appendEscaped(c.buf, alt)
	c.text(`"`)
	if title && len(n.Title) > 0 {
		c.text(` title="`)
		c.buf = appendTitle(c.buf, n.Title, c.labels.quote, true)
		c.text(`"`)
	}
	if img.Width > 0 && img.Height > 0 {
		c.text(` width="`, strconv.Itoa(img.Width), `" height="`, strconv.Itoa(img.Height), `"`)
	}
	c.text(` loading="lazy" decoding="async">`)
}

func (c *converter) resolveImage(raw []byte, offset int) (Image, bool) {
	dest := decode(raw)
	scheme, ok := c.checkScheme(dest, offset)
	if !ok {
		return Image{}, false
	}
	if dest == "" || dest[0] == '#' || scheme != "" && scheme != "https" && scheme != "http" ||
		scheme != "" && !validWeb(dest) {
		c.report(
			offset, problem.MissingImage, "Bilden saknar adress.",
			"Skriv vägen till bildfilen inom parentesen: ![Beskrivning](../bilder/mote.jpg).",
		)
		return Image{}, false
	}
	if c.opt.Image == nil {
		return Image{URL: dest}, true
	}
	img, p := c.opt.Image(dest)
	if p != nil {
		c.reportWith(c.mendDestination(offset, raw, p.Fix.Text), offset, p.Kind, p.Message, p.Hint)
		return Image{}, false
	}
	return img, true
}
