package render

import (
	"bytes"
	"encoding/json"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/schemaorg"
	"so-in.se/psi/internal/swedish"
)

// writeLinked writes what a page says of itself to search engines and other machines: JSON-LD in the words of
// schema.org. It is data that no browser runs, and nothing in it can end the element: the encoder writes < as \u003c.
func (r *Renderer) writeLinked(buf *bytes.Buffer, h *Head, address string) error {
	if h.Noindex {
		return nil
	}
	var nodes []any
	if h.About != nil {
		nodes = h.About(h.Subject())
	}
	if way := r.breadcrumbs(h, address); way != nil {
		nodes = append(nodes, way)
	}
	if len(nodes) == 0 {
		return nil
	}
	buf.WriteString(`<script type="application/ld+json">`)
	if err := json.NewEncoder(buf).Encode(schemaorg.Graph{Context: "https://schema.org", Nodes: nodes}); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1) // the line break that Encode ends with
	buf.WriteString("</script>\n")
	return nil
}

// Subject returns the head as JSON-LD has it: its description tells no more than is known.
func (h *Head) Subject() *Head {
	subject := *h
	subject.Description = h.Summary
	return &subject
}

// breadcrumbs returns the way to a page, the page itself last; nil on the start page.
func (r *Renderer) breadcrumbs(h *Head, address string) any {
	way := r.Model.Crumbs(address)
	if way == nil {
		return nil
	}
	list := &schemaorg.BreadcrumbList{
		Type: "BreadcrumbList", ItemListElement: make([]schemaorg.ListItem, 0, len(way)+1),
	}
	add := func(title, address string) {
		at := len(list.ItemListElement) + 1
		list.ItemListElement = append(
			list.ItemListElement, schemaorg.ListItem{Type: "ListItem", Position: at, Name: title, Item: address},
		)
	}
	for _, c := range way {
		add(c.Title, r.Model.Base+c.Address)
	}
	add(h.Title, h.Canonical)
	return list
}

// PSI names the network itself. What there is to say of it stands on the start page, under the same identity.
func (r *Renderer) PSI() *schemaorg.Named {
	return &schemaorg.Named{
		Type: "Organization", ID: r.Model.Base + "/#psi", Name: r.Model.Content.Settings.Name,
		URL: r.Model.Base + "/",
	}
}

// Identity names the organisation that a page is about, as a thing apart from the page.
func Identity(page string) string { return page + "#org" }

// Reference names an entry that is an organisation.
func (r *Renderer) Reference(e *content.Entry) *schemaorg.Named {
	address := r.Model.Base + e.Address
	return &schemaorg.Named{Type: "Organization", ID: Identity(address), Name: e.Title, URL: address}
}

// References names parts.
func (r *Renderer) References(parts []*content.Partner) []schemaorg.Named {
	list := make([]schemaorg.Named, len(parts))
	for i, p := range parts {
		list[i] = *r.Reference(&p.Entry)
	}
	return list
}

// Article says of a text when it was published, unless the day is zero.
func (r *Renderer) Article(h *Head, kind string, e *content.Entry, published swedish.Date) *schemaorg.Article {
	me := r.PSI()
	a := &schemaorg.Article{
		Type: kind, Headline: h.Title, Description: h.Description, Image: h.Image, URL: h.Canonical,
		MainEntityOfPage: h.Canonical,
		InLanguage:       h.Lang, Author: me, Publisher: me,
	}
	if !published.IsZero() {
		a.DatePublished = published.String()
	}
	if modified := r.Model.Modified(e); !modified.IsZero() {
		a.DateModified = modified.Format(time.RFC3339)
	}
	return a
}
