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
	// Dropped tells what the file holds and the events don't, sorted.
	Dropped []Loss
	// Doubts names what someone ought to look at: the Doubt constants, sorted.
	Doubts []string
}

// Loss is something that [Read] leaves out.
type Loss struct {
	What  string // one of the Dropped constants
	Count int    // how many there were; people who are invited to several events count once
}

// What [Read] leaves out: what is nobody else's business, and what psi has no place for.
const (
	DroppedAlarms           = "alarms"
	DroppedAttachments      = "attachments" // pictures too
	DroppedAttendees        = "attendees"
	DroppedComments         = "comments"
	DroppedExtensions       = "extensions"        // properties of one calendar program
	DroppedMeetings         = "meetings"          // the links, numbers, codes and texts of video meetings
	DroppedOccurrenceTexts  = "occurrence-texts"  // another title, place or description for one occurrence of a series
	DroppedOldVersions      = "old-versions"      // the same event again, in an older version
	DroppedOrganizerAddress = "organizer-address" // the name is kept
	DroppedOtherComponents  = "other-components"  // tasks, journals and the like
	DroppedOtherProperties  = "other-properties"
)

// What [Read] is not sure of.
const (
	DoubtNoEnd        = "no-end"          // an event without an end
	DoubtNoTimeZone   = "no-time-zone"    // a time without a zone, taken for Swedish time
	DoubtPrivate      = "private"         // an event that its owner has marked as private or confidential
	DoubtRemovedDates = "unknown-removed" // an excepted date on which the series has no occurrence, passed over
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
	slices.SortFunc(rd.result.Dropped, func(a, b Loss) int { return strings.Compare(a.What, b.What) })
	slices.Sort(rd.result.Doubts)
	return &rd.result, nil
}

// A reader makes events of components.
type reader struct {
	result  Invitation
	zones   zones
	local   clock           // of times without a zone, when the calendar says one; else nil
	invited map[string]bool // by the value of ATTENDEE
}

func (rd *reader) drop(what string) {
	list := rd.result.Dropped
	i := slices.IndexFunc(list, func(l Loss) bool { return l.What == what })
	if i < 0 {
		rd.result.Dropped = append(list, Loss{what, 1})
		return
	}
	list[i].Count++
}

func (rd *reader) doubt(what string) {
	if !slices.Contains(rd.result.Doubts, what) {
		rd.result.Doubts = append(rd.result.Doubts, what)
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
	rd.local = nil
	if at, ok := rd.zones.clock(cal.text("X-WR-TIMEZONE")); ok {
		rd.local = at
	}
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

// events reads the events: those that stand for themselves first, then the changed occurrences of series among them. An
// occurrence of a series that isn't in the file, or that its rule doesn't have, is an event of its own.
func (rd *reader) events(cal *component, method string) error {
	byName := make(map[name]*reading)
	var order []*reading
	var changed []*component
	keep := func(c *component) error {
		now, err := rd.event(c)
		if err != nil {
			return err
		}
		id := name{now.event.UID, now.event.Original.Unix()}
		switch before := byName[id]; {
		case before == nil || id.uid == "":
			byName[id] = now
			order = append(order, now)
		case now.event.before(&before.event):
			rd.drop(DroppedOldVersions)
		default:
			rd.drop(DroppedOldVersions)
			*before = *now
		}
		return nil
	}
	for _, c := range cal.children {
		if c.name != "VEVENT" {
			continue
		}
		if c.field("RECURRENCE-ID") != nil {
			changed = append(changed, c)
		} else if err := keep(c); err != nil {
			return err
		}
	}
	for _, c := range changed {
		series := byName[name{line(c.text("UID")), time.Time{}.Unix()}]
		if series != nil && series.event.Recurrence != nil {
			done, err := rd.changed(series, c)
			if err != nil {
				return err
			}
			if done {
				continue
			}
		}
		if err := keep(c); err != nil {
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

// A name tells events apart (RFC 5545, 3.8.4.4): the occurrences of a series share a UID.
type name struct {
	uid      string
	original int64 // the start that the series gives, in seconds
}

// before reports whether an event is an older version than another of the same name (RFC 5546, 2.1.5).
func (e *Event) before(other *Event) bool {
	if e.Sequence != other.Sequence {
		return e.Sequence < other.Sequence
	}
	return e.Stamp.Before(other.Stamp)
}

// changed reads one occurrence of a series that differs from the others. It reports whether the series has it.
func (rd *reader) changed(series *reading, c *component) (bool, error) {
	id := c.field("RECURRENCE-ID")
	m, err := rd.moment(id, id.value)
	if err != nil {
		return false, err
	}
	original, ok := series.occurrence(m)
	if !ok {
		return false, nil
	}
	now, err := rd.event(c)
	if err != nil {
		return false, err
	}
	r, e := series.event.Recurrence, &now.event
	r.Except = slices.DeleteFunc(r.Except, original.Equal)
	r.Moved = slices.DeleteFunc(r.Moved, func(o Override) bool { return o.Original.Equal(original) })
	if e.Status == Cancelled && series.event.Status != Cancelled {
		r.Except = append(r.Except, original)
		return true, nil
	}
	if e.WholeDay != series.event.WholeDay {
		return false, unsupportedSeries(
			id.line, "En gång i serien är en hel dag, men inte de andra, eller tvärtom.",
		)
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
	return true, nil
}

// usualEnd returns the end of the occurrence that the rule starts at an instant.
func (rg *reading) usualEnd(start time.Time) time.Time { return rg.event.usualEnd(start) }
