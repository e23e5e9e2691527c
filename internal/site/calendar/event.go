package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/swedish"
)

// Event is a calendar entry with what it stands for.
type Event struct {
	*calendarEntry
	Entry *content.Entry
	// Activity is nil for a last day.
	Activity *content.Activity
}

// calendarEntry is what calendars and the record say of an event. It refers to nothing of the content that it was made
// from.
type calendarEntry struct {
	ical.Event
	Record record.Event
	// prepared is the event as calendars hold it, written when the first of them is.
	prepared func() (*ical.Prepared, error)
	// fault is why no calendar can hold it; nil when they can.
	fault *ical.InvalidError
}

// cause is all that a calendar entry is made of.
type cause struct {
	uid, hash, file, address string
	body                     *markdown.Document
	themes                   string
	base                     string
	organizer                ical.Mailbox
}

// activityEvent makes the calendar entry of an activity.
func (c *Calendar) activity(a *content.Activity) *calendarEntry {
	e := &calendarEntry{Event: ical.Event{
		UID: a.UID, Start: a.When.Start, End: a.When.End, WholeDay: a.When.WholeDay,
		Summary: a.Title, Description: describe(a), Location: model.JoinFacts(a.Place, a.Street),
		URL: c.model.Base + a.Address, Categories: model.NonEmpty(model.SortName(a.Sort)), Contact: a.Contact,
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

// describe says what a subscriber wants to know of an activity beside time and place: what the page says of moving,
// coming and paying.
func describe(a *content.Activity) string {
	if a.Status == content.Cancelled {
		return a.Teaser()
	}
	var facts []string
	if m := a.MovedFrom; !m.IsZero() {
		facts = append(facts, "Ny tid. Flyttad från "+swedish.FormatMoment(m)+".")
	}
	if a.Online != "" {
		facts = append(facts, "Delta på nätet: "+a.Online)
	}
	if r := a.Repeats; r != nil && len(r.Extra) > 0 { // Outlook leaves RDATE out
		days := make([]string, len(r.Extra))
		for i, day := range r.Extra {
			days[i] = swedish.ShortDate(day)
		}
		facts = append(facts, "Extra tillfällen: "+swedish.JoinAnd(days)+".")
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

// lastDay makes a calendar entry of the last day to do something.
func (c *Calendar) lastDay(of *content.Entry, uid, title string, day swedish.Date, cancelled bool) *calendarEntry {
	e := &calendarEntry{Event: ical.Event{
		UID: uid, Start: day.In(), End: day.AddDays(1).In(), WholeDay: true,
		Summary: title + of.Title, Description: of.Teaser(), URL: c.model.Base + of.Address,
		Categories: []string{"Sista dag"},
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
	rule := r.Rule(first)
	for _, day := range r.Except {
		rule.Except = append(rule.Except, first.On(day).Start)
	}
	for _, m := range r.Moved {
		rule.Moved = append(
			rule.Moved, ical.Override{Original: first.On(m.From).Start, Start: m.When.Start, End: m.When.End},
		)
	}
	return &rule
}

// stamp gives an event of an entry its stamps: those of the record when subscribers see nothing new. Without a record
// nobody subscribes, and the stamps come from the event's own time, so that the same content gives the same bytes. The
// activity is nil for a last day.
func (c *Calendar) stamp(e *calendarEntry, of *content.Entry, a *content.Activity) {
	hash := e.hash(c.model.Base)
	stamps := record.Stamps{Created: e.Start.UTC(), Modified: e.Start.UTC()}
	if c.model.Previous != nil {
		stamps = c.model.Previous.Stamp(e.UID, hash, c.model.Now)
	}
	e.Sequence, e.Created, e.LastModified, e.Stamp = stamps.Sequence, stamps.Created, stamps.Modified, stamps.Modified
	final, organizer := e.Event, c.organizer
	e.prepared = sync.OnceValues(func() (*ical.Prepared, error) { return final.Prepare(organizer) })
	alone := ical.Calendar{
		Name: e.Summary, Organizer: ical.Mailbox{Email: organizer.Email}, Events: []ical.Event{final},
	}
	e.fault, _ = errors.AsType[*ical.InvalidError](alone.Validate())
	last, _ := e.Last()
	e.Record = record.Event{
		UID: e.UID, Title: e.Summary, Address: of.Address, Place: e.Location, Status: e.Event.Status.String(),
		Until: last.UTC(), LastDay: a == nil, Draft: of.Draft, Hash: hash, Stamps: stamps,
	}
	e.Record.Start, e.Record.End = model.MachineSpan(content.When{Start: e.Start, End: e.End, WholeDay: e.WholeDay})
	if e.Recurrence != nil {
		for _, when := range a.Occasions {
			start, end := model.MachineSpan(when)
			e.Record.Occasions = append(e.Record.Occasions, start+"/"+end)
		}
	}
}

// hash stands for all that subscribers see of an event. The site's address is left out: a preview shows the same
// events.
func (e *calendarEntry) hash(base string) string {
	v := e.Event
	v.URL = strings.TrimPrefix(v.URL, base)
	sum := sha256.New()
	fmt.Fprintf(
		sum, "%q %d %d %t %q %q %q %q %q %v %q %q", v.UID, v.Start.Unix(), v.End.Unix(), v.WholeDay, v.Summary,
		v.Description, v.Location, v.URL, v.Categories, v.Status, v.Contact, v.Organizer.Name,
	)
	if r := v.Recurrence; r != nil {
		fmt.Fprintf(sum, " %d %d %d %d", r.Every, r.Unit, r.Count, r.Until.Unix())
		if len(r.On) > 0 {
			fmt.Fprintf(sum, " %v", r.On)
		}
		for _, t := range r.Extra {
			fmt.Fprintf(sum, " +%d", t.Unix())
		}
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
func joinTexts(sep string, list ...string) string { return strings.Join(model.NonEmpty(list...), sep) }
