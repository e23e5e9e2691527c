package ical

import (
	"sync"
	"time"
	_ "time/tzdata" // the program must know Swedish time on a machine without a zone database
)

// tzid is the zone in which all local times are written.
const tzid = "Europe/Stockholm"

// firstYear is the first whole year for which the VTIMEZONE that is written holds: Sweden has ended summer time in
// October since 1996.
const firstYear = 1997

// stockholm is the zone of tzid.
var stockholm = sync.OnceValue(func() *time.Location {
	loc, err := time.LoadLocation(tzid)
	if err != nil {
		panic("ical: the embedded zone database lacks " + tzid)
	}
	return loc
})

// A clock turns a wall-clock time, given as a time in UTC with the same digits, into the instant when a clock shows it.
type clock func(wall time.Time) time.Time

// clockIn is the clock of a place. Where the clock is put forward, a time that it skips is counted with the offset from
// before the change, so that 02.30 becomes 03.30; where it is put back, a time that comes twice means the first (RFC
// 5545, 3.3.5).
func clockIn(loc *time.Location) clock {
	return func(wall time.Time) time.Time {
		before := offset(wall.Add(-24*time.Hour), loc)
		after := offset(wall.Add(24*time.Hour), loc)
		early, late := wall.Add(-before), wall.Add(-after)
		if before != after && offset(early, loc) != before && offset(late, loc) == after {
			return late.In(loc)
		}
		return early.In(loc)
	}
}

// offset is how far ahead of UTC clocks are at an instant.
func offset(t time.Time, loc *time.Location) time.Duration {
	_, seconds := t.In(loc).Zone()
	return time.Duration(seconds) * time.Second
}

// wallIn returns what the clock of a place shows at an instant, as a time in UTC with the same digits. Days and months
// can be counted on it without regard to changes of the clock.
func wallIn(loc *time.Location, t time.Time) time.Time {
	t = t.In(loc)
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// swedishWall is wallIn for Stockholm.
func swedishWall(t time.Time) time.Time { return wallIn(stockholm(), t) }

// dayOf returns the midnight that begins the day of a wall-clock time.
func dayOf(wall time.Time) time.Time { return wall.Truncate(24 * time.Hour) }

// comesTwice reports whether clocks in Stockholm show the same time at some other instant, an hour away.
func comesTwice(t time.Time) bool {
	now := offset(t, stockholm())
	return offset(t.Add(time.Hour), stockholm()) == now-time.Hour ||
		offset(t.Add(-time.Hour), stockholm()) == now+time.Hour
}

// isMidnight reports whether an instant begins a day in Stockholm.
func isMidnight(t time.Time) bool {
	wall := swedishWall(t)
	return wall.Hour() == 0 && wall.Minute() == 0 && wall.Second() == 0
}
