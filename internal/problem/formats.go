package problem

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// GitHub writes the problems, sorted, as workflow commands, which GitHub Actions shows beside the lines of a pull
// request. The prefix is the content folder's path in the repository, "content". (GitHub shows ten of a step.)
func (l List) GitHub(w io.Writer, prefix string) error {
	out := bufio.NewWriter(w)
	for _, p := range l.Sorted() {
		out.WriteString("::error file=" + property(path.Join(prefix, p.File)))
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
		out.WriteString(",title=" + property("Fel i innehållet") + "::" + message(text) + "\n")
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
	Count    int     `json:"count"`
}

// entry is a [Problem] with names for JSON.
type entry struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Kind    Kind   `json:"kind"`
	Message string `json:"message"`
	Hint    string `json:"hint"`
}

// JSON writes the problems, sorted, for other programs: an object with "problems", a list of objects with "file",
// "line", "column", "kind", "message" and "hint", and their "count". A line or column of 0 is not known, as in
// [Problem].
func (l List) JSON(w io.Writer) error {
	r := report{Problems: []entry{}}
	for _, p := range l.Sorted() {
		r.Problems = append(r.Problems, entry(p))
	}
	r.Count = len(r.Problems)
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
