package preview

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"time"

	"so-in.se/psi/internal/site"
)

const (
	// gather is how long a look goes on when events come while it looks: an editor that saves in two steps is seen when both are done.
	gather = 30 * time.Millisecond
	// fill is how long a file must have been empty to be taken for one that should be: a busy machine may leave an
	// editor that has emptied it waiting before it writes.
	fill = 300 * time.Millisecond
	// anew is how many times a site is built again when its sources change while it is built.
	anew = 2
	// settle is how long problems must last before they are told. A file that is being saved may for a moment be half of one.
	settle = 150 * time.Millisecond
	// safety is the interval of looking where the system should tell of events; on some disks it never does.
	safety = 3 * time.Second
	// polling is the interval where the system cannot.
	polling = time.Second
)

// fresh gives what to show to a browser that asked at a time: the sources have been looked at since.
func (s *Server) fresh(asked time.Time) *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.looked.Before(asked) {
		s.update()
	}
	return s.view.Load()
}

// update looks at the sources and builds the site if it can differ from the last one.
func (s *Server) update() {
	first := s.looked.IsZero()
	t, changed := s.look()
	now := s.opt.Now()
	if !changed && !first && (s.next.IsZero() || now.Before(s.next)) {
		s.settle()
		return
	}
	s.next = time.Time{}
	ed, err := s.build(t, now)
	for range anew {
		if s.watcher == nil || len(s.watcher.events) == 0 {
			break
		}
		// What was read may be half of what somebody was writing. It is not shown when it is gone already.
		if t, changed = s.look(); !changed {
			break
		}
		ed, err = s.build(t, now)
	}
	if ed != nil {
		s.next, _ = ed.site.NextChange()
		s.view.Store(&view{edition: ed, faults: s.view.Load().faults})
	}
	s.findings.note(faultsOf(err, t))
	s.settle()
	s.tabs.wake()
}

// settle tells of what has been wrong, or right again, for long enough.
func (s *Server) settle() {
	if !s.findings.ripe() {
		return
	}
	s.findings.tell()
	s.view.Store(&view{edition: s.view.Load().edition, faults: s.findings.told})
	s.tabs.wake()
}

// wait tells how long there is nothing to do unless something happens.
func (s *Server) wait() time.Duration {
	d := safety
	if s.watcher.fallback != nil {
		d = polling
	}
	if s.findings.unsettled() {
		d = min(d, settle)
	}
	if !s.next.IsZero() { // a clock that stands still must not keep the machine busy
		d = min(d, max(s.next.Sub(s.opt.Now()), 100*time.Millisecond))
	}
	return d
}

// look looks at the sources until nothing more happens to them, or for a while. An empty file is looked at until it is
// filled, or has been empty for long enough.
func (s *Server) look() (tree, bool) {
	changed := false
	for begun := time.Now(); ; {
		s.looked = time.Now()
		var in *interruption
		if s.watcher != nil {
			s.watcher.pending() // this look sees what has happened so far
			in = &interruption{happened: func() bool { return len(s.watcher.events) > 0 && time.Since(begun) < gather }}
		}
		t, different := s.disk.look(in)
		if in.stopped() {
			continue
		}
		changed = changed || different
		if s.disk.unfilled() && time.Since(begun) < fill {
			s.pause()
			continue
		}
		again := s.watcher != nil && (s.watcher.follow(t) || len(s.watcher.events) > 0)
		if !again || time.Since(begun) > gather {
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

// build makes an edition. It may come with an error, when a page cannot be rendered that could not be before either.
func (s *Server) build(t tree, now time.Time) (ed *edition, err error) {
	defer func() {
		if errors.As(err, new(crash)) {
			s.memo = new(site.Memo)
		}
	}()
	defer recovered(&err)
	made, err := site.Build(t, site.Options{Now: now, BaseURL: s.opt.BaseURL, Drafts: s.opt.Drafts, Previous: s.opt.Previous, Memo: s.memo})
	if err != nil {
		return nil, err
	}
	return s.proof(newEdition(made))
}

// proof renders the pages that somebody looks at. When one of them cannot be rendered, but can in the last edition, the new one is
// not shown: the last good page stays.
func (s *Server) proof(ed *edition) (*edition, error) {
	last := s.view.Load().edition
	for address := range s.tabs.addresses() {
		s.suspects[address] = true
	}
	var fault error
	for address := range s.suspects {
		err := ed.shows(address)
		switch {
		case err == nil:
			delete(s.suspects, address)
		case last != nil && last.shows(address) == nil:
			return nil, err
		default:
			fault = err
		}
	}
	return ed, fault
}

// suspect notes that the page at an address cannot be rendered, so that the next edition must show that it can.
func (s *Server) suspect(address string, err error) *view {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.suspects[address] = true
	s.findings.note(faultsOf(err, s.disk.last))
	s.findings.since = time.Time{}
	s.settle()
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

// findings are the faults, and what has been told of them.
type findings struct {
	out   io.Writer
	found []fault
	told  []fault
	since time.Time // when found became what it is
	begun bool
}

// note takes the faults of a build.
func (f *findings) note(found []fault) {
	if !sameNames(found, f.found) || !f.begun {
		f.since = time.Now()
	}
	if !f.begun { // nothing else can be shown
		f.begun, f.since = true, time.Time{}
	}
	f.found = found
}

// unsettled tells whether there is something to tell, now or soon.
func (f *findings) unsettled() bool { return !slices.Equal(f.found, f.told) }

// ripe tells whether there is something to tell now: that all is well, that faults have moved, or that they have lasted.
func (f *findings) ripe() bool {
	return f.unsettled() && (len(f.found) == 0 || sameNames(f.found, f.told) || time.Since(f.since) >= settle)
}

// mostTold is how many faults are told of at once.
const mostTold = 20

// tell writes what is new and what has been put right, each once.
func (f *findings) tell() {
	before, after := count(f.told), count(f.found)
	n := 0
	for _, one := range f.found {
		if before[one.name()]--; before[one.name()] >= 0 {
			continue
		}
		if n++; n <= mostTold {
			fmt.Fprint(f.out, one.text)
		}
	}
	if n > mostTold {
		fmt.Fprintf(f.out, "… och %d problem till. psi check visar alla.\n\n", n-mostTold)
	}
	n = 0
	for _, one := range f.told {
		if after[one.name()]--; after[one.name()] >= 0 {
			continue
		}
		if n++; n <= mostTold {
			fmt.Fprintf(f.out, "Rättat: %s\n", one.summary())
		}
	}
	if n > mostTold {
		fmt.Fprintf(f.out, "Rättat: %d problem till.\n", n-mostTold)
	}
	f.told = f.found
}

func count(faults []fault) map[string]int {
	n := map[string]int{}
	for _, f := range faults {
		n[f.name()]++
	}
	return n
}
