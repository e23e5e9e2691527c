package preview

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/problem"
)

// tree is a folder as one scan of the disk found it. It is a file system that never changes, but for the bytes of
// files, which are read when they are first wanted and then kept, so that an unchanged file has the same slice, not a
// copy, in tree after tree. What [tree.ReadFile] returns must therefore not be written to.
type tree struct{ top *folder }

// folder is one folder of a tree.
type folder struct {
	path    string
	entries []*node     // sorted by name
	info    fs.FileInfo // what the system knows the folder by; nil if it could not be opened
	err     error       // why it could not be listed

	// By these the next scan knows whether the names can have changed.
	stamp  stamp
	listed time.Time
}

// entry returns the entry with a name, nil if there is none. A nil folder has none.
func (f *folder) entry(name string) *node {
	if f == nil {
		return nil
	}
	i, ok := slices.BinarySearchFunc(f.entries, name, func(n *node, name string) int {
		return strings.Compare(n.name, name)
	})
	if !ok {
		return nil
	}
	return f.entries[i]
}

// equal reports whether two scans found the same folder with the same in it.
func (f *folder) equal(other *folder) bool {
	if f.err != nil || other.err != nil {
		return f.err != nil && other.err != nil
	}
	return os.SameFile(f.info, other.info) && slices.Equal(f.entries, other.entries)
}

// walk visits the folder and all below it.
func (f *folder) walk(visit func(*folder)) {
	visit(f)
	for _, n := range f.entries {
		if n.folder != nil {
			n.folder.walk(visit)
		}
	}
}

// node is a file, a folder or something else in a folder. As long as nothing about it changes, trees share it.
type node struct {
	root   *os.Root
	dir    string // the path of its folder
	name   string
	mode   fs.FileMode // the type only
	stamp  stamp       // of what is no folder
	folder *folder     // of a folder

	mu     sync.Mutex
	data   []byte
	read   bool
	final  bool   // no later write can have left the stamp as it is
	before []byte // of the node that this one replaced, shared if the new bytes are the same
}

// maxKept is the size up to which a file's bytes are kept: no text or picture may be larger.
const maxKept = 1 << 20

// granularity is how long after a change a file may change again without a new stamp, on the coarsest file system.
const granularity = 2 * time.Second

// bytes returns the bytes of a file.
func (n *node) bytes() ([]byte, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.read {
		return n.data, nil
	}
	begun := time.Now()
	data, err := n.readDisk()
	if err != nil || len(data) > maxKept || n.mode != 0 {
		return data, err
	}
	if bytes.Equal(data, n.before) {
		data = n.before
	}
	n.data, n.before, n.read, n.final = data, nil, true, n.stamp.olderThan(granularity, begun)
	return data, nil
}

func (n *node) readDisk() ([]byte, error) {
	mode := n.mode
	if mode == fs.ModeSymlink {
		info, err := n.root.Stat(n.path())
		if err != nil {
			return nil, err
		}
		mode = info.Mode().Type()
	}
	if mode != 0 { // a pipe would wait for ever
		return nil, &fs.PathError{Op: "read", Path: n.path(), Err: problem.ErrIrregular}
	}
	return n.root.ReadFile(n.path())
}

// unchanged reports whether a file with the same stamp still has the same bytes; it reads them again if it must. Bytes
// that nobody has asked for cannot be wrong.
func (n *node) unchanged() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.read || n.final {
		return true
	}
	begun := time.Now()
	data, err := n.readDisk()
	n.final = n.stamp.olderThan(granularity, begun)
	return err == nil && bytes.Equal(data, n.data)
}

// replacement returns the node of the file after it has changed.
func (n *node) replacement(s stamp) *node {
	n.mu.Lock()
	defer n.mu.Unlock()
	before := n.data
	if !n.read {
		before = n.before
	}
	return &node{root: n.root, dir: n.dir, name: n.name, mode: n.mode, stamp: s, before: before}
}

func (n *node) path() string { return path.Join(n.dir, n.name) }

// The methods of fs.DirEntry and fs.FileInfo.
func (n *node) Name() string               { return n.name }
func (n *node) IsDir() bool                { return n.mode.IsDir() }
func (n *node) Type() fs.FileMode          { return n.mode }
func (n *node) Mode() fs.FileMode          { return n.mode | 0o444 }
func (n *node) Info() (fs.FileInfo, error) { return n, nil }
func (n *node) Size() int64                { return n.stamp.size }
func (n *node) ModTime() time.Time         { return time.Unix(0, n.stamp.modified) }
func (n *node) Sys() any                   { return nil }

// find goes down the tree. Where the way leads through a symbolic link it ends there, and the link's node is returned
// with what remains of the path.
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
		if n = dir.entry(base); n == nil {
			return nil, "", &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
		}
		dir = n.folder
	}
	if n == nil {
		n = &node{dir: path.Dir(t.top.path), name: path.Base(t.top.path), mode: fs.ModeDir, folder: t.top}
	}
	return n, "", nil
}

// isLink reports whether the disk is to be asked in place of the tree, since a symbolic link leads there.
func (n *node) isLink() bool { return n.mode == fs.ModeSymlink }

// Stat implements [fs.StatFS].
func (t tree) Stat(name string) (fs.FileInfo, error) {
	n, rest, err := t.find("stat", name)
	switch {
	case err != nil:
		return nil, err
	case n.isLink():
		return n.root.Stat(path.Join(n.path(), rest))
	}
	return n, nil
}

// ReadFile implements [fs.ReadFileFS], but what it returns is shared: nobody may write to it.
func (t tree) ReadFile(name string) ([]byte, error) {
	n, rest, err := t.find("read", name)
	switch {
	case err != nil:
		return nil, err
	case rest != "":
		return n.root.ReadFile(path.Join(n.path(), rest))
	}
	return n.bytes()
}

// ReadDir implements [fs.ReadDirFS].
func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, rest, err := t.find("readdir", name)
	switch {
	case err != nil:
		return nil, err
	case n.isLink():
		return fs.ReadDir(n.root.FS(), path.Join(n.path(), rest))
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

// Sub implements [fs.SubFS].
func (t tree) Sub(name string) (fs.FS, error) {
	n, rest, err := t.find("sub", name)
	switch {
	case err != nil:
		return nil, err
	case n.isLink():
		return fs.Sub(n.root.FS(), path.Join(n.path(), rest))
	case n.folder == nil:
		return nil, &fs.PathError{Op: "sub", Path: name, Err: errors.New("not a folder")}
	}
	return tree{n.folder}, nil
}

// Open implements [fs.FS].
func (t tree) Open(name string) (fs.File, error) {
	n, rest, err := t.find("open", name)
	switch {
	case err != nil:
		return nil, err
	case n.isLink():
		return n.root.Open(path.Join(n.path(), rest))
	case n.folder != nil:
		list, err := t.ReadDir(name)
		return &openFolder{node: n, rest: list}, err
	case n.mode == 0 && n.stamp.size > maxKept:
		return n.root.Open(n.path())
	}
	data, err := n.bytes()
	if err != nil {
		return nil, err
	}
	return &openFile{node: n, Reader: bytes.NewReader(data)}, nil
}

type openFile struct {
	node *node
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFile) Close() error               { return nil }

type openFolder struct {
	node *node
	rest []fs.DirEntry
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.node, nil }
func (f *openFolder) Close() error               { return nil }
func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.node.path(), Err: errors.New("is a folder")}
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
