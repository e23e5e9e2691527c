package frontmatter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

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
			d.unknown(key)
		}
	}
	if count > many {
		d.Problem(d.mapping.pos, problem.UnknownKey, fmt.Sprintf("Ytterligare %d nycklar finns inte.", count-many),
			"Kontrollera att rätt fil ligger här.")
	}
}

// unknown reports one unknown key: one that stands for another, one that belongs elsewhere, or any other.
func (d *Decoder) unknown(key *node) {
	if right, sure := d.meant(key.text); sure || right != "" && !d.misplaced(key) {
		d.renamed(key, right)
		return
	} else if right != "" || d.misplaced(key) {
		return
	}
	hint := "Ta bort raden eller byt nyckel. Här går det att använda: " + strings.Join(d.known, ", ") + "."
	if d.shape.Examples != nil {
		hint = "Ta bort raden eller byt nyckel. Det här går att skriva under `" + d.key + "`:" +
			shown(d.shape.lines(2))
	}
	d.Problem(key.pos, problem.UnknownKey, fmt.Sprintf("Nyckeln `%s` finns inte.", short(key.text)), hint)
}

// renamed reports a key that stands for another. When that is required, it is not reported as missing.
func (d *Decoder) renamed(key *node, right string) {
	message := fmt.Sprintf("Nyckeln `%s` finns inte. Menade du `%s`?", short(key.text), right)
	if k, _ := d.find(right); k != nil {
		d.Problem(
			key.pos, problem.UnknownKey, message+fmt.Sprintf(" Den finns redan på rad %d.", k.pos.Line),
			"Ta bort en av raderna.",
		)
		return
	}
	d.missing = slices.DeleteFunc(d.missing, func(m missing) bool { return m.key == right })
	fix := d.doc.replace(key, right)
	lines := []string{right + ":"}
	if !fix.IsZero() {
		lines = d.doc.entry(key.pos)
		lines[0] = d.doc.mended(fix)
	}
	d.report(key.pos, problem.UnknownKey, message, "Skriv så här:"+shown(lines), fix)
}

// meant returns the known key that an unknown one most likely stands for: by the aliases, which are sure, else by
// likeness, in both first among the keys that the header does not have yet.
func (d *Decoder) meant(key string) (right string, sure bool) {
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
	near, ok := swedish.Nearest(key, absent)
	if !ok {
		near, _ = swedish.Nearest(key, d.known)
	}
	return near, false
}

// misplaced reports a key that belongs in a mapping below, or in the mapping around this one. It returns false when
// there is no such place, or more than one.
func (d *Decoder) misplaced(key *node) bool {
	names := append([]string{key.text}, strings.Fields(d.aliases[strings.ToLower(key.text)])...)
	var home *below
	var right string
	for _, outer := range []*Decoder{d, d.parent} {
		if outer == nil {
			continue
		}
		for _, name := range names {
			if there, _ := outer.find(name); outer == d.parent && slices.Contains(outer.known, name) &&
				(there == nil || name == key.text) {
				d.belongsOutside(key, name)
				return true
			}
			for i := range outer.below {
				b := &outer.below[i]
				if b.shape.has(name) && (outer == d || b.key != d.key) {
					if home != nil && home != b {
						return false
					}
					home, right = b, cmp.Or(right, name)
				}
			}
		}
		if home != nil {
			d.belongsBelow(outer, home, key, right)
			return true
		}
	}
	return false
}

func (s Shape) has(key string) bool {
	return s.Examples != nil && slices.ContainsFunc(s.Examples(), func(e Example) bool { return e.Key == key })
}

// lines returns the examples, so far in.
func (s Shape) lines(indent int) []string {
	var lines []string
	for _, e := range s.Examples() {
		lines = append(lines, shift(e.Lines, 1, indent+1)...)
	}
	return lines
}

// entryOf returns the lines of an entry, for a place that begins at a column, under another key.
func (d *Decoder) entryOf(key *node, right string, column int) []string {
	lines := shift(d.doc.entry(key.pos), key.pos.Column, column)
	lines[0] = strings.Replace(lines[0], key.text, right, 1)
	return lines
}

