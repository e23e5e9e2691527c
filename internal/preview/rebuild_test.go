package preview

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

var reloadScript = regexp.MustCompile(`<script src="/_psi/preview\.js" data-version="[0-9a-f]*"></script>`)

// compare holds every file that a server sends to a clean build of the folder, made without any memory.
func compare(t *testing.T, f sourceFolder, s *Server) {
	t.Helper()
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	clean, err := site.Build(root.FS(), site.Options{Now: noon})
	v := s.fresh(time.Now())
	if err != nil {
		if len(s.findings.found) == 0 {
			t.Fatalf("a clean build fails, the preview does not: %v", err)
		}
		if list, ok := errors.AsType[problem.List](err); ok { // other errors are known by their places
			if diff := cmp.Diff(messages(list), found(s)); diff != "" {
				t.Fatalf("problems (-clean +preview)\n%s", diff)
			}
		}
		return
	}
	if len(s.findings.found) > 0 {
		t.Fatalf("a clean build succeeds, the preview does not: %v", found(s))
	}
	var want, got []string
	for _, file := range clean.Files() {
		want = append(want, file.Path)
	}
	for _, file := range v.snapshot.site.Files() {
		got = append(got, file.Path)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("files (-clean +preview)\n%s", diff)
	}
	for _, file := range clean.Files() {
		var b bytes.Buffer
		if err := file.Render(&b); err != nil {
			t.Fatal(err)
		}
		r := get(s, "/"+file.Path)
		sent := text(t, r)
		if path.Ext(file.Path) == ".html" {
			if len(reloadScript.FindAllString(sent, -1)) != 1 {
				t.Fatalf("%s has not one reload script", file.Path)
			}
			sent = reloadScript.ReplaceAllLiteralString(sent, "")
		}
		if r.StatusCode != http.StatusOK || sent != b.String() {
			t.Fatalf("%s: %s (-clean +preview)\n%s", file.Path, r.Status, cmp.Diff(b.String(), sent))
		}
	}
}

func messages(list problem.List) []string {
	var all []string
	for _, p := range list {
		all = append(all, p.String())
	}
	slices.Sort(all)
	return all
}

func found(s *Server) []string {
	var all []string
	for _, f := range s.findings.found {
		all = append(all, strings.TrimPrefix(f.Place, "content/")+": "+f.Message)
	}
	slices.Sort(all)
	return all
}

// editor changes a folder by the bytes of a script.
type editor struct {
	sourceFolder
	script []byte
	count  int
}

func (e *editor) next(n int) int {
	if len(e.script) == 0 || n == 0 {
		return 0
	}
	b := e.script[0]
	e.script = e.script[1:]
	return int(b) % n
}

