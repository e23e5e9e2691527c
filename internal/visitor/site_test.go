// Package visitor_test visits PSI's own site and the example site as their visitors do: with a browser, under the
// headers that Netlify sends.
package visitor_test

import (
	"bytes"
	"maps"
	"mime"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// visited is a site as a server shows it.
type visited struct {
	name    string
	address string // without a last slash
	also    string // the address of another site, of which pages of this one ask something
	now     time.Time
	files   map[string][]byte
	headers []headerRule

	mu      sync.Mutex
	missing []string // what was asked for in vain
}

// headerRule is a [[headers]] table of netlify.toml.
type headerRule struct {
	match  *regexp.Regexp // of paths
	values map[string]string
}

// own returns PSI's own site, at a time when its content was new.
func own(t *testing.T) *visited {
	t.Helper()
	return ownSite.serve(t)
}

// example returns the site of internal/site/testdata/example, at a time with activities behind, ahead and going on.
func example(t *testing.T) *visited {
	t.Helper()
	return exampleSite.serve(t)
}

// both returns the two sites.
func both(t *testing.T) []*visited {
	t.Helper()
	return []*visited{own(t), example(t)}
}

var (
	ownSite     = made{name: "own", content: "content", now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	exampleSite = made{
		name:    "example",
		content: "internal/site/testdata/example/content",
		now:     time.Date(2027, 3, 15, 11, 0, 0, 0, time.UTC),
	}
)

// made is a site that is built once for all tests, since none of them changes its files.
type made struct {
	name    string
	content string       // the folder
	source  fstest.MapFS // takes its place: the folder content
	now     time.Time

	once  sync.Once
	files map[string][]byte
}

// build builds the site.
func (m *made) build(t *testing.T) {
	t.Helper()
	src := maps.Clone(m.source)
	if src == nil {
		src = fstest.MapFS{}
		psitest.Add(t, src, m.content, "content")
	}
	psitest.Add(t, src, "templates", "templates")
	psitest.Add(t, src, "static", "static")
	s, err := site.Build(src, site.Options{Now: m.now})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range s.Files() {
		var buf bytes.Buffer
		if err := f.Render(&buf); err != nil {
			t.Fatal(err)
		}
		files[f.Path] = buf.Bytes()
	}
	m.files = files
}

// serve shows the site on a port of this machine.
func (m *made) serve(t *testing.T) *visited {
	t.Helper()
	m.once.Do(func() { m.build(t) })
	if m.files == nil {
		t.Fatalf("%s could not be built for an earlier test", m.name)
	}
	return serve(t, &visited{name: m.name, now: m.now, files: m.files, headers: headerRules(t)})
}

// serve shows files on a port of this machine.
func serve(t *testing.T, v *visited) *visited {
	t.Helper()
	server := httptest.NewServer(v)
	t.Cleanup(server.Close)
	v.address = server.URL
	return v
}

// headerRules reads the headers that Netlify is told to send.
func headerRules(t *testing.T) []headerRule {
	t.Helper()
	config, err := os.ReadFile("../../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	var rules []headerRule
	_, tables, _ := strings.Cut(string(config), "[[headers]]")
	for _, m := range regexp.MustCompile(`(?m)^([\w-]+) = "(.*)"$`).FindAllStringSubmatch(tables, -1) {
		if m[1] == "for" {
			pattern := strings.ReplaceAll(regexp.QuoteMeta(m[2]), `\*`, ".*")
			rules = append(rules, headerRule{regexp.MustCompile("^" + pattern + "$"), map[string]string{}})
			continue
		}
		rules[len(rules)-1].values[m[1]] = m[2]
	}
	if len(rules) == 0 || !strings.Contains(rules[0].values["Content-Security-Policy"], "default-src 'none'") {
		t.Fatal("netlify.toml has no headers that this test can read")
	}
	return rules
}

// ServeHTTP answers as Netlify would.
func (v *visited) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, rule := range v.headers {
		if rule.match.MatchString(r.URL.Path) {
			for name, value := range rule.values {
				w.Header().Set(name, value)
			}
		}
	}
	name := file(r.URL.Path)
	data, ok := v.files[name]
	status := http.StatusOK
	if !ok {
		v.mu.Lock()
		v.missing = append(v.missing, r.URL.Path)
		v.mu.Unlock()
		name, data, status = "404.html", v.files["404.html"], http.StatusNotFound
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	}
	w.WriteHeader(status)
	_, _ = w.Write(data) // the browser has gone away
}

// file returns the file behind an address.
func file(address string) string {
	name := strings.TrimPrefix(address, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
}

// pages lists the address of every page in order; that of the page for what does not exist is one that does not.
func (v *visited) pages() []string {
	var list []string
	for name := range v.files {
		if dir, ok := strings.CutSuffix(name, "index.html"); ok &&
			!bytes.Contains(v.files[name], []byte(`http-equiv="refresh"`)) {
			list = append(list, "/"+dir)
		}
	}
	list = append(list, "/404.html")
	slices.Sort(list)
	return list
}

// traits are what tells pages of one folder from each other: a cancelled activity, a list of all, the page of a year.
var traits = regexp.MustCompile(`class="(?:banner banner-\w+|facts|filter|pager|pages|section years)"`)

// kinds lists an address of each kind of page: for pages alike but for their text, the largest.
func (v *visited) kinds() []string {
	largest := map[string]string{}
	for _, address := range v.pages() {
		kind := address
		if folder, _, ok := strings.Cut(strings.Trim(address, "/"), "/"); ok {
			kind = folder + "/*"
			for _, trait := range traits.FindAllString(string(v.files[file(address)]), -1) {
				kind += " " + trait
			}
		}
		if old := largest[kind]; old == "" || len(v.files[file(address)]) > len(v.files[file(old)]) {
			largest[kind] = address
		}
	}
	var list []string
	for _, address := range largest {
		list = append(list, address)
	}
	slices.Sort(list)
	return list
}
