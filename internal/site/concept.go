package site

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
)

func init() {
	show(view[*content.Concept]{
		presentation: presentation{
			label: "Begrepp", style: "card", template: "concept.html", found: 10,
			list: func(b *builder, p *listPage, keep func(*content.Entry) bool) error {
				p.Concepts = only(content.List[*content.Concept](b.content), keep)
				return nil
			},
		},
		page:     func(_ *builder, c *common, e *content.Concept) (any, error) { return conceptPage{c, e}, nil },
		item:     titleOnly[*content.Concept],
		order:    briefest[*content.Concept],
		document: func(e *content.Concept, d *search.Document) { d.Names = e.Also },
		about: func(b *builder, h *head, e *content.Concept) []any {
			list := b.lists[content.KindConcept]
			return []any{&definedTerm{
				Type: "DefinedTerm", Name: h.Title, AlternateName: e.Also, Description: h.Description, URL: h.Canonical,
				InDefinedTermSet: named{Type: "DefinedTermSet", Name: list.Title, URL: b.base + list.Address},
			}}
		},
	})
}

// conceptPage is what concept.html is executed with.
type conceptPage struct {
	Common  *common
	Concept *content.Concept
}
