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
	startContacts   = 2
	startOthers     = 3
)

// startPage is what start.html is executed with. It answers: what is PSI, what happens next, where do I get advice,
// what money can I apply for; then what came of it, what is new, and how to follow.
type startPage struct {
	Common *view.Common
	// Actions are the ways on from the head of the page.
	Actions []model.Crumb
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
	advice := ps.Model.List(content.KindContact)
	p := startPage{
		Common: c, NoneComing: ps.Model.Empty(content.KindActivity), NoCalls: ps.Model.Empty(content.KindCall),
		AdviceText: advice.Teaser(),
	}
	for _, address := range []string{"/om/", "/sa-kan-du-delta/"} {
		if to := ps.Model.PageAt(address); to != nil {
			p.Actions = append(p.Actions, model.Crumb{Title: to.Title, Address: to.Address})
		}
	}
	themes := content.List[*content.Theme](ps.Model.Content)
	if p.Themes, err = render.Joined(ps.Renderer, "parts/theme-tag.html", themes); err != nil {
		return nil, err
	}
	coming, latest := ps.Model.Apart(ps.Model.Dated)
	var calls []*content.Call
	for _, call := range content.List[*content.Call](ps.Model.Content) {
		if call.State(ps.Model.Now) != content.CallClosed {
			calls = append(calls, call)
		}
	}
	contacts := slices.Clone(content.List[*content.AdvisoryContact](ps.Model.Content))
	slices.SortStableFunc(
		contacts, func(x, y *content.AdvisoryContact) int { return cmp.Compare(reachable(y), reachable(x)) },
	)
	err = errors.Join(
		fill(ps, &p.Coming, coming, startActivities),
		fill(ps, &p.Contacts, contacts, startContacts), fill(ps, &p.Calls, calls, startOthers),
		fill(ps, &p.Projects, told(content.List[*content.FundedProject](ps.Model.Content)), startOthers),
		ps.fillNews(&p, latest),
	)
	return p, err
}

// fillNews lists news, newsletters and, as long as there is little else, what has been.
func (ps *Pages) fillNews(p *startPage, latest []*content.Activity) error {
	p.NewsTitle = "Nytt"
	var letters, past []template.HTML
	err := errors.Join(
		fill(ps, &p.News, content.List[*content.News](ps.Model.Content), startOthers),
		fill(ps, &letters, content.List[*content.Newsletter](ps.Model.Content), 1),
		fill(ps, &past, latest, startOthers),
	)
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
