package site

import (
	"bytes"
	"io/fs"
	"slices"

	"so-in.se/psi/internal/asset"
)

// assetMemo keeps the assets while the static files are the same.
type assetMemo struct {
	files []staticFile
	set   *asset.Set
}

// staticFile is a file or folder below static.
type staticFile struct {
	name string
	mode fs.FileMode
	data []byte
}

// build makes the assets. Without a memo, m is nil.
func (m *assetMemo) build(static fs.FS) (*asset.Set, error) {
	if m == nil {
		return asset.Build(static)
	}
	var files []staticFile
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		f := staticFile{name: name, mode: d.Type()}
		if d.Type().IsRegular() {
			f.data, err = fs.ReadFile(static, name)
		}
		files = append(files, f)
		return err
	})
	if err != nil {
		return asset.Build(static) // tells what is wrong in its own words
	}
	if m.set != nil && slices.EqualFunc(files, m.files, func(a, b staticFile) bool {
		return a.name == b.name && a.mode == b.mode && bytes.Equal(a.data, b.data)
	}) {
		return m.set, nil
	}
	set, err := asset.Build(static)
	if err == nil {
		m.files, m.set = files, set
	}
	return set, err
}
