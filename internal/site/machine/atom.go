package machine

import (
	"cmp"
	"encoding/xml"
	"io"
	"net/url"
	"slices"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

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

// atom writes the Atom feed of news and activities (RFC 4287).
func (d data) atom(w io.Writer) error {
	s := &d.model.Content.Settings
	entries := d.latest()
	feed := atomFeed{
		NS: "http://www.w3.org/2005/Atom", Lang: "sv", Title: s.Name, Subtitle: s.Description, ID: tag("atom"),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: d.model.Base + "/atom.xml"},
			{Rel: "alternate", Type: "text/html", Href: d.model.Base + "/"},
		},
		Updated: epoch, Author: atomPerson{s.Name, d.model.Base + "/"},
	}
	if len(entries) > 0 {
		feed.Updated = entries[0].updated.Format(time.RFC3339)
	}
	for _, e := range entries {
		feed.Entries = append(feed.Entries, d.atomEntry(e))
	}
	data, err := xml.MarshalIndent(feed, "", "\t")
	if err == nil {
		_, err = io.WriteString(w, xml.Header+string(data)+"\n")
	}
	return err
}

func (d data) atomEntry(e feedEntry) atomEntry {
	entry := atomEntry{
		Title: e.prefix + e.entry.Title, ID: tag(e.name), Updated: e.updated.Format(time.RFC3339),
		Link:    atomLink{Rel: "alternate", Type: "text/html", Href: d.model.Base + e.entry.Address},
		Summary: e.entry.Teaser(),
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
func (d data) latest() []feedEntry {
	var list []feedEntry
	for _, n := range content.List[*content.News](d.model.Content) {
		e := feedEntry{entry: &n.Entry, name: string(n.Kind) + "/" + n.ID, published: n.Date.In(), updated: n.Date.In()}
		if at := d.model.Modified(&n.Entry); at.After(e.updated) {
			e.updated = at
		}
		list = append(list, e)
	}
	for _, e := range d.calendar.Events {
		prefix := swedish.ShortDate(swedish.DateOf(e.Activity.Next(d.model.Now).Start)) + ": "
		switch e.Activity.Status {
		case content.Cancelled:
			prefix = "INSTÄLLT: " + prefix
		case content.Moved:
			prefix = "NY TID: " + prefix
		}
		list = append(list, feedEntry{entry: e.Entry, name: e.UID, prefix: prefix, updated: e.LastModified})
	}
	slices.SortStableFunc(list, func(x, y feedEntry) int {
		return cmp.Or(y.updated.Compare(x.updated), y.published.Compare(x.published))
	})
	return list[:min(feedEntries, len(list))]
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
