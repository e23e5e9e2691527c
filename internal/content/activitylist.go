package content

import "cmp"

// KindActivityList is the kind of [ActivityList].
const KindActivityList Kind = "aktivitetslista"

// ActivityList is a year's goals with their activities, and how it went.
type ActivityList struct {
	Entry
	Year int
	// Responsible follows it up.
	Responsible *Group
	Goals       []Goal
}

// Goal is one goal of an activity list.
type Goal struct {
	Title, Text string
	Activities  []GoalActivity
}

// GoalActivity is what is to be done for a goal.
type GoalActivity struct {
	Title, Text, Responsible string
	Status                   GoalStatus
	FollowUp                 string
}

// GoalStatus says how it went.
type GoalStatus string

// The states of what was to be done.
const (
	GoalPlanned GoalStatus = "planerad"
	GoalOngoing GoalStatus = "pågår"
	GoalDone    GoalStatus = "genomförd"
	GoalNotDone GoalStatus = "inte genomförd"
	GoalUnknown GoalStatus = "okänt"
)

func init() {
	declare(declaration[ActivityList]{
		Spec: Spec{
			Kind: KindActivityList, One: "en aktivitetslista", Many: "Aktivitetslistor", Order: 90,
			Help: "Ett års mål med aktiviteter, och hur det gick.",
		},
		shape: shape[ActivityList]{fields: []field[ActivityList]{
			integer(Field{
				Key: "year", Label: "År", Help: "Året som listan gäller.", Required: true, Example: "2027", Min: 1990,
				Max: 2200, Aliases: "år ar",
			}, func(a *ActivityList) *int { return &a.Year }),
			ref(Field{
				Key: "responsible", Label: "Ansvarig", Help: "Gruppen som följer upp listan.",
				Example: "arbetsutskottet", Aliases: "ansvarig",
			}, func(a *ActivityList) **Group { return &a.Responsible }),
			each(Field{
				Key: "goals", Label: "Mål", Help: "Årets mål.", Aliases: "mål",
			}, goalShape, func(a *ActivityList) *[]Goal { return &a.Goals }),
		}},
		compare: func(a, b *ActivityList) int { return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b)) },
	})
}

var goalShape = shape[Goal]{fields: []field[Goal]{
	text(Field{
		Key: "title", Label: "Mål", Help: "Målet i några ord.", Required: true, Example: "Forum för dialog",
		Aliases: "titel rubrik namn name heading",
	}, func(g *Goal) *string { return &g.Title }),
	text(Field{
		Key: "text", Label: "Text", Help: "Mer om målet.", Example: "PSI är en mötesplats.",
		Aliases: "beskrivning description förklaring",
	}, func(g *Goal) *string { return &g.Text }),
	each(Field{
		Key: "activities", Label: "Aktiviteter", Help: "Det som ska göras för att nå målet.", Aliases: "aktiviteter",
	}, goalActivityShape, func(g *Goal) *[]GoalActivity { return &g.Activities }),
}}

var goalActivityShape = shape[GoalActivity]{fields: []field[GoalActivity]{
	text(Field{
		Key: "title", Label: "Aktivitet", Help: "Det som ska göras, i några ord.", Required: true,
		Example: "Fyra stormöten",
		Aliases: "titel rubrik namn name heading",
	}, func(a *GoalActivity) *string { return &a.Title }),
	text(Field{
		Key: "text", Label: "Text", Help: "Mer om aktiviteten.", Example: "Ett i varje länsdel.",
		Aliases: "beskrivning description förklaring",
	}, func(a *GoalActivity) *string { return &a.Text }),
	text(Field{
		Key: "responsible", Label: "Ansvarig", Help: "Den som ser till att det blir gjort.", Example: "Arbetsutskottet",
		Aliases: "ansvarig",
	}, func(a *GoalActivity) *string { return &a.Responsible }),
	choice(Field{
		Key: "status", Label: "Läge", Help: "Hur det gick.", Default: string(GoalUnknown), Example: "genomförd",
		Aliases: "läge",
	}, []GoalStatus{GoalPlanned, GoalOngoing, GoalDone, GoalNotDone, GoalUnknown},
		func(a *GoalActivity) *GoalStatus { return &a.Status }),
	text(Field{
		Key: "follow_up", Label: "Uppföljning", Help: "Vad som kom ut av det.", Example: "Tre av fyra blev av.",
		Aliases: "uppföljning uppfoljning",
	}, func(a *GoalActivity) *string { return &a.FollowUp }),
}}
