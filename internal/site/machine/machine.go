// Package machine is what a site publishes for search engines and other programs: sitemap.xml, robots.txt, an Atom
// feed, and all activities as JSON-LD. What pages say of themselves as JSON-LD is told with them, in package view.
package machine

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/site/calendar"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/output"
	"so-in.se/psi/internal/site/view"
)

// data is what the files are made of.
type data struct {
	model    *model.Model
	views    *view.Views
	calendar *calendar.Calendar
	listed   func() []model.Listed
}

// Publish adds the files. The pages that a search engine should know are listed when they are wanted.
func Publish(views *view.Views, c *calendar.Calendar, listed func() []model.Listed, files *output.Files) {
	d := data{views.Model, views, c, listed}
	files.Add(
		output.File{Path: "sitemap.xml", Render: d.sitemap},
		output.File{Path: "robots.txt", Render: d.robots},
		output.File{Path: "atom.xml", Render: d.atom},
		output.File{Path: view.EventsFile, Render: d.events},
	)
	if !d.model.Content.Settings.Security.Expires.IsZero() {
		files.Add(output.File{Path: ".well-known/security.txt", Render: d.security})
	}
}

// security tells whom to tell of a hole in the site's security (RFC 9116). It expires when the last day has passed.
func (d data) security(w io.Writer) error {
	s := &d.model.Content.Settings.Security
	var b strings.Builder
	if s.Web != "" {
		fmt.Fprintf(&b, "Contact: %s\n", s.Web)
	}
	if s.Email != "" {
		fmt.Fprintf(&b, "Contact: %s\n", address.Mailto(s.Email))
	}
	fmt.Fprintf(
		&b, "Expires: %s\nPreferred-Languages: sv, en\nCanonical: %s/.well-known/security.txt\n",
		s.Expires.AddDays(1).In().UTC().Format(time.RFC3339), d.model.Own,
	)
	_, err := io.WriteString(w, b.String())
	return err
}

func (d data) robots(w io.Writer) error {
	_, err := fmt.Fprintf(w, "User-agent: *\nAllow: /\n\nSitemap: %s/sitemap.xml\n", d.model.Base)
	return err
}

// sitemap lists every page, as sitemaps.org has it.
func (d data) sitemap(w io.Writer) error {
	out := bufio.NewWriter(w)
	pages := d.listed()
	changed := d.changed(pages)
	slices.SortFunc(pages, func(x, y model.Listed) int { return strings.Compare(x.Address, y.Address) })
	out.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	for _, p := range pages {
		out.WriteString("<url><loc>")
		_ = xml.EscapeText(out, []byte(d.model.Base+p.Address)) // bufio keeps the error for Flush
		out.WriteString("</loc>")
		if at := changed[p.Address]; !at.IsZero() {
			out.WriteString("<lastmod>" + at.Format(time.RFC3339) + "</lastmod>")
		} else if p.Entry != nil && !p.Entry.Reviewed.IsZero() {
			out.WriteString("<lastmod>" + p.Entry.Reviewed.String() + "</lastmod>")
		}
		out.WriteString("</url>\n")
	}
	out.WriteString("</urlset>\n")
	return out.Flush()
}

// changed returns when each page was last changed, by its address: that of an entry as the record has it, that of a
// list when it or something in it was, that of the start page when anything was.
func (d data) changed(pages []model.Listed) map[string]time.Time {
	at := make(map[string]time.Time, len(pages))
	note := func(address string, t time.Time) {
		if t.After(at[address]) {
			at[address] = t
		}
	}
	for _, p := range pages {
		if p.Entry == nil {
			continue
		}
		t := d.model.Modified(p.Entry)
		note(p.Address, t)
		note("/", t)
		if list := d.model.List(p.Kind); list != nil {
			note(list.Address, t)
		}
	}
	return at
}
