package view

import (
	"cmp"
	"fmt"
	"html/template"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// item is an entry as every list shows it: what one of the templates parts/item-….html is executed with.
type item struct {
	Address, Title, Summary string
	// Style names the template: "entry", "card", "link" or "contact".
	Style string
	// Meta is a short line of facts: time, place, funder.
	Meta string
	// Tag is a word that stands out: "Inställt", "Öppen". TagStyle names its class.
	Tag, TagStyle string
	// State is "past" or "cancelled", or empty.
	State string
	// Day is the day in a box that entries with a date have, rendered in Block.
	Day   swedish.Date
	Block template.HTML
	// Start and End are instants by which the state is known, RFC 3339; a series shown as one has no Start, since it
	// does not go on all the time. Of a call they are when it opens and has closed, and Soon is when it is said to
	// close soon.
	Start, Soon, End string
	// Email, Phone and what they help with are set for contacts.
	Email, Phone string
	HelpsWith    []string
	// Others are whom to ask instead of a contact without address.
	Others []reach
}

// date is a date on a page, for people and machines.
type date struct {
	// Text is the whole time span; Machine the value of a datetime attribute.
	Text, Machine string
	Week          int
}

// Item returns an entry as lists show it, rendered when first wanted.
func (vs *Views) Item(e content.Typed) (template.HTML, error) {
	return vs.remembered(e.Common(), func() (template.HTML, error) {
		l := Line{Entry: e}
		if a := content.ActivityOf(e); a != nil && !a.When.IsZero() {
			next := a.Next(vs.Model.Now)
			l.When = &next
		}
		return vs.renderItem(l, viewOf(e).item(vs, e))
	})
}

// remembered returns what was rendered of something before, or renders it.
func (vs *Views) remembered(of any, render func() (template.HTML, error)) (template.HTML, error) {
	if done, ok := vs.items.Load(of); ok {
		html, _ := done.(template.HTML)
		return html, nil
	}
	html, err := render()
	if err == nil {
		vs.items.Store(of, html)
	}
	return html, err
}

// renderItem renders a line.
func (vs *Views) renderItem(l Line, it item) (template.HTML, error) {
	e := l.Entry.Common()
	it.Address, it.Title, it.Summary, it.Style = e.Address, e.Title, e.Teaser(), cmp.Or(it.Style, viewOf(l.Entry).style)
	if !it.Day.IsZero() {
		var err error
		if it.Block, err = vs.DateBlock(it.Day); err != nil {
			return "", err
		}
	}
	var out strings.Builder
	if err := vs.Execute(&out, "parts/item-"+it.Style+".html", it); err != nil {
		return "", err
	}
	return template.HTML(out.String()), nil // the template escapes
}

// spanOf and dayOf give dates as pages show them.
func spanOf(w content.When) *date {
	d := dayOf(swedish.DateOf(w.Start))
	d.Text = w.String()
	if !w.WholeDay {
		d.Machine = w.Start.Format(time.RFC3339)
	}
	return d
}

// knownDay is dayOf, or nil when the day is not known.
func knownDay(day swedish.Date) *date {
	if day.IsZero() {
		return nil
	}
	return dayOf(day)
}

func dayOf(day swedish.Date) *date {
	_, week := swedish.Week(day)
	return &date{Text: swedish.FormatDate(day), Machine: day.String(), Week: week}
}

func year(y int) string {
	if y == 0 {
		return ""
	}
	return fmt.Sprint(y)
}

func titles(partners []*content.Partner) string {
	var names []string
	for _, p := range partners {
		names = append(names, p.Title)
	}
	return swedish.JoinAnd(names)
}

// title names an entry that may be missing.
func title[T any, P interface {
	*T
	Name() string
}](p P) string {
	if p == nil {
		return ""
	}
	return p.Name()
}
