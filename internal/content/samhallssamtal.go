package content

import "cmp"

// KindSamhallssamtal is the kind of [Samhallssamtal].
const KindSamhallssamtal Kind = "samhallssamtal"

// Samhallssamtal is an open talk about a question: an activity with speakers and something that came out of it. Past
// ones may have no date.
type Samhallssamtal struct {
	Activity
	Question string
	// Order is the place among talks without a date, as the source lists them.
	Order    int
	Speakers []Speaker
	Outcome  string
	// Projects grew from the talk.
	Projects []*FundedProject
}

// Speaker opens a talk.
type Speaker struct {
	Name, Role   string
	Organization *Partner
}

func init() {
	declare(declaration[Samhallssamtal]{
		Spec: Spec{
			Kind: KindSamhallssamtal, One: "ett samhällssamtal", Many: "Samhällssamtal", Order: 20,
			Help: "Ett öppet samtal om en samhällsfråga. Äldre samtal kan sakna datum.",
		},
		shape: shape[Samhallssamtal]{
			fields: append(lift(activityFields(false), func(s *Samhallssamtal) *Activity { return &s.Activity }),
				text(Field{
					Key: "question", Label: "Fråga", Help: "Frågan som samtalet gällde.",
					Example: "Hur bryter vi ensamheten?",
					Aliases: "fråga fraga",
				}, func(s *Samhallssamtal) *string { return &s.Question }),
				integer(Field{
					Key: "order", Label: "Ordning", Help: "Platsen bland samtal utan datum; låga tal kommer först.",
					Example: "1",
					Aliases: "ordning weight",
				}, func(s *Samhallssamtal) *int { return &s.Order }),
				each(Field{
					Key: "speakers", Label: "Inledare", Help: "De som inledde samtalet.", Aliases: "talare",
				}, speakerShape, func(s *Samhallssamtal) *[]Speaker { return &s.Speakers }),
				text(Field{
					Key: "outcome", Label: "Det som kom ut", Help: "Vad samtalet ledde till.",
					Example: "En studiecirkel startade.",
					Aliases: "utfall resultat",
				}, func(s *Samhallssamtal) *string { return &s.Outcome }),
				refs(Field{
					Key: "projects", Label: "Projekt", Help: "Projekt som växte fram ur samtalet.",
					Example: "[odla-ihop]", Aliases: "projekt",
				}, func(s *Samhallssamtal) *[]*FundedProject { return &s.Projects }),
			),
			check: func(d *decoder, s *Samhallssamtal) {
				s.Sort = Samtal
				s.Activity.check(d, false)
			},
		},
		compare: func(a, b *Samhallssamtal) int {
			return cmp.Or(cmp.Compare(a.Order, b.Order), compareActivities(&a.Activity, &b.Activity))
		},
	})
}

var speakerShape = shape[Speaker]{fields: []field[Speaker]{
	text(Field{
		Key: "name", Label: "Namn", Help: "Förnamn och efternamn.", Required: true, Example: "Förnamn Efternamn",
		Aliases: "namn person",
	}, func(s *Speaker) *string { return &s.Name }),
	text(Field{
		Key: "role", Label: "Roll", Help: "Vad hen är.", Example: "verksamhetsledare", Aliases: "roll",
	}, func(s *Speaker) *string { return &s.Role }),
	ref(Field{
		Key: "organization", Label: "Organisation", Help: "Parten som hen kommer från.", Example: "abf-orebro-lan",
		Aliases: "organisation part",
	}, func(s *Speaker) **Partner { return &s.Organization }),
}}
