package site_test

import (
	"io/fs"
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
		if p := recover(); p != "trasig" {
			t.Errorf("recovered %v", p)
		}
	}()
	src := faulty{fstest.MapFS{}}
	for _, folder := range []string{"content", "templates", "static"} {
		src.MapFS[folder] = &fstest.MapFile{Mode: fs.ModeDir | 0o755}
	}
	_, err := site.Build(src, site.Options{})
	t.Error(err)
}
