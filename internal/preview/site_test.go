package preview

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"so-in.se/psi/internal/corpus"
	"so-in.se/psi/internal/psitest"
)

// noon is the time of the sites in these tests.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// folder is a folder with the sources of a site.
type sourceFolder struct {
	tb  testing.TB
	dir string
}

// made writes a made-up site, with psi's own templates and static files.
func made(tb testing.TB, entries int) sourceFolder {
	tb.Helper()
	f := sourceFolder{tb, tb.TempDir()}
	if err := os.CopyFS(f.dir, corpus.FS(entries)); err != nil {
		tb.Fatal(err)
	}
	psitest.Copy(tb, f.dir, "templates", "static")
	if _, err := os.Stat(f.path("static/root/favicon.svg")); err != nil {
		f.write("static/root/favicon.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	}
	return f
}

func (f sourceFolder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

func (f sourceFolder) write(name, text string) {
	f.tb.Helper()
	psitest.Write(f.tb, f.dir, name, []byte(text))
}

func (f sourceFolder) read(name string) string {
	f.tb.Helper()
	data, err := os.ReadFile(f.path(name))
	if err != nil {
		f.tb.Fatal(err)
	}
	return string(data)
}

func (f sourceFolder) remove(name string) {
	f.tb.Helper()
	if err := os.RemoveAll(f.path(name)); err != nil {
		f.tb.Fatal(err)
	}
}

func (f sourceFolder) rename(from, to string) {
	f.tb.Helper()
	if err := os.MkdirAll(filepath.Dir(f.path(to)), 0o777); err != nil {
		f.tb.Fatal(err)
	}
	if err := os.Rename(f.path(from), f.path(to)); err != nil {
		f.tb.Fatal(err)
	}
}

// replace changes a text in a file, which must be there.
func (f sourceFolder) replace(name, old, new string) {
	f.tb.Helper()
	before := f.read(name)
	after := string(bytes.Replace([]byte(before), []byte(old), []byte(new), 1))
	if after == before {
		f.tb.Fatalf("%s does not hold %q", name, old)
	}
	f.write(name, after)
}

// terminal is what a server prints.
type terminal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (t *terminal) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.Write(b)
}

func (t *terminal) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}

// serverOf previews a folder at noon, without watching it.
func serverOf(f sourceFolder, opt Options) *Server {
	f.tb.Helper()
	if opt.Now == nil {
		opt.Now = func() time.Time { return noon }
	}
	if opt.Out == nil {
		opt.Out = io.Discard
	}
	s, err := New(f.dir, opt)
	if err != nil {
		f.tb.Fatal(err)
	}
	f.tb.Cleanup(func() { _ = s.Close() })
	return s
}

// get asks a server for an address, as a browser on this machine does.
func get(s http.Handler, address string, header ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:4000/", nil)
	r.URL.Path = address
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func text(tb testing.TB, r *http.Response) string {
	tb.Helper()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		tb.Fatal(err)
	}
	return string(body)
}
