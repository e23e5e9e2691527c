package site

import (
	"cmp"
	"html/template"
	"io"
	"io/fs"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/asset"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/swedish"
)

// builder lays out one site: every address and what is to be found there.
type builder struct {
	content   *content.Content
	contentFS fs.FS
	assets    *asset.Set
	templates *templates
	now       time.Time
	base      string

	frames    frames
	fragments fragments
	items     sync.Map // entries as lists show them, by *content.Entry
	byTheme   sync.Map // by *content.Theme, see themed
	lists     map[content.Kind]*content.Page
	filters   filters
	known     map[string]*crumb // titles of addresses, for breadcrumbs
	files     files
	entries   map[string]content.Typed // those with a page of their own, by address
	index     []indexed                // the other pages

	// previous is what was published before; nil when nothing is known of it.
	previous  *record.Record
	dated     []*content.Activity           // activities and talks with a date, in order of time
	undated   []*content.Activity           // talks without one
	turn      func() map[*content.Entry]int // of the same: what is coming first, then the latest
	years     []yearLink
	next      time.Time // when a page will differ next; zero when none will
	events    []event
	eventMemo *eventMemo // nil without a Memo, as is the next
	itemMemo  *itemMemo
	deadlines []event
	organizer ical.Mailbox // who stands behind every event (RFC 5546 §3.2.1)
	redirects []redirect
	record    func() *record.Record // made when first wanted
	pictures  map[string]string     // absolute addresses by folder, "" for the one of all others
}

// indexed is a page that sitemap.xml and the site map list.
type indexed struct {
	title, address string
	kind           content.Kind
	entry          *content.Entry // nil for a page that psi makes itself
}

// plan settles what the site publishes, and finds what cannot be. Counting choices takes about as long as what is done beside it.
func (b *builder) plan() error {
	b.prepareLists()
	b.preparePictures()
	b.dated, b.undated = calendar(b.content)
	b.turn = sync.OnceValue(b.turns)
	counted := beside(b.prepareFilters)
	b.years = countYears(b.dated)
	b.next = nextChange(b.content, b.now)
	b.prepareEvents()
	b.planEntries()
	b.planCalendars()
	b.planRedirects()
	b.planSearch()
	b.planSiteMap()
	b.planNotFound()
	b.planFeeds()
	counted()
	b.planStart()
	b.planActivities()
	b.planLists()
	b.planFilters()
	for _, f := range b.assets.Files() {
		b.add(f.Path, "static/"+strings.TrimPrefix(f.Source, "static/"), f.Render)
	}
	for _, a := range b.content.Attachments {
		b.add(strings.TrimPrefix(a.Address, "/"), "content/"+a.File, b.copy(a.File))
	}
	b.planRecord()
	if err := b.files.settle(); err != nil {
		return err
	}
	return append(b.unfit(), b.vanished()...).Err()
}

// pages lists the pages that sitemap.xml and the site map list, in no order.
func (b *builder) pages() []indexed {
	list := make([]indexed, 0, len(b.index)+len(b.entries))
	list = append(list, b.index...)
	for _, typed := range b.entries {
		e := typed.Common()
		list = append(list, indexed{e.Title, e.Address, e.Kind, e})
	}
	return list
}

// add publishes a file.
func (b *builder) add(path, source string, render func(io.Writer) error) {
	b.files.list = append(b.files.list, File{Path: path, Source: source, Render: render})
}

// addPage publishes a page at an address and lists it. The data is made only when the page is rendered.
func (b *builder) addPage(e *content.Entry, h head, address, name string, data func() (any, error)) {
	kind, source := content.KindPage, ""
	if e != nil {
		kind, source = e.Kind, "content/"+e.File
	}
	b.index = append(b.index, indexed{h.Title, address, kind, e})
	b.addUnlisted(source, h, address, strings.TrimPrefix(address, "/")+"index.html", name, data)
}

// addUnlisted publishes a page that no list of pages names.
func (b *builder) addUnlisted(source string, h head, address, path, name string, data func() (any, error)) {
	b.add(path, source, func(w io.Writer) error {
		d, err := data()
		if err != nil {
			return err
		}
		return b.page(h, address, name, d)(w)
	})
}

// copy publishes a content file as it is.
func (b *builder) copy(name string) func(io.Writer) error {
	return func(w io.Writer) error {
		data, err := fs.ReadFile(b.contentFS, name)
		if err == nil {
			_, err = w.Write(data)
		}
		return err
	}
}

// headOf describes an entry's page to browsers and search engines.
func (b *builder) headOf(e *content.Entry, kind string) head {
	return b.head(e.Title, e.Teaser(), e.Address, e.Lang, kind)
}

