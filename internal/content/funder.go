package content

// KindFunder is the kind of [Funder].
const KindFunder Kind = "finansiarer"

// Level is how wide a call or a funder reaches.
type Level string

// The levels.
const (
	Regional      Level = "regional"
	National      Level = "nationell"
	European      Level = "europeisk"
	International Level = "internationell"
)

// Levels lists the levels from near to far.
func Levels() []Level { return []Level{Regional, National, European, International} }

// Funder is who funds what.
type Funder struct {
	Entry
	Web     string
	Levels  []Level
	Partner *Partner // when the funder is a part itself
}

func init() {
	declare(declaration[Funder]{
		Spec: Spec{
			Kind: KindFunder, One: "en finansiär", Many: "Finansiärer", Order: 110, Help: "Den som delar ut pengar.",
		},
		shape: shape[Funder]{fields: []field[Funder]{
			webAddress(Field{
				Key: "web", Label: "Webbplats", Help: "Finansiärens egen webbplats.", Example: "https://www.exempel.se",
				Aliases: "webb webbplats hemsida länk url link website",
			}, func(f *Funder) *string { return &f.Web }),
			choices(Field{
				Key: "level", Label: "Nivå", Help: "Hur brett pengarna delas ut.", Example: "[nationell, europeisk]",
				Aliases: "nivå niva",
			}, Levels(), func(f *Funder) *[]Level { return &f.Levels }),
			ref(Field{
				Key: "partner", Label: "Part", Help: "Parten, när finansiären själv är en part i nätverket.",
				Example: "region-orebro-lan",
				Aliases: "part",
			}, func(f *Funder) **Partner { return &f.Partner }),
		}},
		compare: compareTitles[*Funder],
	})
}
