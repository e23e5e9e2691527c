package view

import "so-in.se/psi/internal/content"

func init() {
	show(view[*content.Theme]{
		presentation: presentation{
			Label: "Tema", style: "card", template: "theme.html", found: 50,
			next: &Step{"Har ni en idé på temat? Prata med någon som kan.", "Få råd", "/radgivning/"},
			list: listWhole("Alla teman"), picture: (*Views).themesPicture,
		},
		page:     func(_ *Views, c *Common, _ *content.Theme) (any, error) { return entryPage{c}, nil },
		item:     titleOnly[*content.Theme],
		order:    briefest[*content.Theme],
		document: textOnly[*content.Theme],
		about:    noSchema[*content.Theme],
	})
}

// entryPage is what the template of a page is executed with that has nothing but what all have.
type entryPage struct{ Common *Common }
