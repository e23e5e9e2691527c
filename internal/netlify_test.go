package internal_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/corpus"
	"so-in.se/psi/internal/preview"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// netlify is what Netlify's own parsers make of netlify.toml and a published folder.
type netlify struct {
	Build struct {
		Command, Publish string
	}
	Headers []struct {
		For, Pattern string
		Values       map[string]string
	}
	Redirects []struct {
		Path, To string
		Status   int
		Force    bool
	}
	Errors []string
	Policy []struct {
		Severity               int
		Directive, Description string
	}
}

// asNetlify reads netlify.toml and the files _headers and _redirects of a published folder.
func asNetlify(t *testing.T, published string) netlify {
	t.Helper()
	node, modules := psitest.Program(t, "node"), psitest.Tool(t, "")
	var errors bytes.Buffer
	cmd := exec.Command(node, "../.ci/netlify.mjs", modules, "../netlify.toml", published)
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("netlify.mjs: %v\n%s", err, &errors)
	}
	var n netlify
	if err := json.Unmarshal(out, &n); err != nil {
		t.Fatalf("netlify.mjs: %v\n%s", err, out)
	}
	return n
}

// headers returns what Netlify sends with the file at an address. No two rules set the same header.
func (n *netlify) headers(t *testing.T, address string) http.Header {
	t.Helper()
	h := http.Header{}
	for _, rule := range n.Headers {
		if !regexp.MustCompile("(?i)" + rule.Pattern).MatchString(address) {
			continue
		}
		for name, value := range rule.Values {
			if h.Get(name) != "" {
				t.Errorf("netlify.toml sets %s of %s twice", name, address)
			}
			h.Set(name, value)
		}
	}
	return h
}

// everywhere are the headers of every file.
var everywhere = map[string]string{
	"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; " +
		"form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options":     "nosniff",
	"Referrer-Policy":            "strict-origin-when-cross-origin",
	"Permissions-Policy":         "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Strict-Transport-Security":  "max-age=31536000; includeSubDomains",
}

// wanted are the headers that a file is to be sent with, beside those that Netlify adds itself.
func wanted(name string) map[string]string {
	want := maps.Clone(everywhere)
	feed := func(contentType string) {
		want["Access-Control-Allow-Origin"], want["Cache-Control"] = "*", "public, max-age=600"
		if contentType != "" {
			want["Content-Type"] = contentType
		}
	}
	switch {
	case strings.HasPrefix(name, "assets/"):
		want["Cache-Control"] = "public, max-age=31536000, immutable"
	case strings.HasSuffix(name, ".ics"):
		feed("text/calendar; charset=utf-8")
	case strings.HasPrefix(name, "kalender/") && strings.HasSuffix(name, ".json"):
		feed("")
	case name == "atom.xml":
		feed("application/atom+xml; charset=utf-8")
	}
	return want
}

// noon is the time of the sites in these tests.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// TestHeaders holds netlify.toml, read by Netlify's parsers, to what every file of the site is to be sent with, and the
// preview to the same. The preview keeps to itself what would follow it: HSTS, caching of what an editor is writing,
// and leave for other websites to read drafts.
func TestHeaders(t *testing.T) {
	n := asNetlify(t, t.TempDir())
	if len(n.Errors) > 0 || filepath.Base(n.Build.Publish) != "public" || n.Build.Command == "" {
		t.Errorf("netlify.toml: %q, %+v", n.Errors, n.Build)
	}
	const mediumMaybe = 50 // csp_evaluator's severities fall as the numbers rise
	for _, found := range n.Policy {
		if found.Severity < mediumMaybe {
			t.Errorf("the content security policy's %s: %s", found.Directive, found.Description)
		}
	}
	server, err := preview.New("..", preview.Options{Now: noon, Out: t.Output()})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	s, err := site.Build(os.DirFS(".."), site.Options{Now: noon()})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Files() {
		address := "/" + strings.TrimSuffix(f.Path, "index.html")
		want, got := wanted(f.Path), map[string]string{}
		for name, values := range n.headers(t, address) {
			got[name] = values[0]
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("Netlify sends %s with other headers (-want +got):\n%s", address, d)
		}
		r := httptest.NewRequest(http.MethodGet, "http://localhost/", nil)
		r.URL.Path = address
		w := httptest.NewRecorder()
		server.ServeHTTP(w, r)
		for name, value := range want {
			own := name == "Strict-Transport-Security" || name == "Access-Control-Allow-Origin" || name == "Cache-Control" && !strings.HasPrefix(f.Path, "assets/")
			if got := w.Header().Get(name); !own && got != value {
				t.Errorf("the preview sends %s with %s: %q, want %q", address, name, got, value)
			}
		}
		if t.Failed() {
			return // the other files would say the same
		}
	}
}

// TestRedirectsAtNetlify has Netlify's parser read the file _redirects.
func TestRedirectsAtNetlify(t *testing.T) {
	src := corpus.FS(5)
	psitest.Add(t, src, "templates", "templates")
	psitest.Add(t, src, "static", "static")
	src["content/om/syfte.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Syfte\nold_paths: [/a/, /b, /gammal.html, /plan.pdf, /åland/]\n---\n")}
	s, err := site.Build(src, site.Options{Now: noon()})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range s.Files() {
		if f.Path == "_redirects" {
			var text bytes.Buffer
			if err := f.Render(&text); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, f.Path), text.Bytes(), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	n := asNetlify(t, dir)
	if len(n.Errors) > 0 {
		t.Error(n.Errors)
	}
	var from []string
	for _, r := range n.Redirects {
		from = append(from, r.Path)
		if r.To != "/om/syfte/" || r.Status != http.StatusMovedPermanently || !r.Force {
			t.Errorf("%+v", r)
		}
	}
	want := []string{"/a/", "/b/", "/gammal.html", "/plan.pdf", "/%C3%A5land/"}
	slices.Sort(from)
	slices.Sort(want)
	if d := cmp.Diff(want, from); d != "" {
		t.Error(d)
	}
}
