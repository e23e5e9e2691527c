package ical

import (
	"strconv"
	"strings"
	"time"
)

// On is a day of a week, month or year on which a series has an occurrence (RFC 5545, 3.3.10): a day of the month, such
// a weekday of it, or such a working day.
type On struct {
	// Date is a day of the month, 1–31, or -1 for the last; the rest is zero then.
	Date int
	// Nth tells which of the Weekdays of the month, 1–5, or -1 for the last; 0 for a day of the week.
	Nth     int
	Weekday time.Weekday
	// Workday stands for all the days from Monday to Friday in the place of Weekday.
	Workday bool
}

// in returns the day in a month, given by its first. It is false when the month lacks it.
func (o On) in(month time.Time) (time.Time, bool) {
	next := month.AddDate(0, 1, 0)
	switch {
	case o.Date < 0:
		return next.AddDate(0, 0, -1), true
	case o.Date > 0:
		day := month.AddDate(0, 0, o.Date-1)
		return day, day.Before(next)
	}
	day, step, left := month, 1, o.Nth
	if o.Nth < 0 {
		day, step, left = next.AddDate(0, 0, -1), -1, -o.Nth
	}
	for ; day.Month() == month.Month(); day = day.AddDate(0, 0, step) {
		if o.is(day.Weekday()) {
			if left--; left <= 0 {
				return day, true
			}
		}
	}
	return time.Time{}, false
}

// is reports whether a weekday is meant.
func (o On) is(w time.Weekday) bool {
	if o.Workday {
		return w >= time.Monday && w <= time.Friday
	}
	return w == o.Weekday
}

// fits reports whether such a day can stand in the rule of a unit.
func (o On) fits(unit Unit) bool {
	switch {
	case o.Weekday < time.Sunday || o.Weekday > time.Saturday:
		return false
	case unit == Week:
		return o.Date == 0 && o.Nth == 0 && !o.Workday
	case unit != Month && unit != Year:
		return false
	case o.Date != 0:
		return o.Date >= -1 && o.Date <= 31 && o.Nth == 0 && o.Weekday == 0 && !o.Workday
	}
	return o.Nth >= -1 && o.Nth <= 5 && o.Nth != 0 && (!o.Workday || o.Weekday == 0)
}

// oneSort reports whether days can stand together in one rule: those of the month, such weekdays, or one working day.
func oneSort(list []On) bool {
	for _, o := range list {
		if o.Workday && len(list) > 1 || (o.Date == 0) != (list[0].Date == 0) {
			return false
		}
	}
	return true
}

// fromMonday counts the days from the Monday before.
func fromMonday(w time.Weekday) int { return (int(w) + 6) % 7 }

const workdays = "MO,TU,WE,TH,FR"

// byDay returns the parts of RRULE that tell the days of a series that begins at a time by the clock.
func (r *Recurrence) byDay(first time.Time) string {
	if len(r.On) == 0 {
		if r.Unit == Year && first.Month() == time.February && first.Day() == 29 {
			return ";BYMONTH=2;BYMONTHDAY=29" // ical.js takes 1 March in other years when the rule does not say so
		}
		return ""
	}
	var days, dates []string
	for _, o := range r.On {
		switch {
		case o.Workday:
			days = append(days, workdays)
		case o.Date != 0:
			dates = append(dates, strconv.Itoa(o.Date))
		case o.Nth != 0:
			days = append(days, strconv.Itoa(o.Nth)+weekdayName(o.Weekday))
		default:
			days = append(days, weekdayName(o.Weekday))
		}
	}
	var parts string
	if r.Unit == Year {
		parts = ";BYMONTH=" + strconv.Itoa(int(first.Month()))
	}
	if len(days) > 0 {
		parts += ";BYDAY=" + strings.Join(days, ",")
	}
	if len(dates) > 0 {
		parts += ";BYMONTHDAY=" + strings.Join(dates, ",")
	}
	if o := r.On[0]; o.Workday {
		parts += ";BYSETPOS=" + strconv.Itoa(o.Nth)
	}
	return parts
}

// weekdayName is the standard's name of a weekday.
func weekdayName(w time.Weekday) string { return strings.ToUpper(w.String()[:2]) }
