package ical

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	ics "github.com/arran4/golang-ical"
)

const (
	productID = "-//so-in.se//psi//SV"
	refresh   = "PT12H" // how often programs are asked to look for changes
	// streetName is the property of [Event.Street].
	streetName = "X-PSI-STREET"
)

// cancelled stands first in the title of an event that doesn't take place: many programs show the title and nothing of
// the status.
const cancelled = "INSTÄLLT: "

// WriteTo writes the calendar as text/calendar in UTF-8. Nothing is written when the calendar is not valid; see
// [Calendar.Validate].
func (c *Calendar) WriteTo(w io.Writer) (int64, error) {
	pieces, err := c.pieces()
	if err != nil {
		return 0, err
	}
	var written int64
	for _, p := range pieces {
		n, err := w.Write(p)
		written += int64(n)
		if err != nil {
			return written, err
		}
	}
	return written, nil
}

// Append appends what [Calendar.WriteTo] writes.
func (c *Calendar) Append(dst []byte) ([]byte, error) {
	pieces, err := c.pieces()
	if err != nil {
		return dst, err
	}
	return append(dst, bytes.Join(pieces, nil)...), nil
}

// pieces returns what the calendar is written as: its own lines, those of each event, and its end.
func (c *Calendar) pieces() ([][]byte, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	events := slices.Clone(c.Prepared)
	for i := range c.Events {
		e := &c.Events[i]
		content, err := e.write(c.Organizer)
		if err != nil {
			return nil, err
		}
		events = append(events, content.stamped(e.stamps()))
	}
	slices.SortFunc(
		events, func(a, b *Prepared) int { return cmp.Or(a.start.Compare(b.start), cmp.Compare(a.uid, b.uid)) },
	)
	frame, err := serialise(c.properties())
	if err != nil {
		return nil, err
	}
	zone, err := zoneLines()
	if err != nil {
		return nil, err
	}
	pieces := make([][]byte, 0, len(events)+3)
	pieces = append(pieces, frame[:len(frame)-len(end)], zone)
	for _, e := range events {
		pieces = append(pieces, e.lines)
	}
	return append(pieces, []byte(end)), nil
}

// Content is an event as calendars hold it, but for its stamps: all that subscribers see, checked and written once,
// however many calendars the event is in.
type Content struct {
	uid   string
	start time.Time
	lines []byte
}

// Prepared is an event as calendars hold it.
type Prepared struct {
	uid          string
	start, stamp time.Time
	lines        []byte
}

// Content checks the event, all but its stamps, and writes it for calendars of an organizer. Faults are returned as
// [Calendar.Validate] returns them.
func (e *Event) Content(organizer Mailbox) (*Content, error) {
	v := validator{uid: e.UID}
	if v.event(e, organizer); len(v.faults) > 0 {
		return nil, errors.Join(v.faults...)
	}
	return e.write(organizer)
}

// write returns the event as calendars of an organizer hold it, but for its stamps.
func (e *Event) write(organizer Mailbox) (*Content, error) {
	lines, err := componentLines(e.components(organizer)...)
	return &Content{e.UID, e.Start, lines}, err
}

// Digest stands for the bytes of the content: what has the same digest is the same to subscribers.
func (c *Content) Digest() string {
	sum := sha256.Sum256(c.lines)
	return hex.EncodeToString(sum[:12])
}

// Stamp returns the content with stamps. Faults in the stamps are returned as [Calendar.Validate] returns them.
func (c *Content) Stamp(s Stamps) (*Prepared, error) {
	v := validator{uid: c.uid}
	if v.stamps(s); len(v.faults) > 0 {
		return nil, errors.Join(v.faults...)
	}
	return c.stamped(s), nil
}

// afterStamps begins the line before which the stamps stand in each component. No other line begins so.
const afterStamps = "\r\nSTATUS:"

// stamped puts the stamps into each component of the event.
func (c *Content) stamped(s Stamps) *Prepared {
	var stamps []byte
	add := func(name string, t time.Time) {
		if !t.IsZero() {
			stamps = append(stamps, "\r\n"+name+":"+t.UTC().Format(utcForm)...)
		}
	}
	add("DTSTAMP", s.stamp())
	add("CREATED", s.Created)
	add("LAST-MODIFIED", s.LastModified)
	stamps = append(stamps, "\r\nSEQUENCE:"+strconv.Itoa(s.Sequence)...)
	stamps = append(stamps, afterStamps...)
	return &Prepared{c.uid, c.start, s.stamp(), bytes.ReplaceAll(c.lines, []byte(afterStamps), stamps)}
}

// zoneLines is the VTIMEZONE that every calendar has.
var zoneLines = sync.OnceValues(func() ([]byte, error) { return componentLines(timezone()) })

// componentLines returns components as calendars hold them.
func componentLines(components ...ics.Component) ([]byte, error) {
	lines, err := serialise(nil, components...)
	if err != nil {
		return nil, err
	}
	return lines[len(begin) : len(lines)-len(end)], nil
}

// What golang-ical writes round the components.
const (
	begin = "BEGIN:VCALENDAR\r\n"
	end   = "END:VCALENDAR\r\n"
)

// serialise has golang-ical write a calendar, and folds its lines.
func serialise(properties []ics.CalendarProperty, components ...ics.Component) ([]byte, error) {
	cal := ics.Calendar{CalendarProperties: properties, Components: components}
	var lines bytes.Buffer
	lines.Grow(1024 * (1 + len(components)))
	if err := cal.SerializeTo(&lines, ics.WithLineLength(1<<30), ics.WithNewLineWindows); err != nil {
		return nil, fmt.Errorf("ical: %w", err)
	}
	return appendFolded(make([]byte, 0, lines.Len()+lines.Len()/16), lines.Bytes()), nil
}

