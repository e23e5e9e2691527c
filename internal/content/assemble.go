package content

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"

	"so-in.se/psi/internal/problem"
)

// assemble copies each entity for this Load, sorts, and settles ids and addresses.
func (l *loader) assemble() *Content {
	numbers := &l.memo.numbers
	l.linker = linker{
		numbers:  numbers,
		byID:     make([]entity, len(numbers.ids)),
		byFile:   make([]*source, len(numbers.names)),
		versions: make([]int, len(numbers.names)),
		drafts:   l.opt.Drafts,
	}
	taken := taken{make([]*Entry, len(numbers.ids)), make([]*Entry, len(numbers.addresses)), make([]*Entry, len(numbers.uids))}
	kinds := l.kinds()
	for _, f := range l.files {
		l.linker.byFile[f.parsed.name] = f
		if versions := l.linker.versions; l.linker.hidden(f.entity.Common()) {
			versions[f.parsed.name] = 0
		} else {
			versions[f.parsed.name] = f.parsed.version
		}
	}
	var others []*source // not among the content's lists, yet with relations to check
	for _, f := range l.byClaim() {
		unique := l.unique(f, &taken)
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
	l.linked = make([]*source, 0, len(l.files))
	for i, files := range kinds {
		for _, f := range files {
			if f.listed {
				specs[i].add(c, f.entity)
				l.linked = append(l.linked, f)
			}
		}
	}
	l.linked = append(l.linked, others...)
	l.settings.resolve(l)
	c.Settings = l.settings
	return c
}

// kinds gives each file its entity and parts them by kind, each in the order of its list. They are taken in the order of the Load before.
// Then there is little to sort, or nothing where each file says what it said then, and entities that are used one after the other are
// neighbours in memory.
func (l *loader) kinds() [][]*source {
	kinds, sorted := make([][]*source, len(specs)), make([]bool, len(specs))
	for _, f := range l.files {
		kinds[f.spec] = append(kinds[f.spec], f)
	}
	if l.memo.once {
		for _, f := range l.files {
			f.entity = f.parsed.entity // which nobody else will use
		}
	} else {
		for i, files := range kinds {
			kinds[i], sorted[i] = asBefore(files)
		}
		cloneAll(kinds)
	}
	for i, files := range kinds {
		if !sorted[i] {
			specs[i].sort(files)
		}
		if !l.memo.once {
			for place, f := range files {
				f.parsed.place = place
			}
		}
	}
	return kinds
}

// asBefore puts files in the order of their places in the Load before. Those that have none come last, and then there is something to sort.
func asBefore(files []*source) (list []*source, sorted bool) {
	before := make([]*source, len(files), 2*len(files))
	var others []*source
	for _, f := range files {
		if p := f.parsed.place; p >= 0 && p < len(files) && before[p] == nil {
			before[p] = f
		} else {
			others = append(others, f)
		}
	}
	return append(slices.DeleteFunc(before, func(f *source) bool { return f == nil }), others...), len(others) == 0
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

// The ways in which files come to their ids.
const (
	claimName   = iota // the name is the id
	claimNearly        // the name is nearly so
	claimOwn           // the header has an id or uid
	claims
)

// byClaim lists the files so that, when two collide, the later one is that which an editor had better change: first those whose names
// are their ids, then those whose names are nearly so, and last those with an id or uid of their own.
func (l *loader) byClaim() []*source {
	list := make([]*source, 0, len(l.files))
	for claim := range claims {
		for _, f := range l.files {
			if f.parsed.claim == claim {
				list = append(list, f)
			}
		}
	}
	return list
}

// taken are the ids, addresses and calendar UIDs in use, by their numbers.
type taken struct{ ids, addresses, uids []*Entry }

// unique notes a file's id, UID and address, unless another has one of them.
func (l *loader) unique(f *source, taken *taken) bool {
	e, p := f.entity.Common(), f.parsed
	if e.ID == "" || strings.Contains(e.Address, "//") {
		return false // which has been reported
	}
	if e.Kind != KindPage {
		if other := taken.ids[p.sharedID]; other != nil {
			l.problems.Add(problemAt(e.File, e.idPos.Line, e.idPos.Column, problem.DuplicateID,
				fmt.Sprintf("Filen får samma id, ”%s”, som %s.", e.ID, other.File),
				"Ett id namnger en sak för alltid: i hänvisningar, i adressen och i kalendern. Döp om den ena filen, eller ge den ett eget id i huvudet, till exempel id: "+e.ID+"-2"))
			return false
		}
		taken.ids[p.sharedID] = e
		l.linker.byID[p.id] = f.entity
	}
	if p.uid >= 0 {
		if other := taken.uids[p.uid]; other != nil {
			a := ActivityOf(f.entity)
			l.problems.Add(problemAt(e.File, a.uidPos.Line, a.uidPos.Column, problem.DuplicateID,
				fmt.Sprintf("Aktiviteten får samma uid, ”%s”, som %s.", a.UID, other.File),
				"Ett uid namnger en aktivitet i allas kalendrar. Är det samma aktivitet, så ta bort den ena filen. Annars: ta bort raden uid i den ena."))
			return false
		}
		taken.uids[p.uid] = e
	}
	if other := taken.addresses[p.address]; other != nil {
		l.problems.Add(problemAt(e.File, 0, 0, problem.DuplicateAddress,
			fmt.Sprintf("Filen får samma adress, %s, som %s.", e.Address, other.File), "Döp om den ena filen. I adresser blir å och ä till a, och ö till o."))
		return false
	}
	taken.addresses[p.address] = e
	return true
}

// ActivityOf gives the activity that an entry is, as talks are too; nil when it is none.
func ActivityOf(e Typed) *Activity {
	switch e := e.(type) {
	case *Activity:
		return e
	case *Samhallssamtal:
		return &e.Activity
	}
	return nil
}

// sharing gives the kind under which ids are told apart: activities and talks stand in one calendar.
func sharing(kind Kind) Kind {
	if kind == KindSamhallssamtal {
		return KindActivity
	}
	return kind
}

// checkOldPaths finds old addresses that are in use, or claimed twice.
func (l *loader) checkOldPaths(inUse []*Entry) {
	claimed := map[string]*Entry{}
	for _, f := range l.files {
		e := f.entity.Common()
		for i, old := range e.OldPaths {
			other := claimed[old]
			if n, ok := l.memo.numbers.addresses[old]; ok {
				other = cmp.Or(inUse[n], other)
			}
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

// All goes through every entry, kind by kind.
func (c *Content) All() iter.Seq[Typed] {
	return func(yield func(Typed) bool) {
		_ = each(c.Activities, yield) && each(c.Talks, yield) && each(c.Calls, yield) && each(c.Projects, yield) &&
			each(c.Contacts, yield) && each(c.Groups, yield) && each(c.News, yield) && each(c.Newsletters, yield) &&
			each(c.ActivityLists, yield) && each(c.Lookouts, yield) && each(c.Funders, yield) && each(c.Partners, yield) &&
			each(c.Concepts, yield) && each(c.Themes, yield) && each(c.Areas, yield) && each(c.Sources, yield) && each(c.Pages, yield)
	}
}

func each[E Typed](list []E, yield func(Typed) bool) bool {
	for _, e := range list {
		if !yield(e) {
			return false
		}
	}
	return true
}

// Entries goes through the common part of every entry, kind by kind.
func (c *Content) Entries() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for e := range c.All() {
			if !yield(e.Common()) {
				return
			}
		}
	}
}
