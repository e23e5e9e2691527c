package site_test

import (
	"bytes"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site"
)

// build makes a site, and its problems fail the test.
func build(tb testing.TB, src fs.FS, opt site.Options) *site.Site {
	tb.Helper()
	if opt.Now.IsZero() {
		opt.Now = noon
	}
	s, err := site.Build(src, opt)
	if problems, ok := errors.AsType[problem.List](err); ok {
		for _, p := range problems {
			tb.Errorf("%v (%s)", p, p.Hint)
		}
		tb.FailNow()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// rendered returns the bytes of every file.
func rendered(tb testing.TB, s *site.Site) map[string][]byte {
	tb.Helper()
	files := map[string][]byte{}
	for _, f := range s.Files() {
		var buf bytes.Buffer
		if err := f.Render(&buf); err != nil {
			tb.Fatalf("%s: %v", f.Path, err)
		}
		files[f.Path] = buf.Bytes()
	}
	return files
}

func realSite(tb testing.TB) map[string][]byte {
	tb.Helper()
	return rendered(tb, remarkless(tb, build(tb, os.DirFS("../.."), site.Options{})))
}

// remarkless wants every remark on a site's content to be mended or accepted.
func remarkless(tb testing.TB, s *site.Site) *site.Site {
	tb.Helper()
	for _, p := range s.Content.Remarks {
		tb.Errorf("%v (%s)", p, p.Hint)
	}
	return s
}

// exampleNow is the time of the example site: a Monday with activities behind, ahead and going on.
var exampleNow = time.Date(2027, 3, 15, 11, 0, 0, 0, time.UTC)

// exampleSource is testdata/example with the real templates and assets: every kind of entry in every state, full and
// empty.
func exampleSource(tb testing.TB) fstest.MapFS {
	tb.Helper()
	src := fstest.MapFS{}
	psitest.Add(tb, src, "internal/site/testdata/example/content", "content")
	psitest.Add(tb, src, "templates", "templates")
	psitest.Add(tb, src, "static", "static")
	return src
}

func exampleSite(tb testing.TB) map[string][]byte {
	tb.Helper()
	return rendered(tb, remarkless(tb, build(tb, exampleSource(tb), site.Options{Now: exampleNow})))
}

// residue is what a template fault leaves in a page.
var residue = regexp.MustCompile(`ZgotmplZ|<no value>|%!|\{\{|&amp;(?:lt|gt|amp|#\d+);|psi:(?:head|main)|<nil>`)

// TestRealSite builds PSI's own content at a fixed time and examines every page.
func TestRealSite(t *testing.T) { examineSite(t, realSite(t)) }

// TestExampleSite does the same with the example site, and sees to it that it stays rich: every kind has entries.
func TestExampleSite(t *testing.T) {
	files := exampleSite(t)
	examineSite(t, files)
	for _, kind := range content.Kinds() {
		if n := len(slices.Collect(entriesOf(files, kind))); n < 2 {
			t.Errorf("the example site has %d pages of the kind %s", n, kind)
		}
	}
}

// entriesOf returns the pages of a kind's entries.
func entriesOf(files map[string][]byte, kind content.Kind) iter.Seq[string] {
	return func(yield func(string) bool) {
		for name := range files {
			if ok, _ := path.Match(string(kind)+"/*/index.html", name); ok && !yield(name) {
				return
			}
		}
	}
}

func examineSite(t *testing.T, files map[string][]byte) {
	t.Helper()
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		if found := residue.Find(data); found != nil {
			t.Errorf("%s holds %q", name, found)
		}
		examine(t, files, name, data)
	}
	for _, name := range []string{"index.html", "404.html", "sitemap.xml", "robots.txt", "atom.xml", record.FileName} {
		if len(files[name]) == 0 {
			t.Errorf("there is no %s", name)
		}
	}
}

// examine parses a page and follows its links.
func examine(t *testing.T, files map[string][]byte, name string, data []byte) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	count := map[string]int{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		count[n.Data]++
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				count["#"+a.Val]++
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s: <%s> has %s, which the content security policy forbids", name, n.Data, a.Key)
			case a.Key == "href" || a.Key == "src":
				follow(t, files, name, a.Val)
			}
		}
		if n.Data == "html" && attr(n, "lang") == "" {
			t.Errorf("%s has no lang", name)
		}
	}
	for _, element := range []string{"h1", "main", "title", "header", "footer"} {
		if count[element] < 1 || element != "header" && element != "footer" && count[element] > 1 {
			t.Errorf("%s has %d <%s>", name, count[element], element)
		}
	}
	for key, n := range count {
		if key[0] == '#' && n > 1 {
			t.Errorf("%s has the id %s %d times", name, key[1:], n)
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// follow checks that an address of the site leads to a file, and its anchor to an element.
func follow(t *testing.T, files map[string][]byte, from, href string) {
	t.Helper()
	path, anchor, _ := strings.Cut(href, "#")
	if path == "" {
		path = "/" + from
	}
	if !strings.HasPrefix(path, "/") {
		return
	}
	name := strings.TrimPrefix(path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	data, ok := files[name]
	if !ok {
		t.Errorf("%s links to %s, which does not exist", from, href)
	}
	if anchor != "" && !bytes.Contains(data, []byte(`id="`+anchor+`"`)) {
		t.Errorf("%s links to %s, where no element has that id", from, href)
	}
}

// TestSameBytes builds one site many times, on one core and on many, in other time zones.
func TestSameBytes(t *testing.T) {
	src := made(t, 40)
	want := rendered(t, build(t, src, site.Options{}))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	local := time.Local
	defer func() { time.Local = local }()
	for i, cores := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(cores)
		time.Local = time.FixedZone("elsewhere", (i-1)*9*3600)
		same(t, want, rendered(t, build(t, shuffled{src}, site.Options{Now: noon.In(time.Local)})))
	}
}

// shuffled is a file system that lists its folders backwards.
type shuffled struct{ fstest.MapFS }

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := s.MapFS.ReadDir(name)
	for i, j := 0, len(list)-1; i < j; i, j = i+1, j-1 {
		list[i], list[j] = list[j], list[i]
	}
	return list, err
}

func same(t *testing.T, want, got map[string][]byte) {
	t.Helper()
	for name := range want {
		if !bytes.Equal(want[name], got[name]) {
			t.Errorf("%s differs", name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is new", name)
		}
	}
}

// TestMemo builds with a memo, over changing content, and compares with builds without one.
func TestMemo(t *testing.T) {
	src := made(t, 30)
	memo := new(site.Memo)
	edits := []func(){
		func() {},
		func() { edit(t, src, "content/aktiviteter/aktiviteter-0000.md", "Aktiviteter 1", "Ny aktivitet") },
		func() { delete(src, "content/nyheter/nyheter-0000.md") },
		func() { edit(t, src, "content/teman/klimat.md", "Klimat", "Vårt klimat") },
		func() {
			edit(t, src, "content/aktiviteter/index.md", "Det som", "Se [projekt](../projekt/index.md). Det som")
		},
		func() { edit(t, src, "static/css/tokens.css", ":root {", ":root { --paper: #fff;") },
		func() { edit(t, src, "templates/404.html", "h1>", "h1>Hoppsan! ") },
	}
	for _, change := range edits {
		change()
		same(t, rendered(t, build(t, src, site.Options{})), rendered(t, build(t, src, site.Options{Memo: memo})))
	}
}

func edit(t *testing.T, src fstest.MapFS, name, old, new string) {
	t.Helper()
	before := string(src[name].Data)
	after := strings.Replace(before, old, new, 1)
	if before == after {
		t.Fatalf("%s does not hold %q", name, old)
	}
	src[name] = &fstest.MapFile{Data: []byte(after)}
}

// TestNextChange checks that a site is constant until the time that it names, and then differs.
func TestNextChange(t *testing.T) {
	psitest.Serial(t)
	src := made(t, 120)
	s := build(t, src, site.Options{})
	at, ok := s.NextChange()
	for range 6 {
		if !ok {
			t.Fatal("the made-up site never changes")
		}
		before := rendered(t, s)
		same(t, before, rendered(t, build(t, src, site.Options{Now: at.Add(-time.Second)})))
		next := build(t, src, site.Options{Now: at})
		after := rendered(t, next)
		different := false
		for name := range after {
			different = different || !bytes.Equal(before[name], after[name])
		}
		if !different {
			t.Errorf("nothing differs at %v", at)
		}
		s = next
		at, ok = s.NextChange()
	}
}

// TestPaths checks that every path stays below the root.
func TestPaths(t *testing.T) {
	for _, f := range build(t, made(t, 20), site.Options{}).Files() {
		if !fs.ValidPath(f.Path) || f.Path == "." {
			t.Errorf("%q is no path for a file", f.Path)
		}
	}
}
