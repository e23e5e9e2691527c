package site

import (
	"html/template"
	"io"
	"net/url"
	"slices"
	"strings"
	"sync"

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
	// Folded hides the feeds until the visitor asks for them.
	Folded bool
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
	groups := sync.OnceValue(b.groupEvents)
	b.files.kin = append(b.files.kin, kin{
		find: func(path string) (File, bool) {
			id, ok := strings.CutPrefix(path, calendarFolder+"aktivitet/")
			id, ok2 := strings.CutSuffix(id, ".ics")
			if !ok || !ok2 {
				return File{}, false
			}
			for _, kind := range []content.Kind{content.KindActivity, content.KindSamhallssamtal} {
				if a := content.ActivityOf(b.entries["/"+string(kind)+"/"+id+"/"]); a != nil && !a.When.IsZero() {
					return b.eventFile(&b.events[b.place(a)]), true
				}
			}
			return File{}, false
		},
		all: func() []File {
			list := make([]File, len(b.events))
			for i := range b.events {
				list[i] = b.eventFile(&b.events[i])
			}
			return list
		},
	})
	main := []feed{
		b.feed("psi", "Alla aktiviteter", "Allt som nätverket ordnar.", func() []*event { return groups().all }),
		b.feed("oppna", "Öppna för alla", "Det som vem som helst får komma till.", func() []*event { return groups().open }),
		b.feed("sista-dagar", "Sista dagar", "Sista dag att ansöka om pengar och att anmäla sig.", func() []*event { return pointers(b.deadlines) }),
	}
	var kinds, themes, parts []feed
	for _, k := range kindFeeds {
		kinds = append(kinds, b.feed(k.name, k.title, "", func() []*event { return groups().bySort[k.kind] }))
	}
	for _, t := range content.List[*content.Theme](b.content) {
		themes = append(themes, b.feed("tema/"+t.ID, t.Title, "Aktiviteter på temat.", func() []*event { return groups().byTheme[t] }))
	}
	for _, p := range content.List[*content.Partner](b.content) {
		parts = append(parts, b.feed("part/"+p.ID, p.Title, "Aktiviteter som organisationen ordnar.", func() []*event { return groups().byPart[p] }))
	}
	b.planSubscribe(func() (feedLink, []feedGroup) {
		links := b.feedLinks(main)
		// A theme or a part is offered when there is something to follow. Its address is there from the beginning.
		empty := func(f feed) bool { return len(f.events()) == 0 }
		return links[0], []feedGroup{
			{"Följ bara en del", links[1:], false}, {"Efter slag", b.feedLinks(kinds), false},
			{"Efter tema", b.feedLinks(slices.DeleteFunc(slices.Clone(themes), empty)), true}, {"Efter arrangör", b.feedLinks(slices.DeleteFunc(slices.Clone(parts), empty)), true},
		}
	})
	b.add(calendarFolder+"aktiviteter.json", "", b.coming)
}

// eventGroups are the activities' events as the feeds hold them.
type eventGroups struct {
	all, open []*event
	bySort    map[content.ActivityKind][]*event
	byTheme   map[*content.Theme][]*event
	byPart    map[*content.Partner][]*event
}

func (b *builder) groupEvents() eventGroups {
	g := eventGroups{
		all: pointers(b.events), bySort: map[content.ActivityKind][]*event{}, byTheme: map[*content.Theme][]*event{}, byPart: map[*content.Partner][]*event{},
	}
	for _, e := range g.all {
		if e.activity.Audience == content.OpenToAll {
			g.open = append(g.open, e)
		}
		g.bySort[e.activity.Sort] = append(g.bySort[e.activity.Sort], e)
		for _, t := range e.activity.Themes {
			g.byTheme[t] = append(g.byTheme[t], e)
		}
		for _, p := range e.activity.Organizers {
			g.byPart[p] = append(g.byPart[p], e)
		}
	}
	return g
}

func pointers(list []event) []*event {
	all := make([]*event, len(list))
	for i := range list {
		all[i] = &list[i]
	}
	return all
}

// feed is a published feed.
type feed struct {
	name, title, description string
	events                   func() []*event
}

// feed publishes a feed.
func (b *builder) feed(name, title, description string, events func() []*event) feed {
	b.addCalendar(name, func() (string, string, []*event) { return b.feedName(title), description, events() })
	return feed{name, title, description, events}
}

// feedName is what calendar programs call a feed.
func (b *builder) feedName(title string) string {
	return b.content.Settings.ShortName + " – " + title
}

