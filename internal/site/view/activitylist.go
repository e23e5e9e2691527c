package view

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
)

func init() {
	show(view[*content.ActivityList]{
		presentation: presentation{
			Label: "Aktivitetslista", style: "entry", template: "activitylist.html", found: 140,
			list: listWhole("Alla aktivitetslistor"),
		},
		page:  func(_ *Views, c *Common, e *content.ActivityList) (any, error) { return activityListPage{c, e}, nil },
		item:  func(_ *Views, e *content.ActivityList) item { return item{Meta: year(e.Year)} },
		order: asListed[*content.ActivityList],
		document: func(e *content.ActivityList, d *search.Document) {
			for _, goal := range e.Goals {
				d.Text = append(d.Text, goal.Title, goal.Text)
				for _, a := range goal.Activities {
					d.Text = append(d.Text, a.Title, a.Text, a.FollowUp)
				}
			}
		},
		about: noSchema[*content.ActivityList],
	})
}

// activityListPage is what activitylist.html is executed with.
type activityListPage struct {
	Common *Common
	List   *content.ActivityList
}
