package preview

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"time"
)

// tree is a folder as it was at one look at the disk. It is a file system that never changes, but for the bytes of files, which are
// read when they are first wanted and then kept, so that an unchanged file gives the same slice, not a copy, in tree after tree.
// What [tree.ReadFile] returns must therefore not be written to.
type tree struct{ top *folder }

// folder is one folder of a tree.
type folder struct {
	path    string
	entries []*node // sorted by name
	index   map[string]int
	err     error // why it could not be listed

	// For the next look only.
	stamp  stamp
	listed time.Time // when its names were read
}

// node is a file, a folder or something else in a folder. As long as its stamp is the same, so is the node.
type node struct {
	root   *os.Root
	path   string
	mode   fs.FileMode // the type only
	stamp  stamp
	folder *folder // of a folder

	mu      sync.Mutex
	data    []byte
	read    bool
	settled bool   // no later write can have left the stamp as it is
	before  []byte // of the node that this one replaced
}

// keepable is the size up to which a file's bytes are kept: no text or picture may be larger.
const keepable = 1 << 20

// granularity is how long after a change a file may change again without a new stamp, on the coarsest file system.
const granularity = 2 * time.Second

// bytes gives the bytes of a file.
func (n *node) bytes() ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.read {
		return n.data, nil
	}
	begun := time.Now()
	data, err := n.fetch()
	if err != nil || len(data) > keepable || n.mode != 0 {
		return data, err
	}
	if bytes.Equal(data, n.before) {
		data = n.before
	}
	n.data, n.before, n.read, n.settled = data, nil, true, n.stamp.old(begun)
	return data, nil
}

// fetch reads a file from the disk.
func (n *node) fetch() ([]byte, error) {
	mode := n.mode
	if mode == fs.ModeSymlink {
		info, err := n.root.Stat(n.path)
		if err != nil {
			return nil, err
		}
		mode = info.Mode().Type()
	}
	if mode != 0 {
		return nil, &fs.PathError{Op: "read", Path: n.path, Err: errors.New("not a regular file")} // a pipe would wait for ever
	}
	return n.root.ReadFile(n.path)
}

// same tells whether a node with the same stamp still has the same bytes; it reads them again if it must. Bytes that nobody has
// asked for cannot be wrong.
func (n *node) same() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.read || n.settled {
		return true
	}
	begun := time.Now()
	data, err := n.fetch()
	n.settled = n.stamp.old(begun)
	return err == nil && bytes.Equal(data, n.data)
}

// successor is the node of a file that has changed.
func (n *node) successor(s status) *node {
	n.mu.Lock()
	defer n.mu.Unlock()
	before := n.data
	if !n.read {
		before = n.before
	}
	return &node{root: n.root, path: n.path, mode: s.mode, stamp: s.stamp, before: before}
}

// The methods of fs.DirEntry and fs.FileInfo.
func (n *node) Name() string               { return path.Base(n.path) }
func (n *node) IsDir() bool                { return n.mode.IsDir() }
func (n *node) Type() fs.FileMode          { return n.mode }
func (n *node) Mode() fs.FileMode          { return n.mode | 0o444 }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) Size() int64                { return n.stamp.size }
func (n *node) ModTime() time.Time         { return time.Unix(0, n.stamp.modified) }
func (n *node) Sys() any                   { return nil }

// find goes down the tree. Where the way leads through a symbolic link it ends there, and the link's node is returned with what
// remains of the path.
func (t tree) find(op, name string) (n *node, rest string, err error) {
	if !fs.ValidPath(name) {
		return nil, "", &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	dir := t.top
	for rest = name; rest != "" && rest != "."; {
		if dir == nil {
			if n.mode == fs.ModeSymlink {
				return n, rest, nil
			}
			return nil, "", &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		var base string
		base, rest, _ = strings.Cut(rest, "/")
		i, ok := dir.index[base]
		if !ok {
			return nil, "", &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		n = dir.entries[i]
		dir = n.folder
	}
	if n == nil {
		n = &node{path: t.top.path, mode: fs.ModeDir, folder: t.top}
	}
	return n, "", nil
}

// beyond tells whether what find returned is to be asked of the disk, since a symbolic link leads there.
func beyond(n *node) bool { return n.mode == fs.ModeSymlink }

// Stat tells what a name stands for.
func (t tree) Stat(name string) (fs.FileInfo, error) {
	n, rest, err := t.find("stat", name)
	switch {
	case err != nil:
		return nil, err
	case beyond(n):
		return n.root.Stat(path.Join(n.path, rest))
	}
	return n, nil
}

// ReadFile gives the bytes of a file. They are shared: nobody may write to them.
func (t tree) ReadFile(name string) ([]byte, error) {
	n, rest, err := t.find("read", name)
	switch {
	case err != nil:
		return nil, err
	case rest != "":
		return n.root.ReadFile(path.Join(n.path, rest))
	}
	return n.bytes()
}

// ReadDir lists a folder, sorted by name.
func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, rest, err := t.find("readdir", name)
	switch {
	case err != nil:
		return nil, err
	case beyond(n):
		return fs.ReadDir(n.root.FS(), path.Join(n.path, rest))
	case n.folder == nil:
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	case n.folder.err != nil:
		return nil, n.folder.err
	}
	list := make([]fs.DirEntry, len(n.folder.entries))
	for i, e := range n.folder.entries {
		list[i] = e
	}
	return list, nil
}

// Sub gives a folder as a file system of its own.
func (t tree) Sub(name string) (fs.FS, error) {
	n, rest, err := t.find("sub", name)
	switch {
	case err != nil:
		return nil, err
	case beyond(n):
		return fs.Sub(n.root.FS(), path.Join(n.path, rest))
	case n.folder == nil:
		return nil, &fs.PathError{Op: "sub", Path: name, Err: errors.New("not a folder")}
	}
	return tree{n.folder}, nil
}

// Open opens a file or a folder.
func (t tree) Open(name string) (fs.File, error) {
	n, rest, err := t.find("open", name)
	switch {
	case err != nil:
		return nil, err
	case beyond(n):
		return n.root.Open(path.Join(n.path, rest))
	case n.folder != nil:
		list, err := t.ReadDir(name)
		return &openFolder{node: n, rest: list}, err
	case n.mode == 0 && n.stamp.size > keepable:
		return n.root.Open(n.path)
	}
	data, err := n.bytes()
	if err != nil {
		return nil, err
	}
	return &openFile{node: n, Reader: bytes.NewReader(data)}, nil
}

// openFile is an open file.
type openFile struct {
	node *node
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFile) Close() error               { return nil }

// openFolder is an open folder.
type openFolder struct {
	node *node
	rest []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFolder) Close() error               { return nil }
func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.node.path, Err: errors.New("is a folder")}
}

func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.rest) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.rest) {
		n = len(f.rest)
	}
	list := f.rest[:n]
	f.rest = f.rest[n:]
	return list, nil
}