// feedLinks gives feeds as the page about them offers them.
func (b *builder) feedLinks(feeds []feed) []feedLink {
	links := make([]feedLink, len(feeds))
	for i, f := range feeds {
		address := b.base + "/" + calendarFolder + f.name + ".ics"
		_, rest, _ := strings.Cut(address, "://")
		webcal := "webcal://" + rest
		query := url.Values{"url": {address}, "name": {b.feedName(f.title)}}.Encode()
		links[i] = feedLink{
			Title: f.title, Description: f.description, Address: address,
			Webcal: template.URL(webcal), // our own address
			Google: template.URL("https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal)), Outlook: template.URL("https://outlook.live.com/calendar/0/addfromweb?" + query),
		}
	}
	return links
}

// eventFile is an activity as an iCalendar file.
func (b *builder) eventFile(e *event) File {
	return b.calendarFile("aktivitet/"+e.entry.ID, func() (string, string, []*event) { return e.Summary, "", []*event{e} })
}

// addCalendar publishes events as an iCalendar file.
func (b *builder) addCalendar(name string, of func() (title, description string, events []*event)) {
	b.files.list = append(b.files.list, b.calendarFile(name, of))
}

func (b *builder) calendarFile(name string, of func() (title, description string, events []*event)) File {
	path := calendarFolder + name + ".ics"
	return File{path, "", func(w io.Writer) error {
		title, description, events := of()
		c := ical.Calendar{
			Name: title, Description: description, URL: b.base + "/" + calendarFolder, Source: b.base + "/" + path, Color: "teal",
			Organizer: b.organizer, Prepared: make([]*ical.Prepared, len(events)),
		}
		for i, e := range events {
			var err error
			if c.Prepared[i], err = e.prepared(); err != nil {
				return err
			}
		}
		_, err := c.WriteTo(w)
		return err
	}}
}

// calendarName gives the name of the feed that belongs to a page: that of a theme, a part or an activity.
func calendarName(address string) (string, bool) {
	folder, id, _ := strings.Cut(strings.Trim(address, "/"), "/")
	folder, ok := map[string]string{"teman": "tema/", "parter": "part/", "aktiviteter": "aktivitet/", "samhallssamtal": "aktivitet/"}[folder]
	return folder + id, ok && id != ""
}

// keepCalendars publishes at the old address of an entry's feed what its new one has: those who follow it should not have to do
// anything, and not every calendar program follows redirects. Where the new entry has no feed, the old one is empty from now on.
func (b *builder) keepCalendars(redirects []redirect) {
	if len(redirects) == 0 {
		return
	}
	named := map[string]File{}
	for _, f := range b.files.list {
		if strings.HasPrefix(f.Path, calendarFolder) {
			named[f.Path] = f
		}
	}
	find := func(name string) (File, bool) {
		path := calendarFolder + name + ".ics"
		if f, ok := named[path]; ok {
			return f, true
		}
		return b.files.find(path)
	}
	for _, r := range redirects {
		name, ok := calendarName(r.from)
		if !ok {
			continue
		}
		if _, taken := find(name); taken {
			continue
		}
		kept := b.calendarFile(name, func() (string, string, []*event) {
			return b.content.Settings.ShortName + " – kalendern har upphört", "Välj en annan kalender på " + b.base + "/" + calendarFolder, nil
		})
		if now, ok := calendarName(r.to.Address); ok {
			if f, ok := find(now); ok {
				kept.Render = f.Render
			}
		}
		named[kept.Path] = kept
		b.files.list = append(b.files.list, kept)
	}
}

// calendarPage is what calendar.html is executed with.
type calendarPage struct {
	Common *common
	// Whole is the feed of everything, Groups the narrower ones.
	Whole  feedLink
	Groups []feedGroup
	// Coming are the next occasions, Empty the words for when there are none.
	Coming []template.HTML
	Empty  string
}

// planSubscribe makes the page about the calendars: how to follow them, and what is coming.
func (b *builder) planSubscribe(feeds func() (feedLink, []feedGroup)) {
	page := b.pageAt("/" + calendarFolder)
	if page == nil {
		page = &content.Page{Entry: content.Entry{Title: "Kalender", Summary: "Följ aktiviteterna i din egen kalender.", Address: "/" + calendarFolder, Lang: "sv", Body: new(markdown.Document)}}
	}
	b.addPage(b.listEntry(page), b.headOf(&page.Entry, "website"), page.Address, "calendar.html", func() (any, error) {
		c, err := b.common(&page.Entry)
		if err != nil {
			return nil, err
		}
		p := calendarPage{Common: c, Empty: b.lists[content.KindActivity].Empty}
		p.Whole, p.Groups = feeds()
		for _, o := range first(b.occasions(0), startActivities) {
			it, err := b.occasionItem(o)
			if err != nil {
				return nil, err
			}
			p.Coming = append(p.Coming, it)
		}
		return p, nil
	})
}
