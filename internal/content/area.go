package content

import "cmp"

// KindArea is the kind of [Area].
const KindArea Kind = "rus"

// Area is one of the priority areas of the regional development strategy (RUS).
type Area struct {
	Entry
	Order int
}

func init() {
	declare(declaration[Area]{
		Spec: Spec{
			Kind: KindArea, One: "ett RUS-område", Many: "Områden i den regionala utvecklingsstrategin", Order: 150,
			Help: "Ett av områdena i den regionala utvecklingsstrategin.",
		},
		shape: shape[Area]{fields: []field[Area]{
			integer(Field{
				Key: "order", Label: "Ordning", Help: "Områdets nummer i strategin.", Example: "1", Min: 1, Max: 99,
				Aliases: "ordning weight",
			}, func(a *Area) *int { return &a.Order }),
		}},
		compare: func(a, b *Area) int { return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b)) },
	})
}
