package editor

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing/fstest"
)

// overlay is a folder as it would be with some files put into it.
type overlay struct {
	fs.FS
	files fstest.MapFS
}

// Open implements fs.FS.
func (o overlay) Open(name string) (fs.File, error) {
	if _, ok := o.files[name]; ok {
		return o.files.Open(name)
	}
	f, err := o.FS.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.files.Open(name)
	}
	return f, err
}

// ReadDir implements fs.ReadDirFS.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.FS, name)
	put, putErr := o.files.ReadDir(name)
	if putErr != nil || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return list, err
	}
	for _, d := range put {
		if !slices.ContainsFunc(list, func(have fs.DirEntry) bool { return have.Name() == d.Name() }) {
			list = append(list, d)
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}
