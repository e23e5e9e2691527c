package frontmatter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
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
}

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
	}
	return all
}

// Decoder reads one mapping, key by key. Each key that is asked for counts as known; [Decoder.Close] reports the
// others. A key that is absent, or has no value, leaves its destination as it was, and so does a wrong one. A header
// that could not be read has no keys and gives no problems, since they have been reported.
type Decoder struct {
	file    string
	aliases map[string]string
	mapping *node
	known   []string
	missing []missing
	list    *problem.List // shared with the decoders of nested mappings
}

// missing is a required key that was not there.
type missing struct{ key, example string }

// Decoder returns a decoder of the document's header.
func (d *Document) Decoder(opt Options) *Decoder {
	dec := &Decoder{file: d.Name, aliases: opt.Aliases, mapping: d.root, list: new(problem.List)}
	if dec.mapping == nil {
		dec.mapping = &node{kind: refused}
	}
	return dec
}

// Problem reports something about the header that only the caller can judge.
func (d *Decoder) Problem(at Pos, kind problem.Kind, message, hint string) {
	d.list.Add(
		problem.Problem{File: d.file, Line: at.Line, Column: at.Column, Kind: kind, Message: message, Hint: hint},
	)
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

// Nested returns a decoder of a mapping that [Decoder.Map] or [Decoder.Each] has read below the key, counted from 0, to
// find places with. Where there is no such mapping, the decoder has no keys, and its place is that of the value.
func (d *Decoder) Nested(key string, i int) *Decoder {
	n := &Decoder{file: d.file, aliases: d.aliases, mapping: &node{kind: refused, pos: d.Pos(key)}, list: d.list}
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

// Close reports the keys that nobody asked for and the required ones that are missing, and returns all problems of this
// decoder and of the nested ones.
func (d *Decoder) Close() problem.List {
	d.unknownKeys()
	for _, m := range d.missing {
		d.Problem(
			d.mapping.pos, problem.MissingKey, fmt.Sprintf("Nyckeln `%s` saknas.", m.key),
			"Lägg till en rad, till exempel:\n"+m.example,
		)
	}
	d.missing = nil
	return *d.list
}

// many is the number of unknown keys after which the rest are only counted: such a header is something else altogether.
const many = 20

func (d *Decoder) unknownKeys() {
	count := 0
	for i := 0; i+1 < len(d.mapping.items); i += 2 {
		key := &d.mapping.items[i]
		if slices.Contains(d.known, key.text) {
			continue
		}
		if count++; count <= many {
			d.unknown(key, &d.mapping.items[i+1])
		}
	}
	if count > many {
		d.Problem(d.mapping.pos, problem.UnknownKey, fmt.Sprintf("Ytterligare %d nycklar finns inte.", count-many),
			"Kontrollera att rätt fil ligger här.")
	}
}

// unknown reports one unknown key. When it stands for a required key, that one is not reported as missing.
func (d *Decoder) unknown(key, value *node) {
	message := fmt.Sprintf("Nyckeln `%s` finns inte.", short(key.text))
	meant, ok := d.meant(key.text)
	if !ok {
		d.Problem(
			key.pos, problem.UnknownKey, message,
			"Ta bort raden eller byt nyckel. Här går det att använda: "+strings.Join(d.known, ", ")+".",
		)
		return
	}
	message += fmt.Sprintf(" Menade du `%s`?", meant)
	if k, _ := d.find(meant); k != nil {
		d.Problem(
			key.pos, problem.UnknownKey, message+fmt.Sprintf(" Den finns redan på rad %d.", k.pos.Line),
			"Ta bort en av raderna.",
		)
		return
	}
	d.missing = slices.DeleteFunc(d.missing, func(m missing) bool { return m.key == meant })
	hint := "Skriv så här:\n" + meant + ":"
	if value.kind == scalar && !strings.Contains(value.text, "\n") {
		hint = strings.TrimSpace(hint + " " + value.written())
	}
	d.Problem(key.pos, problem.UnknownKey, message, hint)
}

// meant returns the known key that an unknown one most likely stands for: by the aliases, else by likeness, in both
// first among the keys that the header does not have yet.
func (d *Decoder) meant(key string) (string, bool) {
	var taken string
	for right := range strings.FieldsSeq(d.aliases[strings.ToLower(key)]) {
		if !slices.Contains(d.known, right) {
			continue
		}
		if found, _ := d.find(right); found == nil {
			return right, true
		}
		taken = cmp.Or(taken, right)
	}
	if taken != "" {
		return taken, true
	}
	var absent []string
	for _, k := range d.known {
		if found, _ := d.find(k); found == nil {
			absent = append(absent, k)
		}
	}
	if near, ok := swedish.Nearest(key, absent); ok {
		return near, true
	}
	return swedish.Nearest(key, d.known)
}

// written returns a scalar as it can be written on its key's line.
func (n *node) written() string {
	if n.plain {
		return n.text
	}
	return quote(n.text)
}
