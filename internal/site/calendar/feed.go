package calendar

import (
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/output"
	"so-in.se/psi/internal/swedish"
)

// FeedLink is a feed as the page about calendars offers it.
type FeedLink struct {
	Title, Description string
	// Address is the https address, to copy.
	Address string
	// Webcal opens Apple's and other calendar programs; Google and Outlook add the feed to those services.
	Webcal, Google, Outlook template.URL
}

// FeedGroup is a group of feeds to choose from.
type FeedGroup struct {
	Title string
	Feeds []FeedLink
	// Folded hides the feeds until the visitor asks for them.
	Folded bool
	// More leads to pages with the feeds, when they are too many for that about calendars; nil when it has them.
	More *model.Crumb
}

// sortFeeds are the feeds by sort of activity: name of the file, title.
var sortFeeds = []struct {
	sort        content.ActivityKind
	name, title string
}{
	{content.Stormote, "stormoten", "Stormöten"}, {content.Samtal, "samhallssamtal", "Samhällssamtal"},
	{content.Partnerskapsmote, "partnerskapsmoten", "Partnerskapsmöten"},
	{content.Workshop, "workshoppar", "Workshoppar"},
	{content.Finansiarsmote, "finansiarsmoten", "Möten med finansiärer"},
	{content.Projektpresentation, "projektpresentationer", "Projektpresentationer"},
	{content.Natverkstraff, "natverkstraffar", "Nätverksträffar"},
	{content.ArbetsutskottMote, "arbetsutskottet", "Arbetsutskottets möten"},
	{content.OtherActivity, "annat", "Andra aktiviteter"},
}

// Feeds are the addresses at which calendar programs follow a site.
type Feeds struct {
	calendar             *Calendar
	main                 []feed
	sorts, themes, parts []feed
}

// Publish adds the feeds, the iCalendar file of each activity and the JSON to what the site publishes.
func (c *Calendar) Publish(files *output.Files) *Feeds {
	groups := sync.OnceValue(c.groupEvents)
	files.AddFamily(output.Family{
		Find: func(path string) (output.File, bool) {
			id, ok := strings.CutPrefix(path, model.CalendarFolder+activityFolder)
			id, isCalendar := strings.CutSuffix(id, ".ics")
			if !ok || !isCalendar {
				return output.File{}, false
			}
			at := slices.IndexFunc(c.Events, func(e Event) bool { return e.Entry.ID == id })
			if at < 0 {
				return output.File{}, false
			}
			return c.eventFile(&c.Events[at]), true
		},
		All: func() []output.File {
			list := make([]output.File, len(c.Events))
			for i := range c.Events {
				list[i] = c.eventFile(&c.Events[i])
			}
			return list
		},
	})
	add := func(name, title, description string, events func() []*Event) feed {
		files.Add(c.file(name, func() (string, string, []*Event) { return c.name(title), description, events() }))
		return feed{name, title, description, events}
	}
	f := &Feeds{calendar: c, main: []feed{
		add("psi", "Alla aktiviteter", "Allt som nätverket ordnar.", func() []*Event { return groups().all }),
		add(
			"oppna", "Öppna för alla", "Det som vem som helst får komma till.",
			func() []*Event { return groups().open },
		),
		add(
			"sista-dagar", "Sista dagar", "Sista dag att ansöka om pengar och att anmäla sig.",
			func() []*Event { return pointers(c.Deadlines) },
		),
	}}
	for _, s := range sortFeeds {
		f.sorts = append(f.sorts, add(s.name, s.title, "", func() []*Event { return groups().bySort[s.sort] }))
	}
	for _, t := range content.List[*content.Theme](c.model.Content) {
		f.themes = append(
			f.themes,
			add("tema/"+t.ID, t.Title, "Aktiviteter på temat.", func() []*Event { return groups().byTheme[t] }),
		)
	}
	for _, p := range content.List[*content.Partner](c.model.Content) {
		f.parts = append(f.parts, add("part/"+p.ID, p.Title, "Aktiviteter som organisationen ordnar.",
			func() []*Event { return groups().byPart[p] }))
	}
	files.Add(output.File{Path: model.CalendarFolder + "aktiviteter.json", Render: c.coming})
	return f
}

// Offer returns the feed of everything, and the narrower ones by groups. A theme or a part is offered when there is
// something to follow; its address is there from the beginning.
func (f *Feeds) Offer() (whole FeedLink, groups []FeedGroup) {
	links := f.calendar.links(f.main)
	withEvents := func(feeds []feed) []feed {
		return slices.DeleteFunc(slices.Clone(feeds), func(f feed) bool { return len(f.events()) == 0 })
	}
	return links[0], []FeedGroup{
		{Title: "Följ bara en del", Feeds: links[1:]},
		{Title: "Efter slag", Feeds: f.calendar.links(f.sorts)},
		{Title: "Efter tema", Feeds: f.calendar.links(withEvents(f.themes)), Folded: true},
		{Title: "Efter arrangör", Feeds: f.calendar.links(withEvents(f.parts)), Folded: true},
	}
}

