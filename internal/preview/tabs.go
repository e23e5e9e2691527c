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
	woken   chan struct{} // holds one element when there may be something to tell
}

// add notes an open page and tells how many there are.
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

// addresses gives the addresses of the open pages.
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

// state is all that a page is told: what it should look like now. It need not know what it was told before.
type state struct {
	Version string   `json:"version"` // "" when the page cannot be shown
	Styles  []string `json:"styles"`
	Faults  []fault  `json:"faults"`
	More    int      `json:"more"` // faults that are not among Faults
	Drafts  []string `json:"drafts"`
}

// stateOf tells what the page at an address should look like.
func stateOf(v *view, address string) state {
	st := state{Styles: []string{}, Faults: v.faults[:min(len(v.faults), mostTold)], Drafts: []string{}}
	st.More = len(v.faults) - len(st.Faults)
	if st.Faults == nil {
		st.Faults = []fault{}
	}
	if v.edition == nil {
		return st
	}
	st.Drafts = v.edition.drafts
	name, _, _ := v.edition.lookup(address)
	if p, err := v.edition.page(name); err == nil {
		st.Version, st.Styles = p.version, p.styles
	}
	return st
}

const (
	// mostStreams is how many pages may listen at once. A browser makes no more than six connections to one server, and needs some
	// of them to load pages. Further pages are told once and ask again.
	mostStreams = 4
	// again is after how many milliseconds they do.
	again = 1500
	// keepalive is how often a silent stream shows that it lives.
	keepalive = 20 * time.Second
)

// follow tells an open page of changes, as server-sent events, until it closes.
func (s *Server) follow(w http.ResponseWriter, r *http.Request) {
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
	if open > mostStreams {
		fmt.Fprintf(w, "retry: %d\n", again)
	} else {
		fmt.Fprint(w, "retry: 500\n")
	}
	v := s.fresh(time.Now())
	var told string
	beat := time.NewTicker(keepalive)
	defer beat.Stop()
	for {
		message, err := json.Marshal(stateOf(v, address))
		if err != nil {
			return
		}
		if string(message) != told {
			told = string(message)
			fmt.Fprintf(w, "data: %s\n\n", message)
		} else {
			fmt.Fprint(w, ":\n\n")
		}
		if stream.Flush() != nil || open > mostStreams {
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
