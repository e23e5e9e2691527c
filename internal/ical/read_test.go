package ical_test

import (
	"os"
	"path/filepath"
	"testing"
)

func invitations(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/invitations/*.ics")
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for _, name := range names {
		if files[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return files
}
