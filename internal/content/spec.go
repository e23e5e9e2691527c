package content

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/swedish"
)

// Kind is a sort of entry, named by its folder below the content root. Everything outside the folders of kinds is a
// [Page].
type Kind string

// Spec declares a kind of entry, for those who show entries, or make forms and schemas for them. Texts for editors are
// in Swedish.
type Spec struct {
	// Kind is also the name of the folder.
	Kind Kind
	// One is what an editor calls an entry, with its article: "en aktivitet". Many is the heading of their list:
	// "Aktiviteter".
	One, Many string
	// Help says in a sentence what an entry is.
	Help string
	// Order is the kind's place among the others: that in which visitors meet them, relations are resolved, and back
	// links are listed.
	Order int
	// Fields are the keys of a header, those first that all kinds have.
	Fields []Field
}

// Specs returns what is declared of every kind, in their order.
func Specs() []Spec {
	list := make([]Spec, len(kinds()))
	for i, k := range kinds() {
		list[i] = k.spec()
	}
	return list
}

// SpecOf returns what is declared of a kind.
func SpecOf(k Kind) Spec { return kindIn(string(k)).spec() }

// InOrder returns the fields as an editor thinks of them: the title and the summary, what is particular to the kind,
// and what all kinds have.
func (s Spec) InOrder() []Field {
	place := func(f Field) int {
		switch {
		case f.Key == "title":
			return 0
		case f.Key == "summary":
			return 1
		case IsCommon(f.Key):
			return 3
		}
		return 2
	}
	return slices.SortedStableFunc(
		slices.Values(s.Fields),
		func(a, b Field) int { return cmp.Compare(place(a), place(b)) },
	)
}

// IsCommon reports whether all kinds have a key.
func IsCommon(key string) bool {
	return slices.ContainsFunc(commonFields, func(c field[Entry]) bool { return c.Key == key })
}

// SpecNamed returns the kind that an editor means by a word: the name of the folder, of an entry, or of their list.
// When there is none, near is the word for the likeliest, which may be empty.
func SpecNamed(word string) (s Spec, near string, ok bool) {
	meant := swedish.Slug(word)
	if meant == "" {
		return Spec{}, "", false
	}
	bySlug := map[string]string{}
	for _, k := range kinds() {
		_, noun, _ := strings.Cut(k.One, " ")
		for _, name := range []string{string(k.Kind), noun, k.Many} {
			slug := swedish.Slug(name)
			if slug != "" && slug == meant {
				return k.spec(), "", true
			}
			bySlug[slug] = noun
		}
	}
	slug, _ := swedish.Nearest(meant, slices.Sorted(maps.Keys(bySlug)))
	return Spec{}, bySlug[slug], false
}

// Kinds lists every kind but pages, in their order.
func Kinds() []Kind {
	var list []Kind
	for _, k := range kinds() {
		if k.Kind != KindPage {
			list = append(list, k.Kind)
		}
	}
	return list
}

// declaration says all that there is to say of a kind whose entries are E. Its fields take the place of those that all
// kinds have, where they have the same key.
type declaration[E any] struct {
	Spec
	shape[E]
	// compare is a total order: it tells any two entries apart.
	compare func(a, b *E) int
	// link takes from other entries what is no relation. It may be nil.
	link func(l *linker, e *E)
}

// kind is a declaration, whatever the type of its entries.
type kind struct {
	Spec
	describe func() []Field
	aliases  func() map[string]string // see [aliases]
	seen     func() map[string]string // see [seenLabels]

	new    func() Typed
	decode func(d *decoder, e Typed)
	// clone copies an entry so that links can be set in the copy.
	clone func(e Typed) Typed
	set   func(e Typed, r *reference, target Typed)
	link  func(l *linker, e Typed)

	compare func(a, b Typed) int
	// list makes a []*E of entries, and all goes through one.
	list func(files []*source) any
	all  func(list any, yield func(Typed) bool) bool
}

// spec returns the declaration for reading.
func (k *kind) spec() Spec {
	s := k.Spec
	s.Fields = k.describe()
	return s
}

// declared are the kinds that the files of this package declare as the program starts; nothing changes them afterwards.
var declared []*kind

