package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/problem"
)

// assemble gives each entry its place: in the lists, and among the ids and addresses.
func (l *loader) assemble() *Content {
	l.linker = linker{
		byID:   make(map[key]Typed, len(l.files)),
		byFile: make(map[string]*source, len(l.files)),
		drafts: l.opt.Drafts,
	}
	for _, f := range l.files {
		l.linker.byFile[f.parsed.composed] = f
	}
	taken := &taken{
		uids:      map[string]*Entry{},
		addresses: make(map[string]*Entry, len(l.files)),
	}
	var unlisted []*source // whose relations are checked all the same
	for _, f := range l.byClaim() {
		unique := l.unique(f, taken)
		switch {
		case l.linker.hidden(f.entry.Common()):
		case unique:
			f.listed = true
			l.checkName(f.entry.Common())
		default:
			unlisted = append(unlisted, f)
		}
	}
	l.linker.byAddress = taken.addresses
	l.host = l.settings.host()
	l.linker.ids = sync.OnceValue(l.linker.listIDs)
	l.linker.byOld = l.checkOldPaths(taken.addresses)
	c := &Content{lists: make([]any, len(kinds()))}
	l.linked = make([]*source, 0, len(l.files))
	byKind := make(map[*kind][]*source, len(kinds()))
	for _, f := range l.files {
		if f.listed {
			byKind[f.kind] = append(byKind[f.kind], f)
		}
	}
	for i, k := range kinds() {
		list := byKind[k]
		slices.SortFunc(list, func(a, b *source) int { return k.compare(a.entry, b.entry) })
		c.lists[i] = k.list(list)
		l.linked = append(l.linked, list...)
	}
	l.linked = append(l.linked, unlisted...)
	l.settings.resolve(l)
	l.resolveSynonyms()
	c.Settings, c.Synonyms = l.settings, l.synonyms
	return c
}

// taken are the calendar UIDs and addresses in use.
type taken struct {
	uids, addresses map[string]*Entry
}

// unique notes a file's id, UID and address. It reports whether no other file has one of them.
func (l *loader) unique(f *source, taken *taken) bool {
	e := f.entry.Common()
	if e.ID == "" || strings.Contains(e.Address, "//") {
		return false // which has been reported
	}
	if e.Kind != KindPage {
		if other := l.linker.withID(e.Kind, e.ID); other != nil {
			l.problems.Add(problemAt(e.File, e.idPos.Line, e.idPos.Column, problem.DuplicateID,
				fmt.Sprintf("Filen får samma id, ”%s”, som %s.", e.ID, other.Common().File),
				"Ett id namnger en sak för alltid: i hänvisningar, i adressen och i kalendern. "+
					"Döp om den ena filen, eller ge den ett eget id i huvudet, till exempel id: "+e.ID+"-2"))
			return false
		}
		l.linker.byID[key{e.Kind, e.ID}] = f.entry
	}
	if a := ActivityOf(f.entry); a != nil && a.UID != "" {
		if other := taken.uids[a.UID]; other != nil {
			l.problems.Add(problemAt(e.File, a.uidPos.Line, a.uidPos.Column, problem.DuplicateID,
				fmt.Sprintf("Aktiviteten får samma uid, ”%s”, som %s.", a.UID, other.File),
				"Ett uid namnger en aktivitet i allas kalendrar. Är det samma aktivitet, så ta bort den ena filen. "+
					"Annars: ta bort raden uid i den ena."))
			return false
		}
		taken.uids[a.UID] = e
	}
	if other := taken.addresses[e.Address]; other != nil {
		l.problems.Add(problemAt(e.File, 0, 0, problem.DuplicateAddress,
			fmt.Sprintf("Filen får samma adress, %s, som %s.", e.Address, other.File),
			"Döp om den ena filen. I adresser blir å och ä till a, och ö till o."))
		return false
	}
	taken.addresses[e.Address] = e
	return true
}

// withID returns the entry with an id among those that share ids with a kind: activities and talks stand in one
// calendar.
func (l *linker) withID(kind Kind, id string) Typed {
	switch kind {
	case KindActivity:
		return cmp.Or(l.find(kind, id), l.find(KindSamhallssamtal, id))
	case KindSamhallssamtal:
		return cmp.Or(l.find(kind, id), l.find(KindActivity, id))
	}
	return l.find(kind, id)
}

// checkOldPaths finds old addresses that are in use, or claimed twice. It returns the entries by all of theirs.
func (l *loader) checkOldPaths(inUse map[string]*Entry) map[string]*Entry {
	claimed := map[string]*Entry{}
	for _, f := range l.files {
		e := f.entry.Common()
		for i, old := range e.OldPaths {
			folded := address.Fold(old) // addresses of entries are in lower case
			other := cmp.Or(inUse[folded], claimed[folded])
			claimed[folded] = e
			if other == nil {
				continue
			}
			message := fmt.Sprintf("Den tidigare adressen %s används redan av %s.", old, other.File)
			hint := "Ta bort den ur old_paths i den ena filen. Stora och små bokstäver räknas som samma."
			if other == e {
				message = fmt.Sprintf("Den tidigare adressen %s är filens egen adress, eller står två gånger.", old)
				hint = "Ta bort den ur old_paths. Där ska bara de adresser stå som sidan har haft tidigare."
			}
			l.problems.Add(
				problemAt(e.File, e.oldPos[i].Line, e.oldPos[i].Column, problem.DuplicateAddress, message, hint),
			)
		}
	}
	return claimed
}
