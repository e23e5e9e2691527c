package preview

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// sources are the folders that a site is made from.
var sources = [...]string{"content", "static", "templates"}

// stamp tells one state of a file from another without reading it. Times are in nanoseconds since 1970.
type stamp struct {
	size          int64
	modified      int64
	changed       int64 // by the system's clock, on systems that say; nobody can set it back
	inode, device uint64
}

// old tells whether a file that was in this state at a time can no longer change without a new stamp.
func (s stamp) old(at time.Time) bool { return s.olderThan(granularity, at) }

// olderThan tells whether a file had been in this state for a while at a time.
func (s stamp) olderThan(while time.Duration, at time.Time) bool {
	return at.UnixNano()-cmp.Or(s.changed, s.modified) > int64(while)
}

// status is what a look tells of an entry in a folder.
type status struct {
	name  string
	mode  fs.FileMode // the type only
	stamp stamp
}

// disk is the folder that the site's sources lie in. Nothing outside it can be read through it.
type disk struct {
	root *os.Root
	last tree
	// content is the disk of the folder content when that lies in another folder, else nil.
	content *disk
	// hollow tells whether the last look found an empty file that somebody may be about to fill.
	hollow atomic.Bool
}

// unfilled tells whether the last look found a file that somebody may be about to fill: many editors save by emptying a
// file and then writing it.
func (d *disk) unfilled() bool { return d.hollow.Load() || d.content != nil && d.content.hollow.Load() }

// interruption ends a look in vain: something has happened since it began, so that another one is needed.
type interruption struct {
	happened func() bool
	seen     atomic.Bool
}

// stop tells whether to end; never when there is nothing that could interrupt. A look asks it for each file.
func (i *interruption) stop() bool {
	if i != nil && !i.seen.Load() && i.happened() {
		i.seen.Store(true)
	}
	return i.stopped()
}

// stopped tells whether a look has ended in vain.
func (i *interruption) stopped() bool { return i != nil && i.seen.Load() }

func openDisk(dir string) (*disk, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &disk{root: root, last: tree{&folder{path: "."}}}, nil
}

// look asks the disk for the state of every file and tells whether anything has changed since the last look. It reads no file, but
// those that changed a moment before they were last read. One that was interrupted has seen nothing.
func (d *disk) look(in *interruption) (tree, bool) {
	top := &folder{path: ".", index: map[string]int{}}
	changed := false
	d.hollow.Store(false)
	if d.content != nil {
		d.content.hollow.Store(false)
	}
	for _, name := range sources {
		var before *folder
		if i, ok := d.last.top.index[name]; ok {
			before = d.last.top.entries[i].folder
		}
		from := d
		if name == "content" && d.content != nil {
			from = d.content
		}
		f, different := from.folder(name, before, in)
		changed = changed || different
		if f == nil {
			continue
		}
		top.index[name] = len(top.entries)
		top.entries = append(top.entries, &node{root: from.root, path: name, mode: fs.ModeDir, stamp: f.stamp, folder: f})
	}
	if in.stop() {
		return d.last, false
	}
	if changed {
		d.last = tree{top}
	}
	return d.last, changed
}

// folder looks at a folder and all below it. It returns the one from before when nothing differs, and nil when there is none.
func (d *disk) folder(name string, before *folder, in *interruption) (after *folder, changed bool) {
	begun := time.Now()
	f := &folder{path: name, listed: begun}
	var found []status
	f.stamp, found, f.err = d.list(name, begun, before, in)
	if errors.Is(f.err, fs.ErrNotExist) {
		return nil, before != nil
	}
	if before == nil {
		before, changed = &folder{path: name}, true
	}
	f.entries = make([]*node, len(found))
	spread(len(found), func(i int) { f.entries[i] = d.node(name, found[i], before) })
	changed = changed || (f.err == nil) != (before.err == nil) || len(f.entries) != len(before.entries) || f.stamp.inode != before.stamp.inode
	sameNames := len(f.entries) == len(before.entries)
	for i, n := range f.entries {
		sameNames = sameNames && before.entries[i].path == n.path
		if sameNames && before.entries[i] == n && n.folder == nil {
			continue
		}
		if n.mode.IsDir() {
			var inside *folder
			if j, ok := before.index[n.Name()]; ok {
				inside = before.entries[j].folder
			}
			sub, different := d.folder(n.path, inside, in)
			if !different && sameNames {
				f.entries[i] = before.entries[i]
				continue
			}
			f.entries[i] = &node{root: d.root, path: n.path, mode: n.mode, stamp: n.stamp, folder: sub}
			if sub == nil { // it went away during the look
				f.entries[i].folder = &folder{path: n.path, err: &fs.PathError{Op: "readdir", Path: n.path, Err: fs.ErrNotExist}}
			}
		}
		changed = true
	}
	if sameNames && before.index != nil {
		f.index = before.index
	} else {
		f.index = make(map[string]int, len(f.entries))
		for i, n := range f.entries {
			f.index[n.Name()] = i
		}
	}
	if in.stop() {
		return before, false
	}
	if !changed {
		before.stamp, before.listed = f.stamp, f.listed
		return before, false
	}
	return f, true
}

// list gives the stamp of a folder and what is in it, sorted by name.
func (d *disk) list(name string, begun time.Time, before *folder, in *interruption) (stamp, []status, error) {
	dir, err := d.root.Open(name)
	if err != nil {
		return stamp{}, nil, err
	}
	defer dir.Close()
	s, err := stampOf(dir)
	if err != nil {
		return stamp{}, nil, err
	}
	var known []string
	if before != nil && before.stamp == s && s.old(before.listed) {
		known = make([]string, len(before.entries))
		for i, n := range before.entries {
			known[i] = n.Name()
		}
	}
	found, err := statusesOf(dir, known, in)
	return s, found, err
}

// node gives the node of an entry: the one from before if it is in the same state.
func (d *disk) node(dir string, s status, before *folder) *node {
	var old *node
	if i, ok := before.index[s.name]; ok {
		old = before.entries[i]
	}
	if s.mode == fs.ModeSymlink { // its state is that of what it leads to
		if info, err := d.root.Stat(path.Join(dir, s.name)); err == nil {
			s.stamp.size, s.stamp.modified = info.Size(), max(s.stamp.modified, info.ModTime().UnixNano())
		}
	}
	if s.stamp.size == 0 && !s.mode.IsDir() && !s.stamp.olderThan(fill, time.Now()) {
		d.hollow.Store(true)
	}
	switch {
	case old == nil || old.mode != s.mode:
		return &node{root: d.root, path: path.Join(dir, s.name), mode: s.mode, stamp: s.stamp}
	case s.mode.IsDir(), old.stamp == s.stamp && old.same():
		return old
	}
	return old.successor(s)
}

// folders goes through the folders of a tree.
func (f *folder) folders(yield func(*folder) bool) bool {
	if !yield(f) {
		return false
	}
	for _, n := range f.entries {
		if n.folder != nil && !n.folder.folders(yield) {
			return false
		}
	}
	return true
}

// spread calls do for each number below n, on all cores when there are many.
func spread(n int, do func(i int)) {
	const share = 256
	var wg sync.WaitGroup
	workers := min((n+share-1)/share, runtime.GOMAXPROCS(0))
	for w := 1; w < workers; w++ {
		wg.Go(func() {
			for i := n * w / workers; i < n*(w+1)/workers; i++ {
				do(i)
			}
		})
	}
	for i := range n / max(workers, 1) {
		do(i)
	}
	wg.Wait()
}
