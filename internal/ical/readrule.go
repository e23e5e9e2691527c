package ical

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// checkYears is how far ahead a series from another time zone is followed to see whether it keeps Swedish time.
const checkYears = 10

// recurrence reads the rule of a series, its extra dates and its excepted ones.
func (rd *reader) recurrence(c *component, now *reading) error {
	if f := c.field("EXRULE"); f != nil {
		return unsupportedSeries(f.line, "Serien har undantag med en egen regel (EXRULE), som inte kan läsas.")
	}
	f, extra := c.field("RRULE"), c.field("RDATE")
	switch {
	case f == nil && extra == nil:
		return nil
	case f == nil:
		now.event.Recurrence = &Recurrence{Every: 1, Unit: Day, Count: 1}
	default:
		if err := rd.ruled(c, f, now); err != nil {
			return err
		}
	}
	for _, read := range []struct {
		name string
		date func(*field, *reading) error
	}{{"RDATE", rd.extra}, {"EXDATE", rd.except}} {
		for i := range c.fields {
			if c.fields[i].name == read.name {
				if err := read.date(&c.fields[i], now); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// ruled reads the one RRULE of a series.
func (rd *reader) ruled(c *component, f *field, now *reading) error {
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
	return nil
}

// rule reads RRULE. Rules that [Recurrence] has no words for are refused.
func (rd *reader) rule(f *field, now *reading) (*Recurrence, error) {
	parts := ruleParts(f.value)
	r := &Recurrence{Every: 1}
	if s, ok := parts["INTERVAL"]; ok {
		r.Every, _ = strconv.Atoi(s)
	}
	if r.Every < 1 || r.Every > maxEvery {
		return nil, damaged(f.line, "”%s” är inget avstånd mellan gångerna i en serie.", shorten(parts["INTERVAL"]))
	}
	unit, ok := units[parts["FREQ"]]
	if !ok {
		return nil, unsupportedSeries(
			f.line, "Serien upprepas på ett sätt (”%s”) som inte kan läsas.", shorten(parts["FREQ"]),
		)
	}
	r.Unit = unit
	if part := r.readDays(parts, now.start); part != "" {
		return nil, unsupportedSeries(
			f.line,
			"Serien har en regel (”%s”) som inte kan läsas. Det som kan läsas är serier som upprepas vissa dagar i "+
				"veckan, vissa dagar i månaden eller till exempel tredje tisdagen i månaden.",
			shorten(part),
		)
	}
	if s, ok := parts["COUNT"]; ok {
		r.Count, _ = strconv.Atoi(s)
		if r.Count < 1 || r.Count > maxCount || parts["UNTIL"] != "" {
			return nil, damaged(f.line, "”%s” är inget antal gånger i en serie.", shorten(s))
		}
	}
	for wall := range r.steps(now.start.wall) {
		if !wall.Equal(now.start.wall) {
			return nil, &ReadError{f.line, "Den första gången i serien är ingen av de dagar som regeln anger.",
				"Ändra den första gången i kalenderprogrammet, så att den stämmer med regeln, och spara på nytt."}
		}
		break
	}
	return r, rd.until(f, parts["UNTIL"], r, now)
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

// maxExtra is how many dates beside the rule a series can have before it is taken for nonsense.
const maxExtra = 1000

// extra reads one RDATE. A date at another time of day than the others is a moved one.
func (rd *reader) extra(f *field, now *reading) error {
	r, e := now.event.Recurrence, &now.event
	lasts := swedishWall(e.end()).Sub(swedishWall(e.Start))
	clock := swedishWall(e.Start).Sub(dayOf(swedishWall(e.Start)))
	for value := range strings.SplitSeq(f.value, ",") {
		value, end, period := strings.Cut(value, "/")
		m, err := rd.moment(f, value)
		if err != nil {
			return err
		}
		start, day := m.instant(), dayOf(swedishWall(m.instant()))
		if e.WholeDay || m.wholeDay {
			start = clockIn(stockholm())(day.Add(clock))
		}
		usual := clockIn(stockholm())(day.Add(clock))
		moved := Override{Original: usual, Start: start, End: clockIn(stockholm())(swedishWall(start).Add(lasts))}
		if period && !e.WholeDay {
			if moved.End, err = rd.periodEnd(f, end, start); err != nil {
				return err
			}
		}
		given, taken := now.occurrence(moment{wall: day, wholeDay: true})
		switch {
		case taken && given.Equal(start):
			continue // the same date again
		case taken:
			return unsupportedSeries(f.line, "Serien har två tillfällen samma dag (%s).", shorten(value))
		case !start.After(e.Start):
			return unsupportedSeries(f.line, "Serien har ett extra datum (%s) före sin början.", shorten(value))
		case len(r.Extra) == maxExtra:
			return unsupportedSeries(f.line, "Serien har fler än %d extra datum.", maxExtra)
		}
		r.Extra = append(r.Extra, usual)
		now.starts[day] = usual
		if !start.Equal(usual) || !moved.End.Equal(now.usualEnd(usual)) {
			r.Moved = append(r.Moved, moved)
			now.extra[start.Unix()] = usual
		}
	}
	slices.SortFunc(r.Extra, time.Time.Compare)
	return nil
}

// periodEnd reads what follows the start of a PERIOD (RFC 5545, 3.3.9).
func (rd *reader) periodEnd(f *field, s string, start time.Time) (time.Time, error) {
	if days, rest, ok := parseDuration(s); ok {
		return clockIn(stockholm())(swedishWall(start).AddDate(0, 0, days)).Add(rest), nil
	}
	m, err := rd.moment(f, s)
	if err == nil && !m.instant().After(start) {
		err = damaged(f.line, "Ett extra datum slutar innan det börjar.")
	}
	return m.instant(), err
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
		rg.starts, rg.extra = make(map[time.Time]time.Time), make(map[int64]time.Time)
		at := clockIn(stockholm())
		for wall := range rg.event.Recurrence.walls(swedishWall(rg.event.Start), at) {
			rg.starts[dayOf(wall)] = at(wall)
			if len(rg.starts) == maxCount {
				break
			}
		}
	}
	wanted := m.instant()
	if start, ok := rg.extra[wanted.Unix()]; ok && !m.wholeDay {
		return start, true
	}
	start, ok := rg.starts[dayOf(swedishWall(wanted))]
	return start, ok && (m.wholeDay || rg.event.WholeDay || start.Equal(wanted))
}
