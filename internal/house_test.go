// Package internal_test holds the house to what ARCHITECTURE.md says of it.
package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

const module = "so-in.se/psi/"

// room is a package of the program.
type room struct {
	name    string // "content", or "cmd/psi"
	doc     string
	files   map[string]*ast.File
	imports map[string]string // import path → a file that has it
}

// sources lists the files of Go code, tests too.
func sources(t *testing.T) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		switch base := d.Name(); {
		case err != nil:
			return err
		case d.IsDir() && (base == "testdata" || base == "node_modules" ||
			base != ".." && strings.HasPrefix(base, ".")):
			return fs.SkipDir
		case strings.HasSuffix(name, ".go"):
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// rooms parses every package but those that are test data.
func rooms(t *testing.T) map[string]*room {
	t.Helper()
	found := map[string]*room{}
	fset := token.NewFileSet()
	for _, name := range sources(t) {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		rel, err := filepath.Rel("..", name)
		if err != nil {
			t.Fatal(err)
		}
		dir := strings.TrimPrefix(path.Dir(filepath.ToSlash(rel)), "internal/")
		r := found[dir]
		if r == nil {
			r = &room{name: dir, files: map[string]*ast.File{}, imports: map[string]string{}}
			found[dir] = r
		}
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		r.files[name] = f
		if f.Doc != nil {
			r.doc += f.Doc.Text()
		}
		for _, spec := range f.Imports {
			p, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			r.imports[p] = name
		}
	}
	if len(found) < 8 {
		t.Fatalf("only %d packages found", len(found))
	}
	return found
}

// tableRow matches a row of the import table: " 2  content   what it is".
var tableRow = regexp.MustCompile(`(?m)^ ?(\d+)  +((?:\S+ )*\S+)  +\S`)

// table reads the import table of ARCHITECTURE.md: the row of each room.
func table(t *testing.T) map[string]int {
	t.Helper()
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for _, m := range tableRow.FindAllStringSubmatch(string(text), -1) {
		row, err := strconv.Atoi(m[1])
		if err != nil {
			t.Fatal(err)
		}
		for name := range strings.FieldsSeq(m[2]) {
			rows[name] = row
		}
	}
	return rows
}

func TestImportTable(t *testing.T) {
	rows := table(t)
	all := rooms(t)
	for name, r := range all {
		row, ok := rows[name]
		if !ok {
			t.Errorf("ARCHITECTURE.md's import table does not name %s", name)
			continue
		}
		for imported, file := range r.imports {
			other, ours := strings.CutPrefix(imported, module)
			if !ours {
				continue
			}
			other = strings.TrimPrefix(other, "internal/")
			if rows[other] >= row {
				t.Errorf("%s: %s (row %d) may not import %s (row %d)", file, name, row, other, rows[other])
			}
		}
	}
	for name := range rows {
		if all[name] == nil {
			t.Errorf("ARCHITECTURE.md's import table names %s, which does not exist", name)
		}
	}
}

// keepers names the only room that may import each given library.
var keepers = map[string]string{
	"github.com/yuin/goldmark":         "markdown",
	"github.com/adrg/frontmatter":      "frontmatter",
	"go.yaml.in/yaml/v4":               "frontmatter",
	"github.com/fsnotify/fsnotify":     "preview",
	"github.com/arran4/golang-ical":    "ical",
	"github.com/evanw/esbuild/pkg/api": "asset",
	"github.com/alecthomas/kong":       "cmd/psi",
	"github.com/bep/imagemeta":         "attachment",
	"github.com/andybalholm/brotli":    "site/output",
	"github.com/chromedp":              "psitest",
}

func TestLibrariesStayInTheirRoom(t *testing.T) {
	for name, r := range rooms(t) {
		for imported, file := range r.imports {
			for library, keeper := range keepers {
				if (imported == library || strings.HasPrefix(imported, library+"/")) && name != keeper {
					t.Errorf("%s: only %s may import %s", file, keeper, library)
				}
			}
		}
	}
}

// outer are the rooms that may touch disk, network and clock. The tests' own, psitest, is one.
var outer = []string{"publish", "preview", "links", "gather", "cmd/psi", "corpus/write", "psitest"}

func TestInnerRoomsArePure(t *testing.T) {
	for name, r := range rooms(t) {
		if slices.Contains(outer, name) {
			continue
		}
		for _, forbidden := range []string{"os", "os/exec", "net", "net/http", "log"} {
			if file := r.imports[forbidden]; file != "" {
				t.Errorf("%s: %s imports %s: only %v touch disk, network or clock", file, name, forbidden, outer)
			}
		}
		for file, f := range r.files {
			ast.Inspect(f, func(n ast.Node) bool {
				sel, ok := n.(*ast.SelectorExpr)
				if ok && isIdent(sel.X, "time") &&
					slices.Contains([]string{"Now", "Since", "Until", "Sleep", "Local"}, sel.Sel.Name) {
					t.Errorf("%s: %s asks the clock (time.%s)", file, name, sel.Sel.Name)
				}
				return true
			})
		}
	}
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// TestStartsAtOnce wants no regular expression compiled when the program starts: the dozens there are take several
// milliseconds.
func TestStartsAtOnce(t *testing.T) {
	for name, r := range rooms(t) {
		for file, f := range r.files {
			for _, decl := range f.Decls {
				if _, isFunc := decl.(*ast.FuncDecl); isFunc || name == "lazyregexp" {
					continue
				}
				ast.Inspect(decl, func(n ast.Node) bool {
					sel, ok := n.(*ast.SelectorExpr)
					if ok && isIdent(sel.X, "regexp") && strings.HasSuffix(sel.Sel.Name, "Compile") {
						t.Errorf("%s compiles a regular expression at start: use lazyregexp.New", file)
					}
					_, isLit := n.(*ast.FuncLit)
					return !isLit
				})
			}
		}
	}
}

func TestEveryPackageIsDocumented(t *testing.T) {
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, r := range rooms(t) {
		if r.doc == "" {
			t.Errorf("package %s has no package comment", name)
		}
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("ARCHITECTURE.md does not tell of `%s`", name)
		}
	}
}

func TestFilesAreShort(t *testing.T) {
	for _, r := range rooms(t) {
		for name := range r.files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if lines := strings.Count(string(text), "\n"); lines > 400 {
				t.Errorf("%s has %d lines: more than 400, so it holds more than one concept", name, lines)
			}
		}
	}
}

