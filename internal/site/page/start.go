package page

import (
	"cmp"
	"errors"
	"html/template"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
	"so-in.se/psi/internal/site/schemaorg"
	"so-in.se/psi/internal/site/view"
	"so-in.se/psi/internal/swedish"
)

// How many entries the start page shows of each kind.
const (
	startActivities = 4
	startOthers     = 3
)

// startPage is what start.html is executed with. It begins with what visitors come for, and what happens next; then
// what came of it all, what is new, and how to follow.
type startPage struct {
	Common *view.Common
	// Doors are the ways in.
	Doors []door
	// Coming activities, or the words for when there are none.
	Coming     []template.HTML
	NoneComing string
	// Calls that are open, or open later.
	Calls []template.HTML
	// Story tells of a small project from which a large one grew.
	Story template.HTML
	// Projects that came of it, and links to the themes.
	Projects []template.HTML
	Themes   template.HTML
	// News of the last year.
	News []template.HTML
}

// door is a way in from the start page.
type door struct{ Title, Address, Text string }

// planStart makes the start page.
func (ps *Pages) planStart() {
	page := ps.Model.PageAt("/")
	if page == nil {
		s := &ps.Model.Content.Settings
		page = model.Made(s.Name, s.Description, "/")
	}
	h := ps.Head(&page.Entry, "website")
	h.About = ps.aboutSite
	ps.Add(page, h, "start.html", ps.startData)
}

func (ps *Pages) startData(c *view.Common) (_ any, err error) {
	p := startPage{Common: c, Doors: ps.doors(), NoneComing: ps.Model.Empty(content.KindActivity)}
	themes := content.List[*content.Theme](ps.Model.Content)
	if p.Themes, err = render.Joined(ps.Renderer, "parts/theme-tag.html", themes); err != nil {
		return nil, err
	}
	coming, _ := ps.Model.Apart(ps.Model.Dated)
	var calls []*content.Call
	for _, call := range content.List[*content.Call](ps.Model.Content) {
		if call.State(ps.Model.Now) != content.CallClosed {
			calls = append(calls, call)
		}
	}
	story := ps.Story()
	if story != nil {
		if p.Story, err = ps.StoryPicture(story); err != nil {
			return nil, err
		}
	}
	projects := told(content.List[*content.FundedProject](ps.Model.Content))
	if story != nil { // which says it all
		projects = slices.DeleteFunc(
			projects, func(of *content.FundedProject) bool { return of == story || of == story.LedTo },
		)
	}
	err = errors.Join(
		fill(ps, &p.Coming, coming, startActivities), fill(ps, &p.Calls, calls, startOthers),
		fill(ps, &p.Projects, projects, startOthers), ps.fillNews(&p),
	)
	return p, err
}

// doors returns the ways in that the settings name.
func (ps *Pages) doors() []door {
	settings := &ps.Model.Content.Settings
	doors := make([]door, len(settings.Doors))
	for i, d := range settings.Doors {
		text := d.Text
		if to := ps.Model.PageAt(d.Address); text == "" && to != nil {
			text = to.Teaser()
		}
		doors[i] = door{d.Title, d.Address, text}
	}
	return doors
}

// fillNews lists the news and newsletters that are still new.
func (ps *Pages) fillNews(p *startPage) error {
	news, newsletters := ps.Model.Fresh()
	var letters []template.HTML
	err := errors.Join(fill(ps, &p.News, news, len(news)), fill(ps, &letters, newsletters, len(newsletters)))
	p.News = append(p.News, letters...)
	return err
}

// told puts first the projects that have a result to tell of.
func told(projects []*content.FundedProject) []*content.FundedProject {
	list := slices.Clone(projects)
	slices.SortStableFunc(list, func(x, y *content.FundedProject) int {
		return cmp.Compare(min(1, len(y.Result)), min(1, len(x.Result)))
	})
	return list
}

// fill returns the items of the first n entries.
func fill[T content.Typed](ps *Pages, dst *[]template.HTML, entries []T, n int) (err error) {
	*dst, err = view.Items(ps.Views, view.First(entries, n))
	return err
}

// aboutSite says who PSI is.
func (ps *Pages) aboutSite(h *render.Head) []any {
	s := &ps.Model.Content.Settings
	me := ps.PSI()
	return []any{
		&schemaorg.Organization{
			Type: "Organization", ID: me.ID, Name: s.Name, AlternateName: s.ShortName, Description: s.Description,
			URL: me.URL, Logo: ps.AssetURL("img/psi.svg"),
			Email: s.Email, Telephone: swedish.InternationalPhone(s.Phone), Address: strings.Join(s.Postal, ", "),
		},
		&schemaorg.WebSite{
			Type: "WebSite", Name: s.Name, AlternateName: s.ShortName, URL: me.URL,
			InLanguage: h.Lang, Publisher: me,
		},
	}
}
