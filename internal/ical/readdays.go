package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"so-in.se/psi/internal/lazyregexp"
)

// units are the values of FREQ that are read.
var units = map[string]Unit{"DAILY": Day, "WEEKLY": Week, "MONTHLY": Month, "YEARLY": Year}

// ruleWeekday is one value of BYDAY.
var ruleWeekday = lazyregexp.New(`^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$`)

// byParts are the parts of a rule that tell days.
type byParts struct {
	weekdays  []On
	dates     []int
	positions []int
}

// readDays takes the days of a series from the parts of its rule. It returns the part that it doesn't understand, empty
// when there is none. Programs write the same rule in many ways; here it gets one.
func (r *Recurrence) readDays(parts map[string]string, start moment) (unknown string) {
	var by byParts
	for name, value := range parts {
		if !by.read(name, value, start) {
			return name + "=" + value
		}
	}
	part := func(name string) string { return name + "=" + parts[name] }
	if r.Unit == Year {
		switch {
		case parts["BYMONTH"] != "":
		case r.Every == 1 && len(by.dates) > 0 && len(by.weekdays)+len(by.positions) == 0: // a day of every month
			r.Unit = Month
		case len(by.dates) > 0 || len(by.weekdays) > 0:
			return part("FREQ")
		}
	} else if parts["BYMONTH"] != "" {
		return part("BYMONTH")
	}
	switch {
	case len(by.weekdays) > 0 && !r.readWeekdays(by):
		return part("BYDAY")
	case len(by.weekdays) == 0 && len(by.dates) > 0 && !r.readDates(by):
		return part("BYMONTHDAY")
	case len(by.weekdays) == 0 && len(by.dates) == 0 && len(by.positions) > 0:
		return part("BYSETPOS")
	case r.Unit == Week && r.Every > 1 && len(r.On) > 1 && parts["WKST"] != "" && parts["WKST"] != "MO" &&
		(parts["WKST"] != "SU" || slices.Contains(r.On, On{Weekday: time.Sunday})):
		return part("WKST") // the days of a week that begins on another day are together in another way
	}
	r.simplify(start)
	return ""
}

// read reads one part. It reports whether it is understood, or changes nothing in what the start says.
func (by *byParts) read(name, value string, start moment) bool {
	switch name {
	case "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST":
	case "BYDAY":
		for s := range strings.SplitSeq(value, ",") {
			m := ruleWeekday().FindStringSubmatch(strings.TrimSpace(s))
			if m == nil {
				return false
			}
			nth, _ := strconv.Atoi(m[1]) // two digits at most
			by.weekdays = append(by.weekdays, On{Nth: nth, Weekday: weekdays[m[2]]})
		}
	case "BYMONTHDAY":
		return readInts(value, &by.dates)
	case "BYSETPOS":
		return readInts(value, &by.positions)
	case "BYMONTH":
		return value == strconv.Itoa(int(start.wall.Month()))
	case "BYHOUR":
		return value == strconv.Itoa(start.wall.Hour())
	case "BYMINUTE":
		return value == strconv.Itoa(start.wall.Minute())
	case "BYSECOND":
		return value == strconv.Itoa(start.wall.Second())
	default:
		return false
	}
	return true
}

func readInts(value string, list *[]int) bool {
	for s := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil || n == 0 || n < -31 || n > 31 {
			return false
		}
		*list = append(*list, n)
	}
	slices.Sort(*list)
	*list = slices.Compact(*list)
	return true
}

// readWeekdays makes days of BYDAY. It reports whether the series can have them.
func (r *Recurrence) readWeekdays(by byParts) bool {
	numbered := 0
	for _, o := range by.weekdays {
		if o.Nth != 0 {
			numbered++
		}
	}
	monthly := r.Unit == Month || r.Unit == Year
	switch {
	case monthly && numbered == len(by.weekdays) && len(by.dates) == 0 && len(by.positions) == 0:
		r.On = by.weekdays
	case numbered > 0:
		return false
	case len(by.dates) == 0 && len(by.positions) == 0:
		if r.Unit == Year || r.Unit != Week && r.Every > 1 {
			return false
		}
		r.On, r.Unit = by.weekdays, Week // each of them, in each week
	case !monthly:
		return false
	case len(by.positions) == 0: // "TU" from the 15th to the 21st is the third Tuesday
		first := by.dates[0]
		if len(by.weekdays) != 1 || len(by.dates) != 7 || by.dates[6] != first+6 || first < 1 || first%7 != 1 {
			return false
		}
		r.On = []On{{Nth: first/7 + 1, Weekday: by.weekdays[0].Weekday}}
	case len(by.dates) > 0:
		return false
	default:
		for _, n := range by.positions {
			o, ok := position(by.weekdays, n)
			if !ok {
				return false
			}
			r.On = append(r.On, o)
		}
	}
	return r.sound()
}

// position is the nth day of a month that is one of some weekdays.
func position(list []On, n int) (On, bool) {
	var week [7]bool
	count := 0
	for _, o := range list {
		if !week[o.Weekday] {
			week[o.Weekday] = true
			count++
		}
	}
	switch {
	case count == 1:
		return On{Nth: n, Weekday: list[0].Weekday}, true
	case count == 5 && !week[time.Saturday] && !week[time.Sunday]:
		return On{Nth: n, Workday: true}, true
	case count == 7:
		return On{Date: n}, true
	}
	return On{}, false
}

// readDates makes days of BYMONTHDAY. It reports whether the series can have them.
func (r *Recurrence) readDates(by byParts) bool {
	switch {
	case r.Unit != Month && r.Unit != Year:
		return false
	case len(by.positions) > 0: // the last of the days from the 28th on is the last of the month
		if !slices.Equal(by.positions, []int{-1}) || !slices.Equal(by.dates, []int{28, 29, 30, 31}) {
			return false
		}
		by.dates = []int{-1}
	}
	for _, n := range by.dates {
		r.On = append(r.On, On{Date: n})
	}
	return r.sound()
}

// sound reports whether a calendar can be written with the days.
func (r *Recurrence) sound() bool {
	return oneSort(r.On) && !slices.ContainsFunc(r.On, func(o On) bool { return !o.fits(r.Unit) })
}

// simplify leaves out what the start says by itself, and puts the days in order.
func (r *Recurrence) simplify(start moment) {
	order := func(o On) int {
		if o.Nth < 0 || o.Date < 0 {
			return 1000
		}
		return 100*o.Date + 10*o.Nth + fromMonday(o.Weekday)
	}
	slices.SortFunc(r.On, func(a, b On) int { return order(a) - order(b) })
	r.On = slices.Compact(r.On)
	switch {
	case r.Unit == Week && len(r.On) == 7 && r.Every == 1:
		r.Unit, r.On = Day, nil
	case len(r.On) == 1 && (r.On[0] == On{Date: start.wall.Day()}),
		len(r.On) == 1 && r.Unit == Week && r.On[0].Weekday == start.wall.Weekday():
		r.On = nil
	}
}
