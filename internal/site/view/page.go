package view

import (
	"html/template"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
)

func init() {
	show(view[*content.Page]{
		presentation: presentation{style: "card", template: "page.html", found: 20},
		page:         (*Views).textPage,
		item:         titleOnly[*content.Page],
		order: func(all []*content.Page) []*content.Page {
			return briefest(slices.DeleteFunc(slices.Clone(all), func(p *content.Page) bool { return p.Unlisted }))
		},
		document: func(e *content.Page, d *search.Document) {
			for _, m := range e.Timeline {
				d.Text = append(d.Text, m.When, m.Text)
			}
		},
		about: func(vs *Views, h *render.Head, e *content.Page) []any {
			if e.Provider == nil {
				return nil
			}
			return []any{vs.service(h, e.Provider)}
		},
	})
}

// mostNearby is how many pages of a folder each names beside its text. Where there are more, the folder's first page
// lists them.
const mostNearby = 12

// textPage is what page.html is executed with.
type textPage struct {
	Common *Common
	Page   *content.Page
	// Below lists the pages of the folder whose first page this is.
	Below []template.HTML
}

func (vs *Views) textPage(c *Common, p *content.Page) (any, error) {
	c.Owner, c.OwnerAddress = p.Owner, p.OwnerAddress
	if folder := vs.Model.PageAt(model.Parent(p.Address)); folder != nil && folder.Address != "/" {
		for _, beside := range vs.Model.Below(folder) {
			if beside != p {
				c.Nearby = append(c.Nearby, model.Crumb{Title: beside.Title, Address: beside.Address})
			}
		}
		if len(c.Nearby) > mostNearby {
			c.Nearby = nil
		}
	}
	below, err := Items(vs, vs.Model.Below(p))
	return textPage{c, p, below}, err
}

// service says of a service or support, such as money that one can apply for all year round, who gives it.
func (vs *Views) service(h *render.Head, provider *content.Partner) any {
	node := &schemaorg.Service{
		Type: "Service", Name: h.Title, Description: h.Description, URL: h.Canonical,
		Provider: vs.Reference(&provider.Entry),
	}
	if provider.Sector == content.PublicSector {
		node.Type = "GovernmentService"
	}
	return node
}
