package frontmatter

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"so-in.se/psi/internal/problem"
)

// Options govern how a header is judged.
type Options struct {
	// Aliases tells which key an editor most likely means by one that does not exist: "titel" → "title". The wrong keys
	// are in lower case. Several right keys, with blanks between them, are for mappings of different sorts: the first
	// that the mapping has use for counts. Keys that only resemble an existing one need no entry.
	Aliases map[string]string
}

// Option says more about a key. The zero Option says nothing.
type Option struct {
	required bool
	ranged   bool
	example  string
	min, max int
	shape    Shape
}

// Shape tells of the keys of a mapping, for advice to those who write something else.
type Shape struct {
	// Examples returns lines with an example of each key, by key.
	Examples func() []Example
	// Place returns the key under which a text surely belongs that stands in the place of the mapping; "" for others.
	Place func(text string) string
	// Meant returns the lines of the mapping that such a text stands for; none for others. It may be nil.
	Meant func(text string) []string
}

// Example is a key of a mapping and the lines in which it could be written.
type Example struct {
	Key   string
	Lines []string
}

// Keys tells of the keys of the mapping, or of those in the list, that the key has.
func Keys(s Shape) Option { return Option{shape: s} }

// Required makes it a problem when the key is missing or empty. The example is what to paste: "title: Stormöte i
// Kumla".
func Required(example string) Option { return Option{required: true, example: example} }

// Range bounds the number that the key takes.
func Range(least, largest int) Option { return Option{ranged: true, min: least, max: largest} }

func merge(opts []Option) Option {
	var all Option
	for _, o := range opts {
		if o.required {
			all.required, all.example = true, o.example
		}
		if o.ranged {
			all.ranged, all.min, all.max = true, o.min, o.max
		}
		if o.shape.Examples != nil {
			all.shape = o.shape
		}
	}
	return all
}

// Decoder reads one mapping, key by key. Each key that is asked for counts as known; [Decoder.Close] reports the
// others. A key that is absent, or has no value, leaves its destination as it was, and so does a wrong one. A header
// that could not be read has no keys and gives no problems, since they have been reported.
type Decoder struct {
	doc     *Document
	aliases map[string]string
	mapping *node
	known   []string
	missing []missing
	list    *problem.List // shared with the decoders of nested mappings

	parent *Decoder // of a nested mapping
	key    string   // the key in parent that has it
	shape  Shape
	below  []below // the keys of this mapping that have mappings, in the order in which they were asked for
}

// below is a key whose value is a mapping or a list of them, whether it is there or not, and the decoders of those.
type below struct {
	key   string
	many  bool
	shape Shape
	each  []*Decoder
}

// missing is a required key that was not there.
type missing struct{ key, example string }

// Decoder returns a decoder of the document's header.
func (d *Document) Decoder(opt Options) *Decoder {
	dec := &Decoder{doc: d, aliases: opt.Aliases, mapping: d.root, list: new(problem.List)}
	if dec.mapping == nil {
		dec.mapping = &node{kind: refused}
	}
	return dec
}

// Problem reports something about the header that only the caller can judge.
func (d *Decoder) Problem(at Pos, kind problem.Kind, message, hint string) {
	d.report(at, kind, message, hint, problem.Fix{})
}

func (d *Decoder) report(at Pos, kind problem.Kind, message, hint string, fix problem.Fix) {
	d.list.Add(problem.Problem{
		File: d.doc.Name, Line: at.Line, Column: at.Column, Kind: kind, Message: message, Hint: hint, Fix: fix,
	})
}

// Has reports whether the key is there with a value. The key counts as known.
func (d *Decoder) Has(key string) bool {
	d.know(key)
	_, value := d.find(key)
	return value != nil && !value.empty()
}

// Pos returns the place of the key's value, and that of the mapping itself when the key is absent.
func (d *Decoder) Pos(key string) Pos {
	if _, value := d.find(key); value != nil {
		return value.pos
	}
	return d.mapping.pos
}

