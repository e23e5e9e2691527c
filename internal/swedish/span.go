package swedish

import (
	"fmt"
	"time"
)

const enDash = "–"

// FormatSpan returns the time from start to end as it is written in running text, in Stockholm time:
//
//	tisdag 10 maj 2016 kl. 13.00–16.00
//	fredag 5 juni 2026 kl. 18.00–lördag 6 juni 2026 kl. 10.00
//	tisdag 5 maj 2026
//	5–6 maj 2026
//	30 december 2026–2 januari 2027
//
// For whole days the end is the first day that is not part of the span, as in iCalendar (RFC 5545, 3.6.1). A zero end,
// or one that is not after the start, is no end: a whole day is then that day alone, and a time stands alone. Without a
// start there is nothing to write. A time that lasts until midnight lasts until 24.00 of its own day.
func FormatSpan(start, end time.Time, wholeDay bool) string {
	if start.IsZero() {
		return ""
	}
	if wholeDay {
		return daysSpan(DateOf(start), DateOf(end).AddDays(-1))
	}
	from := FormatDate(DateOf(start)) + " " + atClock(start)
	if !end.After(start) {
		return from
	}
	switch {
	case DateOf(start) == DateOf(end):
		return from + enDash + FormatClock(end)
	case end.Equal(DateOf(start).AddDays(1).In()):
		return from + enDash + "24.00"
	}
	return from + enDash + FormatDate(DateOf(end)) + " " + atClock(end)
}

func atClock(t time.Time) string { return "kl." + nbsp + FormatClock(t) }

// daysSpan writes the days from first to last, each with no more than what tells it from the other.
func daysSpan(first, last Date) string {
	switch {
	case !last.After(first):
		return FormatDate(first)
	case first.Year != last.Year:
		return ShortDate(first) + enDash + ShortDate(last)
	case first.Month != last.Month:
		return dayMonth(first) + enDash + ShortDate(last)
	}
	return fmt.Sprintf("%d%s%s", first.Day, enDash, ShortDate(last))
}
