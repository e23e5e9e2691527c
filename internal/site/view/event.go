package view

import (
	"cmp"
	"net/url"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
	"so-in.se/psi/internal/swedish"
)

// EventsFile is where all that the pages of activities tell machines stands together, below the site's root.
const EventsFile = model.CalendarFolder + "aktiviteter.jsonld"

// maxEvents is how many coming occasions of a series are told of on its page.
const maxEvents = 8

// aboutActivity tells of the occasions that are coming, or of the last one. Without a time there is no event to tell
// of.
func (vs *Views) aboutActivity(h *render.Head, e content.Typed) []any {
	all := content.ActivityOf(e).Occasions
	coming := slices.DeleteFunc(slices.Clone(all), func(w content.When) bool { return w.Past(vs.Model.Now) })
	if len(coming) == 0 {
		coming = all[max(0, len(all)-1):]
	}
	return vs.events(h, e, First(coming, maxEvents))
}

// Events tells of every occasion of an activity or a talk what its page tells of those that are coming.
func (vs *Views) Events(e content.Typed) []any {
	h := vs.Head(e.Common(), "article")
	return vs.events(h.Subject(), e, content.ActivityOf(e).Occasions)
}

// events tells of some occasions of an activity or a talk.
func (vs *Views) events(h *render.Head, e content.Typed, occasions []content.When) []any {
	a := content.ActivityOf(e)
	common := schemaorg.CalendarEvent{
		Type: "Event", Name: h.Title, Description: h.Description, URL: h.Canonical, Image: h.Image, InLanguage: h.Lang,
		EventStatus: "https://schema.org/EventScheduled", Organizer: vs.References(a.Organizers),
	}
	common.EventAttendanceMode, common.Location = attendance(a)
	if len(common.Organizer) == 0 {
		common.Organizer = []schemaorg.Named{*vs.PSI()}
	}
	if talk, ok := e.(*content.Samhallssamtal); ok {
		for _, s := range talk.Speakers {
			common.Performer = append(common.Performer, schemaorg.Named{Type: "Person", Name: s.Name})
		}
	}
	nodes := make([]any, 0, len(occasions))
	for _, when := range occasions {
		e := common
		e.ID = vs.identity(a, when)
		e.StartDate, e.EndDate = model.MachineSpan(when)
		switch before := previousStart(a, when); {
		case a.Status == content.Cancelled:
			e.EventStatus = "https://schema.org/EventCancelled"
		case before != "":
			e.EventStatus, e.PreviousStartDate = "https://schema.org/EventRescheduled", before
		}
		nodes = append(nodes, &e)
	}
	return nodes
}

// identity names an occasion for good: by the UID that the activity has in calendars, and but for the first one by the
// day that its series gives it, wherever it is moved.
func (vs *Views) identity(a *content.Activity, when content.When) string {
	name := a.UID
	if day := scheduled(a, when); day != swedish.DateOf(a.When.Start) {
		name += "/" + day.String()
	}
	at := url.URL{Fragment: name}
	return vs.Model.Base + "/" + EventsFile + at.String()
}

// scheduled returns the day on which an occasion would be if it had not been moved within its series.
func scheduled(a *content.Activity, when content.When) swedish.Date {
	if m := movedOccasion(a, when); m != nil {
		return m.From
	}
	return swedish.DateOf(when.Start)
}

// movedOccasion returns what is said of an occasion that was moved within its series; nil for others.
func movedOccasion(a *content.Activity, when content.When) *content.MovedOccasion {
	if a.Repeats != nil {
		for i := range a.Repeats.Moved {
			if a.Repeats.Moved[i].When == when {
				return &a.Repeats.Moved[i]
			}
		}
	}
	return nil
}

// attendance tells where one can take part in an activity.
func attendance(a *content.Activity) (mode string, at []schemaorg.Place) {
	if a.Place != "" || a.Street != "" {
		mode = "https://schema.org/OfflineEventAttendanceMode"
		place := schemaorg.Place{Type: "Place", Name: cmp.Or(a.Place, a.Street), Address: cmp.Or(a.Street, a.Place)}
		if a.Municipality != "" {
			place.ContainedInPlace = &schemaorg.Area{Type: "AdministrativeArea", Name: a.Municipality.FullName()}
		}
		at = append(at, place)
	}
	if a.Online != "" {
		mode = "https://schema.org/MixedEventAttendanceMode"
		if at == nil {
			mode = "https://schema.org/OnlineEventAttendanceMode"
		}
		at = append(at, schemaorg.Place{Type: "VirtualLocation", URL: a.Online})
	}
	return mode, at
}

// previousStart returns the time from which an occasion was moved; empty for those that were not.
func previousStart(a *content.Activity, when content.When) string {
	if a.Status == content.Moved && when == a.When {
		return model.MachineMoment(a.MovedFrom)
	}
	if m := movedOccasion(a, when); m != nil {
		start, _ := model.MachineSpan(a.When.On(m.From))
		return start
	}
	return ""
}
