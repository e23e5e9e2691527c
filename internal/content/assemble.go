package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/problem"
)

// assemble copies each entity for this Load, settles ids and addresses, sorts and links.
func (l *loader) assemble() *Content {
	l.linker = linker{
		byID:   make(map[key]entity, len(l.files)),
		byFile: make(map[string]*source, len(l.files)),
		drafts: l.opt.Drafts,
	}
	taken := taken{addresses: make(map[string]*Entry, len(l.files)), uids: make(map[string]*Entry, len(l.files))}
	c := new(Content)
	for _, f := range l.files {
		f.entity = f.spec.clone(f.parsed.entity)
		l.linker.byFile[norm.NFC.String(f.name)] = f
	}
	var others []entity // not among the content's lists, yet with relations to check
	for _, f := range l.byClaim() {
		e := f.entity.Common()
		unique := l.unique(f.entity, &taken)
		switch {
		case l.linker.hidden(e):
		case unique:
			c.add(f.entity)
		default:
			others = append(others, f.entity)
		}
	}
	l.checkOldPaths(taken.addresses)
	c.sort()
	for e := range c.entities() {
		l.linker.link(e)
	}
	for _, e := range others {
		l.linker.link(e)
	}
	l.problems = append(l.problems, l.linker.problems...)
	l.settings.resolve(l)
	c.Settings = l.settings
	return c
}

// byClaim lists the files so that, when two collide, the later one is that which an editor had better change: first those whose names
// are their ids, then those whose names are nearly so, and last those with an id or uid of their own.
func (l *loader) byClaim() []*source {
	claims := func(f *source) int {
		e := f.entity.Common()
		if a := activityOf(f.entity); e.idPos.Line > 0 || a != nil && a.uidPos.Line > 0 {
			return 2
		}
		if strings.TrimSuffix(path.Base(f.name), ".md") != e.ID {
			return 1
		}
		return 0
	}
	var by [3][]*source
	for _, f := range l.files {
		n := claims(f)
		by[n] = append(by[n], f)
	}
	return slices.Concat(by[:]...)
}

// taken are the addresses and calendar UIDs in use; the ids are in the linker.
type taken struct{ addresses, uids map[string]*Entry }

// unique notes an entity's id, UID and address, unless another has one of them.
func (l *loader) unique(one entity, taken *taken) bool {
	e := one.Common()
	if e.ID == "" || strings.Contains(e.Address, "//") {
		return false // which has been reported
	}
	if e.Kind != KindPage {
		for _, kind := range sharing(e.Kind) {
			other := l.linker.byID[key{kind, e.ID}]
			if other == nil {
				continue
			}
			l.problems.Add(problemAt(e.File, e.idPos.Line, e.idPos.Column, problem.DuplicateID,
				fmt.Sprintf("Filen får samma id, ”%s”, som %s.", e.ID, other.Common().File),
				"Ett id namnger en sak för alltid: i hänvisningar, i adressen och i kalendern. Döp om den ena filen, eller ge den ett eget id i huvudet, till exempel id: "+e.ID+"-2"))
			return false
		}
		l.linker.byID[key{e.Kind, e.ID}] = one
	}
	if a := activityOf(one); a != nil && a.UID != "" {
		if other := taken.uids[a.UID]; other != nil {
			l.problems.Add(problemAt(e.File, a.uidPos.Line, a.uidPos.Column, problem.DuplicateID,
				fmt.Sprintf("Aktiviteten får samma uid, ”%s”, som %s.", a.UID, other.File),
				"Ett uid namnger en aktivitet i allas kalendrar. Är det samma aktivitet, så ta bort den ena filen. Annars: ta bort raden uid i den ena."))
			return false
		}
		taken.uids[a.UID] = e
	}
	if other := taken.addresses[e.Address]; other != nil {
		l.problems.Add(problemAt(e.File, 0, 0, problem.DuplicateAddress,
			fmt.Sprintf("Filen får samma adress, %s, som %s.", e.Address, other.File), "Döp om den ena filen. I adresser blir å och ä till a, och ö till o."))
		return false
	}
	taken.addresses[e.Address] = e
	return true
}

// activityOf gives the activity that an entity is; nil when it is none.
func activityOf(e entity) *Activity {
	switch e := e.(type) {
	case *Activity:
		return e
	case *Samhallssamtal:
		return &e.Activity
	}
	return nil
}

// sharing lists the kinds whose ids must differ from each other's: activities and talks stand in one calendar.
func sharing(kind Kind) []Kind {
	if kind == KindActivity || kind == KindSamhallssamtal {
		return []Kind{KindActivity, KindSamhallssamtal}
	}
	return []Kind{kind}
}

