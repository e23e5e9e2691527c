package content

import "cmp"

// KindGroup is the kind of [Group].
const KindGroup Kind = "grupper"

// Group is a group at work for PSI, such as arbetsutskottet.
type Group struct {
	Entry
	// Year is the year that the particulars are from.
	Year    int
	Active  bool
	Contact string
	Members []Member
}

// Member is a place in a group, held by an organisation and perhaps a named person.
type Member struct {
	Name, Role   string
	Convenor     bool
	Organization *Partner
}

func init() {
	declare(declaration[Group]{
		Spec: Spec{
			Kind: KindGroup, One: "en grupp", Many: "Grupper", Order: 60,
			Help: "En grupp som arbetar för PSI, som arbetsutskottet.",
		},
		shape: shape[Group]{fields: []field[Group]{
			integer(Field{
				Key: "year", Label: "År", Help: "Året som uppgifterna gäller.", Example: "2023", Min: 1990, Max: 2200,
				Aliases: "år ar",
			}, func(g *Group) *int { return &g.Year }),
			boolean(Field{
				Key: "active", Label: "Arbetar nu", Help: "Om gruppen arbetar nu.", Default: "nej", Example: "ja",
				Aliases: "aktiv",
			}, func(g *Group) *bool { return &g.Active }),
			email(Field{
				Key: "contact", Label: "Kontakt", Help: "Gruppens e-postadress.", Example: "namn@exempel.se",
				Aliases: "e-post epost mejl mail e-mail email kontakt",
			}, func(g *Group) *string { return &g.Contact }),
			each(Field{
				Key: "members", Label: "Medlemmar", Help: "Organisationerna i gruppen, och de som företräder dem.",
				Aliases: "medlemmar",
			}, memberShape, func(g *Group) *[]Member { return &g.Members }),
		}},
		compare: func(a, b *Group) int { return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b)) },
	})
}

var memberShape = shape[Member]{fields: []field[Member]{
	text(Field{
		Key: "name", Label: "Namn", Help: "Förnamn och efternamn.", Example: "Förnamn Efternamn",
		Aliases: "namn person",
	}, func(m *Member) *string { return &m.Name }),
	text(Field{
		Key: "role", Label: "Roll", Help: "Uppgiften i gruppen.", Example: "ordförande", Aliases: "roll",
	}, func(m *Member) *string { return &m.Role }),
	ref(Field{
		Key: "organization", Label: "Organisation", Help: "Parten som har platsen.", Required: true,
		Example: "coompanion-malardalen",
		Aliases: "organisation part",
	}, func(m *Member) **Partner { return &m.Organization }),
	boolean(Field{
		Key: "convenor", Label: "Sammankallande", Help: "Om hen sammankallar gruppen.", Default: "nej", Example: "ja",
		Aliases: "sammankallande",
	}, func(m *Member) *bool { return &m.Convenor }),
}}
