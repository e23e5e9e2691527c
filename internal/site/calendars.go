package site

import (
	"encoding/json"
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/markdown"
)

// calendarFolder is where the feeds and the page about them are.
const calendarFolder = "kalender/"

// feedLink is a feed as the page about calendars offers it.
type feedLink struct {
	Title, Description string
	// Address is the https address, to copy.
	Address string
	// Webcal opens Apple's and other calendar programs; Google and Outlook add the feed to those services.
	Webcal, Google, Outlook template.URL
}

// feedGroup is a group of feeds to choose from.
type feedGroup struct {
	Title string
	Feeds []feedLink
}

// The feeds by kind: name of the file, title, what it holds.
var kindFeeds = []struct {
	kind        content.ActivityKind
	name, title string
}{
	{content.Stormote, "stormoten", "Stormöten"}, {content.Samtal, "samhallssamtal", "Samhällssamtal"},
	{content.Partnerskapsmote, "partnerskapsmoten", "Partnerskapsmöten"}, {content.Workshop, "workshoppar", "Workshoppar"},
	{content.Finansiarsmote, "finansiarsmoten", "Möten med finansiärer"}, {content.Projektpresentation, "projektpresentationer", "Projektpresentationer"},
	{content.Natverkstraff, "natverkstraffar", "Nätverksträffar"}, {content.ArbetsutskottMote, "arbetsutskottet", "Arbetsutskottets möten"},
	{content.OtherActivity, "annat", "Andra aktiviteter"},
}

// planCalendars publishes the feeds. Their addresses are for good, and past events stay in them.
func (b *builder) planCalendars() {
	main := []feedLink{
		b.feed("psi", "Alla aktiviteter", "Allt som nätverket ordnar.", b.events),
		b.feed("oppna", "Öppna för alla", "Det som vem som helst får komma till.", b.choose(func(e event) bool { return e.activity.Audience == content.OpenToAll })),
		b.feed("sista-dagar", "Sista dagar", "Sista dag att ansöka om pengar och att anmäla sig.", b.deadlines),
	}
	var kinds, themes, parts []feedLink
	// offer puts a feed on the page only when it has something to follow. Its address is there from the beginning.
	offer := func(group *[]feedLink, feed feedLink, in func(event) bool) {
		if slices.ContainsFunc(b.events, in) {
			*group = append(*group, feed)
		}
	}
	for _, k := range kindFeeds {
		in := func(e event) bool { return e.activity.Sort == k.kind }
		kinds = append(kinds, b.feed(k.name, k.title, "", b.choose(in)))
	}
	for _, t := range b.content.Themes {
		in := func(e event) bool { return slices.Contains(e.activity.Themes, t) }
		offer(&themes, b.feed("tema/"+t.ID, t.Title, "Aktiviteter på temat.", b.choose(in)), in)
	}
	for _, p := range b.content.Partners {
		in := func(e event) bool { return slices.Contains(e.activity.Organizers, p) }
		offer(&parts, b.feed("part/"+p.ID, p.Title, "Aktiviteter som organisationen ordnar.", b.choose(in)), in)
	}
	for _, e := range b.events {
		b.addCalendar("aktivitet/"+e.entry.ID, e.Summary, "", func() []event { return []event{e} })
	}
	b.planSubscribe([]feedGroup{{"Välj kalender", main}, {"Efter slag", kinds}, {"Efter tema", themes}, {"Efter arrangör", parts}})
	b.add(calendarFolder+"aktiviteter.json", "", b.coming)
}

// choose gives the activities that a feed is about, when it is rendered.
func (b *builder) choose(in func(event) bool) func() []event {
	return func() []event {
		var chosen []event
		for _, e := range b.events {
			if in(e) {
				chosen = append(chosen, e)
			}
		}
		return chosen
	}
}

