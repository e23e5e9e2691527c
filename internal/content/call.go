package content

import (
	"cmp"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// KindCall is the kind of [Call].
const KindCall Kind = "utlysningar"

// CallState is where a call stands by the clock.
type CallState string

// The states of a call.
const (
	CallComing  CallState = "kommande"
	CallOpen    CallState = "öppen"
	CallClosing CallState = "stänger snart"
	CallClosed  CallState = "stängd"
)

// closingDays is how many days before its end a call is said to close soon.
const closingDays = 14

// Call is a chance to apply for money (utlysning).
type Call struct {
	Entry
	Funder *Funder
	// Opens and Closes are as written. A whole day is open to its end: see [Call.End].
	Opens, Closes swedish.Moment
	Level         Level
	ForWhom       string
	Web           string
	Contact       string
}

// End is the instant from which the call is closed.
func (c *Call) End() time.Time {
	if c.Closes.WholeDay {
		return swedish.DateOf(c.Closes.Time).AddDays(1).In()
	}
	return c.Closes.Time
}

// ClosingSoon is the instant from which the call is said to close soon: the midnight two weeks before its last day.
func (c *Call) ClosingSoon() time.Time {
	return swedish.DateOf(c.Closes.Time).AddDays(-closingDays).In()
}

// State returns where the call stands.
func (c *Call) State(now time.Time) CallState {
	switch {
	case !now.Before(c.End()):
		return CallClosed
	case now.Before(c.Opens.Time):
		return CallComing
	case !now.Before(c.ClosingSoon()):
		return CallClosing
	}
	return CallOpen
}

func init() {
	declare(declaration[Call]{
		Spec: Spec{
			Kind: KindCall, One: "en utlysning", Many: "Utlysningar", Order: 30,
			Help: "Pengar som går att söka till en viss dag.",
		},
		shape: shape[Call]{
			fields: []field[Call]{
				ref(Field{
					Key: "funder", Label: "Finansiär", Help: "Den som delar ut pengarna.", Example: "region-orebro-lan",
					Aliases: "finansiär finansiar",
				}, func(c *Call) **Funder { return &c.Funder }),
				moment(Field{
					Key: "opens", Label: "Öppnar", Help: "Dagen, eller dag och klockslag, då det går att söka.",
					Example: "2027-01-15",
					Aliases: "öppnar börjar borjar startdatum",
				}, func(c *Call) *swedish.Moment { return &c.Opens }),
				moment(Field{
					Key: "closes", Label: "Stänger", Help: "Sista dagen att söka, eller dag och klockslag.",
					Required: true, Example: "2027-03-15",
					Aliases: "stänger stanger datum slut slutdatum sista_dag sista_ansökningsdag deadline",
				}, func(c *Call) *swedish.Moment { return &c.Closes }),
				choice(Field{
					Key: "level", Label: "Nivå", Help: "Hur brett utlysningen vänder sig.", Required: true,
					Example: "regional", Aliases: "nivå niva",
				}, Levels(), func(c *Call) *Level { return &c.Level }),
				text(Field{
					Key: "for_whom", Label: "För vem", Help: "Vem som kan söka.", Example: "Föreningar i Örebro län",
					Aliases: "för_vem for_vem målgrupp malgrupp",
				}, func(c *Call) *string { return &c.ForWhom }),
				webAddress(Field{
					Key: "web", Label: "Webbplats", Help: "Sidan där man söker.",
					Example: "https://www.exempel.se/utlysning",
					Aliases: "webb webbplats hemsida länk url link website",
				}, func(c *Call) *string { return &c.Web }),
				email(Field{
					Key: "contact", Label: "Kontakt", Help: "E-postadress för frågor.", Example: "namn@exempel.se",
					Aliases: "e-post epost mejl mail e-mail email kontakt",
				}, func(c *Call) *string { return &c.Contact }),
			},
			check: checkCall,
		},
		compare: func(a, b *Call) int { return cmp.Or(a.End().Compare(b.End()), compareTitles(a, b)) },
	})
}

// checkCall wants a call to open before it closes.
func checkCall(d *decoder, c *Call) {
	d.checkYear("closes", c.Closes.Time)
	if !c.Closes.IsZero() && !c.Opens.IsZero() && !c.End().After(c.Opens.Time) {
		d.Problem(
			d.Pos("closes"), problem.EndBeforeStart,
			"Utlysningen stänger ("+describe(
				c.Closes,
			)+") innan den har öppnat ("+describe(
				c.Opens,
			)+").",
			"Kontrollera opens och closes.",
		)
	}
}
