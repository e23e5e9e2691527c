package desk_test

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/desk"
	"so-in.se/psi/internal/problem"
)

// Each kind has a page in the guide, with the keys as they are declared.
func TestGuideIsFresh(t *testing.T) {
	for _, s := range content.Specs() {
		name := filepath.Join(root, filepath.FromSlash(desk.GuideFile(s)))
		page, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("nothing tells how to write %s: %v", s.One, err)
			continue
		}
		want, ok := desk.Guide(string(page), s)
		if ok && *update {
			if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
				t.Fatal(err)
			}
			page = []byte(want)
		}
		if !ok || string(page) != want {
			t.Errorf("%s is not what the declarations say: go test ./internal/desk -update writes it", name)
		}
	}
}

// fence is an entry to copy, with the name to save it under in the sentence before.
var fence = regexp.MustCompile("(?s)`content/([^`]+\\.md)`.*?```markdown\n(---\n.*?)\n```\n")

// What the guide lets an editor copy is accepted as it is, without a fault or a remark, among PSI's own content.
func TestGuideEntries(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(root, "content"))); err != nil {
		t.Fatal(err)
	}
	for _, s := range content.Specs() {
		page, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(desk.GuideFile(s))))
		if err != nil {
			t.Error(err)
			continue
		}
		found := fence.FindSubmatch(page)
		if found == nil {
			t.Errorf("%s has no entry to copy", desk.GuideFile(s))
			continue
		}
		name := string(found[1])
		if folder, _, _ := strings.Cut(name, "/"); s.Kind != content.KindPage && folder != string(s.Kind) {
			t.Errorf("%s is to be saved as %s", s.One, name)
		}
		name = filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Stat(name); err == nil {
			t.Errorf("%s is there already: pick another name", name)
		}
		if err := os.WriteFile(name, append(found[2], '\n'), 0o666); err != nil {
			t.Error(err)
		}
	}
	c, err := content.Load(os.DirFS(dir), content.Options{})
	if err != nil {
		problems, _ := errors.AsType[problem.List](err)
		t.Fatalf("%v %v", err, problems)
	}
	for _, p := range c.Remarks {
		t.Errorf("%s:%d: %s", p.File, p.Line, p.Message)
	}
}