// feed publishes a feed and describes it.
func (b *builder) feed(name, title, description string, events any) feedLink {
	list, ok := events.(func() []event)
	if !ok {
		fixed, _ := events.([]event)
		list = func() []event { return fixed }
	}
	b.addCalendar(name, b.content.Settings.ShortName+" – "+title, description, list)
	address := b.base + "/" + calendarFolder + name + ".ics"
	_, rest, _ := strings.Cut(address, "://")
	webcal := "webcal://" + rest
	query := url.Values{"url": {address}, "name": {b.content.Settings.ShortName + " – " + title}}.Encode()
	return feedLink{
		Title: title, Description: description, Address: address,
		Webcal: template.URL(webcal), // our own address
		Google: template.URL("https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal)), Outlook: template.URL("https://outlook.live.com/calendar/0/addfromweb?" + query),
	}
}

// addCalendar publishes events as an iCalendar file.
func (b *builder) addCalendar(name, title, description string, events func() []event) {
	path := calendarFolder + name + ".ics"
	b.add(path, "", func(w io.Writer) error {
		s := &b.content.Settings
		c := ical.Calendar{
			Name: title, Description: description, URL: b.base + "/" + calendarFolder, Source: b.base + "/" + path, Color: "teal",
			Organizer: ical.Mailbox{Name: s.Name, Email: s.Email},
		}
		for _, e := range events() {
			c.Events = append(c.Events, e.Event)
		}
		_, err := c.WriteTo(w)
		return err
	})
}

// calendarPage is what calendar.html is executed with.
type calendarPage struct {
	common
	Groups []feedGroup
	Months []section
	Years  []yearLink
	Empty  string
}

// planSubscribe makes the page about the calendars: how to follow them, and what is coming.
func (b *builder) planSubscribe(groups []feedGroup) {
	page := b.pageAt("/" + calendarFolder)
	if page == nil {
		page = &content.Page{Entry: content.Entry{Title: "Kalender", Summary: "Följ aktiviteterna i din egen kalender.", Address: "/" + calendarFolder, Lang: "sv", Body: new(markdown.Document)}}
	}
	all := b.calendar()
	b.addPage(b.listEntry(page), b.headOf(&page.Entry, "website"), page.Address, "calendar.html", func() (any, error) {
		c, err := b.common(&page.Entry)
		if err != nil {
			return nil, err
		}
		months, err := b.months(all, 0)
		return calendarPage{c, groups, months, yearLinks(all, 0), b.lists[content.KindActivity].Empty}, err
	})
}

// comingJSON is the content of aktiviteter.json, for other organisations' sites. Fields are added, never renamed.
type comingJSON struct {
	Version    int            `json:"version"`
	Source     string         `json:"source"`
	Activities []activityJSON `json:"activities"`
}

type activityJSON struct {
	ID      string `json:"id"`
	UID     string `json:"uid"`
	Title   string `json:"title"`
	Summary string `json:"summary,omitempty"`
	Kind    string `json:"kind"`
	URL     string `json:"url"`
	ICS     string `json:"ics"`
	// Start and End are RFC 3339 with Stockholm's offset, or dates for whole days; a date End is the last day.
	Start      string   `json:"start"`
	End        string   `json:"end"`
	WholeDay   bool     `json:"wholeDay"`
	Place      string   `json:"place,omitempty"`
	Online     string   `json:"online,omitempty"`
	Audience   string   `json:"audience,omitempty"`
	Status     string   `json:"status"`
	Themes     []string `json:"themes"`
	Organizers []string `json:"organizers"`
	Modified   string   `json:"modified"`
}

// coming writes the occasions that have not ended, by start.
func (b *builder) coming(w io.Writer) error {
	list := comingJSON{Version: 1, Source: b.base + "/" + calendarFolder, Activities: []activityJSON{}}
	for _, e := range b.events {
		for _, when := range e.activity.Occasions {
			if !when.Past(b.now) {
				list.Activities = append(list.Activities, b.activityJSON(e, when))
			}
		}
	}
	slices.SortStableFunc(list.Activities, func(x, y activityJSON) int { return strings.Compare(x.Start, y.Start) })
	data, err := json.MarshalIndent(list, "", "\t")
	if err == nil {
		_, err = w.Write(append(data, '\n'))
	}
	return err
}

func (b *builder) activityJSON(e event, when content.When) activityJSON {
	a := e.activity
	j := activityJSON{
		ID: a.ID, UID: a.UID, Title: a.Title, Summary: a.Teaser(), Kind: string(a.Sort), URL: b.base + a.Address,
		ICS: b.base + "/" + calendarFolder + "aktivitet/" + a.ID + ".ics", WholeDay: when.WholeDay, Place: a.Place, Online: a.Online,
		Audience: string(a.Audience), Status: string(a.Status), Themes: []string{}, Organizers: []string{}, Modified: e.LastModified.Format(time.RFC3339),
		Start: when.Start.Format(time.RFC3339), End: when.End.Format(time.RFC3339),
	}
	if when.WholeDay {
		j.Start, j.End = when.Start.Format(time.DateOnly), when.End.AddDate(0, 0, -1).Format(time.DateOnly)
	}
	for _, t := range a.Themes {
		j.Themes = append(j.Themes, t.Title)
	}
	for _, p := range a.Organizers {
		j.Organizers = append(j.Organizers, p.Title)
	}
	return j
}
