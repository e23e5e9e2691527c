package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Interval says how long the entries of a kind are to be relied on after somebody has looked them over.
type Interval struct {
	Kind   Kind
	Months int

	kind string // as written
}

// pagesName is what an editor calls the kind of pages, which has no folder.
const pagesName = "sidor"

// reviewable lists the kinds whose entries are to be relied on for good, and can grow old; the others tell of a day.
func reviewable() []string {
	var names []string
	for _, k := range kinds() {
		switch k.Kind {
		case KindActivity, KindSamhallssamtal, KindCall, KindNews, KindNewsletter:
		case KindPage:
			names = append(names, pagesName)
		default:
			names = append(names, string(k.Kind))
		}
	}
	return names
}

var intervalShape = shape[Interval]{
	fields: []field[Interval]{
		text(Field{
			Key: "kind", Label: "Slag", Help: "Slagets mapp i content, eller sidor för det som inte har någon.",
			Required: true, Example: string(KindContact), Aliases: "slag typ mapp",
		}, func(i *Interval) *string { return &i.kind }),
		integer(Field{
			Key: "months", Label: "Månader", Help: "Hur många månader det får gå mellan två granskningar.",
			Required: true, Example: "12", Min: 1, Max: 120, Aliases: "månader manader",
		}, func(i *Interval) *int { return &i.Months }),
	},
	check: func(d *decoder, i *Interval) {
		names := reviewable()
		if i.Kind = Kind(i.kind); i.kind == pagesName {
			i.Kind = KindPage
		}
		if i.kind == "" || slices.Contains(names, i.kind) {
			return
		}
		hint := "Skriv ett av " + swedish.JoinOr(names) + "."
		if near, ok := swedish.Nearest(i.kind, names); ok {
			hint = "Menade du " + near + "? " + hint
		}
		d.Problem(d.Pos("kind"), problem.UnknownValue,
			fmt.Sprintf("”%s” är inget slag som kan granskas om.", i.kind), hint)
	},
}

// checkIntervals finds kinds of which two things are said.
func checkIntervals(d *decoder, s *Settings) {
	for i, interval := range s.ReviewIn {
		if slices.ContainsFunc(s.ReviewIn[:i], func(o Interval) bool { return o.kind == interval.kind }) {
			d.Problem(d.ItemPos("review_in", i), problem.BadValue,
				fmt.Sprintf("Det står två gånger hur ofta %s ska granskas.", interval.kind), "Ta bort den ena.")
		}
	}
}

// Review is what there is to do about an entry that is published.
type Review struct {
	Entry *Entry
	// Owner answers for it; empty where nobody is said to.
	Owner string
	// Due is the last day to look it over again; zero where nothing says that it is to be, or where nobody has done so
	// yet: then Never is set.
	Due   swedish.Date
	Never bool
}

// IsDue reports whether the entry is to be looked over on a day.
func (r *Review) IsDue(today swedish.Date) bool {
	return r.Never || !r.Due.IsZero() && !today.Before(r.Due)
}

// Reviews lists the entries that are to be looked over, and those that have something to complete: first those that
// nobody has looked over, then by the day on which they are due, last those without such a day.
func (c *Content) Reviews() []Review {
	months := map[Kind]int{}
	for _, i := range c.Settings.ReviewIn {
		months[i.Kind] = i.Months
	}
	var list []Review
	for typed := range c.All() {
		e := typed.Common()
		r := Review{Entry: e}
		if p, ok := typed.(*Page); ok {
			r.Owner = p.Owner
		}
		switch n := months[e.Kind]; {
		case e.Draft, n == 0, isGuide(typed):
		case e.Reviewed.IsZero():
			r.Never = true
		default:
			r.Due = addMonths(e.Reviewed, n)
		}
		if r.Never || !r.Due.IsZero() || len(e.ToComplete) > 0 {
			list = append(list, r)
		}
	}
	place := func(r Review) int {
		switch {
		case r.Never:
			return 0
		case r.Due.IsZero():
			return 2
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b Review) int {
		return cmp.Or(
			cmp.Compare(place(a), place(b)),
			a.Due.Compare(b.Due),
			strings.Compare(a.Entry.File, b.Entry.File),
		)
	})
	return list
}

// isGuide reports whether an entry is a page for editors alone, such as those of their guide.
func isGuide(e Typed) bool {
	p, ok := e.(*Page)
	return ok && p.Unlisted
}

// addMonths returns the same day some months later, or the last of its month where that is shorter.
func addMonths(day swedish.Date, n int) swedish.Date {
	last := time.Date(day.Year, day.Month+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC)
	return swedish.Date{Year: last.Year(), Month: last.Month(), Day: min(day.Day, last.Day())}
}
