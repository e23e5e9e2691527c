package problem

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
)

// contentRoot is the folder that the files of problems lie in, as editors see them in the project.
const contentRoot = "content"

// Text writes the problems for people, sorted, and last a line that counts them; after remarks, how to accept one:
//
//	content/aktiviteter/stormote.md:5:11: Parten ”mdh” finns inte.
//	   5 | arrangor: mdh
//	     |           ^
//	tips: Menade du ”mdu”?
//
//	1 fel i 1 fil.
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
	faults := len(l.Faults())
	out.WriteString(counted(faults, len(l)-faults, files))
	for _, p := range l {
		if name := p.Kind.Remark(); slices.Contains(Acceptable(), name) {
			fmt.Fprintf(out, acceptance, name)
			break
		}
	}
	return out.Flush()
}

// counted says how many faults and remarks there are in how many files.
func counted(faults, remarks, files int) string {
	noun := "filer"
	if files == 1 {
		noun = "fil"
	}
	told := fmt.Sprintf("%d fel", faults)
	if remarks > 0 {
		word := "anmärkningar"
		if remarks == 1 {
			word = "anmärkning"
		}
		told += fmt.Sprintf(" och %d %s", remarks, word)
		if faults == 0 {
			told = fmt.Sprintf("Inga fel, men %d %s", remarks, word)
		}
	}
	return fmt.Sprintf("%s i %d %s.\n", told, files, noun)
}

// acceptance says how to accept a remark, by its name.
const acceptance = `
En anmärkning stoppar ingenting. Är det som det ska, så skriv i filens huvud vilken anmärkning det gäller, och varför:
accepted:
  - remark: %s
    reason: skriv skälet här
`

// writeProblem leaves errors to the writer's Flush.
func writeProblem(w *bufio.Writer, p Problem, lines *lineReader) {
	file := contentRoot
	if p.File != "" {
		file += "/" + p.File
	}
	message := p.Message
	if name := p.Kind.Remark(); name != "" {
		message = fmt.Sprintf("anmärkning (%s): %s", name, message)
	}
	fmt.Fprintf(w, "%s:%d:%d: %s\n", OneLine(file), max(p.Line, 1), max(p.Column, 1), OneLine(message))
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
