// Package publish writes the files of a site to a folder, and keeps three promises.
//
//   - It writes only what differs. A file with the same bytes keeps its inode and its time; when nothing differs, the
//     folder is not touched at all. What the site no longer has is removed.
//   - The folder holds the whole old site or the whole new one, at every moment. A run that fails or is killed, at any
//     point, leaves the one or the other, and the next run clears away what it left behind.
//   - It replaces only what psi wrote. The record psi.json in the folder lists psi's files; a folder with any other
//     file is refused.
//
// The new site is put together in a folder of its own beside the target, from new files and hard links to unchanged
// ones, and the two folders change places in one step. Beside "public" that is ".public.psi", which is there only while
// psi runs:
//
//	.public.psi/lock  held by the run, so that there is one at a time
//	.public.psi/new   the new site until the exchange, then the old one on its way out
//	.public.psi/old   the old site between two renames, where the system cannot exchange folders
//
// Linux and macOS exchange two folders in one system call. Where the file system cannot, and on other systems, two
// renames follow each other, and a run killed between them leaves no folder at all; the next run begins by putting the
// old one back.
//
// Nothing is flushed to the disk: a kill loses nothing that was written, since the kernel has it. After a power cut
// files may be empty; the next run compares bytes, and mends them.
//
// Since the folder is another one after each change, a program that works inside it (a shell, a server started there)
// should name it by its path.
package publish

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"

	"so-in.se/psi/internal/parallel"
	"so-in.se/psi/internal/site"
)

// Options are settings of a run.
type Options struct {
	// Sources are folders that the site is made from. The target may lie in none of them, nor any of them in it.
	Sources []string

	exchange func(a, b string) error // in place of the system's, for tests
}

// Result says what a run did, in numbers of files.
type Result struct {
	Written   int   // new or changed
	Removed   int   // no longer part of the site
	Unchanged int   // the same as before, not touched
	Bytes     int64 // in the written files
}

// Dir makes dir hold exactly the given files, which must include psi.json, the record: a JSON object whose "files"
// lists the paths of all of them. Folders on the way to dir are made; a symbolic link at dir stays, and the folder that
// it leads to is replaced.
//
// The error is a [*Refusal], in Swedish, when dir is not psi's to replace or another run is at work on it. Paths that
// cannot all be files of one folder, on any common file system, are an error before anything is written, as is an error
// from a Render.
func Dir(dir string, files []site.File, opt Options) (Result, error) {
	l, err := newLayout(files)
	if err != nil {
		return Result{}, err
	}
	target, err := resolve(dir, opt.Sources)
	if err != nil {
		return Result{}, err
	}
	work, err := openWorkplace(dir, target)
	if err != nil {
		return Result{}, err
	}
	defer work.close()
	before, err := examine(dir, target)
	if err != nil {
		return Result{}, err
	}
	if opt.exchange == nil {
		opt.exchange = exchange
	}
	r := &run{layout: l, dir: dir, target: target, before: before, work: work, same: make([]bool, len(files)), opt: opt}
	r.differs.New = func() any { return newDiffer() }
	r.makeDirs = sync.OnceValue(r.mkdirAll)
	return r.publish()
}

// run is one call of Dir.
type run struct {
	*layout
	dir    string // as the caller names it
	target string
	before *folder
	work   *workplace
	same   []bool // by file: there already
	bytes  atomic.Int64
	opt    Options

	makeDirs func() error // makes the folders of the new site, once
	differs  sync.Pool    // of *differ, whose buffers are large
}

func (r *run) publish() (Result, error) {
	if err := parallel.DoErr(len(r.files), r.write); err != nil {
		return Result{}, err
	}
	res := Result{Removed: r.before.countExcept(r.paths), Bytes: r.bytes.Load()}
	for _, same := range r.same {
		if same {
			res.Unchanged++
		} else {
			res.Written++
		}
	}
	if res.Written == 0 && res.Removed == 0 {
		return res, nil
	}
	if err := r.complete(); err != nil {
		return Result{}, err
	}
	err := r.work.swap(r.target, r.before.exists, r.opt.exchange)
	if errors.Is(err, syscall.EBUSY) || errors.Is(err, syscall.EXDEV) {
		return Result{}, refuseFixed(r.dir, err)
	}
	if err != nil {
		return Result{}, err
	}
	return res, nil
}

// mkdirAll makes all folders of the new site, parents first.
func (r *run) mkdirAll() error {
	if err := os.Mkdir(r.work.fresh(), 0o777); err != nil {
		return err
	}
	for _, level := range r.levels {
		err := parallel.DoErr(len(level), func(i int) error {
			return os.Mkdir(filepath.Join(r.work.fresh(), level[i]), 0o777)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// write renders file i, and writes it to the new site if it differs.
func (r *run) write(i int) error {
	f := &r.files[i]
	d := r.differs.Get().(*differ)
	defer r.differs.Put(d)
	d.reset(func() (*os.File, error) {
		if err := r.makeDirs(); err != nil {
			return nil, err
		}
		return os.OpenFile(filepath.Join(r.work.fresh(), r.local[i]), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	})
	if r.before.has(f.Path) {
		if err := d.compareWith(filepath.Join(r.target, r.local[i])); err != nil {
			return err
		}
	}
	same, n, err := d.render(f.Render)
	if err != nil {
		return fmt.Errorf("writing %s: %w", f.Path, err)
	}
	r.same[i] = same
	r.bytes.Add(n)
	return nil
}

// complete adds the unchanged files to the new site and examines its record, by which the next run will know it.
func (r *run) complete() error {
	if err := r.makeDirs(); err != nil {
		return err
	}
	err := parallel.DoErr(len(r.files), func(i int) error {
		if !r.same[i] {
			return nil
		}
		return link(filepath.Join(r.target, r.local[i]), filepath.Join(r.work.fresh(), r.local[i]))
	})
	if err != nil {
		return err
	}
	if r.before.exists {
		if err := os.Chmod(r.work.fresh(), r.before.mode); err != nil {
			return err
		}
	}
	listed, err := readRecord(filepath.Join(r.work.fresh(), recordName))
	if err != nil {
		return fmt.Errorf("the new record: %w", err)
	}
	if !slices.Equal(listed, r.paths) {
		return errors.New("the new record psi.json does not list exactly the files of the site, in order")
	}
	return nil
}

// link gives a file a second name, or copies it where the file system has no links.
func link(from, to string) error {
	if os.Link(from, to) == nil {
		return nil
	}
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		return err
	}
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Close(), os.Chtimes(to, info.ModTime(), info.ModTime()))
}
