package content

import (
	"time"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// ProjectStatus says how far a project has come.
type ProjectStatus string

// The states of a project.
const (
	Granted  ProjectStatus = "beviljat"
	Ongoing  ProjectStatus = "pågår"
	Finished ProjectStatus = "avslutat"
)

// FundedProject is a project that was granted money.
type FundedProject struct {
	Entry
	Organizations []*Partner
	Funder        *Funder
	// Year is 0, and Amount (in whole kronor) 0, when no source tells.
	Year, Amount int
	Status       ProjectStatus
	ForWhom      string
	Result       string
	PresentedAt  []*Samhallssamtal
}

func (p *FundedProject) decode(d *decoder) {
	d.refs("organizations", KindPartner)
	d.ref("funder", KindFunder)
	d.Int("year", &p.Year, frontmatter.Range(1990, 2200))
	d.Int("amount", &p.Amount, frontmatter.Range(1, 1_000_000_000))
	frontmatter.Choice(d.Decoder, "status", &p.Status, []ProjectStatus{Granted, Ongoing, Finished})
	d.Text("for_whom", &p.ForWhom)
	d.Text("result", &p.Result)
	d.refs("presented_at", KindSamhallssamtal)
}

func (p *FundedProject) link(l *linker) {
	p.linkCommon(l)
	p.Organizations = links[Partner](l, "organizations")
	p.Funder = link1[Funder](l, "funder")
	p.PresentedAt = links[Samhallssamtal](l, "presented_at")
}

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

func (f *Funder) decode(d *decoder) {
	d.URL("web", &f.Web)
	frontmatter.Choices(d.Decoder, "level", &f.Levels, Levels())
	d.ref("partner", KindPartner)
}

func (f *Funder) link(l *linker) {
	f.linkCommon(l)
	f.Partner = link1[Partner](l, "partner")
}

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

// State tells where the call stands.
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

func (c *Call) decode(d *decoder) {
	d.ref("funder", KindFunder)
	d.Moment("opens", &c.Opens)
	d.Moment("closes", &c.Closes, frontmatter.Required("closes: 2027-03-15"))
	frontmatter.Choice(d.Decoder, "level", &c.Level, Levels(), frontmatter.Required("level: regional"))
	d.Text("for_whom", &c.ForWhom)
	d.URL("web", &c.Web)
	d.Email("contact", &c.Contact)
	if !c.Closes.IsZero() && !c.Opens.IsZero() && !c.End().After(c.Opens.Time) {
		d.Problem(d.Pos("closes"), problem.EndBeforeStart, "Utlysningen stänger ("+describe(c.Closes)+") innan den har öppnat ("+describe(c.Opens)+").",
			"Kontrollera opens och closes.")
	}
}

func (c *Call) link(l *linker) {
	c.linkCommon(l)
	c.Funder = link1[Funder](l, "funder")
}
