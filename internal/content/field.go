package content

import (
	"slices"
	"strconv"
	"sync"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/swedish"
)

// Type is what the value of a key is.
type Type string

// The types. A [Field] with List set takes any number of such values.
const (
	TypeText    Type = "text"    // a line of text
	TypeBool    Type = "bool"    // ja or nej
	TypeInt     Type = "int"     // a whole number
	TypeSum     Type = "sum"     // a sum of money in whole kronor
	TypeDate    Type = "date"    // a day
	TypeMoment  Type = "moment"  // a day, or a day and a time of day
	TypeURL     Type = "url"     // an absolute address that begins with https:// or http://
	TypeEmail   Type = "email"   // an e-mail address
	TypePhone   Type = "phone"   // a telephone number
	TypeChoice  Type = "choice"  // one of Field.Choices
	TypeRef     Type = "ref"     // the id of an entry of the kind Field.To
	TypePath    Type = "path"    // the path of a content file
	TypeMapping Type = "mapping" // the keys Field.Fields
)

// Field is one key of a header, as those need to know it who write headers, or make forms and schemas for them. Texts
// for editors are in Swedish.
type Field struct {
	Key string
	// Label names the key in a form: "Sista anmälningsdag".
	Label string
	// Help says in a sentence or two what to write.
	Help string
	Type Type
	// List is set when the key takes several values, in an order that matters. One alone needs no list.
	List bool
	// ByPsi is set when psi itself writes the key, and nobody is asked for it.
	ByPsi bool
	// Unseen is set when visitors see nothing of the key.
	Unseen bool
	// Required is set when there is no entry without the key. RequiredWhen says in words when else it is required,
	// after "när": "start har ett klockslag".
	Required     bool
	RequiredWhen string
	// InsteadOf is a key that this one stands in the place of: there may be only one of them.
	InsteadOf string
	// Example is a value as it can be written after the key. The examples of a kind fit each other.
	Example string
	// Default is what the absent key stands for.
	Default string
	Choices []string
	// Min and Max bound a number; both are 0 when nothing does.
	Min, Max int
	// To is the kind that a relation leads to.
	To Kind
	// Fields are the keys of a mapping.
	Fields []Field
	// Aliases are other words for the key, with blanks between them, in lower case: those that editors are likely to
	// try.
	Aliases string
}

// field binds a Field to the part of an E that it is read into.
type field[E any] struct {
	Field
	options []frontmatter.Option
	read    func(d *decoder, e *E, options []frontmatter.Option)
	// example returns what to write for a key that is required by what was read before it; empty when it is not. It may
	// be nil.
	example func(e *E) string
	// complete adds what is known only when all kinds are declared. It may be nil.
	complete func(f *Field)

	// set gives a relation its target; item tells relations in the elements of a list apart. It is nil for what is no
	// relation.
	set func(e *E, item int, target Typed)
	// detach gives e a copy of its own of what set changes. It may be nil.
	detach func(e *E)
}

// newField returns a field that is no relation.
func newField[E any](f Field, read func(d *decoder, e *E, options []frontmatter.Option)) field[E] {
	made := field[E]{Field: f, read: read}
	if f.Required {
		made.options = append(made.options, frontmatter.Required(f.Key+": "+f.Example))
	}
	if f.Min != 0 || f.Max != 0 {
		made.options = append(made.options, frontmatter.Range(f.Min, f.Max))
	}
	return made
}

// simple returns a field that a method of the frontmatter decoder reads.
func simple[E, V any](
	f Field, t Type, list bool, method func(*frontmatter.Decoder, string, *V, ...frontmatter.Option), at func(*E) *V,
) field[E] {
	f.Type, f.List = t, list
	return newField(
		f, func(d *decoder, e *E, options []frontmatter.Option) { method(d.Decoder, f.Key, at(e), options...) },
	)
}

func text[E any](f Field, at func(*E) *string) field[E] {
	return simple(f, TypeText, false, (*frontmatter.Decoder).Text, at)
}

func texts[E any](f Field, at func(*E) *[]string) field[E] {
	return simple(f, TypeText, true, (*frontmatter.Decoder).Texts, at)
}

// contentPath returns a field for the path of a content file, which the caller resolves.
func contentPath[E any](f Field, at func(*E) *string) field[E] {
	return simple(f, TypePath, false, (*frontmatter.Decoder).Text, at)
}

func boolean[E any](f Field, at func(*E) *bool) field[E] {
	return simple(f, TypeBool, false, (*frontmatter.Decoder).Bool, at)
}

