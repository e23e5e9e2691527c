package frontmatter

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Ref is a reference to another entry, as written.
type Ref struct {
	// ID is what is written for the entry's id, whatever it is.
	ID string
	Pos
	// End is the place after it; zero when that is not known.
	End Pos
	// Among says in what it stands.
	Among Among
}

// Among is what a reference stands in.
type Among int

// What references stand in.
const (
	Lone     Among = iota // the only one of a key that takes one
	Only                  // the only one of a key that takes several, without a list
	Brackets              // a list between brackets
	Dashes                // a list of lines with dashes
)

// Fix returns the edit that writes other ids in the place of the reference. It is zero when several cannot stand there,
// or its end is not known.
func (r Ref) Fix(ids ...string) problem.Fix {
	if r.End == (Pos{}) || r.Among == Lone && len(ids) > 1 {
		return problem.Fix{}
	}
	text := strings.Join(ids, ", ")
	switch {
	case r.Among == Only && len(ids) > 1:
		text = "[" + text + "]"
	case r.Among == Dashes:
		text = strings.Join(ids, "\n"+strings.Repeat(" ", max(r.Column-3, 0))+"- ")
	}
	return problem.Fix{Line: r.Line, Column: r.Column, EndLine: r.End.Line, EndColumn: r.End.Column, Text: text}
}

// Texts reads a list of texts. A lone text is a list of one.
func (d *Decoder) Texts(key string, dst *[]string, opts ...Option) {
	items := d.scalars(key, merge(opts), "en lista med texter")
	if len(items) == 0 {
		return
	}
	*dst = make([]string, len(items))
	for i, item := range items {
		(*dst)[i] = clean(item.text)
	}
}

// Ints reads a list of whole numbers, each as [Decoder.Int] does. A lone number is a list of one.
func (d *Decoder) Ints(key string, dst *[]int, opts ...Option) {
	o := merge(opts)
	var numbers []int
	for _, item := range d.scalars(key, o, "en lista med tal") {
		var n int
		if d.int(key, item, &n, o) {
			numbers = append(numbers, n)
		}
	}
	set(dst, numbers)
}

// Dates reads a list of days. A lone day is a list of one.
func (d *Decoder) Dates(key string, dst *[]swedish.Date, opts ...Option) {
	var days []swedish.Date
	for _, item := range d.scalars(key, merge(opts), "en lista med datum") {
		day, err := swedish.ParseDate(clean(item.text))
		if d.dateOK(item, err) {
			days = append(days, day)
		}
	}
	set(dst, days)
}

// Choices reads a list of allowed values. A lone value is a list of one.
func Choices[T ~string](d *Decoder, key string, dst *[]T, allowed []T, opts ...Option) {
	var values []T
	for _, item := range d.scalars(key, merge(opts), "en lista med ord som går att välja") {
		if v, ok := choose(d, key, item, allowed); ok {
			values = append(values, v)
		}
	}
	set(dst, values)
}

// Refs reads a list of ids. A lone id is a list of one. Whether an entry has the id is for the caller to find out.
func (d *Decoder) Refs(key string, dst *[]Ref, opts ...Option) {
	among := Only
	if _, value := d.find(key); value != nil && value.kind == list {
		among = Dashes
		if value.flow {
			among = Brackets
		}
	}
	items := d.scalars(key, merge(opts), "en lista med id:n")
	refs := make([]Ref, len(items))
	for i, item := range items {
		refs[i] = d.ref(item, among)
	}
	set(dst, refs)
}

// Ref reads one id.
func (d *Decoder) Ref(key string, dst *Ref, opts ...Option) {
	if _, n, ok := d.text(key, merge(opts), "ett id"); ok {
		*dst = d.ref(n, Lone)
	}
}

func (d *Decoder) ref(n *node, among Among) Ref {
	end := Pos{n.pos.Line, n.pos.Column + len(n.text)} // of an id
	if !n.plain || strings.ContainsFunc(n.text, func(r rune) bool { return r <= ' ' || r >= utf8.RuneSelf }) {
		end, _ = d.doc.end(n)
	}
	return Ref{ID: clean(n.text), Pos: n.pos, End: end, Among: among}
}

// Map reads a mapping below the key: read is called with its decoder, which is closed with this one. It is not called
// without one.
func (d *Decoder) Map(key string, read func(*Decoder), opts ...Option) {
	o := merge(opts)
	d.below = append(d.below, below{key: key, shape: o.shape})
	switch value := d.value(key, o); {
	case value == nil:
	case value.kind != mapping:
		d.wrongNesting(key, value, value, o)
	default:
		d.nested(value, read)
	}
}

// Each reads a list of mappings: read is called with the decoder of each in turn. A lone mapping is a list of one.
func (d *Decoder) Each(key string, read func(*Decoder), opts ...Option) {
	o := merge(opts)
	d.below = append(d.below, below{key: key, many: true, shape: o.shape})
	value := d.value(key, o)
	switch {
	case value == nil:
		return
	case value.kind == scalar:
		d.wrongNesting(key, value, value, o)
		return
	case value.kind == mapping:
		d.nested(value, read)
		return
	}
	for i := range value.items {
		switch item := &value.items[i]; {
		case item.kind == mapping:
			d.nested(item, read)
		case item.kind != refused && !item.empty():
			d.wrongNesting(key, value, item, o)
			if value.flow {
				return // the hint is for all of them
			}
		}
	}
}

