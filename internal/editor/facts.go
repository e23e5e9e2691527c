package editor

import (
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// facts are what an invitation and a file can both say of an activity.
type facts struct {
	title        string
	when         content.When // the first occasion
	series       series       // how it repeats; the zero value for what takes place once
	occasions    map[swedish.Date]occasion
	place        string
	street       string // the end of place, if that is told by itself
	contact      string
	organizer    string // the ids of parts, with commas between them
	online       string
	audience     string
	cost         string
	registration string // as the mapping in a header
	text         string // Markdown
	cancelled    bool
	movedFrom    swedish.Moment // for drafts; when a file is published, psi itself tells of it
}

// occasion is one of a series that does not follow the rule.
type occasion struct {
	off bool
	// when it takes place instead. The zero occasion follows the rule.
	when content.When
}

func (o occasion) String() string {
	switch {
	case o.off:
		return "utgår"
	case o.when.IsZero():
		return ""
	}
	return span(o.when)
}

// span writes a time span as files do.
func span(w content.When) string {
	if w.IsZero() {
		return ""
	}
	if end := writtenEnd(w); end != "" {
		return writtenMoment(w.Start, w.WholeDay) + " till " + end
	}
	return writtenMoment(w.Start, w.WholeDay)
}

// factsOf returns what an event says, as a draft of it would, and what the editor should look at.
func (im *importer) factsOf(e *ical.Event, from *source) (*facts, []string, error) {
	f := &facts{
		title: e.Summary, place: e.Location, organizer: im.organizer(e, from), cancelled: e.Status == ical.Cancelled,
		when: im.when(e), occasions: map[swedish.Date]occasion{},
	}
	if address.IsEmail(e.Contact) {
		f.contact = e.Contact
	}
	description := e.Description
	if from.invitation.Own {
		description = im.described(e, f)
	}
	f.text = strings.TrimSpace(Prose(im.text(e, description, from)))
	notes, err := f.repeat(e, im.now)
	return f, notes, err
}

// described takes what psi itself has said of an activity in words, and returns the rest of its description.
func (im *importer) described(e *ical.Event, f *facts) string {
	d := content.ReadDescription(e.Description)
	f.street, f.online, f.audience, f.cost = e.Street, d.Online, string(d.Audience), d.Cost
	f.registration = written(d.Registration)
	if f.online != "" && f.place == content.OnlinePlace {
		f.place = ""
	}
	if f.movedFrom = d.MovedFrom; f.contact == "" {
		f.contact = d.Contact
	}
	if d.Organizers == "" {
		return d.Text
	}
	if ids, ok := im.partsNamed(d.Organizers); ok {
		f.organizer = strings.Join(ids, ", ")
		return d.Text
	}
	return strings.TrimSpace(d.Text + "\n\nArrangör: " + d.Organizers)
}

// factsIn returns what a file says, with its text.
func factsIn(a *content.Activity, text string) *facts {
	f := &facts{
		title: a.Title, when: a.When, contact: a.Contact, text: text, cancelled: a.Status == content.Cancelled,
		place: strings.Join(
			slices.DeleteFunc([]string{a.Place, a.Street}, func(s string) bool { return s == "" }),
			", ",
		),
		street: a.Street, online: a.Online, audience: string(a.Audience), cost: a.Cost,
		registration: written(a.Registration), occasions: map[swedish.Date]occasion{},
	}
	var ids []string
	for _, p := range a.Organizers {
		ids = append(ids, p.ID)
	}
	f.organizer = strings.Join(ids, ", ")
	if r := a.Repeats; r != nil {
		f.series = seriesOf(r)
		for _, day := range r.Except {
			f.occasions[day] = occasion{off: true}
		}
		for _, m := range r.Moved {
			f.occasions[m.From] = occasion{when: m.When}
		}
	}
	return f
}

// days returns the days on which the rule has an occasion.
func (f *facts) days() []swedish.Date {
	if f.series.every == 0 {
		return []swedish.Date{swedish.DateOf(f.when.Start)}
	}
	rule := f.series.repeats().Rule(f.when)
	var days []swedish.Date
	for start := range rule.Starts(f.when.Start) {
		days = append(days, swedish.DateOf(start))
	}
	return days
}

// takesPlace returns the times at which it takes place.
func (f *facts) takesPlace() []content.When {
	if f.series.every == 0 {
		return []content.When{f.when}
	}
	var list []content.When
	for _, day := range f.days() {
		switch o := f.occasions[day]; {
		case o.off:
		case o.when.IsZero():
			list = append(list, f.when.On(day))
		default:
			list = append(list, o.when)
		}
	}
	slices.SortStableFunc(list, func(x, y content.When) int { return x.Start.Compare(y.Start) })
	return list
}

// lines returns the entry of the key repeats.
func (f *facts) lines() []string {
	s := f.series
	h := []string{"repeats:"}
	if s.unit != "" {
		h = append(h, fmt.Sprintf("  every: %d", s.every), "  unit: "+string(s.unit))
		switch {
		case strings.Contains(s.days, ", "):
			h = append(h, "  days: ["+s.days+"]")
		case s.days != "":
			h = append(h, "  days: "+s.days)
		}
		if s.times > 0 {
			h = append(h, fmt.Sprintf("  times: %d", s.times))
		} else {
			h = append(h, "  until: "+s.until.String())
		}
	}
	if s.extra != "" {
		h = append(h, "  extra: ["+s.extra+"]")
	}
	var except, moved []string
	for _, day := range f.irregular() {
		o := f.occasions[day]
		if o.off {
			except = append(except, day.String())
			continue
		}
		moved = append(moved, "    - from: "+day.String(), "      start: "+writtenMoment(o.when.Start, o.when.WholeDay))
		if end := writtenEnd(o.when); end != "" {
			moved = append(moved, "      end: "+end)
		}
	}
	if len(except) > 0 {
		h = append(h, "  except: ["+strings.Join(except, ", ")+"]")
	}
	if len(moved) > 0 {
		h = append(append(h, "  moved:"), moved...)
	}
	return h
}

// irregular returns the days whose occasions do not follow the rule, in order.
func (f *facts) irregular() []swedish.Date {
	var days []swedish.Date
	for day, o := range f.occasions {
		if o != (occasion{}) {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, swedish.Date.Compare)
	return days
}
