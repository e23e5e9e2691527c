package preview

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"time"
)

// sources are the folders that a site is made from, sorted.
var sources = [...]string{"content", "static", "templates"}

// stamp differs between any two states of a file, which need not be read. Times are in nanoseconds since 1970.
type stamp struct {
	size          int64
	modified      int64
	changed       int64 // by the system's clock, on systems that have it; nobody can set it back
	inode, device uint64
}

// olderThan reports whether a file had been in this state for longer than d at a time.
func (s stamp) olderThan(d time.Duration, at time.Time) bool {
	return at.UnixNano()-cmp.Or(s.changed, s.modified) > int64(d)
}

// status is the state of an entry in a folder.
type status struct {
	name  string
	mode  fs.FileMode // the type only
	stamp stamp
}

// disk holds the folders that the site's sources lie in. Nothing outside them can be read through it.
type disk struct {
	root    *os.Root // of static and templates
	content *os.Root // of content; the same unless content lies elsewhere
	last    tree     // what the last scan found
	// mayBeFilled is set when the last scan found a file that somebody may be about to fill: many editors save by
	// emptying a file and then writing it.
	mayBeFilled bool
}

func openDisk(dir, content string) (*disk, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	d := &disk{root: root, content: root, last: tree{&folder{path: "."}}}
	if content != dir {
		if d.content, err = os.OpenRoot(content); err != nil {
			return nil, errors.Join(err, root.Close())
		}
	}
	return d, nil
}

func (d *disk) close() error { return errors.Join(d.root.Close(), d.content.Close()) }

// scan asks the disk for the state of every file and reports whether anything has changed since the last scan. It reads
// no file but those that changed a moment before they were last read.
func (d *disk) scan() (t tree, changed bool) {
	d.mayBeFilled = false
	top := &folder{path: "."}
	for _, name := range sources {
		root := d.root
		if name == "content" {
			root = d.content
		}
		if n := d.folder(root, ".", name, d.last.top.entry(name)); n != nil {
			top.entries = append(top.entries, n)
		}
	}
	if slices.Equal(top.entries, d.last.top.entries) {
		return d.last, false
	}
	d.last = tree{top}
	return d.last, true
}

// folder scans a folder and all below it. It returns old if nothing has changed, and nil if there is no such folder.
func (d *disk) folder(root *os.Root, dir, name string, old *node) *node {
	var before *folder
	if old != nil {
		before = old.folder
	}
	f := &folder{path: path.Join(dir, name)}
	found, err := f.list(root, before)
	f.err = err
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	f.entries = make([]*node, 0, len(found))
	for _, s := range found {
		if n := d.node(root, f.path, s, before.entry(s.name)); n != nil {
			f.entries = append(f.entries, n)
		}
	}
	if before != nil && f.equal(before) {
		before.stamp, before.listed = f.stamp, f.listed
		return old
	}
	return &node{root: root, dir: dir, name: name, mode: fs.ModeDir, folder: f}
}

// list returns the state of every entry in the folder, sorted by name.
func (f *folder) list(root *os.Root, before *folder) ([]status, error) {
	f.listed = time.Now()
	dir, err := root.Open(f.path)
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	if f.info, err = dir.Stat(); err != nil {
		return nil, err
	}
	return f.statuses(dir, before)
}

// node returns the node of an entry in a folder: the old one if its state is the same, and nil if it has gone.
func (d *disk) node(root *os.Root, dir string, s status, old *node) *node {
	switch s.mode {
	case fs.ModeDir:
		return d.folder(root, dir, s.name, old)
	case fs.ModeSymlink: // its state is that of what it leads to
		if info, err := root.Stat(path.Join(dir, s.name)); err == nil {
			s.stamp.size, s.stamp.modified = info.Size(), max(s.stamp.modified, info.ModTime().UnixNano())
		}
	}
	if s.stamp.size == 0 && !s.stamp.olderThan(emptyFor, time.Now()) {
		d.mayBeFilled = true
	}
	switch {
	case old == nil || old.mode != s.mode:
		return &node{root: root, dir: dir, name: s.name, mode: s.mode, stamp: s.stamp}
	case old.stamp == s.stamp && old.unchanged():
		return old
	}
	return old.replacement(s.stamp)
}
