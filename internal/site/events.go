package site

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/swedish"
)

// event is a calendar entry with what it stands for.
type event struct {
	*calendarEntry
	entry *content.Entry
	// activity is nil for a last day.
	activity *content.Activity
}

// calendarEntry is what calendars and the record say of an event. It refers to nothing of the content that it was made from.
type calendarEntry struct {
	ical.Event
	record record.Event
	// prepared is the event as calendars hold it, written when the first of them is.
	prepared func() (*ical.Prepared, error)
	// fault is why no calendar can hold it; nil when they can.
	fault *ical.InvalidError

	cause  cause
	themes []string
}

// cause is all of an entry that a calendar entry is made of, but for the titles of its themes.
type cause struct {
	hash, file, address string
	body                *markdown.Document
}

// eventMemo keeps the calendar entries of the last build, in the order in which they were made.
type eventMemo struct {
	kept      []*calendarEntry
	base      string
	organizer ical.Mailbox
}

// keptEvents are the calendar entries of the last build, to be found by those of this one.
type keptEvents struct {
	list []*calendarEntry
	next int            // the place of the next one, if all is as it was
	at   map[string]int // places by UID; made when something is not as it was
}

// find gives the calendar entry that had a UID; nil when none had.
func (k *keptEvents) find(uid string) *calendarEntry {
	if k.next >= len(k.list) || k.list[k.next].UID != uid {
		if k.at == nil {
			k.at = make(map[string]int, len(k.list))
			for i, e := range k.list {
				k.at[e.UID] = i
			}
		}
		i, ok := k.at[uid]
		if !ok {
			return nil
		}
		k.next = i
	}
	k.next++
	return k.list[k.next-1]
}

// prepareEvents makes a calendar entry of each activity with a date and of each last day, with the stamps that the record gives.
func (b *builder) prepareEvents() {
	b.organizer = ical.Mailbox{Name: b.content.Settings.Name, Email: b.content.Settings.Email}
	var old keptEvents
	var made []*calendarEntry
	memo := b.eventMemo
	// What a record says of stamps may follow the clock, so with a record nothing is kept.
	if memo != nil && b.previous == nil && memo.base == b.base && memo.organizer == b.organizer {
		old.list = memo.kept
		made = make([]*calendarEntry, 0, len(memo.kept)+1)
	}
	add := func(of *content.Entry, a *content.Activity, uid string, describe func() *calendarEntry) event {
		e := b.event(old.find(uid), of, a, describe)
		if memo != nil {
			made = append(made, e.calendarEntry)
		}
		return e
	}
	b.events = make([]event, 0, len(b.dated))
	for _, a := range b.dated {
		b.events = append(b.events, add(&a.Entry, a, a.UID, func() *calendarEntry { return b.activityEvent(a) }))
		if last := a.Registration.LastDay; !last.IsZero() {
			uid := partOf(a.UID, "anmalan")
			b.deadlines = append(b.deadlines, add(&a.Entry, nil, uid, func() *calendarEntry {
				return b.lastDay(&a.Entry, uid, "Sista anmälningsdag: ", last, a.Status == content.Cancelled)
			}))
		}
	}
	for _, c := range content.List[*content.Call](b.content) {
		uid := partOf(c.ID+uidDomain, "ansokan")
		b.deadlines = append(b.deadlines, add(&c.Entry, nil, uid, func() *calendarEntry {
			title := "Sista ansökningsdag: "
			if !c.Closes.WholeDay {
				title = fmt.Sprintf("Sista ansökningsdag (kl. %s): ", swedish.FormatClock(c.Closes.Time))
			}
			return b.lastDay(&c.Entry, uid, title, c.Closes.Date(), false)
		}))
	}
	if memo != nil {
		*memo = eventMemo{made, b.base, b.organizer}
	}
}

// event gives the event of an entry, with the calendar entry of the last build if it would be made of the same.
func (b *builder) event(kept *calendarEntry, of *content.Entry, a *content.Activity, describe func() *calendarEntry) event {
	why := cause{of.Hash, of.File, of.Address, of.Body}
	e := event{calendarEntry: kept, entry: of, activity: a}
	if kept != nil && kept.cause == why && slices.EqualFunc(kept.themes, of.Themes, func(title string, t *content.Theme) bool { return t.Title == title }) {
		return e
	}
	e.calendarEntry = describe()
	e.cause = why
	for _, t := range of.Themes {
		e.themes = append(e.themes, t.Title)
	}
	b.stamp(e)
	return e
}

