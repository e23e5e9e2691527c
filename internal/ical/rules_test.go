package ical_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"

	"so-in.se/psi/internal/ical"
)

// years is how long the occurrences of a rule are compared.
const years = 10

// byOthers returns the first occurrence of a rule from a time on, and those of ten years from there, by another
// implementation; none when the rule has none.
func byOthers(t *testing.T, rule string, from time.Time) []time.Time {
	t.Helper()
	option, err := rrule.StrToROption(rule)
	if err != nil {
		t.Fatalf("%s: %v", rule, err)
	}
	count, until := option.Count, option.Until
	for range 5 {
		option.Dtstart, option.Count, option.Until = from, 0, from.AddDate(years, 0, 0)
		r, err := rrule.NewRRule(*option)
		if err != nil {
			t.Fatalf("%s: %v", rule, err)
		}
		first := r.After(from, true)
		switch {
		case first.IsZero() || !until.IsZero() && first.After(until):
			return nil
		case !first.Equal(from): // other years, and other weeks, may count from it
			from = first
			continue
		}
		option.Count, option.Until = count, until
		if r, err = rrule.NewRRule(*option); err != nil {
			t.Fatalf("%s: %v", rule, err)
		}
		return r.Between(first, first.AddDate(years, 0, 0), true)
	}
	return nil
}

// randomRule makes a rule as some program might write it.
func randomRule(r *rand.Rand) string {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	some := func(n int, list ...string) string {
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		return strings.Join(list[:1+r.IntN(n)], ",")
	}
	days := func(n int) string { return some(n, "MO", "TU", "WE", "TH", "FR", "SA", "SU") }
	nth := func() string {
		return pick("1", "2", "3", "4", "5", "-1", "-2") + pick("MO", "TU", "WE", "TH", "FR", "SA", "SU")
	}
	rule := "FREQ=" + pick("DAILY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY")
	if r.IntN(2) == 0 {
		rule += fmt.Sprint(";INTERVAL=", 1+r.IntN(4))
	}
	if strings.Contains(rule, "YEARLY") && r.IntN(4) > 0 {
		rule += fmt.Sprint(";BYMONTH=", 1+r.IntN(12))
	}
	switch r.IntN(9) {
	case 0, 1:
		rule += ";BYDAY=" + days(7)
	case 2, 3:
		if !strings.Contains(rule, "DAILY") && !strings.Contains(rule, "WEEKLY") {
			rule += ";BYDAY=" + strings.Join([]string{nth(), nth()}[:1+r.IntN(2)], ",")
		}
	case 4:
		rule += ";BYDAY=" + pick(days(1), "MO,TU,WE,TH,FR", "SU,MO,TU,WE,TH,FR,SA", days(3)) + ";BYSETPOS=" +
			pick("1", "2", "5", "-1", "-2")
	case 5:
		rule += ";BYMONTHDAY=" + some(3, "1", "2", "15", "28", "29", "30", "31", "-1", "-2")
	case 6:
		rule += ";BYMONTHDAY=28,29,30,31;BYSETPOS=-1"
	case 7:
		rule += ";BYDAY=" + days(1) + ";BYMONTHDAY=" + pick("8,9,10,11,12,13,14", "22,23,24,25,26,27,28", "13")
	}
	switch r.IntN(3) {
	case 0:
		rule += fmt.Sprint(";COUNT=", 1+r.IntN(60))
	case 1:
		rule += fmt.Sprintf(";UNTIL=20%02d0101T120000Z", 30+r.IntN(15))
	}
	if r.IntN(3) == 0 {
		rule += ";WKST=" + pick("MO", "SU", "SA")
	}
	return rule
}

// TestRulesAsOthers reads random rules of other programs. Each is refused, or has the occurrences that another
// implementation gives it, and still has them when it has been written and read again.
func TestRulesAsOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 27))
	understood, all := 0, 0
	for range 600 {
		rule := randomRule(r)
		from := time.Date(2026, time.Month(1+r.IntN(12)), 1+r.IntN(28), 13, 15, 0, 0, zone)
		want := byOthers(t, rule, from)
		if len(want) == 0 {
			continue
		}
		all++
		start := want[0].Format("20060102T150405")
		src := invitation("UID:a", "SUMMARY:m", "DTSTAMP:20260101T000000Z", "DTSTART;TZID=Europe/Stockholm:"+start,
			"DURATION:PT1H", "RRULE:"+rule)
		in, err := ical.Read(strings.NewReader(src))
		if err != nil {
			continue
		}
		understood++
		again, err := ical.Read(strings.NewReader(string(write(t, calendar(in.Calendar.Events...)))))
		if err != nil {
			t.Fatalf("%s: %v", rule, err)
		}
		for _, e := range []ical.Event{in.Calendar.Events[0], again.Calendar.Events[0]} {
			var got []time.Time
			for _, o := range e.Occurrences(want[0], want[0].AddDate(years, 0, 0).Add(time.Second)) {
				got = append(got, o.Start)
			}
			if !slices.EqualFunc(got, want, time.Time.Equal) {
				t.Fatalf("%s from %s:\n got %v\nwant %v", rule, start, got, want)
			}
		}
	}
	if understood < all/2 {
		t.Errorf("%d of %d rules are understood", understood, all)
	}
	t.Logf("%d of %d rules are understood", understood, all)
}
