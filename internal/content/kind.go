package content

import (
	"cmp"
	"slices"
	"strings"
)

// Kind is a sort of entry, named by its folder below the content root.
type Kind string

// The kinds of entries. Everything outside these folders is a [Page].
const (
	KindActivity       Kind = "aktiviteter"
	KindSamhallssamtal Kind = "samhallssamtal"
	KindContact        Kind = "radgivning"
	KindProject        Kind = "projekt"
	KindCall           Kind = "utlysningar"
	KindFunder         Kind = "finansiarer"
	KindPartner        Kind = "parter"
	KindGroup          Kind = "grupper"
	KindNews           Kind = "nyheter"
	KindNewsletter     Kind = "nyhetsbrev"
	KindActivityList   Kind = "aktivitetslista"
	KindTheme          Kind = "teman"
	KindArea           Kind = "rus"
	KindConcept        Kind = "begrepp"
	KindLookout        Kind = "bevakning"
	KindSource         Kind = "kallor"
	KindPage           Kind = ""
)

// spec says how entries of one kind come to be.
type spec struct {
	kind Kind
	// one is what an editor calls an entry of the kind, with its article: "en aktivitet".
	one  string
	make func() entity
	// clone gives each of some files a copy of its parsed entity, all of them side by side in memory.
	clone func(files []*source)
	// sort puts files in the order of their list.
	sort func(files []*source)
	// add ends the list of the kind with an entity.
	add func(c *Content, e entity)
}

// specFor binds a kind to its Go type, its list and the order of that.
func specFor[T any, P interface {
	*T
	entity
}](kind Kind, one string, list func(*Content) *[]P, compare func(a, b P) int) spec {
	return spec{
		kind: kind,
		one:  one,
		make: func() entity { return P(new(T)) },
		clone: func(files []*source) {
			copies := make([]T, len(files))
			for i, f := range files {
				copies[i] = *f.parsed.entity.(P)
				f.entity = P(&copies[i])
			}
		},
		sort: func(files []*source) {
			slices.SortFunc(files, func(a, b *source) int { return compare(a.entity.(P), b.entity.(P)) })
		},
		add: func(c *Content, e entity) {
			to := list(c)
			*to = append(*to, e.(P))
		},
	}
}

// specs lists the kinds in the order in which relations are resolved, and so in which back links are listed. Each order is total: it
// tells any two files apart.
var specs = []spec{
	specFor(KindActivity, "en aktivitet", func(c *Content) *[]*Activity { return &c.Activities }, compareActivities),
	specFor(KindSamhallssamtal, "ett samhällssamtal", func(c *Content) *[]*Samhallssamtal { return &c.Talks }, func(a, b *Samhallssamtal) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), compareActivities(&a.Activity, &b.Activity))
	}),
	specFor(KindCall, "en utlysning", func(c *Content) *[]*Call { return &c.Calls }, func(a, b *Call) int {
		return cmp.Or(a.End().Compare(b.End()), compareTitles(a, b))
	}),
	specFor(KindProject, "ett projekt", func(c *Content) *[]*FundedProject { return &c.Projects }, func(a, b *FundedProject) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b))
	}),
	specFor(KindContact, "en rådgivare", func(c *Content) *[]*AdvisoryContact { return &c.Contacts }, func(a, b *AdvisoryContact) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b))
	}),
	specFor(KindGroup, "en grupp", func(c *Content) *[]*Group { return &c.Groups }, func(a, b *Group) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b))
	}),
	specFor(KindNews, "en nyhet", func(c *Content) *[]*News { return &c.News }, func(a, b *News) int {
		return cmp.Or(b.Date.Compare(a.Date), compareTitles(a, b))
	}),
	specFor(KindNewsletter, "ett nyhetsbrev", func(c *Content) *[]*Newsletter { return &c.Newsletters }, func(a, b *Newsletter) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(b.Number, a.Number), compareTitles(a, b))
	}),
	specFor(KindActivityList, "en aktivitetslista", func(c *Content) *[]*ActivityList { return &c.ActivityLists }, func(a, b *ActivityList) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b))
	}),
	specFor(KindLookout, "en bevakning", func(c *Content) *[]*Lookout { return &c.Lookouts }, func(a, b *Lookout) int {
		return cmp.Or(b.Date.Compare(a.Date), compareTitles(a, b))
	}),
	specFor(KindFunder, "en finansiär", func(c *Content) *[]*Funder { return &c.Funders }, compareTitles),
	specFor(KindPartner, "en part", func(c *Content) *[]*Partner { return &c.Partners }, compareTitles),
	specFor(KindConcept, "ett begrepp", func(c *Content) *[]*Concept { return &c.Concepts }, compareTitles),
	specFor(KindTheme, "ett tema", func(c *Content) *[]*Theme { return &c.Themes }, compareTitles),
	specFor(KindArea, "ett RUS-område", func(c *Content) *[]*Area { return &c.Areas }, func(a, b *Area) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b))
	}),
	specFor(KindSource, "en källa", func(c *Content) *[]*Source { return &c.Sources }, func(a, b *Source) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b))
	}),
	specFor(KindPage, "en sida", func(c *Content) *[]*Page { return &c.Pages }, func(a, b *Page) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b))
	}),
}

// compareActivities orders by start; what has no date comes first. Nearly always the start tells.
func compareActivities(a, b *Activity) int {
	if c := a.When.Start.Compare(b.When.Start); c != 0 {
		return c
	}
	return cmp.Or(a.When.End.Compare(b.When.End), compareTitles(a, b))
}

// compareTitles orders by title as Swedish does, and by file where titles are the same.
func compareTitles[E entity](a, b E) int {
	x, y := a.Common(), b.Common()
	if c := strings.Compare(x.order, y.order); c != 0 {
		return c
	}
	return strings.Compare(x.File, y.File)
}

// specOf finds the place among specs of a kind; an unknown folder holds pages.
func specOf(folder string) int {
	for i := range specs {
		if string(specs[i].kind) == folder {
			return i
		}
	}
	return len(specs) - 1
}

// Kinds lists every kind but pages, in the order in which visitors meet them.
func Kinds() []Kind {
	kinds := make([]Kind, 0, len(specs)-1)
	for _, s := range specs {
		if s.kind != KindPage {
			kinds = append(kinds, s.kind)
		}
	}
	return kinds
}
