package page

import (
	"fmt"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
	"so-in.se/psi/internal/swedish"
)

// activitiesPage is what activities.html is executed with: the list of coming activities, or that of a year.
type activitiesPage struct {
	Common *view.Common
	// Year is 0 on the page of coming activities.
	Year int
	// Months holds the activities; of a year, all of them.
	Months []view.Section
	// Past holds the latest activities that have been, on the page of coming ones.
	Past  []view.Section
	Empty string
	// Steps are ways on from an empty list.
	Steps []model.Crumb
	// Years links to the page of each year.
	Years []yearLink
	// Filter may be nil.
	Filter *filter
}

type yearLink struct {
	Year, Count int
	Address     string
	Current     bool
}

// planActivities lists what takes place: what is coming, and year by year.
func (ps *Pages) planActivities() {
	list := func(page *content.Page, year int) {
		ps.Add(page, ps.Head(&page.Entry, "website"), "activities.html", func(c *view.Common) (any, error) {
			p := activitiesPage{
				Common: c, Year: year, Empty: ps.Model.Empty(content.KindActivity),
				Steps: view.Of(content.KindActivity).Steps, Years: ps.yearLinks(year),
			}
			var err error
			if p.Months, err = ps.months(year); err != nil {
				return nil, err
			}
			if year == 0 {
				if p.Past, err = ps.latestActivities(); err != nil {
					return nil, err
				}
			}
			p.Filter, err = ps.filter(content.KindActivity, page.Address)
			return p, err
		})
	}
	list(ps.Model.List(content.KindActivity), 0)
	for _, y := range ps.Model.Years {
		list(
			model.Made(
				fmt.Sprintf("Aktiviteter %d", y.Year),
				fmt.Sprintf("Allt som PSI har ordnat eller planerat under %d.", y.Year), y.Address,
			),
			y.Year,
		)
	}
}

// latestShown is how many activities that have been the page of coming ones shows.
const latestShown = 5

// latestActivities returns the activities that ended last.
func (ps *Pages) latestActivities() ([]view.Section, error) {
	_, past := ps.Model.Apart(ps.Model.Dated)
	latest := view.First(past, latestShown)
	sections, err := view.Grouped(ps.Views, latest, func(*content.Activity) string { return "Tidigare" })
	for i := range sections {
		sections[i].State = view.StatePast
	}
	return sections, err
}

// months groups the occasions of a year, or, for year 0, all that have not ended, by month.
func (ps *Pages) months(year int) ([]view.Section, error) {
	var months []view.Section
	state := view.StateComing
	if year != 0 {
		state = "" // a year's list stays as it is
	}
	for _, o := range ps.Model.Occasions(year) {
		name := swedish.Capital(swedish.MonthName(o.When.Start.Month())) + fmt.Sprintf(" %d", o.When.Start.Year())
		if len(months) == 0 || months[len(months)-1].Title != name {
			months = append(months, view.Section{Title: name, State: state, Kind: content.KindActivity})
		}
		it, err := ps.OccasionItem(o)
		if err != nil {
			return nil, err
		}
		last := &months[len(months)-1]
		last.Items = append(last.Items, it)
	}
	return months, nil
}

// yearLinks links to the page of each year.
func (ps *Pages) yearLinks(current int) []yearLink {
	links := make([]yearLink, len(ps.Model.Years))
	for i, y := range ps.Model.Years {
		links[i] = yearLink{Year: y.Year, Count: y.Count, Address: y.Address, Current: y.Year == current}
	}
	return links
}
