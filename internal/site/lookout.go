package site

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
)

func init() {
	show(view[*content.Lookout]{
		presentation: presentation{
			label: "Omvärldsbevakning", alike: "Mer omvärldsbevakning på samma tema", style: "card", template: "lookout.html", found: 160,
			steps: []crumb{{"Se projekten i länet", "/projekt/"}, {"Välj ett tema", "/teman/"}},
			list:  listWhole[*content.Lookout]("Allt vi har sett"),
		},
		page: func(_ *builder, c *common, e *content.Lookout) (any, error) {
			return lookoutPage{c, e, knownDay(e.Date)}, nil
		},
		item:     func(_ *builder, e *content.Lookout) item { return item{Meta: e.Place} },
		order:    asListed[*content.Lookout],
		document: func(e *content.Lookout, d *search.Document) { d.Facts = e.Place },
		about: func(b *builder, h *head, e *content.Lookout) []any {
			return []any{b.article(h, "Article", &e.Entry, e.Date)}
		},
	})
}

// lookoutPage is what lookout.html is executed with.
type lookoutPage struct {
	Common  *common
	Lookout *content.Lookout
	When    *date
}
