//go:build unix

package preview

import (
	"io/fs"
	"os"
	"slices"

	"golang.org/x/sys/unix"

	"so-in.se/psi/internal/parallel"
)

// statusesOf returns the state of every entry in an open folder, sorted by name.
func statusesOf(dir *os.File) ([]status, error) {
	names, err := dir.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	conn, err := dir.SyscallConn()
	if err != nil {
		return nil, err
	}
	found := make([]status, len(names))
	err = conn.Control(func(fd uintptr) {
		// os.DirEntry.Info would do, at four times the cost.
		parallel.Do(len(names), func(i int) {
			var st unix.Stat_t
			if unix.Fstatat(int(fd), names[i], &st, unix.AT_SYMLINK_NOFOLLOW) == nil {
				found[i] = status{names[i], modeOf(&st), stampOf(&st)}
			}
		})
	})
	return slices.DeleteFunc(found, func(s status) bool { return s.name == "" }), err // it has gone
}

func stampOf(st *unix.Stat_t) stamp {
	return stamp{
		size: st.Size, modified: st.Mtim.Nano(), changed: st.Ctim.Nano(),
		inode: uint64(st.Ino), device: uint64(st.Dev),
	}
}

func modeOf(st *unix.Stat_t) fs.FileMode {
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
