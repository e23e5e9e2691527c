//go:build !unix

package preview

import (
	"cmp"
	"io/fs"
	"os"
	"slices"
)

// statuses returns the state of every entry in the folder, which is open, sorted by name.
func (*folder) statuses(dir *os.File, _ *folder) ([]status, error) {
	list, err := dir.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	var found []status
	for _, e := range list {
		info, err := e.Info()
		if err != nil {
			continue // it has gone
		}
		mode := info.Mode().Type()
		if mode&^(fs.ModeDir|fs.ModeSymlink) != 0 {
			mode = fs.ModeIrregular
		}
		found = append(found, status{e.Name(), mode, stamp{size: info.Size(), modified: info.ModTime().UnixNano()}})
	}
	slices.SortFunc(found, func(a, b status) int { return cmp.Compare(a.name, b.name) })
	return found, nil
}
