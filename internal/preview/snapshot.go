package preview

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/site"
)

// snapshot is the site as one build left it. Its pages are rendered when they are wanted.
type snapshot struct {
	site   *site.Site
	drafts []string // addresses of entries that are drafts
	// redirects are where old addresses lead to, in both forms, with and without a slash at the end.
	redirects map[string]string
	now       time.Time // of the scripts of its pages; zero for that of the browser
	// moved holds the new addresses of entries, by the old ones, since the preview began.
	moved map[string]string
	gone  map[string]source // what was at addresses, and is nowhere now

	mu    sync.Mutex
	pages map[string]*page // some of those that were rendered, by path
}

func newSnapshot(s *site.Site) *snapshot {
	snap := &snapshot{site: s, drafts: []string{}, moved: map[string]string{},
		gone: map[string]source{}, pages: map[string]*page{}, redirects: map[string]string{}}
	for _, r := range s.Redirects() {
		for _, from := range r.Forms() {
			snap.redirects[from] = r.To
		}
	}
	for e := range s.Content.Entries() {
		if e.Draft {
			snap.drafts = append(snap.drafts, e.Address)
		}
	}
	return snap
}

// follow notes where the entries have gone that had a page in snapshots before: those whose file has another name but
// the same bytes, or the same name but another address. A file with a new name may be gone for a moment first. Whether
// somebody looks at a page does not matter: a tab in the background asks when it is looked at again.
func (s *snapshot) follow(last *snapshot) {
	maps.Copy(s.moved, last.moved)
	maps.Copy(s.gone, last.gone)
	for e := range last.site.Content.Entries() {
		if last.has(e.Address) {
			s.gone[e.Address] = source{e.File, e.Hash}
		}
	}
	maps.DeleteFunc(s.moved, func(from, _ string) bool { return s.has(from) })
	maps.DeleteFunc(s.gone, func(from string, _ source) bool { return s.has(from) })
	if len(s.gone) == 0 {
		return
	}
	byFile, byHash := map[string]string{}, map[string]string{}
	for e := range s.site.Content.Entries() {
		byFile[e.File] = e.Address
		if !last.has(e.Address) {
			byHash[e.Hash] = e.Address
		}
	}
	for from, old := range s.gone {
		if to := cmp.Or(byFile[old.file], byHash[old.hash]); to != "" {
			s.moved[from] = to
			delete(s.gone, from)
		}
	}
}

// source is the file of an entry.
type source struct{ file, hash string }

// page is a rendered file.
type page struct {
	body []byte
	etag string
	// version differs between any two pages, unless only the style sheets differ. Only HTML has one.
	version string
	styles  []string
}

// maxPages is how many rendered pages a snapshot keeps: those that open tabs show, and a few more.
const maxPages = 32

// notFound is the page for addresses that lead nowhere.
const notFound = "404.html"

// lookup finds what a request's path leads to: a file of the site, or an address where the page really is.
func (s *snapshot) lookup(address string) (name, redirect string, found bool) {
	name, ok := strings.CutPrefix(address, "/")
	if !ok {
		return notFound, "", false
	}
	if to, ok := s.redirects[address]; ok {
		return notFound, to, false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) {
		return notFound, "", false
	}
	if _, ok := s.site.File(name); ok {
		return name, "", true
	}
	if _, ok := s.site.File(name + "/index.html"); ok {
		return notFound, "/" + name + "/", false
	}
	return notFound, "", false
}

// has reports whether there is a file at an address.
func (s *snapshot) has(address string) bool {
	_, _, found := s.lookup(address)
	return found
}

// page renders a file. A panic is an error: it must not end the preview.
func (s *snapshot) page(name string) (p *page, err error) {
	s.mu.Lock()
	p = s.pages[name]
	s.mu.Unlock()
	if p != nil {
		return p, nil
	}
	f, ok := s.site.File(name)
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	body, err := render(f)
	if err != nil {
		return nil, err
	}
	p = newPage(name, body, s.now)
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pages) >= maxPages {
		clear(s.pages)
	}
	s.pages[name] = p
	return p, nil
}

// check returns the error that keeps the page at an address from being shown.
func (s *snapshot) check(address string) error {
	name, _, _ := s.lookup(address)
	_, err := s.page(name)
	return err
}

func render(f site.File) (body []byte, err error) {
	defer recovered(&err)
	var buf bytes.Buffer
	err = f.Render(&buf)
	return buf.Bytes(), err
}

// newPage makes a page of rendered bytes; HTML gets the reload script.
func newPage(name string, body []byte, now time.Time) *page {
	p := &page{body: body}
	if path.Ext(name) == ".html" {
		p.styles, p.version = stylesAndVersion(body)
		p.body = withScript(body, p.version, now)
	}
	p.etag = `"` + hash(p.body) + `"`
	return p
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:12])
}

// stylesheet finds the links to style sheets in the head of a page.
var stylesheet = lazyregexp.New(`<link rel="stylesheet" href="([^"]*)">`)

// stylesAndVersion returns the addresses of a page's style sheets, and a hash of all the rest of it.
func stylesAndVersion(body []byte) (styles []string, version string) {
	styles = []string{}
	sum := sha256.New()
	head := body[:max(bytes.Index(body, []byte("</head>")), 0)]
	at := 0
	for _, m := range stylesheet().FindAllSubmatchIndex(head, -1) {
		styles = append(styles, html.UnescapeString(string(body[m[2]:m[3]])))
		sum.Write(body[at:m[2]]) // a hash never fails
		at = m[3]
	}
	sum.Write(body[at:])
	return styles, hex.EncodeToString(sum.Sum(nil)[:12])
}

// withScript puts the reload script at the end of a page. A time that is not zero is that of the page's scripts.
func withScript(body []byte, version string, now time.Time) []byte {
	at := bytes.LastIndex(body, []byte("</body>"))
	if at < 0 {
		at = len(body)
	}
	clock := ""
	if !now.IsZero() {
		clock = fmt.Sprintf(` data-now="%d"`, now.UnixMilli())
	}
	script := fmt.Sprintf(`<script src="/_psi/preview.js" data-version="%s"%s></script>`, version, clock)
	return slices.Concat(body[:at], []byte(script), body[at:])
}

// brokenPage stands where no page can be shown. The reload script lays the faults over it.
func brokenPage(faults []fault) *page {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="sv"><head><meta charset="utf-8">` +
		`<meta name="viewport" content="width=device-width, initial-scale=1"><title>Sidan kan inte visas än</title>` +
		`<link rel="stylesheet" href="/_psi/preview.css"></head><body class="psi-broken"><main>` +
		`<h1>Sidan kan inte visas än</h1><p>När felen är rättade visas den av sig själv.</p><noscript><pre>`)
	for _, f := range faults {
		b.WriteString(html.EscapeString(f.text))
	}
	b.WriteString("</pre></noscript></main></body></html>\n")
	body := withScript([]byte(b.String()), "", time.Time{})
	return &page{body: body, etag: `"` + hash(body) + `"`}
}
