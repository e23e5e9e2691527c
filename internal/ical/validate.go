package ical

import (
	"errors"
	"fmt"
	"math"
	"time"

	"so-in.se/psi/internal/address"
)

const (
	// lastYear is the last year with four digits, which is all that the format has room for.
	lastYear = 9999
	// maxEvery and maxCount keep a series within reason, so that no rule takes long to unfold.
	maxEvery = 1000
	maxCount = 10000
)

// InvalidError says why an event or calendar cannot be written. It is for developers: what editors write is checked
// before.
type InvalidError struct {
	UID      string // the event, or "" for the calendar itself
	Property string // the property as the standard names it, such as "DTEND"
	Reason   string
}

// Error returns the event, the property and the reason.
func (e *InvalidError) Error() string {
	if e.UID == "" {
		return fmt.Sprintf("calendar: %s: %s", e.Property, e.Reason)
	}
	return fmt.Sprintf("event %s: %s: %s", e.UID, e.Property, e.Reason)
}

// Validate reports whether the calendar can be written. The error joins one [*InvalidError] for each fault.
func (c *Calendar) Validate() error {
	var v validator
	if line(c.Name) == "" {
		v.add("NAME", "empty")
	}
	v.uri("URL", c.URL)
	v.uri("SOURCE", c.Source)
	if !onlyOf(c.Color, "") {
		v.add("COLOR", "not a CSS3 colour name")
	}
	v.stamp("LAST-MODIFIED", c.LastModified)
	seen := make(map[string]bool, len(c.Events)+len(c.Prepared))
	for _, p := range c.Prepared {
		if seen[p.uid] {
			v.uid = p.uid
			v.add("UID", "used by two events")
		}
		seen[p.uid] = true
	}
	v.uid = ""
	for i := range c.Events {
		e := &c.Events[i]
		v.uid = e.UID
		if seen[e.UID] {
			v.add("UID", "used by two events")
		}
		seen[e.UID] = true
		v.stamps(e.stamps())
		v.event(e, c.Organizer)
	}
	return errors.Join(v.faults...)
}

// A validator gathers faults; uid is the event that it is at.
type validator struct {
	uid    string
	faults []error
}

func (v *validator) add(property, reason string) {
	v.faults = append(v.faults, &InvalidError{v.uid, property, reason})
}

func (v *validator) uri(property, s string) {
	if _, ok := uri(s); s != "" && !ok {
		v.add(property, fmt.Sprintf("%q is no absolute web address", s))
	}
}

func (v *validator) stamp(property string, t time.Time) {
	if year := t.UTC().Year(); !t.IsZero() && (year < 1970 || year > lastYear) {
		v.add(property, "out of range")
	}
}

// stamps checks the stamps of an event.
func (v *validator) stamps(s Stamps) {
	if s.Sequence < 0 || s.Sequence > math.MaxInt32 {
		v.add("SEQUENCE", "out of range")
	}
	if s.stamp().IsZero() {
		v.add("DTSTAMP", "no time at all")
	}
	v.stamp("DTSTAMP", s.Stamp)
	v.stamp("CREATED", s.Created)
	v.stamp("LAST-MODIFIED", s.LastModified)
}

// event checks all else of an event.
func (v *validator) event(e *Event, organizer Mailbox) {
	if !isUID(e.UID) {
		v.add("UID", fmt.Sprintf("%q is not printable ASCII without blanks", e.UID))
	}
	if line(e.Summary) == "" {
		v.add("SUMMARY", "empty")
	}
	if e.Status < Confirmed || e.Status > Withdrawn {
		v.add("STATUS", "unknown")
	}
	v.uri("URL", e.URL)
	v.uri("CONFERENCE", e.Conference)
	if mailbox := e.organizer(organizer); !address.IsEmail(mailbox.Email) {
		v.add("ORGANIZER", fmt.Sprintf("%q is no mailbox", mailbox.Email))
	}
	if g := e.Geo; g != nil && !(math.Abs(g.Latitude) <= 90 && math.Abs(g.Longitude) <= 180) {
		v.add("GEO", "no position on earth")
	}
	if v.span("DTSTART", "DTEND", e.Start, e.End, e.WholeDay) && e.Recurrence != nil {
		v.recurrence(e)
	}
}

// span checks a start and an end and says whether they are sound.
func (v *validator) span(first, second string, start, end time.Time, wholeDay bool) bool {
	before := len(v.faults)
	if !end.Truncate(time.Second).After(start.Truncate(time.Second)) {
		v.add(second, "the end is not after the start")
	}
	if swedishWall(start).Year() < firstYear {
		v.add(first, fmt.Sprintf("before %d", firstYear))
	}
	if swedishWall(end).Year() > lastYear || end.UTC().Year() > lastYear {
		v.add(second, fmt.Sprintf("after %d", lastYear))
	}
	if wholeDay && !isMidnight(start) {
		v.add(first, "a whole day that doesn't begin at midnight")
	}
	if wholeDay && !isMidnight(end) {
		v.add(second, "a whole day that doesn't end at midnight")
	}
	return len(v.faults) == before
}

