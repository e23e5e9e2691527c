package view

import "so-in.se/psi/internal/content"

func init() {
	show(view[*content.Area]{
		presentation: presentation{
			Label: "Område i den regionala utvecklingsstrategin", style: "card", template: "theme.html", found: 150,
			list: listWhole("Alla områden"),
		},
		page:     func(_ *Views, c *Common, _ *content.Area) (any, error) { return entryPage{c}, nil },
		item:     titleOnly[*content.Area],
		order:    asListed[*content.Area],
		document: textOnly[*content.Area],
		about:    noSchema[*content.Area],
	})
}
