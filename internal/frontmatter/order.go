package frontmatter

import (
	"bytes"
	"cmp"
	"slices"

	"so-in.se/psi/internal/problem"
)

// Replace returns the edit that gives the key a value, as YAML; the zero Fix when it is not known where its own ends.
func (d *Decoder) Replace(key, value string) problem.Fix {
	if _, v := d.find(key); v != nil {
		return d.doc.replace(v, value)
	}
	return problem.Fix{}
}

// Reorder returns a file with the keys of its header in the order of those given, and others after them. The comments
// right above a key go with it, and all else that stands below it. Not a byte of the text changes. A header with
// faults, or that is not written with one key a line, or would not say the same, is left as it is.
func Reorder(name string, src []byte, order []string) []byte {
	doc, problems := Parse(name, src)
	if len(problems.Faults()) > 0 || doc.root == nil || len(doc.root.items) == 0 {
		return src
	}
	lines := bytes.SplitAfter(src, []byte("\n"))
	fences := slices.IndexFunc(lines[1:], func(l []byte) bool {
		return string(bytes.TrimRight(l, " \t\r\n")) == string(fence)
	}) + 1
	if fences < 1 {
		return src
	}
	type block struct{ place, from, to int } // lines, counted from 0
	var blocks []block
	begin := 1
	for i := 0; i < len(doc.root.items); i += 2 {
		key := doc.root.items[i]
		if key.pos.Column != 1 || key.pos.Line-1 < begin || key.pos.Line > fences {
			return src
		}
		place := slices.Index(order, key.text)
		if place < 0 {
			place = len(order)
		}
		first := above(lines, begin, key.pos.Line-1)
		if n := len(blocks); n > 0 {
			blocks[n-1].to = first
		}
		blocks = append(blocks, block{place, first, fences})
		begin = key.pos.Line
	}
	last := &blocks[len(blocks)-1]
	last.to = above(lines, begin, fences) // a comment at the end stays there
	head, rest := lines[:blocks[0].from], lines[last.to:]
	slices.SortStableFunc(blocks, func(a, b block) int { return cmp.Compare(a.place, b.place) })
	sorted := slices.Clone(head)
	for _, b := range blocks {
		sorted = append(sorted, lines[b.from:b.to]...)
	}
	moved := bytes.Join(append(sorted, rest...), nil)
	if after, problems := Parse(name, moved); len(problems.Faults()) > 0 || !alike(doc.root, after.root) {
		return src
	}
	return moved
}

// above returns the first of the comments that stand right above a line, none of them before begin.
func above(lines [][]byte, begin, line int) int {
	for line > begin && bytes.HasPrefix(lines[line-1], []byte("#")) {
		line--
	}
	return line
}

// alike reports whether two nodes say the same, in whatever order the keys of the outermost mapping stand.
func alike(a, b *node) bool {
	if b == nil || len(a.items) != len(b.items) {
		return false
	}
	for i := 0; i < len(a.items); i += 2 {
		_, value := (&Decoder{mapping: b}).find(a.items[i].text)
		if value == nil || !equal(&a.items[i+1], value) {
			return false
		}
	}
	return true
}

func equal(a, b *node) bool {
	return a.kind == b.kind && a.text == b.text && slices.EqualFunc(a.items, b.items, func(x, y node) bool {
		return equal(&x, &y)
	})
}
