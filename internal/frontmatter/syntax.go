package frontmatter

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"so-in.se/psi/internal/problem"
)

// noColon is what the YAML library says of a line that should have been a key.
const noColon = "could not find expected ':'"

// syntaxFault reports why the header cannot be read. The YAML library says where it gave up, which is often far from
// where the editor slipped, and says it in YAML's words. So the lines around that place are looked at again as the
// editor wrote them, for one slip after the other, the surest signs first.
func (h *headerReader) syntaxFault(e *yaml.LoadError) {
	d := &diagnosis{lines: strings.Split(string(h.header), "\n"), err: e}
	d.line = min(max(e.Mark.Line, 1), len(d.lines))
	for d.line > 1 && strings.TrimSpace(d.lines[d.line-1]) == "" {
		d.line--
	}
	for _, finds := range []func() bool{
		d.documentMark, d.tooDeep, d.tab, d.hardBlank, d.unclosedQuote, d.escape, d.directive, d.special,
		d.unclosedBracket, d.missingBlank,
		d.colonInText, d.notAKey, d.indentation, d.anything,
	} {
		if finds() {
			break
		}
	}
	at := Pos{Line: h.firstLine + d.at.Line - 1, Column: d.at.Column}
	if len(d.mended) == 0 {
		h.problem(at, problem.YAMLSyntax, d.message, d.hint)
	} else {
		h.mend(at, problem.YAMLSyntax, d.message, d.hint, d.mended...)
	}
}

// diagnosis looks for the slip behind a fault. Each of its methods reports whether it found one, and sets what to say.
type diagnosis struct {
	lines []string
	err   *yaml.LoadError
	line  int // the line on which YAML gave up, or the last one before it with something on it

	at            Pos // in the header
	message, hint string
	mended        []string // that line, and those after it, as they should be; empty when that is not known
}

func (d *diagnosis) found(line, offset int, message, hint string) bool {
	text := d.text(line)
	d.at = Pos{Line: line, Column: utf8.RuneCountInString(text[:min(offset, len(text))]) + 1}
	d.message, d.hint = message, hint
	return true
}

// mend is found, where it is known how the line, and maybe those after it, should read.
func (d *diagnosis) mend(line, offset int, message, advice string, mended ...string) bool {
	d.mended = mended
	return d.found(line, offset, message, advice)
}

// text returns a line of the header; "" where the YAML library names a line that is not there, as it may at the end.
func (d *diagnosis) text(line int) string {
	if line < 1 || line > len(d.lines) {
		return ""
	}
	return d.lines[line-1]
}

func (d *diagnosis) says(parts ...string) bool {
	for _, part := range parts {
		if strings.Contains(d.err.Message, part) || strings.Contains(d.err.ContextMsg, part) {
			return true
		}
	}
	return false
}

// offset turns a column of the YAML library's into a byte offset in its line.
func (d *diagnosis) offset(m yaml.Mark) int {
	n := 1
	for i := range d.text(m.Line) {
		if n == m.Column {
			return i
		}
		n++
	}
	return len(d.text(m.Line))
}

// before returns the last line with something on it before the given one, or 0.
func (d *diagnosis) before(line int) int {
	for line--; line > 0 && strings.TrimSpace(d.text(line)) == ""; line-- {
	}
	return line
}

// suspects are the lines where the slip may be: where YAML gave up, where it began what it could not finish, and the
// line before.
func (d *diagnosis) suspects() []int {
	var lines []int
	for _, n := range []int{d.err.ContextMark.Line, d.before(d.line), d.line} {
		if n > 0 && n <= len(d.lines) {
			lines = append(lines, n)
		}
	}
	return lines
}

func (d *diagnosis) documentMark() bool {
	if d.err.Message != errDocuments.Error() && !d.says("document", "directive") || d.says("quoted scalar") {
		return false
	}
	for i, line := range d.lines {
		mark := strings.TrimRight(line, " \t")
		if mark == "..." || strings.HasPrefix(mark, "... ") || strings.HasPrefix(mark, "--- ") {
			return d.found(i+1, 0, "Raden "+Quoted(mark)+" avslutar YAML-delen, men det kommer mer efter den.",
				"Ta bort raden. Nycklarna avslutas med --- på en egen rad, efter den sista nyckeln.")
		}
	}
	return false
}

func (d *diagnosis) tooDeep() bool {
	if !d.says("exceeded max depth") {
		return false
	}
	return d.found(d.line, d.offset(d.err.Mark), "Här ligger listor och nycklar i varandra i alltför många nivåer.",
		"Kontrollera hakparenteser, klamrar och indrag. Ska det vara text, så sätt citattecken runt den.")
}