// checkOldPaths finds old addresses that are in use, or claimed twice.
func (l *loader) checkOldPaths(inUse map[string]*Entry) {
	claimed := map[string]*Entry{}
	for _, f := range l.files {
		e := f.entity.Common()
		for i, old := range e.OldPaths {
			other := cmp.Or(inUse[old], claimed[old])
			claimed[old] = e
			if other == nil {
				continue
			}
			message, hint := fmt.Sprintf("Den tidigare adressen %s används redan av %s.", old, other.File), "Ta bort den ur old_paths i den ena filen."
			if other == e {
				message, hint = fmt.Sprintf("Den tidigare adressen %s är filens egen adress, eller står två gånger.", old), "Ta bort den ur old_paths. Där ska bara de adresser stå som sidan har haft tidigare."
			}
			l.problems.Add(problemAt(e.File, e.oldPos[i].Line, e.oldPos[i].Column, problem.DuplicateAddress, message, hint))
		}
	}
}

// add puts an entity in the list of its type.
func (c *Content) add(e entity) {
	switch e := e.(type) {
	case *Activity:
		c.Activities = append(c.Activities, e)
	case *Samhallssamtal:
		c.Talks = append(c.Talks, e)
	case *AdvisoryContact:
		c.Contacts = append(c.Contacts, e)
	case *FundedProject:
		c.Projects = append(c.Projects, e)
	case *Call:
		c.Calls = append(c.Calls, e)
	case *Funder:
		c.Funders = append(c.Funders, e)
	case *Partner:
		c.Partners = append(c.Partners, e)
	case *Group:
		c.Groups = append(c.Groups, e)
	case *News:
		c.News = append(c.News, e)
	case *Newsletter:
		c.Newsletters = append(c.Newsletters, e)
	case *ActivityList:
		c.ActivityLists = append(c.ActivityLists, e)
	case *Theme:
		c.Themes = append(c.Themes, e)
	case *Area:
		c.Areas = append(c.Areas, e)
	case *Concept:
		c.Concepts = append(c.Concepts, e)
	case *Lookout:
		c.Lookouts = append(c.Lookouts, e)
	case *Source:
		c.Sources = append(c.Sources, e)
	case *Page:
		c.Pages = append(c.Pages, e)
	}
}

// entities goes through every entry in the order in which back links are listed, kind by kind.
func (c *Content) entities() func(yield func(entity) bool) {
	return func(yield func(entity) bool) {
		_ = each(c.Activities, yield) && each(c.Talks, yield) && each(c.Calls, yield) && each(c.Projects, yield) &&
			each(c.Contacts, yield) && each(c.Groups, yield) && each(c.News, yield) && each(c.Newsletters, yield) &&
			each(c.ActivityLists, yield) && each(c.Lookouts, yield) && each(c.Funders, yield) && each(c.Partners, yield) &&
			each(c.Concepts, yield) && each(c.Themes, yield) && each(c.Areas, yield) && each(c.Sources, yield) && each(c.Pages, yield)
	}
}

func each[E entity](list []E, yield func(entity) bool) bool {
	for _, e := range list {
		if !yield(e) {
			return false
		}
	}
	return true
}

// Entries goes through the common part of every entry, kind by kind.
func (c *Content) Entries() func(yield func(*Entry) bool) {
	return func(yield func(*Entry) bool) {
		for e := range c.entities() {
			if !yield(e.Common()) {
				return
			}
		}
	}
}

// sort puts each list in its order.
func (c *Content) sort() {
	slices.SortFunc(c.Activities, compareActivities)
	slices.SortFunc(c.Talks, func(a, b *Samhallssamtal) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), compareActivities(&a.Activity, &b.Activity))
	})
	slices.SortFunc(c.Projects, func(a, b *FundedProject) int { return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b)) })
	slices.SortFunc(c.Calls, func(a, b *Call) int { return cmp.Or(a.End().Compare(b.End()), compareTitles(a, b)) })
	slices.SortFunc(c.News, func(a, b *News) int { return cmp.Or(b.Date.Compare(a.Date), compareTitles(a, b)) })
	slices.SortFunc(c.Newsletters, func(a, b *Newsletter) int {
		return cmp.Or(cmp.Compare(b.Year, a.Year), cmp.Compare(b.Number, a.Number), compareTitles(a, b))
	})
	slices.SortFunc(c.ActivityLists, func(a, b *ActivityList) int { return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b)) })
	slices.SortFunc(c.Groups, func(a, b *Group) int { return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b)) })
	slices.SortFunc(c.Areas, func(a, b *Area) int { return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b)) })
	slices.SortFunc(c.Lookouts, func(a, b *Lookout) int { return cmp.Or(b.Date.Compare(a.Date), compareTitles(a, b)) })
	slices.SortFunc(c.Sources, func(a, b *Source) int { return cmp.Or(cmp.Compare(b.Year, a.Year), compareTitles(a, b)) })
	slices.SortFunc(c.Pages, func(a, b *Page) int { return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b)) })
	slices.SortFunc(c.Contacts, func(a, b *AdvisoryContact) int { return cmp.Or(cmp.Compare(a.Order, b.Order), compareTitles(a, b)) })
	slices.SortFunc(c.Funders, compareTitles[*Funder])
	slices.SortFunc(c.Partners, compareTitles[*Partner])
	slices.SortFunc(c.Themes, compareTitles[*Theme])
	slices.SortFunc(c.Concepts, compareTitles[*Concept])
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
