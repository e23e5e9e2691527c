package view

import (
	"html/template"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.FundedProject]{
		presentation: presentation{
			Label: "Projekt", similar: "Fler projekt på samma tema", style: "card", template: "project.html", found: 60,
			next: &Step{"Har ni en egen idé? Prata med någon som kan.", "Få råd", "/radgivning/"},
			list: listWhole("Alla projekt"),
		},
		page:  (*Views).projectPage,
		shown: func(e *content.FundedProject) []*content.Entry { return entriesOf(e.PresentedAt) },
		item: func(_ *Views, e *content.FundedProject) item {
			return item{Meta: model.JoinFacts(titles(e.Organizations), year(e.Year), kronor(e.Amount))}
		},
		year:  func(e *content.FundedProject) int { return e.Year },
		order: asListed[*content.FundedProject],
		document: func(e *content.FundedProject, d *search.Document) {
			d.Facts = model.JoinFacts(titles(e.Organizations), year(e.Year))
			d.Text = []string{e.ForWhom, e.Result, title(e.Funder)}
		},
		about: (*Views).aboutProject,
	})
}

// projectPage is what project.html is executed with.
type projectPage struct {
	Common  *Common
	Project *content.FundedProject
	// Organizations are rendered links.
	Organizations template.HTML
	// Story draws how it grew; empty when that is not known.
	Story template.HTML
	// Presented lists the talks at which it was presented.
	Presented []Section
}

func (vs *Views) projectPage(c *Common, e *content.FundedProject) (any, error) {
	presented, err := whole(vs, "Presenterat på", e.PresentedAt)
	if err != nil {
		return nil, err
	}
	organizations, err := render.Joined(vs.Renderer, "parts/fact-link.html", e.Organizations)
	if err != nil {
		return nil, err
	}
	story, err := vs.StoryPicture(e)
	return projectPage{c, e, organizations, story, presented}, err
}

// kronor writes an amount; nothing for one that is not known.
func kronor(amount int) string {
	if amount == 0 {
		return ""
	}
	return swedish.Kronor(int64(amount))
}

func (vs *Views) aboutProject(h *render.Head, p *content.FundedProject) []any {
	node := &schemaorg.Organization{
		Type: "Project", Name: h.Title, Description: h.Description, URL: h.Canonical,
		Member: vs.References(p.Organizations),
	}
	if p.Funder != nil {
		node.Funder = vs.Reference(&p.Funder.Entry)
	}
	if p.Amount > 0 {
		node.Funding = &schemaorg.Grant{
			Type: "MonetaryGrant", Funder: node.Funder,
			Amount: &schemaorg.MonetaryAmount{Type: "MonetaryAmount", Value: p.Amount, Currency: "SEK"},
		}
	}
	return []any{node}
}
