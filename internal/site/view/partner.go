package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

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
			Label: "Organisation", style: "link", template: "partner.html", found: 100,
			next: &Step{"Vill ni också vara med? Det kostar ingenting.", "Så går ni med", "/sa-kan-du-delta/"},
			list: (*Views).partnerSections, picture: (*Views).networkPicture,
		},
		page: func(_ *Views, c *Common, e *content.Partner) (any, error) {
			return partnerPage{c, e, sectorNames[e.Sector]}, nil
		},
		item: func(_ *Views, e *content.Partner) item { return item{Meta: partnerMeta(e)} },
		choices: func(_ *Views, _ content.Kind, _ Line, e *content.Partner, add AddChoice) {
			add(FacetSector, swedish.Slug(string(e.Sector)), sectorNames[e.Sector])
		},
		order: briefest[*content.Partner],
		document: func(e *content.Partner, d *search.Document) {
			d.Names, d.Facts = []string{e.Short}, model.JoinFacts(sectorNames[e.Sector], e.Place)
		},
		about: (*Views).aboutPartner,
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

// partnerSections lists parts by sector, and last the organisations that are mentioned only.
func (vs *Views) partnerSections(lines []Line) []Section {
	place := func(l Line) int {
		p, _ := l.Entry.(*content.Partner)
		if p.Membership == content.Mentioned {
			return len(content.Sectors())
		}
		return slices.Index(content.Sectors(), p.Sector)
	}
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(x, y Line) int { return cmp.Compare(place(x), place(y)) })
	return grouped(lines, groupOf(func(p *content.Partner) string {
		if p.Membership == content.Mentioned {
			return mentioned
		}
		return sectorNames[p.Sector]
	}))
}

// partnerMeta says in which years a part is named, and where it is.
func partnerMeta(p *content.Partner) string {
	years := make([]string, len(p.Named))
	for i, y := range p.Named {
		years[i] = strconv.Itoa(y)
	}
	return model.JoinFacts(p.Place, strings.Join(years, ", "))
}

// sectorTypes are the types of organisations of the sectors.
var sectorTypes = map[content.Sector]string{
	content.CivilSociety: "NGO", content.PublicSector: "GovernmentOrganization",
	content.Academia: "EducationalOrganization",
}

func (vs *Views) aboutPartner(h *render.Head, p *content.Partner) []any {
	node := &schemaorg.Organization{
		Type: cmp.Or(sectorTypes[p.Sector], "Organization"), ID: render.Identity(h.Canonical), Name: h.Title,
		AlternateName: p.Short,
		Description:   h.Description, URL: cmp.Or(p.Web, h.Canonical), MainEntityOfPage: h.Canonical, Email: p.Email,
		Address: p.Place,
	}
	if p.Membership == content.Part {
		node.MemberOf = vs.PSI()
	}
	return []any{node}
}
