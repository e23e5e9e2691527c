package site_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/site"
)

// faulty is a file system with a fault of its own in the folder static.
type faulty struct{ fstest.MapFS }

func (f faulty) Sub(name string) (fs.FS, error) {
	if name == "static" {
		return panicking{}, nil
	}
	return fs.Sub(f.MapFS, name)
}

type panicking struct{}

func (panicking) Open(string) (fs.File, error) { panic("trasig") }

// TestBuildPanics holds that a panic over the assets reaches the caller, who can take it.
func TestBuildPanics(t *testing.T) {
	defer func() {
		if p := fmt.Sprint(recover()); !strings.HasPrefix(p, "trasig\n") || !strings.Contains(p, "panicking") {
			t.Errorf("recovered %s", p)
		}
	}()
	src := faulty{fstest.MapFS{}}
	for _, folder := range []string{"content", "templates", "static"} {
		src.MapFS[folder] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
	}
	_, err := site.Build(src, site.Options{})
	t.Error(err)
}
