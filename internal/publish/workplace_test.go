package publish

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// However often the lock file comes and goes, one run at a time has the workplace.
func TestOneAtATime(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	var wg sync.WaitGroup
	var inside, taken atomic.Int64
	for range 8 {
		wg.Go(func() {
			for range 500 {
				w, err := openWorkplace("public", target)
				if refusal := (*Refusal)(nil); errors.As(err, &refusal) {
					continue
				} else if err != nil {
					t.Error(err)
					return
				}
				taken.Add(1)
				if inside.Add(1) > 1 {
					t.Error("two runs have the workplace")
				}
				for range 100 {
					runtime.Gosched() // lets the others try
				}
				inside.Add(-1)
				w.close()
			}
		})
	}
	wg.Wait()
	if taken.Load() == 0 {
		t.Error("nobody ever had the workplace")
	}
	checkAlone(t, target)
}

// Where two renames go wrong after one another, the old site is in the workplace and nowhere else, and the next run
// puts it back.
func TestOldSiteSurvives(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	mustPublish(t, target, version(5, 1))
	w, err := openWorkplace("public", target)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(target, w.stale()); err != nil {
		t.Fatal(err)
	}
	w.close()
	if w, err = openWorkplace("public", target); err != nil {
		t.Fatal(err)
	}
	w.close()
	checkHolds(t, target, version(5, 1))
	checkAlone(t, target)
}

// Links beside the target or in the workplace were put there by somebody else. What they lead to is left alone.
func TestLinksInTheWorkplace(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	const work = ".public.psi"
	for name, links := range map[string]map[string]string{
		"new":  {work + "/lock": "", work + "/new -> ../precious": ""},
		"old":  {work + "/lock": "", work + "/old -> ../precious": ""},
		"both": {work + "/lock": "", work + "/new -> ../precious": "", work + "/old -> ../precious": "", "public/": ""},
		"lock": {work + "/lock -> ../precious/lock": ""},
		"deep": {work + "/lock": "", work + "/new/a/b -> ../../../precious": "", work + "/old -> nowhere": ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, links)
			write(t, dir, map[string]string{"precious/a": "dear", "precious/b/c": "dear"})
			before := read(t, filepath.Join(dir, "precious"))
			target := filepath.Join(dir, "public")
			mustPublish(t, target, version(5, 1))
			checkHolds(t, target, version(5, 1))
			if diff := cmp.Diff(before, read(t, filepath.Join(dir, "precious"))); diff != "" {
				t.Errorf("another folder was touched: %s", diff)
			}
			if _, err := os.Lstat(filepath.Join(dir, work)); err == nil {
				t.Error("the workplace is still there")
			}
		})
	}
	t.Run("itself", func(t *testing.T) {
		dir := t.TempDir()
		write(t, dir, map[string]string{
			work + " -> precious": "", "precious/lock": "", "precious/new/a": "dear", "precious/old/a": "dear",
		})
		before := read(t, filepath.Join(dir, "precious"))
		_, err := Dir(filepath.Join(dir, "public"), siteFiles(version(5, 1)), Options{})
		if refusal := (*Refusal)(nil); !errors.As(err, &refusal) {
			t.Errorf("a link is taken for the workplace: %v", err)
		}
		if diff := cmp.Diff(before, read(t, filepath.Join(dir, "precious"))); diff != "" {
			t.Errorf("another folder was touched: %s", diff)
		}
	})
}

// A site is never written among what it is made from, nor over it, by whatever name.
func TestSourcesAreSafe(t *testing.T) {
	for name, target := range map[string]string{
		"the source": "site/content", "in it": "site/content/a/b", "above it": "site", "far above it": "",
		"a link to it": "link", "in a link to it": "link/x", "a link into it": "deep", "a link above it": "top",
		"by way of another": "other/../site/content/x",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, map[string]string{
				"site/content/a.md": "dear", "other/": "", "link -> site/content": "",
				"deep -> site/content/new/public": "",
				"top -> site":                     "", "site/psi.json": `{"files":["content/a.md","psi.json"]}`,
			})
			before := read(t, filepath.Join(dir, "site"))
			opt := Options{Sources: []string{filepath.Join(dir, "site", "content"), filepath.Join(dir, "none")}}
			_, err := Dir(filepath.Join(dir, target), siteFiles(version(5, 1)), opt)
			if refusal := (*Refusal)(nil); !errors.As(err, &refusal) {
				t.Errorf("%v", err)
			}
			if diff := cmp.Diff(before, read(t, filepath.Join(dir, "site"))); diff != "" {
				t.Errorf("the sources were touched: %s", diff)
			}
		})
	}
}
