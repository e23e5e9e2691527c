package view

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
)

func init() {
	show(view[*content.Concept]{
		presentation: presentation{
			Label: "Begrepp", style: "card", template: "concept.html", found: 10,
			list: listWhole("Alla begrepp"),
		},
		page:     func(_ *Views, c *Common, e *content.Concept) (any, error) { return conceptPage{c, e}, nil },
		item:     titleOnly[*content.Concept],
		order:    briefest[*content.Concept],
		document: func(e *content.Concept, d *search.Document) { d.Names = e.Also },
		about: func(vs *Views, h *render.Head, e *content.Concept) []any {
			list := vs.Model.List(content.KindConcept)
			return []any{&schemaorg.DefinedTerm{
				Type: "DefinedTerm", Name: h.Title, AlternateName: e.Also, Description: h.Description, URL: h.Canonical,
				InDefinedTermSet: schemaorg.Named{
					Type: "DefinedTermSet", Name: list.Title, URL: vs.Model.Base + list.Address,
				},
			}}
		},
	})
}

// conceptPage is what concept.html is executed with.
type conceptPage struct {
	Common  *Common
	Concept *content.Concept
}
