package ical

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// MaxSize is the greatest number of bytes that [Read] takes.
const MaxSize = 8 << 20

// Invitation is what a file from someone's calendar program says.
type Invitation struct {
	// Calendar holds the events, with times in Europe/Stockholm. An event's End is zero if the file has none.
	Calendar Calendar
	// Method is the file's purpose in upper case, such as PUBLISH, REQUEST or CANCEL; "" for none. Under CANCEL every
	// event is cancelled.
	Method string
	// Own reports whether psi wrote the file.
	Own bool
	// Unread are the events that can't be read, in the order of the file.
	Unread []Unread
	// Remarks are those on the file itself, not on one event.
	Remarks
}

// Unread is an event that can't be read, with all its occurrences: half a series would say what isn't so.
type Unread struct {
	UID, Summary string
	Err          *ReadError
}

// Remarks tell what became of what was read.
type Remarks struct {
	// Dropped tells what was there and isn't any longer, sorted.
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
// [*ReadError] with a message for editors; an error from r is returned as it is. An event that it doesn't understand
// among others that it does is Unread. The events are fit for publishing only when [Calendar.Validate] says so.
func Read(r io.Reader) (*Invitation, error) {
	src, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(src) > MaxSize {
		return nil, &ReadError{
			0, fmt.Sprintf("Filen är större än %d megabyte.", MaxSize>>20),
			"Spara en händelse, eller en kortare tid av kalendern.",
		}
	}
	file, err := parse(src)
	if err != nil {
		return nil, err
	}
	rd := &reader{}
	rd.result.Own = true
	for _, c := range file.children {
		if c.name != "VCALENDAR" {
			return nil, unsupported(c.line, "Filen innehåller ”%s” och inte en kalender.", shorten(c.name))
		}
		if err := rd.calendar(c); err != nil {
			return nil, err
		}
	}
	if len(rd.result.Calendar.Events) == 0 {
		if len(rd.result.Unread) > 0 {
			return nil, rd.result.Unread[0].Err
		}
		return nil, unsupported(0, "Det finns ingen händelse i filen.")
	}
	return &rd.result, nil
}

// A reader makes events of components.
type reader struct {
	result  Invitation
	zones   zones
	local   clock           // of times without a zone, when the calendar says one; else nil
	own     bool            // psi wrote the calendar
	invited map[string]bool // by UID and the value of ATTENDEE
	remarks Remarks         // on the event that is being read
}

func (rd *reader) drop(what string)  { rd.remarks.drop(Loss{what, 1}) }
func (rd *reader) doubt(what string) { rd.remarks.doubt(what) }

func (r *Remarks) drop(l Loss) {
	i, found := slices.BinarySearchFunc(r.Dropped, l, func(a, b Loss) int { return strings.Compare(a.What, b.What) })
	if found {
		r.Dropped[i].Count += l.Count
	} else {
		r.Dropped = slices.Insert(r.Dropped, i, l)
	}
}

func (r *Remarks) doubt(what string) {
	if i, found := slices.BinarySearch(r.Doubts, what); !found {
		r.Doubts = slices.Insert(r.Doubts, i, what)
	}
}

// add adds other remarks.
func (r *Remarks) add(others Remarks) {
	for _, l := range others.Dropped {
		r.drop(l)
	}
	for _, what := range others.Doubts {
		r.doubt(what)
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
	rd.own = cal.value("PRODID") == productID
	rd.result.Own = rd.result.Own && rd.own
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
			rd.result.drop(Loss{DroppedOtherComponents, 1})
		}
	}
	rd.events(cal, method)
	return nil
}

// events reads the events: those that stand for themselves first, then the changed occurrences of series among them. An
// occurrence of a series that isn't in the file, or that its rule doesn't have, is an event of its own.
func (rd *reader) events(cal *component, method string) {
	read := eventList{byName: map[name]*reading{}, unread: map[string]bool{}}
	var changed []*component
	for _, c := range cal.children {
		if c.name != "VEVENT" {
			continue
		}
		if c.field("RECURRENCE-ID") != nil {
			changed = append(changed, c)
		} else if err := rd.keep(&read, c); err != nil {
			rd.refuse(&read, c, err)
		}
	}
	for _, c := range changed {
		uid := line(c.text("UID"))
		if read.unread[uid] {
			continue
		}
		series, done := read.byName[name{uid, time.Time{}.Unix()}], false
		var err error
		if series != nil && series.event.Recurrence != nil {
			done, err = rd.changed(series, c)
		}
		if err == nil && !done {
			err = rd.keep(&read, c)
		}
		if err != nil {
			rd.refuse(&read, c, err)
		}
	}
	for _, now := range read.order {
		if read.unread[now.event.UID] {
			continue
		}
		if method == "CANCEL" {
			now.event.Status = Cancelled
		}
		rd.result.Calendar.Events = append(rd.result.Calendar.Events, now.event)
	}
}

// eventList is the events of a calendar while they are read.
type eventList struct {
	byName map[name]*reading
	order  []*reading
	unread map[string]bool // by UID
}

// keep reads an event that stands for itself; of several with the same name the newest counts.
func (rd *reader) keep(read *eventList, c *component) error {
	now, err := rd.event(c)
	if err != nil {
		return err
	}
	id := name{now.event.UID, now.event.Original.Unix()}
	before := read.byName[id]
	if before == nil || id.uid == "" {
		read.byName[id] = now
		read.order = append(read.order, now)
		return nil
	}
	if !now.event.before(&before.event) {
		*before = *now
	}
	before.event.drop(Loss{DroppedOldVersions, 1})
	return nil
}

// refuse notes that an event can't be read.
func (rd *reader) refuse(read *eventList, c *component, err error) {
	fault, _ := errors.AsType[*ReadError](err)
	uid := line(c.text("UID"))
	read.unread[uid] = uid != ""
	rd.result.Unread = append(rd.result.Unread, Unread{uid, line(c.text("SUMMARY")), fault})
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
	series.event.add(e.Remarks)
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
		series.event.drop(Loss{DroppedOccurrenceTexts, 1})
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
