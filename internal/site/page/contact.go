package page

import (
	"cmp"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
)

func init() {
	show(view[*content.AdvisoryContact]{
		presentation: presentation{
			label: "Rådgivning", style: "contact", template: "contact.html", found: 30,
			list: listWhole[*content.AdvisoryContact]("Rådgivare"),
		},
		page:  func(_ *Pages, c *Common, e *content.AdvisoryContact) (any, error) { return contactPage{c, e}, nil },
		item:  contactItem,
		order: asListed[*content.AdvisoryContact],
		document: func(e *content.AdvisoryContact, d *search.Document) {
			d.Facts, d.Text = model.JoinFacts(e.Person, e.Role, title(e.Organization)), e.HelpsWith
		},
		about: (*Pages).aboutContact,
	})
}

// contactPage is what contact.html is executed with.
type contactPage struct {
	Common  *Common
	Contact *content.AdvisoryContact
}

// contactItem shows whom to ask, about what, and how.
func contactItem(_ *Pages, c *content.AdvisoryContact) item {
	person := c.Person
	if person == c.Title {
		person = ""
	}
	return item{
		Meta: model.JoinFacts(person, c.Role, title(c.Organization)), Email: c.Email, Phone: c.Phone,
		HelpsWith: first(c.HelpsWith, helpShown),
	}
}

// helpShown is how much a list says of what a contact helps with.
const helpShown = 3

// aboutContact says how to reach who gives advice: a contact point of the organisation that the adviser works for.
func (ps *Pages) aboutContact(h *render.Head, c *content.AdvisoryContact) []any {
	if c.Email == "" && c.Phone == "" {
		return nil
	}
	of := ps.PSI()
	if c.Organization != nil {
		of = ps.Reference(&c.Organization.Entry)
	}
	return []any{
		&schemaorg.Organization{
			Type: "Organization", ID: of.ID, Name: of.Name, URL: of.URL,
			ContactPoint: &schemaorg.ContactPoint{
				Type: "ContactPoint", Name: cmp.Or(c.Person, c.Title), ContactType: "Rådgivning",
				Description: strings.Join(c.HelpsWith, ", "),
				Email:       c.Email, Telephone: international(c.Phone), URL: h.Canonical, AvailableLanguage: "sv",
			},
		},
	}
}
