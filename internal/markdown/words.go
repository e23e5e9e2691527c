package markdown

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
)

// weakWords are words of links that do not say where they lead, to those who hear links read out of their text.
var weakWords = map[string]bool{
	"här": true, "klicka": true, "klicka här": true, "tryck här": true, "hit": true, "se här": true, "se": true,
	"läs mer": true, "läs mer här": true, "läs vidare": true, "mer": true, "mer information": true, "mer info": true,
	"länk": true, "länken": true, "denna länk": true, "den här länken": true, "denna sida": true,
	"den här sidan": true, "sidan": true, "webbsida": true, "hemsida": true, "hemsidan": true, "webbplats": true,
	"pdf": true, "ladda ner": true, "ladda ner här": true, "dokument": true, "dokumentet": true, "fil": true,
	"filen": true, "click here": true, "here": true, "read more": true, "link": true,
}

// checkWords wants the words of a link to say where it leads, and no others of the same words to lead elsewhere.
func (c *converter) checkWords(n *ast.Link, target Target) {
	words := strings.ToLower(c.textOf(n))
	if weakWords[strings.Trim(words, " .,:;!?»«>→…”’-–()")] {
		hint := "Skriv vad länken leder till: [Kumla kommun](../parter/kumla-kommun.md)."
		if target.Title != "" {
			hint = fmt.Sprintf("Skriv vad länken leder till: [%s](%s).", target.Title, decode(n.Destination))
		}
		c.report(n.Pos(), problem.WeakLink, fmt.Sprintf("Länktexten ”%s” säger inte vart länken leder.", c.textOf(n)),
			hint)
		return
	}
	before, again := c.linked[words]
	switch {
	case words == "":
	case !again:
		if c.linked == nil {
			c.linked = map[string]string{}
		}
		c.linked[words] = target.URL
	case before != target.URL:
		c.report(n.Pos(), problem.SameLinkText, fmt.Sprintf("Två länkar heter ”%s”, men leder till olika ställen.",
			c.textOf(n)),
			"Ge dem olika texter, så att man hör vart var och en leder.")
	}
}

// fileName matches descriptions of pictures that describe nothing.
var fileName = lazyregexp.New(
	`(?i)^\S*\.(?:jpe?g|png|gif|webp|svg|heic|tiff?)$|^(?:img|dsc|dscn|pxl|image|bild|bilden|foto|fotografi|photo|picture|` +
		`skärmbild|skärmavbild|skärmdump|screenshot|namnlös|logo|logga|logotyp)[ _-]?[\d_-]*$`)
