package preview

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
)

// fault is something that is wrong, or may be, as the terminal and the browser show it.
type fault struct {
	Place   string `json:"place"` // "content/aktiviteter/x.md:5:11", "" for what has no place
	Message string `json:"message"`
	Excerpt string `json:"excerpt"` // the line, and below it a caret
	Hint    string `json:"hint"`
	Remark  bool   `json:"remark"` // what stops nothing
	text    string // all of it, for the terminal
	file    string
}

// key identifies a fault wherever in its file it has moved to.
func (f fault) key() string { return f.file + ": " + f.Message }

// faultsOf turns an error of a build into faults, remarks last. Excerpts are taken from the tree.
func faultsOf(err error, t tree) []fault {
	if err == nil {
		return nil
	}
	list, ok := err.(problem.List)
	if !ok {
		list = located(err, t)
	}
	faults := make([]fault, len(list))
	for i, p := range list {
		faults[i] = faultOf(p, t)
	}
	slices.SortStableFunc(faults, func(a, b fault) int {
		switch {
		case a.Remark == b.Remark:
			return 0
		case b.Remark:
			return -1
		}
		return 1
	})
	return faults
}

// faultOf writes one problem as psi check does.
func faultOf(p problem.Problem, t tree) fault {
	if p.File == "" {
		return fault{Message: p.Message, Hint: p.Hint, text: p.Message + "\n\n"}
	}
	f := fault{
		Message: p.Message, Hint: p.Hint, Remark: p.Kind.Remark() != "", file: path.Join("content", p.File),
	}
	f.Place = path.Join("content", p.Place())
	var out strings.Builder
	_ = problem.List{p}.Text(&out, func(file string) []byte { // a Builder never fails
		data, err := t.ReadFile(path.Join("content", file))
		if err != nil {
			return nil
		}
		return data
	})
	f.text, _, _ = strings.Cut(strings.TrimPrefix(out.String(), "content/../"), "\n\n")
	_, rest, _ := strings.Cut(f.text, "\n")
	if i := strings.Index("\n"+rest, "\ntips: "); i >= 0 {
		rest = rest[:max(i-1, 0)]
	}
	f.Excerpt = rest
	f.text += "\n\n"
	return f
}

var (
	// inTemplate matches an error of html/template; text/template counts columns in bytes from 0.
	inTemplate = lazyregexp.New(`template: ?([\w./-]+\.html):(\d+)(?::(\d+))?: (?s:(.*))`)
	// inStatic matches an error of package asset about a style sheet or a script.
	inStatic = lazyregexp.New(`^(static/[^:]+)(?::(\d+):(\d+))?: (.*)`)
)

// located finds the places of mistakes in templates and static files, so that they can be shown as those in content
// are. Their messages are for developers.
func located(err error, t tree) problem.List {
	text := err.Error()
	if m := inTemplate().FindStringSubmatch(text); m != nil {
		p := problem.Problem{File: "../templates/" + m[1], Message: m[4]}
		p.Line, _ = strconv.Atoi(m[2])
		if column, err := strconv.Atoi(m[3]); err == nil {
			p.Column = columnOf(t, "templates/"+m[1], p.Line, column)
		}
		return problem.List{p}
	}
	var list problem.List
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		p := problem.Problem{Message: fmt.Sprintf("psi: %s", line)}
		if m := inStatic().FindStringSubmatch(line); m != nil {
			p = problem.Problem{File: "../" + m[1], Message: m[4]}
			p.Line, _ = strconv.Atoi(m[2]) // 0 when it is not there
			p.Column, _ = strconv.Atoi(m[3])
		}
		list.Add(p)
	}
	return list
}

// columnOf turns a place in a template line, in bytes from 0 and without its indentation, into a column.
func columnOf(t tree, name string, line, offset int) int {
	data, err := t.ReadFile(name)
	if err != nil {
		return 0
	}
	lines := strings.Split(string(data), "\n")
	if line < 1 || line > len(lines) {
		return 0
	}
	text := strings.TrimSpace(lines[line-1])
	indent := strings.Index(lines[line-1], text)
	return utf8.RuneCountInString(lines[line-1][:indent]) + utf8.RuneCountInString(text[:min(offset, len(text))]) + 1
}

// summary is the fault on one line.
func (f fault) summary() string {
	if f.file == "" {
		first, _, _ := strings.Cut(f.Message, "\n")
		return first
	}
	return f.key()
}

// sameFaults reports whether two lists hold the same faults, wherever in their files these are.
func sameFaults(a, b []fault) bool {
	return slices.EqualFunc(a, b, func(x, y fault) bool { return x.key() == y.key() })
}
