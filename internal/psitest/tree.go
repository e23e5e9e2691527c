package psitest

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// Write writes a file below a folder, and makes the folders that lead to it.
func Write(tb testing.TB, dir, name string, data []byte) {
	tb.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o666); err != nil {
		tb.Fatal(err)
	}
}

// WriteAll writes files, by path, below a folder.
func WriteAll(tb testing.TB, dir string, files map[string][]byte) {
	tb.Helper()
	for name, data := range files {
		Write(tb, dir, name, data)
	}
}

// Copy copies folders of psi's own, such as templates, into a folder, with the same names.
func Copy(tb testing.TB, dir string, names ...string) {
	tb.Helper()
	for _, name := range names {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(top(tb), name))); err != nil {
			tb.Fatal(err)
		}
	}
}

// Add adds the files of a folder of psi's own to those of a test, below the name to.
func Add(tb testing.TB, files fstest.MapFS, name, to string) {
	tb.Helper()
	tree := os.DirFS(filepath.Join(top(tb), name))
	err := fs.WalkDir(tree, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(tree, path)
		files[to+"/"+path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
}
