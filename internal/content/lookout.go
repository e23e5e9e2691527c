package content

import (
	"cmp"

	"so-in.se/psi/internal/swedish"
)

// KindLookout is the kind of [Lookout].
const KindLookout Kind = "bevakning"

// Lookout tells of a social innovation elsewhere (omvärldsbevakning).
type Lookout struct {
	Entry
	Web   string
	Place string
	Date  swedish.Date
}

func init() {
	declare(declaration[Lookout]{
		Spec: Spec{
			Kind: KindLookout, One: "en bevakning", Many: "Omvärldsbevakning", Order: 100,
			Help: "En social innovation på en annan plats.",
		},
		shape: shape[Lookout]{fields: []field[Lookout]{
			webAddress(Field{
				Key: "web", Label: "Webbplats", Help: "Sidan där man kan läsa mer.", Example: "https://www.exempel.se",
				Aliases: "webb webbplats hemsida länk url link website",
			}, func(k *Lookout) *string { return &k.Web }),
			text(Field{
				Key: "place", Label: "Plats", Help: "Orten eller landet.", Example: "Malmö",
				Aliases: "plats ort stad lokal location venue kommun adress",
			}, func(k *Lookout) *string { return &k.Place }),
			date(Field{
				Key: "date", Label: "Datum", Help: "Dagen då vi såg det.", Example: "2027-05-10",
				Aliases: "datum publicerad published publishdate",
			}, func(k *Lookout) *swedish.Date { return &k.Date }),
		}},
		compare: func(a, b *Lookout) int { return cmp.Or(b.Date.Compare(a.Date), compareTitles(a, b)) },
	})
}
