package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// checkYears is how far ahead a series from another time zone is followed to see whether it keeps Swedish time.
const checkYears = 10

// recurrence reads the rule of a series and its excepted dates.
func (rd *reader) recurrence(c *component, now *reading) error {
	for _, name := range []string{"RDATE", "EXRULE"} {
		if f := c.field(name); f != nil {
			return unsupportedSeries(
				f.line, "Serien har extra datum eller undantagsregler (%s), som inte kan läsas.", name,
			)
		}
	}
	f := c.field("RRULE")
	if f == nil {
		return nil
	}
	for i := range c.fields {
		if other := &c.fields[i]; other.name == "RRULE" && other != f {
			return unsupportedSeries(other.line, "Serien har mer än en regel.")
		}
	}
	r, err := rd.rule(f, now)
	if err != nil {
		return err
	}
	now.event.Recurrence = r
	if !now.keepsSwedishTime() {
		return &ReadError{f.line, "Serien följer en annan tidszon, så den börjar olika dags svensk tid under året.",
			"Ändra tidszonen till ”Europe/Stockholm” i kalenderprogrammet, eller läs in varje gång för sig."}
	}
	for i := range c.fields {
		if c.fields[i].name == "EXDATE" {
			if err := rd.except(&c.fields[i], now); err != nil {
				return err
			}
		}
	}
	return nil
}

// rule reads RRULE. Rules that don't follow from the start alone are refused.
func (rd *reader) rule(f *field, now *reading) (*Recurrence, error) {
	parts := ruleParts(f.value)
	r := &Recurrence{Every: 1}
	if s, ok := parts["INTERVAL"]; ok {
		r.Every, _ = strconv.Atoi(s)
	}
	switch parts["FREQ"] {
	case "DAILY":
		r.Unit = Day
	case "WEEKLY":
		r.Unit = Week
	case "MONTHLY":
		r.Unit = Month
	case "YEARLY":
		r.Unit = Month
		r.Every *= 12
	default:
		return nil, unsupportedSeries(
			f.line, "Serien upprepas på ett sätt (”%s”) som inte kan läsas.", shorten(parts["FREQ"]),
		)
	}
	if r.Every < 1 || r.Every > maxEvery {
		return nil, damaged(f.line, "”%s” är inget avstånd mellan gångerna i en serie.", shorten(parts["INTERVAL"]))
	}
	for name, value := range parts {
		if !now.start.allows(r.Unit, parts["FREQ"], name, value) {
			return nil, unsupportedSeries(
				f.line,
				"Serien har en regel (”%s”) som inte kan läsas. Det som kan läsas är serier som "+
					"upprepas på samma veckodag eller samma dag i månaden.",
				shorten(name+"="+value),
			)
		}
	}
	if s, ok := parts["COUNT"]; ok {
		r.Count, _ = strconv.Atoi(s)
		if r.Count < 1 || r.Count > maxCount || parts["UNTIL"] != "" {
			return nil, damaged(f.line, "”%s” är inget antal gånger i en serie.", shorten(s))
		}
	}
	return r, rd.until(f, parts["UNTIL"], r, now)
}

// allows reports whether one part of a rule changes nothing in what the start and the unit say.
func (m moment) allows(unit Unit, freq, name, value string) bool {
	switch name {
	case "FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST":
		return true
	case "BYDAY":
		weekday, ok := weekdays[value]
		return unit == Week && ok && weekday == m.wall.Weekday()
	case "BYMONTHDAY":
		return unit == Month && value == strconv.Itoa(m.wall.Day())
	case "BYMONTH":
		return freq == "YEARLY" && value == strconv.Itoa(int(m.wall.Month()))
	case "BYHOUR":
		return value == strconv.Itoa(m.wall.Hour())
	case "BYMINUTE":
		return value == strconv.Itoa(m.wall.Minute())
	case "BYSECOND":
		return value == strconv.Itoa(m.wall.Second())
	}
	return false
}

// until reads UNTIL, which some programs write as a day although the series has times, and the other way round.
func (rd *reader) until(f *field, s string, r *Recurrence, now *reading) error {
	if s == "" {
		return nil
	}
	m, err := rd.moment(&field{name: f.name, line: f.line, params: map[string][]string{"TZID": {tzid}}}, s)
	if err != nil {
		return err
	}
	switch {
	case m.wholeDay && !now.event.WholeDay:
		r.Until = m.instant().AddDate(0, 0, 1).Add(-time.Second)
	case !m.wholeDay && now.event.WholeDay:
		wall := swedishWall(m.instant())
		r.Until = clockIn(stockholm())(dayOf(wall))
	case m.wholeDay:
		r.Until = m.instant()
	default:
		if !strings.HasSuffix(s, "Z") {
			m.at = now.start.at
		}
		r.Until = m.instant()
	}
	if r.Until.Before(now.event.Start) {
		return damaged(f.line, "Serien slutar innan den börjar.")
	}
	return nil
}

// keepsSwedishTime reports whether the series, followed by its own clock, is the same in Stockholm.
func (rg *reading) keepsSwedishTime() bool {
	if rg.start.wholeDay || rg.event.Recurrence.Every < 1 {
		return true
	}
	r := *rg.event.Recurrence
	swedish := clockIn(stockholm())
	limit := rg.event.Start.AddDate(checkYears, 0, 0)
	there := slices.Collect(instants(&r, rg.start.wall, rg.start.at, limit))
	here := slices.Collect(instants(&r, swedishWall(rg.event.Start), swedish, limit))
	return slices.EqualFunc(there, here, time.Time.Equal)
}

// instants yields the starts of a series up to a limit.
func instants(r *Recurrence, first time.Time, at clock, limit time.Time) func(yield func(time.Time) bool) {
	return func(yield func(time.Time) bool) {
		for wall := range r.walls(first, at) {
			if t := at(wall); t.After(limit) || !yield(t) {
				return
			}
		}
	}
}

// except reads one EXDATE.
func (rd *reader) except(f *field, now *reading) error {
	r := now.event.Recurrence
	for value := range strings.SplitSeq(f.value, ",") {
		m, err := rd.moment(f, value)
		if err != nil {
			return err
		}
		if t, ok := now.occurrence(m); ok {
			r.Except = append(r.Except, t)
		} else {
			rd.doubt(DoubtRemovedDates)
		}
	}
	slices.SortFunc(r.Except, time.Time.Compare)
	r.Except = slices.CompactFunc(r.Except, time.Time.Equal)
	return nil
}

// occurrence finds the start in the series that a moment names; a day names the occurrence on that day. A series has at
// most one a day; it is followed for maxCount of them.
func (rg *reading) occurrence(m moment) (time.Time, bool) {
	if rg.starts == nil {
		rg.starts = make(map[time.Time]time.Time)
		at := clockIn(stockholm())
		for wall := range rg.event.Recurrence.walls(swedishWall(rg.event.Start), at) {
			rg.starts[dayOf(wall)] = at(wall)
			if len(rg.starts) == maxCount {
				break
			}
		}
	}
	wanted := m.instant()
	start, ok := rg.starts[dayOf(swedishWall(wanted))]
	return start, ok && (m.wholeDay || rg.event.WholeDay || start.Equal(wanted))
}
