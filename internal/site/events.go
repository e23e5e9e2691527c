package site

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/swedish"
)

// event is a calendar entry with what it stands for.
type event struct {
	ical.Event
	entry *content.Entry
	// activity is nil for a last day.
	activity *content.Activity
	record   record.Event
}

// prepareEvents makes a calendar entry of each activity with a date and of each last day, with the stamps that the record gives.
func (b *builder) prepareEvents() {
	for _, a := range b.calendar() {
		b.events = append(b.events, b.stamped(b.activityEvent(a)))
		if last := a.Registration.LastDay; !last.IsZero() {
			b.deadlines = append(b.deadlines, b.stamped(b.lastDay(&a.Entry, "anmalan", "Sista anmälningsdag: ", last, a.Status == content.Cancelled)))
		}
	}
	for _, c := range b.content.Calls {
		e := b.lastDay(&c.Entry, "ansokan", "Sista ansökningsdag: ", c.Closes.Date(), false)
		if !c.Closes.WholeDay {
			e.Summary = fmt.Sprintf("Sista ansökningsdag (kl. %s): %s", swedish.FormatClock(c.Closes.Time), c.Title)
		}
		b.deadlines = append(b.deadlines, b.stamped(e))
	}
}

// activityEvent makes the calendar entry of an activity.
func (b *builder) activityEvent(a *content.Activity) event {
	e := event{entry: &a.Entry, activity: a, Event: ical.Event{
		UID: a.UID, Start: a.When.Start, End: a.When.End, WholeDay: a.When.WholeDay,
		Summary: a.Title, Description: a.Teaser(), Location: strings.Join(nonEmpty(a.Place, a.Street), ", "),
		URL: b.base + a.Address, Categories: []string{sortName(a.Sort)}, Contact: a.Contact,
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

// lastDay makes a calendar entry of the last day to do something.
func (b *builder) lastDay(of *content.Entry, what, title string, day swedish.Date, cancelled bool) event {
	e := event{entry: of, Event: ical.Event{
		UID: of.ID + "-" + what + "@so-in.se", Start: day.In(), End: day.AddDays(1).In(), WholeDay: true,
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
	rule := &ical.Recurrence{Every: r.Every, Count: r.Times, Unit: map[content.Unit]ical.Unit{content.Day: ical.Day, content.Week: ical.Week, content.Month: ical.Month}[r.Unit]}
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

// stamped gives an event its stamps: those of the record when subscribers see nothing new. Without a record nobody subscribes, and
// the stamps come from the event's own time, so that the same content gives the same bytes.
func (b *builder) stamped(e event) event {
	hash := e.hash(b.base)
	stamps := record.Stamps{Created: e.Start.UTC(), Modified: e.Start.UTC()}
	if b.previous != nil {
		stamps = b.previous.Stamp(e.UID, hash, b.now)
	}
	e.Sequence, e.Created, e.LastModified, e.Stamp = stamps.Sequence, stamps.Created, stamps.Modified, stamps.Modified
	last, _ := e.Last()
	e.record = record.Event{
		UID: e.UID, Title: e.Summary, Address: e.entry.Address, Place: e.Location, Status: e.Event.Status.String(),
		Start: e.Start.Format(time.RFC3339), End: e.End.Format(time.RFC3339), Until: last.UTC(), Hash: hash, Stamps: stamps,
	}
	if e.WholeDay {
		e.record.Start, e.record.End = swedish.DateOf(e.Start).String(), swedish.DateOf(e.End).AddDays(-1).String()
	}
	return e
}

// hash stands for all that subscribers see of an event. The site's address is left out: a preview shows the same events.
func (e *event) hash(base string) string {
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

func nonEmpty(list ...string) []string {
	var kept []string
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
