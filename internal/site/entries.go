package site

import (
	"cmp"
	"html/template"
	"io"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/swedish"
)

// noBody is the text of pages that psi makes itself.
var noBody = new(markdown.Document)

// The data of the templates for entries of one kind, beside what all have in common.
type (
	contactPage struct {
		Common  *common
		Contact *content.AdvisoryContact
	}
	projectPage struct {
		Common  *common
		Project *content.FundedProject
		// Organizations are rendered links.
		Organizations template.HTML
		// Presented lists the talks at which it was presented.
		Presented []section
	}
	callPage struct {
		Common         *common
		Call           *content.Call
		State, Style   string
		Open           bool
		Opens, Closing string
		// Start, Soon and End are those of the call's item.
		Start, Soon, End string
	}
	funderPage struct {
		Common *common
		Funder *content.Funder
		Levels string
	}
	partnerPage struct {
		Common  *common
		Partner *content.Partner
		Sector  string
	}
	groupPage struct {
		Common *common
		Group  *content.Group
	}
	newsPage struct {
		Common     *common
		When       *date
		Newsletter *content.Newsletter
	}
	activityListPage struct {
		Common *common
		List   *content.ActivityList
	}
	conceptPage struct {
		Common  *common
		Concept *content.Concept
	}
	lookoutPage struct {
		Common  *common
		Lookout *content.Lookout
		When    *date
	}
	sourcePage struct {
		Common *common
		Source *content.Source
		// Uses lists what builds on the source, by kind.
		Uses []linkGroup
	}
	entryPage struct{ Common *common }
)

// planEntries gives every entry its page.
func (b *builder) planEntries() {
	c := b.content
	for _, a := range c.Activities {
		b.addEntry(&a.Entry, "activity.html", func() (any, error) { return b.activityData(a, nil) })
	}
	for _, t := range c.Talks {
		b.addEntry(&t.Entry, "activity.html", func() (any, error) { return b.activityData(&t.Activity, t) })
	}
	for _, e := range c.Contacts {
		addTyped(b, &e.Entry, "contact.html", func(c *common) contactPage { return contactPage{c, e} })
	}
	for _, e := range c.Projects {
		b.addEntry(&e.Entry, "project.html", func() (any, error) {
			var talks []*content.Entry
			for _, t := range e.PresentedAt {
				talks = append(talks, &t.Entry)
			}
			c, err := b.common(&e.Entry, talks...)
			if err != nil {
				return nil, err
			}
			presented, err := grouped(b, e.PresentedAt, func(*content.Samhallssamtal) string { return "Presenterat på" })
			if err != nil {
				return nil, err
			}
			organizations, err := joined(b, "parts/fact-link.html", e.Organizations)
			return projectPage{c, e, organizations, presented}, err
		})
	}
	for _, e := range c.Calls {
		addTyped(b, &e.Entry, "call.html", func(c *common) callPage { return b.callData(c, e) })
	}
	for _, e := range c.Funders {
		addTyped(b, &e.Entry, "funder.html", func(c *common) funderPage { return funderPage{c, e, levels(e.Levels)} })
	}
	for _, e := range c.Partners {
		addTyped(b, &e.Entry, "partner.html", func(c *common) partnerPage { return partnerPage{c, e, sectorNames[e.Sector]} })
	}
	for _, e := range c.Groups {
		addTyped(b, &e.Entry, "group.html", func(c *common) groupPage { return groupPage{c, e} })
	}
	for _, e := range c.News {
		addTyped(b, &e.Entry, "news.html", func(c *common) newsPage { return newsPage{c, dayOf(e.Date), nil} })
	}
	for _, e := range c.Newsletters {
		addTyped(b, &e.Entry, "news.html", func(c *common) newsPage {
			p := newsPage{c, nil, e}
			if !e.Date.IsZero() {
				p.When = dayOf(e.Date)
			}
			return p
		})
	}
	for _, e := range c.ActivityLists {
		addTyped(b, &e.Entry, "activitylist.html", func(c *common) activityListPage { return activityListPage{c, e} })
	}
	for _, e := range c.Concepts {
		addTyped(b, &e.Entry, "concept.html", func(c *common) conceptPage { return conceptPage{c, e} })
	}
	for _, e := range c.Lookouts {
		addTyped(b, &e.Entry, "lookout.html", func(c *common) lookoutPage {
			p := lookoutPage{c, e, nil}
			if !e.Date.IsZero() {
				p.When = dayOf(e.Date)
			}
			return p
		})
	}
	for _, e := range c.Sources {
		addTyped(b, &e.Entry, "source.html", func(c *common) sourcePage { return sourcePage{c, e, uses(&e.Entry)} })
	}
	for _, e := range c.Themes {
		addTyped(b, &e.Entry, "theme.html", func(c *common) entryPage { return entryPage{c} })
	}
	for _, e := range c.Areas {
		addTyped(b, &e.Entry, "theme.html", func(c *common) entryPage { return entryPage{c} })
	}
}

// addTyped publishes the page of an entry whose template needs nothing but fields.
func addTyped[T any](b *builder, e *content.Entry, name string, data func(*common) T) {
	b.addEntry(e, name, func() (any, error) {
		c, err := b.common(e)
		if err != nil {
			return nil, err
		}
		return data(c), nil
	})
}

// addEntry publishes the page of an entry.
func (b *builder) addEntry(e *content.Entry, name string, data func() (any, error)) {
	b.index = append(b.index, indexed{e.Title, e.Address, e.Kind, e})
	b.add(strings.TrimPrefix(e.Address, "/")+"index.html", "content/"+e.File, func(w io.Writer) error {
		d, err := data()
		if err != nil {
			return err
		}
		return b.page(b.headOf(e, "article"), e.Address, name, d)(w)
	})
}

func (b *builder) callData(c *common, call *content.Call) callPage {
	state := call.State(b.now)
	p := callPage{
		Common: c, Call: call, State: capital(string(state)), Style: swedish.Slug(string(state)),
		Open: state == content.CallOpen || state == content.CallClosing, Closing: momentText(call.Closes),
	}
	p.Start, p.Soon, p.End = callInstants(call)
	if !call.Opens.IsZero() {
		p.Opens = momentText(call.Opens)
	}
	return p
}

// textPage is what page.html is executed with.
type textPage struct {
	Common *common
	Page   *content.Page
	// Below lists the pages of the folder whose first page this is.
	Below []template.HTML
}

// planPages gives every page that is no list its place, but for the start page.
func (b *builder) planPages() {
	for _, p := range b.content.Pages {
		if p.Address == "/" || b.isList(p) {
			continue
		}
		b.addEntry(&p.Entry, "page.html", func() (any, error) {
			c, err := b.common(&p.Entry)
			if err != nil {
				return nil, err
			}
			c.Owner, c.OwnerAddress = p.Owner, p.OwnerAddress
			below, err := itemsOf(b, b.below(p))
			return textPage{c, p, below}, err
		})
	}
}

// uses lists the entries that name a source.
func uses(e *content.Entry) []linkGroup {
	var groups []linkGroup
	for typed := range e.Back() {
		from := typed.Common()
		title := cmp.Or(listTitles[from.Kind], "Sidor")
		if len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups = append(groups, linkGroup{Title: title})
		}
		last := &groups[len(groups)-1]
		last.Links = append(last.Links, crumb{from.Title, from.Address})
	}
	return groups
}