// TextPos returns the place where the text of the key's value begins, behind a quotation mark. It is [Decoder.Pos], and
// not exact, for a text that the file does not hold as it was read: one on several lines, or with escapes.
func (d *Decoder) TextPos(key string) (begin Pos, exact bool) {
	_, value := d.find(key)
	if value == nil {
		return d.mapping.pos, false
	}
	return d.textPos(value)
}

func (d *Decoder) textPos(value *node) (begin Pos, exact bool) {
	end, ok := d.doc.end(value)
	line, width := d.doc.line(value.pos.Line), utf8.RuneCountInString(value.text)
	if !ok || strings.Contains(value.text, "'") && line[at(line, value.pos.Column)] == '\'' {
		return value.pos, false
	}
	return Pos{end.Line, value.pos.Column + (end.Column-value.pos.Column-width)/2}, true
}

// KeyPos returns the place of the key, and that of the mapping itself when the key is absent.
func (d *Decoder) KeyPos(key string) Pos {
	if k, _ := d.find(key); k != nil {
		return k.pos
	}
	return d.mapping.pos
}

// ItemPos returns the place of an item in the key's list, counted from 0, and that of the value when it has no such
// item.
func (d *Decoder) ItemPos(key string, i int) Pos {
	if _, value := d.find(key); value != nil && value.kind == list && i < len(value.items) {
		return value.items[i].pos
	}
	return d.Pos(key)
}

// ItemTextPos returns the place of the text of an item in the key's list, counted from 0, as [Decoder.TextPos] does. An
// item alone need be in no list.
func (d *Decoder) ItemTextPos(key string, i int) (begin Pos, exact bool) {
	if _, value := d.find(key); value != nil && value.kind == list && i < len(value.items) {
		return d.textPos(&value.items[i])
	}
	return d.TextPos(key)
}

// Nested returns a decoder of a mapping that [Decoder.Map] or [Decoder.Each] has read below the key, counted from 0, to
// find places with. Where there is no such mapping, the decoder has no keys, and its place is that of the value.
func (d *Decoder) Nested(key string, i int) *Decoder {
	n := &Decoder{doc: d.doc, aliases: d.aliases, mapping: &node{kind: refused, pos: d.Pos(key)}, list: d.list}
	_, value := d.find(key)
	if value == nil {
		return n
	}
	items := value.items
	if value.kind == mapping {
		items = []node{*value}
	}
	for j := range items {
		if items[j].kind != mapping {
			continue
		}
		if i == 0 {
			n.mapping = &items[j]
			break
		}
		i--
	}
	return n
}

func (d *Decoder) know(key string) {
	if !slices.Contains(d.known, key) {
		if d.known == nil {
			d.known = make([]string, 0, 24)
		}
		d.known = append(d.known, key)
	}
}

func (d *Decoder) find(key string) (k, value *node) {
	for i := 0; i+1 < len(d.mapping.items); i += 2 {
		if d.mapping.items[i].text == key {
			return &d.mapping.items[i], &d.mapping.items[i+1]
		}
	}
	return nil, nil
}

// value returns the key's value, or nil when there is none to read.
func (d *Decoder) value(key string, o Option) *node {
	d.know(key)
	k, value := d.find(key)
	switch {
	case value == nil:
		if o.required && d.mapping.kind == mapping {
			d.missing = append(d.missing, missing{key, o.example})
		}
		return nil
	case value.kind == refused:
		return nil
	case value.empty():
		if o.required {
			d.Problem(
				k.pos, problem.MissingKey, fmt.Sprintf("Nyckeln `%s` har inget värde.", key),
				"Skriv till exempel:\n"+o.example,
			)
		}
		return nil
	}
	return value
}

// Close reports the keys that nobody asked for and the required ones that are missing, in this mapping and the nested
// ones, and returns all problems.
func (d *Decoder) Close() problem.List {
	d.unknownKeys()
	for _, b := range d.below {
		for _, nested := range b.each {
			nested.Close()
		}
	}
	d.below = nil
	for _, m := range d.missing {
		d.Problem(
			d.mapping.pos, problem.MissingKey, fmt.Sprintf("Nyckeln `%s` saknas.", m.key),
			"Lägg till en rad, till exempel:\n"+m.example,
		)
	}
	d.missing = nil
	return *d.list
}
