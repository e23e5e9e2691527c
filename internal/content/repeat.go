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

// repeats reads the key repeats; nil when it is absent or no use.
func (d *decoder) repeats(first When) *Repeats {
	if !d.Has("repeats") {
		return nil
	}
	r := &Repeats{Every: 1}
	d.Map("repeats", func(m *frontmatter.Decoder) {
		m.Int("every", &r.Every, frontmatter.Range(1, 52))
		frontmatter.Choice(m, "unit", &r.Unit, []Unit{Day, Week, Month}, frontmatter.Required("unit: vecka"))
		m.Date("until", &r.Until)
		m.Int("times", &r.Times, frontmatter.Range(2, maxOccasions))
		m.Dates("except", &r.Except)
		m.Each("moved", func(m *frontmatter.Decoder) {
			var moved MovedOccasion
			m.Date("from", &moved.From, frontmatter.Required("from: 2027-05-10"))
			moved.When = d.when(m, "Tillfället", frontmatter.Required("start: 2027-05-11 13:00"))
			r.Moved = append(r.Moved, moved)
		})
		if first.IsZero() {
			return
		}
		d.checkRepeats(m, r, first)
	})
	return r
}

// checkRepeats finds a series that does not end, and exceptions that hit no occasion.
func (d *decoder) checkRepeats(m *frontmatter.Decoder, r *Repeats, first When) {
	start := swedish.DateOf(first.Start)
	switch {
	case r.Until.IsZero() && r.Times == 0 && !m.Has("until") && !m.Has("times"):
		m.Problem(d.Pos("repeats"), problem.MissingKey, "Serien har inget slut.", "Skriv den sista dagen, until: 2027-12-31, eller antalet gånger, times: 10")
	case m.Has("until") && m.Has("times"):
		m.Problem(m.Pos("times"), problem.BadValue, "Serien har både en sista dag och ett antal gånger.", "Ta bort until eller times.")
	case !r.Until.IsZero() && r.Until.Compare(start) < 0:
		m.Problem(m.Pos("until"), problem.EndBeforeStart, "Serien slutar innan den har börjat.", "Kontrollera until och start.")
	}
	days := r.days(first)
	known := func(key string, day swedish.Date) {
		if !day.IsZero() && !slices.Contains(days, day) {
			m.Problem(m.Pos(key), problem.BadValue, fmt.Sprintf("Serien har inget tillfälle den %s.", swedish.FormatDate(day)), "Kontrollera datumet mot start och every.")
		}
	}
	for _, day := range r.Except {
		known("except", day)
	}
	for _, moved := range r.Moved {
		known("moved", moved.From)
	}
}

// days gives the day on which each occasion begins, exceptions included. A month without the day is passed over, as RFC 5545
// §3.3.10 has it.
func (r *Repeats) days(first When) []swedish.Date {
	start := swedish.DateOf(first.Start)
	var days []swedish.Date
	for i := 0; len(days) < maxOccasions && i < 12*maxOccasions; i++ {
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
	for _, day := range a.Repeats.days(a.When) {
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

// On gives the same wall-clock span beginning on another day.
func (w When) On(day swedish.Date) When {
	first := swedish.DateOf(w.Start)
	shift := func(t time.Time) time.Time {
		days := int(time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC).Sub(time.Date(first.Year, first.Month, first.Day, 0, 0, 0, 0, time.UTC)) / (24 * time.Hour))
		return time.Date(t.Year(), t.Month(), t.Day()+days, t.Hour(), t.Minute(), t.Second(), 0, t.Location())
	}
	return When{Start: shift(w.Start), End: shift(w.End), WholeDay: w.WholeDay}
}
