package content

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
)

// Each archive in testdata/problems is a small content folder. Where a problem is due, the line says so: with # want
// "regexp" at its end in a header, with ⟦want "regexp"⟧ in a text. What a file is to blame for as a whole stands in the
// section "want", as lines of the form "file: regexp". The regexp is for "COLUMN KIND: MESSAGE | HINT". Every problem
// must be wanted, and every wanted one found.
//
// A file's name may be followed by what is done to it: "(escaped)" makes bytes of \xff, \ufeff, \r and \t, "(link)" a
// symbolic link to where the text says, "(large)" ten megabytes and "(huge)" 21 of the text over and over. A folder
// without a site.yaml is given a sound one, unless it has the file "no-site.yaml".
var (
	wanted = regexp.MustCompile(` *(?:# want((?: "[^"]*")+)$|⟦want((?: "[^"]*")+)⟧)`)
	quoted = regexp.MustCompile(`"([^"]*)"`)
)

// scenarioTime is the day on which the folders are looked at.
var scenarioTime = time.Date(2027, time.January, 15, 12, 0, 0, 0, time.UTC)

const soundSettings = "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n"

// scenario is an archive, read.
type scenario struct {
	files map[string][]byte
	links map[string]string
	want  []want
}

type want struct {
	file string
	line int
	text *regexp.Regexp
}

func readScenario(t *testing.T, path string) scenario {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	s := scenario{files: map[string][]byte{}, links: map[string]string{}}
	for _, f := range archive.Files {
		name, treatment, _ := strings.Cut(f.Name, " (")
		if name == "want" {
			s.wholeFiles(t, f.Data)
			continue
		}
		data := s.strip(t, name, f.Data)
		switch strings.TrimSuffix(treatment, ")") {
		case "":
			s.files[name] = data
		case "escaped":
			s.files[name] = unescape(t, data)
		case "large":
			s.files[name] = bytes.Repeat(data, 10<<20/len(data)+1)
		case "huge":
			s.files[name] = bytes.Repeat(data, 21<<20/len(data))
		case "link":
			s.links[name] = strings.TrimSpace(string(data))
		default:
			t.Fatalf("%s: unknown treatment %q", path, treatment)
		}
	}
	if _, none := s.files["no-site.yaml"]; none {
		delete(s.files, "no-site.yaml")
	} else if s.files[SettingsFile] == nil && s.links[SettingsFile] == "" {
		s.files[SettingsFile] = []byte(soundSettings)
	}
	return s
}

// wholeFiles reads the section "want".
func (s *scenario) wholeFiles(t *testing.T, data []byte) {
	t.Helper()
	for line := range strings.Lines(string(data)) {
		file, text, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			t.Fatalf("malformed: %s", line)
		}
		s.want = append(s.want, want{file, 0, regexp.MustCompile(text)})
	}
}

// strip takes the expectations out of a file.
func (s *scenario) strip(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	var out strings.Builder
	number := 0
	for line := range strings.Lines(string(data)) {
		number++
		end := ""
		if body, ok := strings.CutSuffix(line, "\n"); ok {
			line, end = body, "\n"
		}
		for _, m := range wanted.FindAllStringSubmatch(line, -1) {
			for _, text := range quoted.FindAllStringSubmatch(m[1]+m[2], -1) {
				s.want = append(s.want, want{name, number, regexp.MustCompile(text[1])})
			}
		}
		line = wanted.ReplaceAllString(line, "")
		if strings.Contains(line, "⟦") || strings.Contains(line, "# want") {
			t.Fatalf("%s:%d: malformed expectation: %s", name, number, line)
		}
		out.WriteString(line + end)
	}
	return []byte(out.String())
}

// unescape turns \xff and the like to the bytes that they stand for.
func unescape(t *testing.T, data []byte) []byte {
	t.Helper()
	text := strings.NewReplacer(`"`, `\"`, "\n", `\n`).Replace(string(data))
	text, err := strconv.Unquote(`"` + text + `"`)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(text)
}

