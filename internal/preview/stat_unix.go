//go:build unix

package preview

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"golang.org/x/sys/unix"

	"so-in.se/psi/internal/parallel"
)

// statuses returns the state of every entry in the folder, which is open, sorted by name. It reads no names that cannot
// differ from those before: reading them takes a large part of the time from a save to the new page.
func (f *folder) statuses(dir *os.File, before *folder) ([]status, error) {
	conn, err := dir.SyscallConn()
	if err != nil {
		return nil, err
	}
	var st unix.Stat_t
	var failed error
	if err := conn.Control(func(fd uintptr) { failed = unix.Fstat(int(fd), &st) }); err != nil || failed != nil {
		return nil, errors.Join(err, failed)
	}
	f.stamp = stampOf(&st)
	names, err := f.names(dir, before)
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

// names returns the names in the folder, sorted.
func (f *folder) names(dir *os.File, before *folder) ([]string, error) {
	if before != nil && before.err == nil && before.stamp == f.stamp && f.stamp.olderThan(granularity, before.listed) {
		names := make([]string, len(before.entries))
		for i, n := range before.entries {
			names[i] = n.name
		}
		return names, nil
	}
	names, err := dir.Readdirnames(-1)
	slices.Sort(names)
	return names, err
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
