package content

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// checkRule finds a rule without its unit, days that are none or not of the unit, and a start on another day. It
// reports whether it is known how the series goes on.
func (r *Repeats) checkRule(d *decoder, m *frontmatter.Decoder, first When) bool {
	if !m.Has("unit") {
		if m.Has("extra") && !m.Has("every") && !m.Has("days") && !m.Has("until") && !m.Has("times") {
			return !first.IsZero()
		}
		value := string(Week)
		if meant, ok := readRhythm(strings.Join(r.days, " och ")); ok {
			value = string(meant.Unit)
		}
		m.Suggest(d.KeyPos("repeats"), problem.MissingKey, "Nyckeln `unit` saknas.", "Skriv hur ofta det upprepas:",
			"unit", value)
		return false
	}
	for i, name := range r.days {
		if len(DaysNamed(name)) == 0 {
			r.unknownDay(m, i)
			return false
		}
	}
	r.On = DaysNamed(r.days...)
	if len(r.On) == 0 || r.Unit == "" {
		return true // the unit has been judged
	}
	return r.checkDays(m, first) && (first.IsZero() || r.checkStart(d, m, first))
}

// unknownDay tells of a text in days that is no day, and of what may be meant.
func (r *Repeats) unknownDay(m *frontmatter.Decoder, i int) {
	message := fmt.Sprintf("Nyckeln `days` kan inte vara %s.", frontmatter.Quoted(r.days[i]))
	meant, ok := readRhythm(strings.Join(r.days, " och "))
	if !ok || len(meant.On) == 0 {
		m.Problem(m.ItemPos("days", i), problem.UnknownValue, message, "Skriv dagar i veckan, till exempel days: "+
			"[tisdag, torsdag], eller i månaden, till exempel days: tredje tisdagen, days: sista fredagen eller days: "+
			"den 15.")
		return
	}
	pairs := []string{"days", daysValue(meant.On)}
	if meant.Every > 0 && meant.Every != r.Every {
		pairs = append(pairs, "every", fmt.Sprint(meant.Every))
	}
	if meant.Unit != r.Unit && (r.Unit != Year || meant.Unit != Month) {
		pairs = append(pairs, "unit", string(meant.Unit))
	}
	m.Suggest(m.ItemPos("days", i), problem.UnknownValue, message, "Skriv så här:", pairs...)
}

// checkDays finds days that a unit does not have. It reports whether there are none.
func (r *Repeats) checkDays(m *frontmatter.Decoder, first When) bool {
	names := frontmatter.Quoted(strings.Join(r.days, ", "))
	ofWeek := ofWeek(r.On[0])
	switch monthly := r.Unit == Month || r.Unit == Year; {
	case mixed(r.On):
		m.Problem(m.Pos("days"), problem.BadValue,
			"Nyckeln `days` blandar dagar av olika slag, och det finns ingen sådan regel i kalendrar.",
			"Skriv dagar av ett slag. Behövs fler, så gör en aktivitet till.")
	case len(r.On) != len(slices.Compact(slices.Sorted(slices.Values(r.days)))):
		m.Problem(m.Pos("days"), problem.BadValue, "Nyckeln `days` har samma dag två gånger.", "Ta bort den ena.")
	case ofWeek && monthly:
		advice := "Gäller det varje vecka, så skriv:"
		if first.IsZero() || swedish.DateOf(first.Start).Weekday() != r.On[0].Weekday || len(r.On) > 1 {
			m.Suggest(m.Pos("days"), problem.BadValue,
				fmt.Sprintf("Med unit: %s säger inte %s vilken vecka det är.", r.Unit, names), advice,
				"unit", string(Week))
			break
		}
		nth := ical.On{Nth: (first.Start.Day()-1)/7 + 1, Weekday: r.On[0].Weekday}
		m.Suggest(m.Pos("days"), problem.BadValue,
			fmt.Sprintf("Med unit: %s säger inte %s vilken vecka det är.", r.Unit, names),
			"Gäller det varje vecka, så skriv unit: vecka. Gäller det den här veckan i månaden, så skriv:",
			"days", dayName(nth))
	case ofWeek && r.Unit == Day:
		m.Suggest(m.Pos("days"), problem.BadValue, "Dagar i veckan hör inte ihop med unit: dag.", "Skriv:",
			"unit", string(Week))
	case !ofWeek && !monthly:
		m.Suggest(m.Pos("days"), problem.BadValue,
			fmt.Sprintf("Dagar i månaden (%s) hör inte ihop med unit: %s.", names, r.Unit), "Skriv:",
			"unit", string(Month))
	default:
		return true
	}
	return false
}

