package ical_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"so-in.se/psi/internal/ical"
)

// TestRoundTrip writes calendars and reads them again: the events must be the same, but for what reading leaves out or
// writing cleans.
func TestRoundTrip(t *testing.T) {
	check := func(t *testing.T, c *ical.Calendar) {
		t.Helper()
		invitation, err := ical.Read(bytes.NewReader(write(t, c)))
		if err != nil {
			t.Fatal(err)
		}
		inOrder := cmpopts.SortSlices(time.Time.Before)
		remarks := cmpopts.IgnoreFields(ical.Event{}, "Remarks")
		if diff := gocmp.Diff(expected(c), invitation.Calendar.Events, inOrder, remarks); diff != "" {
			t.Fatalf("(-written +read):\n%s", diff)
		}
		for _, e := range invitation.Calendar.Events {
			lost := slices.DeleteFunc(e.Dropped, func(l ical.Loss) bool { // as one called off has no text
				return l.What == ical.DroppedOccurrenceTexts
			})
			if len(lost) != 1 || lost[0].What != ical.DroppedOrganizerAddress || e.Doubts != nil || !invitation.Own {
				t.Errorf("dropped %v, doubts %v", lost, e.Doubts)
			}
		}
	}
	t.Run("odd", func(t *testing.T) { check(t, oddYear(hostile)) })
	t.Run("random", func(t *testing.T) {
		for seed := range uint64(300) {
			check(t, calendar(randomEvents(rand.New(rand.NewPCG(seed, 7)))...))
		}
	})
}

// expected gives the events as they should come back: in the order of the feed, cleaned, with what the calendar adds.
func expected(c *ical.Calendar) []ical.Event {
	events := slices.Clone(c.Events)
	slices.SortFunc(events, func(a, b ical.Event) int {
		if n := a.Start.Compare(b.Start); n != 0 {
			return n
		}
		return strings.Compare(a.UID, b.UID)
	})
	for i := range events {
		e := &events[i]
		e.Summary, e.Location, e.Street = oneLine(e.Summary), oneLine(e.Location), oneLine(e.Street)
		e.Description, e.Contact, e.URL = cleaned(e.Description), cleaned(e.Contact), encoded(e.URL)
		e.Organizer = ical.Mailbox{Name: quotable(e.Organizer.Name)}
		if e.Organizer.Name == "" {
			e.Organizer.Name = quotable(c.Organizer.Name)
		}
		if e.Stamp.IsZero() {
			e.Stamp = e.LastModified
		}
		if e.Conference = ""; e.Status == ical.Withdrawn {
			e.Status = ical.Cancelled
		}
		e.Categories = slices.Clone(e.Categories)
		for i := range e.Categories {
			e.Categories[i] = oneLine(e.Categories[i])
		}
		if e.Recurrence != nil {
			r := *e.Recurrence
			r.Except, r.Off, r.Moved = slices.Concat(r.Except, r.Off), nil, slices.Clone(r.Moved)
			slices.SortFunc(r.Moved, func(a, b ical.Override) int { return a.Original.Compare(b.Original) })
			e.Recurrence = &r
		}
	}
	return events
}

// randomEvents makes a few events out of pieces that are hard to write.
func randomEvents(r *rand.Rand) []ical.Event {
	pieces := []string{
		"a", "Åsa", " ", ",", ";", ":", `\`, `\n`, "\n", "\n\n", "\r\n", "🎉", "”", `"`, "'", "^n", "\t", "é", "x y z",
		"BEGIN:VEVENT\r\n",
	}
	text := func(n int) string {
		var b strings.Builder
		for range r.IntN(n) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		return b.String()
	}
	var events []ical.Event
	for i := range 1 + r.IntN(4) {
		e := ical.Event{
			UID: string(
				rune('a'+i),
			) + "@so-in.se", Sequence: r.IntN(9), Summary: "S" + text(40), Description: text(200), Location: text(40),
			Contact: text(20), URL: "https://www.so-in.se/" + encoded(text(5)), Status: ical.Status(r.IntN(3)),
			Organizer: ical.Mailbox{Name: text(10)}, LastModified: time.Unix(1.7e9+r.Int64N(1e8), 0).UTC(),
		}
		for range r.IntN(3) {
			e.Categories = append(e.Categories, "K"+text(6))
		}
		day := time.Date(2026, 1, 1+r.IntN(700), 0, 0, 0, 0, zone)
		e.Start, e.WholeDay = day.Add(time.Duration(4+r.IntN(20))*time.Hour), r.IntN(3) == 0
		e.End = e.Start.Add(time.Duration(1+r.IntN(4000)) * time.Minute)
		if e.WholeDay {
			e.Start, e.End = day, day.AddDate(0, 0, 1+r.IntN(5))
		}
		if r.IntN(2) == 0 {
			e.Recurrence = randomSeries(r, &e)
		}
		if calendar(e).Validate() != nil { // a series at 02.30 or the like
			e.Recurrence = nil
		}
		events = append(events, e)
	}
	return events
}

func randomSeries(r *rand.Rand, e *ical.Event) *ical.Recurrence {
	s := &ical.Recurrence{Every: 1 + r.IntN(4), Unit: ical.Unit(1 + r.IntN(3)), Count: 2 + r.IntN(20)}
	e.Recurrence = s
	all := e.Occurrences(e.Start, e.Start.AddDate(20, 0, 0))
	if r.IntN(2) == 0 {
		s.Count, s.Until = 0, all[len(all)-1].Start
	}
	for _, o := range all[1:] {
		switch r.IntN(7) {
		case 2:
			if e.Status != ical.Cancelled { // where reading makes no difference
				s.Off = append(s.Off, o.Start)
			}
		case 0:
			s.Except = append(s.Except, o.Start)
		case 1:
			s.Moved = append(
				s.Moved, ical.Override{Original: o.Start, Start: o.Start.AddDate(0, 0, 1), End: o.End.AddDate(0, 0, 3)},
			)
		}
	}
	return s
}
