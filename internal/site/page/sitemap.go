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
	pages := ps.Listed()
	for _, kind := range content.Kinds() {
		at[kind] = len(groups)
		group := view.LinkGroup{Title: view.Of(kind).Title}
		if whole := ps.whole[kind]; len(pages) > mostMapped && whole != nil && len(whole.lines) > mostListed {
			group.Links = whole.outline()
			at[kind] = -1
		}
		groups = append(groups, group)
	}
	days := map[*content.Entry]string{}
	for _, a := range ps.Model.Dated {
		days[&a.Entry] = ", " + swedish.ShortDate(swedish.DateOf(a.When.Start))
	}
	slices.SortFunc(pages, func(x, y model.Listed) int { return strings.Compare(x.Address, y.Address) })
	count := map[string]int{}
	for _, p := range pages {
		count[p.Title]++
	}
	for _, p := range pages {
		if at[p.Kind] < 0 {
			continue
		}
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

// mostMapped is from how many pages the site map leads to the lists of the kinds that have many, instead of naming all
// their entries.
const mostMapped = 200

// outline returns links to the pages that together have the whole of a list.
func (l *list) outline() []model.Crumb {
	links := []model.Crumb{{Title: l.page.Title, Address: l.page.Address}}
	for _, y := range l.years {
		links = append(links, model.Crumb{Title: l.page.Title + ", " + strings.ToLower(y.Title), Address: y.Address})
	}
	for number := 2; number <= l.pages; number++ {
		links = append(links, model.Crumb{Title: l.titleOf(number), Address: l.pageAt(number)})
	}
	return links
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
	h.Canonical = ""
	data := notFoundPage{&view.Common{Entry: &page.Entry}}
	ps.addUnlisted(page, h, "404.html", func(*view.Common) (any, error) { return data, nil })
}
