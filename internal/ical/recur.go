package ical

import (
	"cmp"
	"iter"
	"slices"
	"time"
)

// Recurrence makes a series of an event (RFC 5545, 3.8.5). The first occurrence is the event's own start; the others
// follow at the same time by the clock in Stockholm, also when summer time begins or ends between them.
type Recurrence struct {
	// Every is the number of units from one occurrence to the next, at least 1.
	Every int
	// Unit is what Every counts.
	Unit Unit
	// On tells the days of each unit, when there are others than that of the first occurrence, which must be one of
	// them: weekdays of a week; days or weekdays of a month; those of the month of the first occurrence in a year.
	On []On
	// Until is the last instant at which an occurrence may start; for whole days, the last day on which one may. Zero
	// for none.
	Until time.Time
	// Count is the number of occurrences, exceptions included; 0 for none. A series has Until or Count, or goes on for
	// ever.
	Count int
	// Extra holds the starts of occurrences that the rule doesn't give (RDATE), at the time of day of the first and
	// after it. Until and Count have nothing to do with them.
	Extra []time.Time
	// Except holds the starts of occurrences that don't take place, and of which nobody is told.
	Except []time.Time
	// Off holds the starts of occurrences that were called off after people had heard of them. Each is written as a
	// cancelled occurrence of its own, which programs show or take away; of an EXDATE nobody learns.
	Off []time.Time
	// Moved holds the occurrences that take place at another time.
	Moved []Override
}

// Override moves one occurrence of a series (RFC 5545, 3.8.4.4).
type Override struct {
	// Original is the start that the rule gives.
	Original time.Time
	// Start and End are when it takes place instead; End is exclusive.
	Start, End time.Time
}

// Unit is a span between occurrences.
type Unit int

// The units of a series.
const (
	Day   Unit = iota + 1
	Week       // seven days: the same weekday
	Month      // the same day of the month; months without that day are passed over
	Year       // the same day of the year; 29 February is passed over in most
)

// Occurrence is one time at which an event takes place.
type Occurrence struct {
	// Start and End are in Europe/Stockholm; End is exclusive.
	Start, End time.Time
	// Original is the start that the rule gives, which differs from Start when the occurrence was moved.
	Original time.Time
}

// Occurrences returns the times between two instants at which the event takes place, by start: all that end after from
// and start before to. An event without a series has at most one.
//
// Each occurrence lasts as long by the clock as the first: one from 22.00 to 06.00 ends at 06.00 also on the night when
// the clock changes. So ical.js has it; khal lets eight hours pass, as RFC 5545, 3.8.5.3, can be read. An occurrence at
// a time that the clock skips when summer time begins is counted with the offset before the change (02.30 takes place
// at 03.30); at a time that comes twice when summer time ends, the first is meant (RFC 5545, 3.3.5). Calendar programs
// don't agree: for the skipped time ical.js has 01.30 and libical 03.30, and both take the second of two. So
// [Calendar.Validate] refuses a series that comes to such a time.
func (e *Event) Occurrences(from, to time.Time) []Occurrence {
	var list []Occurrence
	add := func(o Occurrence) {
		ends := o.End.After(from) || o.End.Equal(o.Start) && !o.Start.Before(from)
		if ends && o.Start.Before(to) {
			list = append(list, o)
		}
	}
	if e.Recurrence == nil {
		start := e.Start.In(stockholm())
		add(Occurrence{Start: start, End: e.end().In(stockholm()), Original: start})
		return list
	}
	for o := range e.unmoved() {
		if !o.Start.Before(to) {
			break
		}
		add(o)
	}
	for _, m := range e.Recurrence.Moved {
		add(Occurrence{
			Start: m.Start.In(stockholm()), End: m.End.In(stockholm()), Original: m.Original.In(stockholm()),
		})
	}
	slices.SortStableFunc(list, func(a, b Occurrence) int {
		return cmp.Or(a.Start.Compare(b.Start), a.Original.Compare(b.Original))
	})
	return list
}

// Last returns the end of the last occurrence, and false when the series never ends or has no occurrence left.
func (e *Event) Last() (time.Time, bool) {
	if e.Recurrence == nil {
		return e.end().In(stockholm()), true
	}
	if e.Recurrence.endless() {
		return time.Time{}, false
	}
	var last time.Time
	for o := range e.unmoved() {
		last = o.End
	}
	for _, m := range e.Recurrence.Moved {
		if m.End.After(last) {
			last = m.End.In(stockholm())
		}
	}
	return last, !last.IsZero()
}

// usualEnd returns when an occurrence that begins at an instant ends by the rule: it lasts as long by the clock as the
// first.
func (e *Event) usualEnd(start time.Time) time.Time {
	lasts := swedishWall(e.end()).Sub(swedishWall(e.Start))
	return clockIn(stockholm())(swedishWall(start).Add(lasts))
}

