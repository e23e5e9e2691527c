package problem

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// GitHub writes the problems, sorted, as workflow commands, which GitHub Actions shows beside the lines of a pull
// request. The prefix is the content folder's path in the repository, "content". GitHub shows only ten of a step, so
// those of the files in first come before the others.
func (l List) GitHub(w io.Writer, prefix string, first map[string]bool) error {
	out := bufio.NewWriter(w)
	sorted := l.Sorted()
	slices.SortStableFunc(sorted, func(a, b Problem) int {
		switch {
		case first[a.File] == first[b.File]:
			return 0
		case first[a.File]:
			return -1
		}
		return 1
	})
	for _, p := range sorted {
		command, title := "error", "Fel i innehållet"
		if name := p.Kind.Remark(); name != "" {
			command, title = "warning", "Anmärkning: "+name
		}
		out.WriteString("::" + command + " file=" + property(path.Join(prefix, p.File)))
		if p.Line > 0 {
			fmt.Fprintf(out, ",line=%d", p.Line)
		}
		if p.Line > 0 && p.Column > 0 {
			fmt.Fprintf(out, ",col=%d", p.Column)
		}
		text := p.Message
		if hint := strings.TrimSpace(p.Hint); hint != "" {
			text += "\n" + hint
		}
		out.WriteString(",title=" + property(title) + "::" + message(text) + "\n")
	}
	return out.Flush()
}

// The two escapings of workflow commands, as github.com/actions/toolkit does them in command.ts.
var (
	messageEscapes  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// message escapes a text of several lines, each of them printable.
func message(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = printable(strings.TrimSuffix(line, "\r"))
	}
	return messageEscapes.Replace(strings.Join(lines, "\n"))
}

func property(s string) string { return propertyEscapes.Replace(printable(s)) }

// report is the document that [List.JSON] writes.
type report struct {
	Problems []entry `json:"problems"`
	Faults   int     `json:"faults"`
	Remarks  int     `json:"remarks"`
}

// entry is a [Problem] for JSON.
type entry struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Degree  string `json:"degree"`
	Kind    Kind   `json:"kind"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
	Fix     *edit  `json:"fix,omitempty"`
}

// edit is a [Fix] for JSON.
type edit struct {
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Text      string `json:"text"`
}

// JSON writes the problems, sorted, for other programs: an object with "problems", a list of objects with "file",
// "line", "column", "degree" ("fault" or "remark"), "kind", "message" and "hint", and the numbers of "faults" and
// "remarks". A line or column of 0 is not known, as in [Problem]. One whose hint leaves no choice has a "fix" too: the
// "text" to write from "line" and "column" up to "end_line" and "end_column". The prefix is that of [List.GitHub].
func (l List) JSON(w io.Writer, prefix string) error {
	r := report{Problems: []entry{}}
	for _, p := range l.Sorted() {
		degree := "fault"
		if p.Kind.Remark() != "" {
			degree = "remark"
			r.Remarks++
		} else {
			r.Faults++
		}
		var fix *edit
		if !p.Fix.IsZero() {
			fix = (*edit)(&p.Fix)
		}
		r.Problems = append(
			r.Problems, entry{path.Join(prefix, p.File), p.Line, p.Column, degree, p.Kind, p.Message, p.Hint, fix},
		)
	}
	var doc bytes.Buffer
	enc := json.NewEncoder(&doc)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(r); err != nil {
		return err
	}
	_, err := w.Write(escapeUnprintable(doc.Bytes()))
	return err
}

// escapeUnprintable writes what a terminal could obey as \u escapes. JSON itself has done so with all below U+0020, and
// what is left can only stand in its strings.
func escapeUnprintable(doc []byte) []byte {
	var escaped []byte
	for _, r := range string(doc) {
		if r > ' ' && r != unicode.ReplacementChar && printable(string(r)) != string(r) {
			escaped = fmt.Appendf(escaped, `\u%04x`, r)
		} else {
			escaped = utf8.AppendRune(escaped, r)
		}
	}
	return escaped
}
