package ical

import (
	"io"
	"slices"
	"strings"
	"time"
)

// MaxSize is the greatest number of bytes that [Read] takes.
const MaxSize = 1 << 20

// Invitation is what a file from someone's calendar program says.
type Invitation struct {
	// Calendar holds the events, with times in Europe/Stockholm. An event's End is zero if the file has none.
	Calendar Calendar
	// Method is the file's purpose in upper case, such as PUBLISH, REQUEST or CANCEL; "" for none. Under CANCEL every
	// event is cancelled.
	Method string
	// Dropped names what the file holds and the events don't: the Dropped constants, sorted.
	Dropped []string
	// Doubts names what someone ought to look at: the Doubt constants, sorted.
	Doubts []string
}

// What [Read] leaves out: what is nobody else's business, and what psi has no place for.
const (
	DroppedAlarms           = "alarms"
	DroppedAttachments      = "attachments"
	DroppedAttendees        = "attendees"
	DroppedMeetingLinks     = "meeting-links"     // links into video meetings, with their codes and telephone numbers
	DroppedOccurrenceTexts  = "occurrence-texts"  // another title, place or description for one occurrence of a series
	DroppedOldVersions      = "old-versions"      // the same event again, with a lower SEQUENCE
	DroppedOrganizerAddress = "organizer-address" // the name is kept
	DroppedOtherComponents  = "other-components"  // tasks, journals and the like
)

// What [Read] is not sure of.
const (
	DoubtNoEnd         = "no-end"          // an event without an end
	DoubtNoTimeZone    = "no-time-zone"    // a time without a zone, taken for Swedish time
	DoubtPrivate       = "private"         // an event that its owner has marked as private or confidential
	DoubtOneOccurrence = "one-occurrence"  // one of a series that isn't in the file, read as an event of its own
	DoubtRemovedDates  = "unknown-removed" // an excepted date on which the series has no occurrence, passed over
)

// Read reads a calendar file as Outlook, Google, Apple and others write it. What it doesn't understand is a
// [*ReadError] with a message for editors; an error from r is returned as it is. The events are fit for publishing only
// when [Calendar.Validate] says so.
func Read(r io.Reader) (*Invitation, error) {
	src, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(src) > MaxSize {
		return nil, &ReadError{
			0, "Filen är större än 1 megabyte.", "Spara bara den händelse som ska läsas in, inte hela kalendern.",
		}
	}
	file, err := parse(src)
	if err != nil {
		return nil, err
	}
	rd := &reader{}
	for _, c := range file.children {
		if c.name != "VCALENDAR" {
			return nil, unsupported(c.line, "Filen innehåller ”%s” och inte en kalender.", shorten(c.name))
		}
		if err := rd.calendar(c); err != nil {
			return nil, err
		}
	}
	if len(rd.result.Calendar.Events) == 0 {
		return nil, unsupported(0, "Det finns ingen händelse i filen.")
	}
	slices.Sort(rd.result.Dropped)
	slices.Sort(rd.result.Doubts)
	return &rd.result, nil
}

// A reader makes events of components.
type reader struct {
	result Invitation
	zones  zones
}

func (rd *reader) drop(what string)  { addOnce(&rd.result.Dropped, what) }
func (rd *reader) doubt(what string) { addOnce(&rd.result.Doubts, what) }

func addOnce(list *[]string, s string) {
	if !slices.Contains(*list, s) {
		*list = append(*list, s)
	}
}

