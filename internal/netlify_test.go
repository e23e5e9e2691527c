package internal_test

import (
	"bytes"
	"encoding/json"
	"net/http"
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
	"so-in.se/psi/internal/hosting"
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

// TestNetlifyHeaders holds the end of netlify.toml to what package hosting says.
func TestNetlifyHeaders(t *testing.T) {
	text, err := os.ReadFile("../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	const mark = "-update writes it.\n\n"
	before, after, ok := strings.Cut(string(text), mark)
	if !ok {
		t.Fatal("netlify.toml does not say where its headers begin")
	}
	if *update {
		text := []byte(before + mark + hosting.Netlify())
		if err := os.WriteFile("../netlify.toml", text, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(hosting.Netlify(), after); d != "" {
		t.Errorf("netlify.toml (-hosting +netlify.toml):\n%s", d)
	}
}

// TestHeaders holds what Netlify's parsers read in netlify.toml of every file of the site to what package hosting says.
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
	s, err := site.Build(os.DirFS(".."), site.Options{Now: noon()})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range s.Files() {
		address := "/" + strings.TrimSuffix(f.Path, "index.html")
		want := http.Header{}
		for _, h := range hosting.Headers(address) {
			want.Set(h.Name, h.Value)
		}
		if d := cmp.Diff(single(want), single(n.headers(t, address))); d != "" {
			t.Errorf("Netlify sends %s with other headers (-hosting +Netlify):\n%s", address, d)
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
		"/a/", "/b/", "/gammal.html", "/plan.pdf", "/%C3%A5land/", "/Stora/Bokst%C3%A4ver/",
		"/2016/mars/moten.htm", "/a%281%29/",
		"/v1.2/", "/50%25/", "/d%27or+%C3%A5&b=c;d@e~f%21$/",
	}
	slices.Sort(from)
	slices.Sort(want)
	if d := cmp.Diff(want, from); d != "" {
		t.Error(d)
	}
}
