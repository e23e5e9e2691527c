package preview

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// watcher tells that something may have changed below a folder. It never tells what: editors save by renaming, folders move with
// all that is in them, and the system drops events when there are many. Whoever hears of an event looks at everything again.
type watcher struct {
	dir       string
	elsewhere string            // the folder that holds content, when it is not dir
	notify    *fsnotify.Watcher // nil when the system cannot watch
	watched   map[string]stamp  // the folders, by path
	events    chan struct{}     // holds one element when there are events since it was last emptied
	fallback  error             // why the system cannot watch, nil when it can
}

func newWatcher(dir string) *watcher {
	w := &watcher{dir: dir, watched: map[string]stamp{}, events: make(chan struct{}, 1)}
	w.notify, w.fallback = fsnotify.NewWatcher()
	if w.fallback == nil {
		w.fallback = w.notify.Add(dir)
		go w.gather()
	}
	return w
}

// gather turns any number of events into one.
func (w *watcher) gather() {
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

// pending tells whether there are events, and forgets them.
func (w *watcher) pending() bool {
	select {
	case <-w.events:
		return true
	default:
		return false
	}
}

// follow watches the folders of a tree, whatever was watched before, and tells whether any of them is new: something may have
// happened in it before it was watched. After the system's limit is reached there is nothing more to watch.
func (w *watcher) follow(t tree) (more bool) {
	if w.fallback != nil {
		return false
	}
	now := map[string]stamp{}
	t.top.folders(func(f *folder) bool {
		if f != t.top {
			now[f.path] = stamp{inode: f.stamp.inode, device: f.stamp.device}
		}
		return true
	})
	for name, s := range w.watched {
		if now[name] != s {
			_ = w.notify.Remove(w.path(name)) // fails when it is gone, which is what we want
			delete(w.watched, name)
		}
	}
	// The system stops watching a folder that is deleted, and may give the next one with its name the same inode.
	still := map[string]bool{}
	for _, name := range w.notify.WatchList() {
		still[name] = true
	}
	for name, s := range now {
		if _, ok := w.watched[name]; ok && still[w.path(name)] {
			continue
		}
		err := w.notify.Add(w.path(name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			w.fallback = err
			return false
		}
		w.watched[name], more = s, true
	}
	return more
}

// excuse tells an editor why changes are seen late.
func (w *watcher) excuse() string {
	if errors.Is(w.fallback, syscall.ENOSPC) || errors.Is(w.fallback, syscall.EMFILE) {
		return "Datorn kan inte bevaka fler mappar, så psi letar efter ändringar en gång i sekunden i stället.\n"
	}
	return fmt.Sprintf("Datorn kan inte bevaka mapparna (%v), så psi letar efter ändringar en gång i sekunden i stället.\n", w.fallback)
}

// path gives a folder of the tree as the system knows it.
func (w *watcher) path(name string) string {
	dir := w.dir
	if top, _, _ := strings.Cut(name, "/"); top == "content" && w.elsewhere != "" {
		dir = w.elsewhere
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

// content watches a folder that holds content in place of the other sources' folder.
func (w *watcher) content(dir string) {
	w.elsewhere = dir
	if w.fallback == nil {
		w.fallback = w.notify.Add(dir)
	}
}

func (w *watcher) close() {
	if w.notify != nil {
		_ = w.notify.Close() // nothing is lost
	}
}

// The rhythm of looking.
const (
	// calm is how long nothing must happen for the next event to be the first of a new burst.
	calm = 100 * time.Millisecond
	// longestRest is the longest time that a burst waits for its next turn.
	longestRest = 200 * time.Millisecond
)

// attend calls act at once, at the first event after a calm, and when the time that act returned has passed (0 means never). In a
// burst it acts too, but rests between, longer each time, so that a storm of ten thousand events does not take the machine. After
// the last event it always acts once more. It returns when ctx ends.
func attend(ctx context.Context, events <-chan struct{}, act func() time.Duration) {
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
		if time.Since(acted) > calm {
			rest = 0
			continue
		}
		rest = min(max(2*rest, 5*time.Millisecond), longestRest)
		select {
		case <-ctx.Done():
			return
		case <-time.After(rest - time.Since(acted)):
		}
	}
}
