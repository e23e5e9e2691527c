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
	// Until is the last day on which an occasion may begin; Times is the number of occasions, exceptions counted. One of them is set.
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
}

// repeats reads the key repeats; nil when it is absent.
func (d *decoder) repeats(first When) *Repeats {
	if !d.Has("repeats") {
		return nil
	}
	r := new(Repeats)
	d.Map("repeats", func(m *frontmatter.Decoder) {
		m.Int("every", &r.Every, frontmatter.Range(1, 52))
		if !m.Has("every") {
			r.Every = 1
		}
		frontmatter.Choice(m, "unit", &r.Unit, []Unit{Day, Week, Month}, frontmatter.Required("unit: vecka"))
		m.Date("until", &r.Until)
		m.Int("times", &r.Times, frontmatter.Range(2, maxOccasions))
		m.Dates("except", &r.Except)
		var from []frontmatter.Pos
		m.Each("moved", func(m *frontmatter.Decoder) {
			var moved MovedOccasion
			m.Date("from", &moved.From, frontmatter.Required("from: 2027-05-10"))
			moved.When = when(m, "Tillfället", frontmatter.Required("start: 2027-05-11 13:00"))
			r.Moved = append(r.Moved, moved)
			from = append(from, m.Pos("from"))
		})
		if d.checkEnd(m, r, first) {
			r.checkExceptions(m, first, from)
		}
	})
	return r
}

// checkEnd finds a series that does not end as it should. It returns true when it is known which days the series has.
func (d *decoder) checkEnd(m *frontmatter.Decoder, r *Repeats, first When) bool {
	switch {
	case !m.Has("until") && !m.Has("times"):
		m.Problem(d.KeyPos("repeats"), problem.MissingKey, "Serien har inget slut.", "Skriv den sista dagen, until: 2027-12-31, eller antalet gånger, times: 10")
		return false
	case m.Has("until") && m.Has("times"):
		m.Problem(m.Pos("times"), problem.BadValue, "Serien har både en sista dag och ett antal gånger.", "Ta bort until eller times.")
		return false
	case first.IsZero() || r.Every == 0 || r.Unit == "" || r.Until.IsZero() && r.Times == 0:
		return false // which has been reported
	case r.Times == 0 && r.Until.Compare(swedish.DateOf(first.Start)) < 0:
		m.Problem(m.Pos("until"), problem.EndBeforeStart, "Serien slutar innan den har börjat.", "Kontrollera until och start.")
		return false
	case len(r.days(first, maxOccasions+1)) > maxOccasions:
		m.Problem(m.Pos("until"), problem.BadValue, fmt.Sprintf("Serien har fler än %d tillfällen.", maxOccasions), "Skriv en tidigare sista dag. Serien kan förlängas när den dagen närmar sig.")
		return false
	}
	return true
}

// checkExceptions finds exceptions that hit no occasion, or the same one twice, and a series of which they leave nothing. The places
// are those of the key from of each moved occasion.
func (r *Repeats) checkExceptions(m *frontmatter.Decoder, first When, from []frontmatter.Pos) {
	days := r.days(first, maxOccasions)
	left := len(days)
	seen := map[swedish.Date]bool{}
	check := func(at frontmatter.Pos, day swedish.Date) {
		switch {
		case day.IsZero():
		case !slices.Contains(days, day):
			m.Problem(at, problem.BadValue, fmt.Sprintf("Serien har inget tillfälle den %s.", swedish.FormatDate(day)), "Kontrollera datumet mot seriens start, every och unit.")
		case seen[day]:
			m.Problem(at, problem.BadValue, fmt.Sprintf("Undantaget den %s står två gånger.", swedish.FormatDate(day)), "Ett tillfälle kan antingen utgå (except) eller flyttas (moved), en gång.")
		}
		seen[day] = true
	}
	for i, day := range r.Except {
		check(m.ItemPos("except", i), day)
		left--
	}
	for i, moved := range r.Moved {
		check(from[i], moved.From)
	}
	if left <= 0 {
		m.Problem(m.Pos("except"), problem.BadValue, "Serien har inget tillfälle kvar: alla är undantagna.", "Ställ in den i stället: status: inställd")
	}
}

// days gives the day on which each occasion begins, exceptions included. A month without the day is passed over, as RFC 5545
// §3.3.10 has it. There are at most limit days.
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

// On gives the same wall-clock span beginning on another day. A time that the clock skips on that day is an hour later; one that it
// shows twice is the first (RFC 5545 §3.3.5).
func (w When) On(day swedish.Date) When {
	first := swedish.DateOf(w.Start)
	if day == first {
		return w
	}
	days := int(time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Sub(time.Date(first.Year, first.Month, first.Day, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
	on := When{Start: shift(w.Start, days), End: shift(w.End, days), WholeDay: w.WholeDay}
	if !on.End.After(on.Start) { // between them lay only what the clock skips
		on.End = on.Start.Add(w.End.Sub(w.Start))
	}
	return on
}

// shift gives the same time of day some days later.
func shift(t time.Time, days int) time.Time {
	later := time.Date(t.Year(), t.Month(), t.Day()+days, t.Hour(), t.Minute(), t.Second(), 0, t.Location())
	if again := later.Add(-time.Hour); again.Hour() == later.Hour() {
		return again
	}
	return later
}
