package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// activitiesPage is what activities.html is executed with: the list of coming activities, or that of a year.
type activitiesPage struct {
	Common *common
	// Year is 0 on the page of coming activities.
	Year int
	// Months holds the activities; of a year, all of them.
	Months []section
	// Past holds the latest activities that have been, on the page of coming ones.
	Past  []section
	Empty string
	// Steps are ways on from an empty list.
	Steps []crumb
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
func (b *builder) planActivities() {
	page := b.lists[content.KindActivity]
	render := func(e *content.Entry, year int) func() (any, error) {
		return func() (any, error) {
			c, err := b.common(e)
			if err != nil {
				return nil, err
			}
			months, err := b.months(year)
			if err != nil {
				return nil, err
			}
			var past []section
			if year == 0 {
				if past, err = b.latestActivities(); err != nil {
					return nil, err
				}
			}
			filter, err := b.filter(content.KindActivity, e.Address)
			return activitiesPage{c, year, months, past, page.Empty, views[content.KindActivity].steps, b.yearLinks(year), filter}, err
		}
	}
	b.addPage(b.listEntry(page), b.headOf(&page.Entry, "website"), page.Address, "activities.html", render(&page.Entry, 0))
	for _, link := range b.years {
		e := &content.Entry{Title: fmt.Sprintf("Aktiviteter %d", link.Year), Address: link.Address, Lang: "sv", Body: noBody}
		e.Summary = fmt.Sprintf("Allt som PSI har ordnat eller planerat under %d.", link.Year)
		b.known[e.Address] = &crumb{e.Title, e.Address}
		b.addPage(nil, b.headOf(e, "website"), e.Address, "activities.html", render(e, link.Year))
	}
}

// latestShown is how many activities that have been the page of coming ones shows.
const latestShown = 5

// latestActivities gives the activities that ended last.
func (b *builder) latestActivities() ([]section, error) {
	_, past := b.apart(b.dated)
	sections, err := grouped(b, first(past, latestShown), func(*content.Activity) string { return "Tidigare" })
	for i := range sections {
		sections[i].State = statePast
	}
	return sections, err
}

// apart tells activities that are coming, the next one first, from those that have been, the latest first.
func (b *builder) apart(activities []*content.Activity) (coming, past []*content.Activity) {
	for _, a := range activities {
		if a.Past(b.now) {
			past = append(past, a)
		} else {
			coming = append(coming, a)
		}
	}
	sortByNext(coming, b.now)
	slices.SortStableFunc(past, func(x, y *content.Activity) int { return y.End().Compare(x.End()) })
	return coming, past
}

// calendar lists activities and talks with a date together, in order of time, and the talks without one.
func calendar(c *content.Content) (dated, undated []*content.Activity) {
	dated = slices.Clone(content.List[*content.Activity](c))
	for _, t := range content.List[*content.Samhallssamtal](c) {
		if t.When.IsZero() {
			undated = append(undated, &t.Activity)
		} else {
			dated = append(dated, &t.Activity)
		}
	}
	slices.SortStableFunc(dated, byStart)
	return dated, undated
}

func byStart(x, y *content.Activity) int { return x.When.Start.Compare(y.When.Start) }

// neighbours gives the activities before and after one; nil at the ends. Those with a date are in order of time, and talks without one in
// their own order.
func (b *builder) neighbours(a *content.Activity) (before, after *content.Entry) {
	list, at := b.dated, b.place(a)
	if at < 0 {
		list, at = b.undated, slices.Index(b.undated, a)
	}
	if at > 0 {
		before = &list[at-1].Entry
	}
	if at < len(list)-1 {
		after = &list[at+1].Entry
	}
	return before, after
}

// place gives the place of an activity among those with a date, -1 when it has none.
func (b *builder) place(a *content.Activity) int {
	if a.When.IsZero() {
		return -1
	}
	at, _ := slices.BinarySearchFunc(b.dated, a, byStart)
	return at + slices.Index(b.dated[at:], a)
}

// turns gives activities with a date their turn in lists, all before those without one.
func (b *builder) turns() map[*content.Entry]int {
	turn := make(map[*content.Entry]int, len(b.dated))
	coming, past := b.apart(b.dated)
	for i, a := range append(coming, past...) {
		turn[&a.Entry] = i - len(b.dated)
	}
	return turn
}

// occasion is one time that an activity takes place.
type occasion struct {
	when     content.When
	activity *content.Activity
}

// occasions lists those of a year, or, for year 0, all that have not ended, in order of time.
func (b *builder) occasions(year int) []occasion {
	var list []occasion
	for _, a := range b.dated {
		for _, w := range a.Occasions {
			if year == w.Start.Year() || year == 0 && !w.Past(b.now) {
				list = append(list, occasion{w, a})
			}
		}
	}
	slices.SortStableFunc(list, func(x, y occasion) int {
		return cmp.Or(x.when.Start.Compare(y.when.Start), x.when.End.Compare(y.when.End))
	})
	return list
}

// months groups the occasions of a year, or, for year 0, all that have not ended, by month.
func (b *builder) months(year int) ([]section, error) {
	var months []section
	state := stateComing
	if year != 0 {
		state = "" // a year's list stays as it is
	}
	for _, o := range b.occasions(year) {
		name := capital(swedish.MonthName(o.when.Start.Month())) + fmt.Sprintf(" %d", o.when.Start.Year())
		if len(months) == 0 || months[len(months)-1].Title != name {
			months = append(months, section{Title: name, State: state, kind: content.KindActivity})
		}
		it, err := b.occasionItem(o)
		if err != nil {
			return nil, err
		}
		last := &months[len(months)-1]
		last.Items = append(last.Items, it)
	}
	return months, nil
}

// occasionItem shows one occasion. Most activities have only one, whose item is made already.
func (b *builder) occasionItem(o occasion) (template.HTML, error) {
	if len(o.activity.Occasions) == 1 {
		return b.item(o.activity)
	}
	it := b.activityItem(o.activity, o.when)
	it.Start, it.End = o.when.Start.Format(time.RFC3339), o.when.End.Format(time.RFC3339)
	return b.renderItem(o.activity, it)
}

// yearLinks links to the page of each year.
func (b *builder) yearLinks(current int) []yearLink {
	links := slices.Clone(b.years)
	for i := range links {
		links[i].Current = links[i].Year == current
	}
	return links
}

// countYears counts the occasions of each year, latest first.
func countYears(all []*content.Activity) []yearLink {
	count := map[int]int{}
	for _, a := range all {
		if len(a.Years) == 1 {
			count[a.Years[0]] += len(a.Occasions)
			continue
		}
		for _, w := range a.Occasions {
			count[w.Start.Year()]++
		}
	}
	var links []yearLink
	for year, n := range count {
		links = append(links, yearLink{Year: year, Count: n, Address: fmt.Sprintf("/%s/%d/", content.KindActivity, year)})
	}
	slices.SortFunc(links, func(x, y yearLink) int { return cmp.Compare(y.Year, x.Year) })
	return links
}

// sortByNext orders activities by their next occasion.
func sortByNext(list []*content.Activity, now time.Time) {
	slices.SortStableFunc(list, func(x, y *content.Activity) int { return x.Next(now).Start.Compare(y.Next(now).Start) })
}