// nested reads a mapping below the key that was asked for last.
func (d *Decoder) nested(value *node, read func(*Decoder)) {
	b := &d.below[len(d.below)-1]
	n := &Decoder{
		doc: d.doc, aliases: d.aliases, mapping: value, list: d.list, parent: d, key: b.key, shape: b.shape,
	}
	b.each = append(b.each, n)
	read(n)
}

// wrongNesting reports what stands where a mapping belongs: the key's value, or an item of it. Where it surely belongs
// under a key of the mapping, the hint says so; else it tells of the keys.
func (d *Decoder) wrongNesting(key string, value, wrong *node, o Option) {
	b := d.below[len(d.below)-1]
	what := "egna nycklar på indragna rader under sig"
	if b.many {
		what = "en lista där varje del har egna nycklar"
	}
	message := fmt.Sprintf("Nyckeln `%s` ska ha %s, men här står %s.", key, what, wrong.found())
	k, _ := d.find(key)
	if wrong.kind == list && len(wrong.items) == 1 && !b.many {
		wrong = &wrong.items[0]
	}
	mixed := value.flow && slices.ContainsFunc(value.items, func(n node) bool { return n.kind != scalar })
	if o.shape.Meant != nil && value.kind == scalar {
		if lines := o.shape.Meant(clean(value.text)); len(lines) > 0 {
			d.spelled(k, value, lines, message)
			return
		}
	}
	if o.shape.Place != nil && wrong.kind == scalar && !mixed {
		if place := o.shape.Place(clean(wrong.text)); place != "" {
			d.placed(k, value, wrong, place, b.many, message)
			return
		}
	}
	hint := "Skriv till exempel:\n" + o.example
	if o.shape.Examples != nil {
		lines := o.shape.lines(2)
		if b.many {
			lines = shift(lines, 1, 3)
			lines[0] = "  - " + strings.TrimLeft(lines[0], " ")
		}
		hint = "Det här går att skriva:" + shown(append([]string{key + ":"}, lines...))
	}
	d.Problem(wrong.pos, problem.WrongType, message, hint)
}

// placed reports a text that belongs under a key of the mapping that should be in its place.
func (d *Decoder) placed(k, value, wrong *node, place string, many bool, message string) {
	indent := strings.Repeat(" ", k.pos.Column-1)
	text := place + ": " + wrong.written()
	fix := problem.Fix{}
	var lines []string
	switch end, ok := d.doc.end(wrong); {
	case ok && value.kind == list && wrong.pos.Line > k.pos.Line: // an item below the key
		fix = d.doc.replace(wrong, text)
		lines = []string{d.doc.mended(fix)}
	case value.kind == list && many: // between brackets
		lines = []string{indent + k.text + ":"}
		for i := range value.items {
			lines = append(lines, indent+"  - "+place+": "+value.items[i].written())
		}
		if d.doc.block(k.pos) {
			fix = replaceLines(k.pos.Line, d.doc.last(k.pos), strings.Join(lines, "\n"))
		}
	default:
		dash := ""
		if many {
			dash = "- "
		}
		lines = []string{indent + k.text + ":", indent + "  " + dash + text}
		if ok && end.Line == k.pos.Line && d.ownLine(k) {
			fix = replaceLines(k.pos.Line, k.pos.Line, strings.Join(lines, "\n"))
		}
	}
	d.report(wrong.pos, problem.WrongType, message, "Skriv så här:"+shown(lines), fix)
}

// spelled reports a text that stands for keys of the mapping that should be in its place.
func (d *Decoder) spelled(k, value *node, keys []string, message string) {
	indent := strings.Repeat(" ", k.pos.Column-1)
	lines := []string{indent + k.text + ":"}
	for _, key := range keys {
		lines = append(lines, indent+"  "+key)
	}
	fix := problem.Fix{}
	if end, ok := d.doc.end(value); ok && end.Line == k.pos.Line && d.ownLine(k) {
		fix = replaceLines(k.pos.Line, k.pos.Line, strings.Join(lines, "\n"))
	}
	d.report(value.pos, problem.WrongType, message, "Skriv så här:"+shown(lines), fix)
}

// scalars returns the scalars of a list, or a lone one. Empty items are passed over.
func (d *Decoder) scalars(key string, o Option, what string) []*node {
	value := d.value(key, o)
	if value == nil {
		return nil
	}
	all := value.items
	switch value.kind {
	case scalar:
		return []*node{value}
	case mapping:
		d.wrongType(key, value, what, o)
		return nil
	}
	items := make([]*node, 0, len(all))
	for i := range all {
		switch item := &all[i]; {
		case item.kind == refused || item.empty():
		case item.kind == scalar:
			items = append(items, item)
		default:
			d.wrongItem(key, item)
		}
	}
	return items
}

// wrongItem reports a list or mapping within a list of texts. Mostly it is a text with a colon: "- Möte: höst".
func (d *Decoder) wrongItem(key string, item *node) {
	hint := "Skriv varje del på en egen rad med bindestreck och blanksteg först:\n" +
		key + ":\n  - en text\n  - en annan text"
	if item.kind == mapping && len(item.items) == 2 && item.items[1].kind == scalar {
		hint = "Sätt citattecken runt hela texten:\n- " + quote(item.items[0].text+": "+item.items[1].text)
	}
	d.Problem(
		item.pos, problem.WrongType, fmt.Sprintf("Listan `%s` ska innehålla texter, men här står något annat.", key),
		hint,
	)
}

// set gives a list to its destination, unless it is empty.
func set[T any](dst *[]T, values []T) {
	if len(values) > 0 {
		*dst = values
	}
}