func integers[E any](f Field, at func(*E) *[]int) field[E] {
	return simple(f, TypeInt, true, (*frontmatter.Decoder).Ints, at)
}

func sum[E any](f Field, at func(*E) *int) field[E] {
	return simple(f, TypeSum, false, (*frontmatter.Decoder).Sum, at)
}

func date[E any](f Field, at func(*E) *swedish.Date) field[E] {
	return simple(f, TypeDate, false, (*frontmatter.Decoder).Date, at)
}

func dates[E any](f Field, at func(*E) *[]swedish.Date) field[E] {
	return simple(f, TypeDate, true, (*frontmatter.Decoder).Dates, at)
}

func moment[E any](f Field, at func(*E) *swedish.Moment) field[E] {
	return simple(f, TypeMoment, false, (*frontmatter.Decoder).Moment, at)
}

func webAddress[E any](f Field, at func(*E) *string) field[E] {
	f.Type = TypeURL
	return newField(f, func(d *decoder, e *E, options []frontmatter.Option) {
		d.URL(f.Key, at(e), options...)
		if pos := d.Pos(f.Key); *at(e) != "" && d.entry != nil {
			link := markdown.Link{URL: *at(e), Line: pos.Line, Column: pos.Column}
			d.entry.webLinks = append(d.entry.webLinks, link)
		}
	})
}

func email[E any](f Field, at func(*E) *string) field[E] {
	return simple(f, TypeEmail, false, (*frontmatter.Decoder).Email, at)
}

func phone[E any](f Field, at func(*E) *string) field[E] {
	return simple(f, TypePhone, false, (*frontmatter.Decoder).Phone, at)
}

func integer[E any](f Field, at func(*E) *int) field[E] {
	f.Type = TypeInt
	return newField(f, func(d *decoder, e *E, options []frontmatter.Option) {
		if f.Default != "" && !d.Has(f.Key) {
			*at(e), _ = strconv.Atoi(f.Default)
		}
		d.Int(f.Key, at(e), options...)
	})
}

func choice[E any, V ~string](f Field, allowed []V, at func(*E) *V) field[E] {
	f.Type, f.Choices = TypeChoice, words(allowed)
	return newField(f, func(d *decoder, e *E, options []frontmatter.Option) {
		if f.Default != "" && !d.Has(f.Key) {
			*at(e) = V(f.Default)
		}
		frontmatter.Choice(d.Decoder, f.Key, at(e), allowed, options...)
	})
}

func choices[E any, V ~string](f Field, allowed []V, at func(*E) *[]V) field[E] {
	f.Type, f.List, f.Choices = TypeChoice, true, words(allowed)
	return newField(f, func(d *decoder, e *E, options []frontmatter.Option) {
		frontmatter.Choices(d.Decoder, f.Key, at(e), allowed, options...)
	})
}

func words[V ~string](allowed []V) []string {
	list := make([]string, len(allowed))
	for i, v := range allowed {
		list[i] = string(v)
	}
	return list
}

// ref returns a field for a relation to at most one entry; the kind follows from its type.
func ref[E, T any](f Field, at func(*E) **T) field[E] {
	f.Type = TypeRef
	to := sync.OnceValue(KindOf[*T])
	made := newField(f, func(d *decoder, e *E, options []frontmatter.Option) {
		var id frontmatter.Ref
		if d.Ref(f.Key, &id, options...); id.ID != "" {
			d.refs = append(d.refs, reference{to: to(), Ref: id})
		}
	})
	made.complete = func(f *Field) { f.To = to() }
	made.set = func(e *E, _ int, target Typed) { *at(e), _ = any(target).(*T) }
	return made
}

// refs returns a field for a relation to any number of entries, each once; the kind follows from their type.
func refs[E, T any](f Field, at func(*E) *[]*T) field[E] {
	f.Type, f.List = TypeRef, true
	to := sync.OnceValue(KindOf[*T])
	made := newField(f, func(d *decoder, e *E, options []frontmatter.Option) {
		var ids []frontmatter.Ref
		d.Refs(f.Key, &ids, options...)
		for _, id := range ids {
			d.refs = append(d.refs, reference{to: to(), Ref: id})
		}
	})
	made.complete = func(f *Field) { f.To = to() }
	made.set = func(e *E, _ int, target Typed) {
		if t, ok := any(target).(*T); ok && !slices.Contains(*at(e), t) {
			*at(e) = append(*at(e), t)
		}
	}
	return made
}

