package content

import (
	"cmp"

	"so-in.se/psi/internal/swedish"
)

// KindNews is the kind of [News].
const KindNews Kind = "nyheter"

// News is a notice. Lists have the newest first.
type News struct {
	Entry
	Date swedish.Date
}

func init() {
	declare(declaration[News]{
		Spec: Spec{
			Kind: KindNews, One: "en nyhet", Many: "Nyheter", Order: 70,
			Help: "En kort text om något som har hänt.",
		},
		shape: shape[News]{fields: []field[News]{
			date(Field{
				Key: "date", Label: "Datum", Help: "Dagen då nyheten publiceras.", Required: true,
				Example: "2027-05-10",
				Aliases: "datum publicerad published publishdate",
			}, func(n *News) *swedish.Date { return &n.Date }),
		}},
		compare: func(a, b *News) int { return cmp.Or(b.Date.Compare(a.Date), compareTitles(a, b)) },
	})
}
