package site

import (
	"fmt"
	"strconv"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.News]{
		presentation: presentation{
			label: "Nyhet", alike: "Fler nyheter på samma tema", style: "entry", template: "news.html", found: 120,
			steps: []crumb{{"Läs nyhetsbreven", "/nyhetsbrev/"}, {"Se aktiviteterna", "/aktiviteter/"}},
			list:  listGrouped(func(e *content.News) string { return fmt.Sprint(e.Date.Year) }),
		},
		page: func(_ *builder, c *common, e *content.News) (any, error) { return newsPage{c, dayOf(e.Date)}, nil },
		item: func(_ *builder, e *content.News) item { return item{Day: e.Date} },
		choices: func(_ *builder, _ content.Kind, e *content.News, add func(facet int, value, title string)) {
			add(facetYear, strconv.Itoa(e.Date.Year), strconv.Itoa(e.Date.Year))
		},
		order:    asListed[*content.News],
		document: func(e *content.News, d *search.Document) { d.Facts = swedish.ShortDate(e.Date) },
		about: func(b *builder, h *head, e *content.News) []any {
			return []any{b.article(h, "NewsArticle", &e.Entry, e.Date)}
		},
	})
}

// newsPage is what news.html is executed with.
type newsPage struct {
	Common *common
	When   *date
}
