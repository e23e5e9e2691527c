package frontmatter

import (
	"strings"
	"unicode/utf8"

	"so-in.se/psi/internal/problem"
)

// line returns a line of the header, counted from 1 in the file; "" outside it.
func (d *Document) line(n int) string {
	if d.lines == nil {
		d.lines = strings.Split(string(d.head), "\n")
	}
	if n < 1 || n > len(d.lines) {
		return ""
	}
	return d.lines[n-1]
}

// longLine is the length in bytes of a line that would take time to look at again and again.
const longLine = 4096

// at returns the offset of a column in a line.
func at(line string, column int) int {
	for i := range line {
		if column--; column == 0 {
			return i
		}
	}
	return len(line)
}

// end returns the place after a scalar. It is false for one that its line does not hold as it was read: a text on
// several lines, or with escapes.
func (d *Document) end(n *node) (Pos, bool) {
	line := d.line(n.pos.Line)
	if len(line) > longLine {
		return Pos{}, false
	}
	rest := line[at(line, n.pos.Column):]
	for _, written := range []string{
		n.text, `"` + n.text + `"`, "'" + strings.ReplaceAll(n.text, "'", "''") + "'",
	} {
		if after, ok := strings.CutPrefix(rest, written); ok && n.kind == scalar && !strings.Contains(written, "\n") {
			after = strings.TrimLeft(after, " ")
			if after == "" || strings.ContainsAny(after[:1], "#,:]}") {
				return Pos{n.pos.Line, n.pos.Column + utf8.RuneCountInString(written)}, true
			}
		}
	}
	return Pos{}, false
}

// replace returns the edit that writes something else in the place of a scalar; the zero Fix when its end is not known.
func (d *Document) replace(n *node, text string) problem.Fix {
	end, ok := d.end(n)
	if !ok {
		return problem.Fix{}
	}
	return problem.Fix{Line: n.pos.Line, Column: n.pos.Column, EndLine: end.Line, EndColumn: end.Column, Text: text}
}

// replaceLines returns the edit that writes other lines in the place of some, the last one included.
func replaceLines(first, last int, lines string) problem.Fix {
	return problem.Fix{Line: first, Column: 1, EndLine: last + 1, EndColumn: 1, Text: lines + "\n"}
}

// last returns the last line of the entry whose key stands at a place: of what is further in than the key, of the list
// whose dashes stand below it, and of brackets.
func (d *Document) last(key Pos) int {
	last := key.Line
	for n := last + 1; n <= len(d.lines) || d.lines == nil; n++ {
		line := d.line(n)
		text := strings.TrimLeft(line, " ")
		switch indent := len(line) - len(text); {
		case text == "":
		case indent >= key.Column, indent == key.Column-1 && (text == "-" || strings.HasPrefix(text, "- ")),
			strings.ContainsAny(text[:1], "]}"):
			last = n
		case text[0] != '#':
			return last
		}
	}
	return last
}

// block reports whether a key begins its line, but for blanks and the dashes of lists.
func (d *Document) block(key Pos) bool {
	line := d.line(key.Line)
	return len(line) <= longLine && strings.Trim(line[:at(line, key.Column)], " -") == ""
}

// entry returns the lines of the entry whose key stands at a place.
func (d *Document) entry(key Pos) []string {
	var lines []string
	for n := key.Line; n <= d.last(key); n++ {
		lines = append(lines, d.line(n))
	}
	return lines
}

// shift moves lines that begin at one column to another, as far as their blanks go. The dash of a list that the first
// one begins with is left out.
func shift(lines []string, from, to int) []string {
	moved := make([]string, len(lines))
	for i, line := range lines {
		text := strings.TrimLeft(line, " ")
		indent := len(line) - len(text)
		if i == 0 {
			text, indent = line[at(line, from):], from-1
		}
		if text != "" {
			moved[i] = strings.Repeat(" ", max(indent-from+to, 0)) + text
		}
	}
	return moved
}

// manyLines is how many lines a hint shows of what is to be written.
const manyLines = 20

// shown returns lines for a hint, below its words.
func shown(lines []string) string {
	if len(lines) > manyLines {
		lines = append(lines[:manyLines:manyLines], "…")
	}
	return "\n" + strings.Join(lines, "\n")
}

// mended returns how the line of an edit within it reads afterwards.
func (d *Document) mended(f problem.Fix) string {
	line := d.line(f.Line)
	return line[:at(line, f.Column)] + f.Text + line[at(line, f.EndColumn):]
}

// suggest reports a scalar that something else should stand for. The hint is the advice, and below it the line as it
// should be.
func (d *Decoder) suggest(key string, n *node, kind problem.Kind, message, advice, value string) {
	fix := d.doc.replace(n, value)
	line := key + ": " + value
	if !fix.IsZero() {
		line = d.doc.mended(fix)
	}
	d.report(n.pos, kind, message, advice+"\n"+line, fix)
}

// Suggest reports something about the header that only the caller can judge, and how some of its keys should read: keys
// and values by turns, the values as YAML. The hint is the advice, and below it their lines.
func (d *Decoder) Suggest(at Pos, kind problem.Kind, message, advice string, pairs ...string) {
	lines, fix := d.rewrite(pairs)
	d.report(at, kind, message, advice+shown(lines), fix)
}

// rewrite returns the lines that give keys other values, and the edit that does so. Keys that are not there come after
// the first that is, else last.
func (d *Decoder) rewrite(pairs []string) (lines []string, fix problem.Fix) {
	column, after := 1, d.mapping.pos.Line
	if n := len(d.mapping.items); n > 0 {
		key := d.mapping.items[n-2].pos
		column, after = d.mapping.items[0].pos.Column, d.doc.last(key)
	}
	sure := len(d.mapping.items) == 0 || d.doc.block(d.mapping.items[0].pos)
	changed := map[int]string{}
	var added []string
	first, last := 0, 0
	for i := 0; i < len(pairs); i += 2 {
		k, v := d.find(pairs[i])
		if k == nil {
			line := strings.Repeat(" ", column-1) + pairs[i] + ": " + pairs[i+1]
			added, lines = append(added, line), append(lines, line)
			continue
		}
		edit := d.doc.replace(v, pairs[i+1])
		if edit.IsZero() {
			sure = false
			lines = append(lines, strings.Repeat(" ", column-1)+pairs[i]+": "+pairs[i+1])
			continue
		}
		if first == 0 {
			after = d.doc.last(k.pos)
		}
		changed[edit.Line] = d.doc.mended(edit)
		lines = append(lines, changed[edit.Line])
		if first == 0 || edit.Line < first {
			first = edit.Line
		}
		last = max(last, edit.Line)
	}
	if !sure {
		return lines, problem.Fix{}
	}
	if first == 0 {
		first, last = after+1, after
	}
	last = max(last, after)
	var text []string
	for n := first; n <= last; n++ {
		line, ok := changed[n]
		if !ok {
			line = d.doc.line(n)
		}
		text = append(text, line)
		if n == after {
			text = append(text, added...)
		}
	}
	if last < first {
		text = added
	}
	return lines, replaceLines(first, last, strings.Join(text, "\n"))
}
