package view

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
)

func init() {
	show(view[*content.Group]{
		presentation: presentation{
			Label: "Grupp", style: "card", template: "group.html", found: 110,
			list: listGrouped(func(e *content.Group) string {
				if e.Active {
					return "Arbetar nu"
				}
				return "Tidigare grupper"
			}),
		},
		page:  func(_ *Views, c *Common, e *content.Group) (any, error) { return groupPage{c, e}, nil },
		item:  func(_ *Views, e *content.Group) item { return item{Meta: year(e.Year)} },
		order: asListed[*content.Group],
		document: func(e *content.Group, d *search.Document) {
			d.Facts = year(e.Year)
			for _, m := range e.Members {
				d.Text = append(d.Text, m.Name, m.Role, title(m.Organization))
			}
		},
		about: (*Views).aboutGroup,
	})
}

// groupPage is what group.html is executed with.
type groupPage struct {
	Common *Common
	Group  *content.Group
}

func (vs *Views) aboutGroup(h *render.Head, g *content.Group) []any {
	node := &schemaorg.Organization{
		Type: "Organization", ID: render.Identity(h.Canonical), Name: h.Title, Description: h.Description,
		URL: h.Canonical, Email: g.Contact,
		ParentOrganization: vs.PSI(),
	}
	for _, m := range g.Members {
		if m.Organization != nil {
			node.Member = append(node.Member, *vs.Reference(&m.Organization.Entry))
		}
	}
	return []any{node}
}
