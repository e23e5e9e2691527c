package content

import (
	"time"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// When is a time span in Europe/Stockholm. End is exclusive: the midnight after the last of whole days. The zero value
// means that no time is known.
type When struct {
	Start, End time.Time
	WholeDay   bool
}

// IsZero reports whether no time is known.
func (w When) IsZero() bool { return w.Start.IsZero() }

// Past reports whether it has ended.
func (w When) Past(now time.Time) bool { return !w.End.After(now) }

// String returns the span in Swedish: "tisdag 10 maj 2016 kl. 13.00–16.00".
func (w When) String() string { return swedish.FormatSpan(w.Start, w.End, w.WholeDay) }

// On returns the same wall-clock span beginning on another day. A time that the clock skips on that day is an hour
// later; one that it shows twice is the first (RFC 5545 §3.3.5).
func (w When) On(day swedish.Date) When {
	first := swedish.DateOf(w.Start)
	if day == first {
		return w
	}
	days := int(utc(day).Sub(utc(first)) / (24 * time.Hour))
	on := When{Start: shift(w.Start, days), End: shift(w.End, days), WholeDay: w.WholeDay}
	if !on.End.After(on.Start) { // between them lay only what the clock skips
		on.End = on.Start.Add(w.End.Sub(w.Start))
	}
	return on
}

// utc is a day's midnight in a zone whose days all have 24 hours.
func utc(day swedish.Date) time.Time {
	return time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)
}

// shift returns the same time of day some days later.
func shift(t time.Time, days int) time.Time {
	later := time.Date(t.Year(), t.Month(), t.Day()+days, t.Hour(), t.Minute(), t.Second(), 0, t.Location())
	if again := later.Add(-time.Hour); again.Hour() == later.Hour() {
		return again
	}
	return later
}

// written is a time span as an editor writes it, in the keys start and end.
type written struct{ start, end swedish.Moment }

// spanFields are the keys of a time span. The one given says what is particular to start, and the day is that of the
// examples.
func spanFields(start Field, day string) []field[written] {
	start.Key, start.Label, start.Example = "start", "Börjar", day+" 13:00"
	start.Aliases += " datum tid när börjar borjar startar starttid startdatum början"
	return []field[written]{
		moment(start, func(w *written) *swedish.Moment { return &w.start }),
		moment(Field{
			Key: "end", Label: "Slutar", Help: "Dag och klockslag då det slutar. För hela dagar: den sista dagen.",
			Example: day + " 15:00", Aliases: "slut slutar sluttid slutdatum till stop",
		}, func(w *written) *swedish.Moment { return &w.end },
		).requiredWhen("start har ett klockslag", (*written).likelyEnd),
	}
}

// likelyEnd returns an end to suggest for a start that has a time of day; empty for others.
func (w *written) likelyEnd() string {
	if w.start.IsZero() || w.start.WholeDay {
		return ""
	}
	return w.start.Time.Add(2 * time.Hour).Format("2006-01-02 15:04")
}

// span judges what was written in the keys start and end of a mapping: what has that time span, as a message names it.
func (w *written) span(d *frontmatter.Decoder, what string, required bool) When {
	start, end := w.start, w.end
	switch {
	case start.IsZero():
		if d.Has("end") && !d.Has("start") && !required {
			d.Problem(
				d.KeyPos("end"), problem.MissingKey, what+" har ett slut men ingen början.",
				"Skriv till exempel start: 2027-05-10 13:00",
			)
		}
		return When{}
	case end.IsZero() && start.WholeDay && !d.Has("end"):
		end = start
	case end.IsZero():
		return When{}
	case start.WholeDay != end.WholeDay:
		d.Problem(
			d.Pos("end"), problem.WrongType, "Den ena av start och end har klockslag, den andra inte.",
			"Skriv klockslag i båda (start: 2027-05-10 13:00), eller i ingen av dem om det gäller hela dagar (start: "+
				"2027-05-10).",
		)
		return When{}
	}
	s := When{Start: start.Time, End: end.Time, WholeDay: start.WholeDay}
	if s.WholeDay {
		s.End = swedish.DateOf(end.Time).AddDays(1).In()
	}
	if !s.End.After(s.Start) {
		d.Problem(
			d.Pos("end"), problem.EndBeforeStart,
			"Slutet ("+describe(end)+") är inte efter början ("+describe(start)+").",
			"Kontrollera start och end. Går det över midnatt ska end ha nästa dags datum.",
		)
		return When{}
	}
	s.remark(d, what)
	return s
}

const (
	// longest is how long a span with times of day is likely to last, and mostDays how many whole days.
	longest  = 24 * time.Hour
	mostDays = 31
)

// remark tells of a span that hardly anybody means.
func (w When) remark(d *frontmatter.Decoder, what string) {
	start, end := asWritten(w.Start, w.WholeDay), asWritten(w.End, w.WholeDay)
	if w.WholeDay {
		end = w.End.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	message := what + " varar från " + start + " till " + end + "."
	switch sameYear := w.End.AddDate(w.Start.Year()-w.End.Year(), 0, -1); {
	case w.WholeDay && w.End.After(w.Start.AddDate(0, 0, mostDays)):
		most := w.Start.AddDate(0, 0, mostDays)
		if w.End.Year() > w.Start.Year() && !sameYear.Before(w.Start) && sameYear.Before(most) {
			d.Suggest(
				d.Pos("end"), problem.LongActivity, message, "Slutar den samma år, så skriv:",
				"end", sameYear.Format(time.DateOnly),
			)
			return
		}
		d.Problem(d.Pos("end"), problem.LongActivity, message, "Kontrollera start och end.")
	case w.WholeDay:
	case w.End.Sub(w.Start) > longest:
		meant := swedish.DateOf(w.Start)
		if clockOn(meant, w.End).Before(w.Start) {
			meant = meant.AddDays(1)
		}
		d.Suggest(
			d.Pos("end"), problem.LongActivity, message,
			"Pågår den i flera dagar, så skriv start och end utan klockslag. Slutar den inom ett dygn, så skriv:",
			"end", asWritten(clockOn(meant, w.End), false),
		)
	case w.Start.Hour() >= 1 && w.Start.Hour() < 5:
		later := []string{"start", asWritten(w.Start.Add(12*time.Hour), false)}
		if !w.End.After(w.Start.Add(12 * time.Hour)) {
			later = append(later, "end", asWritten(w.End.Add(12*time.Hour), false))
		}
		d.Suggest(
			d.Pos("start"), problem.NightTime, what+" börjar mitt i natten, kl. "+swedish.FormatClock(w.Start)+".",
			"Är det på eftermiddagen, så skriv:", later...,
		)
	}
}

// clockOn returns the instant on a day at another's time of day.
func clockOn(day swedish.Date, clock time.Time) time.Time {
	return time.Date(day.Year, day.Month, day.Day, clock.Hour(), clock.Minute(), clock.Second(), 0, clock.Location())
}

// describe writes a moment as messages show it.
func describe(m swedish.Moment) string { return asWritten(m.Time, m.WholeDay) }

// asWritten writes a day, or a day and a time of day, as editors do.
func asWritten(t time.Time, wholeDay bool) string {
	if wholeDay {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02 15:04")
}
