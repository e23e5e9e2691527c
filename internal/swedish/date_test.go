package swedish

import (
	"testing"
	"time"
)

// everyDate returns each day from 2000 to 2060, counted by the hour, which knows nothing of months.
func everyDate(yield func(Date) bool) {
	for t := time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC); t.Year() <= 2060; t = t.Add(24 * time.Hour) {
		if !yield(Date{t.Year(), t.Month(), t.Day()}) {
			return
		}
	}
}

func TestEveryDateReadsBack(t *testing.T) {
	for d := range everyDate {
		got, err := ParseDate(d.String())
		if err != nil || got != d {
			t.Fatalf("ParseDate(%q) = %v, %v", d.String(), got, err)
		}
		if begins := d.In(); begins.Hour() != 0 || DateOf(begins) != d ||
			DateOf(begins.Add(-time.Second)) != d.AddDays(-1) {
			t.Fatalf("%s begins at %s", d, begins)
		}
		next := d.AddDays(1)
		if !next.After(d) || !d.Before(next) || d.Compare(next) != -1 || next.AddDays(-1) != d {
			t.Fatalf("%s and %s are out of order", d, next)
		}
		if next.Weekday() != (d.Weekday()+1)%7 {
			t.Fatalf("%s is a %s, %s a %s", d, d.Weekday(), next, next.Weekday())
		}
	}
}

// Every way of writing a day that is explained leads to the same day.
func TestEveryDateIsUnderstoodInSwedish(t *testing.T) {
	for d := range everyDate {
		hint := func(s string) string {
			_, err := ParseDate(s)
			e, ok := err.(*DateError)
			if !ok {
				t.Fatalf("ParseDate(%q): %v", s, err)
			}
			return e.Hint
		}
		want := "Skriv " + d.String() + "."
		if got := hint(FormatDate(d)); got != want {
			t.Fatalf("%s: %s", FormatDate(d), got)
		}
		if got := hint(ShortDate(d)); got != want {
			t.Fatalf("%s: %s", ShortDate(d), got)
		}
	}
}

func TestNoDate(t *testing.T) {
	var none Date
	if !none.IsZero() || none.String() != "" || !none.In().IsZero() || !DateOf(time.Time{}).IsZero() {
		t.Error("the zero date is not nothing")
	}
	if (Date{2016, 5, 10}).IsZero() {
		t.Error("10 May 2016 is a date")
	}
}

func TestDateOfIsTheDayInStockholm(t *testing.T) {
	for instant, want := range map[string]string{
		"2016-05-10T21:59:59Z": "2016-05-10",
		"2016-05-10T22:00:00Z": "2016-05-11",
		"2016-12-31T23:00:00Z": "2017-01-01",
	} {
		at, err := time.Parse(time.RFC3339, instant)
		if err != nil {
			t.Fatal(err)
		}
		if got := DateOf(at).String(); got != want {
			t.Errorf("DateOf(%s) = %s, want %s", instant, got, want)
		}
	}
}

func TestWeek(t *testing.T) {
	for _, test := range []struct {
		date       Date
		year, week int
	}{
		{Date{2016, 5, 10}, 2016, 19}, {Date{2016, 1, 1}, 2015, 53}, {Date{2020, 12, 31}, 2020, 53},
		{Date{2021, 1, 3}, 2020, 53},
		{Date{2021, 1, 4}, 2021, 1}, {Date{2024, 12, 30}, 2025, 1},
	} {
		if year, week := Week(test.date); year != test.year || week != test.week {
			t.Errorf("Week(%s) = %d, %d, want %d, %d", test.date, year, week, test.year, test.week)
		}
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "\xff": "\xff", "örebro": "Örebro",
		"stormöte i Kumla": "Stormöte i Kumla", "2 maj": "2 maj", "a": "A"} {
		if got := Capital(text); got != want {
			t.Errorf("Capital(%q) is %q, not %q", text, got, want)
		}
	}
}