// end returns the end of the event, or its start if it has none.
func (e *Event) end() time.Time {
	if e.End.IsZero() {
		return e.Start
	}
	return e.End
}

// unmoved yields the occurrences at the times that the rule gives, without those excepted or moved.
func (e *Event) unmoved() iter.Seq[Occurrence] {
	gone := make(map[int64]bool)
	for _, t := range slices.Concat(e.Recurrence.Except, e.Recurrence.changed()) {
		gone[t.Unix()] = true
	}
	at := clockIn(stockholm())
	lasts := swedishWall(e.end()).Sub(swedishWall(e.Start))
	return func(yield func(Occurrence) bool) {
		for wall := range e.Recurrence.walls(swedishWall(e.Start), at) {
			start := at(wall)
			if gone[start.Unix()] {
				continue
			}
			if !yield(Occurrence{Start: start, End: at(wall.Add(lasts)), Original: start}) {
				return
			}
		}
	}
}

// changed returns the starts that the rule gives of the occurrences that were moved or called off.
func (r *Recurrence) changed() []time.Time {
	starts := slices.Clone(r.Off)
	for _, m := range r.Moved {
		starts = append(starts, m.Original)
	}
	return starts
}

// endless reports whether the series has no end.
func (r *Recurrence) endless() bool { return r.Until.IsZero() && r.Count == 0 }

// Starts yields the starts of the occurrences of a series whose first one has a start, in order: those that the rule
// gives and those that are extra, exceptions and moved ones included.
func (r *Recurrence) Starts(first time.Time) iter.Seq[time.Time] {
	at := clockIn(stockholm())
	return func(yield func(time.Time) bool) {
		for wall := range r.walls(swedishWall(first), at) {
			if !yield(at(wall)) {
				return
			}
		}
	}
}

// walls yields the wall-clock times of a series from a first one on, exceptions included.
func (r *Recurrence) walls(first time.Time, at clock) iter.Seq[time.Time] {
	extra := make([]time.Time, len(r.Extra))
	for i, t := range r.Extra {
		extra[i] = dayOf(swedishWall(t)).Add(first.Sub(dayOf(first)))
	}
	slices.SortFunc(extra, time.Time.Compare)
	return func(yield func(time.Time) bool) {
		for wall := range r.ruled(first, at) {
			for len(extra) > 0 && !extra[0].After(wall) {
				if extra[0].Before(wall) && !yield(extra[0]) {
					return
				}
				extra = extra[1:]
			}
			if !yield(wall) {
				return
			}
		}
		for _, wall := range extra {
			if !yield(wall) {
				return
			}
		}
	}
}

// ruled yields the wall-clock times that the rule gives. Until is compared by the clock.
func (r *Recurrence) ruled(first time.Time, at clock) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		n := 0
		for wall := range r.steps(first) {
			if r.Count > 0 && n == r.Count || !r.Until.IsZero() && at(wall).After(r.Until) || !yield(wall) {
				return
			}
			n++
		}
	}
}

// steps yields the wall-clock times on the days of the rule, up to the last year that a calendar can write.
func (r *Recurrence) steps(first time.Time) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		if r.Every < 1 || r.Every > maxEvery {
			return
		}
		begin := dayOf(first)
		for i := 0; ; i += r.Every {
			unit, days := r.days(begin, i)
			if unit.IsZero() || unit.Year() > lastYear {
				return
			}
			for _, day := range days {
				if !day.Before(begin) && !yield(day.Add(first.Sub(begin))) {
					return
				}
			}
		}
	}
}

// days returns the first day of the nth unit after that of the first occurrence, and the rule's days in it; zero for an
// unknown unit.
func (r *Recurrence) days(first time.Time, n int) (unit time.Time, days []time.Time) {
	switch r.Unit {
	case Day:
		unit = first.AddDate(0, 0, n)
		return unit, []time.Time{unit}
	case Week:
		if len(r.On) == 0 {
			unit = first.AddDate(0, 0, 7*n)
			return unit, []time.Time{unit}
		}
		unit = first.AddDate(0, 0, 7*n-fromMonday(first.Weekday()))
		for _, on := range r.On {
			days = append(days, unit.AddDate(0, 0, fromMonday(on.Weekday)))
		}
	case Month, Year:
		months := n
		if r.Unit == Year {
			months *= 12
		}
		unit = time.Date(first.Year(), first.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
		on := r.On
		if len(on) == 0 {
			on = []On{{Date: first.Day()}}
		}
		for _, o := range on {
			if day, ok := o.in(unit); ok {
				days = append(days, day)
			}
		}
	}
	slices.SortFunc(days, time.Time.Compare)
	return unit, slices.CompactFunc(days, time.Time.Equal)
}
