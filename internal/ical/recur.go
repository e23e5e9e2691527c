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
	// Until is the last instant at which an occurrence may start; for whole days, the last day on which one may. Zero
	// for none.
	Until time.Time
	// Count is the number of occurrences, exceptions included; 0 for none. A series has Until or Count, or goes on for
	// ever.
	Count int
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

// walls yields the wall-clock times that the rule gives from a first one on, exceptions included. Until is compared by
// the clock.
func (r *Recurrence) walls(first time.Time, at clock) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		n := 0
		for wall := range r.steps(first) {
			if r.Count > 0 && n == r.Count || !r.Until.IsZero() && at(wall).After(r.Until) {
				return
			}
			if !yield(wall) {
				return
			}
			n++
		}
	}
}

// steps yields wall-clock times at the rule's distance from the first, up to the last year that a calendar can write.
func (r *Recurrence) steps(first time.Time) iter.Seq[time.Time] {
	return func(yield func(time.Time) bool) {
		if r.Every < 1 || r.Every > maxEvery {
			return
		}
		for i := 0; ; i += r.Every {
			var wall time.Time
			switch r.Unit {
			case Day:
				wall = first.AddDate(0, 0, i)
			case Week:
				wall = first.AddDate(0, 0, 7*i)
			case Month:
				wall = first.AddDate(0, i, 0)
			default:
				return
			}
			if wall.Year() > lastYear {
				return
			}
			if r.Unit == Month && wall.Day() != first.Day() {
				continue
			}
			if !yield(wall) {
				return
			}
		}
	}
}
