package content

import (
	"cmp"
	"fmt"
	"path"
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

// linker resolves relations, one entry at a time.
type linker struct {
	byID      map[key]Typed
	byFile    map[string]*source       // by the composed form (NFC) of the name
	byAddress map[string]*Entry        // by the path on the site
	byOld     map[string]*Entry        // by a path that an entry had before
	drafts    bool                     // drafts are published
	ids       func() map[Kind][]string // the ids that published entries of a kind have, sorted, once anyone has asked
	titles    map[key][]string         // the same by the slugs of their titles, once anyone has asked
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

// listIDs returns the ids that published entries have by kind, for advice.
func (l *linker) listIDs() map[Kind][]string {
	all := map[Kind][]string{}
	for k, e := range l.byID {
		if !l.hidden(e.Common()) {
			all[k.kind] = append(all[k.kind], k.id)
		}
	}
	for _, ids := range all {
		slices.Sort(ids)
	}
	return all
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
	if p, ok := l.current.(*Page); ok && p.Unlisted {
		return target // which nothing leads back from
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
	p := problemAt(l.current.Common().File, ref.Line, ref.Column, problem.UnknownReference,
		fmt.Sprintf("Det finns %s med id %s.", noOne(to), frontmatter.Quoted(ref.ID)), "")
	if l.unknowns++; l.unknowns <= problem.Most {
		p.Hint, p.Fix = l.advise(to, ref)
	}
	l.problems.Add(p)
}

// advise tells what to write instead of a reference to nothing: the entry that has its words for title or file, several
// of these, or the id that is nearest. What it tells to write is there.
func (l *linker) advise(to Kind, ref frontmatter.Ref) (hint string, fix problem.Fix) {
	if id := l.named(to, ref.ID); id != "" {
		return fmt.Sprintf("Skriv %s. Ett id är filens namn utan .md.", id), ref.Fix(id)
	}
	if several := l.several(to, ref.ID); len(several) > 0 {
		fix = ref.Fix(several...)
		if ref.Among == frontmatter.Lone {
			return fmt.Sprintf("Här kan bara en stå. Välj %s.", strings.Join(several, " eller ")), fix
		}
		hint = "Skriv flera id:n med kommatecken mellan: [" + strings.Join(several, ", ") + "]"
		if ref.Among == frontmatter.Dashes {
			hint = "Skriv varje id på en egen rad:\n  - " + strings.Join(several, "\n  - ")
		}
		return hint, fix
	}
	ids := l.ids()[to]
	file := fmt.Sprintf("%s/%s.md", to, cmp.Or(swedish.Slug(ref.ID), "filens-namn"))
	near, ok := swedish.Nearest(ref.ID, ids)
	if !ok {
		near, ok = swedish.Nearest(swedish.Slug(ref.ID), ids)
	}
	switch {
	case ok:
		hint, fix = fmt.Sprintf("Menade du %s?", near), ref.Fix(near)
	case len(ids) == 0:
		hint = fmt.Sprintf("Mappen %s/ är tom. Lägg till filen %s.", to, file)
	case len(ids) <= 12:
		hint = fmt.Sprintf("Välj bland %s, eller lägg till filen %s.", swedish.JoinAnd(ids), file)
	default:
		hint = fmt.Sprintf("Filerna i mappen %s/ visar vilka som finns. Saknas den, lägg till %s.", to, file)
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
	return hint, fix
}

// named returns the id of the entry of a kind whose title or file is meant by words; empty when there is none, or more
// than one.
func (l *linker) named(kind Kind, words string) string {
	if l.titles == nil {
		l.titles = map[key][]string{}
		for k, e := range l.byID {
			if title := (key{k.kind, swedish.Slug(e.Common().Title)}); !l.hidden(e.Common()) {
				l.titles[title] = append(l.titles[title], k.id)
			}
		}
	}
	slug := swedish.Slug(path.Base(strings.TrimSuffix(words, ".md")))
	if _, ok := slices.BinarySearch(l.ids()[kind], slug); ok {
		return slug
	}
	if ids := l.titles[key{kind, swedish.Slug(words)}]; len(ids) == 1 {
		return ids[0]
	}
	return ""
}

// several returns the ids that words name, when they name more than one and nothing else: with commas between, or
// blanks.
func (l *linker) several(kind Kind, words string) []string {
	for _, between := range []string{",;", ",; \u00a0"} {
		parts := strings.FieldsFunc(words, func(r rune) bool { return strings.ContainsRune(between, r) })
		var ids []string
		for _, part := range parts {
			if id := l.named(kind, part); id != "" {
				ids = append(ids, id)
			}
		}
		if len(ids) == len(parts) && len(ids) > 1 {
			return ids
		}
	}
	return nil
}
