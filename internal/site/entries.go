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

// planEntries gives every entry its page, but for those that are the page of a list or the start page.
func (b *builder) planEntries() {
	n := 0
	for range b.content.All() {
		n++
	}
	b.entries = make(map[string]content.Typed, n)
	for e := range b.content.All() {
		if p, ok := e.(*content.Page); !ok || p.Address != "/" && !b.isList(p) {
			b.entries[e.Common().Address] = e
		}
	}
	b.files.kin = append(b.files.kin, kin{
		find: func(path string) (File, bool) {
			folder, ok := strings.CutSuffix(path, "index.html")
			e := b.entries["/"+folder]
			if !ok || e == nil {
				return File{}, false
			}
			return b.entryFile(e), true
		},
		all: func() []File {
			list := make([]File, 0, len(b.entries))
			for _, e := range b.entries {
				list = append(list, b.entryFile(e))
			}
			return list
		},
	})
}

// entryFile is the page of an entry.
func (b *builder) entryFile(typed content.Typed) File {
	e := typed.Common()
	return File{strings.TrimPrefix(e.Address, "/") + "index.html", "content/" + e.File, func(w io.Writer) error {
		name, data, err := b.entryData(typed)
		if err != nil {
			return err
		}
		return b.page(b.headOf(e, "article"), e.Address, name, data)(w)
	}}
}

// entryData gives the template of an entry's page, and what it is executed with.
func (b *builder) entryData(typed content.Typed) (name string, data any, err error) {
	switch e := typed.(type) {
	case *content.Activity:
		data, err = b.activityData(e, nil)
		return "activity.html", data, err
	case *content.Samhallssamtal:
		data, err = b.activityData(&e.Activity, e)
		return "activity.html", data, err
	case *content.FundedProject:
		data, err = b.projectData(e)
		return "project.html", data, err
	case *content.Page:
		data, err = b.textData(e)
		return "page.html", data, err
	}
	c, err := b.common(typed.Common())
	if err != nil {
		return "", nil, err
	}
	switch e := typed.(type) {
	case *content.AdvisoryContact:
		return "contact.html", contactPage{c, e}, nil
	case *content.Call:
		return "call.html", b.callData(c, e), nil
	case *content.Funder:
		return "funder.html", funderPage{c, e, levels(e.Levels)}, nil
	case *content.Partner:
		return "partner.html", partnerPage{c, e, sectorNames[e.Sector]}, nil
	case *content.Group:
		return "group.html", groupPage{c, e}, nil
	case *content.News:
		return "news.html", newsPage{c, dayOf(e.Date), nil}, nil
	case *content.Newsletter:
		return "news.html", newsPage{c, knownDay(e.Date), e}, nil
	case *content.ActivityList:
		return "activitylist.html", activityListPage{c, e}, nil
	case *content.Concept:
		return "concept.html", conceptPage{c, e}, nil
	case *content.Lookout:
		return "lookout.html", lookoutPage{c, e, knownDay(e.Date)}, nil
	case *content.Source:
		return "source.html", sourcePage{c, e, uses(&e.Entry)}, nil
	}
	return "theme.html", entryPage{c}, nil
}

func (b *builder) projectData(e *content.FundedProject) (p projectPage, err error) {
	p.Project = e
	var talks []*content.Entry
	for _, t := range e.PresentedAt {
		talks = append(talks, &t.Entry)
	}
	if p.Common, err = b.common(&e.Entry, talks...); err != nil {
		return p, err
	}
	if p.Presented, err = grouped(b, e.PresentedAt, func(*content.Samhallssamtal) string { return "Presenterat på" }); err != nil {
		return p, err
	}
	p.Organizations, err = joined(b, "parts/fact-link.html", e.Organizations)
	return p, err
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

func (b *builder) textData(p *content.Page) (textPage, error) {
	c, err := b.common(&p.Entry)
	if err != nil {
		return textPage{}, err
	}
	c.Owner, c.OwnerAddress = p.Owner, p.OwnerAddress
	below, err := itemsOf(b, b.below(p))
	return textPage{c, p, below}, err
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
