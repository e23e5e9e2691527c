package view

import (
	"fmt"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.News]{
		presentation: presentation{
			Label: "Nyhet", similar: "Fler nyheter på samma tema", style: "entry", template: "news.html", found: 120,
			Steps: []model.Crumb{
				{Title: "Läs nyhetsbreven", Address: "/nyhetsbrev/"},
				{Title: "Se aktiviteterna", Address: "/aktiviteter/"},
			},
			list: listGrouped(func(e *content.News) string { return fmt.Sprint(e.Date.Year) }),
		},
		page:     func(_ *Views, c *Common, e *content.News) (any, error) { return newsPage{c, dayOf(e.Date)}, nil },
		item:     func(_ *Views, e *content.News) item { return item{Day: e.Date} },
		year:     func(e *content.News) int { return e.Date.Year },
		order:    asListed[*content.News],
		document: func(e *content.News, d *search.Document) { d.Facts = swedish.ShortDate(e.Date) },
		about: func(vs *Views, h *render.Head, e *content.News) []any {
			return []any{vs.Article(h, "NewsArticle", &e.Entry, e.Date)}
		},
	})
}

// newsPage is what news.html is executed with.
type newsPage struct {
	Common *Common
	When   *date
}
