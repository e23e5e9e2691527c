package page

import (
	"cmp"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
	"so-in.se/psi/internal/swedish"
)

// siteMapPage is what sitemap.html is executed with: every page by title, for people.
type siteMapPage struct {
	Common *view.Common
	Groups []view.LinkGroup
}

// planSiteMap lists every page for people.
func (ps *Pages) planSiteMap() {
	page := model.Made("Webbkarta", "Alla sidor på webbplatsen.", "/webbkarta/")
	ps.Add(
		page, ps.Head(&page.Entry, "website"), "sitemap.html",
		func(c *view.Common) (any, error) { return siteMapPage{c, ps.siteMap()}, nil },
	)
}

// siteMap groups the pages for people: pages first, then kind by kind.
func (ps *Pages) siteMap() []view.LinkGroup {
	groups := []view.LinkGroup{{Title: "Sidor"}}
	at := map[content.Kind]int{content.KindPage: 0}
	for _, kind := range content.Kinds() {
		at[kind] = len(groups)
		groups = append(groups, view.LinkGroup{Title: view.Of(kind).Title})
	}
	days := map[*content.Entry]string{}
	for _, a := range ps.Model.Dated {
		days[&a.Entry] = ", " + swedish.ShortDate(swedish.DateOf(a.When.Start))
	}
	pages := ps.Listed()
	slices.SortFunc(pages, func(x, y model.Listed) int { return strings.Compare(x.Address, y.Address) })
	count := map[string]int{}
	for _, p := range pages {
		count[p.Title]++
	}
	for _, p := range pages {
		name := p.Title
		if p.Address == "/" {
			name = "Start"
		} else if count[name] > 1 { // two links that say the same should lead to the same page
			name += cmp.Or(days[p.Entry], kindNote(p))
		}
		g := &groups[at[p.Kind]]
		g.Links = append(g.Links, model.Crumb{Title: name, Address: p.Address})
	}
	return slices.DeleteFunc(groups, func(g view.LinkGroup) bool { return len(g.Links) == 0 })
}

// kindNote says in brackets what kind of page it is, unless its title does.
func kindNote(p model.Listed) string {
	label := view.Of(p.Kind).Label
	if label == "" || strings.HasPrefix(p.Title, label) {
		return ""
	}
	return " (" + strings.ToLower(label) + ")"
}

// notFoundPage is what 404.html is executed with.
type notFoundPage struct{ Common *view.Common }

// planNotFound makes the page that is shown for an address that does not exist.
func (ps *Pages) planNotFound() {
	page := model.Made("Sidan finns inte", "Adressen leder inte till någon sida.", "/404.html")
	h := ps.Head(&page.Entry, "website")
	h.Canonical, h.Noindex = "", true
	data := notFoundPage{&view.Common{Entry: &page.Entry}}
	ps.addUnlisted(page, h, "", "404.html", func(*view.Common) (any, error) { return data, nil })
}
