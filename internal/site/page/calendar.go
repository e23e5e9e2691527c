package page

import (
	"html/template"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/calendar"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
)

// calendarPage is what calendar.html is executed with.
type calendarPage struct {
	Common *view.Common
	// Whole is the feed of everything, Groups the narrower ones.
	Whole  calendar.FeedLink
	Groups []calendar.FeedGroup
	// Coming are the next occasions, Empty the words for when there are none.
	Coming []template.HTML
	Empty  string
}

// planCalendar makes the page about the calendars: how to follow them, and what is coming.
func (ps *Pages) planCalendar() {
	const address = "/" + model.CalendarFolder
	page := ps.Model.PageAt(address)
	if page == nil {
		page = model.Made("Kalender", "Följ aktiviteterna i din egen kalender.", address)
	}
	ps.Add(page, ps.Head(&page.Entry, "website"), "calendar.html", func(c *view.Common) (_ any, err error) {
		p := calendarPage{Common: c, Empty: ps.Model.Empty(content.KindActivity)}
		p.Whole, p.Groups = ps.feeds.Offer()
		p.Coming, err = ps.next(startActivities)
		return p, err
	})
}