// checkStart wants the first occasion to be on one of the days.
func (r *Repeats) checkStart(d *decoder, m *frontmatter.Decoder, first When) bool {
	rule := r.Rule(first)
	rule.Until, rule.Count = time.Time{}, 0
	day := swedish.DateOf(first.Start)
	for start := range rule.Starts(first.Start) {
		to := swedish.DateOf(start)
		if to == day {
			return true
		}
		message := fmt.Sprintf("Serien börjar %s, men days är %s.", swedish.FormatDate(day), joinDays(r.On))
		if !r.Until.IsZero() && r.Until.Before(to) {
			break
		}
		moved := first.On(to)
		pairs := []string{"start", asWritten(moved.Start, moved.WholeDay)}
		if d.Has("end") {
			end := moved.End
			if moved.WholeDay {
				end = end.AddDate(0, 0, -1)
			}
			pairs = append(pairs, "end", asWritten(end, moved.WholeDay))
		}
		d.Suggest(m.Pos("days"), problem.BadValue, message,
			"Ändra days, eller skriv den första gången som stämmer:", pairs...)
		return false
	}
	m.Problem(m.Pos("days"), problem.BadValue,
		fmt.Sprintf("Serien börjar %s, men days är %s.", swedish.FormatDate(day), joinDays(r.On)),
		"Kontrollera start, days och until.")
	return false
}

// checkExtra finds extra occasions that are before the first, or on a day that has one. It reports whether there are
// none.
func (r *Repeats) checkExtra(m *frontmatter.Decoder, first When) bool {
	ruled := *r
	ruled.Extra = nil
	taken := ruled.occasionDays(first, maxOccasions)
	sound := true
	for i, day := range r.Extra {
		switch {
		case day.IsZero():
			continue
		case day.Before(swedish.DateOf(first.Start)):
			m.Problem(m.ItemPos("extra", i), problem.BadValue,
				fmt.Sprintf("Det extra tillfället den %s är före seriens början.", swedish.FormatDate(day)),
				"Skriv den första dagen i start.")
			sound = false
		case slices.Contains(taken, day):
			m.Problem(
				m.ItemPos("extra", i),
				problem.BadValue,
				fmt.Sprintf("Serien har redan ett tillfälle den %s.", swedish.FormatDate(day)),
				"Ta bort dagen ur extra. Två tillfällen samma dag kan inte stå i en serie: gör en egen aktivitet av "+
					"andra.",
			)
			sound = false
		}
		taken = append(taken, day)
	}
	return sound && !slices.Contains(r.Extra, swedish.Date{})
}

// remark tells of what some calendar program shows otherwise than it is meant.
func (r *Repeats) remark(d *decoder, a *Activity) {
	if len(a.Occasions) == 0 {
		return
	}
	m := d.Nested("repeats", 0)
	r.remarkSkipped(m, a.When)
	if len(r.On) > 1 && !ofWeek(r.On[0]) {
		m.Problem(m.Pos("days"), problem.UncommonSeries,
			"Outlook har ingen regel för flera dagar i månaden, och visar kanske bara den ena.",
			"Gör en aktivitet för varje dag i månaden, så visas alla överallt.")
	}
	for i := 1; i < len(a.Occasions); i++ {
		if before, now := a.Occasions[i-1], a.Occasions[i]; now.Start.Before(before.End) {
			r.remarkOverlap(d, a.When, before, now)
			return
		}
	}
}

