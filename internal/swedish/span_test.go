package swedish

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"
)

// at reads a moment for a test; "" is the zero time.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	m, err := ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m.Time
}

// In these tests "~" stands for a no-break space, which looks like any other.
func visible(s string) string { return strings.ReplaceAll(s, nbsp, "~") }

func TestFormatSpan(t *testing.T) {
	for _, test := range []struct {
		start, end string
		wholeDay   bool
		want       string
	}{
		{"2016-05-10 13:00", "2016-05-10 16:00", false, "tisdag 10~maj 2016 kl.~13.00–16.00"},
		{"2016-05-10 13:00", "", false, "tisdag 10~maj 2016 kl.~13.00"},
		{"2016-05-10 13:00", "2016-05-10 13:00", false, "tisdag 10~maj 2016 kl.~13.00"},
		{"2016-05-10 13:00", "2016-05-10 12:00", false, "tisdag 10~maj 2016 kl.~13.00"},
		{"2016-05-10T11:00Z", "2016-05-10T14:00Z", false, "tisdag 10~maj 2016 kl.~13.00–16.00"},
		{"2026-06-05 18:00", "2026-06-06 10:00", false, "fredag 5~juni 2026 kl.~18.00–lördag 6~juni 2026 kl.~10.00"},
		{"2026-06-05 18:00", "2026-06-06 00:00", false, "fredag 5~juni 2026 kl.~18.00–24.00"},
		{"2026-06-05 00:00", "2026-06-06 00:00", false, "fredag 5~juni 2026 kl.~00.00–24.00"},
		{"2026-12-31 22:00", "2027-01-01 01:00", false, "torsdag 31~december 2026 kl.~22.00–fredag 1~januari 2027 " +
			"kl.~01.00"},
		{"2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00", false, "söndag 25~oktober 2026 kl.~02.30–02.30"},
		{"2026-05-05", "2026-05-06", true, "tisdag 5~maj 2026"},
		{"2026-05-05", "", true, "tisdag 5~maj 2026"},
		{"2026-05-05", "2026-05-05", true, "tisdag 5~maj 2026"},
		{"2026-05-05", "2026-05-07", true, "5–6~maj 2026"},
		{"2026-05-01", "2026-06-01", true, "1–31~maj 2026"},
		{"2026-04-30", "2026-05-03", true, "30~april–2~maj 2026"},
		{"2026-12-30", "2027-01-03", true, "30~december 2026–2~januari 2027"},
		{"2026-03-28", "2026-03-31", true, "28–30~mars 2026"},
		{"2026-10-24", "2026-10-27", true, "24–26~oktober 2026"},
		{"", "2026-05-06", true, ""},
		{"", "", false, ""},
	} {
		if got := visible(FormatSpan(at(t, test.start), at(t, test.end), test.wholeDay)); got != test.want {
			t.Errorf("FormatSpan(%s, %s, %v)\n got %s\nwant %s", test.start, test.end, test.wholeDay, got, test.want)
		}
	}
}

func TestFormatDateAndClock(t *testing.T) {
	d := Date{2016, 5, 1}
	if got := visible(FormatDate(d)); got != "söndag 1~maj 2016" {
		t.Error(got)
	}
	if got := visible(ShortDate(d)); got != "1~maj 2016" {
		t.Error(got)
	}
	if got := FormatClock(time.Date(2016, 5, 1, 7, 5, 0, 0, time.UTC)); got != "09.05" {
		t.Error(got)
	}
	if FormatDate(Date{}) != "" || ShortDate(Date{}) != "" || FormatClock(time.Time{}) != "" {
		t.Error("something is written where there is no date")
	}
}

// english matches the names of months and weekdays that are not Swedish as well.
var english = regexp.MustCompile(`(?i)january|february|march|may|june|july|august\b|october|day\b`)

func TestSpansAreSwedish(t *testing.T) {
	random := rand.New(rand.NewPCG(2016, 510))
	first := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
	for range 5_000 {
		start := first.Add(time.Duration(random.IntN(60*366*24*60)) * time.Minute)
		end := start.Add(time.Duration(random.IntN(400*24*60)) * time.Minute)
		for _, wholeDay := range []bool{false, true} {
			span := FormatSpan(start, end, wholeDay)
			if english.MatchString(span) {
				t.Fatalf("English: %s", span)
			}
			if !strings.Contains(span, DateOf(end).In().Format("2006")) && !wholeDay && end.Sub(start) > 24*time.Hour {
				t.Fatalf("no year of the end: %s", span)
			}
			if strings.ContainsAny(span, ":-") || strings.Contains(span, "kl. ") || strings.Contains(span, " –") ||
				strings.Contains(span, "– ") {
				t.Fatalf("not as Swedish is written: %s", span)
			}
		}
	}
}

func TestNames(t *testing.T) {
	if MonthName(0) != "" || MonthName(13) != "" || WeekdayName(-1) != "" || WeekdayName(7) != "" {
		t.Error("there is a name for what does not exist")
	}
	if MonthName(time.May) != "maj" || WeekdayName(time.Sunday) != "söndag" || WeekdayName(time.Saturday) != "lördag" {
		t.Error("a name is wrong")
	}
}
