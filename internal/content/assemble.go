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

// assemble copies each entity for this Load, sorts, settles ids and addresses, and links.
func (l *loader) assemble() *Content {
	l.linker = linker{
		byID:   make(map[key]entity, len(l.files)),
		byFile: make(map[string]*source, len(l.files)),
		drafts: l.opt.Drafts,
	}
	taken := taken{addresses: make(map[string]*Entry, len(l.files)), uids: make(map[string]*Entry, len(l.files))}
	kinds := l.kinds()
	for _, f := range l.files {
		l.linker.byFile[norm.NFC.String(f.name)] = f
	}
	var others []*source // not among the content's lists, yet with relations to check
	for _, f := range l.byClaim() {
		unique := l.unique(f.entity, &taken)
		switch {
		case l.linker.hidden(f.entity.Common()):
		case unique:
			f.listed = true
		default:
			others = append(others, f)
		}
	}
	l.checkOldPaths(taken.addresses)
	c := new(Content)
	for i, files := range kinds {
		for _, f := range files {
			if f.listed {
				specs[i].add(c, f.entity)
				l.linker.link(f)
			}
		}
	}
	for _, f := range others {
		l.linker.link(f)
	}
	l.problems = append(l.problems, l.linker.problems...)
	l.settings.resolve(l)
	c.Settings = l.settings
	return c
}

// kinds gives each file its entity and parts them by kind, each in the order of its list. They are taken in the order of the Load before,
// which is nearly theirs: then there is little to sort, and entities that are used one after the other are neighbours in memory.
func (l *loader) kinds() [][]*source {
	kinds := make([][]*source, len(specs))
	for _, f := range l.files {
		kinds[f.spec] = append(kinds[f.spec], f)
	}
	if l.memo.once {
		for _, f := range l.files {
			f.entity = f.parsed.entity // which nobody else will use
		}
	} else {
		for i, files := range kinds {
			kinds[i] = asBefore(files)
		}
		cloneAll(kinds)
	}
	for i, files := range kinds {
		specs[i].sort(files)
		if !l.memo.once {
			for place, f := range files {
				f.parsed.place = place
			}
		}
	}
	return kinds
}

// asBefore puts files in the order of their places in the Load before, as far as they have any.
func asBefore(files []*source) []*source {
	before := make([]*source, len(files), 2*len(files))
	var others []*source
	for _, f := range files {
		if p := f.parsed.place; p >= 0 && p < len(files) && before[p] == nil {
			before[p] = f
		} else {
			others = append(others, f)
		}
	}
	return append(slices.DeleteFunc(before, func(f *source) bool { return f == nil }), others...)
}

// cloneAll copies the entities of files, on all cores.
func cloneAll(kinds [][]*source) {
	const most = 256 // more copies than this are not made in one piece
	type piece struct {
		spec  int
		files []*source
	}
	var pieces []piece
	for i, files := range kinds {
		for files := range slices.Chunk(files, most) {
			pieces = append(pieces, piece{i, files})
		}
	}
	inParallel(len(pieces), func(i int) { specs[pieces[i].spec].clone(pieces[i].files) })
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
