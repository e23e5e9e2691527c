package content

import "cmp"

// KindSource is the kind of [Source].
const KindSource Kind = "kallor"

// Source is a document that the content builds on.
type Source struct {
	Entry
	Year      int
	Publisher *Partner
	Web       string
}

func init() {
	declare(declaration[Source]{
		Spec: Spec{
			Kind: KindSource, One: "en källa", Many: "Källor", Order: 160,
			Help: "Ett dokument som innehållet bygger på.",
		},
		shape: shape[Source]{fields: []field[Source]{
			integer(Field{
				Key: "year", Label: "År", Help: "Året då dokumentet gavs ut.", Required: true, Example: "2023",
				Min: 1900, Max: 2200, Aliases: "år ar",
			}, func(s *Source) *int { return &s.Year }),
			ref(Field{
				Key: "publisher", Label: "Utgivare", Help: "Parten som gav ut dokumentet.",
				Example: "region-orebro-lan", Aliases: "utgivare",
			}, func(s *Source) **Partner { return &s.Publisher }),
			webAddress(Field{
				Key: "web", Label: "Webbadress", Help: "Sidan där dokumentet finns.",
				Example: "https://www.exempel.se/plan.pdf",
				Aliases: "webb webbplats hemsida länk url link website",
			}, func(s *Source) *string { return &s.Web }),
		}},
		compare: func(a, b *Source) int { return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b)) },
	})
}
