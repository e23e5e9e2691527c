package content

import (
	"fmt"
	"time"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// KindActivity is the kind of [Activity].
const KindActivity Kind = "aktiviteter"

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
	return []ActivityKind{
		Stormote, Partnerskapsmote, Workshop, Finansiarsmote, Projektpresentation, Natverkstraff, ArbetsutskottMote,
		OtherActivity,
	}
}

// Name names the sort of an activity; what is of no particular sort has a name too.
func (k ActivityKind) Name() string {
	switch k {
	case OtherActivity:
		return "Aktivitet"
	case ArbetsutskottMote:
		return "Möte i arbetsutskottet"
	}
	return swedish.Capital(string(k))
}

// Audience says who may come.
type Audience string

// The audiences.
const (
	OpenToAll   Audience = "öppen för alla"
	PartsOnly   Audience = "parter"
	InvitedOnly Audience = "inbjudna"
)

// Audiences lists the audiences.
func Audiences() []Audience { return []Audience{OpenToAll, PartsOnly, InvitedOnly} }

// Status reports whether an activity takes place as planned.
type Status string

// The states of an activity.
const (
	Planned   Status = "planerad"
	Cancelled Status = "inställd"
	Moved     Status = "flyttad"
)

// Registration says how to sign up.
type Registration struct {
	URL, Email string
	// LastDay is the last day to sign up; zero when none is set.
	LastDay swedish.Date
}

// IsZero reports whether there is nothing to sign up for.
func (r Registration) IsZero() bool { return r == Registration{} }

// Open reports whether one can still sign up: until the end of the last day.
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
	Occasions    []When
	Repeats      *Repeats
	Place        string
	Street       string
	Municipality Municipality // empty when it is elsewhere or not known
	Online       string
	Organizers   []*Partner
	Audience     Audience
	Registration Registration
	Cost         string
	Contact      string
	Status       Status
	// UID names the activity in calendars, for good: its id at so-in.se, unless it came with an invitation that had
	// one.
	UID string
	// SameAs are the UIDs that calendars of other parts give the same activity, DiffersFrom those of activities that
	// are like it and are not the same: what psi gather asks about.
	SameAs, DiffersFrom []string
	// MovedFrom is the time before, when Status is Moved.
	MovedFrom swedish.Moment
	// Invitation is what is remembered of the invitation that it came with.
	Invitation Invitation

	written written
	uidPos  frontmatter.Pos
}

