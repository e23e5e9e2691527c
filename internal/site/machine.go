package site

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// siteMapPage is what sitemap.html is executed with: every page by title, for people.
type siteMapPage struct {
	Common *common
	Groups []linkGroup
}

// linkGroup is a titled list of links.
type linkGroup struct {
	Title string
	Links []crumb
}

// planSiteMap lists every page, for people and for search engines.
func (b *builder) planSiteMap() {
	e := &content.Entry{Title: "Webbkarta", Summary: "Alla sidor på webbplatsen.", Address: "/webbkarta/", Lang: "sv", Body: noBody}
	b.addPage(nil, b.headOf(e, "website"), e.Address, "sitemap.html", func() (any, error) {
		c, err := b.common(e)
		return siteMapPage{c, b.siteMap()}, err
	})
	b.add("sitemap.xml", "", func(w io.Writer) error {
		out := bufio.NewWriter(w)
		changed := b.changed()
		out.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
		for _, p := range b.sorted() {
			out.WriteString("<url><loc>")
			_ = xml.EscapeText(out, []byte(b.base+p.address)) // bufio keeps the error for Flush
			out.WriteString("</loc>")
			if at := changed[p.address]; !at.IsZero() {
				out.WriteString("<lastmod>" + at.Format(time.RFC3339) + "</lastmod>")
			} else if p.entry != nil && !p.entry.Reviewed.IsZero() {
				out.WriteString("<lastmod>" + p.entry.Reviewed.String() + "</lastmod>")
			}
			out.WriteString("</url>\n")
		}
		out.WriteString("</urlset>\n")
		return out.Flush()
	})
	b.add("robots.txt", "", func(w io.Writer) error {
		_, err := fmt.Fprintf(w, "User-agent: *\nAllow: /\n\nSitemap: %s/sitemap.xml\n", b.base)
		return err
	})
}

// changed tells when each page was last changed, by its address: that of an entry as the record has it, that of a list when it or
// something in it was, that of the start page when anything was.
func (b *builder) changed() map[string]time.Time {
	at := make(map[string]time.Time, len(b.entries))
	note := func(address string, t time.Time) {
		if t.After(at[address]) {
			at[address] = t
		}
	}
	for _, p := range b.pages() {
		if p.entry == nil {
			continue
		}
		t := b.modified(p.entry)
		note(p.address, t)
		note("/", t)
		if list := b.lists[p.kind]; list != nil {
			note(list.Address, t)
		}
	}
	return at
}

// sorted gives the pages in order of their addresses.
func (b *builder) sorted() []indexed {
	pages := b.pages()
	slices.SortFunc(pages, func(x, y indexed) int { return strings.Compare(x.address, y.address) })
	return pages
}

// siteMap groups the pages for people: pages first, then kind by kind.
func (b *builder) siteMap() []linkGroup {
	groups := []linkGroup{{Title: "Sidor"}}
	at := map[content.Kind]int{content.KindPage: 0}
	for _, kind := range content.Kinds() {
		at[kind] = len(groups)
		groups = append(groups, linkGroup{Title: views[kind].title})
	}
	days := map[*content.Entry]string{}
	for _, a := range b.dated {
		days[&a.Entry] = ", " + swedish.ShortDate(swedish.DateOf(a.When.Start))
	}
	count := map[string]int{}
	for _, p := range b.pages() {
		count[p.title]++
	}
	for _, p := range b.sorted() {
		name := p.title
		if p.address == "/" {
			name = "Start"
		} else if count[name] > 1 { // two links that say the same should lead to the same page
			name += cmp.Or(days[p.entry], kindNote(p))
		}
		g := &groups[at[p.kind]]
		g.Links = append(g.Links, crumb{name, p.address})
	}
	return slices.DeleteFunc(groups, func(g linkGroup) bool { return len(g.Links) == 0 })
}

// kindNote tells in brackets what kind of page it is, unless its title does.
func kindNote(p indexed) string {
	label := views[p.kind].label
	if label == "" || strings.HasPrefix(p.title, label) {
		return ""
	}
	return " (" + strings.ToLower(label) + ")"
}

// planNotFound makes the page that is shown for an address that does not exist.
func (b *builder) planNotFound() {
	e := &content.Entry{Title: "Sidan finns inte", Summary: "Adressen leder inte till någon sida.", Address: "/404.html", Lang: "sv", Body: noBody}
	h := b.headOf(e, "website")
	h.Canonical, h.Noindex = "", true
	b.addUnlisted("", h, e.Address, "404.html", "404.html", func() (any, error) { return entryPage{&common{Entry: e}}, nil })
}

// feedEntries is how many entries the Atom feed has at most.
const feedEntries = 50

