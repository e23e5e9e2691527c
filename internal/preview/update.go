package preview

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/site"
)

const (
	// gatherFor is how long scans go on when events come meanwhile: a save in two steps is seen when both are done.
	gatherFor = 30 * time.Millisecond
	// emptyFor is how long a file must have been empty to be taken for one that should be: a busy machine may leave an
	// editor that has emptied it waiting before it writes.
	emptyFor = 300 * time.Millisecond
	// maxRebuilds is how many times a site is built again when its sources change while it is built.
	maxRebuilds = 2
	// reportAfter is how long problems must last to be reported. A file that is being saved may for a moment be half of
	// one.
	reportAfter = 150 * time.Millisecond
	// safetyInterval is that of scanning where the system should report events; on some disks it never does.
	safetyInterval = 3 * time.Second
	// pollInterval is that of scanning where the system cannot.
	pollInterval = time.Second
)

// fresh returns what to show to a browser that asked at a time: the sources have been scanned since.
func (s *Server) fresh(asked time.Time) *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.scanned.Before(asked) {
		s.update()
	}
	return s.view.Load()
}

// update scans the sources and builds the site if it can differ from the last one.
func (s *Server) update() {
	first := s.scanned.IsZero()
	t, changed := s.scan()
	now := s.opt.Now()
	if !changed && !first && (s.nextChange.IsZero() || now.Before(s.nextChange)) {
		s.reportFindings()
		return
	}
	s.nextChange = time.Time{}
	snap, err := s.build(t, now)
	for range maxRebuilds {
		if !s.disturbed() {
			break
		}
		// What was read may be half of what somebody was writing. It is not shown when it is gone already.
		if t, changed = s.scan(); !changed {
			break
		}
		snap, err = s.build(t, now)
	}
	if snap != nil {
		s.nextChange, _ = snap.site.NextChange()
		s.view.Store(&view{snapshot: snap, faults: s.view.Load().faults})
		if err == nil {
			err = snap.site.Content.Remarks
		}
	}
	s.findings.note(faultsOf(err, t))
	s.reportFindings()
	s.tabs.wake()
}

// reportFindings reports and shows what has been wrong, or right again, for long enough.
func (s *Server) reportFindings() {
	if !s.findings.due() {
		return
	}
	s.findings.report()
	s.view.Store(&view{snapshot: s.view.Load().snapshot, faults: s.findings.reported})
	s.tabs.wake()
}

// wait returns how long there is nothing to do unless something happens.
func (s *Server) wait() time.Duration {
	d := safetyInterval
	if s.watcher.fallback != nil {
		d = pollInterval
	}
	if s.findings.unreported() {
		d = min(d, reportAfter)
	}
	if !s.nextChange.IsZero() { // a clock that stands still must not keep the machine busy
		d = min(d, max(s.nextChange.Sub(s.opt.Now()), 100*time.Millisecond))
	}
	return d
}

// disturbed reports whether something has happened since the last scan began.
func (s *Server) disturbed() bool { return s.watcher != nil && len(s.watcher.events) > 0 }

// scan scans the sources until nothing more happens to them, or for a while. An empty file is scanned again until it is
// filled, or has been empty for long enough.
func (s *Server) scan() (t tree, changed bool) {
	for begun := time.Now(); ; {
		s.scanned = time.Now()
		if s.watcher != nil {
			s.watcher.drain() // this scan sees what has happened so far
		}
		var different bool
		t, different = s.disk.scan()
		changed = changed || different
		if s.disk.mayBeFilled && time.Since(begun) < emptyFor {
			s.pause()
			continue
		}
		again := s.watcher != nil && s.watcher.follow(t) || s.disturbed()
		if !again || time.Since(begun) > gatherFor {
			return t, changed
		}
	}
}

// pause waits until something happens, for a moment at most: not all that happens can be heard of.
func (s *Server) pause() {
	var events <-chan struct{}
	if s.watcher != nil {
		events = s.watcher.events
	}
	select {
	case <-events:
	case <-time.After(10 * time.Millisecond):
	}
}

