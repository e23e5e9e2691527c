package problem

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// contentRoot is the folder that the files of problems lie in, as editors see them in the project.
const contentRoot = "content"

// Text writes the problems for people, sorted, and last a line that counts them:
//
//	content/aktiviteter/stormote.md:5:11: Parten ”mdh” finns inte.
//	   5 | arrangor: mdh
//	     |           ^
//	tips: Menade du ”mdu”?
//
//	1 problem i 1 fil.
//
// The first line of each has the form "file:line:column: message" that editors' problem matchers know; a file as a
// whole is its line 1, and a line as a whole its column 1. The excerpt comes from src, which returns a file's bytes, or
// nil when it has none; src itself may be nil. Whatever the files hold, no control sequence reaches the terminal. An
// empty list writes nothing.
func (l List) Text(w io.Writer, src func(file string) []byte) error {
	if len(l) == 0 {
		return nil
	}
	l = l.Sorted()
	out := bufio.NewWriter(w)
	var lines lineReader
	files := 0
	for i, p := range l {
		if i == 0 || p.File != l[i-1].File {
			files++
			lines = lineReader{}
			if src != nil {
				lines = newLineReader(src(p.File))
			}
		}
		writeProblem(out, p, &lines)
	}
	noun := "filer"
	if files == 1 {
		noun = "fil"
	}
	fmt.Fprintf(out, "%d problem i %d %s.\n", len(l), files, noun)
	return out.Flush()
}

// writeProblem leaves errors to the writer's Flush.
func writeProblem(w *bufio.Writer, p Problem, lines *lineReader) {
	file := contentRoot
	if p.File != "" {
		file += "/" + p.File
	}
	fmt.Fprintf(w, "%s:%d:%d: %s\n", OneLine(file), max(p.Line, 1), max(p.Column, 1), OneLine(p.Message))
	if line, ok := lines.line(p.Line); ok {
		shown, pad := excerpt(line, p.Column)
		number := fmt.Sprintf("%4d", p.Line)
		fmt.Fprintln(w, strings.TrimRight(number+" | "+shown, " \t"))
		if p.Column > 0 {
			fmt.Fprintf(w, "%*s | %s^\n", len(number), "", pad)
		}
	}
	for i, line := range strings.Split(strings.TrimSpace(p.Hint), "\n") {
		switch {
		case line == "":
		case i == 0:
			fmt.Fprintf(w, "tips: %s\n", OneLine(line))
		default:
			indent := line[:len(line)-len(strings.TrimLeft(line, " "))] // which means something in YAML
			fmt.Fprintf(w, "      %s%s\n", indent, OneLine(line))
		}
	}
	fmt.Fprintln(w)
}