// feedEntry is what the Atom feed says of an entry.
type feedEntry struct {
	entry *content.Entry
	// name makes the entry's ID, for good: another title, address or site changes it not.
	name   string
	prefix string
	// published and updated are zero when not known.
	published, updated time.Time
}

// tag makes a URI that names something for good (RFC 4151), whatever the site's address.
func tag(name string) string { return "tag:so-in.se,2016:" + (&url.URL{Path: name}).EscapedPath() }

// planFeeds publishes the Atom feed of news and activities (RFC 4287).
func (b *builder) planFeeds() {
	b.add("atom.xml", "", func(w io.Writer) error {
		s := &b.content.Settings
		entries := b.latest()
		feed := atomFeed{
			NS: "http://www.w3.org/2005/Atom", Lang: "sv", Title: s.Name, Subtitle: s.Description, ID: tag("atom"),
			Links:   []atomLink{{Rel: "self", Type: "application/atom+xml", Href: b.base + "/atom.xml"}, {Rel: "alternate", Type: "text/html", Href: b.base + "/"}},
			Updated: epoch, Author: atomPerson{s.Name, b.base + "/"},
		}
		if len(entries) > 0 {
			feed.Updated = entries[0].updated.Format(time.RFC3339)
		}
		for _, e := range entries {
			feed.Entries = append(feed.Entries, b.atomEntry(e))
		}
		data, err := xml.MarshalIndent(feed, "", "\t")
		if err == nil {
			_, err = io.WriteString(w, xml.Header+string(data)+"\n")
		}
		return err
	})
}

func (b *builder) atomEntry(e feedEntry) atomEntry {
	entry := atomEntry{
		Title: e.prefix + e.entry.Title, ID: tag(e.name), Updated: e.updated.Format(time.RFC3339),
		Link: atomLink{Rel: "alternate", Type: "text/html", Href: b.base + e.entry.Address}, Summary: e.entry.Teaser(),
	}
	if !e.published.IsZero() {
		entry.Published = e.published.Format(time.RFC3339)
	}
	for _, theme := range e.entry.Themes {
		entry.Categories = append(entry.Categories, atomCategory{theme.ID, theme.Title})
	}
	return entry
}

// epoch stands for the time of an empty feed, which Atom wants too.
const epoch = "2015-01-01T00:00:00+01:00"

// latest lists news and activities, the last changed first.
func (b *builder) latest() []feedEntry {
	var list []feedEntry
	for _, n := range content.List[*content.News](b.content) {
		e := feedEntry{entry: &n.Entry, name: string(n.Kind) + "/" + n.ID, published: n.Date.In(), updated: n.Date.In()}
		if at := b.modified(&n.Entry); at.After(e.updated) {
			e.updated = at
		}
		list = append(list, e)
	}
	for _, e := range b.events {
		prefix := swedish.ShortDate(swedish.DateOf(e.activity.Next(b.now).Start)) + ": "
		switch e.activity.Status {
		case content.Cancelled:
			prefix = "INSTÄLLT: " + prefix
		case content.Moved:
			prefix = "NY TID: " + prefix
		}
		list = append(list, feedEntry{entry: e.entry, name: e.UID, prefix: prefix, updated: e.LastModified})
	}
	slices.SortStableFunc(list, func(x, y feedEntry) int {
		return cmp.Or(y.updated.Compare(x.updated), y.published.Compare(x.published))
	})
	return first(list, feedEntries)
}

// The elements of RFC 4287 that the feed uses.
type (
	atomFeed struct {
		XMLName  xml.Name    `xml:"feed"`
		NS       string      `xml:"xmlns,attr"`
		Lang     string      `xml:"xml:lang,attr"`
		Title    string      `xml:"title"`
		Subtitle string      `xml:"subtitle,omitempty"`
		ID       string      `xml:"id"`
		Links    []atomLink  `xml:"link"`
		Updated  string      `xml:"updated"`
		Author   atomPerson  `xml:"author"`
		Entries  []atomEntry `xml:"entry"`
	}
	atomLink struct {
		Rel  string `xml:"rel,attr"`
		Type string `xml:"type,attr"`
		Href string `xml:"href,attr"`
	}
	atomPerson struct {
		Name string `xml:"name"`
		URI  string `xml:"uri"`
	}
	atomEntry struct {
		Title      string         `xml:"title"`
		ID         string         `xml:"id"`
		Published  string         `xml:"published,omitempty"`
		Updated    string         `xml:"updated"`
		Link       atomLink       `xml:"link"`
		Categories []atomCategory `xml:"category"`
		Summary    string         `xml:"summary,omitempty"`
	}
	atomCategory struct {
		Term  string `xml:"term,attr"`
		Label string `xml:"label,attr"`
	}
)
