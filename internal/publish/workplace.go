package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// errBusy means that another process holds the lock.
var errBusy = errors.New("locked by another process")

// workplace is the folder beside the target in which the new site is put together. One run at a time has it.
type workplace struct {
	dir  string
	lock *os.File
}

func (w *workplace) fresh() string { return filepath.Join(w.dir, "new") }
func (w *workplace) stale() string { return filepath.Join(w.dir, "old") }

// openWorkplace makes and locks the workplace of a target, puts back a site that a killed run left halfway, and clears
// away the rest.
func openWorkplace(dir, target string) (*workplace, error) {
	parent, base := filepath.Split(target)
	w := &workplace{dir: filepath.Join(parent, "."+base+".psi")}
	if err := w.acquire(dir); err != nil {
		return nil, err
	}
	if err := w.repair(target); err != nil {
		w.close()
		return nil, err
	}
	return w, nil
}

// acquire takes the lock. The run before removes the file that it locked, so a lock counts only if its file still has
// its name. Links are never followed, wherever they lead: the workplace is a real folder, and the lock a real file.
func (w *workplace) acquire(dir string) error {
	name := filepath.Join(w.dir, "lock")
	for {
		if err := os.Mkdir(w.dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if foreign, err := w.foreign(); err != nil {
			return err
		} else if foreign {
			return refuseWorkplace(dir, w.dir)
		}
		if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
			if err := removeAll(name); err != nil {
				return err
			}
		}
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o666)
		if errors.Is(err, fs.ErrNotExist) {
			continue // the run before has just removed the workplace
		} else if err != nil {
			return err
		}
		if err := lockFile(f); errors.Is(err, errBusy) {
			f.Close()
			return refuseBusy(dir)
		} else if err != nil {
			f.Close()
			return fmt.Errorf("locking %s: %w", name, err)
		}
		mine, err1 := f.Stat()
		named, err2 := os.Lstat(name)
		if err1 == nil && err2 == nil && os.SameFile(mine, named) {
			w.lock = f
			return nil
		}
		f.Close()
	}
}

// foreign reports whether the workplace is no folder, or has anything in it but no lock: psi makes the lock first and
// removes it last.
func (w *workplace) foreign() (bool, error) {
	info, err := os.Lstat(w.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil || !info.IsDir() {
		return true, err
	}
	entries, err := os.ReadDir(w.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	isLock := func(e fs.DirEntry) bool { return e.Name() == "lock" }
	return len(entries) > 0 && !slices.ContainsFunc(entries, isLock), err
}

// repair undoes what a killed run left.
func (w *workplace) repair(target string) error {
	_, err := os.Lstat(target)
	if info, old := os.Lstat(w.stale()); errors.Is(err, fs.ErrNotExist) && old == nil && info.IsDir() {
		if err := os.Rename(w.stale(), target); err != nil {
			return fmt.Errorf("putting back the site of a run that was stopped: %w", err)
		}
	}
	return errors.Join(removeAll(w.stale()), removeAll(w.fresh()))
}

// swap makes the new site the target, with the old one in its place on the way out.
func (w *workplace) swap(target string, exists bool, exchange func(a, b string) error) error {
	if !exists {
		return os.Rename(w.fresh(), target)
	}
	err := exchange(w.fresh(), target)
	if !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err := os.Rename(target, w.stale()); err != nil {
		return err
	}
	if err := os.Rename(w.fresh(), target); err != nil {
		return errors.Join(err, os.Rename(w.stale(), target))
	}
	os.Rename(w.stale(), w.fresh()) // if this fails, the next run removes it
	return nil
}

// close removes the workplace and gives up the lock. What it cannot remove is left to the next run, with the lock as
// the sign that it is psi's: the site is whole, and that is what was asked for.
func (w *workplace) close() {
	err := removeAll(w.fresh())
	if _, missing := os.Lstat(w.stale()); err != nil || missing == nil {
		w.lock.Close()
		return
	}
	name := w.lock.Name()
	err = os.Remove(name)
	w.lock.Close()
	if err != nil {
		os.Remove(name) // systems that remove no open file
	}
	os.Remove(w.dir)
}
