package site_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"so-in.se/psi/internal/psitest"
)

// TestNewKind holds that a kind of entry is one file in package content, one in package view, and a template: it lays
// those of a kind "podd" over the sources, builds psi, and looks for the kind wherever the others are.
func TestNewKind(t *testing.T) {
	psitest.Serial(t)
	dir := t.TempDir()
	abs := func(name string) string {
		path, err := filepath.Abs(name)
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	overlay, err := json.Marshal(map[string]map[string]string{"Replace": {
		abs("../content/podd.go"): abs("testdata/podd/content.go.txt"),
		abs("view/podd.go"):       abs("testdata/podd/view.go.txt"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o666); err != nil {
		t.Fatal(err)
	}
	for folder, from := range map[string]string{"content": "testdata/podd/content", "templates": "../../templates",
		"static": "../../static"} {
		if err := os.CopyFS(filepath.Join(dir, folder), os.DirFS(from)); err != nil {
			t.Fatal(err)
		}
	}
	template, err := os.ReadFile("testdata/podd/podd.html")
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "templates/podd.html"), template, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	psi := func(args ...string) string {
		run := append([]string{"run", "-overlay", filepath.Join(dir, "overlay.json"), "../../cmd/psi"}, args...)
		out, _ := exec.Command("go", run...).CombinedOutput()
		return string(out)
	}
	if out := psi("build", "-C", dir, "--now", "2027-07-01"); !strings.Contains(out, "skrivna") {
		t.Fatal(out)
	}
	for name, wants := range map[string][]string{
		"podd/index.html": {"<h1>Poddar</h1>", "Alla avsnitt", `href="/podd/odling/"`},
		"podd/ensamhet/index.html": {"Poddavsnitt", `<audio controls src="https://www.exempel.se/1.mp3">`,
			`"@type":"PodcastEpisode"`, `"datePublished":"2027-05-10"`},
		"parter/abf/index.html": {">Poddar</h2>", "Om ensamhet"},
		"webbkarta/index.html":  {">Poddar</h2>", "Om odling"},
		"sitemap.xml":           {"https://www.exempel.se/podd/odling/"},
		"assets/sok/o0.*.txt":   {"Poddar\t"},
		"psi.json":              {`"/podd/ensamhet/"`},
	} {
		found, err := filepath.Glob(filepath.Join(dir, "public", name))
		if err != nil || len(found) != 1 {
			t.Errorf("%s: %v, %v", name, found, err)
			continue
		}
		data, err := os.ReadFile(found[0])
		if err != nil {
			t.Error(err)
		}
		for _, want := range wants {
			if !strings.Contains(string(data), want) {
				t.Errorf("%s has no %s", name, want)
			}
		}
	}
	entry := filepath.Join(dir, "content/podd/ensamhet.md")
	if err := os.WriteFile(entry, []byte("---\ntitle: Om ensamhet\ngäster: abbf\n---\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	out := psi("check", "-C", dir)
	for _, want := range []string{"Menade du `guests`?", "Nyckeln `date` saknas"} {
		if !strings.Contains(out, want) {
			t.Errorf("psi check does not say %s:\n%s", want, out)
		}
	}
}
