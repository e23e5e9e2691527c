package content

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"

	"so-in.se/psi/internal/swedish"
)

// randomSeries makes the header of a series that begins at 13.00, and tells another implementation of the same rule.
func randomSeries(r *rand.Rand) (header string, option rrule.ROption) {
	day := swedish.Date{Year: 2026, Month: 1, Day: 1}.AddDays(r.IntN(1500))
	judges := [...]rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}
	weekday := func(d swedish.Date) string { return swedish.WeekdayName(d.Weekday()) }
	judge := func(d swedish.Date) *rrule.Weekday { return &judges[d.Weekday()] }
	option.Interval = 1 + r.IntN(4)
	lines := []string{fmt.Sprintf("repeats:\n  every: %d", option.Interval)}
	add := func(format string, args ...any) { lines = append(lines, fmt.Sprintf("  "+format, args...)) }
	monthly := func() {
		last := day.AddDays(1).Day == 1
		nth := (day.Day-1)/7 + 1
		switch r.IntN(5) {
		case 0:
			add("days: %s %sen", ordinals[nth], weekday(day))
			option.Byweekday = []rrule.Weekday{judge(day).Nth(nth)}
		case 1:
			if day.AddDays(7).Day <= 7 {
				add("days: sista %sen", weekday(day))
				option.Byweekday = []rrule.Weekday{judge(day).Nth(-1)}
			}
		case 2:
			add("days: [den 3, den %d]", day.Day)
			if option.Bymonthday = []int{3, day.Day}; day.Day == 3 {
				lines[len(lines)-1], option.Bymonthday = "  days: den 3", []int{3}
			}
		case 3:
			if last {
				add("days: sista dagen")
				option.Bymonthday = []int{-1}
			}
		}
	}
	switch r.IntN(5) {
	case 0:
		option.Freq = rrule.DAILY
		add("unit: dag")
	case 1:
		option.Freq = rrule.WEEKLY
		add("unit: vecka")
		if r.IntN(4) > 0 {
			other := day.AddDays(1 + r.IntN(6))
			add("days: [%s, %s]", weekday(other), weekday(day))
			option.Byweekday = []rrule.Weekday{*judge(day), *judge(other)}
		}
	case 2, 3:
		option.Freq = rrule.MONTHLY
		add("unit: månad")
		monthly()
	case 4:
		option.Freq = rrule.YEARLY
		add("unit: år")
		if monthly(); len(option.Byweekday)+len(option.Bymonthday) > 0 {
			option.Bymonth = []int{int(day.Month)}
		}
	}
	option.Dtstart = time.Date(day.Year, day.Month, day.Day, 13, 0, 0, 0, swedish.Zone())
	if r.IntN(2) == 0 {
		option.Count = 2 + r.IntN(60)
		add("times: %d", option.Count)
	} else {
		until := day.AddDays(r.IntN(500))
		option.Until = time.Date(until.Year, until.Month, until.Day, 23, 0, 0, 0, swedish.Zone())
		add("until: %s", until)
	}
	return fmt.Sprintf("start: %s 13:00\nend: %s 15:00\n%s", day, day, strings.Join(lines, "\n")), option
}

// TestSeriesAsOthers compares random series with another implementation of the rules, over all the years that they go
// on, changes of the clock included.
func TestSeriesAsOthers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 13))
	for range 600 {
		header, option := randomSeries(r)
		rule, err := rrule.NewRRule(option)
		if err != nil {
			t.Fatal(err)
		}
		var got []time.Time
		for _, w := range activity(t, header).Occasions {
			got = append(got, w.Start)
			if w.Start.Format("15:04") != "13:00" || w.End.Format("15:04") != "15:00" {
				t.Fatalf("%s\nis at %v", header, w)
			}
		}
		if want := rule.All(); !slices.EqualFunc(got, want, time.Time.Equal) {
			t.Fatalf("%s:\n got %v\nwant %v", header, got, want)
		}
	}
}

