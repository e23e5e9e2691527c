package site

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// writeLinked writes what a page says of itself to search engines and other machines: JSON-LD in the words of schema.org. It is data
// that no browser runs, and nothing in it can end the element: the encoder writes < as \u003c.
func (b *builder) writeLinked(buf *bytes.Buffer, h *head, address string) error {
	if h.Canonical == "" {
		return nil
	}
	subject := *h
	if h.Description == b.content.Settings.Description {
		subject.Description = "" // that of the site, where a page has none of its own
	}
	var nodes []any
	if h.about != nil {
		nodes = h.about(&subject)
	}
	if way := b.breadcrumbs(h, address); way != nil {
		nodes = append(nodes, way)
	}
	if len(nodes) == 0 {
		return nil
	}
	buf.WriteString(`<script type="application/ld+json">`)
	if err := json.NewEncoder(buf).Encode(graph{"https://schema.org", nodes}); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1) // the line break that Encode ends with
	buf.WriteString("</script>\n")
	return nil
}

// breadcrumbs tells the way to a page, the page itself last; nil on the start page.
func (b *builder) breadcrumbs(h *head, address string) any {
	way := b.crumbs(address)
	if way == nil {
		return nil
	}
	list := &breadcrumbList{Type: "BreadcrumbList", ItemListElement: make([]listItem, 0, len(way)+1)}
	for i, c := range way {
		list.ItemListElement = append(list.ItemListElement, listItem{"ListItem", i + 1, c.Title, b.base + c.Address})
	}
	list.ItemListElement = append(list.ItemListElement, listItem{"ListItem", len(way) + 1, h.Title, h.Canonical})
	return list
}

// psi names the network itself. What there is to say of it stands on the start page, under the same identity.
func (b *builder) psi() *named {
	return &named{Type: "Organization", ID: b.base + "/#psi", Name: b.content.Settings.Name, URL: b.base + "/"}
}

// identity names the organisation that a page is about, as a thing apart from the page.
func identity(page string) string { return page + "#org" }

// reference names an entry that is an organisation.
func (b *builder) reference(e *content.Entry) *named {
	address := b.base + e.Address
	return &named{Type: "Organization", ID: identity(address), Name: e.Title, URL: address}
}

func (b *builder) references(parts []*content.Partner) []named {
	list := make([]named, len(parts))
	for i, p := range parts {
		list[i] = *b.reference(&p.Entry)
	}
	return list
}

// aboutSite tells who PSI is.
func (b *builder) aboutSite(h *head) []any {
	s := &b.content.Settings
	me := b.psi()
	logo, _ := b.assets.URL("img/psi.svg")
	if logo != "" {
		logo = b.base + logo
	}
	return []any{
		&organization{
			Type: "Organization", ID: me.ID, Name: s.Name, AlternateName: s.ShortName, Description: s.Description, URL: me.URL, Logo: logo,
			Email: s.Email, Telephone: international(s.Phone), Address: strings.Join(s.Postal, ", "),
		},
		&webSite{Type: "WebSite", Name: s.Name, AlternateName: s.ShortName, URL: me.URL, InLanguage: h.Lang, Publisher: me},
	}
}

// article says of a text when it was published, unless the day is zero.
func (b *builder) article(h *head, kind string, e *content.Entry, published swedish.Date) *article {
	me := b.psi()
	a := &article{
		Type: kind, Headline: h.Title, Description: h.Description, Image: h.Image, URL: h.Canonical, MainEntityOfPage: h.Canonical,
		InLanguage: h.Lang, Author: me, Publisher: me,
	}
	if !published.IsZero() {
		a.DatePublished = published.String()
	}
	if modified := b.modified(e); !modified.IsZero() {
		a.DateModified = modified.Format(time.RFC3339)
	}
	return a
}

// international writes a telephone number as machines want it: "+46196021000".
func international(phone string) string {
	uri, _ := swedish.PhoneURI(phone)
	return strings.TrimPrefix(uri, "tel:")
}

// writtenMoment gives a moment as [written] does; empty for none.
func writtenMoment(m swedish.Moment) string {
	if m.IsZero() {
		return ""
	}
	start, _ := written(content.When{Start: m.Time, End: m.Time, WholeDay: m.WholeDay})
	return start
}
