package preview

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watcher reports that something may have changed in the sources. It never reports what: editors save by renaming,
// folders move with all that is in them, and the system drops events when there are many. Whoever hears of an event
// scans everything again.
type watcher struct {
	dir, content string                 // the folders that hold the sources, and the folder content
	notify       *fsnotify.Watcher      // nil when the system cannot watch
	watched      map[string]fs.FileInfo // the folders of the sources, by path
	events       chan struct{}          // holds one element when there are events since it was last emptied
	fallback     error                  // why the system cannot watch, nil when it can
}

func newWatcher(dir, content string) *watcher {
	w := &watcher{dir: dir, content: content, watched: map[string]fs.FileInfo{}, events: make(chan struct{}, 1)}
	w.notify, w.fallback = fsnotify.NewWatcher()
	if w.fallback == nil {
		w.fallback = cmp.Or(w.notify.Add(dir), w.notify.Add(content))
		go w.coalesce()
	}
	return w
}

// coalesce turns any number of events into one.
func (w *watcher) coalesce() {
	events, errs := w.notify.Events, w.notify.Errors
	for events != nil || errs != nil {
		var ok bool
		select {
		case _, ok = <-events:
			if !ok {
				events = nil
			}
		case _, ok = <-errs: // events were lost, which is an event too
			if !ok {
				errs = nil
			}
		}
		if ok {
			w.wake()
		}
	}
}

// wake makes an event.
func (w *watcher) wake() {
	select {
	case w.events <- struct{}{}:
	default:
	}
}

// drain forgets the events so far.
func (w *watcher) drain() {
	select {
	case <-w.events:
	default:
	}
}

// follow watches the folders of a tree, whatever was watched before, and reports whether any of them is new: something
// may have happened in it before it was watched. After the system's limit is reached there is nothing more to watch.
func (w *watcher) follow(t tree) (more bool) {
	if w.fallback != nil {
		return false
	}
	now := map[string]fs.FileInfo{}
	t.top.walk(func(f *folder) {
		if f.info != nil {
			now[f.path] = f.info
		}
	})
	for name, info := range w.watched {
		if !os.SameFile(now[name], info) {
			_ = w.notify.Remove(w.path(name)) // fails when it is gone, which is what we want
			delete(w.watched, name)
		}
	}
	// The system stops watching a folder that is deleted, and may give the next one with its name the same inode.
	still := map[string]bool{}
	for _, name := range w.notify.WatchList() {
		still[name] = true
	}
	for name, info := range now {
		if _, ok := w.watched[name]; ok && still[w.path(name)] {
			continue
		}
		err := w.notify.Add(w.path(name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			w.fallback = err
			return false
		}
		w.watched[name], more = info, true
	}
	return more
}

// notice says to an editor why changes are seen late.
func (w *watcher) notice() string {
	const instead = "så psi letar efter ändringar en gång i sekunden i stället.\n"
	if errors.Is(w.fallback, syscall.ENOSPC) || errors.Is(w.fallback, syscall.EMFILE) {
		return "Datorn kan inte bevaka fler mappar, " + instead
	}
	return "Datorn kan inte bevaka mapparna, " + instead
}

// path returns a folder of the tree as the system knows it.
func (w *watcher) path(name string) string {
	dir := w.dir
	if top, _, _ := strings.Cut(name, "/"); top == "content" {
		dir = w.content
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

func (w *watcher) close() {
	if w.notify != nil {
		_ = w.notify.Close() // nothing is lost
	}
}

const (
	// quietFor is how long nothing must happen for the next event to be the first of a new burst.
	quietFor = 100 * time.Millisecond
	// maxRest is the longest rest in a burst.
	maxRest = 200 * time.Millisecond
)

// pace calls act at once, at the first event after a quiet time, and when the time that act returned has passed (0
// means never). In a burst it calls act too, but rests between, longer each time, so that a storm of ten thousand
// events does not take the machine. After the last event it always calls act once more. It returns when ctx ends.
func pace(ctx context.Context, events <-chan struct{}, act func() time.Duration) {
	var rest time.Duration
	for ctx.Err() == nil {
		var alarm <-chan time.Time
		if after := act(); after > 0 {
			alarm = time.After(after)
		}
		acted := time.Now()
		select {
		case <-ctx.Done():
			return
		case <-alarm:
			continue
		case <-events:
		}
		if time.Since(acted) > quietFor {
			rest = 0
			continue
		}
		rest = min(max(2*rest, 5*time.Millisecond), maxRest)
		select {
		case <-ctx.Done():
			return
		case <-time.After(rest - time.Since(acted)):
		}
	}
}
