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

// Names of feeds.
const (
	everything  = "psi"
	openToAll   = "oppna"
	lastDays    = "sista-dagar"
	themeFolder = "tema/"
	partFolder  = "part/"
	// municipalityFolder holds the feeds by municipality.
	municipalityFolder = "kommun/"
)

// Feeds are the addresses at which calendar programs follow a site.
type Feeds struct {
	calendar                             *Calendar
	main                                 []feed
	sorts, themes, parts, municipalities []feed
	// old are the names that feeds have had, with those that they have now; empty where there is none any longer.
	old map[string]string
}

// feed is a published feed.
type feed struct{ name, title, description string }

// listFeeds says which feeds there are: one of each sort of activity, each theme, each part, and each municipality in
// which there is or was something to follow.
func (c *Calendar) listFeeds() *Feeds {
	f := &Feeds{calendar: c, old: map[string]string{}, main: []feed{
		{everything, "Alla aktiviteter", "Allt som nätverket ordnar."},
		{openToAll, "Öppna för alla", "Det som vem som helst får komma till."},
		{lastDays, "Sista dagar", "Sista dag att ansöka om pengar och att anmäla sig."},
	}}
	for _, s := range sortFeeds {
		f.sorts = append(f.sorts, feed{s.name, s.title, ""})
	}
	for _, t := range content.List[*content.Theme](c.model.Content) {
		f.themes = append(f.themes, feed{themeFolder + t.ID, t.Title, "Aktiviteter på temat."})
	}
	for _, p := range content.List[*content.Partner](c.model.Content) {
		f.parts = append(f.parts, feed{partFolder + p.ID, p.Title, "Aktiviteter som organisationen ordnar."})
	}
	for _, m := range content.Municipalities() {
		name := municipalityFolder + swedish.Slug(string(m))
		if c.hasBeen(name) || slices.ContainsFunc(
			c.model.Dated, func(a *content.Activity) bool { return a.Municipality == m },
		) {
			f.municipalities = append(f.municipalities, feed{name, string(m), "Aktiviteter i kommunen."})
		}
	}
	for _, r := range c.model.Redirects() {
		name, ok := feedOf(r.From)
		if _, taken := f.find(name); !ok || taken || strings.HasPrefix(name, activityFolder) {
			continue
		}
		f.old[name] = ""
		if now, ok := feedOf(r.To.Address); ok && !strings.HasPrefix(now, activityFolder) {
			f.old[name] = now
		}
	}
	return f
}

// hasBeen reports whether a feed was published before.
func (c *Calendar) hasBeen(name string) bool {
	if c.model.Previous == nil {
		return false
	}
	_, ok := slices.BinarySearch(c.model.Previous.Files, pathOf(name))
	return ok
}

// pathOf is the path of a feed's file.
func pathOf(name string) string { return model.CalendarFolder + name + ".ics" }

// all returns the feeds that there are.
func (f *Feeds) all() []feed {
	return slices.Concat(f.main, f.sorts, f.themes, f.parts, f.municipalities)
}

func (f *Feeds) find(name string) (feed, bool) {
	all := f.all()
	at := slices.IndexFunc(all, func(f feed) bool { return f.name == name })
	if at < 0 {
		return feed{}, false
	}
	return all[at], true
}

// named lists the feeds by every name that leads to one.
func (f *Feeds) named() []calendarJSON {
	var list []calendarJSON
	for _, one := range f.all() {
		list = append(list, calendarJSON{one.name, one.title})
	}
	for old, now := range f.old {
		if one, ok := f.find(now); ok {
			list = append(list, calendarJSON{old, one.title})
		}
	}
	slices.SortFunc(list, func(x, y calendarJSON) int { return strings.Compare(x.Name, y.Name) })
	return list
}

