package calendar

import (
	"slices"

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
	// Feeds names the feeds that it stands in, sorted.
	Feeds []string

	left []string // feeds whose followers have it, and that it no longer stands in
}

// calendarEntry is what calendars and the record say of an event. It refers to nothing of the content that it was made
// from.
type calendarEntry struct {
	ical.Event
	// facts, occasions, moved and off are for the record.
	facts     map[string][]string
	occasions []string
	moved     map[string]string
	off       []string
	// written is the event as calendars hold it, written when the first of them is.
	written func() (written, error)
	// fault is why no calendar can hold it; nil when they can.
	fault *ical.InvalidError
}

// cause is all that a calendar entry is made of.
type cause struct {
	uid, hash, file, address string
	body                     *markdown.Document
	related                  string
	base                     string
	organizer                ical.Mailbox
}

// activity makes the calendar entry of an activity, whose page says what a digest stands for.
func (c *Calendar) activity(a *content.Activity, page string) *calendarEntry {
	e := &calendarEntry{facts: factsOf(a, page), Event: ical.Event{
		UID: a.UID, Start: a.When.Start, End: a.When.End, WholeDay: a.When.WholeDay,
		Summary: a.Title, Description: a.Description(), Location: model.JoinFacts(a.Place, a.Street), Street: a.Street,
		Conference: a.Online,
		URL:        c.model.Base + a.Address, Categories: model.NonEmpty(a.Sort.Name()), Contact: a.Contact,
	}}
	if e.Location == "" && a.Online != "" {
		e.Location = content.OnlinePlace
	}
	for _, theme := range a.Themes {
		e.Categories = append(e.Categories, theme.Title)
	}
	if a.Status == content.Cancelled {
		e.Event.Status, e.Conference = ical.Cancelled, ""
	}
	c.repeat(e, a)
	c.finish(e)
	return e
}

// lastDay makes a calendar entry of the last day to do something, at an address if there is one.
func (c *Calendar) lastDay(
	of *content.Entry, uid, title string, day swedish.Date, signUp []string, cancelled bool,
) *calendarEntry {
	e := &calendarEntry{Event: ical.Event{
		UID: uid, Start: day.In(), End: day.AddDays(1).In(), WholeDay: true,
		Summary: title + of.Title, Description: of.Teaser(), URL: c.model.Base + of.Address,
		Categories: []string{"Sista dag"},
	}}
	if cancelled {
		e.Event.Status = ical.Cancelled
	}
	e.facts = map[string][]string{record.FactText: model.NonEmpty(digest(of.Teaser()))}
	if len(signUp) > 0 && !cancelled {
		e.Description = joinTexts("\n\n", e.Description, "Anmälan: "+swedish.JoinOr(signUp))
		e.facts[record.FactSignUp] = signUp
	}
	c.finish(e)
	return e
}

// repeat makes a series of the entry of an activity that is one. A day without an occasion on which subscribers have
// had one is told of as called off.
func (c *Calendar) repeat(e *calendarEntry, a *content.Activity) {
	r := a.Repeats
	if r == nil {
		return
	}
	for _, when := range a.Occasions {
		e.occasions = append(e.occasions, spanOf(when))
	}
	rule := r.Rule(a.When)
	e.Recurrence = &rule
	days := make([]string, len(r.Except))
	for i, day := range r.Except {
		days[i] = day.String()
	}
	if c.model.Previous != nil {
		e.off = c.model.Previous.Off(e.UID, days)
	}
	for i, day := range r.Except {
		if at := a.When.On(day).Start; slices.Contains(e.off, days[i]) {
			rule.Off = append(rule.Off, at)
		} else {
			rule.Except = append(rule.Except, at)
		}
	}
	for _, m := range r.Moved {
		if e.moved == nil {
			e.moved = map[string]string{}
		}
		e.moved[m.From.String()] = spanOf(m.When)
		rule.Moved = append(
			rule.Moved, ical.Override{Original: a.When.On(m.From).Start, Start: m.When.Start, End: m.When.End},
		)
	}
}

// spanOf returns a time span as the record has occasions.
func spanOf(w content.When) string {
	start, end := model.MachineSpan(w)
	return start + "/" + end
}

// record returns what the record says of an event.
func (e *Event) record() record.Event {
	last, _ := e.Last()
	r := record.Event{
		UID: e.UID, Title: e.Summary, Address: e.Entry.Address, Place: e.Location, Status: e.Event.Status.String(),
		Until: last.UTC(), LastDay: e.Activity == nil, Draft: e.Entry.Draft, Facts: e.facts, Feeds: e.Feeds,
		Left: e.left, Occasions: e.occasions, Moved: e.moved, Off: e.off,
	}
	r.Start, r.End = model.MachineSpan(content.When{Start: e.Start, End: e.End, WholeDay: e.WholeDay})
	if w, err := e.written(); err == nil { // what cannot be written is told as a fault
		r.Hash, r.Stamps = w.hash, w.stamps
	}
	return r
}
