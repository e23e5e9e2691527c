package site

import (
	"cmp"
	"errors"
	"html/template"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/swedish"
)

// How many entries the start page shows of each kind.
const (
	startActivities = 4
	startContacts   = 2
	startOthers     = 3
)

// startPage is what start.html is executed with. It answers: what is PSI, what happens next, where do I get advice, what money can
// I apply for; then what came of it, what is new, and how to follow.
type startPage struct {
	Common *common
	// Actions are the ways on from the head of the page.
	Actions []crumb
	// Coming activities, or the words for when there are none.
	Coming     []template.HTML
	NoneComing string
	// Contacts to ask for advice.
	AdviceText string
	Contacts   []template.HTML
	// Calls that are open, or open later, or the words for when there are none.
	Calls   []template.HTML
	NoCalls string
	// Projects that came of it, and links to the themes.
	Projects []template.HTML
	Themes   template.HTML
	// News, or when there is none what has been.
	NewsTitle string
	News      []template.HTML
}

// planStart makes the start page.
func (b *builder) planStart() {
	page := b.pageAt("/")
	if page == nil {
		s := &b.content.Settings
		page = &content.Page{Entry: content.Entry{Title: s.Name, Summary: s.Description, Address: "/", Lang: "sv", Body: new(markdown.Document)}}
	}
	h := b.headOf(&page.Entry, "website")
	h.about = b.aboutSite
	b.addPage(b.listEntry(page), h, "/", "start.html", func() (any, error) { return b.startData(page) })
}

func (b *builder) startData(page *content.Page) (any, error) {
	c, err := b.common(&page.Entry)
	if err != nil {
		return nil, err
	}
	advice := b.lists[content.KindContact]
	p := startPage{
		Common: c, NoneComing: b.lists[content.KindActivity].Empty, NoCalls: b.lists[content.KindCall].Empty, AdviceText: advice.Teaser(),
	}
	for _, address := range []string{"/om/", "/sa-kan-du-delta/"} {
		if to := b.pageAt(address); to != nil {
			p.Actions = append(p.Actions, crumb{to.Title, to.Address})
		}
	}
	if p.Themes, err = joined(b, "parts/theme-tag.html", content.List[*content.Theme](b.content)); err != nil {
		return nil, err
	}
	coming, latest := b.apart(b.dated)
	var calls []*content.Call
	for _, call := range content.List[*content.Call](b.content) {
		if call.State(b.now) != content.CallClosed {
			calls = append(calls, call)
		}
	}
	contacts := slices.Clone(content.List[*content.AdvisoryContact](b.content))
	slices.SortStableFunc(contacts, func(x, y *content.AdvisoryContact) int { return cmp.Compare(reachable(y), reachable(x)) })
	err = errors.Join(
		fill(b, &p.Coming, coming, startActivities), fill(b, &p.Contacts, contacts, startContacts), fill(b, &p.Calls, calls, startOthers),
		fill(b, &p.Projects, told(content.List[*content.FundedProject](b.content)), startOthers), b.fillNews(&p, latest),
	)
	return p, err
}

// fillNews lists news, newsletters and, as long as there is little else, what has been.
func (b *builder) fillNews(p *startPage, latest []*content.Activity) error {
	p.NewsTitle = "Nytt"
	var letters, past []template.HTML
	err := errors.Join(fill(b, &p.News, content.List[*content.News](b.content), startOthers), fill(b, &letters, content.List[*content.Newsletter](b.content), 1), fill(b, &past, latest, startOthers))
	if len(p.News) == 0 {
		p.NewsTitle = "Senast"
		p.News = past
	}
	p.News = append(p.News, letters...)
	return err
}

// reachable is 1 for a contact with a telephone or an e-mail address.
func reachable(c *content.AdvisoryContact) int { return min(1, len(c.Email)+len(c.Phone)) }

// told puts first the projects that have a result to tell of.
func told(projects []*content.FundedProject) []*content.FundedProject {
	list := slices.Clone(projects)
	slices.SortStableFunc(list, func(x, y *content.FundedProject) int {
		return cmp.Compare(min(1, len(y.Result)), min(1, len(x.Result)))
	})
	return list
}

// fill gives the items of the first n entries.
func fill[T content.Typed](b *builder, dst *[]template.HTML, entries []T, n int) (err error) {
	*dst, err = itemsOf(b, first(entries, n))
	return err
}

// first gives at most n elements.
func first[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// momentText gives a moment as readers expect it.
func momentText(m swedish.Moment) string {
	text := swedish.FormatDate(m.Date())
	if !m.WholeDay {
		text += " kl. " + swedish.FormatClock(m.Time)
	}
	return text
}