// activityEvent makes the calendar entry of an activity.
func (b *builder) activityEvent(a *content.Activity) *calendarEntry {
	e := &calendarEntry{Event: ical.Event{
		UID: a.UID, Start: a.When.Start, End: a.When.End, WholeDay: a.When.WholeDay,
		Summary: a.Title, Description: describe(a), Location: join(a.Place, a.Street),
		URL: b.base + a.Address, Categories: nonEmpty(sortName(a.Sort)), Contact: a.Contact,
		Recurrence: recurrence(a.Repeats, a.When),
	}}
	if e.Location == "" && a.Online != "" {
		e.Location = "Online"
	}
	for _, theme := range a.Themes {
		e.Categories = append(e.Categories, theme.Title)
	}
	if a.Status == content.Cancelled {
		e.Event.Status = ical.Cancelled
	}
	return e
}

// describe says what a subscriber wants to know of an activity beside time and place: what the page says of moving, coming and paying.
func describe(a *content.Activity) string {
	if a.Status == content.Cancelled {
		return a.Teaser()
	}
	var facts []string
	if m := a.MovedFrom; !m.IsZero() {
		facts = append(facts, "Ny tid. Flyttad från "+momentText(m)+".")
	}
	if a.Online != "" {
		facts = append(facts, "Delta på nätet: "+a.Online)
	}
	if r := a.Registration; !r.IsZero() {
		by := "Anmälan"
		if !r.LastDay.IsZero() {
			by += " senast " + swedish.FormatDate(r.LastDay)
		}
		facts = append(facts, joinTexts(": ", by, joinTexts(" eller ", r.URL, r.Email)))
	}
	if a.Cost != "" {
		facts = append(facts, "Kostnad: "+a.Cost)
	}
	return joinTexts("\n\n", a.Teaser(), strings.Join(facts, "\n"))
}

// uidDomain ends the UIDs that psi makes.
const uidDomain = "@so-in.se"

// partOf names what belongs to a calendar entry. The full stop is in no id, so that no activity has that UID.
func partOf(uid, what string) string {
	local, domain, ok := strings.Cut(uid, "@")
	if !ok {
		return uid + "." + what
	}
	return local + "." + what + "@" + domain
}

// lastDay makes a calendar entry of the last day to do something.
func (b *builder) lastDay(of *content.Entry, uid, title string, day swedish.Date, cancelled bool) *calendarEntry {
	e := &calendarEntry{Event: ical.Event{
		UID: uid, Start: day.In(), End: day.AddDays(1).In(), WholeDay: true,
		Summary: title + of.Title, Description: of.Teaser(), URL: b.base + of.Address, Categories: []string{"Sista dag"},
	}}
	if cancelled {
		e.Event.Status = ical.Cancelled
	}
	return e
}

// recurrence makes iCalendar's rule of a series.
func recurrence(r *content.Repeats, first content.When) *ical.Recurrence {
	if r == nil {
		return nil
	}
	rule := &ical.Recurrence{Every: r.Every, Count: r.Times, Unit: ical.Day}
	switch r.Unit {
	case content.Week:
		rule.Unit = ical.Week
	case content.Month:
		rule.Unit = ical.Month
	}
	if !r.Until.IsZero() {
		rule.Until = r.Until.In()
		if !first.WholeDay {
			rule.Until = first.On(r.Until).Start
		}
	}
	for _, day := range r.Except {
		rule.Except = append(rule.Except, first.On(day).Start)
	}
	for _, m := range r.Moved {
		rule.Moved = append(rule.Moved, ical.Override{Original: first.On(m.From).Start, Start: m.When.Start, End: m.When.End})
	}
	return rule
}

