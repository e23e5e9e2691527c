//go:build unix

package preview

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"golang.org/x/sys/unix"
)

// stampOf gives the stamp of an open folder.
func stampOf(dir *os.File) (s stamp, err error) {
	var st unix.Stat_t
	err = control(dir, func(fd int) error { return unix.Fstat(fd, &st) })
	return unixStamp(&st), err
}

// statusesOf gives the state of every entry in an open folder, sorted by name. The names are read unless they are known. When it is
// interrupted, entries are missing.
func statusesOf(dir *os.File, known []string, in *interruption) ([]status, error) {
	if known == nil {
		var err error
		if known, err = dir.Readdirnames(-1); err != nil {
			return nil, err
		}
		slices.Sort(known)
	}
	found := make([]status, len(known))
	err := control(dir, func(fd int) error {
		// os.DirEntry.Info would do, at four times the cost.
		spread(len(known), func(i int) {
			if in.stop() {
				return
			}
			var st unix.Stat_t
			if unix.Fstatat(fd, known[i], &st, unix.AT_SYMLINK_NOFOLLOW) == nil {
				found[i] = status{known[i], unixMode(&st), unixStamp(&st)}
			}
		})
		return nil
	})
	return slices.DeleteFunc(found, func(s status) bool { return s.name == "" }), err
}

func control(dir *os.File, do func(fd int) error) error {
	conn, err := dir.SyscallConn()
	if err != nil {
		return err
	}
	var inner error
	return errors.Join(conn.Control(func(fd uintptr) { inner = do(int(fd)) }), inner)
}

func unixStamp(st *unix.Stat_t) stamp {
	return stamp{
		size: st.Size, modified: st.Mtim.Nano(), changed: st.Ctim.Nano(),
		inode: uint64(st.Ino), device: uint64(st.Dev),
	}
}

func unixMode(st *unix.Stat_t) fs.FileMode {
	switch st.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return 0
	case unix.S_IFDIR:
		return fs.ModeDir
	case unix.S_IFLNK:
		return fs.ModeSymlink
	}
	return fs.ModeIrregular
}