// properties returns the calendar's own properties. It has no UID, though RFC 7986 allows one: some programs then take
// all events for one.
func (c *Calendar) properties() []ics.CalendarProperty {
	var b builder
	b.add("VERSION", "2.0")
	b.add("PRODID", productID)
	b.add("CALSCALE", "GREGORIAN")
	b.add("METHOD", "PUBLISH")
	b.add("NAME", line(c.Name))
	b.add("X-WR-CALNAME", line(c.Name))
	b.add("DESCRIPTION", text(c.Description))
	b.add("X-WR-CALDESC", text(c.Description))
	b.add("X-WR-TIMEZONE", tzid)
	b.stamp("LAST-MODIFIED", c.lastModified())
	b.uri("URL", c.URL)
	b.uri("SOURCE", c.Source, "VALUE", "URI")
	b.add("REFRESH-INTERVAL", refresh, "VALUE", "DURATION")
	b.add("X-PUBLISHED-TTL", refresh)
	b.add("COLOR", strings.ToLower(c.Color))
	list := make([]ics.CalendarProperty, len(b.list))
	for i, p := range b.list {
		list[i] = ics.CalendarProperty(p)
	}
	return list
}

// lastModified returns the calendar's time or that of its newest event.
func (c *Calendar) lastModified() time.Time {
	newest := c.LastModified
	if newest.IsZero() {
		for i := range c.Events {
			if t := c.Events[i].stamps().stamp(); t.After(newest) {
				newest = t
			}
		}
		for _, p := range c.Prepared {
			if p.stamp.After(newest) {
				newest = p.stamp
			}
		}
	}
	return newest
}

// components returns the event and then its changed occurrences, each an event of its own with the same UID: those that
// were moved or called off. They are without stamps.
func (e *Event) components(organizer Mailbox) []ics.Component {
	var b builder
	e.common(&b)
	b.span(e.Start, e.End, e.WholeDay, e.Recurrence != nil)
	if r := e.Recurrence; r != nil {
		b.add("RRULE", r.rule(e)) // also for extra ones alone: ical.js leaves out the first when there is no rule
		for _, t := range slices.SortedFunc(slices.Values(r.Extra), time.Time.Compare) {
			b.nominal("RDATE", t, e)
		}
		for _, t := range slices.SortedFunc(slices.Values(r.Except), time.Time.Compare) {
			b.nominal("EXDATE", t, e)
		}
	}
	e.texts(&b, organizer)
	list := []ics.Component{b.event()}
	if e.Recurrence == nil {
		return list
	}
	off := *e
	off.Status, off.Description, off.Conference = Cancelled, "", ""
	changes := slices.Clone(e.Recurrence.Moved)
	for _, t := range e.Recurrence.Off {
		changes = append(changes, Override{t, t, e.usualEnd(t)})
	}
	slices.SortFunc(changes, func(a, b Override) int { return a.Original.Compare(b.Original) })
	for _, m := range changes {
		of := e
		if slices.ContainsFunc(e.Recurrence.Off, m.Original.Equal) && e.Status != Withdrawn {
			of = &off
		}
		var b builder
		of.common(&b)
		b.nominal("RECURRENCE-ID", m.Original, e)
		b.span(m.Start, m.End, e.WholeDay, false)
		of.texts(&b, organizer)
		list = append(list, b.event())
	}
	return list
}

// common adds what comes before the times; [Content.stamped] puts the stamps before STATUS.
func (e *Event) common(b *builder) {
	b.list = make([]ics.IANAProperty, 0, 20+len(e.Categories))
	b.add("UID", e.UID)
	b.add("STATUS", e.Status.String())
	b.add("TRANSP", "TRANSPARENT") // subscribers' own time is not taken up by it
	b.add("X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
}

// texts adds what comes after the times.
func (e *Event) texts(b *builder, organizer Mailbox) {
	summary := line(e.Summary)
	if e.Status == Cancelled && !strings.HasPrefix(strings.ToUpper(summary), strings.TrimRight(cancelled, ": ")) {
		summary = cancelled + summary
	}
	b.add("SUMMARY", summary)
	// Google and Outlook don't show the URL, so the description ends with it.
	address, _ := uri(e.URL)
	b.add("DESCRIPTION", strings.Trim(text(e.Description)+"\n\n"+address, "\n"))
	b.add("LOCATION", line(e.Location))
	if e.Location != "" {
		b.add(streetName, line(e.Street))
	}
	b.uri("CONFERENCE", e.Conference, "VALUE", "URI")
	b.add("URL", address)
	for _, category := range e.Categories {
		b.add("CATEGORIES", line(category))
	}
	b.mailbox("ORGANIZER", e.organizer(organizer))
	if e.Geo != nil {
		b.add("GEO", fmt.Sprintf("%.6f;%.6f", e.Geo.Latitude, e.Geo.Longitude))
	}
	b.add("CONTACT", text(e.Contact))
}

// rule returns the value of RRULE.
func (r *Recurrence) rule(e *Event) string {
	rule := "FREQ=" + [...]string{Day: "DAILY", Week: "WEEKLY", Month: "MONTHLY", Year: "YEARLY"}[r.Unit]
	if r.Every > 1 {
		rule += ";INTERVAL=" + strconv.Itoa(r.Every)
	}
	switch {
	case r.Count > 0:
		rule += ";COUNT=" + strconv.Itoa(r.Count)
	case !r.Until.IsZero() && e.WholeDay:
		rule += ";UNTIL=" + swedishWall(r.Until).Format(dateForm)
	case !r.Until.IsZero():
		rule += ";UNTIL=" + r.Until.UTC().Format(utcForm)
	}
	return rule + r.byDay(swedishWall(e.Start))
}
