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
		page: func(vs *Views, c *Common, e *content.AdvisoryContact) (any, error) {
			return contactPage{c, e, vs.others(e)}, nil
		},
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
	// Others are whom to ask where the contact has no address of its own.
	Others []reach
}

// reach is a way to somebody: a person's e-mail address or telephone number, or an organisation's website.
type reach struct{ Name, Email, Phone, Web string }

// others returns whom to ask instead of a contact that has neither e-mail address nor telephone number: the people of
// its organisation, else the organisation itself, else the network. It is nil for a contact that can be reached.
func (vs *Views) others(c *content.AdvisoryContact) []reach {
	if c.Email != "" || c.Phone != "" {
		return nil
	}
	var list []reach
	for _, other := range content.List[*content.AdvisoryContact](vs.Model.Content) {
		if other.Organization != nil && other.Organization == c.Organization && other.Email+other.Phone != "" {
			list = append(list, reach{cmp.Or(other.Person, other.Title), other.Email, other.Phone, ""})
		}
	}
	if of := c.Organization; of != nil && of.Web+of.Email != "" {
		list = append(list, reach{of.Title, of.Email, "", of.Web})
	}
	if list == nil {
		s := &vs.Model.Content.Settings
		list = []reach{{s.ShortName, s.Email, s.Phone, ""}}
	}
	return list
}

// contactItem shows whom to ask, about what, and how.
func contactItem(vs *Views, c *content.AdvisoryContact) item {
	person := c.Person
	if person == c.Title {
		person = ""
	}
	return item{
		Meta: model.JoinFacts(person, c.Role, title(c.Organization)), Email: c.Email, Phone: c.Phone,
		HelpsWith: First(c.HelpsWith, helpShown), Others: vs.others(c),
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
