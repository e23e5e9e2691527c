package gather_test

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"so-in.se/psi/internal/gather"
	"so-in.se/psi/internal/ical"
)

const calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"

// fetcher fetches from a server of the test's, with more patience than any test needs.
func fetcher(s *httptest.Server) *gather.Fetcher {
	return &gather.Fetcher{Client: s.Client(), UserAgent: "psi (https://www.so-in.se)", Patience: time.Minute}
}

// TestHostileServers asks servers that do all that they should not, and one that does as it should: that one's calendar
// comes, and of each of the others it is told what is wrong.
func TestHostileServers(t *testing.T) {
	mux := http.NewServeMux()
	say := func(path, what string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, what) })
	}
	say("/bra", calendar)
	say("/bom", "\ufeff"+calendar)
	say("/sida", "\n <!doctype html><title>Kalender</title>")
	say("/bild", "\x89PNG\r\n\x1a\n\x00\x00")
	say("/tom", "")
	endless := strings.Repeat("X-SKRAP:"+strings.Repeat("x", 1000)+"\r\n", 100)
	mux.HandleFunc("/utan-slut", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, "BEGIN:VCALENDAR\r\n"+endless); err != nil {
				return
			}
		}
	})
	const slow = "/droppar"
	mux.HandleFunc(slow, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			_, _ = io.WriteString(w, "B")
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	mux.Handle("/runt", http.RedirectHandler("/runt", http.StatusFound))
	mux.Handle("/vidare", http.RedirectHandler("/bra", http.StatusFound))
	mux.Handle("/oskyddad", http.RedirectHandler("http://127.0.0.1/bra", http.StatusFound))
	mux.Handle("/disk", http.RedirectHandler("file:///etc/passwd", http.StatusFound))
	mux.HandleFunc(
		"/fel",
		func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) },
	)
	mux.HandleFunc("/samma", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	mux.HandleFunc("/bryter", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	mux.HandleFunc("/halv", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, calendar)
	})
	server := httptest.NewTLSServer(mux)
	defer server.Close()
	want := map[string]string{
		"/bra": "", "/bom": "", "/vidare": "", "/sida": "webbsida", "/bild": "något annat", "/tom": "något annat",
		"/utan-slut": "större än", slow: "långsamt", "/runt": "gång på gång", "/oskyddad": "https://",
		"/disk": "https://", "/fel": "(500)", "/samma": "(304)", "/bryter": "Ingen server", "/halv": "Ingen server",
		"/borta": "(404)",
	}
	var addresses []string
	for path := range want {
		if path != slow {
			addresses = append(addresses, server.URL+path)
		}
	}
	addresses = append(addresses, strings.Replace(server.URL, "https", "http", 1)+"/bra")
	answers := fetcher(server).Fetch(context.Background(), addresses, nil)
	hasty := fetcher(server)
	hasty.Patience = 300 * time.Millisecond
	maps.Copy(answers, hasty.Fetch(context.Background(), []string{server.URL + slow}, nil))
	for path, told := range want {
		a := answers[server.URL+path]
		switch {
		case told == "" && (a.Fault != nil || !strings.HasSuffix(string(a.Body), calendar)):
			t.Errorf("%s: %v", path, a.Fault)
		case told != "" && (a.Fault == nil || !strings.Contains(a.Fault.Error(), told) || a.Fault.Hint == ""):
			t.Errorf("%s: %+v", path, a.Fault)
		case len(a.Body) > ical.MaxSize:
			t.Errorf("%s: %d bytes", path, len(a.Body))
		}
	}
	if a := answers[addresses[len(addresses)-1]]; a.Fault == nil || !strings.Contains(a.Fault.Message, "https://") {
		t.Errorf("without TLS: %+v", a)
	}
}

// TestRemembered asks again for what is known: only what is new is sent.
func TestRemembered(t *testing.T) {
	sent, tag := 0, `"ett"`
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != "psi (https://www.so-in.se)" {
			t.Errorf("asked by %q", r.UserAgent())
		}
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		sent++
		_, _ = io.WriteString(w, calendar+tag)
	}))
	defer server.Close()
	known := map[string]gather.Copy{}
	for i, c := range []struct {
		tag  string
		sent int
	}{{`"ett"`, 1}, {`"ett"`, 1}, {`"två"`, 2}} {
		tag = c.tag
		a := fetcher(server).Fetch(context.Background(), []string{server.URL}, known)[server.URL]
		if a.Fault != nil || string(a.Body) != calendar+tag || sent != c.sent {
			t.Errorf("%d: sent %d times, %+v", i, sent, a)
		}
		known[server.URL] = a.Copy
	}
}