// tab finds a tab before a line's first word; YAML takes only blanks there.
func (d *diagnosis) tab() bool {
	for _, n := range []int{d.err.Mark.Line, d.line} {
		if n < 1 || n > len(d.lines) {
			continue
		}
		line := d.text(n)
		e := parseEntry(line)
		if i := strings.IndexByte(line[:e.indent], '\t'); i >= 0 {
			return d.mend(n, i, "Raden börjar med en tabb. I nycklarna går det bara att dra in med blanksteg.",
				"Byt tabben mot blanksteg:", d.indented(n, e))
		}
	}
	return false
}

const hardBlankMessage = "Här står ett hårt blanksteg. Det ser ut som ett vanligt men fungerar inte i nycklarna."

// hardBlank finds the no-break space that a Mac writes for Alt and the space bar; it looks like a blank and is none.
func (d *diagnosis) hardBlank() bool {
	for _, n := range d.suspects() {
		e := parseEntry(d.text(n))
		if i := strings.Index(e.line[:e.at], "\u00a0"); i >= 0 {
			return d.mend(n, i, hardBlankMessage, "Ta bort det och skriv ett vanligt blanksteg:",
				strings.ReplaceAll(e.line[:e.at], "\u00a0", " ")+e.line[e.at:])
		}
	}
	return false
}

// unclosedQuote finds the quote that is still open where YAML gave up, and text after a quote that is closed on its
// line.
func (d *diagnosis) unclosedQuote() bool {
	if c := d.err.ContextMark; d.says("end of stream", "document indicator") && d.says("quoted scalar") {
		return d.openQuote(c.Line, d.offset(c))
	}
	if !d.says("did not find expected key", "mapping values", "did not find expected '-'") {
		return false
	}
	last := min(d.err.Mark.Line, len(d.lines))
	for n := 1; n <= last; n++ {
		e := parseEntry(d.text(n))
		if e.value == "" || e.value[0] != '"' && e.value[0] != '\'' {
			continue
		}
		line, end := d.closingQuote(n, e.at, last)
		switch {
		case line == 0 || line == last && end > d.offset(d.err.Mark):
			return d.openQuote(n, e.at)
		case line == n && n == last && strings.TrimSpace(d.text(n)[end:]) != "":
			return d.mend(n, end, "Texten fortsätter efter citattecknet som avslutar den.",
				"Sätt citattecken runt hela texten:", e.with(quote(unpair(e.value))))
		case line == last && line > n && strings.TrimSpace(d.text(line)[end:d.offset(d.err.Mark)]) == "":
			return d.openQuote(n, e.at)
		}
		n = max(n, line)
	}
	return false
}

func (d *diagnosis) openQuote(line, offset int) bool {
	e := parseEntry(d.text(line))
	message := "Ett citattecken (" + e.line[offset:offset+1] + ") öppnas här men stängs aldrig."
	if offset == e.at && len(e.value) > 1 {
		return d.mend(
			line, offset, message, "Skriv ett likadant citattecken där texten slutar:", e.with(e.value+e.value[:1]),
		)
	}
	return d.found(line, offset, message, "Skriv ett likadant citattecken där texten slutar.")
}

// closingQuote returns the line and offset after the quote that closes the one at an offset, looking no further than
// the line last.
func (d *diagnosis) closingQuote(line, offset, last int) (int, int) {
	mark := d.text(line)[offset]
	for i := offset + 1; line <= last; line, i = line+1, 0 {
		for text := d.text(line); i < len(text); i++ {
			switch {
			case mark == '"' && text[i] == '\\', mark == '\'' && strings.HasPrefix(text[i:], "''"):
				i++
			case text[i] == mark:
				return line, i + 1
			}
		}
	}
	return 0, 0
}

// unquote takes off the quote that a text begins with, and the same at its end if it is there.
func unquote(s string) string {
	mark := s[:1]
	return strings.TrimSuffix(s[1:], mark)
}

// unpair takes off the quotes at the ends of a text if they are the same.
func unpair(s string) string {
	if len(s) > 1 && s[0] == s[len(s)-1] {
		return s[1 : len(s)-1]
	}
	return s
}

func (d *diagnosis) escape() bool {
	if !d.says("escape", "hexadecimal", "Unicode character") || !d.says("quoted scalar") {
		return false
	}
	text := d.text(d.line)
	i := max(strings.LastIndexByte(text[:min(d.offset(d.err.Mark)+1, len(text))], '\\'), 0)
	const message = "Mellan citattecknen \" och \" har omvänt snedstreck (\\) en särskild betydelse."
	if e := parseEntry(text); len(e.value) > 1 && e.value[0] == '"' {
		return d.mend(d.line, i, message, "Sätt enkla citattecken runt texten i stället:",
			e.with("'"+strings.ReplaceAll(unquote(e.value), "'", "''")+"'"))
	}
	return d.found(d.line, i, message, "Sätt enkla citattecken (') runt texten i stället, eller skriv \\\\.")
}
