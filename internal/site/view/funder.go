package view

import (
	"cmp"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.Funder]{
		presentation: presentation{
			Label: "Finansiär", style: "card", template: "funder.html", found: 90,
			next: &Step{"Prata igenom idén innan ni söker.", "Få råd", "/radgivning/"},
			list: listWhole("Alla finansiärer"),
		},
		page: func(_ *Views, c *Common, e *content.Funder) (any, error) {
			return funderPage{c, e, levels(e.Levels)}, nil
		},
		item:     func(_ *Views, e *content.Funder) item { return item{Meta: levels(e.Levels)} },
		order:    briefest[*content.Funder],
		document: func(e *content.Funder, d *search.Document) { d.Facts = levels(e.Levels) },
		about: func(vs *Views, h *render.Head, e *content.Funder) []any {
			return []any{&schemaorg.Organization{
				Type: "Organization", ID: render.Identity(h.Canonical), Name: h.Title, Description: h.Description,
				URL: cmp.Or(e.Web, h.Canonical), MainEntityOfPage: h.Canonical,
			}}
		},
	})
}

// funderPage is what funder.html is executed with.
type funderPage struct {
	Common *Common
	Funder *content.Funder
	Levels string
}

// levels joins levels to a phrase.
func levels(list []content.Level) string {
	var names []string
	for _, l := range list {
		names = append(names, string(l))
	}
	return swedish.Capital(swedish.JoinAnd(names))
}
