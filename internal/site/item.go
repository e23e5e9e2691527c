package site

import (
	"cmp"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"sync"
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
	// Values are the words by which a list is filtered; a blank when there are none, and empty when the list has no filter.
	Values string
	// Start and End are instants by which the state is known, RFC 3339; a series shown as one has no Start, since it does not go on all
	// the time. Of a call they are when it opens and has closed, and Soon is when it is said to close soon.
	Start, Soon, End string
	// Email, Phone and what they help with are set for contacts.
	Email, Phone string
	HelpsWith    []string
}

// date is a date on a page, for people and machines.
type date struct {
	// Text is the whole time span; Machine the value of a datetime attribute.
	Text, Machine string
	Week          int
}

// item gives an entry as lists show it, rendered when first wanted.
func (b *builder) item(e content.Typed) (template.HTML, error) {
	of := e.Common()
	if done, ok := b.items.Load(of); ok {
		html, _ := done.(template.HTML)
		return html, nil
	}
	html, err := b.renderItem(e, viewOf(e).item(b, e))
	if err == nil {
		b.items.Store(of, html)
	}
	return html, err
}

// renderItem renders an entry as lists show it.
func (b *builder) renderItem(typed content.Typed, it item) (template.HTML, error) {
	e := typed.Common()
	it.Address, it.Title, it.Summary, it.Style = e.Address, e.Title, e.Teaser(), cmp.Or(it.Style, viewOf(typed).style)
	it.Values = b.words(typed)
	if !it.Day.IsZero() {
		var err error
		if it.Block, err = b.dateBlock(it.Day); err != nil {
			return "", err
		}
	}
	if html, ok := b.itemMemo.find(b.templates, it); ok {
		return html, nil
	}
	var out strings.Builder
	if err := b.templates.execute(&out, "parts/item-"+it.Style+".html", it); err != nil {
		return "", err
	}
	html := template.HTML(out.String()) // the template escapes
	b.itemMemo.keep(b.templates, it, html)
	return html, nil
}

// itemMemo keeps items as they were last rendered, by address and style: nearly all that a list shows is as it was before an edit. Pages
// of several builds may use it at the same time.
type itemMemo struct{ kept sync.Map }

type (
	itemKey  struct{ address, style string }
	keptItem struct {
		templates *templates
		item      item
		html      template.HTML
	}
)

// find gives what an item was rendered as, if it was the same and the templates were.
func (m *itemMemo) find(t *templates, it item) (template.HTML, bool) {
	if m == nil {
		return "", false
	}
	last, _ := m.kept.Load(itemKey{it.Address, it.Style})
	kept, _ := last.(keptItem)
	if kept.templates != t || !reflect.DeepEqual(kept.item, it) {
		return "", false
	}
	return kept.html, true
}

// keep notes what an item was rendered as.
func (m *itemMemo) keep(t *templates, it item, html template.HTML) {
	if m != nil {
		m.kept.Store(itemKey{it.Address, it.Style}, keptItem{t, it, html})
	}
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

// shortMonths are the months as dates in small boxes have them: names of four letters are not cut.
var shortMonths = [...]string{"jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"}

// short gives the first three letters.
func short(word string) string { return string([]rune(word)[:3]) }

// join puts facts on one line.
func join(facts ...string) string {
	var known []string
	for _, f := range facts {
		if f != "" {
			known = append(known, f)
		}
	}
	return strings.Join(known, ", ")
}

func capital(s string) string {
	for _, r := range s {
		return strings.ToUpper(string(r)) + s[len(string(r)):]
	}
	return ""
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
