package publish

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
)

// recordName is the file that lists what psi wrote.
const recordName = "psi.json"

// litter are files that file managers leave in any folder that someone looks into. They are not the editor's work, so
// they hinder nothing, and are gone after the next change.
var litter = []string{".DS_Store", "Thumbs.db", "desktop.ini"}

// folder is what a target holds before the run.
type folder struct {
	exists bool
	mode   fs.FileMode // of the folder itself, which the new one takes over
	paths  []string    // of its files, sorted
}

func (f *folder) has(path string) bool {
	_, ok := slices.BinarySearch(f.paths, path)
	return ok
}

// countExcept counts the files that are not among the given sorted paths.
func (f *folder) countExcept(paths []string) int {
	n := 0
	for _, p := range f.paths {
		if _, ok := slices.BinarySearch(paths, p); !ok {
			n++
		}
	}
	return n
}

// resolve follows symbolic links at dir to the folder that is to be replaced, which need not exist, and makes those
// above it. It refuses a folder that lies in a source, or a source in it.
func resolve(dir string, sources []string) (string, error) {
	name, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for range 40 { // as many links as Linux follows
		parent := filepath.Dir(name)
		if parent == name {
			return "", refuseRoot(dir)
		}
		for _, source := range sources {
			if isWithin(name, source) || isWithin(source, name) {
				return "", refuseSource(dir, source)
			}
		}
		if err := os.MkdirAll(parent, 0o777); err != nil {
			return "", err
		}
		if parent, err = filepath.EvalSymlinks(parent); err != nil {
			return "", err
		}
		name = filepath.Join(parent, filepath.Base(name))
		link, err := os.Readlink(name)
		if err != nil {
			return name, nil // not a link, or nothing there
		}
		if name = link; !filepath.IsAbs(link) {
			name = filepath.Join(parent, link)
		}
	}
	return "", fmt.Errorf("%s: symbolic links lead in a circle", dir)
}

// isWithin reports whether a folder is another or lies in it, by whatever names and links they are known. A folder that
// does not exist is in none.
func isWithin(dir, other string) bool {
	outer, err := os.Stat(other)
	if err != nil {
		return false
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	dir, err = filepath.Abs(dir)
	for err == nil {
		if info, err := os.Stat(dir); err == nil && os.SameFile(info, outer) {
			return true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			break
		}
		dir = parent
	}
	return false
}

// examine lists the target, and refuses it if any file in it is not psi's own.
func examine(dir, target string) (*folder, error) {
	info, err := os.Lstat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &folder{}, nil
	case err != nil:
		return nil, err
	case !info.IsDir():
		return nil, refuseFile(dir)
	}
	f := &folder{exists: true, mode: info.Mode()}
	irregular, err := f.list(target)
	if err != nil {
		return nil, err
	}
	if len(irregular) > 0 { // psi.json itself may be a pipe, which nobody can read to its end
		return nil, refuseForeign(dir, slices.Min(irregular), len(irregular))
	}
	listed, err := readRecord(filepath.Join(target, recordName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, refuseRecord(dir, err)
	}
	var foreign []string
	for _, p := range f.paths {
		if _, ok := slices.BinarySearch(listed, p); !ok {
			foreign = append(foreign, p)
		}
	}
	if len(foreign) > 0 {
		return nil, refuseForeign(dir, slices.Min(foreign), len(foreign))
	}
	return f, nil
}

// list finds the files, and apart the names of what is neither file nor folder.
func (f *folder) list(target string) (irregular []string, err error) {
	var mu sync.Mutex
	_, err = walk(target, func(dir string, entries []fs.DirEntry) error {
		mu.Lock()
		defer mu.Unlock()
		for _, e := range entries {
			name := path.Join(filepath.ToSlash(dir), e.Name())
			switch {
			case e.IsDir() || slices.Contains(litter, e.Name()):
			case e.Type().IsRegular():
				f.paths = append(f.paths, name)
			default:
				irregular = append(irregular, name)
			}
		}
		return nil
	})
	slices.Sort(f.paths)
	return irregular, err
}

// readRecord returns the paths that a record lists. What comes after the list, much more than the list itself, is not
// read.
func readRecord(name string) ([]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var files []string
	if err := decodeKey(json.NewDecoder(f), "files", &files); err != nil {
		return nil, err
	}
	if !slices.IsSorted(files) {
		return nil, errors.New("the list of files is not sorted")
	}
	return files, nil
}

// decodeKey decodes the value of one key of a JSON object, and reads no further.
func decodeKey(d *json.Decoder, key string, v any) error {
	if t, err := d.Token(); err != nil {
		return err
	} else if t != json.Delim('{') {
		return errors.New("not a JSON object")
	}
	for d.More() {
		found, err := d.Token()
		if err != nil {
			return err
		}
		if found == key {
			return d.Decode(v)
		}
		var other json.RawMessage
		if err := d.Decode(&other); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return cmp.Or(err, fmt.Errorf("it has no %s", key))
}
