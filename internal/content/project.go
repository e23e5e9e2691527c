package content

import "cmp"

// KindProject is the kind of [FundedProject].
const KindProject Kind = "projekt"

// ProjectStatus says how far a project has come.
type ProjectStatus string

// The states of a project.
const (
	Granted  ProjectStatus = "beviljat"
	Ongoing  ProjectStatus = "pågår"
	Finished ProjectStatus = "avslutat"
)

// FundedProject is a project that was granted money.
type FundedProject struct {
	Entry
	Organizations []*Partner
	Funder        *Funder
	// Year is 0, and Amount (in whole kronor) 0, when no source tells.
	Year, Amount int
	Status       ProjectStatus
	ForWhom      string
	Result       string
	PresentedAt  []*Samhallssamtal
	// LedTo is a larger project that grew out of this one.
	LedTo *FundedProject
}

func init() {
	declare(declaration[FundedProject]{
		Spec: Spec{
			Kind: KindProject, One: "ett projekt", Many: "Projekt", Order: 40, Help: "Ett projekt som har fått pengar.",
		},
		shape: shape[FundedProject]{fields: []field[FundedProject]{
			refs(Field{
				Key: "organizations", Label: "Organisationer", Help: "Parter som driver projektet.",
				Example: "[abf-orebro-lan]",
				Aliases: "organisationer organisation parter part",
			}, func(p *FundedProject) *[]*Partner { return &p.Organizations }),
			ref(Field{
				Key: "funder", Label: "Finansiär", Help: "Den som gav pengarna.", Example: "region-orebro-lan",
				Aliases: "finansiär finansiar",
			}, func(p *FundedProject) **Funder { return &p.Funder }),
			integer(Field{
				Key: "year", Label: "År", Help: "Året då pengarna beviljades.", Example: "2016", Min: 1990, Max: 2200,
				Aliases: "år ar",
			}, func(p *FundedProject) *int { return &p.Year }),
			sum(Field{
				Key: "amount", Label: "Belopp", Help: "Summan i hela kronor.", Example: "50000", Min: 1,
				Max:     1_000_000_000,
				Aliases: "belopp summa kronor",
			}, func(p *FundedProject) *int { return &p.Amount }),
			choice(Field{
				Key: "status", Label: "Läge", Help: "Hur långt projektet har kommit.", Example: "pågår",
				Aliases: "läge",
			}, []ProjectStatus{Granted, Ongoing, Finished}, func(p *FundedProject) *ProjectStatus { return &p.Status }),
			text(Field{
				Key: "for_whom", Label: "För vem", Help: "Dem som projektet är till för.",
				Example: "Unga som saknar arbete",
				Aliases: "för_vem for_vem målgrupp malgrupp",
			}, func(p *FundedProject) *string { return &p.ForWhom }),
			text(Field{
				Key: "result", Label: "Resultat", Help: "Vad projektet ledde till.",
				Example: "Tolv personer fick arbete.", Aliases: "resultat utfall",
			}, func(p *FundedProject) *string { return &p.Result }),
			refs(Field{
				Key: "presented_at", Label: "Presenterat på", Help: "Samhällssamtal där projektet har visats upp.",
				Example: "[tillit]",
			}, func(p *FundedProject) *[]*Samhallssamtal { return &p.PresentedAt }),
			ref(Field{
				Key: "led_to", Label: "Ledde till", Help: "Ett större projekt som växte fram ur det här.",
				Example: "starka-skateboard-i-lanet", Aliases: "ledde_till",
			}, func(p *FundedProject) **FundedProject { return &p.LedTo }),
		}},
		compare: func(a, b *FundedProject) int { return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b)) },
	})
}