// TestLinesAreNarrow holds lines to 120 columns, tests too, but for raw strings and struct tags, which cannot be
// broken. A tab is four columns.
func TestLinesAreNarrow(t *testing.T) {
	const most = 120
	fset := token.NewFileSet()
	for _, name := range sources(t) {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		raw := map[int]bool{} // lines of such strings
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Value[0] == '`' {
				for line := fset.Position(lit.Pos()).Line; line <= fset.Position(lit.End()).Line; line++ {
					raw[line] = true
				}
			}
			return true
		})
		line := 0
		for l := range strings.Lines(string(text)) {
			line++
			wide := utf8.RuneCountInString(strings.ReplaceAll(strings.TrimSuffix(l, "\n"), "\t", "    "))
			if wide > most && !raw[line] {
				t.Errorf("%s:%d has %d columns", name, line, wide)
			}
		}
	}
}

// TestEachDependencyIsEarned wants a line in ARCHITECTURE.md for every direct dependency.
func TestEachDependencyIsEarned(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	direct := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(string(mod), -1)
	if len(direct) < 5 {
		t.Fatalf("only %d direct dependencies found in go.mod", len(direct))
	}
	for _, m := range direct {
		if !strings.Contains(string(text), m[1]) {
			t.Errorf("ARCHITECTURE.md does not say why psi depends on %s", m[1])
		}
	}
}
