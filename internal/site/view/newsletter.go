package view

import (
	"fmt"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.Newsletter]{
		presentation: presentation{
			Label: "Nyhetsbrev", style: "entry", template: "news.html", found: 130,
			list: listWhole("Alla nyhetsbrev"),
		},
		page: func(_ *Views, c *Common, e *content.Newsletter) (any, error) {
			return newsPage{c, knownDay(e.Date)}, nil
		},
		item:     func(_ *Views, e *content.Newsletter) item { return item{Meta: issue(e)} },
		order:    asListed[*content.Newsletter],
		document: func(e *content.Newsletter, d *search.Document) { d.Facts = issue(e) },
		about: func(vs *Views, h *render.Head, e *content.Newsletter) []any {
			return []any{vs.Article(h, "Article", &e.Entry, e.Date)}
		},
	})
}

// issue says which newsletter it is, as far as its title does not, and when it came.
func issue(e *content.Newsletter) string {
	var number, day string
	if n := fmt.Sprintf("%d:%d", e.Year, e.Number); !strings.Contains(e.Title, n) {
		number = "Nummer " + n
	}
	if !e.Date.IsZero() {
		day = swedish.ShortDate(e.Date)
	}
	return model.JoinFacts(number, day)
}
