package page

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
)

func init() {
	show(view[*content.Lookout]{
		presentation: presentation{
			label: "Omvärldsbevakning", similar: "Mer omvärldsbevakning på samma tema", style: "card",
			template: "lookout.html", found: 160,
			steps: []model.Crumb{
				{Title: "Se projekten i länet", Address: "/projekt/"}, {Title: "Välj ett tema", Address: "/teman/"},
			},
			list: listWhole[*content.Lookout]("Allt vi har sett"),
		},
		page: func(_ *Pages, c *Common, e *content.Lookout) (any, error) {
			return lookoutPage{c, e, knownDay(e.Date)}, nil
		},
		item:     func(_ *Pages, e *content.Lookout) item { return item{Meta: e.Place} },
		order:    asListed[*content.Lookout],
		document: func(e *content.Lookout, d *search.Document) { d.Facts = e.Place },
		about: func(ps *Pages, h *render.Head, e *content.Lookout) []any {
			return []any{ps.Article(h, "Article", &e.Entry, e.Date)}
		},
	})
}

// lookoutPage is what lookout.html is executed with.
type lookoutPage struct {
	Common  *Common
	Lookout *content.Lookout
	When    *date
}
