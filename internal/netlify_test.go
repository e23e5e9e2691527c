package internal_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
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

// publishedOnly are the headers with which Netlify sends a file and the preview does not, since they would outlast it,
// or let other websites read drafts.
func publishedOnly(name string) map[string]string {
	only := map[string]string{"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}
	if isFeed(name) {
		only["Access-Control-Allow-Origin"], only["Cache-Control"] = "*", "public, max-age=600"
	}
	return only
}

// isFeed reports whether other websites may read a file.
func isFeed(name string) bool {
	ext := path.Ext(name)
	return name == "atom.xml" ||
		strings.HasPrefix(name, "kalender/") && (isTyped(name) || ext == ".json" || ext == ".js")
}

// isTyped reports whether a file's type is told to Netlify, since programs are particular about it.
func isTyped(name string) bool {
	return name == "atom.xml" ||
		strings.HasPrefix(name, "kalender/") && slices.Contains([]string{".ics", ".jsonld", ".csv"}, path.Ext(name))
}

// previewed returns the headers with which the preview sends a file, but for those that Netlify adds itself: the type
// of what is not read by a program that is particular about it, and what belongs to the single answer.
func previewed(s *preview.Server, name, address string) map[string]string {
	r := httptest.NewRequest(http.MethodGet, "http://localhost/", nil)
	r.URL.Path = address
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	h := w.Header()
	for _, own := range []string{"Accept-Ranges", "Content-Length", "Etag"} {
		h.Del(own)
	}
	if !isTyped(name) {
		h.Del("Content-Type")
	}
	if h.Get("Cache-Control") == "no-cache" {
		h.Del("Cache-Control")
	}
	return single(h)
}

// single returns headers of one value each.
func single(h http.Header) map[string]string {
	values := map[string]string{}
	for name := range h {
		values[name] = h.Get(name)
	}
	return values
}

// noon is the time of the sites in these tests.
func noon() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }

// TestHeaders holds what netlify.toml, read by Netlify's parsers, says of every file of the site to what the preview
// sends, in both directions.
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
		want := previewed(server, f.Path, address)
		maps.Copy(want, publishedOnly(f.Path))
		if d := cmp.Diff(want, single(n.headers(t, address))); d != "" {
			t.Errorf("Netlify sends %s with other headers (-preview +Netlify):\n%s", address, d)
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
	src["content/om/syfte.md"] = &fstest.MapFile{
		Data: []byte("---\ntitle: Syfte\nold_paths: [/a/, /b, /gammal.html, /plan.pdf, /åland/,\n" +
			"  /Stora/Bokstäver/, /2016/mars/moten.htm, /a(1)/, /v1.2/, \"/50%/\", \"/d'or+å&b=c;d@e~f!$/\"]\n---\n"),
	}
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
	want := []string{
		"/a/", "/b/", "/gammal.html", "/plan.pdf", "/%C3%A5land/", "/Stora/Bokst%C3%A4ver/", "/2016/mars/moten.htm", "/a%281%29/",
		"/v1.2/", "/50%25/", "/d%27or+%C3%A5&b=c;d@e~f%21$/",
	}
	slices.Sort(from)
	slices.Sort(want)
	if d := cmp.Diff(want, from); d != "" {
		t.Error(d)
	}
}
