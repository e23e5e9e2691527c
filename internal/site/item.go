package site

import (
	"fmt"
	"html/template"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// item is what parts/item.html is executed with: an entry as every list shows it.
type item struct {
	Address, Title, Summary string
	// Kind names the sort of entry for the style sheet: "activity", "project".
	Kind string
	// Meta is a short line of facts: place, year, funder.
	Meta string
	// Tag is a word that stands out: "Inställt", "Öppen".
	Tag      string
	TagStyle string
	// When is set for entries with a date.
	When *itemDate
}

// itemDate is the date of an item, for people and machines.
type itemDate struct {
	Text, Machine  string
	Day            int
	Month, Weekday string
	Year           int
	Week           int
}

// prepareItems makes the items that lists are made of; each is rendered when first wanted, and then kept.
func (b *builder) prepareItems() {
	b.items = map[*content.Entry]func() (template.HTML, error){}
	for _, a := range b.content.Activities {
		b.prepare(&a.Entry, func() item { return b.activityItem(a) })
	}
	for _, t := range b.content.Talks {
		b.prepare(&t.Entry, func() item { return b.activityItem(&t.Activity) })
	}
	for _, c := range b.content.Calls {
		b.prepare(&c.Entry, func() item { return b.callItem(c) })
	}
	for _, p := range b.content.Projects {
		b.prepare(&p.Entry, func() item {
			return item{Kind: "project", Meta: join(titles(p.Organizations), year(p.Year), kronor(p.Amount))}
		})
	}
	for _, c := range b.content.Contacts {
		b.prepare(&c.Entry, func() item { return item{Kind: "contact", Meta: join(c.Role, title(c.Organization))} })
	}
	for _, g := range b.content.Groups {
		b.prepare(&g.Entry, func() item { return item{Kind: "group", Meta: year(g.Year)} })
	}
	for _, n := range b.content.News {
		b.prepare(&n.Entry, func() item { return item{Kind: "news", When: dayOf(n.Date)} })
	}
	for _, n := range b.content.Newsletters {
		b.prepare(&n.Entry, func() item { return item{Kind: "newsletter", Meta: fmt.Sprintf("Nummer %d:%d", n.Year, n.Number)} })
	}
	for _, a := range b.content.ActivityLists {
		b.prepare(&a.Entry, func() item { return item{Kind: "activity-list", Meta: year(a.Year)} })
	}
	for _, k := range b.content.Lookouts {
		b.prepare(&k.Entry, func() item { return item{Kind: "lookout", Meta: k.Place} })
	}
	for _, f := range b.content.Funders {
		b.prepare(&f.Entry, func() item { return item{Kind: "funder", Meta: levels(f.Levels)} })
	}
	for _, p := range b.content.Partners {
		b.prepare(&p.Entry, func() item { return item{Kind: "partner", Meta: p.Place} })
	}
	for _, s := range b.content.Sources {
		b.prepare(&s.Entry, func() item { return item{Kind: "source", Meta: join(year(s.Year), title(s.Publisher))} })
	}
	for e := range b.content.Entries() {
		if b.items[e] == nil {
			b.prepare(e, func() item { return item{Kind: "entry"} })
		}
	}
}

// prepare remembers how to make an entry's item.
func (b *builder) prepare(e *content.Entry, describe func() item) {
	b.items[e] = sync.OnceValues(func() (template.HTML, error) {
		return b.renderItem(e, describe())
	})
}

// renderItem renders an entry as lists show it.
func (b *builder) renderItem(e *content.Entry, it item) (template.HTML, error) {
	it.Address, it.Title, it.Summary = e.Address, e.Title, e.Teaser()
	var out strings.Builder
	err := b.templates.execute(&out, "parts/item.html", it)
	return template.HTML(out.String()), err // the template escapes
}

// activityItem shows an activity by its next occasion.
func (b *builder) activityItem(a *content.Activity) item {
	it := item{Kind: "activity", Meta: join(sortName(a.Sort), a.Place)}
	switch when := a.Next(b.now); {
	case when.IsZero():
	default:
		it.When = spanOf(when)
	}
	switch {
	case a.Status == content.Cancelled:
		it.Tag, it.TagStyle = "Inställt", "cancelled"
	case a.Past(b.now):
	case a.Status == content.Moved:
		it.Tag, it.TagStyle = "Ny tid", "moved"
	case ongoing(a, b.now):
		it.Tag, it.TagStyle = "Pågår nu", "now"
	}
	return it
}

// ongoing tells whether an occasion is taking place.
func ongoing(a *content.Activity, now time.Time) bool {
	next := a.Next(now)
	return !next.IsZero() && !next.Start.After(now) && !next.Past(now)
}

// callItem shows a call by where it stands.
func (b *builder) callItem(c *content.Call) item {
	state := c.State(b.now)
	return item{
		Kind: "call", Meta: join(title(c.Funder), string(c.Level), closing(c)),
		Tag: capital(string(state)), TagStyle: callStyles[state], When: nil,
	}
}

var callStyles = map[content.CallState]string{
	content.CallComing: "coming", content.CallOpen: "open", content.CallClosing: "closing", content.CallClosed: "closed",
}

// closing says when a call closes.
func closing(c *content.Call) string {
	text := "sista dag " + swedish.ShortDate(c.Closes.Date())
	if !c.Closes.WholeDay {
		text += " kl. " + swedish.FormatClock(c.Closes.Time)
	}
	return text
}

// spanOf and dayOf give dates as items show them.
func spanOf(w content.When) *itemDate {
	d := dayOf(swedish.DateOf(w.Start))
	d.Text = w.String()
	if !w.WholeDay {
		d.Machine = w.Start.Format(time.RFC3339)
	}
	return d
}

func dayOf(day swedish.Date) *itemDate {
	_, week := swedish.Week(day)
	return &itemDate{
		Text: swedish.FormatDate(day), Machine: day.String(), Day: day.Day, Month: swedish.MonthName(day.Month),
		Weekday: swedish.WeekdayName(day.Weekday()), Year: day.Year, Week: week,
	}
}

// sortName names the sort of activity; what is of no particular sort has no name.
func sortName(s content.ActivityKind) string {
	switch s {
	case content.OtherActivity:
		return "Aktivitet"
	case content.ArbetsutskottMote:
		return "Möte i arbetsutskottet"
	}
	return capital(string(s))
}

// join puts facts on one line.
func join(facts ...string) string {
	var known []string
	for _, f := range facts {
		if f != "" {
			known = append(known, f)
		}
	}
	return strings.Join(known, " · ")
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

func kronor(amount int) string {
	if amount == 0 {
		return ""
	}
	return swedish.Kronor(int64(amount))
}

func levels(list []content.Level) string {
	var names []string
	for _, l := range list {
		names = append(names, string(l))
	}
	return capital(swedish.JoinAnd(names))
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
