package content

import (
	"fmt"
	"slices"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Unit is the step of a series.
type Unit string

// The steps of a series.
const (
	Day   Unit = "dag"
	Week  Unit = "vecka"
	Month Unit = "månad"
	Year  Unit = "år"
)

// units are the steps as calendars have them.
var units = map[Unit]ical.Unit{Day: ical.Day, Week: ical.Week, Month: ical.Month, Year: ical.Year}

// maxOccasions bounds a series: weekly for ten years.
const maxOccasions = 520

// Repeats makes a series of an activity: every third week until a day, but for some days, some moved.
type Repeats struct {
	Every int
	// Unit is empty when nothing but Extra makes it a series.
	Unit Unit
	// On tells the days of each unit, when there are others than that on which the first occasion begins.
	On []ical.On
	// Until is the last day on which an occasion may begin; Times is the number of occasions, exceptions counted. One
	// of them is set.
	Until swedish.Date
	Times int
	// Extra holds the days of more occasions, which are not counted in Times.
	Extra  []swedish.Date
	Except []swedish.Date
	Moved  []MovedOccasion

	days []string // as written
}

// MovedOccasion is one occasion of a series that takes place at another time.
type MovedOccasion struct {
	// From is the day on which it would have begun.
	From swedish.Date
	When When

	written written
}

var repeatsShape = shape[Repeats]{meant: meantByText, fields: []field[Repeats]{
	integer(Field{
		Key: "every", Label: "Var", Help: "Hur tätt: 2 för varannan vecka.", Default: "1", Example: "2", Min: 1,
		Max: 52, Aliases: "varje",
	}, func(r *Repeats) *int { return &r.Every }),
	choice(Field{
		Key: "unit", Label: "Enhet", Help: "Det som every räknar.", Example: "vecka",
		RequiredWhen: "extra saknas", Aliases: "enhet",
	}, []Unit{Day, Week, Month, Year}, func(r *Repeats) *Unit { return &r.Unit }),
	days(Field{
		Key: "days", Label: "Dagar",
		Help: "Vilka dagar i veckan, som tisdag, eller i månaden, som tredje tisdagen, sista fredagen eller den 15. " +
			"Utan days upprepas den dag som start anger.",
		Example: "[måndag, onsdag]", Aliases: "dag dagar veckodag veckodagar byday",
	}, func(r *Repeats) *[]string { return &r.days }),
	date(Field{
		Key: "until", Label: "Till och med",
		Help:    "Sista dagen som serien kan ha ett tillfälle på. Skriv antingen until eller times.",
		Example: "2027-12-31", RequiredWhen: "times saknas", Aliases: "tills slut slutar slutdatum till",
	}, func(r *Repeats) *swedish.Date { return &r.Until }),
	integer(Field{
		Key: "times", Label: "Antal gånger",
		Help:    "Antalet tillfällen, de undantagna medräknade. Skriv antingen until eller times.",
		Example: "10", RequiredWhen: "until saknas", InsteadOf: "until", Min: 2, Max: maxOccasions,
		Aliases: "gånger antal",
	}, func(r *Repeats) *int { return &r.Times }),
	dates(Field{
		Key: "extra", Label: "Extra tillfällen", Help: "Dagar då det också blir av, utöver regeln.",
		Example: "[2027-06-15]", Aliases: "också extradagar datum rdate dates",
	}, func(r *Repeats) *[]swedish.Date { return &r.Extra }),
	dates(Field{
		Key: "except", Label: "Utom", Help: "Dagar då det inte blir av.", Example: "[2027-05-24]",
		Aliases: "undantag utom",
	}, func(r *Repeats) *[]swedish.Date { return &r.Except }),
	each(Field{
		Key: "moved", Label: "Flyttade tillfällen", Help: "Tillfällen som har flyttats till en annan tid.",
		Aliases: "flyttad",
	}, movedShape, func(r *Repeats) *[]MovedOccasion { return &r.Moved }),
}}

var movedShape = shape[MovedOccasion]{
	fields: append([]field[MovedOccasion]{
		date(Field{
			Key: "from", Label: "Från", Help: "Dagen då tillfället skulle ha varit.", Required: true,
			Example: "2027-06-07", Aliases: "från",
		}, func(m *MovedOccasion) *swedish.Date { return &m.From }),
	}, lift(spanFields(Field{
		Help: "Dag och klockslag då tillfället börjar i stället.", Required: true,
	}, "2027-06-08"), func(m *MovedOccasion) *written { return &m.written })...),
	check: func(d *decoder, m *MovedOccasion) { m.When = m.written.span(d.Decoder, "Tillfället", true) },
}

// days returns the field for the days of a unit, whose words are judged when the unit is known.
func days(f Field, at func(*Repeats) *[]string) field[Repeats] {
	made := texts(f, at)
	made.Type, made.complete = TypeChoice, func(f *Field) { f.Choices = DayNames(allDays()) }
	return made
}

// check judges the key repeats of an activity. It reports whether it is known which days the series has.
func (r *Repeats) check(d *decoder, first When) bool {
	m := d.Nested("repeats", 0)
	if !r.checkRule(d, m, first) || !r.checkEnd(d, m, first) || !r.checkExtra(m, first) {
		return false
	}
	r.checkExceptions(m, first)
	return true
}

// checkEnd finds a series that does not end as it should. It reports whether it is known which days the series has.
func (r *Repeats) checkEnd(d *decoder, m *frontmatter.Decoder, first When) bool {
	switch {
	case r.Unit == "" && !m.Has("unit"):
		return len(r.Extra) > 0
	case !m.Has("until") && !m.Has("times"):
		m.Problem(d.KeyPos("repeats"), problem.MissingKey, "Serien har inget slut.",
			"Skriv den sista dagen, until: 2027-12-31, eller antalet gånger, times: 10")
		return false
	case m.Has("until") && m.Has("times"):
		m.Problem(
			m.Pos("times"), problem.BadValue, "Serien har både en sista dag och ett antal gånger.",
			"Ta bort until eller times.",
		)
		return false
	case first.IsZero() || r.Every == 0 || r.Unit == "" || r.Until.IsZero() && r.Times == 0:
		return false // which has been reported
	case r.Times == 0 && r.Until.Compare(swedish.DateOf(first.Start)) < 0:
		m.Problem(
			m.Pos("until"), problem.EndBeforeStart, "Serien slutar innan den har börjat.",
			"Kontrollera until och start.",
		)
		return false
	case len(r.occasionDays(first, maxOccasions+1)) > maxOccasions:
		m.Problem(m.Pos("until"), problem.BadValue, fmt.Sprintf("Serien har fler än %d tillfällen.", maxOccasions),
			"Skriv en tidigare sista dag. Serien kan förlängas när den dagen närmar sig.")
		return false
	case len(r.occasionDays(first, maxOccasions)) < r.Times:
		m.Problem(m.Pos("times"), problem.BadValue, "Serien går längre än till år 9999.", "Skriv ett mindre antal.")
		return false
	}
	return true
}

// checkExceptions finds exceptions that hit no occasion, or the same one twice, and a series of which they leave
// nothing.
func (r *Repeats) checkExceptions(m *frontmatter.Decoder, first When) {
	days := r.occasionDays(first, maxOccasions)
	left := len(days)
	seen := map[swedish.Date]bool{}
	check := func(at frontmatter.Pos, day swedish.Date) {
		switch {
		case day.IsZero():
		case !slices.Contains(days, day):
			m.Problem(at, problem.BadValue, fmt.Sprintf("Serien har inget tillfälle den %s.", swedish.FormatDate(day)),
				"Kontrollera datumet mot seriens start, every, unit och days.")
		case seen[day]:
			m.Problem(at, problem.BadValue, fmt.Sprintf("Undantaget den %s står två gånger.", swedish.FormatDate(day)),
				"Ett tillfälle kan antingen utgå (except) eller flyttas (moved), en gång.")
		}
		seen[day] = true
	}
	for i, day := range r.Except {
		check(m.ItemPos("except", i), day)
		left--
	}
	for i, moved := range r.Moved {
		check(m.Nested("moved", i).Pos("from"), moved.From)
	}
	if left <= 0 {
		m.Problem(m.Pos("except"), problem.BadValue, "Serien har inget tillfälle kvar: alla är undantagna.",
			"Ställ in den i stället: status: inställd")
	}
}

// Rule returns the series of an activity as calendars have it, exceptions and moved occasions left out.
func (r *Repeats) Rule(first When) ical.Recurrence {
	rule := ical.Recurrence{Every: r.Every, Unit: units[r.Unit], On: r.On, Count: r.Times}
	if r.Unit == "" {
		rule.Every, rule.Unit, rule.Count = 1, ical.Day, 1
	}
	if rule.Count == 0 {
		rule.Until = first.On(r.Until).Start
	}
	for _, day := range r.Extra {
		rule.Extra = append(rule.Extra, first.On(day).Start)
	}
	return rule
}

// occasionDays returns the day on which each occasion begins, exceptions included. A month without the day is passed
// over, as RFC 5545 §3.3.10 has it. There are at most limit days.
func (r *Repeats) occasionDays(first When, limit int) []swedish.Date {
	var days []swedish.Date
	rule := r.Rule(first)
	for start := range rule.Starts(first.Start) {
		if len(days) == limit {
			break
		}
		days = append(days, swedish.DateOf(start))
	}
	return days
}

// occasions lists each time that the activity takes place.
func (a *Activity) occasions() []When {
	switch {
	case a.When.IsZero():
		return nil
	case a.Repeats == nil:
		return []When{a.When}
	}
	var list []When
	for _, day := range a.Repeats.occasionDays(a.When, maxOccasions) {
		if moved := slices.IndexFunc(a.Repeats.Moved, func(m MovedOccasion) bool { return m.From == day }); moved >= 0 {
			if w := a.Repeats.Moved[moved].When; !w.IsZero() {
				list = append(list, w)
			}
			continue
		}
		if !slices.Contains(a.Repeats.Except, day) {
			list = append(list, a.When.On(day))
		}
	}
	slices.SortStableFunc(list, func(x, y When) int { return x.Start.Compare(y.Start) })
	return list
}