// fs returns the folder: in memory, or on disk behind an os.Root, as psi itself opens it, when it has symbolic links.
func (s *scenario) fs(t *testing.T) fs.FS {
	t.Helper()
	if len(s.links) == 0 {
		fsys := fstest.MapFS{}
		for name, data := range s.files {
			fsys[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		}
		return fsys
	}
	dir := t.TempDir()
	path := func(name string) string {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o777); err != nil {
			t.Fatal(err)
		}
		return p
	}
	for name, data := range s.files {
		if err := os.WriteFile(path(name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range s.links {
		if err := os.Symlink(target, path(name)); err != nil {
			psitest.Unable(t, err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root.FS()
}

// load loads a folder, which need have no start page, and returns its faults and remarks.
func load(t *testing.T, src fs.FS, opt Options) (*Content, problem.List) {
	t.Helper()
	c, err := Load(src, opt)
	problems, ok := errors.AsType[problem.List](err)
	if err != nil && !ok {
		t.Fatal(err)
	}
	if !ok {
		problems = c.Remarks
	}
	return c, slices.DeleteFunc(problems, func(p problem.Problem) bool { return p.Kind == problem.NoStartPage })
}

// A folder without a start page is told so, with a text that can be put there as it is.
func TestStartPage(t *testing.T) {
	files := fstest.MapFS{
		SettingsFile: {Data: []byte("name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n")},
	}
	c, err := Load(files, Options{})
	if err != nil || len(c.Remarks) != 1 || c.Remarks[0].Kind != problem.NoStartPage {
		t.Fatalf("%v %v", c.Remarks, err)
	}
	_, text, _ := strings.Cut(c.Remarks[0].Hint, ":\n")
	files[startPage] = &fstest.MapFile{Data: []byte(text + "\n")}
	if c, err = Load(files, Options{}); err != nil || len(c.Remarks) > 0 {
		t.Errorf("with\n%s\n%v %v", text, c.Remarks, err)
	}
}

func scenarios(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	return paths
}

func TestProblems(t *testing.T) {
	for _, path := range scenarios(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			s := readScenario(t, path)
			_, got := load(t, s.fs(t), Options{Now: scenarioTime})
			met := make([]bool, len(s.want))
			for _, p := range got {
				text := fmt.Sprintf(
					"%d %s: %s | %s", p.Column, p.Kind, p.Message, strings.ReplaceAll(p.Hint, "\n", "\\"),
				)
				i := slices.IndexFunc(
					s.want,
					func(w want) bool { return w.file == p.File && w.line == p.Line && w.text.MatchString(text) },
				)
				if i < 0 || met[i] {
					t.Errorf("unexpected: %s:%d: %s", p.File, p.Line, text)
					continue
				}
				met[i] = true
			}
			for i, w := range s.want {
				if !met[i] {
					t.Errorf("missing: %s:%d: %s", w.file, w.line, w.text)
				}
			}
		})
	}
}

// Whoever is told of a problem can go to its place, and is told in full sentences what to do.
func TestProblemsHelp(t *testing.T) {
	for _, path := range scenarios(t) {
		s := readScenario(t, path)
		_, problems := load(t, s.fs(t), Options{Now: scenarioTime})
		for _, p := range problems {
			lines := strings.Split(string(s.files[p.File]), "\n")
			switch _, link := s.links[p.File]; {
			case p.Line == 0 && p.Column != 0:
				t.Errorf("%s: %v has a column in no line", path, p)
			case p.Line == 0 && s.files[p.File] == nil && !link && p.Kind != problem.MissingFile:
				t.Errorf("%s: %v is in a file that does not exist", path, p)
			case p.Line > len(lines):
				t.Errorf("%s: %v is in none of the %d lines", path, p, len(lines))
			case p.Line > 0 && p.Column > len([]rune(lines[p.Line-1]))+1:
				t.Errorf("%s: %v stands beside the line %q", path, p, lines[p.Line-1])
			}
			if !sentence.MatchString(p.Message) {
				t.Errorf("%s: %q is no sentence", path, p.Message)
			}
			if p.Hint == "" {
				t.Errorf("%s: %q gives no way out", path, p.Message)
			}
			if said := quotation.ReplaceAllString(p.Message+" "+p.Hint, ""); english.MatchString(said) {
				t.Errorf("%s: %q speaks to programmers", path, said)
			}
		}
	}
}

var (
	// quotation matches what an editor has written, and what to write.
	quotation = regexp.MustCompile("(?s)”[^”]*”|`[^`]*`|\n.*|\\([a-z. ]+\\)")
	// english matches words that no Swedish sentence has, and what Go prints in place of a value.
	english = regexp.MustCompile(`%!|<no value>|\bnil\b|yaml:|` +
		`(?i)\b(?:the|of|is|not|no|found|file|error|invalid|unexpected|expected|cannot|string|such|line|too|open|read|bad)\b`)
	sentence = regexp.MustCompile(`(?s)^[A-ZÅÄÖ”` + "`" + `0-9].*[.?!]$`)
)

// TestEveryKindIsShown keeps the catalogue of problems honest: a kind that no mistake leads to is none.
func TestEveryKindIsShown(t *testing.T) {
	shown := map[problem.Kind]bool{}
	for _, path := range scenarios(t) {
		s := readScenario(t, path)
		_, problems := load(t, s.fs(t), Options{Now: scenarioTime})
		for _, p := range problems {
			shown[p.Kind] = true
		}
	}
	// Those of the site, and some that tests of their own lead to.
	elsewhere := []problem.Kind{problem.VanishedAddress, problem.VanishedEvent, problem.MoreFaults, problem.MoreRemarks,
		problem.DeadLink, problem.MovedLink, problem.NoStartPage, problem.OtherSite}
	f, err := parser.ParseFile(token.NewFileSet(), "../problem/kinds.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	ast.Inspect(f, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Obj.Kind != ast.Con {
			return true
		}
		for i, name := range spec.Names {
			value, err := strconv.Unquote(spec.Values[i].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			count++
			if kind := problem.Kind(value); !shown[kind] && !slices.Contains(elsewhere, kind) {
				t.Errorf("no archive shows problem.%s (%s)", name.Name, kind)
			}
		}
		return true
	})
	if count < 30 {
		t.Errorf("only %d kinds were found", count)
	}
}
