package page

import (
	"cmp"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.Partner]{
		presentation: presentation{
			label: "Organisation", style: "link", template: "partner.html", found: 100,
			list: (*Pages).listPartners, picture: (*Pages).networkPicture,
		},
		page: func(_ *Pages, c *Common, e *content.Partner) (any, error) {
			return partnerPage{c, e, sectorNames[e.Sector]}, nil
		},
		item: func(_ *Pages, e *content.Partner) item { return item{Meta: sectorNames[e.Sector]} },
		choices: func(_ *Pages, _ content.Kind, e *content.Partner, add addChoice) {
			add(facetSector, swedish.Slug(string(e.Sector)), sectorNames[e.Sector])
		},
		order: briefest[*content.Partner],
		document: func(e *content.Partner, d *search.Document) {
			d.Names, d.Facts = []string{e.Short}, model.JoinFacts(sectorNames[e.Sector], e.Place)
		},
		about: (*Pages).aboutPartner,
	})
}

// partnerPage is what partner.html is executed with.
type partnerPage struct {
	Common  *Common
	Partner *content.Partner
	Sector  string
}

// sectorNames names the sectors for readers.
var sectorNames = map[content.Sector]string{
	content.CivilSociety: "Civilsamhälle och social ekonomi", content.PublicSector: "Offentlig verksamhet",
	content.Academia: "Akademi", content.Business: "Näringsliv",
}

// mentioned is the title of the section of organisations that are mentioned only.
const mentioned = "Omnämnda i PSI:s material"

// listPartners lists parts by letter, and last the organisations that are mentioned only.
func (ps *Pages) listPartners(p *listPage, keep func(*content.Entry) bool) error {
	var parts, others []*content.Partner
	for _, p := range only(content.List[*content.Partner](ps.Model.Content), keep) {
		if p.Membership == content.Mentioned {
			others = append(others, p)
		} else {
			parts = append(parts, p)
		}
	}
	sections, err := grouped(ps, append(parts, others...), func(p *content.Partner) string {
		if p.Membership == content.Mentioned {
			return mentioned
		}
		return swedish.Initial(p.Title)
	})
	at := slices.IndexFunc(sections, func(s section) bool { return s.Title == mentioned })
	if at < 0 {
		at = len(sections)
	}
	p.Letters, p.Sections = sections[:at], sections[at:]
	return err
}

// sectorTypes are the types of organisations of the sectors.
var sectorTypes = map[content.Sector]string{
	content.CivilSociety: "NGO", content.PublicSector: "GovernmentOrganization",
	content.Academia: "EducationalOrganization",
}

func (ps *Pages) aboutPartner(h *render.Head, p *content.Partner) []any {
	node := &schemaorg.Organization{
		Type: cmp.Or(sectorTypes[p.Sector], "Organization"), ID: render.Identity(h.Canonical), Name: h.Title,
		AlternateName: p.Short,
		Description:   h.Description, URL: cmp.Or(p.Web, h.Canonical), MainEntityOfPage: h.Canonical, Email: p.Email,
		Address: p.Place,
	}
	if p.Membership == content.Part {
		node.MemberOf = ps.PSI()
	}
	return []any{node}
}