// remarkSkipped tells of months that lack the day. Programs don't agree: Outlook takes the last day of the month.
func (r *Repeats) remarkSkipped(m *frontmatter.Decoder, first When) {
	on := ical.On{Date: first.Start.Day()}
	if len(r.On) > 0 {
		on = r.On[0]
	}
	yearly := r.Unit == Year
	if !yearly && r.Unit != Month || len(r.On) > 1 || on.Date <= 28 && on.Nth < 5 || !r.skips(first) {
		return
	}
	at := m.Pos("unit")
	if m.Has("days") {
		at = m.Pos("days")
	}
	last := on
	message := fmt.Sprintf(
		"Alla månader har inte någon %s, så serien hoppar över några. En del kalenderprogram visar då "+
			"den fjärde.",
		strings.TrimSuffix(dayName(on), "en"),
	)
	switch {
	case on.Nth == 5:
		last.Nth = -1
	case yearly:
		message = "Den 29 februari finns bara vart fjärde år, så serien hoppar över de andra. En del kalenderprogram " +
			"visar då den 28 februari."
		last = ical.On{Date: -1}
	default:
		message = fmt.Sprintf(
			"Alla månader har inte någon dag %d, så serien hoppar över några. En del kalenderprogram "+
				"visar då den sista dagen i månaden.",
			on.Date,
		)
		last = ical.On{Date: -1}
	}
	if last.Date < 0 && first.Start.AddDate(0, 0, 1).Day() != 1 {
		m.Problem(at, problem.SkippedOccasions, message, "Välj en dag som alla månader har, 1–28.")
		return
	}
	m.Suggest(at, problem.SkippedOccasions, message, "Ska det bli av varje gång, så skriv:", "days", dayName(last))
}

// skips reports whether a series with one day in each unit passes over some unit.
func (r *Repeats) skips(first When) bool {
	ruled := *r
	ruled.Extra = nil
	days := ruled.occasionDays(first, maxOccasions)
	end := days[len(days)-1]
	if !r.Until.IsZero() {
		end = r.Until
	}
	step := r.Every
	if r.Unit == Year {
		step *= 12
	}
	months := 12*(end.Year-days[0].Year) + int(end.Month) - int(days[0].Month)
	if !r.Until.IsZero() && months%step == 0 && days[len(days)-1].Month != end.Month {
		months-- // the last month may end before its day
	}
	return months/step+1 > len(days)
}

// remarkOverlap tells of an occasion that begins before the one before it has ended.
func (r *Repeats) remarkOverlap(d *decoder, first, before, now When) {
	if now.Start.Equal(before.Start) {
		m := d.Nested("repeats", 0)
		d.Problem(m.KeyPos("moved"), problem.OverlappingOccasions,
			"Två tillfällen börjar samtidigt, "+now.String()+", och en del kalenderprogram visar bara det ena.",
			"Skriv det ena i except, om det har gått upp i det andra.")
		return
	}
	message := fmt.Sprintf("Ett tillfälle pågår fortfarande när nästa börjar: %s och %s.", before, now)
	meant := swedish.DateOf(first.Start)
	if !first.WholeDay && clockOn(meant, first.End).Before(first.Start) {
		meant = meant.AddDays(1)
	}
	end := clockOn(meant, first.End)
	if first.WholeDay {
		end = first.Start
	}
	if !d.Has("end") || !end.Before(first.End) || !first.WholeDay && !end.After(first.Start) {
		d.Problem(d.KeyPos("repeats"), problem.OverlappingOccasions, message, "Kontrollera start, end och repeats.")
		return
	}
	d.Suggest(d.Pos("end"), problem.OverlappingOccasions, message,
		"I end står slutet av det första tillfället, inte av serien. Slutar det tidigare, så skriv till exempel:",
		"end", asWritten(end, first.WholeDay))
}
