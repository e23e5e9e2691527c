package content

import (
	"cmp"

	"so-in.se/psi/internal/swedish"
)

// KindNewsletter is the kind of [Newsletter].
const KindNewsletter Kind = "nyhetsbrev"

// Newsletter is a numbered issue.
type Newsletter struct {
	Entry
	Year, Number int
	Date         swedish.Date // zero when not known
}

func init() {
	declare(declaration[Newsletter]{
		Spec: Spec{
			Kind: KindNewsletter, One: "ett nyhetsbrev", Many: "Nyhetsbrev", Order: 80,
			Help: "Ett numrerat nyhetsbrev.",
		},
		shape: shape[Newsletter]{fields: []field[Newsletter]{
			integer(Field{
				Key: "year", Label: "År", Help: "Året som brevet hör till.", Required: true, Example: "2027", Min: 1990,
				Max: 2200, Aliases: "år ar",
			}, func(n *Newsletter) *int { return &n.Year }),
			integer(Field{
				Key: "number", Label: "Nummer", Help: "Brevets nummer under året.", Required: true, Example: "1",
				Min: 1, Max: 99,
				Aliases: "nummer nr",
			}, func(n *Newsletter) *int { return &n.Number }),
			date(Field{
				Key: "date", Label: "Datum", Help: "Dagen då brevet skickades.", Example: "2027-05-10",
				Aliases: "datum publicerad published publishdate",
			}, func(n *Newsletter) *swedish.Date { return &n.Date }),
		}},
		compare: func(a, b *Newsletter) int {
			return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(b.Number, a.Number), compareTitles(a, b))
		},
	})
}
