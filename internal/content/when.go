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

// spanFields are the keys of a time span. The one given says what is particular to start.
func spanFields(start Field) []field[written] {
	start.Key, start.Label, start.Example = "start", "Börjar", "2027-05-10 13:00"
	start.Aliases += " datum tid när börjar borjar startar starttid startdatum början"
	return []field[written]{
		moment(start, func(w *written) *swedish.Moment { return &w.start }),
		moment(Field{
			Key: "end", Label: "Slutar", Help: "Dag och klockslag då det slutar. För hela dagar: den sista dagen.",
			Example: "2027-05-10 15:00", Aliases: "slut slutar sluttid slutdatum till stop",
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
	if !s.WholeDay && s.End.Sub(s.Start) > longest {
		meant := swedish.DateOf(s.Start)
		if clockOn(meant, s.End).Before(s.Start) {
			meant = meant.AddDays(1)
		}
		d.Problem(
			d.Pos("end"), problem.LongActivity, what+" varar från "+describe(start)+" till "+describe(end)+".",
			"Skriv end: "+clockOn(meant, s.End).Format("2006-01-02 15:04")+", om den slutar då. "+
				"Pågår den i flera dagar, så skriv start och end utan klockslag.",
		)
	}
	return s
}

// longest is how long a span with times of day is likely to last.
const longest = 24 * time.Hour

// clockOn returns the instant on a day at another's time of day.
func clockOn(day swedish.Date, clock time.Time) time.Time {
	return time.Date(day.Year, day.Month, day.Day, clock.Hour(), clock.Minute(), clock.Second(), 0, clock.Location())
}

// describe writes a moment as messages show it.
func describe(m swedish.Moment) string {
	if m.WholeDay {
		return m.Time.Format("2006-01-02")
	}
	return m.Time.Format("2006-01-02 15:04")
}