// head describes a page.
func (b *builder) head(title, description, address, lang, kind string) head {
	settings := &b.content.Settings
	whole := title + " – " + settings.ShortName
	if address == "/" {
		whole = settings.Name
	}
	return head{
		Title: title, SiteTitle: whole, Description: cmp.Or(description, settings.Description),
		Canonical: b.base + address, SiteName: settings.Name, Lang: lang, Type: kind, Image: b.picture(address),
	}
}

// crumb is one step of the way to a page.
type crumb struct{ Title, Address string }

// crumbs gives the way from the start page to a page, the page itself left out.
func (b *builder) crumbs(address string) []crumb {
	if address == "/" {
		return nil
	}
	way := []crumb{{"Start", "/"}}
	steps := strings.SplitAfter(strings.Trim(address, "/"), "/")
	at := "/"
	for _, step := range steps[:len(steps)-1] {
		at += step
		if c := b.known[at]; c != nil {
			way = append(way, *c)
		}
	}
	return way
}

// common is what every page of an entry has.
type common struct {
	Entry  *content.Entry
	Crumbs template.HTML
	Body   template.HTML
	// Contents lists the headings of a long text.
	Contents []heading
	// Related lists the entries that name this one, by kind.
	Related []section
	// Themes, Areas and Sources are rendered links.
	Themes, Areas, Sources template.HTML
	// Label says what sort of entry it is, above the title.
	Label string
	// Owner answers for the page; OwnerAddress may be empty.
	Owner, OwnerAddress string
	// Email is where to propose a change.
	Email string
	// Foreign tells that the text is not in Swedish.
	Foreign bool
	// Reviewed is the day on which somebody last looked the entry over; nil when nobody has said so.
	Reviewed *swedish.Date
}

// heading is a line of a table of contents, with the headings below it.
type heading struct {
	ID, Text string
	Below    []heading
}

// section is a titled list of entries.
type section struct {
	Title string
	Items []template.HTML
	// State is that of all its items, by the clock: "kommande". It is empty when the clock does not matter.
	State string
	kind  content.Kind
	style string // of the items, when it is not that of the kind
}

// All joins the items: a template that went through them would take longer than all the rest of a list.
func (s section) All() template.HTML {
	size := 0
	for _, it := range s.Items {
		size += len(it)
	}
	all := make([]byte, 0, size)
	for _, it := range s.Items {
		all = append(all, it...)
	}
	return template.HTML(all) // each item is one already
}

// ID names the section's heading. The prefix is reserved: no heading of a text has it.
func (s section) ID() string {
	if letter := letterIDs[s.Title]; letter != "" {
		return "innehall-" + letter
	}
	return "innehall-" + swedish.Slug(s.Title)
}

// letterIDs tell the last letters of the alphabet from A and O.
var letterIDs = map[string]string{"Å": "aa", "Ä": "ae", "Ö": "oe"}

// Style is the class of the list.
func (s section) Style() string { return cmp.Or(s.style, style(s.kind)) + "-list" }

// longText is from how many headings a text gets a table of contents.
const longText = 4

// common gathers what the page of an entry has in common with others. The entries that it shows in some other way are not listed as
// related.
func (b *builder) common(e *content.Entry, shown ...*content.Entry) (*common, error) {
	related, err := b.related(e, shown)
	if err != nil {
		return nil, err
	}
	c := &common{
		Entry: e, Body: template.HTML(e.Body.HTML), // markdown.Convert makes it safe
		Contents: contents(e), Related: related, Label: labels[e.Kind], Email: b.content.Settings.Email,
		Foreign: e.Lang != "sv", Reviewed: dayOrNil(e.Reviewed),
	}
	return c, b.facts(c, e)
}

// dayOrNil gives a day as templates can ask whether there is one.
func dayOrNil(day swedish.Date) *swedish.Date {
	if day.IsZero() {
		return nil
	}
	return &day
}

// labels name a single entry of each kind.
var labels = map[content.Kind]string{
	content.KindContact: "Rådgivning", content.KindProject: "Projekt", content.KindFunder: "Finansiär", content.KindPartner: "Organisation",
	content.KindGroup: "Grupp", content.KindNews: "Nyhet", content.KindNewsletter: "Nyhetsbrev", content.KindActivityList: "Aktivitetslista",
	content.KindTheme: "Tema", content.KindArea: "Område i den regionala utvecklingsstrategin", content.KindConcept: "Begrepp",
	content.KindLookout: "Omvärldsbevakning", content.KindSource: "Källa",
}

// contents makes the table of contents of a long text: its headings of level two, with those of level three below.
func contents(e *content.Entry) []heading {
	var list []heading
	for _, h := range e.Body.Headings {
		switch {
		case h.Level == 2:
			list = append(list, heading{ID: h.ID, Text: h.Text})
		case h.Level == 3 && len(list) > 0:
			last := &list[len(list)-1]
			last.Below = append(last.Below, heading{ID: h.ID, Text: h.Text})
		}
	}
	if len(list) < longText {
		return nil
	}
	return list
}
