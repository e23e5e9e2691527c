package record

import (
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/swedish"
)

// Span is a time span in Europe/Stockholm; End is exclusive.
type Span struct {
	Start, End time.Time
	WholeDay   bool
}

// ParseSpan reads a start and an end as [Event] has them, or reports that they are none.
func ParseSpan(start, end string) (Span, bool) {
	from, err1 := swedish.ParseMoment(start)
	to, err2 := swedish.ParseMoment(end)
	if err1 != nil || err2 != nil || from.WholeDay != to.WholeDay {
		return Span{}, false
	}
	if from.WholeDay {
		to.Time = to.Date().AddDays(1).In()
	}
	return Span{from.Time, to.Time, from.WholeDay}, to.Time.After(from.Time)
}

// parseOccasion reads a start and an end with a slash between.
func parseOccasion(s string) (Span, bool) {
	start, end, _ := strings.Cut(s, "/")
	return ParseSpan(start, end)
}

// String returns the span in Swedish.
func (s Span) String() string { return swedish.FormatSpan(s.Start, s.End, s.WholeDay) }

// dayOf returns the day on which an occasion begins.
func dayOf(occasion string) string { return occasion[:min(len("2027-05-10"), len(occasion))] }

// occasions lists the times of a series; what is none has one.
func (e *Event) occasions() []string {
	if len(e.Occasions) == 0 {
		return []string{e.Start + "/" + e.End}
	}
	return e.Occasions
}

// on returns the occasion that by its rule would begin on a day, wherever it was moved; empty when there is none.
func (e *Event) on(day string) string {
	if o, ok := e.Moved[day]; ok {
		return o
	}
	for _, o := range e.occasions() {
		if dayOf(o) == day && !e.isMoved(o) {
			return o
		}
	}
	return ""
}

func (e *Event) isMoved(occasion string) bool {
	for _, o := range e.Moved {
		if o == occasion {
			return true
		}
	}
	return false
}

// Left returns the feeds that followers have an entry from and that it no longer stands in, sorted. One whose day has
// passed leaves none.
func (r *Record) Left(uid string, feeds []string, now time.Time) []string {
	before, ok := r.Event(uid)
	if !ok {
		before, ok = r.gone(uid)
	}
	if !ok || before.Draft {
		return nil
	}
	left := slices.Clone(before.Left)
	if before.Until.After(now) {
		left = append(left, before.Feeds...)
	}
	left = slices.DeleteFunc(left, func(name string) bool { return slices.Contains(feeds, name) })
	if len(left) == 0 {
		return nil
	}
	slices.Sort(left)
	return slices.Compact(left)
}

// Off returns those of the days without an occasion on which subscribers have had one, or have been told that it was
// called off.
func (r *Record) Off(uid string, days []string) []string {
	before, ok := r.Event(uid)
	if !ok || before.Draft {
		return nil
	}
	var off []string
	for _, day := range days {
		if slices.Contains(before.Off, day) || before.on(day) != "" {
			off = append(off, day)
		}
	}
	return off
}

// TakenAway returns the entries that r has, that are not published any longer, and whose day has not passed: with the
// feeds that they stood in as their Left, and a series with its next occasion alone. Their Hash and Stamps are still
// those of before. They are in order of their UIDs.
func (r *Record) TakenAway(published func(uid string) bool, now time.Time) []Event {
	var gone []Event
	for _, e := range slices.Concat(r.Events, r.Gone) {
		if published(e.UID) || e.Draft || !e.Until.After(now) {
			continue
		}
		for _, o := range e.occasions() {
			if s, ok := parseOccasion(o); ok && s.End.After(now) {
				e.Start, e.End, _ = strings.Cut(o, "/")
				break
			}
		}
		e.Left = slices.Sorted(slices.Values(slices.Concat(e.Left, e.Feeds)))
		e.Feeds, e.Occasions, e.Moved, e.Off, e.Facts = nil, nil, nil, nil, nil
		if _, ok := ParseSpan(e.Start, e.End); ok {
			gone = append(gone, e)
		}
	}
	slices.SortFunc(gone, byUID)
	return gone
}
