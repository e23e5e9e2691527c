package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.Activity]{
		presentation: presentation{
			alike: "Fler aktiviteter på samma tema", style: "entry", template: "activity.html", found: 70,
			steps: []crumb{{"Prenumerera på kalendern", "/kalender/"}, {"Läs om samhällssamtalen", "/samhallssamtal/"}},
			list:  (*builder).listActivities,
		},
		page: func(b *builder, c *common, a *content.Activity) (any, error) { return b.activityPage(c, a) },
		item: (*builder).nextItem,
		choices: func(b *builder, list content.Kind, a *content.Activity, add func(facet int, value, title string)) {
			b.activityChoices(list, a, add)
		},
		order:    latestFirst[*content.Activity],
		document: activityDocument,
		about:    func(b *builder, h *head, a *content.Activity) []any { return b.aboutActivity(h, a, nil) },
	})
}

// activityPage is what activity.html is executed with. Talk is nil but for samhällssamtal.
type activityPage struct {
	Common   *common
	Activity *content.Activity
	Talk     *content.Samhallssamtal
	Sort     string
	// When is the next occasion, or the last one; nil when no time is known.
	When *date
	// Dates lists the occasions of a series.
	Dates []*date
	// MovedFrom is the time before, of a moved activity.
	MovedFrom string
	// Coming tells that it will take place or takes place now; Ongoing that it takes place now.
	Past, Cancelled, Coming, Ongoing, CanJoin bool
	Tag, TagStyle, Audience                   string
	// LastDay is the last day to register; nil when there is none.
	LastDay *swedish.Date
	// Block is the day of When in a box; Organizers are rendered links.
	Block, Organizers template.HTML
	// Start and End are the instants of When, Over that of the end of all, and JoinUntil the last at which one can sign up: RFC 3339, for
	// the script that keeps the page true.
	Start, End, Over, JoinUntil string
	// Grown lists the projects that grew from a talk.
	Grown []section
	// Previous and Next are the activities before and after this one; nil at the ends.
	Previous, Next *content.Entry
}

// audiences say to readers who may come.
var audiences = map[content.Audience]string{
	content.OpenToAll: "Öppet för alla", content.PartsOnly: "Parter i PSI", content.InvitedOnly: "Särskilt inbjudna",
}

// activityPage gathers what the pages of activities and talks show.
func (b *builder) activityPage(c *common, a *content.Activity) (p activityPage, err error) {
	p = activityPage{
		Common: c, Activity: a, Sort: sortName(a.Sort), Past: a.Past(b.now),
		Cancelled: a.Status == content.Cancelled, Audience: audiences[a.Audience], LastDay: dayOrNil(a.Registration.LastDay),
	}
	p.Previous, p.Next = b.neighbours(a)
	p.Coming = !p.Past && !p.Cancelled
	p.Tag, p.TagStyle = b.activityTag(a)
	p.Ongoing = p.TagStyle == tagOngoing
	if p.Organizers, err = joined(b, "parts/fact-link.html", a.Organizers); err != nil {
		return p, err
	}
	p.CanJoin = p.Coming && a.Registration.Open(b.now)
	if next := a.Next(b.now); !next.IsZero() {
		p.When = spanOf(next)
		p.Start, p.End, p.Over = next.Start.Format(time.RFC3339), next.End.Format(time.RFC3339), a.End().Format(time.RFC3339)
		p.JoinUntil = p.Over
		if last := a.Registration.LastDay; !last.IsZero() {
			p.JoinUntil = last.AddDays(1).In().Format(time.RFC3339)
		}
		if p.Block, err = b.dateBlock(swedish.DateOf(next.Start)); err != nil {
			return p, err
		}
	}
	if len(a.Occasions) > 1 {
		for _, w := range a.Occasions {
			p.Dates = append(p.Dates, spanOf(w))
		}
	}
	if from := a.MovedFrom; a.Status == content.Moved && !from.IsZero() {
		p.MovedFrom = swedish.FormatDate(from.Date())
		if !from.WholeDay {
			p.MovedFrom += " kl. " + swedish.FormatClock(from.Time)
		}
	}
	return p, nil
}

// nextItem shows an activity by its next occasion.
func (b *builder) nextItem(a *content.Activity) item { return b.activityItem(a, a.Next(b.now)) }

// activityItem shows an activity by one of its occasions.
func (b *builder) activityItem(a *content.Activity, when content.When) item {
	var it item
	it.Tag, it.TagStyle = b.activityTag(a)
	switch {
	case a.Status == content.Cancelled:
		it.State = "cancelled"
	case when.Past(b.now):
		it.State = "past"
	}
	if when.IsZero() {
		it.Meta = join(sortName(a.Sort), a.Place)
		return it
	}
	it.End = a.End().Format(time.RFC3339)
	if len(a.Occasions) == 1 {
		it.Start = when.Start.Format(time.RFC3339)
	}
	it.Day = swedish.DateOf(when.Start)
	_, week := swedish.Week(it.Day)
	it.Meta = join(sortName(a.Sort), clock(when), whereabouts(a), fmt.Sprintf("vecka\u00a0%d", week))
	return it
}