// build builds a snapshot. It may come with an error, when a page cannot be rendered that could not be before either.
func (s *Server) build(t tree, now time.Time) (snap *snapshot, err error) {
	defer func() {
		if errors.As(err, new(crash)) {
			s.memo = new(site.Memo)
		}
	}()
	defer recovered(&err)
	made, err := site.Build(t, site.Options{
		Now: now, BaseURL: s.opt.BaseURL, Drafts: s.opt.Drafts, Previous: s.opt.Previous, Memo: s.memo,
	})
	if err != nil {
		return nil, err
	}
	snap = newSnapshot(made)
	if s.opt.Still {
		snap.now = now
	}
	return s.check(snap)
}

// check renders the pages that somebody looks at, and those that were broken. When one of them cannot be rendered, but
// can in the last snapshot, the new one is not shown: the last good page stays.
func (s *Server) check(snap *snapshot) (*snapshot, error) {
	last := s.view.Load().snapshot
	for address := range s.tabs.addresses() {
		s.broken[address] = true
	}
	if last != nil {
		snap.follow(last)
	}
	var fault error
	for address := range s.broken {
		err := snap.check(address)
		switch {
		case err == nil:
			delete(s.broken, address)
		case last != nil && last.check(address) == nil:
			return nil, err
		default:
			fault = err
		}
	}
	return snap, fault
}

// pageFailed notes that the page at an address cannot be rendered. The next build tries it.
func (s *Server) pageFailed(address string, err error) *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken[address] = true
	s.findings.note(faultsOf(err, s.disk.last))
	s.findings.since = time.Time{}
	s.reportFindings()
	return s.view.Load()
}

// crash is a fault in psi itself. It must not end the preview: the next edit may well be one that psi can take.
type crash struct {
	cause any
	stack []byte
}

func (c crash) Error() string { return fmt.Sprintf("a fault in psi: %v\n%s", c.cause, c.stack) }

// recovered turns a panic into an error.
func recovered(err *error) {
	if cause := recover(); cause != nil {
		*err = crash{cause, debug.Stack()}
	}
}

// findings are the faults, and those that have been reported.
type findings struct {
	out      io.Writer
	found    []fault
	reported []fault
	since    time.Time // when found became what it is
	begun    bool
}

// note takes the faults of a build.
func (f *findings) note(found []fault) {
	if !sameFaults(found, f.found) || !f.begun {
		f.since = time.Now()
	}
	if !f.begun { // nothing else can be shown
		f.begun, f.since = true, time.Time{}
	}
	f.found = found
}

// unreported reports whether there is something to report, now or soon.
func (f *findings) unreported() bool { return !slices.Equal(f.found, f.reported) }

// due reports whether there is something to report now: that all is well, that faults have moved, or that they have
// lasted.
func (f *findings) due() bool {
	lasted := time.Since(f.since) >= reportAfter
	return f.unreported() && (len(f.found) == 0 || sameFaults(f.found, f.reported) || lasted)
}

// maxReported is how many faults are reported at once.
const maxReported = 20

// report writes what is new and what has been put right, each once.
func (f *findings) report() {
	before, after := count(f.reported), count(f.found)
	n := 0
	for _, one := range f.found {
		if before[one.key()]--; before[one.key()] >= 0 {
			continue
		}
		if n++; n <= maxReported {
			fmt.Fprint(f.out, one.text)
		}
	}
	if n > maxReported {
		fmt.Fprintf(f.out, "… och %d problem till. psi check visar alla.\n\n", n-maxReported)
	}
	n = 0
	for _, one := range f.reported {
		if after[one.key()]--; after[one.key()] >= 0 {
			continue
		}
		if n++; n <= maxReported {
			fmt.Fprintf(f.out, "Rättat: %s\n", problem.OneLine(one.summary()))
		}
	}
	if n > maxReported {
		fmt.Fprintf(f.out, "Rättat: %d problem till.\n", n-maxReported)
	}
	f.reported = f.found
}

func count(faults []fault) map[string]int {
	n := map[string]int{}
	for _, f := range faults {
		n[f.key()]++
	}
	return n
}