// pick chooses a file below a folder whose name has an extension.
func (e *editor) pick(dir, ext string) string {
	var names []string
	err := filepath.WalkDir(e.path(dir), func(name string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && filepath.Ext(name) == ext {
			rel, _ := filepath.Rel(e.dir, name) // both are absolute
			names = append(names, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil || len(names) == 0 {
		e.write(dir+"/ny"+ext, "---\ntitle: Ny\n---\n")
		return dir + "/ny" + ext
	}
	return names[e.next(len(names))]
}

// act makes one change.
func (e *editor) act() {
	e.count++
	switch name := e.pick("content", ".md"); e.next(16) {
	case 0, 1:
		e.write(name, e.read(name)+fmt.Sprintf("\nOch %d till.\n", e.count))
	case 2, 3:
		title := regexp.MustCompile(`(?m)^title: .*$`)
		e.write(name, title.ReplaceAllString(e.read(name), fmt.Sprintf("title: Rubrik %d", e.count)))
	case 4: // of the same size
		e.write(name, strings.Map(func(r rune) rune {
			if r == 'a' && e.count%2 == 0 {
				return 'o'
			}
			return r
		}, e.read(name)))
	case 5:
		e.write(path.Dir(name)+fmt.Sprintf("/ny-%d.md", e.count), e.read(name))
	case 6:
		e.remove(name)
	case 7:
		e.rename(name, path.Dir(name)+fmt.Sprintf("/omdopt-%d.md", e.count))
	case 8: // as an editor that saves by renaming
		e.write("content/.spara", e.read(name)+"\nSparad.\n")
		e.rename("content/.spara", name)
	case 9:
		e.write(name, e.read(name)[:len(e.read(name))*e.next(256)/256]) // half written
	case 10:
		e.rename(path.Dir(name), fmt.Sprintf("content/om/%d/%s", e.count, path.Base(path.Dir(name))))
	case 11:
		other := strings.TrimPrefix(e.pick("content", ".md"), "content/")
		e.write(name, e.read(name)+fmt.Sprintf("\nSe [det andra](%s%s).\n", upwards(name), other))
	case 12:
		css := e.pick("static/css", ".css")
		e.write(css, e.read(css)+fmt.Sprintf("\n.ny-%d { color: #%03d }\n", e.count, e.count%1000))
	case 13:
		html := e.pick("templates", ".html")
		e.write(html, strings.Replace(e.read(html), ">", fmt.Sprintf(` data-%d="">`, e.count), 1))
	case 14: // copied with its old time
		info, err := os.Stat(e.path(name))
		if err != nil {
			e.tb.Fatal(err)
		}
		e.write(name, strings.ToUpper(e.read(name)))
		if err := os.Chtimes(e.path(name), info.ModTime(), info.ModTime()); err != nil {
			e.tb.Fatal(err)
		}
	case 15:
		e.write("content/bild.svg", fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d"/>`, e.count))
		e.write(name, e.read(name)+"\n![En bild]("+upwards(name)+"bild.svg)\n")
	}
}

// upwards leads from a file to the folder content.
func upwards(name string) string { return strings.Repeat("../", strings.Count(name, "/")-1) }

// mend puts the folder right again.
func (e *editor) mend(original map[string]string) {
	for _, dir := range sources {
		e.remove(dir)
	}
	for name, text := range original {
		e.write(name, text)
	}
}

func (f sourceFolder) all() map[string]string {
	files := map[string]string{}
	for _, dir := range sources {
		err := filepath.WalkDir(f.path(dir), func(name string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(f.dir, name)
			files[filepath.ToSlash(rel)] = f.read(filepath.ToSlash(rel))
			return err
		})
		if err != nil {
			f.tb.Fatal(err)
		}
	}
	return files
}

// TestRebuildEqualsCleanBuild edits, adds, renames, breaks and deletes at random, and compares the whole site each
// time.
func TestRebuildEqualsCleanBuild(t *testing.T) {
	f := made(t, 20)
	original := f.all()
	s := serverOf(f, Options{})
	r := rand.New(rand.NewPCG(2026, 11))
	e := &editor{sourceFolder: f}
	rounds := 30
	if psitest.Night() {
		rounds = 300
	}
	for round := range rounds {
		if round%6 == 5 { // most changes are soon a fault, and then nothing is compared but that
			e.mend(original)
		} else {
			e.script = []byte{byte(r.IntN(256)), byte(r.IntN(256)), byte(r.IntN(256))}
			e.act()
		}
		compare(t, f, s)
	}
}

// TestEditsFarAway edits what other files' pages, feeds and calendars show.
func TestEditsFarAway(t *testing.T) {
	psitest.Serial(t)
	f := made(t, 40)
	f.write("content/begrepp/samverkan.md",
		"---\ntitle: Samverkan\nsummary: Att göra något ihop.\n---\n\nAtt göra något ihop.\n")
	f.write("content/bild.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	f.write(entryMD, f.read(entryMD)+"\nOm [att samverka](begrepp:samverkan), [projektet](../projekt/projekt-0001.md) "+
		"och ![en bild](../bild.svg).\n")
	s := serverOf(f, Options{})
	compare(t, f, s)
	if len(s.findings.found) > 0 {
		t.Fatal(found(s))
	}
	for _, edit := range []struct{ file, old, new string }{
		{"content/teman/klimat.md", "Klimat", "Klimat och väder"},
		{"content/teman/klimat.md", "title:", "id: klimatet\ntitle:"},
		{"content/parter/parter-0000.md", `title: "`, `title: "Ny `},
		{"content/begrepp/samverkan.md", "Samverkan", "Samarbete"},
		{otherMD, "title:", "id: flyttat\nold_paths: [/projekt/projekt-0001/]\ntitle:"},
		{otherMD, "---\n\n", "---\n\nEn ny början. "},
		{"content/bild.svg", "/>", "></svg>"},
		{"content/site.yaml", "Exempelnätet", "Nätet"},
		{"content/site.yaml", "natet@", "nytt@"},
		{"content/site.yaml", "https://example.org", "https://example.com"},
		{"content/aktiviteter/index.md", "Aktiviteter", "Det som händer"},
		{entryMD, "title:", "draft: true\ntitle:"},
		{entryMD, "start: 20", "status: inställd\nstart: 20"},
		{entryMD, "kind: stormöte", "kind: workshop"},
		{"templates/frame.html", "<footer", "<footer data-ny"},
		{"static/css/psi.css", "reset", "reset, mer"},
	} {
		before := f.read(edit.file)
		f.replace(edit.file, edit.old, edit.new)
		compare(t, f, s)
		f.write(edit.file, before)
		compare(t, f, s)
	}
}

// FuzzRebuild changes a site by a script of bytes, with a scan after each change, and compares in the end.
func FuzzRebuild(f *testing.F) {
	f.Add([]byte{0, 0, 1, 2, 2, 2, 9, 9, 9, 4, 4, 4})
	f.Add([]byte{3, 10, 5, 6, 7, 7, 14, 14})
	f.Add([]byte{1, 11, 2, 1, 15, 1, 12, 1, 1, 13, 0})
	f.Fuzz(func(t *testing.T, script []byte) {
		if len(script) > 40 {
			t.Skip("long scripts tell no more")
		}
		folder := made(t, 8)
		folder.remove("static/css") // most of the time would go to bundling
		folder.write("static/css/psi.css", "body { margin: 0 }")
		s := serverOf(folder, Options{})
		e := &editor{sourceFolder: folder, script: script}
		for len(e.script) > 0 {
			e.act()
			s.fresh(time.Now())
		}
		compare(t, folder, s)
	})
}

// TestMoved moves files whose pages nobody looks at just then: a tab in the background asks later where its page went.
func TestMoved(t *testing.T) {
	f := made(t, 20)
	s := serverOf(f, Options{})
	const there, thereMD = "/aktiviteter/nytt-namn/", "content/aktiviteter/nytt-namn.md"
	text := f.read(entryMD)
	for _, step := range []struct {
		edit     func()
		at, want string
	}{
		{func() {}, entry, ""},
		{func() { f.rename(entryMD, thereMD) }, entry, there},
		{func() {}, there, ""},
		{func() { f.replace(thereMD, "---\n", "---\nid: annat-id\n") }, there, "/aktiviteter/annat-id/"},
		{func() { f.replace(thereMD, "id: annat-id\n", "") }, "/aktiviteter/annat-id/", there},
		{func() { f.remove(thereMD) }, there, ""},
		{func() { f.write(entryMD, text) }, there, entry}, // a name given in two steps
		{func() {}, entry, ""},
	} {
		step.edit()
		if got := stateOf(s.fresh(time.Now()), step.at).Moved; got != step.want {
			t.Errorf("%s has moved to %q, want %q", step.at, got, step.want)
		}
	}
}