// stamp gives an event its stamps: those of the record when subscribers see nothing new. Without a record nobody subscribes, and
// the stamps come from the event's own time, so that the same content gives the same bytes.
func (b *builder) stamp(e event) {
	hash := e.hash(b.base)
	stamps := record.Stamps{Created: e.Start.UTC(), Modified: e.Start.UTC()}
	if b.previous != nil {
		stamps = b.previous.Stamp(e.UID, hash, b.now)
	}
	e.Sequence, e.Created, e.LastModified, e.Stamp = stamps.Sequence, stamps.Created, stamps.Modified, stamps.Modified
	final, organizer := e.Event, b.organizer
	e.prepared = sync.OnceValues(func() (*ical.Prepared, error) { return final.Prepare(organizer) })
	c := ical.Calendar{Name: e.Summary, Organizer: ical.Mailbox{Email: organizer.Email}, Events: []ical.Event{final}}
	e.fault, _ = errors.AsType[*ical.InvalidError](c.Validate())
	last, _ := e.Last()
	e.record = record.Event{
		UID: e.UID, Title: e.Summary, Address: e.entry.Address, Place: e.Location, Status: e.Event.Status.String(),
		Until: last.UTC(), LastDay: e.activity == nil, Draft: e.entry.Draft, Hash: hash, Stamps: stamps,
	}
	e.record.Start, e.record.End = written(content.When{Start: e.Start, End: e.End, WholeDay: e.WholeDay})
	if e.Recurrence != nil {
		for _, when := range e.activity.Occasions {
			start, end := written(when)
			e.record.Occasions = append(e.record.Occasions, start+"/"+end)
		}
	}
}

// written gives a time span as records and aktiviteter.json have it: RFC 3339 with Stockholm's offset, or the first and the last day.
func written(w content.When) (start, end string) {
	if w.WholeDay {
		return swedish.DateOf(w.Start).String(), swedish.DateOf(w.End).AddDays(-1).String()
	}
	return w.Start.In(swedish.Zone()).Format(time.RFC3339), w.End.In(swedish.Zone()).Format(time.RFC3339)
}

// hash stands for all that subscribers see of an event. The site's address is left out: a preview shows the same events.
func (e *calendarEntry) hash(base string) string {
	v := e.Event
	v.URL = strings.TrimPrefix(v.URL, base)
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %d %d %t %q %q %q %q %q %v %q %q", v.UID, v.Start.Unix(), v.End.Unix(), v.WholeDay, v.Summary, v.Description,
		v.Location, v.URL, v.Categories, v.Status, v.Contact, v.Organizer.Name)
	if r := v.Recurrence; r != nil {
		fmt.Fprintf(sum, " %d %d %d %d", r.Every, r.Unit, r.Count, r.Until.Unix())
		for _, t := range r.Except {
			fmt.Fprintf(sum, " -%d", t.Unix())
		}
		for _, m := range r.Moved {
			fmt.Fprintf(sum, " %d>%d-%d", m.Original.Unix(), m.Start.Unix(), m.End.Unix())
		}
	}
	return hex.EncodeToString(sum.Sum(nil)[:12])
}

// joinTexts joins the texts that are not empty.
func joinTexts(sep string, list ...string) string { return strings.Join(nonEmpty(list...), sep) }

func nonEmpty(list ...string) []string {
	var kept []string
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// unfit finds what no calendar can hold, although it is no mistake anywhere else.
func (b *builder) unfit() problem.List {
	var problems problem.List
	taken := make(map[string]bool, len(b.deadlines)) // package content has seen to it that no two activities have the same
	for _, list := range [][]event{b.deadlines, b.events} {
		for i := range list {
			e := &list[i]
			err := e.fault
			if err == nil && taken[e.UID] {
				err = &ical.InvalidError{UID: e.UID, Property: "UID"}
			}
			if e.activity == nil {
				taken[e.UID] = true
			}
			if err != nil {
				problems.Add(unfitEvent(e, err))
			}
		}
	}
	return problems
}

// unfitEvent tells an editor why an event cannot stand in a calendar.
func unfitEvent(e *event, err *ical.InvalidError) problem.Problem {
	p := problem.Problem{File: e.entry.File, Kind: problem.BadValue}
	switch err.Property {
	case "UID":
		p.Message = fmt.Sprintf("”%s” kan inte vara namnet på en aktivitet i kalendern.", e.UID)
		p.Hint = "Kalenderprogrammen klarar bokstäverna a–z, siffror och tecken som @ . - _, och namnet får bara finnas en gång. Ta bort raden uid, så gör psi ett."
	case "DTSTART", "DTEND":
		p.Message = "Kalendern rymmer bara tider från 1997 till 9999, med början före slutet."
		p.Hint = "Kontrollera start och end."
	case "RRULE":
		p.Message = "Serien har ett tillfälle på en tid som klockan hoppar över eller visar två gånger, när sommartiden börjar eller slutar. Kalenderprogrammen visar den olika."
		p.Hint = "Lägg serien före kl. 02.00 eller efter kl. 03.00, eller ta bort det tillfället med except."
	default:
		p.Message = fmt.Sprintf("”%s” går inte att skriva i kalendern (%s: %s).", e.entry.Title, err.Property, err.Reason)
	}
	return p
}
