package asset

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/psitest"
)

// tree is a static folder with one of each sort of file.
func tree() fstest.MapFS {
	return mapFS(map[string]string{
		"css/psi.css": `@layer reset, base, parts;
@import "reset.css" layer(reset);
@import url("./parts/card.css") layer(parts);
/*! licence */
@layer base { body { color: rgb(255, 0, 0); &:hover { margin: 0px } .åäö::after { content: "Å"; } } }`,
		"css/reset.css": `* { margin: 0px; background: url(../img/logo.svg#ikon) }`,
		"css/parts/card.css": `.card { background: url("/img/två bilder.png?v=1"), url('../../img/tv%C3%A5%20bilder.png'), url(data:image/gif;base64,AAAA);
	mask: url(#mask); --bild: url("../../root/favicon.ico") }`,
		"js/sok.js": "import { fold } from './lib/fold.js';\n// comment\nexport function " +
			"search(longName) { return fold(longName) + 'å' }",
		"js/meny.js": "import { fold } from '/js/lib/fold.js'; console.log(fold('Ö'));",
		"js/lib/fold.js": "export function fold(text) { return text.toLowerCase() }\nexport const unused = " +
			"'unused'",
		"img/logo.svg":          "<svg xmlns='http://www.w3.org/2000/svg'/>",
		"img/två bilder.png":    "png",
		"font/inter.var.woff2":  "woff2",
		"CNAME":                 "so-in.se",
		"root/favicon.ico":      "ico",
		"root/.well-known/x":    "x",
		".DS_Store":             "litter",
		"img/.gitkeep":          "",
		".git/config":           "litter",
		"css/.psi.css.swp":      "litter",
		"js/.eslintrc.js":       "litter",
		"css/font/karta.woff2":  "in css/, but no style sheet",
		"dokument/stadgar.css":  ".not { processed: yes }",
		"dokument/2016/upprop.": "a name that ends with a dot",
	})
}