func TestPhrase(t *testing.T) {
	for lines, want := range map[string]string{
		"{unit: dag, times: 3}":                                     "varje dag, 3 gånger",
		"{every: 2, unit: dag, times: 3}":                           "varannan dag, 3 gånger",
		"{unit: vecka, until: 2027-12-01}":                          "varje tisdag till och med 1 december 2027",
		"{every: 3, unit: vecka, times: 3}":                         "var tredje tisdag, 3 gånger",
		"{unit: vecka, days: [tisdag, torsdag], times: 3}":          "varje tisdag och torsdag, 3 gånger",
		"{every: 2, unit: vecka, days: [tisdag, fredag], times: 3}": "varannan vecka, tisdag och fredag, 3 gånger",
		"{unit: månad, times: 3}":                                   "den 18 varje månad, 3 gånger",
		"{unit: månad, days: tredje tisdagen, times: 3}":            "tredje tisdagen varje månad, 3 gånger",
		"{every: 14, unit: månad, times: 3}":                        "den 18 var 14:e månad, 3 gånger",
		"{unit: år, times: 3}":                                      "den 18 maj varje år, 3 gånger",
		"{every: 2, unit: år, days: tredje tisdagen, times: 3}":     "tredje tisdagen i maj vartannat år, 3 gånger",
		"{every: 21, unit: år, times: 3}":                           "den 18 maj vart 21:a år, 3 gånger",
		"{extra: [2027-06-01, 2027-06-03]}":                         "18 maj 2027 samt 1 juni 2027 och 3 juni 2027",
	} {
		a := activity(t, "start: 2027-05-18 13:00\nend: 2027-05-18 15:00\nrepeats: "+lines)
		if got := strings.ReplaceAll(a.Repeats.Phrase(a.When), "\u00a0", " "); got != want {
			t.Errorf("%s: %s, want %s", lines, got, want)
		}
	}
}

// Every day that can be written reads as itself, and many that people write as the one that is meant.
func TestReadRhythm(t *testing.T) {
	for _, o := range allDays() {
		if r, ok := readRhythm(dayName(o)); !ok || len(r.On) != 1 || r.On[0] != o {
			t.Errorf("%s is read as %+v", dayName(o), r)
		}
	}
	for text, want := range map[string]string{
		"varje vecka":                    "unit: vecka",
		"Tisdagar och torsdagar":         "unit: vecka, days: [tisdag, torsdag]",
		"varje tisdag":                   "unit: vecka, days: tisdag",
		"varannan onsdag":                "every: 2, unit: vecka, days: onsdag",
		"var 3:e fredag":                 "every: 3, unit: vecka, days: fredag",
		"vardagar":                       "unit: vecka, days: [måndag, tisdag, onsdag, torsdag, fredag]",
		"tredje tisdagen varje månad":    "unit: månad, days: tredje tisdagen",
		"3:e tisdagen i månaden":         "unit: månad, days: tredje tisdagen",
		"första och tredje måndagen":     "unit: månad, days: [första måndagen, tredje måndagen]",
		"sista fre varannan månad":       "every: 2, unit: månad, days: sista fredagen",
		"sista vardagen i månaden":       "unit: månad, days: sista vardagen",
		"sista dagen i varje månad":      "unit: månad, days: sista dagen",
		"den 15 varje månad":             "unit: månad, days: den 15",
		"den 1:a och 15:e i varje månad": "unit: månad, days: [den 1, den 15]",
		"en gång om året":                "unit: år",
		"vartannat år":                   "every: 2, unit: år",
		"tredje tisdagen varje år":       "unit: år, days: tredje tisdagen",
		"tisdag varje månad":             "",
		"sjätte tisdagen":                "",
		"den 32":                         "",
		"tredje tisdagen och den 15":     "",
		"när det passar":                 "",
		"":                               "",
	} {
		got := strings.TrimSuffix(strings.Join(meantByText(text), ", "), ", times: 10")
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}
