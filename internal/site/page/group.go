package page

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
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
		page:  func(_ *Pages, c *Common, e *content.Group) (any, error) { return groupPage{c, e}, nil },
		item:  func(_ *Pages, e *content.Group) item { return item{Meta: year(e.Year)} },
		order: asListed[*content.Group],
		document: func(e *content.Group, d *search.Document) {
			d.Facts = year(e.Year)
			for _, m := range e.Members {
				d.Text = append(d.Text, m.Name, m.Role, title(m.Organization))
			}
		},
		about: (*Pages).aboutGroup,
	})
}

// groupPage is what group.html is executed with.
type groupPage struct {
	Common *Common
	Group  *content.Group
}

func (ps *Pages) aboutGroup(h *render.Head, g *content.Group) []any {
	node := &schemaorg.Organization{
		Type: "Organization", ID: render.Identity(h.Canonical), Name: h.Title, Description: h.Description,
		URL: h.Canonical, Email: g.Contact,
		ParentOrganization: ps.PSI(),
	}
	for _, m := range g.Members {
		if m.Organization != nil {
			node.Member = append(node.Member, *ps.Reference(&m.Organization.Entry))
		}
	}
	return []any{node}
}