func mapFS(files map[string]string) fstest.MapFS {
	fsys := make(fstest.MapFS)
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func mustBuild(t *testing.T, static fs.FS) *Set {
	t.Helper()
	s, err := Build(static)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// contents renders all files of a set, by path.
func contents(t *testing.T, s *Set) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, f := range s.Files() {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		all[f.Path] = b.String()
	}
	return all
}

// text is the published text of a source name.
func text(t *testing.T, s *Set, name string) string {
	t.Helper()
	address, ok := s.URL(name)
	if !ok {
		t.Fatalf("no address for %s", name)
	}
	return contents(t, s)[strings.TrimPrefix(address, "/")]
}

func TestBuild(t *testing.T) {
	s := mustBuild(t, tree())
	addr := func(name string) string {
		address, _ := s.URL(name)
		return address
	}
	wantCSS := `@layer reset,base,parts;` +
		`@layer reset{*{margin:0;background:url(` + addr("img/logo.svg") + `#ikon)}}` +
		`@layer parts{.card{background:url(` + addr("img/två bilder.png") + `?v=1),url(` + addr("img/två bilder.png") +
		`),url(data:image/gif;base64,AAAA);-webkit-mask:url(#mask);mask:url(#mask);--bild: url(/favicon.ico) }}` +
		`@layer base{body{color:red}body:hover{margin:0}body .åäö:after{content:"Å"}}` + "\n"
	for name, want := range map[string]string{
		"css/psi.css":        wantCSS,
		"js/sok.js":          `function r(o){return o.toLowerCase()}function n(o){return r(o)+"å"}export{n as search};` + "\n",
		"js/meny.js":         `function o(e){return e.toLowerCase()}console.log(o("Ö"));` + "\n",
		"img/två bilder.png": "png",
	} {
		address, ok := s.URL(name)
		unescaped := strings.NewReplacer("%C3%A5", "å", "%20", " ").Replace(strings.TrimPrefix(address, "/"))
		if got := contents(t, s)[unescaped]; !ok || got != want {
			t.Errorf("%s at %s:\n got %s\nwant %s", name, address, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	s := mustBuild(t, tree())
	var got []string
	for _, f := range s.Files() {
		var b bytes.Buffer
		if err := f.Render(&b); err != nil {
			t.Fatal(err)
		}
		digits := fmt.Sprintf("%x", sha256.Sum256(b.Bytes()))[:10]
		got = append(got, f.Source+" "+strings.Replace(f.Path, "."+digits, ".#", 1))
		if !fs.ValidPath(f.Path) {
			t.Errorf("%q is no valid path", f.Path)
		}
	}
	want := []string{
		"static/CNAME assets/CNAME.#",
		"static/css/font/karta.woff2 assets/css/font/karta.#.woff2",
		"static/dokument/2016/upprop. assets/dokument/2016/upprop.#.",
		"static/dokument/stadgar.css assets/dokument/stadgar.#.css",
		"static/font/inter.var.woff2 assets/font/inter.var.#.woff2",
		"static/img/logo.svg assets/img/logo.#.svg",
		"static/img/två bilder.png assets/img/två bilder.#.png",
		"static/js/meny.js assets/meny.#.js",
		"static/css/psi.css assets/psi.#.css",
		"static/js/sok.js assets/sok.#.js",
		"static/root/.well-known/x .well-known/x",
		"static/root/favicon.ico favicon.ico",
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if !slices.IsSortedFunc(s.Files(), func(a, b File) int { return strings.Compare(a.Path, b.Path) }) {
		t.Error("the files are not sorted by path")
	}
	for _, part := range []string{"css/reset.css", "js/lib/fold.js", ".DS_Store", "", "css/psi"} {
		if address, ok := s.URL(part); ok {
			t.Errorf("URL(%q) = %q, want none", part, address)
		}
	}
}

// A picture's new bytes must reach those who have the old style sheet: both names change, and no other.
func TestHashFollowsContent(t *testing.T) {
	before := mustBuild(t, tree())
	changed := tree()
	changed["img/logo.svg"] = &fstest.MapFile{Data: []byte("<svg/>")}
	after := mustBuild(t, changed)
	var moved []string
	for _, name := range slices.Sorted(maps.Keys(tree())) {
		old, _ := before.URL(name)
		if now, _ := after.URL(name); now != old {
			moved = append(moved, name)
		}
	}
	if diff := cmp.Diff([]string{"css/psi.css", "img/logo.svg"}, moved); diff != "" {
		t.Errorf("new addresses (-want +got)\n%s", diff)
	}
}

// backwards lists folders from the end, as a file system may.
type backwards struct{ fstest.MapFS }

func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := b.MapFS.ReadDir(name)
	slices.Reverse(entries)
	return entries, err
}

func TestDeterministic(t *testing.T) {
	want := contents(t, mustBuild(t, tree()))
	for _, procs := range []int{1, 8} {
		old := runtime.GOMAXPROCS(procs)
		for range 5 {
			if diff := cmp.Diff(want, contents(t, mustBuild(t, backwards{tree()}))); diff != "" {
				t.Errorf("GOMAXPROCS=%d (-forwards +backwards)\n%s", procs, diff)
			}
		}
		runtime.GOMAXPROCS(old)
	}
}

// Nothing outside the tree may reach the output: no file in the working directory, no tsconfig.json, no package.json.
func TestDiskIsNotRead(t *testing.T) {
	want := contents(t, mustBuild(t, tree()))
	dir := t.TempDir()
	for name, data := range map[string]string{
		"css/psi.css": "body{color:blue}", "static/css/psi.css": "body{color:blue}", "js/sok.js": "disk()",
		"css/extra.css": "a{}",
		"tsconfig.json": `{"compilerOptions":{"target":"es5"}, broken`, "package.json": `{"sideEffects": false, broken`,
	} {
		psitest.Write(t, dir, name, []byte(data))
	}
	t.Chdir(dir)
	if diff := cmp.Diff(want, contents(t, mustBuild(t, tree()))); diff != "" {
		t.Errorf("(-elsewhere +here)\n%s", diff)
	}
	if _, err := Build(mapFS(map[string]string{"css/psi.css": `@import "extra.css";`})); err == nil {
		t.Error("a style sheet from the working directory was imported")
	}
}

func TestFewFiles(t *testing.T) {
	for name, static := range map[string]fs.FS{
		"missing": os.DirFS(filepath.Join(t.TempDir(), "static")),
		"empty":   fstest.MapFS{},
		"dots":    mapFS(map[string]string{".gitkeep": ""}),
	} {
		if got := mustBuild(t, static).Files(); len(got) != 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := mustBuild(t, mapFS(map[string]string{"a.txt": "a"})).Files(); len(got) != 1 {
		t.Errorf("without css: %v", got)
	}
	if got := text(t, mustBuild(t, mapFS(map[string]string{"css/psi.css": ""})), "css/psi.css"); got != "" {
		t.Errorf("an empty style sheet became %q", got)
	}
}

func TestErrors(t *testing.T) {
	tests := map[string]struct {
		files map[string]string
		want  []string // lines of the message
	}{
		"css syntax": {
			map[string]string{"css/psi.css": `@import "a.css";`, "css/a.css": "a { color: red }\n.å { color; }\n"},
			[]string{`static/css/a.css:2:11: Expected ":"`},
		},
		"unclosed css": {
			map[string]string{"css/psi.css": "a { color: red\n"},
			[]string{`static/css/psi.css:2:1: Expected "}" to go with "{"`},
		},
		"js syntax": {
			map[string]string{"js/a.js": "let x = 1\nlet å = ;"}, []string{`static/js/a.js:2:9: Unexpected ";"`},
		},
		"js and css": {map[string]string{"js/a.js": "let x = ;", "css/psi.css": "a { color; }"}, []string{
			`static/js/a.js:1:9: Unexpected ";"`, `static/css/psi.css:1:10: Expected ":"`}},
		"misspelt property": {
			map[string]string{"css/psi.css": "a { backgrond: red }"},
			[]string{`static/css/psi.css:1:5: "backgrond" is not a known CSS property`},
		},
		"missing import": {
			map[string]string{"css/psi.css": `@import "b.css";`},
			[]string{`static/css/psi.css:1:9: there is no style sheet or script static/css/b.css`},
		},
		"missing picture": {
			map[string]string{"css/psi.css": `a { background: url(../img/b.svg) }`},
			[]string{`static/css/psi.css:1:17: there is no file static/img/b.svg`},
		},
		"bad escape": {
			map[string]string{"css/psi.css": `a { background: url(%zz) }`},
			[]string{`static/css/psi.css:1:17: invalid URL escape "%zz"`},
		},
		"outside": {
			map[string]string{"css/psi.css": `a { background: url(../../b.svg) }`},
			[]string{`static/css/psi.css:1:17: there is no file static/../b.svg`},
		},
		"a package": {
			map[string]string{"js/a.js": "import 'lodash'", "js/lodash": ""},
			[]string{
				`static/js/a.js:1:8: "lodash" is the name of a package: a script can import files only, as in "./lodash.js"`,
			},
		},
		"css in js": {
			map[string]string{"js/a.js": "import '../css/psi.css'", "css/psi.css": ""},
			[]string{`static/js/a.js:1:8: static/css/psi.css is of another kind than the file that imports it`},
		},
		"orphans": {map[string]string{"css/kort.css": "a{}", "js/lib/x.js": ""}, []string{
			`static/css/kort.css: nothing imports this file, so it would reach no visitor`,
			`static/js/lib/x.js: nothing imports this file, so it would reach no visitor`}},
		"one path": {map[string]string{"css/psi.css": "a{b:c}", "psi.css": "a{b:c}\n"}, []string{
			`static/css/psi.css and static/psi.css would both be published as assets/psi.` + fmt.Sprintf("%x",
				sha256.Sum256([]byte("a{b:c}\n")))[:10] + `.css`}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := Build(mapFS(test.files))
			if err == nil {
				t.Fatalf("no error, but %v", contents(t, s))
			}
			if diff := cmp.Diff(test.want, strings.Split(err.Error(), "\n")); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestIrregularFile(t *testing.T) {
	static := fstest.MapFS{"img/x.svg": {Data: []byte("../../secret"), Mode: fs.ModeSymlink}}
	if _, err := Build(static); err == nil {
		t.Error("a symbolic link was published")
	}
}

// A hashed name stands for certain bytes, so a file that was saved during the build stops it; the next build takes the
// new one.
func TestChangedDuringBuild(t *testing.T) {
	static := tree()
	s := mustBuild(t, static)
	static["img/logo.svg"] = &fstest.MapFile{Data: []byte("saved meanwhile")}
	for _, f := range s.Files() {
		err := f.Render(&bytes.Buffer{})
		if changed := path.Base(f.Source) == "logo.svg"; changed != (err != nil) {
			t.Errorf("%s: %v", f.Source, err)
		}
	}
}

func BenchmarkBuild(b *testing.B) {
	static := mapFS(
		map[string]string{
			"js/sok.js": "export const a = [" + strings.Repeat("function(text) { return text.trim() },\n", 500) + "]",
		},
	)
	var entry strings.Builder
	for i := range 20 {
		fmt.Fprintf(&entry, "@import 'p%d.css' layer(p);\n", i)
		static[fmt.Sprintf("css/p%d.css", i)] = &fstest.MapFile{
			Data: []byte(strings.Repeat(".a { color: rgb(1, 2, 3); &:hover { margin: 0px } }\n", 50)),
		}
	}
	static["css/psi.css"] = &fstest.MapFile{Data: []byte(entry.String())}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Build(static); err != nil {
			b.Fatal(err)
		}
	}
}