// whereabouts says where an activity is, on the net if nowhere else.
func whereabouts(a *content.Activity) string {
	if a.Place == "" && a.Online != "" {
		return "på nätet"
	}
	return a.Place
}

// tagOngoing is the class of the tag of what takes place now.
const tagOngoing = "pagar"

// activityTag gives the word that tells how an activity stands, and its class.
func (b *builder) activityTag(a *content.Activity) (word, style string) {
	switch {
	case a.Status == content.Cancelled:
		return "Inställt", "installd"
	case a.Past(b.now):
		return "", ""
	case a.Status == content.Moved:
		return "Ny tid", "flyttad"
	case ongoing(a, b.now):
		return "Pågår nu", tagOngoing
	}
	return "", ""
}

// clock gives the time of day of a span within one day, the whole span of a longer one, and nothing of a whole day.
func clock(w content.When) string {
	switch first, last := swedish.DateOf(w.Start), swedish.DateOf(w.End.Add(-1)); {
	case first != last:
		return w.String()
	case w.WholeDay:
		return "hela dagen"
	}
	_, text, _ := strings.Cut(w.String(), strconv.Itoa(w.Start.Year())+" ")
	return text
}

// ongoing tells whether an occasion is taking place.
func ongoing(a *content.Activity, now time.Time) bool {
	next := a.Next(now)
	return !next.IsZero() && !next.Start.After(now) && !next.Past(now)
}

// sortName names the sort of activity; what is of no particular sort has no name.
func sortName(s content.ActivityKind) string {
	switch s {
	case content.OtherActivity:
		return "Aktivitet"
	case content.ArbetsutskottMote:
		return "Möte i arbetsutskottet"
	}
	return capital(string(s))
}

// maxEvents is how many coming occasions of a series are told of.
const maxEvents = 8

// aboutActivity tells of the occasions that are coming, or of the last one. Without a time there is no event to tell of.
func (b *builder) aboutActivity(h *head, a *content.Activity, speakers []content.Speaker) []any {
	common := calendarEvent{
		Type: "Event", Name: h.Title, Description: h.Description, URL: h.Canonical, Image: h.Image, InLanguage: h.Lang,
		EventStatus: "https://schema.org/EventScheduled", Organizer: b.references(a.Organizers),
	}
	common.EventAttendanceMode, common.Location = attendance(a)
	if len(common.Organizer) == 0 {
		common.Organizer = []named{*b.psi()}
	}
	for _, s := range speakers {
		common.Performer = append(common.Performer, named{Type: "Person", Name: s.Name})
	}
	coming := slices.DeleteFunc(slices.Clone(a.Occasions), func(w content.When) bool { return w.Past(b.now) })
	if len(coming) == 0 {
		coming = a.Occasions[max(0, len(a.Occasions)-1):]
	}
	var nodes []any
	for _, when := range first(coming, maxEvents) {
		e := common
		e.StartDate, e.EndDate = written(when)
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

// attendance tells where one can take part in an activity.
func attendance(a *content.Activity) (mode string, at []place) {
	if a.Place != "" || a.Street != "" {
		mode = "https://schema.org/OfflineEventAttendanceMode"
		at = append(at, place{Type: "Place", Name: cmp.Or(a.Place, a.Street), Address: cmp.Or(a.Street, a.Place)})
	}
	if a.Online != "" {
		mode = "https://schema.org/MixedEventAttendanceMode"
		if at == nil {
			mode = "https://schema.org/OnlineEventAttendanceMode"
		}
		at = append(at, place{Type: "VirtualLocation", URL: a.Online})
	}
	return mode, at
}

// previousStart gives the time from which an occasion was moved; empty for those that were not.
func previousStart(a *content.Activity, when content.When) string {
	if a.Status == content.Moved && when == a.When {
		return writtenMoment(a.MovedFrom)
	}
	if a.Repeats != nil {
		for _, m := range a.Repeats.Moved {
			if m.When == when {
				start, _ := written(a.When.On(m.From))
				return start
			}
		}
	}
	return ""
}

func activityDocument(a *content.Activity, d *search.Document) {
	d.Text = []string{sortName(a.Sort)}
	if !a.When.IsZero() {
		d.Facts = join(a.When.String(), a.Place)
	} else {
		d.Facts = a.Place
	}
}
