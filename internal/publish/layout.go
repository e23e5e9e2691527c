package publish

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/site"
)

// layout is a set of files that can lie in one folder.
type layout struct {
	files  []site.File // sorted by path
	paths  []string    // theirs
	local  []string    // theirs, in the system's form
	levels [][]string  // the folders, in the system's form, by depth
}

// newLayout sorts the files and finds their folders. Paths that are one path on a file system that takes upper and
// lower case, or composed and decomposed letters, for the same are an error on every system: a site must not depend on
// the machine that made it.
func newLayout(files []site.File) (*layout, error) {
	l := &layout{
		files: slices.SortedFunc(slices.Values(files), func(a, b site.File) int { return cmp.Compare(a.Path, b.Path) }),
		paths: make([]string, len(files)),
		local: make([]string, len(files)),
	}
	seen := make(names, len(files))
	for i, f := range l.files {
		local, err := localize(f.Path)
		if err != nil {
			return nil, err
		}
		l.paths[i], l.local[i] = f.Path, local
		if folder := parent(f.Path); i == 0 || folder != parent(l.paths[i-1]) {
			if err := l.addFolders(seen, folder); err != nil {
				return nil, err
			}
		}
		if _, err := seen.add(f.Path, false); err != nil {
			return nil, err
		}
	}
	if _, ok := slices.BinarySearch(l.paths, recordName); !ok {
		return nil, fmt.Errorf("the site has no %s, the record of its files", recordName)
	}
	return l, nil
}

// addFolders adds a folder and those above it.
func (l *layout) addFolders(seen names, folder string) error {
	if folder == "" {
		return nil
	}
	isNew, err := seen.add(folder, true)
	if err != nil || !isNew {
		return err
	}
	if err := l.addFolders(seen, parent(folder)); err != nil {
		return err
	}
	depth := strings.Count(folder, "/")
	for depth >= len(l.levels) {
		l.levels = append(l.levels, nil)
	}
	local, err := localize(folder)
	l.levels[depth] = append(l.levels[depth], local)
	return err
}

// parent is the folder of a valid path, "" at the top.
func parent(name string) string { return name[:max(0, strings.LastIndexByte(name, '/'))] }

func localize(name string) (string, error) {
	if !address.IsFilePath(name) {
		return "", fmt.Errorf("%q cannot be the path of a file on every system", name)
	}
	return filepath.Localize(name)
}

// names are those in use, by their folded form.
type names map[string]place

type place struct {
	name   string
	folder bool
}

// add takes a name into use and reports whether it is new; only a folder may be named again.
func (n names) add(name string, folder bool) (isNew bool, err error) {
	key := address.Fold(name)
	have, ok := n[key]
	switch {
	case !ok:
		n[key] = place{name, folder}
		return true, nil
	case have.name != name:
		return false, fmt.Errorf("%q and %q are the same name on some systems", have.name, name)
	case have.folder != folder:
		return false, fmt.Errorf("%q is both a file and a folder", name)
	case !folder:
		return false, fmt.Errorf("two files have the path %q", name)
	}
	return false, nil
}
