package preview

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"so-in.se/psi/internal/psitest"
)

// TestPace holds the rhythm of scans to what an editor and a machine need.
func TestPace(t *testing.T) {
	for _, test := range []struct {
		name   string
		events []time.Duration // when each comes
		end    time.Duration
		want   []time.Duration // when act is called
	}{
		{"first", nil, time.Minute, []time.Duration{0}},
		{"at once", []time.Duration{time.Second}, time.Minute, []time.Duration{0, time.Second}},
		{
			"two steps", []time.Duration{time.Second, time.Second + time.Millisecond}, time.Minute,
			[]time.Duration{0, time.Second, time.Second + 5*time.Millisecond},
		},
		{
			"quiet between", []time.Duration{time.Second, 2 * time.Second}, time.Minute,
			[]time.Duration{0, time.Second, 2 * time.Second},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				begun := time.Now()
				ctx, cancel := context.WithTimeout(t.Context(), test.end)
				defer cancel()
				events := make(chan struct{}, 1)
				go func() {
					for _, at := range test.events {
						time.Sleep(at - time.Since(begun))
						events <- struct{}{}
					}
				}()
				var acts []time.Duration
				pace(ctx, events, func() time.Duration {
					acts = append(acts, time.Since(begun))
					return 0
				})
				if !slices.Equal(acts, test.want) {
					t.Errorf("acted after %v, want %v", acts, test.want)
				}
			})
		})
	}
}

// TestPaceStorm makes ten thousand events in a second.
func TestPaceStorm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		w := &watcher{events: make(chan struct{}, 1)}
		var last time.Time
		go func() {
			for range 10_000 {
				time.Sleep(100 * time.Microsecond)
				w.wake()
			}
			last = time.Now()
		}()
		var acts []time.Time
		pace(ctx, w.events, func() time.Duration {
			w.drain()
			time.Sleep(20 * time.Millisecond) // as a build does
			acts = append(acts, time.Now())
			return 0
		})
		synctest.Wait() // orders what the storm wrote before what is read of it here
		if n := len(acts); n < 5 || n > 20 {
			t.Errorf("acted %d times in a storm of a second", n)
		}
		if end := acts[len(acts)-1]; end.Sub(last) < 0 || end.Sub(last) > maxRest+50*time.Millisecond {
			t.Errorf("the last scan was %v after the last event", end.Sub(last))
		}
	})
}

// TestPaceAlarm wakes without any event.
func TestPaceAlarm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 3500*time.Millisecond)
		defer cancel()
		n := 0
		pace(ctx, nil, func() time.Duration { n++; return time.Second })
		if n != 4 {
			t.Errorf("acted %d times in three and a half seconds", n)
		}
	})
}

// watched is a folder that a watcher follows.
type watched struct {
	sourceFolder
	disk    *disk
	watcher *watcher
}

func watch(t *testing.T, f sourceFolder) *watched {
	t.Helper()
	d, err := openDisk(f.dir, f.dir)
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{f, d, newWatcher(f.dir, f.dir)}
	if w.watcher.fallback != nil {
		t.Fatal(w.watcher.fallback)
	}
	t.Cleanup(func() {
		w.watcher.close()
		_ = d.close()
	})
	w.scan()
	return w
}

// scan scans and follows until nothing is new.
func (w *watched) scan() {
	for {
		tree, _ := w.disk.scan()
		if !w.watcher.follow(tree) {
			return
		}
	}
}

// seen waits until events have come and a scan finds what is wanted.
func (w *watched) seen(t *testing.T, what string, is func(tree) bool) {
	t.Helper()
	late := time.After(patience)
	for {
		select {
		case <-w.watcher.events:
		case <-late:
			t.Fatalf("%s: never seen", what)
		}
		w.scan()
		if is(w.disk.last) {
			return
		}
	}
}

func holds(name, text string) func(tree) bool {
	return func(t tree) bool {
		data, err := t.ReadFile(name)
		return err == nil && string(data) == text
	}
}

func lacks(name string) func(tree) bool {
	return func(t tree) bool {
		_, err := t.Stat(name)
		return errors.Is(err, os.ErrNotExist)
	}
}

