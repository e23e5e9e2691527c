package publish

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"so-in.se/psi/internal/parallel"
)

// walk calls visit, on all cores and in no order, for each folder below and including root, with its name relative to
// root and its entries. It returns the names of the folders by depth.
func walk(root string, visit func(dir string, entries []fs.DirEntry) error) (levels [][]string, err error) {
	var mu sync.Mutex
	for level := []string{"."}; len(level) > 0; {
		levels = append(levels, level)
		var below []string
		err := parallel.DoErr(len(level), func(i int) error {
			entries, err := os.ReadDir(filepath.Join(root, level[i]))
			if err != nil {
				return err
			}
			mu.Lock()
			for _, e := range entries {
				if e.IsDir() {
					below = append(below, filepath.Join(level[i], e.Name()))
				}
			}
			mu.Unlock()
			return visit(level[i], entries)
		})
		if err != nil {
			return nil, err
		}
		level = below
	}
	return levels, nil
}

// removeAll removes a folder with all in it, on all cores, since a site may have tens of thousands of files. That there
// is none is no error. A link is removed, and what it leads to left alone.
func removeAll(root string) error {
	switch info, err := os.Lstat(root); {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !info.IsDir():
		return os.Remove(root)
	}
	os.Chmod(root, 0o700) // a site whose folder is read-only could not be emptied; if this fails, so does the rest
	levels, err := walk(root, func(dir string, entries []fs.DirEntry) error {
		for _, e := range entries {
			if e.IsDir() {
				continue
			}
			if err := os.Remove(filepath.Join(root, dir, e.Name())); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, level := range slices.Backward(levels) {
		err := parallel.DoErr(len(level), func(i int) error { return os.Remove(filepath.Join(root, level[i])) })
		if err != nil {
			return err
		}
	}
	return nil
}
