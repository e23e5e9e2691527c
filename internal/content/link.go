package content

import (
	"fmt"
	"slices"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// key is what a relation names.
type key struct {
	kind Kind
	id   string
}

// linker resolves relations, one entry at a time.
type linker struct {
	byID      map[key]Typed
	byFile    map[string]*source // by the composed form (NFC) of the name
	byAddress map[string]*Entry  // by the path on the site
	byOld     map[string]*Entry  // by a path that an entry had before
	drafts    bool               // drafts are published
	ids       map[Kind][]string  // the ids that entries of a kind have, sorted
	current   Typed
	unknowns  int // in current
	problems  problem.List
}

// hidden reports whether an entry is left out of this Load.
func (l *linker) hidden(e *Entry) bool { return e.Draft && !l.drafts }

// link resolves the relations of files' entries.
func (l *linker) link(files []*source) {
	for _, f := range files {
		l.current, l.unknowns = f.entry, 0
		for i := range f.parsed.refs {
			r := &f.parsed.refs[i]
			if target := l.resolve(r); target != nil {
				f.kind.set(f.entry, r, target)
			}
		}
		f.kind.link(l, f.entry)
	}
}

// find returns the entry of a kind that has an id; nil when none has.
func (l *linker) find(kind Kind, id string) Typed { return l.byID[key{kind, id}] }

// listIDs lists the ids that entries have by kind, for advice.
func (l *linker) listIDs() {
	l.ids = map[Kind][]string{}
	for k := range l.byID {
		l.ids[k.kind] = append(l.ids[k.kind], k.id)
	}
	for _, ids := range l.ids {
		slices.Sort(ids)
	}
}

// resolve returns what a reference names, and notes the way back; nil after a problem.
func (l *linker) resolve(r *reference) Typed {
	target := l.find(r.to, r.ID)
	if target == nil {
		l.unknown(r.to, r.Ref)
		return nil
	}
	t := target.Common()
	if l.hidden(t) {
		l.draft(t, r.Ref)
		return nil
	}
	if n := len(t.from); n == 0 || t.from[n-1] != l.current {
		t.from = append(t.from, l.current)
	}
	return target
}

// draft reports a reference to a draft.
func (l *linker) draft(target *Entry, ref frontmatter.Ref) {
	l.problems.Add(problemAt(l.current.Common().File, ref.Line, ref.Column, problem.UnknownReference,
		fmt.Sprintf("”%s” är ett utkast och publiceras inte.", ref.ID),
		fmt.Sprintf("Ta bort draft i %s när den är klar, eller vänta med att hänvisa till den.", target.File)))
}

// unknown reports a reference to nothing, and what there is. In a file that has more of them than are told of, the rest
// get no advice, which takes time to find.
func (l *linker) unknown(to Kind, ref frontmatter.Ref) {
	var hint string
	if l.unknowns++; l.unknowns <= problem.Most {
		hint = l.advise(to, ref)
	}
	l.problems.Add(problemAt(l.current.Common().File, ref.Line, ref.Column, problem.UnknownReference,
		fmt.Sprintf("Det finns %s med id ”%s”.", noOne(to), ref.ID), hint))
}

// advise tells what to write instead of a reference to nothing.
func (l *linker) advise(to Kind, ref frontmatter.Ref) string {
	ids := l.ids[to]
	var hint string
	near, ok := swedish.Nearest(ref.ID, ids)
	switch {
	case ok:
		hint = fmt.Sprintf("Menade du %s?", near)
	case len(ids) == 0:
		hint = fmt.Sprintf("Mappen %s/ är tom. Lägg till filen %s/%s.md.", to, to, swedish.Slug(ref.ID))
	case len(ids) <= 12:
		hint = fmt.Sprintf(
			"Välj bland %s, eller lägg till filen %s/%s.md.", swedish.JoinAnd(ids), to, swedish.Slug(ref.ID),
		)
	default:
		hint = fmt.Sprintf(
			"Filerna i mappen %s/ visar vilka som finns. Saknas den, lägg till %s/%s.md.", to, to, swedish.Slug(ref.ID),
		)
	}
	for _, k := range kinds() {
		if other := l.find(k.Kind, ref.ID); other != nil && !ok {
			hint = fmt.Sprintf(
				"Det finns %s med det id:t (%s), men här ska det vara %s. %s", k.One, other.Common().File, one(to),
				hint,
			)
			break
		}
	}
	return hint
}
