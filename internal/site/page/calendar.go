package page

import (
	"fmt"
	"html/template"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/calendar"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/view"
	"so-in.se/psi/internal/swedish"
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

// feedsPage is what feeds.html is executed with: a page of the feeds of a group that has many.
type feedsPage struct {
	Common *view.Common
	Feeds  []calendar.FeedLink
	// Pages is the way between the pages; nil where there is only one.
	Pages *pager
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
		for i := range p.Groups {
			if g := &p.Groups[i]; len(g.Feeds) > mostListed {
				title := fmt.Sprintf("Alla kalendrar %s (%d)", strings.ToLower(g.Title), len(g.Feeds))
				g.More = &model.Crumb{Title: title, Address: groupAddress(g)}
			}
		}
		p.Coming, err = ps.next(startActivities)
		return p, err
	})
	if ps.feeds.Most() <= mostListed {
		return
	}
	_, groups := ps.feeds.Offer()
	for _, g := range groups {
		if len(g.Feeds) > mostListed {
			ps.planFeeds(&g)
		}
	}
}

// groupAddress is where the feeds of a group are that has too many for the page about calendars.
func groupAddress(g *calendar.FeedGroup) string {
	return "/" + model.CalendarFolder + swedish.Slug(g.Title) + "/"
}

// planFeeds makes the pages with the feeds of a group.
func (ps *Pages) planFeeds(g *calendar.FeedGroup) {
	title := "Kalendrar " + strings.ToLower(g.Title)
	l := &list{
		page:  model.Made(title, "Följ en del av aktiviteterna i din egen kalender.", groupAddress(g)),
		pages: (len(g.Feeds) + mostListed - 1) / mostListed,
	}
	for number := 1; number <= l.pages; number++ {
		feeds := g.Feeds[(number-1)*mostListed : min(number*mostListed, len(g.Feeds))]
		page := l.pageOf(number)
		ps.addUnlisted(page, ps.Head(&page.Entry, "website"), "feeds.html", func(c *view.Common) (any, error) {
			return feedsPage{c, feeds, l.pager(number)}, nil
		})
	}
}
