package content

import (
	"fmt"
	"slices"
	"time"

	"so-in.se/psi/internal/frontmatter"
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
)

// maxOccasions bounds a series: weekly for ten years.
const maxOccasions = 520

// Repeats makes a series of an activity: every third week until a day, but for some days, some moved.
type Repeats struct {
	Every int
	Unit  Unit
	// Until is the last day on which an occasion may begin; Times is the number of occasions, exceptions counted. One
	// of them is set.
	Until  swedish.Date
	Times  int
	Except []swedish.Date
	Moved  []MovedOccasion
}

// MovedOccasion is one occasion of a series that takes place at another time.
type MovedOccasion struct {
	// From is the day on which it would have begun.
	From swedish.Date
	When When

	written written
}

var repeatsShape = shape[Repeats]{fields: []field[Repeats]{
	integer(Field{
		Key: "every", Label: "Var", Help: "Hur tätt: 2 för varannan vecka.", Default: "1", Example: "2", Min: 1,
		Max: 52, Aliases: "varje",
	}, func(r *Repeats) *int { return &r.Every }),
	choice(Field{
		Key: "unit", Label: "Enhet", Help: "Det som every räknar.", Required: true, Example: "vecka", Aliases: "enhet",
	}, []Unit{Day, Week, Month}, func(r *Repeats) *Unit { return &r.Unit }),
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
	}), func(m *MovedOccasion) *written { return &m.written })...),
	check: func(d *decoder, m *MovedOccasion) { m.When = m.written.span(d.Decoder, "Tillfället", true) },
}

// check judges the key repeats of an activity.
func (r *Repeats) check(d *decoder, first When) {
	m := d.Nested("repeats", 0)
	if r.checkEnd(d, m, first) {
		r.checkExceptions(m, first)
	}
}

// checkEnd finds a series that does not end as it should. It reports whether it is known which days the series has.
func (r *Repeats) checkEnd(d *decoder, m *frontmatter.Decoder, first When) bool {
	switch {
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
	case len(r.days(first, maxOccasions+1)) > maxOccasions:
		m.Problem(m.Pos("until"), problem.BadValue, fmt.Sprintf("Serien har fler än %d tillfällen.", maxOccasions),
			"Skriv en tidigare sista dag. Serien kan förlängas när den dagen närmar sig.")
		return false
	}
	return true
}

// checkExceptions finds exceptions that hit no occasion, or the same one twice, and a series of which they leave
// nothing.
func (r *Repeats) checkExceptions(m *frontmatter.Decoder, first When) {
	days := r.days(first, maxOccasions)
	left := len(days)
	seen := map[swedish.Date]bool{}
	check := func(at frontmatter.Pos, day swedish.Date) {
		switch {
		case day.IsZero():
		case !slices.Contains(days, day):
			m.Problem(at, problem.BadValue, fmt.Sprintf("Serien har inget tillfälle den %s.", swedish.FormatDate(day)),
				"Kontrollera datumet mot seriens start, every och unit.")
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

// days returns the day on which each occasion begins, exceptions included. A month without the day is passed over, as
// RFC 5545 §3.3.10 has it. There are at most limit days.
func (r *Repeats) days(first When, limit int) []swedish.Date {
	start := swedish.DateOf(first.Start)
	var days []swedish.Date
	for i := 0; len(days) < limit && i < 12*limit; i++ {
		var day swedish.Date
		switch r.Unit {
		case Week:
			day = start.AddDays(7 * i * r.Every)
		case Month:
			month := time.Date(start.Year, start.Month+time.Month(i*r.Every), 1, 0, 0, 0, 0, time.UTC)
			day = swedish.Date{Year: month.Year(), Month: month.Month(), Day: start.Day}
			if month.AddDate(0, 0, start.Day-1).Month() != month.Month() {
				continue
			}
		default:
			day = start.AddDays(i * r.Every)
		}
		if r.Times > 0 && len(days) == r.Times || r.Times == 0 && day.Compare(r.Until) > 0 {
			break
		}
		days = append(days, day)
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
	for _, day := range a.Repeats.days(a.When, maxOccasions) {
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
