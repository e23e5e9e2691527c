package content

import (
	"cmp"
	"slices"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
)

// KindPage is the kind of [Page].
const KindPage Kind = ""

// startPage is the file of the start page.
const startPage = "index.md"

// checkStart remarks on a folder without a start page: psi makes one, but nobody has written what it says of the site.
func (l *loader) checkStart() {
	if slices.ContainsFunc(l.files, func(f *source) bool { return f.name == startPage }) {
		return
	}
	name := "Webbplatsens namn"
	if l.settings.Name != "" {
		name = l.settings.Name
	}
	l.problems.Add(problemAt(startPage, 0, 0, problem.NoStartPage,
		"Startsidan har ingen text: filen content/index.md finns inte.",
		"Lägg till den i content/ med en rubrik, och det som står först på sidan:\n---\n"+
			"title: "+frontmatter.Scalar(name)+"\nsummary: Skriv i en mening vad det här är.\n---"))
}

// Page is a text that belongs to no other kind: about PSI, contact, accessibility. The file index.md of a kind's folder
// is the page of that kind's list.
type Page struct {
	Entry
	Order int
	// Owner is who answers for the page: the name of a part or group, or any other name.
	Owner        string
	OwnerAddress string
	// Provider is who gives the service or support that the page is about; nil for a page that is about none.
	Provider *Partner
	// Empty is what the page of a list says when the list is empty.
	Empty string
	// Unlisted pages are for those who know their address: no list, no search and no search engine names them.
	Unlisted bool
	Timeline []Milestone

	ownerPos frontmatter.Pos
}

// Milestone is an entry of a timeline.
type Milestone struct{ When, Text string }

func init() {
	declare(declaration[Page]{
		Spec: Spec{
			Kind: KindPage, One: "en sida", Many: "Sidor", Order: 1000,
			Help: "En text som inte hör till något annat slag. Filen index.md i ett slags mapp är sidan med dess " +
				"lista.",
		},
		shape: shape[Page]{
			fields: []field[Page]{
				ref(Field{
					Key: "provider", Label: "Ges av",
					Help: "Parten som ger stödet eller tjänsten som sidan handlar om.", Example: "region-orebro-lan",
					Aliases: "ges_av leverantör utförare",
				}, func(p *Page) **Partner { return &p.Provider }),
				text(Field{
					Key: "owner", Label: "Ansvarig",
					Help:    "Den som svarar för sidan: id för en grupp eller part, eller ett namn.",
					Example: "arbetsutskottet", Aliases: "ägare ansvarig",
				}, func(p *Page) *string { return &p.Owner }),
				integer(Field{
					Key: "order", Label: "Ordning", Help: "Platsen bland sidorna i mappen; låga tal kommer först.",
					Example: "1",
					Aliases: "ordning weight",
				}, func(p *Page) *int { return &p.Order }),
				text(Field{
					Key: "empty", Label: "När listan är tom",
					Help:    "Vad listans sida säger när det inte finns något att lista.",
					Example: "Inga utlysningar är öppna just nu.",
				}, func(p *Page) *string { return &p.Empty }),
				boolean(Field{
					Key: "unlisted", Label: "Utanför listor",
					Help: "Sidan är för den som har adressen: den står inte i listor, sökning och webbkarta, och " +
						"sökmotorer visar den inte.",
					Default: "nej", Example: "ja", Aliases: "dold gömd hidden noindex olistad",
				}, func(p *Page) *bool { return &p.Unlisted }),
				choice(Field{
					Key: "lang", Label: "Språk", Help: "Språket som sidan är skriven på.", Default: "sv", Example: "en",
					Aliases: "språk language",
				}, []string{"sv", "en"}, func(p *Page) *string { return &p.Lang }),
				each(Field{
					Key: "timeline", Label: "Tidslinje", Help: "Händelser i tidsordning.", Aliases: "tidslinje",
				}, milestoneShape, func(p *Page) *[]Milestone { return &p.Timeline }),
			},
			check: func(d *decoder, p *Page) { p.ownerPos = d.Pos("owner") },
		},
		compare: func(a, b *Page) int { return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b)) },
		link:    linkOwner,
	})
}

var milestoneShape = shape[Milestone]{fields: []field[Milestone]{
	text(Field{
		Key: "when", Label: "När", Help: "Tiden, med ord.", Required: true, Example: "1 januari 2015",
		Aliases: "tid när år ar datum",
	}, func(m *Milestone) *string { return &m.When }),
	text(Field{
		Key: "text", Label: "Vad", Help: "Det som hände.", Required: true, Example: "PSI startar.",
		Aliases: "beskrivning description förklaring",
	}, func(m *Milestone) *string { return &m.Text }),
}}

// linkOwner gives a page the name and address of its owner, when that is a group or a part.
func linkOwner(l *linker, p *Page) {
	for _, kind := range []Kind{KindGroup, KindPartner} {
		owner := l.find(kind, p.Owner)
		if owner == nil {
			continue
		}
		e := owner.Common()
		if l.hidden(e) {
			l.draft(e, frontmatter.Ref{ID: p.Owner, Pos: p.ownerPos})
			return
		}
		p.Owner, p.OwnerAddress = e.Title, e.Address
		return
	}
}
