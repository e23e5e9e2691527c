package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// frameIDs are the ids of the page around the text, and of the footnotes. No heading gets one of them, nor one that
// begins with it and a hyphen.
var frameIDs = []string{"innehall", "meny", "sok", "sidfot", noteID, noteRefID}

// ids are the ids in use; the number is the last one tried as a suffix.
type ids map[string]int

// add makes an id unique and takes it.
func (s ids) add(id string) string {
	last, taken := s[id]
	if !taken {
		s[id] = 1
		return id
	}
	for n := last + 1; ; n++ {
		candidate := id + "-" + strconv.Itoa(n)
		if _, taken := s[candidate]; !taken {
			s[id], s[candidate] = n, 1
			return candidate
		}
	}
}

// outline finds headings, link definitions and footnotes, wherever blocks may hold them.
func (c *converter) outline(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Heading:
			if c.headings == nil {
				c.headings = make(map[*ast.Heading]int)
			}
			c.headings[n] = len(c.doc.Headings)
			c.doc.Headings = append(c.doc.Headings, Heading{Level: n.Level, Text: c.textOf(n)})
			if own, ok := n.AttributeString("id"); ok {
				c.doc.Headings[c.headings[n]].ID = c.ownID(own.(ownID))
			}
		case *ast.LinkReferenceDefinition:
			c.define(n)
		case *extast.FootnoteList:
			c.addNotes(n)
			c.outline(n)
		case *ast.Blockquote, *ast.List, *ast.ListItem, *extast.Footnote,
			*extast.DefinitionList, *extast.DefinitionDescription:
			c.outline(n)
		}
	}
}

// define notes a link definition.
func (c *converter) define(n *ast.LinkReferenceDefinition) {
	if c.defs == nil {
		c.defs = make(map[string]int)
	}
	key := util.ToLinkReference(n.Label)
	if _, taken := c.defs[key]; taken {
		c.report(n.Pos(), problem.DuplicateID, fmt.Sprintf("Adressen till [%s] står redan på en annan rad.", n.Label),
			"Ta bort den ena raden, eller ge dem olika namn.")
		return
	}
	c.defs[key] = n.Pos()
}

// ownID checks and takes the id that an editor chose. It returns "" for an id that cannot be used.
func (c *converter) ownID(own ownID) string {
	if c.ids == nil {
		c.ids = make(ids)
	}
	_, taken := c.ids[own.id]
	switch {
	case own.id == "" || strings.Trim(own.id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != "":
		suggestion := swedish.Slug(own.id)
		if suggestion == "" {
			suggestion = "min-rubrik"
		}
		c.report(
			own.offset, problem.BadID,
			fmt.Sprintf("Rubrikens id ”%s” har andra tecken än a–z, 0–9, bindestreck och understreck.", own.id),
			fmt.Sprintf("Skriv till exempel {#%s}.", suggestion),
		)
	case reserved(own.id):
		c.report(own.offset, problem.BadID, fmt.Sprintf("Rubrikens id ”%s” används av sidan runt texten.", own.id),
			fmt.Sprintf("Skriv till exempel {#rubrik-%s}.", own.id))
	case taken:
		c.report(own.offset, problem.DuplicateID, fmt.Sprintf("Två rubriker har id:t ”%s”.", own.id),
			fmt.Sprintf("Ge dem olika id, till exempel {#%s-2}.", own.id))
	default:
		return c.ids.add(own.id)
	}
	return ""
}

func reserved(id string) bool {
	for _, frame := range frameIDs {
		if rest, found := strings.CutPrefix(id, frame); found && (rest == "" || rest[0] == '-') {
			return true
		}
	}
	return false
}

// nameHeadings gives an id to every heading that has none.
func (c *converter) nameHeadings() {
	if c.ids == nil && len(c.doc.Headings) > 0 {
		c.ids = make(ids, len(c.doc.Headings))
	}
	for i := range c.doc.Headings {
		h := &c.doc.Headings[i]
		if h.ID != "" {
			continue
		}
		id := swedish.Slug(h.Text)
		if id == "" {
			id = "rubrik"
		} else if reserved(id) {
			id = "rubrik-" + id
		}
		h.ID = c.ids.add(id)
	}
}

// heading writes a heading, which must be one level below the one before it at most.
func (c *converter) heading(n *ast.Heading) {
	i := c.headings[n]
	h := c.doc.Headings[i]
	previous := 1
	if i > 0 {
		previous = c.doc.Headings[i-1].Level
	}
	switch {
	case h.Level == 1:
		c.report(
			n.Pos(), problem.HeadingLevel,
			"Rubriker i texten börjar på nivå två: sidans titel är redan rubriken på nivå ett.",
			"Skriv ## i stället för #.",
		)
	case h.Level > previous+1:
		c.report(
			n.Pos(), problem.HeadingLevel, fmt.Sprintf("Rubriken hoppar från nivå %d till nivå %d.", previous, h.Level),
			fmt.Sprintf("Skriv %s framför rubriken.", strings.Repeat("#", previous+1)),
		)
	}
	if h.Text == "" {
		c.report(
			n.Pos(), problem.EmptyText, "Rubriken saknar text.", "Skriv rubriken efter #-tecknen, eller ta bort raden.",
		)
		return
	}
	level := strconv.Itoa(max(h.Level, 2))
	c.section = h.Text
	c.text("<h", level, ` id="`, h.ID, `">`)
	c.children(n)
	c.text("</h", level, ">\n")
}
