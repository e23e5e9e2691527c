package swedish

import (
	"fmt"
	"strconv"
	"strings"

	"so-in.se/psi/internal/lazyregexp"
)

// WrongWeekday is a date in a text that is on another weekday than the text says.
type WrongWeekday struct {
	Offset  int // in bytes, of the weekday
	Date    Date
	Written string // the weekday, "Torsdagen"
}

var dayOfWeek = lazyregexp.New(
	`(?i)(?:^|[^\pL])((?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?)(?:,? den)? (\d{1,2})(?::?[ae])? ([a-z]{3,9})\.?(?:,? (\d{4}))?`)

// WrongWeekdays returns the dates in a text that are on another weekday than it says. A date without a year is taken
// for the one given when it has its day and month, and is passed by when not.
func WrongWeekdays(text string, about Date) []WrongWeekday {
	if !namesWeekday(text) {
		return nil
	}
	var wrong []WrongWeekday
	for _, m := range dayOfWeek().FindAllStringSubmatchIndex(text, -1) {
		part := func(i int) string {
			if m[2*i] < 0 {
				return ""
			}
			return text[m[2*i]:m[2*i+1]]
		}
		month, ok := monthNamed(part(3))
		if !ok {
			continue
		}
		day, _ := strconv.Atoi(part(2)) // one or two digits
		date := Date{about.Year, month, day}
		if part(4) != "" {
			date.Year, _ = strconv.Atoi(part(4)) // four
		} else if date != about {
			continue
		}
		if date.exists() && !strings.HasPrefix(strings.ToLower(part(1)), WeekdayName(date.Weekday())) {
			wrong = append(wrong, WrongWeekday{m[2], date, part(1)})
		}
	}
	return wrong
}

// namesWeekday reports whether a text may hold the name of a weekday. Most that hold "dag" do not.
func namesWeekday(text string) bool {
	for from := 0; ; {
		at := strings.Index(text[from:], "dag")
		if at < 0 {
			return false
		}
		for _, begin := range [...]string{"ån", "is", "ns", "rs", "re", "ör", "ön"} {
			if strings.HasSuffix(text[:from+at], begin) {
				return true
			}
		}
		from += at + len("dag")
	}
}

// Message says in Swedish what is remarked.
func (w WrongWeekday) Message() string {
	return fmt.Sprintf("Den %s är en %s, inte en %s.", inWords(w.Date), WeekdayName(w.Date.Weekday()),
		strings.TrimSuffix(strings.ToLower(w.Written), "en"))
}

// Hint says what to do about it, naming the days near by that are on the weekday.
func (w WrongWeekday) Hint() string {
	before := w.Date
	for !strings.HasPrefix(strings.ToLower(w.Written), WeekdayName(before.Weekday())) {
		before = before.AddDays(-1)
	}
	return fmt.Sprintf("Ändra veckodagen eller datumet. Närmaste %s är den %s och den %s.",
		strings.TrimSuffix(strings.ToLower(w.Written), "en")+"ar", inWords(before), inWords(before.AddDays(7)))
}

// inWords is ShortDate with ordinary blanks, since a message may be copied from.
func inWords(d Date) string { return fmt.Sprintf("%d %s %d", d.Day, MonthName(d.Month), d.Year) }
