package problem

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"path"
	"strings"
)

// Markdown writes the problems, sorted and by file, for a page on GitHub. The prefix is that of [List.GitHub]; source
// returns the web address of a line of a file, which may be empty. What the files hold is within HTML, where Markdown
// reads nothing. An empty list writes nothing.
func (l List) Markdown(w io.Writer, prefix string, source func(file string, line int) string) error {
	if len(l) == 0 {
		return nil
	}
	out := bufio.NewWriter(w)
	sorted := l.Sorted()
	files := 0
	var list strings.Builder
	for i, p := range sorted {
		if i == 0 || p.File != sorted[i-1].File {
			if files++; files > 1 {
				list.WriteString("</ul>\n\n")
			}
			fmt.Fprintf(&list, "<h3>%s</h3>\n<ul>\n", escaped(path.Join(prefix, p.File)))
		}
		place := fmt.Sprintf("Rad %d", max(p.Line, 1))
		if address := source(path.Join(prefix, p.File), max(p.Line, 1)); address != "" {
			place = `<a href="` + escaped(address) + `">` + place + "</a>"
		}
		degree := "Fel"
		if name := p.Kind.Remark(); name != "" {
			degree = "Anmärkning (" + name + ")"
		}
		fmt.Fprintf(&list, "<li>%s. <b>%s:</b> %s", place, degree, escaped(p.Message))
		if hint := strings.TrimSpace(p.Hint); hint != "" {
			lines := strings.Split(hint, "\n")
			for i := range lines {
				lines[i] = escaped(lines[i])
			}
			list.WriteString("<pre>" + strings.Join(lines, "&#10;") + "</pre>")
		}
		list.WriteString("</li>\n")
	}
	faults := len(l.Faults())
	out.WriteString("## " + counted(faults, len(l)-faults, files) + "\n" + list.String() + "</ul>\n\n")
	return out.Flush()
}

// escaped makes a text safe on one line of HTML.
func escaped(s string) string { return html.EscapeString(printable(s)) }
