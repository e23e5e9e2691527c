package content

import (
	"slices"
	"time"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// ActivityKind says what sort of activity it is, in PSI's own words.
type ActivityKind string

// The sorts of activities. A Samhallssamtal is one too, but has a folder and a type of its own.
const (
	Stormote            ActivityKind = "stormöte"
	Partnerskapsmote    ActivityKind = "partnerskapsmöte"
	Workshop            ActivityKind = "workshop"
	Finansiarsmote      ActivityKind = "finansiärsmöte"
	Projektpresentation ActivityKind = "projektpresentation"
	Natverkstraff       ActivityKind = "nätverksträff"
	ArbetsutskottMote   ActivityKind = "arbetsutskott"
	OtherActivity       ActivityKind = "annat"
	Samtal              ActivityKind = "samhällssamtal"
)

// ActivityKinds lists the kinds that an editor can choose.
func ActivityKinds() []ActivityKind {
	return []ActivityKind{Stormote, Partnerskapsmote, Workshop, Finansiarsmote, Projektpresentation, Natverkstraff, ArbetsutskottMote, OtherActivity}
}

// Audience says who may come.
type Audience string

// The audiences.
const (
	OpenToAll   Audience = "öppen för alla"
	PartsOnly   Audience = "parter"
	InvitedOnly Audience = "inbjudna"
)

// Status says whether an activity takes place as planned.
type Status string

// The states of an activity.
const (
	Planned   Status = "planerad"
	Cancelled Status = "inställd"
	Moved     Status = "flyttad"
)

// When is a time span in Europe/Stockholm. End is exclusive: the midnight after the last of whole days. The zero value means
// that no time is known.
type When struct {
	Start, End time.Time
	WholeDay   bool
}

// IsZero tells that no time is known.
func (w When) IsZero() bool { return w.Start.IsZero() }

// Past tells whether it has ended.
func (w When) Past(now time.Time) bool { return !w.End.After(now) }

// String gives the span in Swedish: "tisdag 10 maj 2016 kl. 13.00–16.00".
func (w When) String() string { return swedish.FormatSpan(w.Start, w.End, w.WholeDay) }

// Registration says how to sign up.
type Registration struct {
	URL, Email string
	// LastDay is the last day to sign up; zero when none is set.
	LastDay swedish.Date
}

// IsZero tells that there is nothing to sign up for.
func (r Registration) IsZero() bool { return r == Registration{} }

// Open tells whether one can still sign up: until the end of the last day.
func (r Registration) Open(now time.Time) bool {
	return !r.IsZero() && (r.LastDay.IsZero() || now.Before(r.LastDay.AddDays(1).In()))
}

// Activity is something that takes place: a stormöte, a workshop, or a samhällssamtal.
type Activity struct {
	Entry
	Sort ActivityKind
	// When is the first occasion.
	When When
	// Occasions lists each time it takes place, in order; one for most, none when no time is known.
	Occasions []When
	// Years lists the years, in Stockholm, in which it takes place, each once, in order.
	Years        []int
	Repeats      *Repeats
	Place        string
	Street       string
	Online       string
	Organizers   []*Partner
	Audience     Audience
	Registration Registration
	Cost         string
	Contact      string
	Status       Status
	// UID names the activity in calendars, for good: its id at so-in.se, unless it came with an invitation that had one.
	UID string
	// MovedFrom is the time before, when Status is Moved.
	MovedFrom swedish.Moment

	uidPos frontmatter.Pos
}

// End is when all its occasions have ended; zero when no time is known.
func (a *Activity) End() time.Time {
	var end time.Time
	for _, w := range a.Occasions {
		if w.End.After(end) {
			end = w.End
		}
	}
	return end
}

// Past tells whether the last occasion has ended. What has no date is held to be past: only old talks lack one.
func (a *Activity) Past(now time.Time) bool { return !a.End().After(now) }

// Next is the first occasion that has not ended, else the last one.
func (a *Activity) Next(now time.Time) When {
	for _, w := range a.Occasions {
		if !w.Past(now) {
			return w
		}
	}
	if len(a.Occasions) == 0 {
		return When{}
	}
	return a.Occasions[len(a.Occasions)-1]
}

func (a *Activity) decode(d *decoder) {
	frontmatter.Choice(d.Decoder, "kind", &a.Sort, ActivityKinds(), frontmatter.Required("kind: stormöte"))
	a.decodeEvent(d, frontmatter.Required("start: 2027-05-10 13:00"))
}

// decodeEvent reads what activities and talks share.
func (a *Activity) decodeEvent(d *decoder, start ...frontmatter.Option) {
	a.When = when(d.Decoder, "Aktiviteten", start...)
	a.Repeats = d.repeats(a.When)
	a.Occasions = a.occasions()
	for _, w := range a.Occasions {
		a.Years = append(a.Years, w.Start.Year())
	}
	slices.Sort(a.Years)
	a.Years = slices.Compact(a.Years)
	a.decodeUID(d)
	d.Text("place", &a.Place)
	d.Text("address", &a.Street)
	d.URL("online", &a.Online)
	d.refs("organizers", KindPartner)
	frontmatter.Choice(d.Decoder, "audience", &a.Audience, []Audience{OpenToAll, PartsOnly, InvitedOnly})
	a.decodeRegistration(d)
	d.Text("cost", &a.Cost)
	d.Email("contact", &a.Contact)
	a.decodeStatus(d)
}

// decodeRegistration reads how to sign up. One can sign up for a series until its last occasion.
func (a *Activity) decodeRegistration(d *decoder) {
	r := &a.Registration
	d.Map("registration", func(d *frontmatter.Decoder) {
		d.URL("url", &r.URL)
		d.Email("email", &r.Email)
		d.Date("last_day", &r.LastDay)
		if n := len(a.Occasions); n > 0 && r.LastDay.Compare(swedish.DateOf(a.Occasions[n-1].Start)) > 0 {
			d.Problem(d.Pos("last_day"), problem.EndBeforeStart, "Sista anmälningsdag är efter att aktiviteten har börjat.", "Kontrollera last_day och start.")
		}
	})
}

// decodeStatus reads whether it takes place as planned, and if it was moved, from when.
func (a *Activity) decodeStatus(d *decoder) {
	a.Status = Planned
	frontmatter.Choice(d.Decoder, "status", &a.Status, []Status{Planned, Cancelled, Moved})
	var opts []frontmatter.Option
	if a.Status == Moved {
		opts = append(opts, frontmatter.Required("moved_from: 2027-05-10 13:00"))
	}
	d.Moment("moved_from", &a.MovedFrom, opts...)
	switch {
	case a.MovedFrom.IsZero():
	case a.Status == Planned && !d.Has("status"):
		d.Problem(d.Pos("moved_from"), problem.BadValue, "Aktiviteten har en tidigare tid, moved_from, men ingen status som säger att den är flyttad.", "Lägg till raden status: flyttad, eller ta bort moved_from.")
	case a.Status == Planned:
		d.Problem(d.Pos("moved_from"), problem.BadValue, "Aktiviteten har en tidigare tid, moved_from, men dess status är planerad.", "Skriv status: flyttad, eller ta bort moved_from.")
	case a.Status == Moved && a.MovedFrom.Time.Equal(a.When.Start) && a.MovedFrom.WholeDay == a.When.WholeDay:
		d.Problem(d.Pos("moved_from"), problem.BadValue, "Aktiviteten är flyttad till samma tid som den hade förut.", "I start ska den nya tiden stå, i moved_from den gamla.")
	}
}

// uidDomain ends the UID of every activity, whatever the site's address: a new address changes no calendar.
const uidDomain = "@so-in.se"

// decodeUID reads the UID that came with an invitation; others are made of the id.
func (a *Activity) decodeUID(d *decoder) {
	d.Text("uid", &a.UID)
	a.uidPos = d.Pos("uid")
	for _, r := range a.UID {
		if r <= ' ' || r > '~' {
			d.Problem(d.Pos("uid"), problem.BadValue, "Ett uid består av tecken utan blanksteg, å, ä och ö.", "Ta bort raden uid om du inte har fått den med en inbjudan.")
			break
		}
	}
	if a.UID == "" {
		a.UID, a.uidPos = d.entry.ID+uidDomain, d.entry.idPos
	}
}

// when reads the keys start and end of a mapping as a time span. Without a required start there may be none.
func when(d *frontmatter.Decoder, what string, opts ...frontmatter.Option) When {
	var start, end swedish.Moment
	d.Moment("start", &start, opts...)
	var ending []frontmatter.Option
	if !start.IsZero() && !start.WholeDay {
		ending = append(ending, frontmatter.Required("end: "+start.Time.Add(2*time.Hour).Format("2006-01-02 15:04")))
	}
	d.Moment("end", &end, ending...)
	switch {
	case start.IsZero():
		if d.Has("end") && !d.Has("start") && len(opts) == 0 {
			d.Problem(d.KeyPos("end"), problem.MissingKey, what+" har ett slut men ingen början.", "Skriv till exempel start: 2027-05-10 13:00")
		}
		return When{}
	case end.IsZero() && start.WholeDay && !d.Has("end"):
		end = start
	case end.IsZero():
		return When{}
	case start.WholeDay != end.WholeDay:
		d.Problem(d.Pos("end"), problem.WrongType, "Den ena av start och end har klockslag, den andra inte.",
			"Skriv klockslag i båda (start: 2027-05-10 13:00), eller i ingen av dem om det gäller hela dagar (start: 2027-05-10).")
		return When{}
	}
	w := When{Start: start.Time, End: end.Time, WholeDay: start.WholeDay}
	if w.WholeDay {
		w.End = swedish.DateOf(end.Time).AddDays(1).In()
	}
	if !w.End.After(w.Start) {
		d.Problem(d.Pos("end"), problem.EndBeforeStart, "Slutet ("+describe(end)+") är inte efter början ("+describe(start)+").",
			"Kontrollera start och end. Går det över midnatt ska end ha nästa dags datum.")
		return When{}
	}
	return w
}

// describe writes a moment as messages show it.
func describe(m swedish.Moment) string {
	if m.WholeDay {
		return m.Time.Format("2006-01-02")
	}
	return m.Time.Format("2006-01-02 15:04")
}

func (a *Activity) link(l *linker) {
	a.linkCommon(l)
	a.Organizers = links[Partner](l, "organizers")
}

// Samhallssamtal is an open talk about a question: an activity with speakers and something that came out of it. Past ones may
// have no date.
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
	ref          frontmatter.Ref
}

func (s *Samhallssamtal) decode(d *decoder) {
	s.Sort = Samtal
	s.decodeEvent(d)
	d.Text("question", &s.Question)
	d.Int("order", &s.Order)
	d.Each("speakers", func(d *frontmatter.Decoder) {
		var sp Speaker
		d.Text("name", &sp.Name, frontmatter.Required("name: Förnamn Efternamn"))
		d.Text("role", &sp.Role)
		d.Ref("organization", &sp.ref)
		s.Speakers = append(s.Speakers, sp)
	})
	d.Text("outcome", &s.Outcome)
	d.refs("projects", KindProject)
}

func (s *Samhallssamtal) link(l *linker) {
	s.Activity.link(l)
	s.Projects = links[FundedProject](l, "projects")
	s.Speakers = linkEach(l, s.Speakers, func(sp *Speaker) (frontmatter.Ref, **Partner) { return sp.ref, &sp.Organization })
}
