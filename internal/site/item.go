package site

import (
	"cmp"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
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

// styles says how the entries of a kind are shown in lists; the others as "entry".
var styles = map[content.Kind]string{
	content.KindProject: "card", content.KindTheme: "card", content.KindArea: "card", content.KindFunder: "card", content.KindLookout: "card",
	content.KindConcept: "card", content.KindGroup: "card", content.KindPage: "card",
	content.KindPartner: "link", content.KindSource: "link", content.KindContact: "contact",
}

func style(kind content.Kind) string { return cmp.Or(styles[kind], "entry") }

// item gives an entry as lists show it, rendered when first wanted.
func (b *builder) item(e content.Typed) (template.HTML, error) {
	of := e.Common()
	if done, ok := b.items.Load(of); ok {
		html, _ := done.(template.HTML)
		return html, nil
	}
	html, err := b.renderItem(e, b.describe(e))
	if err == nil {
		b.items.Store(of, html)
	}
	return html, err
}

// describe says what is particular to an entry in lists.
func (b *builder) describe(e content.Typed) item {
	if a := content.ActivityOf(e); a != nil {
		return b.activityItem(a, a.Next(b.now))
	}
	switch e := e.(type) {
	case *content.Call:
		return b.callItem(e)
	case *content.FundedProject:
		return item{Meta: join(titles(e.Organizations), year(e.Year), kronor(e.Amount))}
	case *content.AdvisoryContact:
		return contactItem(e)
	case *content.Group:
		return item{Meta: year(e.Year)}
	case *content.News:
		return item{Day: e.Date}
	case *content.Newsletter:
		return item{Meta: issue(e)}
	case *content.ActivityList:
		return item{Meta: year(e.Year)}
	case *content.Lookout:
		return item{Meta: e.Place}
	case *content.Funder:
		return item{Meta: levels(e.Levels)}
	case *content.Partner:
		return item{Meta: sectorNames[e.Sector]}
	case *content.Source:
		return item{Meta: join(year(e.Year), title(e.Publisher))}
	}
	return item{}
}

// renderItem renders an entry as lists show it.
func (b *builder) renderItem(typed content.Typed, it item) (template.HTML, error) {
	e := typed.Common()
	it.Address, it.Title, it.Summary, it.Style = e.Address, e.Title, e.Teaser(), cmp.Or(it.Style, style(e.Kind))
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

// issue tells which newsletter it is, as far as its title does not, and when it came.
func issue(e *content.Newsletter) string {
	var number, day string
	if n := fmt.Sprintf("%d:%d", e.Year, e.Number); !strings.Contains(e.Title, n) {
		number = "Nummer " + n
	}
	if !e.Date.IsZero() {
		day = swedish.ShortDate(e.Date)
	}
	return join(number, day)
}

// contactItem shows whom to ask, about what, and how.
func contactItem(c *content.AdvisoryContact) item {
	person := c.Person
	if person == c.Title {
		person = ""
	}
	return item{
		Meta: join(person, c.Role, title(c.Organization)), Email: c.Email, Phone: c.Phone, HelpsWith: first(c.HelpsWith, helpShown),
	}
}

// helpShown is how much a list says of what a contact helps with.
const helpShown = 3

// activityItem shows an activity by one of its occasions.
func (b *builder) activityItem(a *content.Activity, when content.When) item {
	var it item
	it.Tag, it.TagStyle = b.activityTag(a)
	switch {
	case a.Status == content.Cancelled:
		it.State = "cancelled"
	case when.Past(b.now):
		it.State = "past"
	}
	if when.IsZero() {
		it.Meta = join(sortName(a.Sort), a.Place)
		return it
	}
	it.End = a.End().Format(time.RFC3339)
	if len(a.Occasions) == 1 {
		it.Start = when.Start.Format(time.RFC3339)
	}
	it.Day = swedish.DateOf(when.Start)
	_, week := swedish.Week(it.Day)
	it.Meta = join(sortName(a.Sort), clock(when), whereabouts(a), fmt.Sprintf("vecka\u00a0%d", week))
	return it
}

// whereabouts says where an activity is, on the net if nowhere else.
func whereabouts(a *content.Activity) string {
	if a.Place == "" && a.Online != "" {
		return "på nätet"
	}
	return a.Place
}

// tagOngoing is the class of the tag of what takes place now.
const tagOngoing = "pagar"

// activityTag gives the word that tells how an activity stands, and its class.
func (b *builder) activityTag(a *content.Activity) (word, style string) {
	switch {
	case a.Status == content.Cancelled:
		return "Inställt", "installd"
	case a.Past(b.now):
		return "", ""
	case a.Status == content.Moved:
		return "Ny tid", "flyttad"
	case ongoing(a, b.now):
		return "Pågår nu", tagOngoing
	}
	return "", ""
}

// clock gives the time of day of a span within one day, the whole span of a longer one, and nothing of a whole day.
func clock(w content.When) string {
	switch first, last := swedish.DateOf(w.Start), swedish.DateOf(w.End.Add(-1)); {
	case first != last:
		return w.String()
	case w.WholeDay:
		return "hela dagen"
	}
	_, text, _ := strings.Cut(w.String(), strconv.Itoa(w.Start.Year())+" ")
	return text
}

// ongoing tells whether an occasion is taking place.
func ongoing(a *content.Activity, now time.Time) bool {
	next := a.Next(now)
	return !next.IsZero() && !next.Start.After(now) && !next.Past(now)
}

// callItem shows a call by where it stands.
func (b *builder) callItem(c *content.Call) item {
	state := c.State(b.now)
	it := item{Meta: capital(join(title(c.Funder), string(c.Level), closing(c))), Tag: capital(string(state)), TagStyle: swedish.Slug(string(state))}
	if state == content.CallClosed {
		it.State = "past"
	}
	it.Start, it.Soon, it.End = callInstants(c)
	return it
}

// callInstants gives the times at which a call changes its state, for the script that keeps pages true. The first may be empty.
func callInstants(c *content.Call) (start, soon, end string) {
	if !c.Opens.IsZero() {
		start = c.Opens.Time.Format(time.RFC3339)
	}
	return start, c.ClosingSoon().Format(time.RFC3339), c.End().Format(time.RFC3339)
}

// closing says when a call closes.
func closing(c *content.Call) string {
	text := "sista dag " + swedish.ShortDate(c.Closes.Date())
	if !c.Closes.WholeDay {
		text += " kl. " + swedish.FormatClock(c.Closes.Time)
	}
	return text
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