// kinds returns the declared kinds in their order.
var kinds = sync.OnceValue(func() []*kind {
	slices.SortFunc(declared, func(a, b *kind) int { return cmp.Compare(a.Order, b.Order) })
	for i, k := range declared {
		for _, other := range declared[:i] {
			if other.Kind == k.Kind || other.Order == k.Order {
				panic(fmt.Sprintf("content: %q and %q are one kind, or have one place in order", other.Kind, k.Kind))
			}
		}
	}
	return declared
})

// declare adds a kind to the others. It is to be called from an init function.
func declare[E any, P interface {
	*E
	Typed
}](d declaration[E]) {
	common := shape[E]{fields: lift(slices.DeleteFunc(slices.Clone(commonFields), func(c field[Entry]) bool {
		return slices.ContainsFunc(d.fields, func(f field[E]) bool { return f.Key == c.Key })
	}), func(e *E) *Entry { return P(e).Common() })}
	all := shape[E]{fields: append(common.fields, d.fields...), check: func(dec *decoder, e *E) {
		P(e).Common().checkCommon(dec)
		if d.check != nil {
			d.check(dec, e)
		}
	}}
	entry := func(e Typed) *E {
		p, ok := e.(P)
		if !ok {
			panic(fmt.Sprintf("content: a %T is none of the %s", e, d.Many))
		}
		return p
	}
	k := &kind{
		Spec: d.Spec, describe: all.describe,
		aliases: sync.OnceValue(
			func() map[string]string { return aliases(append(d.describe(), common.describe()...)) },
		),
		seen: sync.OnceValue(func() map[string]string { return seenLabels(all.describe()) }),
		new:  func() Typed { return P(new(E)) }, decode: func(dec *decoder, e Typed) { all.decode(dec, entry(e)) },
		set: func(e Typed, r *reference, target Typed) { all.fields[r.field].set(entry(e), r.item, target) },
		link: func(l *linker, e Typed) {
			if d.link != nil {
				d.link(l, entry(e))
			}
		},
		compare: func(a, b Typed) int { return d.compare(entry(a), entry(b)) },
	}
	k.clone = func(e Typed) Typed {
		copied := *entry(e)
		for i := range all.fields {
			if detach := all.fields[i].detach; detach != nil {
				detach(&copied)
			}
		}
		return P(&copied)
	}
	k.list = func(files []*source) any {
		list := make([]*E, len(files))
		for i, f := range files {
			list[i] = entry(f.entry)
		}
		return list
	}
	k.all = func(list any, yield func(Typed) bool) bool {
		entries, _ := list.([]*E)
		for _, e := range entries {
			if !yield(P(e)) {
				return false
			}
		}
		return true
	}
	declared = append(declared, k)
}

// kindIn returns the kind whose entries lie in a folder; an unknown folder holds pages.
func kindIn(folder string) *kind {
	var pages *kind
	for _, k := range kinds() {
		switch k.Kind {
		case Kind(folder):
			return k
		case KindPage:
			pages = k
		}
	}
	return pages
}

// KindOf returns the kind whose entries are of type T, as *Call. It panics when there is none.
func KindOf[T any]() Kind {
	for _, k := range kinds() {
		if _, ok := any(k.new()).(T); ok {
			return k.Kind
		}
	}
	panic(fmt.Sprintf("content: no kind of %T is declared", *new(T)))
}

// aliases leads from wrong keys to the right ones that they may stand for, those of a table's first field first, those
// of nested mappings last; see [frontmatter.Options].
func aliases(fields []Field) map[string]string {
	all := map[string]string{}
	for len(fields) > 0 {
		var below []Field
		for _, f := range fields {
			for alias := range strings.FieldsSeq(f.Aliases) {
				if keys := strings.Fields(all[alias]); !slices.Contains(keys, f.Key) {
					all[alias] = strings.Join(append(keys, f.Key), " ")
				}
			}
			below = append(below, f.Fields...)
		}
		fields = below
	}
	return all
}

// one returns what an editor calls an entry of a kind: "en aktivitet".
func one(kind Kind) string { return kindIn(string(kind)).One }

// noOne is the negative of one: "ingen aktivitet".
func noOne(kind Kind) string {
	if noun, ok := strings.CutPrefix(one(kind), "ett "); ok {
		return "inget " + noun
	}
	return "ingen " + strings.TrimPrefix(one(kind), "en ")
}
