package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"so-in.se/psi/internal/lazyregexp"
)

// zones finds the clock for a TZID: by its name, else by the VTIMEZONE in the file.
type zones map[string]clock

// maxObservances is how many rules a VTIMEZONE can have before it is taken for nonsense.
const maxObservances = 200

// readZones reads the VTIMEZONEs of a calendar. Those that it doesn't understand are left out, and are missed only when
// used.
func readZones(cal *component) zones {
	z := make(zones)
	for _, c := range cal.children {
		if c.name != "VTIMEZONE" {
			continue
		}
		var list []observance
		for _, child := range c.children {
			if o, ok := readObservance(child); ok {
				list = append(list, o)
			}
		}
		if len(list) > 0 && len(list) == len(c.children) && len(list) <= maxObservances {
			z[c.text("TZID")] = observed(list)
		}
	}
	return z
}

// clock finds the clock for a TZID.
func (z zones) clock(name string) (clock, bool) {
	name = strings.TrimSpace(name)
	if loc, ok := place(name); ok {
		return clockIn(loc), true
	}
	c, ok := z[name]
	return c, ok
}

// An observance is a STANDARD or DAYLIGHT: an offset that begins once, or every year.
type observance struct {
	since   time.Time     // wall clock by the offset before it
	from    time.Duration // the offset before it
	to      time.Duration // the offset that it brings
	month   time.Month    // of the yearly rule; 0 for an observance that begins once
	weekday time.Weekday
	nth     int       // which such weekday of the month: 1–4, or -1 for the last
	until   time.Time // the yearly rule's end; zero for none
}

var (
	offsetForm = lazyregexp.New(`^([+-])(\d\d)(\d\d)(?:\d\d)?$`)
	ruleDay    = lazyregexp.New(`^([+]?[1-4]|-1)(SU|MO|TU|WE|TH|FR|SA)$`)
)

var weekdays = map[string]time.Weekday{"SU": 0, "MO": 1, "TU": 2, "WE": 3, "TH": 4, "FR": 5, "SA": 6}

func readObservance(c *component) (o observance, ok bool) {
	var okSince, okFrom, okTo bool
	o.since, okSince = parseForm(localForm, c.value("DTSTART"))
	o.from, okFrom = parseOffset(c.value("TZOFFSETFROM"))
	o.to, okTo = parseOffset(c.value("TZOFFSETTO"))
	if !okSince || !okFrom || !okTo || c.field("RDATE") != nil {
		return o, false
	}
	rule := c.value("RRULE")
	if rule == "" {
		return o, true
	}
	parts := ruleParts(rule)
	day := ruleDay().FindStringSubmatch(parts["BYDAY"])
	month, err := strconv.Atoi(parts["BYMONTH"])
	if parts["FREQ"] != "YEARLY" || parts["INTERVAL"] != "" && parts["INTERVAL"] != "1" || parts["COUNT"] != "" ||
		day == nil || err != nil || month < 1 || month > 12 {
		return o, false
	}
	o.month, o.weekday = time.Month(month), weekdays[day[2]]
	o.nth, _ = strconv.Atoi(day[1])
	if s := parts["UNTIL"]; s != "" {
		if o.until, ok = parseForm(utcForm, s); !ok {
			return o, false
		}
		o.until = o.until.Add(o.from)
	}
	return o, true
}

// begins returns when the observance begins in a year, on the wall clock before it. One that began once still holds in
// later years.
func (o *observance) begins(year int) (time.Time, bool) {
	if o.month == 0 {
		return o.since, true
	}
	day := time.Date(year, o.month, 1, o.since.Hour(), o.since.Minute(), o.since.Second(), 0, time.UTC)
	if o.nth < 0 {
		day = day.AddDate(0, 1, -7)
	} else {
		day = day.AddDate(0, 0, 7*(o.nth-1))
	}
	for day.Weekday() != o.weekday {
		day = day.AddDate(0, 0, 1)
	}
	return day, !day.Before(o.since) && (o.until.IsZero() || !day.After(o.until))
}

// observed is the clock that a VTIMEZONE describes. Before its first observance the offset before that one holds; times
// skipped or twice shown are taken as clockIn takes them.
func observed(list []observance) clock {
	first := slices.MinFunc(list, func(a, b observance) int { return a.since.Compare(b.since) })
	return func(wall time.Time) time.Time {
		var latest time.Time
		shift := first.from
		for _, o := range list {
			for year := wall.Year() - 1; year <= wall.Year(); year++ {
				begins, ok := o.begins(year)
				// Where the clock is put forward, the skipped times still belong to the offset before.
				begins = begins.Add(max(o.to-o.from, 0))
				if ok && !begins.After(wall) && !begins.Before(latest) {
					latest, shift = begins, o.to
				}
			}
		}
		return wall.Add(-shift).In(stockholm())
	}
}

func parseOffset(s string) (time.Duration, bool) {
	m := offsetForm().FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	hours, _ := strconv.Atoi(m[2])
	minutes, _ := strconv.Atoi(m[3])
	d := time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute
	if m[1] == "-" {
		d = -d
	}
	return d, true
}

// parseForm reads a date or time in exactly one form.
func parseForm(form, s string) (time.Time, bool) {
	if len(s) != len(form) {
		return time.Time{}, false
	}
	t, err := time.Parse(form, s)
	return t, err == nil
}

// ruleParts takes a rule apart; names and values are upper case.
func ruleParts(s string) map[string]string {
	parts := make(map[string]string)
	for part := range strings.SplitSeq(strings.ToUpper(s), ";") {
		if name, value, ok := strings.Cut(part, "="); ok {
			parts[strings.TrimSpace(name)] = strings.TrimSpace(value)
		}
	}
	return parts
}
