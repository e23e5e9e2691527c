package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// TestScripts runs the tests of the pages' scripts.
func TestScripts(t *testing.T) {
	node, dir := psitest.Program(t, "node"), t.TempDir()
	scripts, err := filepath.Glob("testdata/*.test.js")
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no tests of scripts: %v", err)
	}
	psitest.Write(t, dir, "package.json", []byte(`{"type": "module"}`))
	args := []string{"--test"}
	for _, name := range scripts {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		args = append(args, filepath.Join(dir, filepath.Base(name)))
		psitest.Write(t, dir, filepath.Base(name), data)
	}
	if err := os.CopyFS(filepath.Join(dir, "js"), os.DirFS("../../static/js")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestSearchIndex checks that the search page names a table of contents that is there, and what that names is there.
func TestSearchIndex(t *testing.T) {
	files := rendered(t, build(t, made(t, 40), site.Options{}))
	address := regexp.MustCompile(`data-index="/(sok/[^"]+)"`).FindSubmatch(files["sok/index.html"])
	if address == nil {
		t.Fatal("the search page names no index")
	}
	var table struct{ W, V, D, O string }
	if err := json.Unmarshal(files[string(address[1])], &table); err != nil {
		t.Fatal(err)
	}
	named := 0
	for group, hashes := range map[string]string{"w": table.W, "v": table.V, "d": table.D, "o": table.O} {
		for i := 0; i < len(hashes); i += 8 {
			named++
			name := fmt.Sprintf("assets/sok/%s%d.%s.txt", group, i/8, hashes[i:i+8])
			if _, ok := files[name]; !ok {
				t.Errorf("there is no %s", name)
			}
		}
	}
	for name := range files {
		if strings.HasPrefix(name, "assets/sok/") {
			named--
		}
	}
	if named != 0 {
		t.Errorf("the table names %d files more than there are", named)
	}
}

// TestEdits publishes a site of a thousand entries after one edit, and counts the files that a host has to be given
// anew. An entry's words stand in many files of the search index, so one that comes touches more than one that changes,
// but far from all.
func TestEdits(t *testing.T) {
	psitest.Serial(t)
	const name = "content/aktiviteter/aktiviteter-0007.md"
	src := made(t, 1000)
	before := rendered(t, build(t, src, site.Options{}))
	text := string(src[name].Data)
	for _, c := range []struct {
		what, file, text string
		most             int
	}{
		{"a text", name, text + "\nTa med en egen kopp: grannkommunen bjuder på kaffe, bullar och frukt.\n", 20},
		{"a title", name, strings.Replace(text, `title: "`, `title: "Välkommen på `, 1), 50},
		{"a day", name, regexp.MustCompile(`(?m)^(start|end): \S+`).ReplaceAllString(text, "$1: 2027-05-11"), 60},
		{"a new entry", "content/aktiviteter/varfest.md", strings.Replace(text, `title: "`, `title: "Vårfest och `, 1),
			120},
	} {
		t.Run(c.what, func(t *testing.T) {
			src := maps.Clone(src)
			src[c.file] = &fstest.MapFile{Data: []byte(c.text)}
			var changed, index []string
			for name, data := range rendered(t, build(t, src, site.Options{})) {
				if old, ok := before[name]; ok && bytes.Equal(old, data) {
					continue
				}
				if changed = append(changed, name); strings.Contains(name, "sok/") {
					index = append(index, name)
				}
			}
			slices.Sort(changed)
			if len(changed) == 0 || len(changed) >= c.most {
				t.Errorf("%d of %d files differ: %s", len(changed), len(before), strings.Join(changed, " "))
			}
			t.Logf("%d of %d files differ, %d of them of the index", len(changed), len(before), len(index))
		})
	}
}

// alike matches the section of a page that leads on to entries like its own.
var alike = regexp.MustCompile(`(?s)<section [^>]*><h2 [^>]*>(?:Fler|Mer) [^<]* på samma tema</h2>(.*?)</section>`)

// TestAlike follows the links to projects on the same themes: each shares a theme, and none is the page's own.
func TestAlike(t *testing.T) {
	files := rendered(t, build(t, made(t, 100), site.Options{}))
	theme := regexp.MustCompile(`<a class="tag" href="(/teman/[^"]+)"`)
	link := regexp.MustCompile(`<a href="(/[^"]+)"`)
	themes := func(address string) map[string]bool {
		found := map[string]bool{}
		for _, m := range theme.FindAllSubmatch(files[strings.TrimPrefix(address, "/")+"index.html"], -1) {
			found[string(m[1])] = true
		}
		return found
	}
	pages := 0
	for name, data := range files {
		section := alike.FindSubmatch(data)
		address := "/" + strings.TrimSuffix(name, "index.html")
		if section == nil || !strings.HasPrefix(name, "projekt/") {
			continue
		}
		pages++
		links := link.FindAllSubmatch(section[1], -1)
		if len(links) == 0 || len(links) > 3 {
			t.Errorf("%s leads on to %d projects", name, len(links))
		}
		for _, m := range links {
			other, shares := string(m[1]), false
			for t := range themes(other) {
				shares = shares || themes(address)[t]
			}
			if other == address || !shares || !strings.HasPrefix(other, "/projekt/") {
				t.Errorf("%s leads on to %s", name, other)
			}
		}
	}
	if pages < 5 {
		t.Errorf("only %d projects lead on to others", pages)
	}
}

// TestInstants checks that what the clock will change carries the instants by which a script changes it.
func TestInstants(t *testing.T) {
	files := rendered(t, build(t, made(t, 300), site.Options{}))
	for name, wanted := range map[string][]string{
		"aktiviteter/index.html": {`data-state="kommande"`, `data-state="tidigare"`, "data-end="},
		"utlysningar/index.html": {`data-state="stangd"`, `data-state="oppen"`, `data-state="kommande"`,
			`data-state="stanger-snart"`, "data-soon="},
		"index.html": {`data-state="kommande"`, "data-end="},
	} {
		for _, want := range wanted {
			if !bytes.Contains(files[name], []byte(want)) {
				t.Errorf("%s has no %s", name, want)
			}
		}
	}
	coming := regexp.MustCompile(`<a href="(/aktiviteter/aktiviteter-\d+/)"`).
		FindSubmatch(files["aktiviteter/index.html"])
	if coming == nil {
		t.Fatal("nothing is coming")
	}
	page := files[strings.TrimPrefix(string(coming[1]), "/")+"index.html"]
	for _, want := range []string{`<div class="banner banner-past" data-from="`, `<p class="actions" data-until="`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("%s has no %s", coming[1], want)
		}
	}
}
