package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestGather fetches a calendar from the web three times: it is sent once, since it has not changed, and a server that
// does not answer changes nothing. Whether psi remembers what was sent or has forgotten it, the outcome is the same.
func TestGather(t *testing.T) {
	sent, open := 0, true
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		switch {
		case !open:
			w.WriteHeader(http.StatusServiceUnavailable)
		case r.Host != "kumla.exempel.se" || r.UserAgent() != "psi (https://www.so-in.se)":
			t.Errorf("asked of %s by %s", r.Host, r.UserAgent())
		case r.Header.Get("If-None-Match") == `"1"`:
			w.WriteHeader(http.StatusNotModified)
		default:
			sent++
			_, _ = w.Write([]byte("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n" +
				"UID:1@kumla.exempel.se\nSUMMARY:Träff\n" +
				"DTSTART:20270501T100000Z\nDTEND:20270501T110000Z\nEND:VEVENT\nEND:VCALENDAR\n"))
		}
	}))
	defer server.Close()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml": "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n" +
			"calendars:\n  - address: https://kumla.exempel.se/kalender.ics\n",
		"index.md": "---\ntitle: Start\n---\n",
	} {
		if err := os.MkdirAll(filepath.Join(dir, "content"), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "content", name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	gather := func(want string) {
		t.Helper()
		var out bytes.Buffer
		if code := run([]string{"-C", dir, "gather", "--now", "2027-01-15"}, world{
			stdout: &out, stderr: &out, now: time.Now, getenv: func(string) string { return "" },
			transport: toServer{server},
		}); code != done || !strings.Contains(out.String(), want) {
			t.Errorf("exit code %d: %s", code, out.String())
		}
	}
	gather("1 kalender är läst. 1 nytt utkast.")
	draft := filepath.Join(dir, "content", "aktiviteter", "2027-05-01-traff.md")
	before, err := os.ReadFile(draft)
	if err != nil {
		t.Fatal(err)
	}
	gather("1 kalender är läst. Ingenting är nytt.")
	if sent != 1 {
		t.Errorf("sent %d times", sent)
	}
	open = false
	gather("Servern svarar att något är fel (503).")
	open = true
	gather("Ingenting är nytt.")
	if err := os.RemoveAll(filepath.Join(dir, ".psi")); err != nil {
		t.Fatal(err)
	}
	gather("Ingenting är nytt.")
	if sent != 2 {
		t.Errorf("sent %d times", sent)
	}
	if after, err := os.ReadFile(draft); err != nil || !bytes.Equal(before, after) {
		t.Errorf("%v\n%s", err, after)
	}
}