func (v *validator) recurrence(e *Event) {
	r := e.Recurrence
	before := len(v.faults)
	if r.Unit < Day || r.Unit > Year || r.Every < 1 || r.Every > maxEvery {
		v.add("RRULE", fmt.Sprintf("every %d of unit %d", r.Every, r.Unit))
	}
	if r.Count < 0 || r.Count > maxCount {
		v.add("RRULE", "COUNT out of range")
	}
	if r.Count != 0 && !r.Until.IsZero() {
		v.add("RRULE", "both COUNT and UNTIL")
	}
	if !r.Until.IsZero() && (r.Until.Before(e.Start) || r.Until.UTC().Year() > lastYear) {
		v.add("RRULE", "UNTIL before the start or out of range")
	}
	if e.WholeDay && !r.Until.IsZero() && !isMidnight(r.Until) {
		v.add("RRULE", "UNTIL of whole days that is not midnight")
	}
	v.days(e)
	if comesTwice(e.Start) {
		v.add("DTSTART", "a series that begins in an hour that clocks show twice")
	}
	if len(v.faults) == before {
		v.exceptions(e)
		v.clockChanges(e)
	}
}

// days checks the days of the rule, that the start is on one of them, and the extra ones.
func (v *validator) days(e *Event) {
	r := e.Recurrence
	for _, o := range r.On {
		if !o.fits(r.Unit) {
			v.add("RRULE", fmt.Sprintf("%+v in unit %d", o, r.Unit))
			return
		}
	}
	if !oneSort(r.On) {
		v.add("RRULE", "days of different sorts")
		return
	}
	for wall := range r.steps(swedishWall(e.Start)) {
		if !wall.Equal(swedishWall(e.Start)) {
			v.add("DTSTART", "not on a day of the rule")
		}
		break
	}
	if len(r.Extra) > maxCount {
		v.add("RDATE", "too many")
	}
	first := swedishWall(e.Start)
	for _, t := range r.Extra {
		if !t.After(e.Start) || swedishWall(t).Year() > lastYear {
			v.add("RDATE", "not after the start, or out of range: "+t.Format(time.RFC3339))
		} else if !sameClock(swedishWall(t), first) {
			v.add("RDATE", "not at the time of day of the start: "+t.Format(time.RFC3339))
		}
	}
}

// clockChanges refuses a series with an occurrence that begins or ends at a time that clocks skip or show twice:
// calendar programs differ over which hour is meant, so subscribers would see something else than the site says. Ten
// years are looked at.
func (v *validator) clockChanges(e *Event) {
	first, last := swedishWall(e.Start), swedishWall(e.End)
	const hour = 2 // only times from 02.00 to 03.00 are ever skipped or shown twice
	if e.WholeDay || first.Hour() != hour && last.Hour() != hour {
		return
	}
	limit := e.Start.AddDate(10, 0, 0)
	for o := range e.unmoved() {
		start, end := swedishWall(o.Start), swedishWall(o.End)
		if comesTwice(o.Start) || comesTwice(o.End) || !sameClock(start, first) || !sameClock(end, last) {
			v.add("RRULE", "an occurrence at a time that clocks skip or show twice: "+o.Start.Format(time.RFC3339))
			return
		}
		if o.Start.After(limit) {
			return
		}
	}
}

// sameClock reports whether two wall-clock times are at the same time of day.
func sameClock(a, b time.Time) bool { return a.Sub(dayOf(a)) == b.Sub(dayOf(b)) }

// exceptions checks that each time excepted or moved is one that the rule gives, once, and that some occurrence is
// left.
func (v *validator) exceptions(e *Event) {
	r := e.Recurrence
	named := make(map[int64]bool, len(r.Except)+len(r.Moved))
	latest := e.Start
	name := func(property string, t time.Time) {
		if named[t.Unix()] {
			v.add(property, "an occurrence named twice: "+t.Format(time.RFC3339))
		}
		named[t.Unix()] = true
		if t.After(latest) {
			latest = t
		}
	}
	for _, t := range r.Except {
		name("EXDATE", t)
	}
	for _, t := range r.changed() {
		name("RECURRENCE-ID", t)
	}
	for _, m := range r.Moved {
		v.span("DTSTART", "DTEND", m.Start, m.End, e.WholeDay)
	}
	given, left := make(map[int64]bool, len(named)), len(r.Moved)
	at := clockIn(stockholm())
	for wall := range r.walls(swedishWall(e.Start), at) {
		start := at(wall)
		if named[start.Unix()] {
			given[start.Unix()] = true
		} else {
			left++
		}
		if start.After(latest) {
			break
		}
	}
	for _, t := range r.Except {
		if !given[t.Unix()] {
			v.add("EXDATE", "not an occurrence: "+t.Format(time.RFC3339))
		}
	}
	for _, t := range r.changed() {
		if !given[t.Unix()] {
			v.add("RECURRENCE-ID", "not an occurrence: "+t.Format(time.RFC3339))
		}
	}
	if left == 0 {
		v.add("EXDATE", "no occurrence left")
	}
}

// stamps returns the stamps of the event.
func (e *Event) stamps() Stamps { return Stamps{e.Sequence, e.Created, e.LastModified, e.Stamp} }

// stamp returns the time for DTSTAMP.
func (s Stamps) stamp() time.Time {
	switch {
	case !s.Stamp.IsZero():
		return s.Stamp
	case !s.LastModified.IsZero():
		return s.LastModified
	}
	return s.Created
}

// organizer returns the event's mailbox, completed from the calendar's.
func (e *Event) organizer(calendar Mailbox) Mailbox {
	m := e.Organizer
	if m.Email == "" {
		m.Email = calendar.Email
	}
	if parameterText(m.Name) == "" {
		m.Name = calendar.Name
	}
	return m
}
