package content

// KindTheme is the kind of [Theme].
const KindTheme Kind = "teman"

// Theme is one of the idea bank's themes.
type Theme struct{ Entry }

func init() {
	declare(declaration[Theme]{
		Spec:    Spec{Kind: KindTheme, One: "ett tema", Many: "Teman", Order: 140, Help: "Ett av idébankens teman."},
		compare: compareTitles[*Theme],
	})
}