func (rd *reader) calendar(cal *component) error {
	if version := cal.value("VERSION"); version == "1.0" {
		return damaged(cal.field("VERSION").line, "Filen är skriven i det gamla formatet vCalendar 1.0.")
	}
	if scale := cal.value("CALSCALE"); scale != "" && !strings.EqualFold(scale, "GREGORIAN") {
		return unsupported(
			cal.field("CALSCALE").line, "Kalendern räknar tiden som ”%s” och inte med vanliga datum.", shorten(scale),
		)
	}
	method := strings.ToUpper(cal.value("METHOD"))
	switch method {
	case "REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER":
		return &ReadError{cal.field("METHOD").line, "Filen är ett svar på en inbjudan och ingen inbjudan.",
			"Läs in filen som följde med själva inbjudan."}
	}
	rd.result.Method = method
	rd.zones = readZones(cal)
	out := &rd.result.Calendar
	for _, name := range []string{"NAME", "X-WR-CALNAME"} {
		if out.Name == "" {
			out.Name = line(cal.text(name))
		}
	}
	for _, name := range []string{"DESCRIPTION", "X-WR-CALDESC"} {
		if out.Description == "" {
			out.Description = text(cal.text(name))
		}
	}
	for _, c := range cal.children {
		if c.name != "VEVENT" && c.name != "VTIMEZONE" {
			rd.drop(DroppedOtherComponents)
		}
	}
	return rd.events(cal, method)
}

// events reads the events: those that stand for themselves first, then the changed occurrences of series among them.
func (rd *reader) events(cal *component, method string) error {
	byUID := make(map[string]*reading)
	var order []*reading
	var changed []*component
	for _, c := range cal.children {
		if c.name != "VEVENT" {
			continue
		}
		if c.field("RECURRENCE-ID") != nil {
			changed = append(changed, c)
			continue
		}
		now, err := rd.event(c)
		if err != nil {
			return err
		}
		before := byUID[now.event.UID]
		switch {
		case before == nil || now.event.UID == "":
			byUID[now.event.UID] = now
			order = append(order, now)
		case now.event.Sequence >= before.event.Sequence:
			rd.drop(DroppedOldVersions)
			*before = *now
		default:
			rd.drop(DroppedOldVersions)
		}
	}
	for _, c := range changed {
		series := byUID[line(c.text("UID"))]
		if series == nil || series.event.Recurrence == nil {
			rd.doubt(DoubtOneOccurrence)
			now, err := rd.event(c)
			if err != nil {
				return err
			}
			order = append(order, now)
		} else if err := rd.changed(series, c); err != nil {
			return err
		}
	}
	for _, now := range order {
		if method == "CANCEL" {
			now.event.Status = Cancelled
		}
		rd.result.Calendar.Events = append(rd.result.Calendar.Events, now.event)
	}
	return nil
}

// changed reads one occurrence of a series that differs from the others.
func (rd *reader) changed(series *reading, c *component) error {
	id := c.field("RECURRENCE-ID")
	if id.param("RANGE") != "" {
		return unsupportedSeries(id.line, "Händelsen ändrar flera gånger i serien på en rad (RANGE).")
	}
	m, err := rd.moment(id, id.value)
	if err != nil {
		return err
	}
	original, ok := series.occurrence(m)
	if !ok {
		return unsupportedSeries(
			id.line, "Händelsen ändrar en gång i serien, ”%s”, som serien inte har.", shorten(id.value),
		)
	}
	now, err := rd.event(c)
	if err != nil {
		return err
	}
	r, e := series.event.Recurrence, &now.event
	r.Except = slices.DeleteFunc(r.Except, original.Equal)
	r.Moved = slices.DeleteFunc(r.Moved, func(o Override) bool { return o.Original.Equal(original) })
	if e.Status == Cancelled && series.event.Status != Cancelled {
		r.Except = append(r.Except, original)
		return nil
	}
	if e.WholeDay != series.event.WholeDay {
		return unsupportedSeries(id.line, "En gång i serien är en hel dag, men inte de andra, eller tvärtom.")
	}
	if e.Summary != series.event.Summary || e.Location != series.event.Location ||
		e.Description != series.event.Description {
		rd.drop(DroppedOccurrenceTexts)
	}
	end := e.End
	if end.IsZero() {
		end = e.Start.Add(series.event.end().Sub(series.event.Start))
	}
	if usual := series.usualEnd(original); !e.Start.Equal(original) || !end.Equal(usual) {
		r.Moved = append(r.Moved, Override{Original: original, Start: e.Start, End: end})
	}
	return nil
}

// usualEnd returns the end of the occurrence that the rule starts at an instant.
func (rg *reading) usualEnd(start time.Time) time.Time { return rg.event.usualEnd(start) }
