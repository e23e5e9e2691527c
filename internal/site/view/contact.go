package view

import (
	"cmp"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.AdvisoryContact]{
		presentation: presentation{
			Label: "Rådgivning", style: "contact", template: "contact.html", found: 30,
			list: listWhole("Rådgivare"),
		},
		page:  func(_ *Views, c *Common, e *content.AdvisoryContact) (any, error) { return contactPage{c, e}, nil },
		item:  contactItem,
		order: asListed[*content.AdvisoryContact],
		document: func(e *content.AdvisoryContact, d *search.Document) {
			d.Facts, d.Text = model.JoinFacts(e.Person, e.Role, title(e.Organization)), e.HelpsWith
		},
		about: (*Views).aboutContact,
	})
}

// contactPage is what contact.html is executed with.
type contactPage struct {
	Common  *Common
	Contact *content.AdvisoryContact
}

// contactItem shows whom to ask, about what, and how.
func contactItem(_ *Views, c *content.AdvisoryContact) item {
	person := c.Person
	if person == c.Title {
		person = ""
	}
	return item{
		Meta: model.JoinFacts(person, c.Role, title(c.Organization)), Email: c.Email, Phone: c.Phone,
		HelpsWith: First(c.HelpsWith, helpShown),
	}
}

// helpShown is how much a list says of what a contact helps with.
const helpShown = 3

// aboutContact says how to reach who gives advice: a contact point of the organisation that the adviser works for.
func (vs *Views) aboutContact(h *render.Head, c *content.AdvisoryContact) []any {
	if c.Email == "" && c.Phone == "" {
		return nil
	}
	of := vs.PSI()
	if c.Organization != nil {
		of = vs.Reference(&c.Organization.Entry)
	}
	return []any{
		&schemaorg.Organization{
			Type: "Organization", ID: of.ID, Name: of.Name, URL: of.URL,
			ContactPoint: &schemaorg.ContactPoint{
				Type: "ContactPoint", Name: cmp.Or(c.Person, c.Title), ContactType: "Rådgivning",
				Description: strings.Join(c.HelpsWith, ", "), URL: h.Canonical, AvailableLanguage: "sv",
				Email: c.Email, Telephone: swedish.InternationalPhone(c.Phone),
			},
		},
	}
}
