package content

import (
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// key is what a relation names.
type key struct {
	kind Kind
	id   string
}

// linker resolves relations, one entity at a time. What is found by something is found by the number of that.
type linker struct {
	numbers  *numbers
	byID     []entity
	byFile   []*source // by the composed form (NFC) of the name
	versions []int     // of the files in byFile; 0 for those that are left out of this Load, or are not there
	drafts   bool      // drafts are published
	current  entity
	refs     []reference // of current
	problems problem.List
}

// hidden tells whether an entry is left out of this Load.
func (l *linker) hidden(e *Entry) bool { return e.Draft && !l.drafts }

// link resolves the relations of files' entities.
func (l *linker) link(files []*source) {
	for _, f := range files {
		l.current, l.refs = f.entity, f.refs
		f.entity.link(l)
	}
}

// links resolves the relation under a key to any number of entries, each once.
func links[T any](l *linker, name string) []*T {
	var found []*T
	for i := range l.refs {
		r := &l.refs[i]
		if r.key != name {
			continue
		}
		if t, ok := any(l.resolve(l.byID[r.number], r.to, r.Ref)).(*T); ok && !slices.Contains(found, t) {
			if found == nil {
				found = make([]*T, 0, len(l.refs)-i) // at most
			}
			found = append(found, t)
		}
	}
	return found
}

// link1 resolves the relation under a key to one entry, nil when there is none.
func link1[T any](l *linker, name string) *T {
	if found := links[T](l, name); len(found) > 0 {
		return found[0]
	}
	return nil
}

// linkEach resolves a relation to a part in each element of a list, on a copy of the list: the original belongs to the Memo.
func linkEach[E any](l *linker, list []E, of func(*E) (frontmatter.Ref, **Partner)) []E {
	list = slices.Clone(list)
	for i := range list {
		ref, dst := of(&list[i])
		if ref.ID != "" {
			*dst, _ = l.resolve(l.find(KindPartner, ref.ID), KindPartner, ref).(*Partner)
		}
	}
	return list
}

// find gives the entity of a kind that has an id; nil when none has.
func (l *linker) find(kind Kind, id string) entity {
	if n, ok := l.numbers.ids[key{kind, id}]; ok {
		return l.byID[n]
	}
	return nil
}

// file gives the file of a name in composed form; nil when there is none.
func (l *linker) file(name string) *source {
	if n, ok := l.numbers.names[name]; ok {
		return l.byFile[n]
	}
	return nil
}

// ids lists the ids that entries of a kind have.
func (l *linker) ids(kind Kind) []string {
	var ids []string
	for k, n := range l.numbers.ids {
		if k.kind == kind && l.byID[n] != nil {
			ids = append(ids, k.id)
		}
	}
	slices.Sort(ids)
	return ids
}

// resolve takes what a reference names, nil for nothing, and notes the way back; nil after a problem.
func (l *linker) resolve(target entity, to Kind, ref frontmatter.Ref) entity {
	if target == nil {
		l.unknown(to, ref)
		return nil
	}
	t := target.Common()
	if l.hidden(t) {
		l.draft(t, ref)
		return nil
	}
	if n := len(t.from); n == 0 || t.from[n-1] != l.current {
		t.from = append(t.from, l.current)
	}
	return target
}

// draft tells of a reference to a draft.
func (l *linker) draft(target *Entry, ref frontmatter.Ref) {
	l.problems.Add(problemAt(l.current.Common().File, ref.Line, ref.Column, problem.UnknownReference,
		fmt.Sprintf("”%s” är ett utkast och publiceras inte.", ref.ID),
		fmt.Sprintf("Ta bort draft i %s när den är klar, eller vänta med att hänvisa till den.", target.File)))
}

// unknown tells of a reference to nothing, and of what there is.
func (l *linker) unknown(to Kind, ref frontmatter.Ref) {
	ids := l.ids(to)
	var hint string
	near, ok := swedish.Nearest(ref.ID, ids)
	switch {
	case ok:
		hint = fmt.Sprintf("Menade du %s?", near)
	case len(ids) == 0:
		hint = fmt.Sprintf("Mappen %s/ är tom. Lägg till filen %s/%s.md.", to, to, swedish.Slug(ref.ID))
	case len(ids) <= 12:
		hint = fmt.Sprintf("Välj bland %s, eller lägg till filen %s/%s.md.", swedish.JoinAnd(ids), to, swedish.Slug(ref.ID))
	default:
		hint = fmt.Sprintf("Filerna i mappen %s/ visar vilka som finns. Saknas den, lägg till %s/%s.md.", to, to, swedish.Slug(ref.ID))
	}
	for _, s := range specs {
		if other := l.find(s.kind, ref.ID); other != nil && !ok {
			hint = fmt.Sprintf("Det finns %s med det id:t (%s), men här ska det vara %s. %s", s.one, other.Common().File, specs[specOf(string(to))].one, hint)
			break
		}
	}
	l.problems.Add(problemAt(l.current.Common().File, ref.Line, ref.Column, problem.UnknownReference,
		fmt.Sprintf("Det finns %s med id ”%s”.", noOne(to), ref.ID), hint))
}

// noOne turns "en aktivitet" to "ingen aktivitet".
func noOne(kind Kind) string {
	one := specs[specOf(string(kind))].one
	if noun, ok := strings.CutPrefix(one, "ett "); ok {
		return "inget " + noun
	}
	noun, _ := strings.CutPrefix(one, "en ")
	return "ingen " + noun
}
