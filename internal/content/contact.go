package content

import "cmp"

// KindContact is the kind of [AdvisoryContact].
const KindContact Kind = "radgivning"

// AdvisoryContact is a person or team that gives advice.
type AdvisoryContact struct {
	Entry
	Person, Role string
	Organization *Partner
	Email, Phone string
	HelpsWith    []string
	// Order is the place among the contacts: those to ask first come first.
	Order int
}

func init() {
	declare(declaration[AdvisoryContact]{
		Spec: Spec{
			Kind: KindContact, One: "en rådgivare", Many: "Rådgivning", Order: 50,
			Help: "En person eller grupp som ger råd.",
		},
		shape: shape[AdvisoryContact]{fields: []field[AdvisoryContact]{
			text(Field{
				Key: "person", Label: "Person", Help: "Förnamn och efternamn.", Example: "Förnamn Efternamn",
				Aliases: "namn name",
			}, func(c *AdvisoryContact) *string { return &c.Person }),
			text(Field{
				Key: "role", Label: "Roll", Help: "Vad hen är i sin organisation.", Example: "verksamhetsledare",
				Aliases: "roll",
			}, func(c *AdvisoryContact) *string { return &c.Role }),
			ref(Field{
				Key: "organization", Label: "Organisation", Help: "Parten som rådgivaren arbetar för.",
				Example: "coompanion-malardalen",
				Aliases: "organisation part",
			}, func(c *AdvisoryContact) **Partner { return &c.Organization }),
			email(Field{
				Key: "email", Label: "E-post", Help: "E-postadress i arbetet.", Example: "namn@exempel.se",
				Aliases: "e-post epost mejl mail e-mail kontakt",
			}, func(c *AdvisoryContact) *string { return &c.Email }),
			phone(Field{
				Key: "phone", Label: "Telefon", Help: "Telefonnummer i arbetet, med riktnummer.",
				Example: "019-123 45 67", Aliases: "telefon tel mobil",
			}, func(c *AdvisoryContact) *string { return &c.Phone }),
			texts(Field{
				Key: "helps_with", Label: "Hjälper med", Help: "Det som man kan fråga om, i några ord var.",
				Example: "[starta förening, söka pengar]",
				Aliases: "hjälper_med hjalper_med",
			}, func(c *AdvisoryContact) *[]string { return &c.HelpsWith }),
			integer(Field{
				Key: "order", Label: "Ordning", Help: "Platsen i listan; låga tal kommer först.", Example: "1",
				Aliases: "ordning weight",
			}, func(c *AdvisoryContact) *int { return &c.Order }),
		}},
		compare: func(a, b *AdvisoryContact) int { return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b)) },
	})
}
