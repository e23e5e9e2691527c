//go:build !unix

package preview

import (
	"cmp"
	"io/fs"
	"os"
	"slices"
)

// stampOf gives the stamp of an open folder. It is never old, so that names are read at every look: some systems change a folder's
// times late.
func stampOf(*os.File) (stamp, error) { return stamp{}, nil }

// statusesOf gives the state of every entry in an open folder, sorted by name.
func statusesOf(dir *os.File, _ []string, _ *interruption) ([]status, error) {
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
