package view

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/swedish"
)

func init() {
	show(view[*content.Activity]{
		presentation: presentation{
			similar: "Fler aktiviteter på samma tema", style: "entry", template: "activity.html", found: 70,
			next: &Step{"Lägg kalendern i din egen, så missar du inget möte.", "Följ kalendern", "/kalender/"},
			Steps: []model.Crumb{
				{Title: "Prenumerera på kalendern", Address: "/kalender/"},
				{Title: "Läs om samhällssamtalen", Address: "/samhallssamtal/"},
			},
			list: (*Views).activitySections,
		},
		page:     func(vs *Views, c *Common, a *content.Activity) (any, error) { return vs.activityPage(c, a) },
		item:     (*Views).nextItem,
		choices:  (*Views).activityChoices,
		year:     func(*content.Activity) int { return 0 }, // each occasion has its own
		order:    asListed[*content.Activity],
		end:      over,
		document: activityDocument,
		about:    func(vs *Views, h *render.Head, a *content.Activity) []any { return vs.aboutActivity(h, a) },
	})
}

// activityPage is what activity.html is executed with. What is true for a time only is nil when it cannot become true.
type activityPage struct {
	Common   *Common
	Activity *content.Activity
	// Talk and Question are set for samhällssamtal.
	Talk     *content.Samhallssamtal
	Question string
	Sort     string
	// When is the next occasion, or the last one; nil when no time is known.
	When *date
	// Rhythm says in words how a series repeats; Dates lists its occasions.
	Rhythm    string
	Dates     []*date
	Cancelled bool
	// Ended says that it has been.
	Ended *timed
	Moved *moved
	// Tags are words that stand out.
	Tags []tag
	// Actions are what a visitor can do while it is coming.
	Actions  *actions
	Audience string
	// LastDay is the last day to register; nil when there is none.
	LastDay *swedish.Date
	// Text tells that there is something to read beside the facts.
	Text bool
	// Map leads to a map of the place; empty when the place is not known.
	Map string
	// QR is the page's address for those who read it on paper.
	QR template.HTML
	// Block is the day of When in a box; Organizers are rendered links.
	Block, Organizers template.HTML
	// Grown lists the projects that grew from a talk.
	Grown []Section
	// Previous and Next are the activities before and after this one; nil at the ends.
	Previous, Next *content.Entry
}

type (
	// timed is when something is shown: from an instant and until another, RFC 3339, for the script that keeps the page
	// true. Both may be empty. Hidden is set when it is not shown yet.
	timed struct {
		From, Until string
		Hidden      bool
	}
	// moved is the time of a moved activity, before and now.
	moved struct {
		timed
		Before, Now string
	}
	tag struct {
		timed
		Word, Style string
	}
	actions struct {
		timed
		Join *join
		ID   string // of the calendar file
	}
	// join is where to sign up: on the web, or by e-mail.
	join struct {
		timed
		Address string
		Web     bool
	}
)

// activityPage gathers what the pages of activities and talks show.
func (vs *Views) activityPage(c *Common, a *content.Activity) (p activityPage, err error) {
	p = activityPage{
		Common: c, Activity: a, Sort: a.Sort.Name(), Cancelled: a.Status == content.Cancelled,
		Audience: a.Audience.Phrase(), LastDay: dayOrNil(a.Registration.LastDay),
		Text: c.Body != "", Map: mapOf(a),
	}
	if p.QR, err = render.QR(c.Address); err != nil {
		return p, err
	}
	p.Previous, p.Next = vs.Model.Neighbours(a)
	if p.Organizers, err = render.Joined(vs.Renderer, "parts/fact-link.html", a.Organizers); err != nil {
		return p, err
	}
	if r := a.Repeats; r != nil {
		p.Rhythm = swedish.Capital(r.Phrase(a.When))
	}
	if len(a.Occasions) > 1 {
		for _, w := range a.Occasions {
			p.Dates = append(p.Dates, spanOf(w))
		}
	}
	if next := a.Next(vs.Model.Now); !next.IsZero() {
		p.When = spanOf(next)
		p.Block, err = vs.DateBlock(swedish.DateOf(next.Start))
	}
	vs.addStates(&p)
	return p, err
}

// mapOf returns the address of a map of the place of an activity; empty when the place is not known. OpenStreetMap
// finds a street and a town, but not the name of a house before them.
func mapOf(a *content.Activity) string {
	where := a.Street
	if !strings.Contains(where, ",") {
		where = model.JoinFacts(a.Street, a.Place)
	}
	if where == "" {
		return ""
	}
	return "https://www.openstreetmap.org/search?query=" + queryEscape(where)
}

