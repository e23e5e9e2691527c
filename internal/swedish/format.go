package swedish

import (
	"fmt"
	"time"

	"so-in.se/psi/internal/lazyregexp"
)

// nbsp is the no-break space that keeps "10 maj" and "kl. 13.00" on one line.
const nbsp = "\u00a0"

// FormatDate returns the date in full: "tisdag 10 maj 2016", with a no-break space between day and month; "" for no
// date.
func FormatDate(d Date) string {
	if d.IsZero() {
		return ""
	}
	return WeekdayName(d.Weekday()) + " " + ShortDate(d)
}

// ShortDate returns the date without its weekday: "10 maj 2016", with a no-break space between day and month; "" for no
// date.
func ShortDate(d Date) string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%s %d", dayMonth(d), d.Year)
}

func dayMonth(d Date) string { return fmt.Sprintf("%d%s%s", d.Day, nbsp, MonthName(d.Month)) }

// FormatClock returns the time of day in Stockholm: "13.00"; "" for the zero time.
func FormatClock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(stockholm).Format("15.04")
}

// FormatMoment returns the day in full, and the time of day unless it is a whole day: "tisdag 10 maj 2016 kl. 13.00".
func FormatMoment(m Moment) string {
	if m.WholeDay || m.IsZero() {
		return FormatDate(m.Date())
	}
	return FormatDate(m.Date()) + " kl. " + FormatClock(m.Time)
}

// Week returns the date's year and week as ISO 8601 counts them, which Sweden does.
func Week(d Date) (year, week int) { return d.utc().ISOWeek() }

// formatted matches what [FormatDate], [ShortDate] and [FormatMoment] return.
var formatted = lazyregexp.New(`^(?:(\pL+) )?(\d{1,2})[\x{a0} ](\pL+) (\d{4})(?: kl\.[\x{a0} ](\d\d)\.(\d\d))?$`)

// ReadFormatted reads what [FormatDate], [ShortDate] and [FormatMoment] return. It reports whether it is that: a day
// that there is, and the weekday that it has. An hour that comes twice is the first.
func ReadFormatted(s string) (Moment, bool) {
	f := formatted().FindStringSubmatch(s)
	if f == nil {
		return Moment{}, false
	}
	for month := time.January; month <= time.December; month++ {
		if MonthName(month) != f[3] {
			continue
		}
		p := parts{
			date: Date{
				number(f[4]),
				month,
				number(f[2]),
			}, hasTime: f[5] != "", hour: number(f[5]), minute: number(f[6]),
		}
		m, err := p.moment()
		return m, err == nil && (f[1] == "" || f[1] == WeekdayName(m.Date().Weekday()))
	}
	return Moment{}, false
}
