package site

import (
	"html/template"
	"strconv"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.FundedProject]{
		presentation: presentation{
			label: "Projekt", alike: "Fler projekt på samma tema", style: "card", template: "project.html", found: 60,
			list: listWhole[*content.FundedProject]("Alla projekt"),
		},
		page:  (*builder).projectPage,
		shown: func(e *content.FundedProject) []*content.Entry { return entriesOf(e.PresentedAt) },
		item: func(_ *builder, e *content.FundedProject) item {
			return item{Meta: join(titles(e.Organizations), year(e.Year), kronor(e.Amount))}
		},
		choices: func(_ *builder, _ content.Kind, e *content.FundedProject, add func(facet int, value, title string)) {
			if e.Year != 0 {
				add(facetYear, strconv.Itoa(e.Year), strconv.Itoa(e.Year))
			}
		},
		order: asListed[*content.FundedProject],
		document: func(e *content.FundedProject, d *search.Document) {
			d.Facts, d.Text = join(titles(e.Organizations), year(e.Year)), []string{e.ForWhom, e.Result, title(e.Funder)}
		},
		about: (*builder).aboutProject,
	})
}

// projectPage is what project.html is executed with.
type projectPage struct {
	Common  *common
	Project *content.FundedProject
	// Organizations are rendered links.
	Organizations template.HTML
	// Presented lists the talks at which it was presented.
	Presented []section
}

func (b *builder) projectPage(c *common, e *content.FundedProject) (any, error) {
	presented, err := whole(b, "Presenterat på", e.PresentedAt)
	if err != nil {
		return nil, err
	}
	organizations, err := joined(b, "parts/fact-link.html", e.Organizations)
	return projectPage{c, e, organizations, presented}, err
}

// kronor writes an amount; nothing for one that is not known.
func kronor(amount int) string {
	if amount == 0 {
		return ""
	}
	return swedish.Kronor(int64(amount))
}

func (b *builder) aboutProject(h *head, p *content.FundedProject) []any {
	node := &organization{
		Type: "Project", Name: h.Title, Description: h.Description, URL: h.Canonical, Member: b.references(p.Organizations),
	}
	if p.Funder != nil {
		node.Funder = b.reference(&p.Funder.Entry)
	}
	if p.Amount > 0 {
		node.Funding = &grant{
			Type: "MonetaryGrant", Funder: node.Funder, Amount: &monetaryAmount{"MonetaryAmount", p.Amount, "SEK"},
		}
	}
	return []any{node}
}
