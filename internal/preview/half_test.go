package preview

import (
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// bubble runs a test on a clock that moves when everything waits, and lets what esbuild leaves behind come to its end.
func bubble(t *testing.T, test func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		defer time.Sleep(time.Minute) // takes no time
		test(t)
	})
}

// asked asks a server for the page of the entry, later than anybody has asked before, and returns what comes when it
// has come.
func asked(s *Server) <-chan *http.Response {
	time.Sleep(time.Second) // takes no time
	came := make(chan *http.Response, 1)
	go func() { came <- get(s, entry) }()
	return came
}

// TestHalfSaved asks for a page when a file of its own has been emptied and is not written yet, as many editors save.
func TestHalfSaved(t *testing.T) {
	for _, name := range []string{entryMD, "templates/activity.html", "static/css/psi.css"} {
		f := made(t, 5)
		whole := f.read(name)
		bubble(t, func(t *testing.T) {
			s := serverOf(f, Options{})
			before := text(t, get(s, entry))
			f.write(name, "")
			came := asked(s)
			synctest.Wait() // the server has seen it
			f.write(name, whole)
			if after := text(t, <-came); after != before {
				t.Errorf("half of %s is shown:\n%s", name, after)
			}
		})
	}
}

// TestHalfSavedWhileBuilding empties a file between the scan of it and the build that reads it.
func TestHalfSavedWhileBuilding(t *testing.T) {
	const name = "templates/activity.html"
	f := made(t, 5)
	whole := f.read(name)
	bubble(t, func(t *testing.T) {
		between := func() {}
		s := serverOf(f, Options{Now: func() time.Time { between(); return noon }})
		before := text(t, get(s, entry))
		s.watcher = &watcher{events: make(chan struct{}, 1), fallback: syscall.ENOSPC}
		f.write(name, whole+"\n")
		between = func() {
			between = func() {}
			f.write(name, "")
			s.watcher.wake()
		}
		came := asked(s)
		synctest.Wait()
		f.write(name, whole)
		if after := text(t, <-came); after != before {
			t.Errorf("half a template is shown:\n%s", after)
		}
	})
}

// TestEmptied empties a file for good.
func TestEmptied(t *testing.T) {
	f := made(t, 5)
	bubble(t, func(t *testing.T) {
		s := serverOf(f, Options{})
		get(s, entry)
		f.write("templates/activity.html", "")
		begun := time.Now()
		if body := text(t, <-asked(s)); strings.Contains(body, "<h1") {
			t.Errorf("a template that is empty still shows:\n%s", body)
		}
		if waited := time.Since(begun); waited > time.Second+2*emptyFor {
			t.Errorf("it took %v", waited)
		}
	})
}
