package page

import (
	"fmt"
	"html/template"
	"slices"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
)

// activitiesPage is what activities.html is executed with: the list of coming activities.
type activitiesPage struct {
	Common *view.Common
	// Months holds what is coming, Past the latest that has been.
	Months, Past []view.Section
	Empty        string
	// Steps are ways on from an empty list.
	Steps []model.Crumb
	// Years links to the page of each year, where nothing else on the page does or more is coming than it shows.
	Years []yearLink
	// Filter may be nil.
	Filter *filter
}

// planActivities lists what takes place: what is coming, year by year, and all of it.
func (ps *Pages) planActivities() {
	const kind = content.KindActivity
	lines, page := ps.lines[kind], ps.Model.List(kind)
	years := byYear(kind, lines, below(page.Address))
	ps.Add(page, ps.Head(&page.Entry, "website"), "activities.html", func(c *view.Common) (any, error) {
		return ps.activitiesPage(c, page, years)
	})
	for i, y := range years {
		of := model.Made(
			"Aktiviteter "+y.Title, fmt.Sprintf("Allt som PSI har ordnat eller planerat under %s.", y.Title), y.Address,
		)
		l := ps.newList(list{
			kind: kind, page: of, lines: y.lines, listed: true, choice: true,
			sections: sync.OnceValue(func() []view.Section { return view.Months(y.lines) }),
		}, nil)
		ps.addList(l, func(p *listPage) error {
			if p.Filter == nil {
				p.Years = bare(years, i)
			}
			return nil
		})
	}
	if len(ps.facets[kind]) > 0 {
		all := model.Made("Alla aktiviteter", "Allt som PSI har ordnat och planerar.", wholeAddress(kind))
		l := ps.newList(list{kind: kind, page: all, lines: lines, listed: true, choice: true}, ps.yearAt(kind))
		ps.whole[kind] = l
		ps.addList(l, nil)
	}
}

func (ps *Pages) activitiesPage(c *view.Common, page *content.Page, years []yearLink) (_ any, err error) {
	const kind = content.KindActivity
	p := activitiesPage{Common: c, Empty: ps.Model.Empty(kind), Steps: view.Of(kind).Steps}
	coming := ps.coming()
	p.Months = view.Cut(view.Months(coming), 0, mostListed)
	for i := range p.Months {
		p.Months[i].State = view.StateComing
	}
	past := slices.DeleteFunc(ps.Sections(kind, ps.lines[kind]), func(s view.Section) bool {
		return s.State != view.StatePast
	})
	p.Past = view.Cut(past, 0, latestShown)
	if err := ps.FillChoosable(p.Months); err != nil {
		return nil, err
	}
	if err := ps.FillChoosable(p.Past); err != nil {
		return nil, err
	}
	p.Filter, err = ps.filter(&list{kind: kind, page: page})
	if p.Filter == nil || len(coming) > mostListed {
		p.Years = years
	}
	return p, err
}

// coming returns the occasions that have not ended.
func (ps *Pages) coming() []view.Line {
	return slices.DeleteFunc(slices.Clone(ps.lines[content.KindActivity]), func(l view.Line) bool {
		return l.When.Past(ps.Model.Now)
	})
}

// next returns the items of the next n occasions.
func (ps *Pages) next(n int) ([]template.HTML, error) {
	var items []template.HTML
	for _, s := range view.Cut(view.Months(ps.coming()), 0, n) {
		for _, l := range s.Lines {
			it, err := ps.LineItem(l)
			if err != nil {
				return nil, err
			}
			items = append(items, it)
		}
	}
	return items, nil
}
