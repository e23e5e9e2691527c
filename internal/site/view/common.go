package view

import (
	"html/template"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/swedish"
)

// Common is what every page of an entry has.
type Common struct {
	Entry  *content.Entry
	Crumbs template.HTML
	Body   template.HTML
	// Contents lists the headings of a long text.
	Contents []heading
	// Related lists the entries that name this one, by kind.
	Related []Section
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

// longText is from how many headings a text gets a table of contents.
const longText = 4

// Common gathers what the page of an entry has in common with others. The entries that it shows in some other way are
// not listed as related.
func (vs *Views) Common(e *content.Entry, shown ...*content.Entry) (*Common, error) {
	related, err := vs.related(e, shown)
	if err != nil {
		return nil, err
	}
	c := &Common{
		Entry: e, Body: template.HTML(e.Body.HTML), // markdown.Convert makes it safe
		Contents: contents(e), Related: related, Label: views[e.Kind].Label, Email: vs.Model.Content.Settings.Email,
		Foreign: e.Lang != "sv", Reviewed: dayOrNil(e.Reviewed),
	}
	return c, vs.facts(c, e)
}

// dayOrNil returns a day as templates can ask whether there is one.
func dayOrNil(day swedish.Date) *swedish.Date {
	if day.IsZero() {
		return nil
	}
	return &day
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

// facts gathers the links of a page's facts.
func (vs *Views) facts(c *Common, e *content.Entry) (err error) {
	if c.Crumbs, err = vs.Way(e.Address, e.Lang); err != nil {
		return err
	}
	if c.Themes, err = render.Joined(vs.Renderer, "parts/theme-tag.html", e.Themes); err != nil {
		return err
	}
	if c.Areas, err = render.Joined(vs.Renderer, "parts/fact-link.html", e.Areas); err != nil {
		return err
	}
	c.Sources, err = render.Joined(vs.Renderer, "parts/source.html", e.Sources)
	return err
}
