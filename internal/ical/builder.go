package ical

import (
	"time"

	ics "github.com/arran4/golang-ical"

	"so-in.se/psi/internal/address"
)

// The forms of dates and times (RFC 5545, 3.3.4 and 3.3.5).
const (
	dateForm  = "20060102"
	localForm = "20060102T150405"
	utcForm   = "20060102T150405Z"
)

// A builder gathers properties for the library. Each method takes one kind of value and sees to it that the value stays
// on its own line; add is for values that are clean already.
type builder struct {
	list []ics.IANAProperty
}

// property makes a property with at most one parameter, given as name and value.
func property(name, value string, param ...string) ics.IANAProperty {
	p := ics.IANAProperty{BaseProperty: ics.BaseProperty{IANAToken: name, Value: value}}
	if len(param) == 2 {
		p.ICalParameters = map[string][]string{param[0]: {param[1]}}
	}
	return p
}

// add adds a property unless its value is empty. The library escapes the value if the property's type is TEXT.
func (b *builder) add(name, value string, param ...string) {
	if value != "" {
		b.list = append(b.list, property(name, value, param...))
	}
}

// uri adds a web address.
func (b *builder) uri(name, value string, param ...string) {
	address, _ := uri(value)
	b.add(name, address, param...)
}

// mailbox adds an e-mail address with its name. The library would put backslashes into the parameter, which the format
// doesn't know; so the quoted name goes in with the property's own name, which is written as it is.
func (b *builder) mailbox(name string, m Mailbox) {
	if cn := parameterText(m.Name); cn != "" {
		name += `;CN="` + cn + `"`
	}
	b.add(name, address.Mailto(m.Email))
}

// stamp adds an instant in UTC.
func (b *builder) stamp(name string, t time.Time) {
	if !t.IsZero() {
		b.add(name, t.UTC().Format(utcForm))
	}
}

// local adds a time by the clock in Stockholm, or a day.
func (b *builder) local(name string, t time.Time, wholeDay bool) {
	b.wall(name, swedishWall(t), wholeDay)
}

// nominal adds the start of an occurrence as the rule has it: at the same time of day as the first, even if the clock
// skips that time on the day.
func (b *builder) nominal(name string, t time.Time, e *Event) {
	first := swedishWall(e.Start)
	b.wall(name, dayOf(swedishWall(t)).Add(first.Sub(dayOf(first))), e.WholeDay)
}

func (b *builder) wall(name string, wall time.Time, wholeDay bool) {
	if wholeDay {
		b.add(name, wall.Format(dateForm), "VALUE", "DATE")
		return
	}
	b.add(name, wall.Format(localForm), "TZID", tzid)
}

// span adds DTSTART and DTEND. They are in UTC when clocks show one of them twice: the standard means the first of the
// two hours, but most programs take the second. A series goes by the clock, and never comes to such a time (see
// clockChanges).
func (b *builder) span(start, end time.Time, wholeDay, series bool) {
	if !wholeDay && !series && (comesTwice(start) || comesTwice(end)) {
		b.stamp("DTSTART", start)
		b.stamp("DTEND", end)
		return
	}
	b.local("DTSTART", start, wholeDay)
	b.local("DTEND", end, wholeDay)
}

// event makes an event of what was gathered.
func (b *builder) event() *ics.VEvent {
	return &ics.VEvent{ComponentBase: ics.ComponentBase{Properties: b.list}}
}
