package main

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"so-in.se/psi/internal/record"
)

const sound = `{"version":1,"files":["psi.json"],"pages":[],"events":[{"uid":"a@so-in.se","sequence":3}]}`

// TestFetchRecord serves everything that may be at the address of a record.
func TestFetchRecord(t *testing.T) {
	mux := http.NewServeMux()
	answer := func(path string, status int, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		})
	}
	answer("/psi.json", 200, sound)
	answer("/gone/psi.json", 410, "")
	answer("/broken/psi.json", 500, sound)
	answer("/html/psi.json", 200, "<!doctype html><title>Sidan finns inte</title>")
	answer("/cut/psi.json", 200, sound[:40])
	answer("/newer/psi.json", 200, `{"version":2}`)
	answer("/other/psi.json", 200, `{"name":"psi"}`)
	mux.Handle("/moved/psi.json", http.RedirectHandler("/psi.json", http.StatusFound))
	mux.Handle("/loop/psi.json", http.RedirectHandler("/loop/psi.json", http.StatusFound))
	mux.Handle("/plain/psi.json", http.RedirectHandler("http://example.org/psi.json", http.StatusFound))
	mux.HandleFunc("/huge/psi.json", func(w http.ResponseWriter, _ *http.Request) {
		blank := bytes.Repeat([]byte(" "), 1<<20)
		for range record.MaxSize>>20 + 1 {
			if _, err := w.Write(blank); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/slow/psi.json", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	server := httptest.NewServer(mux)
	defer server.Close()
	closed := httptest.NewServer(mux)
	closed.Close()
	for _, c := range []struct{ address, want string }{
		{server.URL + "/psi.json", ""},
		{server.URL, ""},
		{server.URL + "/moved/", ""},
		{server.URL + "/nothing/psi.json", errNoRecord.Error()},
		{server.URL + "/gone/psi.json", errNoRecord.Error()},
		{server.URL + "/broken/psi.json", "500"},
		{server.URL + "/html/psi.json", "ingen psi.json"},
		{server.URL + "/cut/psi.json", "ingen psi.json"},
		{server.URL + "/newer/psi.json", "nyare psi"},
		{server.URL + "/other/psi.json", "ingen psi.json"},
		{server.URL + "/loop/psi.json", "gång på gång"},
		{server.URL + "/plain/psi.json", "inte börjar med https"},
		{server.URL + "/huge/psi.json", "ingen psi.json"},
		{server.URL + "/slow/psi.json", "för lång tid"},
		{closed.URL + "/psi.json", "ingen svarar där"},
		{"http://example.org/psi.json", "https address"},
		{"ftp://localhost/psi.json", "https address"},
		{"https://someone:secret@example.org/psi.json", "https address"},
	} {
		client := server.Client()
		if strings.Contains(c.address, "/slow/") {
			client = &http.Client{Timeout: 50 * time.Millisecond}
		}
		r, err := fetchRecord(client, c.address)
		switch {
		case c.want == "" && (err != nil || len(r.Events) != 1 || r.Events[0].Sequence != 3):
			t.Errorf("%s: %v, %v", c.address, r, err)
		case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
			t.Errorf("%s: error %v, want %q", c.address, err, c.want)
		}
		if o, ok := errors.AsType[*obstacle](err); ok && o.hint == "" {
			t.Errorf("%s: no way out", c.address)
		}
	}
}

// TestFetchRecordSecurely fetches over TLS, from a server whose certificate is and isn't trusted.
func TestFetchRecordSecurely(t *testing.T) {
	server := httptest.NewTLSServer(
		http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, sound) }),
	)
	defer server.Close()
	if _, err := fetchRecord(server.Client(), server.URL+"/psi.json"); err != nil {
		t.Error(err)
	}
	if _, err := fetchRecord(new(http.Client), server.URL+"/psi.json"); err == nil {
		t.Error("a certificate that nobody vouches for was taken")
	}
}

// TestOpenRecord opens records on disk.
func TestOpenRecord(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, record.FileName), []byte(sound), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o777); err != nil {
		t.Fatal(err)
	}
	for place, want := range map[string]error{"psi.json": nil, ".": nil, dir: nil, "empty": errNoRecord,
		"missing/psi.json": errNoRecord} {
		if _, err := openRecord(dir, place); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", place, err, want)
		}
	}
	if _, err := openRecord(dir, ""); !errors.As(err, new(usageError)) {
		t.Errorf("an empty place: %v", err)
	}
}