// Most returns how many feeds a group that [Feeds.Offer] returns has at most. It costs less to ask.
func (f *Feeds) Most() int { return max(len(f.sorts), len(f.themes), len(f.parts)) }

// eventGroups are the activities' events as the feeds hold them.
type eventGroups struct {
	all, open []*Event
	bySort    map[content.ActivityKind][]*Event
	byTheme   map[*content.Theme][]*Event
	byPart    map[*content.Partner][]*Event
}

func (c *Calendar) groupEvents() eventGroups {
	g := eventGroups{
		all: pointers(c.Events), bySort: map[content.ActivityKind][]*Event{},
		byTheme: map[*content.Theme][]*Event{}, byPart: map[*content.Partner][]*Event{},
	}
	for _, e := range g.all {
		if e.Activity.Audience == content.OpenToAll {
			g.open = append(g.open, e)
		}
		g.bySort[e.Activity.Sort] = append(g.bySort[e.Activity.Sort], e)
		for _, t := range e.Activity.Themes {
			g.byTheme[t] = append(g.byTheme[t], e)
		}
		for _, p := range e.Activity.Organizers {
			g.byPart[p] = append(g.byPart[p], e)
		}
	}
	return g
}

func pointers(list []Event) []*Event {
	all := make([]*Event, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

// feed is a published feed.
type feed struct {
	name, title, description string
	events                   func() []*Event
}

// name is what calendar programs call a feed.
func (c *Calendar) name(title string) string {
	return c.model.Content.Settings.ShortName + " – " + title
}

// links returns feeds as the page about them offers them.
func (c *Calendar) links(feeds []feed) []FeedLink {
	links := make([]FeedLink, len(feeds))
	for i, f := range feeds {
		address := c.model.Base + "/" + model.CalendarFolder + f.name + ".ics"
		_, rest, _ := strings.Cut(address, "://")
		webcal := "webcal://" + rest
		query := url.Values{"url": {address}, "name": {c.name(f.title)}}.Encode()
		links[i] = FeedLink{
			Title: f.title, Description: f.description, Address: address,
			Webcal:  template.URL(webcal), // our own address
			Google:  template.URL("https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal)),
			Outlook: template.URL("https://outlook.live.com/calendar/0/addfromweb?" + query),
		}
	}
	return links
}

// activityFolder holds the iCalendar files of single activities.
const activityFolder = "aktivitet/"

// eventFile is an activity as an iCalendar file.
func (c *Calendar) eventFile(e *Event) output.File {
	return c.file(activityFolder+e.Entry.ID, func() (string, string, []*Event) { return e.Summary, "", []*Event{e} })
}

// file is events as an iCalendar file.
func (c *Calendar) file(name string, of func() (title, description string, events []*Event)) output.File {
	path := model.CalendarFolder + name + ".ics"
	return output.File{Path: path, Render: func(w io.Writer) error {
		title, description, events := of()
		calendar := ical.Calendar{
			Name: title, Description: description, URL: c.model.Base + "/" + model.CalendarFolder,
			Source: c.model.Base + "/" + path,
			Color:  "teal", Organizer: c.organizer, Prepared: make([]*ical.Prepared, len(events)),
		}
		for i, e := range events {
			var err error
			if calendar.Prepared[i], err = e.prepared(); err != nil {
				return err
			}
		}
		_, err := calendar.WriteTo(w)
		return err
	}}
}

// feedOf returns the name of the feed that belongs to a page: that of a theme, a part or an activity.
func feedOf(address string) (name string, ok bool) {
	folder, id, _ := strings.Cut(strings.Trim(address, "/"), "/")
	folder, ok = map[content.Kind]string{
		content.KindTheme: "tema/", content.KindPartner: "part/",
		content.KindActivity: activityFolder, content.KindSamhallssamtal: activityFolder,
	}[content.Kind(folder)]
	return folder + id, ok && id != "" && swedish.Slug(id) == id
}

// KeepOld publishes at the old address of an entry's feed what its new one has: those who follow it should not have to
// do anything, and not every calendar program follows redirects. Where the new entry has no feed, the old one is empty
// from now on. An address that psi itself cannot have made had none.
func (c *Calendar) KeepOld(files *output.Files) {
	path := func(name string) string { return model.CalendarFolder + name + ".ics" }
	for _, r := range c.model.Redirects() {
		name, ok := feedOf(r.From)
		if !ok || !address.IsFilePath(path(name)) {
			continue
		}
		if _, taken := files.Find(path(name)); taken {
			continue
		}
		kept := c.file(name, func() (string, string, []*Event) {
			return c.model.Content.Settings.ShortName + " – kalendern har upphört",
				"Välj en annan kalender på " + c.model.Base + "/" + model.CalendarFolder, nil
		})
		if now, ok := feedOf(r.To.Address); ok {
			if f, ok := files.Find(path(now)); ok {
				kept.Render = f.Render
			}
		}
		kept.Source, kept.Line, kept.Column = "content/"+r.To.File, r.Line, r.Column
		files.Add(kept)
	}
}
