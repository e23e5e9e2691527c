package links_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"so-in.se/psi/internal/links"
)

func checker(client *http.Client, now time.Time) *links.Checker {
	return &links.Checker{
		Client: client, UserAgent: "psi (https://www.so-in.se)", Pause: time.Second,
		Now: func() time.Time { return now }, Sleep: func(time.Duration) {},
	}
}

func TestCheck(t *testing.T) {
	var asked atomic.Int32
	mux := http.NewServeMux()
	page := func(path, title string) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			if r.UserAgent() != "psi (https://www.so-in.se)" {
				t.Errorf("asked as %q", r.UserAgent())
			}
			io.WriteString(w, "<title>"+title+"</title>")
		})
	}
	page("/{$}", "Start")
	page("/bra", "Kumla kommun")
	page("/mjuk", "Sidan hittades inte")
	mux.Handle("/flyttad", http.RedirectHandler("/bra", http.StatusMovedPermanently))
	mux.Handle("/tillfallig", http.RedirectHandler("/bra", http.StatusFound))
	mux.Handle("/hem", http.RedirectHandler("/", http.StatusFound))
	mux.HandleFunc("/stangd", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	mux.HandleFunc("/utan-head", func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodHead {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	var addresses []string
	for _, path := range []string{
		"/", "/bra", "/mjuk", "/flyttad", "/tillfallig", "/hem", "/stangd", "/utan-head", "/borta", "/bra",
	} {
		addresses = append(addresses, server.URL+path)
	}
	now := time.Date(2027, 1, 15, 12, 0, 0, 0, time.UTC)
	answers := checker(server.Client(), now).Check(context.Background(), addresses, nil)
	for path, dead := range map[string]bool{
		"/": false, "/bra": false, "/mjuk": true, "/flyttad": false, "/tillfallig": false, "/hem": true,
		"/stangd": false, "/utan-head": false, "/borta": true,
	} {
		if a, ok := answers[server.URL+path]; !ok || a.Dead() != dead {
			t.Errorf("%s: %+v", path, a)
		}
		if moved := answers[server.URL+path].Moved; (moved != "") != (path == "/flyttad") {
			t.Errorf("%s has moved to %q", path, moved)
		}
	}
	// What is known is asked for again when it is old: the bad after a day, the good after a week.
	for _, again := range []struct {
		after time.Duration
		path  string
		asks  bool
	}{{time.Hour, "/mjuk", false}, {25 * time.Hour, "/mjuk", true}, {25 * time.Hour, "/bra", false},
		{8 * 24 * time.Hour, "/bra", true}} {
		before := asked.Load()
		checker(server.Client(), now.Add(again.after)).Check(
			context.Background(), []string{server.URL + again.path}, answers)
		if (asked.Load() != before) != again.asks {
			t.Errorf("%s after %v: asked %t", again.path, again.after, !again.asks)
		}
	}
}

// A host that asks for patience is left alone, and nothing is said of its links.
func TestPatience(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		asked++
		w.Header().Set("Retry-After", "120")
		w.WriteHeader(http.StatusTooManyRequests)
	}))
	defer server.Close()
	answers := checker(server.Client(), time.Now()).Check(
		context.Background(), []string{server.URL + "/a", server.URL + "/b"}, nil)
	if asked != 1 || len(answers) != 0 {
		t.Errorf("asked %d times, %v", asked, answers)
	}
}