// belongsOutside reports a key that belongs in the mapping around this one.
func (d *Decoder) belongsOutside(key *node, right string) {
	message := fmt.Sprintf("Nyckeln `%s` hör inte hemma under `%s`.", short(key.text), d.key)
	outer, _ := d.parent.find(d.key)
	if k, _ := d.parent.find(right); k != nil {
		d.Problem(key.pos, problem.UnknownKey, message+fmt.Sprintf(" `%s` finns redan på rad %d.", right, k.pos.Line),
			"Ta bort en av raderna.")
		return
	}
	d.parent.missing = slices.DeleteFunc(d.parent.missing, func(m missing) bool { return m.key == right })
	lines := d.entryOf(key, right, outer.pos.Column)
	advice := fmt.Sprintf("Flytta den så att den står för sig, rakt under eller över `%s`:", d.key)
	fix := problem.Fix{}
	if last := d.doc.last(key.pos); d.ownLine(key) && d.doc.block(outer.pos) {
		text := lines
		for n := outer.pos.Line; n < key.pos.Line; n++ {
			text = append(text[:len(text):len(text)], d.doc.line(n))
		}
		fix = replaceLines(outer.pos.Line, last, strings.Join(text, "\n"))
	}
	d.report(key.pos, problem.UnknownKey, message, advice+shown(lines), fix)
}

// ownLine reports whether a key has its lines for itself: no dash or bracket stands before it.
func (d *Decoder) ownLine(key *node) bool {
	line := d.doc.line(key.pos.Line)
	return len(line) <= longLine && strings.TrimLeft(line[:at(line, key.pos.Column)], " ") == ""
}

// belongsBelow reports a key that belongs in a mapping below one of outer's keys.
func (d *Decoder) belongsBelow(outer *Decoder, home *below, key *node, right string) {
	message := fmt.Sprintf("Nyckeln `%s` ska stå under `%s`.", short(key.text), home.key)
	column := 1
	if len(outer.mapping.items) > 0 {
		column = outer.mapping.items[0].pos.Column
	}
	indent := strings.Repeat(" ", column-1)
	k, value := outer.find(home.key)
	switch {
	case k == nil && home.many, k != nil && (value.kind != mapping || len(home.each) != 1 || !d.doc.block(k.pos)):
		lines := append([]string{indent + home.key + ":"}, shift(home.shape.lines(0), 1, column+2)...)
		if home.many {
			lines[1] = indent + "  - " + strings.TrimLeft(lines[1], " ")
			for i := range lines[2:] {
				lines[i+2] = "  " + lines[i+2]
			}
		}
		d.Problem(key.pos, problem.UnknownKey, message, "Flytta in den där. Det här går att skriva:"+shown(lines))
	case k == nil:
		lines := append([]string{indent + home.key + ":"}, d.entryOf(key, right, column+2)...)
		fix := problem.Fix{}
		if last := d.doc.last(key.pos); d.ownLine(key) {
			end, text := last, []string(nil)
			if around, _ := outer.find(d.key); outer != d {
				end = d.doc.last(around.pos)
			}
			for n := last + 1; n <= end; n++ { // what follows it in the mapping that it is in
				text = append(text, d.doc.line(n))
			}
			fix = replaceLines(key.pos.Line, end, strings.Join(append(text, lines...), "\n"))
		}
		d.report(key.pos, problem.UnknownKey, message, "Skriv så här:"+shown(lines), fix)
	default:
		d.movedBelow(outer, k, value, key, right, message)
	}
}

// movedBelow reports a key that belongs in a mapping that is there.
func (d *Decoder) movedBelow(outer *Decoder, k, value, key *node, right, message string) {
	inner := value.items[0].pos.Column
	from, to := k.pos.Line, d.doc.last(k.pos)
	lines := append(d.doc.entry(k.pos), d.entryOf(key, right, inner)...)
	fix := problem.Fix{}
	if has := slices.ContainsFunc(value.items, func(n node) bool { return n.text == right && n.kind == scalar }); has {
		d.Problem(key.pos, problem.UnknownKey, message, "Den finns redan där. Ta bort en av raderna.")
		return
	}
	if first, last := key.pos.Line, d.doc.last(key.pos); outer == d && d.ownLine(key) && value.pos.Line > k.pos.Line {
		text := lines
		for n := to + 1; n < first; n++ {
			text = append(text, d.doc.line(n))
		}
		if first < from {
			text = nil
			for n := last + 1; n < from; n++ {
				text = append(text, d.doc.line(n))
			}
			text = append(text, lines...)
		}
		fix = replaceLines(min(from, first), max(to, last), strings.Join(text, "\n"))
	}
	d.report(key.pos, problem.UnknownKey, message, "Flytta in den där:"+shown(lines), fix)
}