// addStates adds what the clock and the status say of an activity.
func (vs *Views) addStates(p *activityPage) {
	a, now := p.Activity, vs.Model.Now
	past := a.Past(now)
	coming := !past && !p.Cancelled
	over := a.End().Format(time.RFC3339)
	word, style := vs.activityTag(a)
	ongoing := style == tagOngoing
	if p.When != nil && !p.Cancelled {
		p.Ended = new(timed)
		if !past {
			*p.Ended = timed{From: over, Hidden: true}
		}
	}
	if coming && p.When != nil {
		next := a.Next(now)
		during := timed{next.Start.Format(time.RFC3339), next.End.Format(time.RFC3339), !ongoing}
		p.Tags = append(p.Tags, tag{during, "Pågår nu", tagOngoing})
		p.Actions = &actions{timed{Until: over}, vs.join(a, over), a.ID}
	}
	var untilOver timed
	if from := a.MovedFrom; a.Status == content.Moved && !from.IsZero() {
		untilOver.Until = over
		if coming {
			p.Moved = &moved{untilOver, swedish.FormatMoment(from), p.When.Text}
		}
	}
	if word != "" && !ongoing {
		p.Tags = append(p.Tags, tag{untilOver, word, style})
	}
}

// join returns where to sign up for a coming activity that ends at an instant; nil when one can't.
func (vs *Views) join(a *content.Activity, over string) *join {
	r := a.Registration
	if !r.Open(vs.Model.Now) {
		return nil
	}
	until := timed{Until: over}
	if !r.LastDay.IsZero() {
		until.Until = r.LastDay.AddDays(1).In().Format(time.RFC3339)
	}
	switch {
	case r.URL != "":
		return &join{until, r.URL, true}
	case r.Email != "":
		return &join{until, address.Mailto(r.Email) + "?subject=" + queryEscape(a.Title), false}
	}
	return nil
}

// queryEscape escapes a value of a query. A blank is %20: in mailto links + is a plus sign (RFC 6068).
func queryEscape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// nextItem shows an activity by its next occasion.
func (vs *Views) nextItem(a *content.Activity) item { return vs.activityItem(a, a.Next(vs.Model.Now)) }

// activityItem shows an activity by one of its occasions.
func (vs *Views) activityItem(a *content.Activity, when content.When) item {
	var it item
	it.Tag, it.TagStyle = vs.activityTag(a)
	switch {
	case a.Status == content.Cancelled:
		it.State = "cancelled"
	case when.Past(vs.Model.Now):
		it.State = "past"
	}
	if when.IsZero() {
		it.Meta = model.JoinFacts(a.Sort.Name(), a.Place)
		return it
	}
	it.End = a.End().Format(time.RFC3339)
	if len(a.Occasions) == 1 {
		it.Start = when.Start.Format(time.RFC3339)
	}
	it.Day = swedish.DateOf(when.Start)
	_, week := swedish.Week(it.Day)
	it.Meta = model.JoinFacts(a.Sort.Name(), clock(when), whereabouts(a), fmt.Sprintf("vecka\u00a0%d", week))
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

// activityTag returns the word that tells how an activity stands, and its class.
func (vs *Views) activityTag(a *content.Activity) (word, style string) {
	switch {
	case a.Status == content.Cancelled:
		return "Inställt", "installd"
	case a.Past(vs.Model.Now):
		return "", ""
	case a.Status == content.Moved:
		return "Ny tid", "flyttad"
	case ongoing(a, vs.Model.Now):
		return "Pågår nu", tagOngoing
	}
	return "", ""
}

// clock returns the time of day of a span within one day, the whole span of a longer one, and nothing of a whole day.
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

// ongoing reports whether an occasion is taking place.
func ongoing(a *content.Activity, now time.Time) bool {
	next := a.Next(now)
	return !next.IsZero() && !next.Start.After(now) && !next.Past(now)
}

// over returns when an activity is over; the zero time for a talk without a day.
func over(a *content.Activity) time.Time {
	if a.When.IsZero() {
		return time.Time{}
	}
	return a.End()
}

func activityDocument(a *content.Activity, d *search.Document) {
	d.Text = []string{a.Sort.Name()}
	if !a.When.IsZero() {
		d.Facts = model.JoinFacts(a.When.String(), a.Place)
	} else {
		d.Facts = a.Place
	}
}

// activitySections lists what is coming, the next first, then what has been, the latest first.
func (vs *Views) activitySections(lines []Line) []Section {
	sections := grouped(vs.comingFirst(lines), func(l Line) string {
		if vs.past(l) {
			return "Tidigare"
		}
		return "Kommande"
	})
	if len(sections) == 1 && !vs.past(lines[0]) { // the clock will move some there
		sections = append(sections, Section{Title: "Tidigare"})
	}
	for i := range sections {
		sections[i].State, sections[i].Kind = strings.ToLower(sections[i].Title), content.KindActivity
	}
	return sections
}
