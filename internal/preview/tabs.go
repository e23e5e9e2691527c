package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// tabs are the open pages that listen for changes.
type tabs struct {
	mu   sync.Mutex
	open map[*tab]struct{}
}

// tab is one open page.
type tab struct {
	address string
	woken   chan struct{} // holds one element when its state may have changed
}

// add notes an open page and returns how many there are.
func (t *tabs) add(address string) (*tab, int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.open == nil {
		t.open = map[*tab]struct{}{}
	}
	one := &tab{address, make(chan struct{}, 1)}
	t.open[one] = struct{}{}
	return one, len(t.open)
}

func (t *tabs) remove(one *tab) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.open, one)
}

// addresses returns the addresses of the open pages.
func (t *tabs) addresses() map[string]bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	found := map[string]bool{}
	for one := range t.open {
		found[one.address] = true
	}
	return found
}

// wake lets every open page know that there may be something new.
func (t *tabs) wake() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for one := range t.open {
		select {
		case one.woken <- struct{}{}:
		default:
		}
	}
}

// state is all that a page is sent: what it should look like now. It need not know what it was sent before.
type state struct {
	Version string   `json:"version"` // "" when the page cannot be shown
	Styles  []string `json:"styles"`
	Faults  []fault  `json:"faults"`
	More    int      `json:"more"` // faults that are not among Faults
	Drafts  []string `json:"drafts"`
	Moved   string   `json:"moved"` // where the page is now, when it is elsewhere
}

// stateOf returns what the page at an address should look like.
func stateOf(v *view, address string) state {
	st := state{Styles: []string{}, Faults: v.faults[:min(len(v.faults), maxReported)], Drafts: []string{}}
	st.More = len(v.faults) - len(st.Faults)
	if st.Faults == nil {
		st.Faults = []fault{}
	}
	if v.snapshot == nil {
		return st
	}
	st.Drafts, st.Moved = v.snapshot.drafts, v.snapshot.moved[address]
	name, _, _ := v.snapshot.lookup(address)
	if p, err := v.snapshot.page(name); err == nil {
		st.Version, st.Styles = p.version, p.styles
	}
	return st
}

const (
	// maxStreams is how many pages may listen at once. A browser makes no more than six connections to one server, and
	// needs some of them to load pages. Further pages are sent their state once and ask again.
	maxStreams = 4
	// retryAfter is after how many milliseconds they do.
	retryAfter = 1500
	// keepalive is how often a silent stream shows that it lives.
	keepalive = 20 * time.Second
)

// serveEvents sends an open page its state, as server-sent events, until it closes.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request) {
	address, err := url.PathUnescape(r.URL.Query().Get("path"))
	if err != nil {
		http.Error(w, "path is no path", http.StatusBadRequest)
		return
	}
	one, open := s.tabs.add(address)
	defer s.tabs.remove(one)
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	stream := http.NewResponseController(w)
	retry := 500
	if open > maxStreams {
		retry = retryAfter
	}
	fmt.Fprintf(w, "retry: %d\n", retry)
	v := s.fresh(time.Now())
	var sent string
	beat := time.NewTicker(keepalive)
	defer beat.Stop()
	for {
		message, err := json.Marshal(stateOf(v, address))
		if err != nil {
			return
		}
		if string(message) != sent {
			sent = string(message)
			fmt.Fprintf(w, "data: %s\n\n", message)
		} else {
			fmt.Fprint(w, ":\n\n")
		}
		if stream.Flush() != nil || open > maxStreams {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-one.woken:
		case <-beat.C:
		}
		v = s.view.Load()
	}
}