// ActivityOf returns the activity that an entry is, as talks are too; nil when it is none.
func ActivityOf(e Typed) *Activity {
	switch e := e.(type) {
	case *Activity:
		return e
	case *Samhallssamtal:
		return &e.Activity
	}
	return nil
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

// Past reports whether the last occasion has ended. What has no date is held to be past: only old talks lack one.
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

func init() {
	declare(declaration[Activity]{
		Spec: Spec{
			Kind: KindActivity, One: "en aktivitet", Many: "Aktiviteter", Order: 10,
			Help: "Något som äger rum: ett stormöte, en workshop, en träff.",
		},
		shape: shape[Activity]{
			fields: append([]field[Activity]{
				choice(Field{
					Key: "kind", Label: "Slag", Help: "Vilket slags aktivitet det är.",
					Required: true, Example: "stormöte", Aliases: "typ sort type slag kategori",
				}, ActivityKinds(), func(a *Activity) *ActivityKind { return &a.Sort }),
			}, activityFields(true)...),
			check: func(d *decoder, a *Activity) { a.check(d, true) },
		},
		compare: compareActivities,
	})
}

// compareActivities orders by start; what has no date comes first. Nearly always the start tells.
func compareActivities(a, b *Activity) int {
	if c := a.When.Start.Compare(b.When.Start); c != 0 {
		return c
	}
	if c := a.When.End.Compare(b.When.End); c != 0 {
		return c
	}
	return compareTitles(a, b)
}

// activityFields are the keys that activities and talks share.
func activityFields(dated bool) []field[Activity] {
	start := Field{
		Help:     "Dag och klockslag då det börjar, i svensk tid. Utan klockslag gäller det hela dagen.",
		Required: dated, Aliases: "from från",
	}
	return append(lift(spanFields(start, "2027-05-10"), func(a *Activity) *written { return &a.written }),
		mapping(Field{
			Key: "repeats", Label: "Upprepas", Help: "För det som kommer tillbaka: hur ofta, och när serien slutar.",
			Aliases: "upprepas upprepning repeat",
		}, repeatsShape, func(a *Activity) *Repeats {
			a.Repeats = new(Repeats)
			return a.Repeats
		}),
		text(Field{
			Key: "uid", Label: "Uid", Unseen: true,
			Help:    "Aktivitetens namn i kalendrar, när den kom med en inbjudan som hade ett. Annars gör psi det.",
			Example: "hostmote@exempel.se",
		}, func(a *Activity) *string { return &a.UID }),
		text(Field{
			Key: "place", Label: "Plats", Help: "Ort, eller lokal och ort.", Example: "Kumla",
			Aliases: "plats ort stad lokal location venue",
		}, func(a *Activity) *string { return &a.Place }),
		text(Field{
			Key: "address", Label: "Gatuadress", Help: "Gata och nummer.", Example: "Storgatan 1",
			Aliases: "adress gatuadress",
		}, func(a *Activity) *string { return &a.Street }),
		choice(Field{
			Key: "municipality", Label: "Kommun",
			Help:    "Kommunen, när platsens namn är ett annat. Aktiviteten står i kommunens kalender.",
			Example: "Ljusnarsberg", Aliases: "kommun",
		}, Municipalities(), func(a *Activity) *Municipality { return &a.Municipality }),
		webAddress(Field{
			Key: "online", Label: "Adress på nätet", Help: "Webbadressen där man deltar på nätet.",
			Example: "https://www.exempel.se/mote", Aliases: "zoom teams digitalt webb länk url link",
		}, func(a *Activity) *string { return &a.Online }),
		refs(Field{
			Key: "organizers", Label: "Arrangörer", Help: "Parter som ordnar aktiviteten.", Example: "[abf-orebro-lan]",
			Aliases: "arrangör arrangor arrangörer organizer organiser organisers värd parter part",
		}, func(a *Activity) *[]*Partner { return &a.Organizers }),
		choice(Field{
			Key: "audience", Label: "Målgrupp", Help: "Vem som får komma.", Example: "öppen för alla",
			Aliases: "målgrupp malgrupp för_vem for_vem",
		}, Audiences(), func(a *Activity) *Audience { return &a.Audience }),
		mapping(Field{
			Key: "registration", Label: "Anmälan", Help: "Hur och senast när man anmäler sig.",
			Aliases: "anmälan anmalan",
		}, registrationShape, func(a *Activity) *Registration { return &a.Registration }),
		text(Field{
			Key: "cost", Label: "Kostnad", Help: "Vad det kostar att delta.", Example: "Gratis",
			Aliases: "kostnad pris avgift",
		}, func(a *Activity) *string { return &a.Cost }),
		email(Field{
			Key: "contact", Label: "Kontakt", Help: "E-postadress för frågor.", Example: "namn@exempel.se",
			Aliases: "e-post epost mejl mail e-mail email kontakt",
		}, func(a *Activity) *string { return &a.Contact }),
		choice(Field{
			Key: "status", Label: "Läge", Help: "Om det blir av som planerat.", Default: string(Planned),
			Example: "inställd", Aliases: "läge",
		}, []Status{Planned, Cancelled, Moved}, func(a *Activity) *Status { return &a.Status }),
		moment(Field{
			Key: "moved_from", Label: "Flyttad från", Help: "Tiden som gällde förut. Den nya tiden står i start.",
			Example: "2027-05-10 13:00", Aliases: "flyttad_från flyttad_fran",
		}, func(a *Activity) *swedish.Moment { return &a.MovedFrom },
		).requiredWhen("status är flyttad", func(a *Activity) string {
			if a.Status == Moved {
				return "2027-05-10 13:00"
			}
			return ""
		}),
		texts(Field{
			Key: "same_as", Label: "Samma som", ByPsi: true,
			Help:    "Uid som andra kalendrar ger samma aktivitet, så att psi gather inte frågar om den.",
			Example: "[moten-17@exempel.se]",
		}, func(a *Activity) *[]string { return &a.SameAs }),
		texts(Field{
			Key: "differs_from", Label: "Inte samma som", ByPsi: true,
			Help:    "Uid för aktiviteter i andra kalendrar som liknar den här, men är andra.",
			Example: "[moten-18@exempel.se]",
		}, func(a *Activity) *[]string { return &a.DiffersFrom }),
		mapping(Field{
			Key: "invitation", Label: "Inbjudan", ByPsi: true,
			Help: "Vad inbjudan sade senast. psi import skriver det, för att inte ändra det som du har skrivit.",
		}, invitationShape, func(a *Activity) *Invitation { return &a.Invitation }),
	)
}

var registrationShape = shape[Registration]{fields: []field[Registration]{
	webAddress(Field{
		Key: "url", Label: "Webbadress", Help: "Sidan där man anmäler sig.", Example: "https://www.exempel.se/anmalan",
		Aliases: "webb webbplats hemsida länk link website",
	}, func(r *Registration) *string { return &r.URL }),
	email(Field{
		Key: "email", Label: "E-post", Help: "Adressen dit man anmäler sig.", Example: "namn@exempel.se",
		Aliases: "e-post epost mejl mail e-mail kontakt",
	}, func(r *Registration) *string { return &r.Email }),
	date(Field{
		Key: "last_day", Label: "Sista dag", Help: "Sista dagen att anmäla sig.", Example: "2027-05-03",
		Aliases: "sista_dag sista_anmälningsdag deadline",
	}, func(r *Registration) *swedish.Date { return &r.LastDay }),
}}

// check judges the keys that activities and talks share; dated says that start is required.
func (a *Activity) check(d *decoder, dated bool) {
	a.When = a.written.span(d.Decoder, "Aktiviteten", dated)
	known := a.Repeats != nil && a.Repeats.check(d, a.When)
	a.Occasions = a.occasions()
	if a.Municipality == "" {
		a.Municipality = municipalityOf(a.Place)
	}
	if known {
		a.Repeats.remark(d, a)
	}
	d.checkYear("start", a.When.Start)
	a.checkUID(d)
	a.checkRegistration(d)
	a.checkStatus(d)
	if title, cancelled := swedish.CutCancelled(d.entry.Title); cancelled && a.Status == Planned {
		d.Suggest(d.Pos("title"), problem.CancelledInTitle,
			"Bara rubriken säger att aktiviteten är inställd, så kalendrarna får aldrig veta det.",
			"Skriv så här, så står det på sidan och i kalendrarna:",
			"title", frontmatter.Scalar(title), "status", string(Cancelled))
	}
}

// checkRegistration wants the last day to be before the last occasion: one can sign up for a series until then.
func (a *Activity) checkRegistration(d *decoder) {
	n := len(a.Occasions)
	if n > 0 && a.Registration.LastDay.Compare(swedish.DateOf(a.Occasions[n-1].Start)) > 0 {
		d.Problem(d.Nested("registration", 0).Pos("last_day"), problem.EndBeforeStart,
			"Sista anmälningsdag är efter att aktiviteten har börjat.", "Kontrollera last_day och start.")
	}
	last := a.Registration.LastDay
	if n == 0 || last.IsZero() || !last.AddDays(earliestLastDay).In().Before(a.Occasions[0].Start) {
		return
	}
	start := swedish.DateOf(a.Occasions[0].Start)
	meant := swedish.Date{Year: start.Year, Month: last.Month, Day: last.Day}
	if meant.Compare(start) > 0 {
		meant.Year--
	}
	message := fmt.Sprintf("Sista anmälningsdag, %s, är mer än ett halvår före aktiviteten, %s.", last, start)
	below := d.Nested("registration", 0)
	if meant == last || meant.AddDays(earliestLastDay).Compare(start) < 0 {
		d.Problem(below.Pos("last_day"), problem.FarDate, message, "Kontrollera last_day och start.")
		return
	}
	below.Suggest(
		below.Pos("last_day"), problem.FarDate, message, "Är året fel, så skriv:", "last_day", meant.String(),
	)
}

// earliestLastDay is how many days before an activity its last day to sign up is likely to be at most.
const earliestLastDay = 183

// checkStatus wants the time before of what was moved, and of nothing else.
func (a *Activity) checkStatus(d *decoder) {
	switch {
	case a.MovedFrom.IsZero():
	case a.Status == Planned:
		message := "Aktiviteten har en tidigare tid, moved_from, men dess status är planerad."
		if !d.Has("status") {
			message = "Aktiviteten har en tidigare tid, moved_from, men ingen status som säger att den är flyttad."
		}
		d.Suggest(d.Pos("moved_from"), problem.BadValue, message, "Ta bort moved_from, eller skriv:",
			"status", string(Moved))
	case a.Status == Moved && a.MovedFrom.Time.Equal(a.When.Start) && a.MovedFrom.WholeDay == a.When.WholeDay:
		d.Problem(
			d.Pos("moved_from"), problem.BadValue, "Aktiviteten är flyttad till samma tid som den hade förut.",
			"I start ska den nya tiden stå, i moved_from den gamla.",
		)
	}
}

// UIDDomain ends the UIDs that psi makes, whatever the site's address: a new address changes no calendar.
const UIDDomain = "@so-in.se"

// checkUID judges the UID that came with an invitation; others are made of the id.
func (a *Activity) checkUID(d *decoder) {
	a.uidPos = d.Pos("uid")
	for _, r := range a.UID {
		if r <= ' ' || r > '~' {
			d.Problem(a.uidPos, problem.BadValue, "Ett uid består av tecken utan blanksteg, å, ä och ö.",
				"Ta bort raden uid om du inte har fått den med en inbjudan.")
			break
		}
	}
	if a.UID == "" {
		a.UID, a.uidPos = d.entry.ID+UIDDomain, d.entry.idPos
	}
}
