package ical_test

import (
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"

	"so-in.se/psi/internal/ical"
)

// starts returns the starts of occurrences, and their ends where the times of day differ, for reading.
func starts(e ical.Event, from, to string) string {
	var list []string
	for _, o := range e.Occurrences(at(from), at(to)) {
		s := o.Start.Format("2006-01-02 15:04")
		if e.WholeDay {
			s = o.Start.Format(time.DateOnly) + "/" + o.End.Format(time.DateOnly)
		}
		list = append(list, s)
	}
	return strings.Join(list, ", ")
}

func TestOccurrences(t *testing.T) {
	meeting := event("a", "2026-10-20 18:00", "2026-10-20 20:00")
	night := event("b", "2026-03-27 22:00", "2026-03-28 06:00")
	for _, test := range []struct {
		name, from, to, want string
		event                ical.Event
	}{
		{"single, inside", "2026-10-20", "2026-10-21", "2026-10-20 18:00", meeting},
		{"single, still going on", "2026-10-20 19:59", "2026-10-21", "2026-10-20 18:00", meeting},
		{"single, just over", "2026-10-20 20:00", "2026-10-21", "", meeting},
		{"single, not begun", "2026-10-20", "2026-10-20 18:00", "", meeting},
		{"weekly over the autumn change", "2026-10-01", "2026-11-04",
			"2026-10-20 18:00, 2026-10-27 18:00, 2026-11-03 18:00",
			series(meeting, ical.Recurrence{Every: 1, Unit: ical.Week})},
		{"nights over the spring change", "2026-03-27", "2026-04-01",
			"2026-03-27 22:00, 2026-03-28 22:00, 2026-03-29 22:00",
			series(night, ical.Recurrence{Every: 1, Unit: ical.Day, Count: 3})},
		{"months without the day", "2026-01-01", "2026-12-01", "2026-01-31 10:00, 2026-03-31 10:00, 2026-05-31 10:00",
			series(event("c", "2026-01-31 10:00", "2026-01-31 11:00"), ical.Recurrence{Every: 1, Unit: ical.Month,
				Count: 3})},
		{"until its last start", "2026-10-01", "2026-12-01", "2026-10-20 18:00, 2026-10-21 18:00",
			series(meeting, ical.Recurrence{Every: 1, Unit: ical.Day, Until: at("2026-10-21 18:00")})},
		{"until just before", "2026-10-01", "2026-12-01", "2026-10-20 18:00",
			series(meeting, ical.Recurrence{Every: 1, Unit: ical.Day, Until: at("2026-10-21 17:59")})},
		{"whole days over the change", "2026-10-01", "2026-12-01", "2026-10-24/2026-10-26, 2026-10-31/2026-11-02",
			series(event("d", "2026-10-24", "2026-10-26"), ical.Recurrence{Every: 1, Unit: ical.Week, Count: 2})},
		{"excepted and moved into view", "2026-10-20", "2026-10-25", "2026-10-20 18:00, 2026-10-22 09:00",
			series(meeting, ical.Recurrence{Every: 1, Unit: ical.Week, Count: 4,
				Except: []time.Time{at("2026-10-27 18:00")},
				Moved: []ical.Override{{Original: at("2026-11-03 18:00"), Start: at("2026-10-22 09:00"),
					End: at("2026-10-22 10:00")}}})},
		{"a skipped hour is the next", "2026-03-28", "2026-03-31",
			"2026-03-28 02:30, 2026-03-29 03:30, 2026-03-30 02:30",
			series(event("e", "2026-03-28 02:30", "2026-03-28 02:45"), ical.Recurrence{Every: 1, Unit: ical.Day,
				Count: 3})},
		{"no unit, no occurrences", "2026-01-01", "2030-01-01", "", series(meeting, ical.Recurrence{Every: 1})},
		{"no step, no occurrences", "2026-01-01", "2030-01-01", "", series(meeting, ical.Recurrence{Unit: ical.Day})},
	} {
		if got := starts(test.event, test.from, test.to); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
	}
}

func TestOccurrencesEnd(t *testing.T) {
	e := series(event("b", "2026-03-27 22:00", "2026-03-28 06:00"), ical.Recurrence{Every: 1, Unit: ical.Day, Count: 3})
	for _, o := range e.Occurrences(at("2026-01-01"), at("2027-01-01")) {
		if got := o.End.Format("15:04"); got != "06:00" {
			t.Errorf("the night from %v ends at %s", o.Start, got)
		}
	}
}

func TestTwiceShownHourIsTheFirst(t *testing.T) {
	e := series(event("a", "2026-10-24 02:30", "2026-10-24 02:45"), ical.Recurrence{Every: 1, Unit: ical.Day, Count: 2})
	got := e.Occurrences(at("2026-10-25"), at("2026-10-26"))
	if want := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC); len(got) != 1 || !got[0].Start.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestLast(t *testing.T) {
	moved := ical.Override{Original: at("2026-10-27 18:00"), Start: at("2027-01-01 10:00"), End: at("2027-01-01 11:00")}
	for name, test := range map[string]struct {
		rule *ical.Recurrence
		want string
	}{
		"single": {nil, "2026-10-20 20:00"},
		"series": {&ical.Recurrence{Every: 1, Unit: ical.Week, Count: 2}, "2026-10-27 20:00"},
		"moved": {&ical.Recurrence{Every: 1, Unit: ical.Week, Count: 3, Moved: []ical.Override{moved}},
			"2027-01-01 11:00"},
		"endless": {&ical.Recurrence{Every: 1, Unit: ical.Week}, ""},
		"none": {&ical.Recurrence{Every: 1, Unit: ical.Week, Count: 1, Except: []time.Time{at("2026-10-20 18:00")}},
			""},
	} {
		e := event("a", "2026-10-20 18:00", "2026-10-20 20:00")
		e.Recurrence = test.rule
		got, ok := e.Last()
		if ok != (test.want != "") || ok && !got.Equal(at(test.want)) {
			t.Errorf("%s: %v %v, want %q", name, got, ok, test.want)
		}
	}
}

// TestAgainstRRule compares with another implementation of the rules, away from the hours when the clock changes.
func TestAgainstRRule(t *testing.T) {
	frequencies := map[ical.Unit]rrule.Frequency{
		ical.Day: rrule.DAILY, ical.Week: rrule.WEEKLY, ical.Month: rrule.MONTHLY,
	}
	for unit, frequency := range frequencies {
		for every := 1; every <= 5; every++ {
			for day := 1; day <= 31; day++ {
				first := time.Date(2026, 1, day, 13, 15, 0, 0, zone)
				rule, err := rrule.NewRRule(rrule.ROption{Freq: frequency, Interval: every, Count: 40, Dtstart: first})
				if err != nil {
					t.Fatal(err)
				}
				e := ical.Event{
					Start: first, End: first.Add(time.Hour),
					Recurrence: &ical.Recurrence{Every: every, Unit: unit, Count: 40},
				}
				got, want := e.Occurrences(first, first.AddDate(60, 0, 0)), rule.All()
				for i := range max(len(got), len(want)) {
					if len(got) != len(want) || !got[i].Start.Equal(want[i]) {
						t.Fatalf(
							"unit %d, every %d, from %v: %d occurrences, want %d; number %d differs", unit, every,
							first, len(got), len(want), i,
						)
					}
				}
			}
		}
	}
}
