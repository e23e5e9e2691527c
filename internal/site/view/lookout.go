package view

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
)

func init() {
	show(view[*content.Lookout]{
		presentation: presentation{
			Label: "Omvärldsbevakning", similar: "Mer omvärldsbevakning på samma tema", style: "card",
			template: "lookout.html", found: 160,
			Steps: []model.Crumb{
				{Title: "Se projekten i länet", Address: "/projekt/"}, {Title: "Välj ett tema", Address: "/teman/"},
			},
			list: listWhole("Allt vi har sett"),
		},
		page: func(_ *Views, c *Common, e *content.Lookout) (any, error) {
			return lookoutPage{c, e, knownDay(e.Date)}, nil
		},
		item:     func(_ *Views, e *content.Lookout) item { return item{Meta: e.Place} },
		order:    asListed[*content.Lookout],
		document: func(e *content.Lookout, d *search.Document) { d.Facts = e.Place },
		about: func(vs *Views, h *render.Head, e *content.Lookout) []any {
			return []any{vs.Article(h, "Article", &e.Entry, e.Date)}
		},
	})
}

// lookoutPage is what lookout.html is executed with.
type lookoutPage struct {
	Common  *Common
	Lookout *content.Lookout
	When    *date
}
