package site

import (
	"cmp"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.Partner]{
		presentation: presentation{
			label: "Organisation", style: "link", template: "partner.html", found: 100,
			list: (*builder).listPartners, picture: (*builder).networkPicture,
		},
		page: func(_ *builder, c *common, e *content.Partner) (any, error) {
			return partnerPage{c, e, sectorNames[e.Sector]}, nil
		},
		item: func(_ *builder, e *content.Partner) item { return item{Meta: sectorNames[e.Sector]} },
		choices: func(_ *builder, _ content.Kind, e *content.Partner, add func(facet int, value, title string)) {
			add(facetSector, swedish.Slug(string(e.Sector)), sectorNames[e.Sector])
		},
		order: briefest[*content.Partner],
		document: func(e *content.Partner, d *search.Document) {
			d.Names, d.Facts = []string{e.Short}, join(sectorNames[e.Sector], e.Place)
		},
		about: (*builder).aboutPartner,
	})
}

// partnerPage is what partner.html is executed with.
type partnerPage struct {
	Common  *common
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
func (b *builder) listPartners(p *listPage, keep func(*content.Entry) bool) error {
	var parts, others []*content.Partner
	for _, p := range only(content.List[*content.Partner](b.content), keep) {
		if p.Membership == content.Mentioned {
			others = append(others, p)
		} else {
			parts = append(parts, p)
		}
	}
	sections, err := grouped(b, append(parts, others...), func(p *content.Partner) string {
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
	content.CivilSociety: "NGO", content.PublicSector: "GovernmentOrganization", content.Academia: "EducationalOrganization",
}

func (b *builder) aboutPartner(h *head, p *content.Partner) []any {
	node := &organization{
		Type: cmp.Or(sectorTypes[p.Sector], "Organization"), ID: identity(h.Canonical), Name: h.Title, AlternateName: p.Short,
		Description: h.Description, URL: cmp.Or(p.Web, h.Canonical), MainEntityOfPage: h.Canonical, Email: p.Email, Address: p.Place,
	}
	if p.Membership == content.Part {
		node.MemberOf = b.psi()
	}
	return []any{node}
}
