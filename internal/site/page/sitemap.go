package page

import (
	"cmp"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/swedish"
)

// siteMapPage is what sitemap.html is executed with: every page by title, for people.
type siteMapPage struct {
	Common *Common
	Groups []linkGroup
}

// linkGroup is a titled list of links.
type linkGroup struct {
	Title string
	Links []model.Crumb
}

// planSiteMap lists every page for people.
func (ps *Pages) planSiteMap() {
	page := model.Made("Webbkarta", "Alla sidor på webbplatsen.", "/webbkarta/")
	ps.Add(
		page, ps.Head(&page.Entry, "website"), "sitemap.html",
		func(c *Common) (any, error) { return siteMapPage{c, ps.siteMap()}, nil },
	)
}

// siteMap groups the pages for people: pages first, then kind by kind.
func (ps *Pages) siteMap() []linkGroup {
	groups := []linkGroup{{Title: "Sidor"}}
	at := map[content.Kind]int{content.KindPage: 0}
	for _, kind := range content.Kinds() {
		at[kind] = len(groups)
		groups = append(groups, linkGroup{Title: views[kind].title})
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
	return slices.DeleteFunc(groups, func(g linkGroup) bool { return len(g.Links) == 0 })
}

// kindNote says in brackets what kind of page it is, unless its title does.
func kindNote(p model.Listed) string {
	label := views[p.Kind].label
	if label == "" || strings.HasPrefix(p.Title, label) {
		return ""
	}
	return " (" + strings.ToLower(label) + ")"
}

// planNotFound makes the page that is shown for an address that does not exist.
func (ps *Pages) planNotFound() {
	page := model.Made("Sidan finns inte", "Adressen leder inte till någon sida.", "/404.html")
	h := ps.Head(&page.Entry, "website")
	h.Canonical, h.Noindex = "", true
	ps.addUnlisted(
		page, h, "", "404.html", func(*Common) (any, error) { return entryPage{&Common{Entry: &page.Entry}}, nil },
	)
}