// mapping returns a field for keys of its own below the key. It calls at only when they are there. No relation may be
// among them.
func mapping[E, N any](f Field, of shape[N], at func(*E) *N) field[E] {
	if of.related() {
		panic("content: a relation in the mapping " + f.Key)
	}
	f.Type = TypeMapping
	made := newField(f, func(d *decoder, e *E, options []frontmatter.Option) {
		d.Map(
			f.Key, func(below *frontmatter.Decoder) { of.decode(&decoder{Decoder: below, entry: d.entry}, at(e)) },
			options...)
	})
	if !f.ByPsi { // keys that an editor writes are never meant for it
		made.options = append(made.options, keysOf(of))
	}
	made.complete = func(f *Field) { f.Fields = of.describe() }
	return made
}

// each returns a field for a list whose elements have keys of their own. Relations may be among them, but for lists of
// relations and those in lists below.
func each[E, N any](f Field, of shape[N], at func(*E) *[]N) field[E] {
	f.Type, f.List = TypeMapping, true
	made := newField(f, func(d *decoder, e *E, options []frontmatter.Option) {
		d.Each(f.Key, func(below *frontmatter.Decoder) {
			var element N
			inner := decoder{Decoder: below, entry: d.entry}
			of.decode(&inner, &element)
			for _, r := range inner.refs {
				r.item = len(*at(e))*len(of.fields) + r.field
				d.refs = append(d.refs, r)
			}
			*at(e) = append(*at(e), element)
		}, options...)
	})
	made.options = append(made.options, keysOf(of))
	made.complete = func(f *Field) { f.Fields = of.describe() }
	if !of.related() {
		return made
	}
	for i := range of.fields {
		if of.fields[i].detach != nil {
			panic("content: relations in a list in the list " + f.Key)
		}
	}
	made.set = func(e *E, item int, target Typed) {
		of.fields[item%len(of.fields)].set(&(*at(e))[item/len(of.fields)], 0, target)
	}
	made.detach = func(e *E) { *at(e) = slices.Clone(*at(e)) }
	return made
}

// requiredWhen makes a key required by what was read before it: when says so in words, and example returns a value to
// write, empty when the key may be absent.
func (f field[E]) requiredWhen(when string, example func(e *E) string) field[E] {
	f.RequiredWhen, f.example = when, example
	return f
}

// lift makes the fields of a part of an entry fields of the whole.
func lift[E, N any](fields []field[N], at func(*E) *N) []field[E] {
	lifted := make([]field[E], len(fields))
	for i, f := range fields {
		lifted[i] = field[E]{
			Field: f.Field, options: f.options, complete: f.complete,
			read: func(d *decoder, e *E, options []frontmatter.Option) { f.read(d, at(e), options) },
		}
		if f.example != nil {
			lifted[i].example = func(e *E) string { return f.example(at(e)) }
		}
		if f.set != nil {
			lifted[i].set = func(e *E, item int, target Typed) { f.set(at(e), item, target) }
		}
		if f.detach != nil {
			lifted[i].detach = func(e *E) { f.detach(at(e)) }
		}
	}
	return lifted
}

// shape is the keys of a mapping, and the rules between them.
type shape[E any] struct {
	fields []field[E]
	// check finds what no key by itself tells, when all have been read. It may be nil.
	check func(d *decoder, e *E)
	// meant returns the lines of the keys that a text in the place of the mapping stands for. It may be nil.
	meant func(text string) []string
}

// decode reads the keys in the order of the table.
func (s shape[E]) decode(d *decoder, e *E) {
	for i := range s.fields {
		f := &s.fields[i]
		options := f.options
		if f.example != nil {
			if example := f.example(e); example != "" {
				options = append(slices.Clip(options), frontmatter.Required(f.Key+": "+example))
			}
		}
		from := len(d.refs)
		f.read(d, e, options)
		for j := from; j < len(d.refs); j++ {
			d.refs[j].field = i
		}
	}
	if s.check != nil {
		s.check(d, e)
	}
}

// related reports whether some key is a relation.
func (s shape[E]) related() bool {
	return slices.ContainsFunc(s.fields, func(f field[E]) bool { return f.set != nil })
}

// describe returns the table for reading.
func (s shape[E]) describe() []Field {
	list := make([]Field, len(s.fields))
	for i, f := range s.fields {
		if list[i] = f.Field; f.complete != nil {
			f.complete(&list[i])
		}
	}
	return list
}

// reference is a relation as an editor wrote it.
type reference struct {
	field, item int // see [field.set]
	to          Kind
	frontmatter.Ref
}

// decoder reads a mapping, and collects the relations in it.
type decoder struct {
	*frontmatter.Decoder
	entry *Entry
	refs  []reference
}
