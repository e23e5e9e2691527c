package markdown

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"so-in.se/psi/internal/problem"
)

// expectation is ⟦want COLUMN KIND "REGEXP"⟧ at the end of the line where a problem is due: the regexp is for message
// and hint.
var expectation = regexp.MustCompile(` ?⟦want (\d+) ([a-z0-9-]+) "([^⟧]*)"⟧`)

type expected struct {
	line, column int
	kind         problem.Kind
	text         *regexp.Regexp
}

// TestProblems holds every sort of problem to its exact place: problems that are not expected fail, and expected ones
// that are missing.
func TestProblems(t *testing.T) {
	files, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar")+"/"+f.Name, func(t *testing.T) {
				const firstLine = 8 // of the body in its file
				body, want := expectations(t, string(f.Data), firstLine)
				opt := testOptions()
				opt.Line = firstLine
				doc, got := Convert([]byte(body), opt)
				compareProblems(t, got, want)
				checkHTML(t, doc.HTML)
			})
		}
	}
}

func expectations(t *testing.T, marked string, line int) (body string, want []expected) {
	var b strings.Builder
	for text := range strings.Lines(marked) {
		for _, m := range expectation.FindAllStringSubmatch(text, -1) {
			column, err := strconv.Atoi(m[1])
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, expected{line, column, problem.Kind(m[2]), regexp.MustCompile("(?s)" + m[3])})
		}
		b.WriteString(expectation.ReplaceAllString(text, ""))
		line++
	}
	if strings.Contains(b.String(), "⟦") {
		t.Fatalf("malformed expectation in:\n%s", b.String())
	}
	return b.String(), want
}

func compareProblems(t *testing.T, got problem.List, want []expected) {
	t.Helper()
	met := make([]bool, len(want))
problems:
	for _, p := range got {
		for i, w := range want {
			if !met[i] && w.line == p.Line && w.column == p.Column && w.kind == p.Kind &&
				w.text.MatchString(p.Message+"\n"+p.Hint) {
				met[i] = true
				continue problems
			}
		}
		t.Errorf("unexpected: %s: %s: %s\n\t%s", p.Place(), p.Kind, p.Message, p.Hint)
	}
	for i, w := range want {
		if !met[i] {
			t.Errorf("missing: line %d column %d: %s %s", w.line, w.column, w.kind, w.text)
		}
	}
	for _, p := range got {
		if p.File != "sida.md" || p.Message == "" {
			t.Errorf("problem without file or message: %+v", p)
		}
	}
}
