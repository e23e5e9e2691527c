// Package calendar is what a site publishes for other people's calendars: the feeds (RFC 5545), an iCalendar file of
// each activity, and the coming activities as JSON and as a table. The addresses of feeds are for good, and past events
// stay in them.
package calendar

import (
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/memo"
	"so-in.se/psi/internal/parallel"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/swedish"
)

// Calendar is all events of a site.
type Calendar struct {
	// Events are the activities with a date, in the order of the model's Dated; Deadlines the last days to apply and to
	// sign up.
	Events, Deadlines []Event

	model     *model.Model
	organizer ical.Mailbox // who stands behind every event (RFC 5546 §3.2.1)
	feeds     *Feeds
	gone      []goneEvent
	in        func() map[string][]member // members, once
}

// Memo remembers calendar entries from one build to the next.
type Memo = memo.Memo[cause, *calendarEntry]

// New makes an event of each activity with a date and of each last day, with the stamps that the record gives. The memo
// may be nil.
func New(m *model.Model, remembered *Memo) *Calendar {
	settings := &m.Content.Settings
	c := &Calendar{model: m, organizer: ical.Mailbox{Name: settings.Name, Email: settings.Email}}
	c.feeds = c.listFeeds()
	if m.Previous != nil {
		remembered = nil // what a record says of stamps follows the clock
	}
	pages := c.pageTexts()
	add := func(of *content.Entry, a *content.Activity, uid string, describe func() *calendarEntry) Event {
		why := cause{
			uid: uid, hash: of.Hash, file: of.File, address: of.Address, body: of.Body,
			related: titles(of.Themes), base: m.Base, organizer: c.organizer,
		}
		if a != nil {
			why.related += "\n" + titles(a.Organizers) + "\n" + pages[a]
		}
		return Event{Entry: of, Activity: a, Feeds: c.feeds.of(a), calendarEntry: remembered.Get(why, describe)}
	}
	c.Events = make([]Event, 0, len(m.Dated))
	for _, a := range m.Dated {
		c.Events = append(c.Events, add(&a.Entry, a, a.UID, func() *calendarEntry { return c.activity(a, pages[a]) }))
		if last := a.Registration.LastDay; !last.IsZero() {
			uid := partOf(a.UID, "anmalan")
			c.Deadlines = append(c.Deadlines, add(&a.Entry, nil, uid, func() *calendarEntry {
				return c.lastDay(
					&a.Entry, uid, "Sista anmälningsdag: ", last, a.Registration.Ways(), a.Status == content.Cancelled,
				)
			}))
		}
	}
	for _, call := range content.List[*content.Call](m.Content) {
		uid := partOf(call.ID+content.UIDDomain, "ansokan")
		c.Deadlines = append(c.Deadlines, add(&call.Entry, nil, uid, func() *calendarEntry {
			title := "Sista ansökningsdag: "
			if !call.Closes.WholeDay {
				title = fmt.Sprintf("Sista ansökningsdag (kl. %s): ", swedish.FormatClock(call.Closes.Time))
			}
			return c.lastDay(&call.Entry, uid, title, call.Closes.Date(), nil, false)
		}))
	}
	remembered.Next()
	c.stamp()
	return c
}

// stamp gives the events their stamps: those of the record when subscribers see nothing new in any feed. Without a
// record nobody subscribes, and the stamps come from the event's own time, so that the same content gives the same
// bytes.
func (c *Calendar) stamp() {
	previous := c.model.Previous
	if previous == nil {
		return
	}
	for _, list := range [][]Event{c.Events, c.Deadlines} {
		parallel.Do(len(list), func(i int) { c.follow(&list[i]) })
	}
	uids := map[string]bool{}
	for _, e := range slices.Concat(c.Events, c.Deadlines) {
		uids[e.UID] = true
	}
	for _, e := range previous.TakenAway(func(uid string) bool { return uids[uid] }, c.model.Now) {
		c.gone = append(c.gone, c.takenAway(e))
	}
}

// Records returns what the record says of the events.
func (c *Calendar) Records() []record.Event {
	records := make([]record.Event, 0, len(c.Events)+len(c.Deadlines))
	for _, list := range [][]Event{c.Events, c.Deadlines} {
		for i := range list {
			records = append(records, list[i].record())
		}
	}
	return records
}

// Remember adds what calendars say of the site, the feeds and the events to a record.
func (c *Calendar) Remember(r *record.Record) {
	s := &c.model.Content.Settings
	r.Site = &record.Site{Name: s.Name, ShortName: s.ShortName, Address: c.model.Own, Email: s.Email}
	for _, f := range c.feeds.all() {
		r.Feeds = append(r.Feeds, record.Feed{Name: f.name, Title: f.title})
	}
	slices.SortFunc(r.Feeds, func(a, b record.Feed) int { return strings.Compare(a.Name, b.Name) })
	for _, g := range c.gone {
		r.Gone = append(r.Gone, g.record)
	}
}

// Faults finds what no calendar can hold, although it is no mistake anywhere else.
func (c *Calendar) Faults() problem.List {
	var problems problem.List
	taken := make(
		map[string]bool, len(c.Deadlines),
	) // package content has seen to it that no two activities have the same
	for _, list := range [][]Event{c.Deadlines, c.Events} {
		for i := range list {
			e := &list[i]
			err := e.fault
			if err == nil && taken[e.UID] {
				err = &ical.InvalidError{UID: e.UID, Property: "UID"}
			}
			if e.Activity == nil {
				taken[e.UID] = true
			}
			if err != nil {
				problems.Add(explain(e, err))
			}
		}
	}
	return problems
}

// explain tells an editor why an event cannot stand in a calendar.
func explain(e *Event, err *ical.InvalidError) problem.Problem {
	p := problem.Problem{File: e.Entry.File, Kind: problem.BadValue}
	switch err.Property {
	case "UID":
		p.Message = fmt.Sprintf("”%s” kan inte vara namnet på en aktivitet i kalendern.", e.UID)
		p.Hint = "Kalenderprogrammen klarar bokstäverna a–z, siffror och tecken som @ . - _, " +
			"och namnet får bara finnas en gång. " +
			"Ta bort raden uid, så gör psi ett."
	case "DTSTART", "DTEND":
		p.Message = "Kalendern rymmer bara tider från 1997 till 9999, med början före slutet."
		p.Hint = "Kontrollera start och end."
	case "RRULE":
		p.Message = "Serien har ett tillfälle på en tid som klockan hoppar över eller visar två gånger, " +
			"när sommartiden börjar eller slutar. Kalenderprogrammen visar den olika."
		p.Hint = "Lägg serien före kl. 02.00 eller efter kl. 03.00, eller ta bort det tillfället med except."
	default:
		p.Message = fmt.Sprintf(
			"”%s” går inte att skriva i kalendern (%s: %s).", e.Entry.Title, err.Property, err.Reason,
		)
	}
	return p
}

// partOf names what belongs to a calendar entry. The full stop is in no id, so that no activity has that UID.
func partOf(uid, what string) string {
	local, domain, ok := strings.Cut(uid, "@")
	if !ok {
		return uid + "." + what
	}
	return local + "." + what + "@" + domain
}
