package view

import (
	"html/template"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/swedish"
)

// Common is what every page of an entry has.
type Common struct {
	Entry  *content.Entry
	Crumbs template.HTML
	Body   template.HTML
	// Code tells that there are boxes with code in it, which readers may want to copy.
	Code bool
	// Contents lists the headings of a long text.
	Contents []heading
	// Related lists the entries that name this one, by kind.
	Related []Section
	// Themes, Areas and Sources are rendered links.
	Themes, Areas, Sources template.HTML
	// Label says what sort of entry it is, above the title.
	Label string
	// Compact tells that the page lies below another and has a low head.
	Compact bool
	// Address is the page's whole address.
	Address string
	// Next is what a reader may want to do next; nil when there is nothing particular.
	Next *Step
	// Similar lists entries that are like this one; Nearby the pages that lie beside it.
	Similar []Section
	Nearby  []model.Crumb
	// Editing tells that editors look at the page: see [model.Model].
	Editing bool
	// Owner answers for the page; OwnerAddress may be empty.
	Owner, OwnerAddress string
	// Propose leads to an e-mail that proposes a change to the page.
	Propose template.URL
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
	similar, err := vs.similar(e)
	if err != nil {
		return nil, err
	}
	c := &Common{
		Entry: e, Body: template.HTML(e.Body.HTML), // markdown.Convert makes it safe
		Code:     strings.Contains(e.Body.HTML, "<pre"),
		Contents: contents(e), Related: related, Similar: similar, Label: views[e.Kind].Label,
		Compact: strings.Count(e.Address, "/") > 2, Address: vs.Model.Base + e.Address,
		Next: vs.Next(e.Kind), Foreign: e.Lang != "sv", Editing: vs.Model.Editing, Reviewed: dayOrNil(e.Reviewed),
	}
	c.Propose = propose(vs.Model.Content.Settings.Email, c.Address)
	return c, vs.facts(c, e)
}

// propose returns the link to an e-mail whose subject tells which page it is about. What an address may hold may stand
// in a subject as it is (RFC 6068 §2).
func propose(email, page string) template.URL {
	return template.URL(address.Mailto(email) + "?subject=" + queryEscape("Ändring på ") + page) // made of safe letters
}

// Step is something that a reader may want to do next.
type Step struct{ Text, Title, Address string }

// Next returns what a reader of the entries of a kind may want to do next; nil when that is nothing particular, or the
// site has no such page.
func (vs *Views) Next(kind content.Kind) *Step {
	next := views[kind].next
	if next == nil || vs.Model.PageAt(next.Address) == nil && next.Address != "/"+model.CalendarFolder {
		return nil
	}
	return next
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