// of names the feeds that an activity stands in, sorted, old names among them; for nil, those of a last day.
func (f *Feeds) of(a *content.Activity) []string {
	if a == nil {
		return []string{lastDays}
	}
	names := []string{everything}
	if a.Audience == content.OpenToAll {
		names = append(names, openToAll)
	}
	for _, s := range sortFeeds {
		if s.sort == a.Sort {
			names = append(names, s.name)
		}
	}
	for _, t := range a.Themes {
		names = append(names, themeFolder+t.ID)
	}
	for _, p := range a.Organizers {
		names = append(names, partFolder+p.ID)
	}
	if a.Municipality != "" {
		names = append(names, municipalityFolder+swedish.Slug(string(a.Municipality)))
	}
	for old, now := range f.old {
		if slices.Contains(names, now) {
			names = append(names, old)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// member is an event in a feed.
type member func() (*ical.Prepared, error)

// members returns, by the names of feeds, what each holds: the events that stand in it, and until their day has passed
// those that have left it or were taken away.
func (c *Calendar) members() map[string][]member {
	in := map[string][]member{}
	for _, list := range [][]Event{c.Events, c.Deadlines} {
		for i := range list {
			e := &list[i]
			for _, name := range e.Feeds {
				in[name] = append(in[name], e.here)
			}
			if last, _ := e.Last(); !last.After(c.model.Now) {
				continue
			}
			for _, name := range e.left {
				in[name] = append(in[name], func() (*ical.Prepared, error) {
					w, err := e.written()
					return w.left, err
				})
			}
		}
	}
	for _, g := range c.gone {
		names := g.record.Left
		if name, ok := feedOf(g.record.Address); ok && !g.record.LastDay {
			names = append(slices.Clip(names), name) // its own file, where its address leads on
		}
		for _, name := range names {
			in[name] = append(in[name], func() (*ical.Prepared, error) { return g.prepared, g.err })
		}
	}
	return in
}

// here returns the event as the feeds hold it that it stands in.
func (e *Event) here() (*ical.Prepared, error) {
	w, err := e.written()
	return w.here, err
}

// Publish adds the feeds, the iCalendar file of each activity, the JSON and the table to what the site publishes.
func (c *Calendar) Publish(files *output.Files) *Feeds {
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
	c.in = sync.OnceValue(c.members)
	for _, f := range c.feeds.all() {
		files.Add(c.feedFile(f.name, f))
	}
	files.Add(
		output.File{Path: model.CalendarFolder + "aktiviteter.json", Render: c.coming},
		output.File{Path: model.CalendarFolder + "aktiviteter.csv", Render: c.table},
	)
	return c.feeds
}

// Offer returns the feed of everything, and the narrower ones by groups. A theme, a part or a municipality is offered
// when there is something to follow; its address is there from the beginning.
func (f *Feeds) Offer() (whole FeedLink, groups []FeedGroup) {
	links := f.calendar.links(f.main)
	var names []string
	for i := range f.calendar.Events {
		names = append(names, f.calendar.Events[i].Feeds...)
	}
	slices.Sort(names)
	withEvents := func(feeds []feed) []feed {
		return slices.DeleteFunc(slices.Clone(feeds), func(f feed) bool {
			_, has := slices.BinarySearch(names, f.name)
			return !has
		})
	}
	return links[0], []FeedGroup{
		{Title: "Följ bara en del", Feeds: links[1:]},
		{Title: "Efter slag", Feeds: f.calendar.links(f.sorts)},
		{Title: "Efter tema", Feeds: f.calendar.links(withEvents(f.themes)), Folded: true},
		{Title: "Efter kommun", Feeds: f.calendar.links(withEvents(f.municipalities)), Folded: true},
		{Title: "Efter arrangör", Feeds: f.calendar.links(withEvents(f.parts)), Folded: true},
	}
}

// Most returns how many feeds a group that [Feeds.Offer] returns has at most. It costs less to ask.
func (f *Feeds) Most() int {
	return max(len(f.sorts), len(f.themes), len(f.municipalities), len(f.parts))
}

// name is what calendar programs call a feed.
func (c *Calendar) name(title string) string {
	return c.model.Content.Settings.ShortName + " – " + title
}

// links returns feeds as the page about them offers them.
func (c *Calendar) links(feeds []feed) []FeedLink {
	links := make([]FeedLink, len(feeds))
	for i, f := range feeds {
		// Whoever follows a calendar from a preview would follow one that is soon gone.
		address := c.model.Own + "/" + model.CalendarFolder + f.name + ".ics"
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
	return c.file(
		activityFolder+e.Entry.ID,
		activityFolder+e.Entry.ID,
		e.Summary,
		"",
		func() []member {
			return []member{e.here}
		},
	)
}

// feedFile is a feed at a name that it has or has had.
func (c *Calendar) feedFile(name string, f feed) output.File {
	return c.file(
		name,
		f.name,
		c.name(f.title),
		f.description,
		func() []member { return c.in()[name] },
	)
}

// file is events as an iCalendar file, which says that it is called what source says.
func (c *Calendar) file(
	name, source, title, description string, events func() []member,
) output.File {
	return output.File{Path: pathOf(name), Render: func(w io.Writer) error {
		calendar := ical.Calendar{
			Name: title, Description: description, URL: c.model.Base + "/" + model.CalendarFolder,
			Source: c.model.Base + "/" + pathOf(source), Color: "teal", Organizer: c.organizer,
		}
		for _, event := range events() {
			prepared, err := event()
			if err != nil {
				return err
			}
			calendar.Prepared = append(calendar.Prepared, prepared)
		}
		_, err := calendar.WriteTo(w)
		return err
	}}
}

// feedOf returns the name of the feed that belongs to a page: that of a theme, a part or an activity.
func feedOf(address string) (name string, ok bool) {
	folder, id, _ := strings.Cut(strings.Trim(address, "/"), "/")
	folder, ok = map[content.Kind]string{
		content.KindTheme: themeFolder, content.KindPartner: partFolder,
		content.KindActivity: activityFolder, content.KindSamhallssamtal: activityFolder,
	}[content.Kind(folder)]
	return folder + id, ok && id != "" && swedish.Slug(id) == id
}

// KeepOld publishes at the old address of an entry's feed what its new one has: those who follow it should not have to
// do anything, and not every calendar program follows redirects. Where the new entry has no feed, the old one holds no
// more than what it has lost. An address that psi itself cannot have made had none.
func (c *Calendar) KeepOld(files *output.Files) {
	for _, r := range c.model.Redirects() {
		name, ok := feedOf(r.From)
		if !ok || !address.IsFilePath(pathOf(name)) {
			continue
		}
		if _, taken := files.Find(pathOf(name)); taken {
			continue
		}
		kept := c.file(name, name, c.model.Content.Settings.ShortName+" – kalendern har upphört",
			"Välj en annan kalender på "+c.model.Base+"/"+model.CalendarFolder,
			func() []member { return c.in()[name] })
		if now, ok := feedOf(r.To.Address); ok {
			if f, ok := c.feeds.find(now); ok {
				kept = c.feedFile(name, f)
			} else if f, ok := files.Find(pathOf(now)); ok {
				kept.Render = f.Render
			}
		}
		kept.Source, kept.Line, kept.Column = "content/"+r.To.File, r.Line, r.Column
		files.Add(kept)
	}
}
