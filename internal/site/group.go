package site

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
)

func init() {
	show(view[*content.Group]{
		presentation: presentation{
			label: "Grupp", style: "card", template: "group.html", found: 110,
			list: listGrouped(func(e *content.Group) string {
				if e.Active {
					return "Arbetar nu"
				}
				return "Tidigare grupper"
			}),
		},
		page:  func(_ *builder, c *common, e *content.Group) (any, error) { return groupPage{c, e}, nil },
		item:  func(_ *builder, e *content.Group) item { return item{Meta: year(e.Year)} },
		order: asListed[*content.Group],
		document: func(e *content.Group, d *search.Document) {
			d.Facts = year(e.Year)
			for _, m := range e.Members {
				d.Text = append(d.Text, m.Name, m.Role, title(m.Organization))
			}
		},
		about: (*builder).aboutGroup,
	})
}

// groupPage is what group.html is executed with.
type groupPage struct {
	Common *common
	Group  *content.Group
}

func (b *builder) aboutGroup(h *head, g *content.Group) []any {
	node := &organization{
		Type: "Organization", ID: identity(h.Canonical), Name: h.Title, Description: h.Description, URL: h.Canonical, Email: g.Contact,
		ParentOrganization: b.psi(),
	}
	for _, m := range g.Members {
		if m.Organization != nil {
			node.Member = append(node.Member, *b.reference(&m.Organization.Entry))
		}
	}
	return []any{node}
}
