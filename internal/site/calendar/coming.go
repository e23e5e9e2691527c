package calendar

import (
	"cmp"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
)

// comingJSON is the content of /kalender/aktiviteter.json, for other organisations' sites. The form is stable: fields
// are added, never renamed or removed while version is 1. A field that may be absent is absent when it is empty.
//
// static/root/kalender/aktiviteter.schema.json, which is published beside it, says the same to programs.
type comingJSON struct {
	// Schema is the address of the JSON Schema.
	Schema string `json:"$schema"`
	// Version is the form's.
	Version int `json:"version"`
	// Source is the page about the calendars.
	Source string `json:"source"`
	// Calendars are all that one can follow or show.
	Calendars []calendarJSON `json:"calendars"`
	// Activities are the occasions that had not ended when the site was built, by start. A series has one for each
	// occasion.
	Activities []activityJSON `json:"activities"`
}

// calendarJSON is a calendar. Its feed is Name.ics in the folder of the source.
type calendarJSON struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

// activityJSON is one occasion of an activity. UID and Start together name it.
type activityJSON struct {
	// ID names the activity on the site.
	ID string `json:"id"`
	// UID names it in calendars, for good.
	UID     string `json:"uid"`
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"` // plain text, one or two sentences
	// Kind is one of stormöte, samhällssamtal, partnerskapsmöte, workshop, finansiärsmöte, projektpresentation,
	// nätverksträff, arbetsutskott, annat.
	Kind string `json:"kind"`
	URL  string `json:"url"` // of the activity's page
	ICS  string `json:"ics"` // of the activity alone as a calendar file
	// Start and End are RFC 3339 with Stockholm's offset, or dates for whole days; a date End is the last day.
	Start    string `json:"start"`
	End      string `json:"end"`
	When     string `json:"when"` // both in Swedish words
	WholeDay bool   `json:"wholeDay"`
	Place    string `json:"place,omitempty"`   // town or venue
	Address  string `json:"address,omitempty"` // street
	Online   string `json:"online,omitempty"`  // address at which to take part over the net
	// Municipality is one of Örebro län, by its name.
	Municipality string `json:"municipality,omitempty"`
	Audience     string `json:"audience,omitempty"` // öppen för alla, parter or inbjudna
	// Status is planerad, flyttad or inställd. Show what is inställd as such; it is no longer listed once its time has
	// passed.
	Status string `json:"status"`
	// MovedFrom is the start before, when the status is flyttad; written as Start.
	MovedFrom    string            `json:"movedFrom,omitempty"`
	Registration *registrationJSON `json:"registration,omitempty"`
	Cost         string            `json:"cost,omitempty"`
	Contact      string            `json:"contact,omitempty"` // e-mail address
	Themes       []string          `json:"themes"`            // titles
	Organizers   []string          `json:"organizers"`        // names
	// Calendars names those that it stands in, also by names that they have had.
	Calendars []string `json:"calendars"`
	// Modified is when something of this last changed, RFC 3339 in UTC.
	Modified string `json:"modified"`
}

// registrationJSON says how to sign up.
type registrationJSON struct {
	URL     string `json:"url,omitempty"`
	Email   string `json:"email,omitempty"`
	LastDay string `json:"lastDay,omitempty"` // a date
}

// list returns the occasions that have not ended, by start.
func (c *Calendar) list() []activityJSON {
	type occasion struct {
		e    *Event
		when content.When
	}
	var list []occasion
	for i := range c.Events {
		for _, when := range c.Events[i].Activity.Occasions {
			if !when.Past(c.model.Now) {
				list = append(list, occasion{&c.Events[i], when})
			}
		}
	}
	slices.SortFunc(list, func(x, y occasion) int {
		return cmp.Or(x.when.Start.Compare(y.when.Start), strings.Compare(x.e.UID, y.e.UID))
	})
	activities := make([]activityJSON, 0, len(list))
	for _, o := range list {
		activities = append(activities, c.activityJSON(o.e, o.when))
	}
	return activities
}

// coming writes the occasions that have not ended as JSON.
func (c *Calendar) coming(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	at := c.model.Base + "/" + model.CalendarFolder
	return enc.Encode(comingJSON{
		Schema: at + "aktiviteter.schema.json", Version: 1, Source: at, Calendars: c.feeds.named(),
		Activities: c.list(),
	})
}

func (c *Calendar) activityJSON(e *Event, when content.When) activityJSON {
	a := e.Activity
	j := activityJSON{
		ID: a.ID, UID: a.UID, Title: a.Title, Summary: a.Teaser(), Kind: string(a.Sort), URL: c.model.Base + a.Address,
		ICS: c.model.Base + "/" + model.CalendarFolder + "aktivitet/" + a.ID + ".ics", WholeDay: when.WholeDay,
		Place: a.Place, Address: a.Street, Online: a.Online,
		Municipality: string(a.Municipality), Audience: string(a.Audience), Status: string(a.Status), Cost: a.Cost,
		Contact: a.Contact, Themes: []string{}, Organizers: []string{}, Calendars: e.Feeds,
		When: when.String(), Modified: e.LastModified.Format(time.RFC3339),
	}
	j.Start, j.End = model.MachineSpan(when)
	if a.Status == content.Moved {
		j.MovedFrom = model.MachineMoment(a.MovedFrom)
	}
	if r := a.Registration; !r.IsZero() {
		j.Registration = &registrationJSON{URL: r.URL, Email: r.Email}
		if !r.LastDay.IsZero() {
			j.Registration.LastDay = r.LastDay.String()
		}
	}
	for _, t := range a.Themes {
		j.Themes = append(j.Themes, t.Title)
	}
	for _, p := range a.Organizers {
		j.Organizers = append(j.Organizers, p.Title)
	}
	return j
}