// TestWatch changes folders in the ways that editors and programs do. After each change a further one shows that it is
// still watched.
func TestWatch(t *testing.T) {
	f := sourceFolder{t, t.TempDir()}
	f.write("content/a/b/x.md", "ett")
	f.write("static/css/psi.css", "")
	f.write("templates/x.html", "")
	w := watch(t, f)

	f.write("content/a/b/x.md", "två")
	w.seen(t, "a save", holds("content/a/b/x.md", "två"))
	f.write("content/a/b/x.md~", "tre")
	f.rename("content/a/b/x.md~", "content/a/b/x.md")
	w.seen(t, "an atomic save", holds("content/a/b/x.md", "tre"))
	f.write("content/n/y/tt/z.md", "djupt")
	w.seen(t, "nested new folders", holds("content/n/y/tt/z.md", "djupt"))
	f.write("content/n/y/tt/z.md", "djupare")
	w.seen(t, "a file in a nested new folder", holds("content/n/y/tt/z.md", "djupare"))
	f.rename("content/a", "content/flyttad")
	w.seen(t, "a renamed folder", holds("content/flyttad/b/x.md", "tre"))
	f.write("content/flyttad/b/x.md", "fyra")
	w.seen(t, "a file in a renamed folder", holds("content/flyttad/b/x.md", "fyra"))
	f.write("content/a/b/x.md", "ny")
	w.seen(t, "a folder in the old one's place", holds("content/a/b/x.md", "ny"))
	f.write("content/a/b/x.md", "nyare")
	w.seen(t, "a file in it", holds("content/a/b/x.md", "nyare"))
	for range 5 { // the system may give the new folder the old one's inode
		f.remove("content/a")
		w.seen(t, "a deleted folder", lacks("content/a"))
		f.write("content/a/b/x.md", "åter")
		w.seen(t, "a folder made again", holds("content/a/b/x.md", "åter"))
		f.write("content/a/b/x.md", "igen")
		w.seen(t, "a file in it", holds("content/a/b/x.md", "igen"))
	}
	f.remove("content")
	w.seen(t, "no content", lacks("content"))
	f.write("content/a.md", "åter")
	w.seen(t, "content again", holds("content/a.md", "åter"))
	f.write("static/css/psi.css", "x")
	w.seen(t, "a style sheet", holds("static/css/psi.css", "x"))
	f.write("templates/x.html", "x")
	w.seen(t, "a template", holds("templates/x.html", "x"))
}

// TestWatchCheckout changes hundreds of files with git.
func TestWatchCheckout(t *testing.T) {
	program := psitest.Program(t, "git")
	f := sourceFolder{t, t.TempDir()}
	git := func(args ...string) {
		t.Helper()
		args = append([]string{"-C", f.dir, "-c", "user.name=x", "-c", "user.email=x@example.org"}, args...)
		cmd := exec.Command(program, args...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "-b", "main")
	name := func(i int) string { return fmt.Sprintf("content/%d/%d.md", i%20, i) }
	for i := range 400 {
		f.write(name(i), "gammal")
	}
	git("add", "content")
	git("commit", "-qm", "gammal")
	git("checkout", "-qb", "ny")
	f.remove("content")
	for i := range 400 {
		f.write(strings.Replace(name(i), "content/1", "content/x1", 1), fmt.Sprint("ny ", i))
	}
	git("add", "-A", "content")
	git("commit", "-qm", "ny")
	git("checkout", "-q", "main")
	w := watch(t, f)
	for _, branch := range []string{"ny", "main", "ny"} {
		git("checkout", "-q", branch)
		w.seen(t, branch, func(seen tree) bool {
			same := true
			err := filepath.WalkDir(f.path("content"), func(path string, d os.DirEntry, err error) error {
				if err == nil && !d.IsDir() {
					rel, _ := filepath.Rel(f.dir, path) // both are absolute
					same = same && holds(filepath.ToSlash(rel), f.read(filepath.ToSlash(rel)))(seen)
				}
				return err
			})
			return err == nil && same
		})
	}
}

// TestWatchLimit has a machine that cannot watch any more: it says so, and changes are still seen.
func TestWatchLimit(t *testing.T) {
	f := made(t, 5)
	out := new(terminal)
	s := serverOf(f, Options{Out: out})
	w := newWatcher(f.dir, f.dir)
	defer w.close()
	w.fallback = syscall.ENOSPC
	s.watcher = w
	s.update()
	if got := s.wait(); got != pollInterval {
		t.Errorf("the next scan is after %v", got)
	}
	if text := w.notice(); !strings.Contains(text, "en gång i sekunden") || strings.Contains(text, "no space") {
		t.Errorf("says %q", text)
	}
	tree, _ := s.disk.scan()
	if w.follow(tree) || len(w.watched) > 0 {
		t.Error("goes on trying to watch")
	}
}
