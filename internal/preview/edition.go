package preview

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/site"
)

// edition is the site as one build left it. Its pages are rendered when they are wanted.
type edition struct {
	site   *site.Site
	drafts []string // addresses of entries that are drafts

	mu    sync.Mutex
	pages map[string]*page // some of those that were rendered, by path
}

func newEdition(s *site.Site) *edition {
	ed := &edition{site: s, drafts: []string{}, pages: map[string]*page{}}
	for e := range s.Content.Entries() {
		if e.Draft {
			ed.drafts = append(ed.drafts, e.Address)
		}
	}
	return ed
}

// page is a rendered file.
type page struct {
	body []byte
	etag string
	// version tells one page from another, but for the style sheets that it names. Only HTML has one.
	version string
	styles  []string
}

// keptPages is how many rendered pages an edition keeps: those that open tabs show, and a few more.
const keptPages = 32

// notFound is the page for addresses that lead nowhere.
const notFound = "404.html"

// lookup finds what a request's path leads to: a file of the site, or an address where the page really is.
func (ed *edition) lookup(address string) (name, redirect string, found bool) {
	name, ok := strings.CutPrefix(address, "/")
	if !ok {
		return notFound, "", false
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if !fs.ValidPath(name) {
		return notFound, "", false
	}
	if _, ok := ed.site.File(name); ok {
		return name, "", true
	}
	if _, ok := ed.site.File(name + "/index.html"); ok {
		return notFound, "/" + name + "/", false
	}
	return notFound, "", false
}

// has tells whether there is a file at an address.
func (ed *edition) has(address string) bool {
	_, _, found := ed.lookup(address)
	return found
}

// page renders a file. A panic is an error: it must not end the preview.
func (ed *edition) page(name string) (p *page, err error) {
	ed.mu.Lock()
	p = ed.pages[name]
	ed.mu.Unlock()
	if p != nil {
		return p, nil
	}
	f, ok := ed.site.File(name)
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	body, err := render(f)
	if err != nil {
		return nil, err
	}
	p = newPage(name, body)
	ed.mu.Lock()
	defer ed.mu.Unlock()
	if len(ed.pages) >= keptPages {
		clear(ed.pages)
	}
	ed.pages[name] = p
	return p, nil
}

// shows tells why the page at an address cannot be shown; nil when it can.
func (ed *edition) shows(address string) error {
	name, _, _ := ed.lookup(address)
	_, err := ed.page(name)
	return err
}

func render(f site.File) (body []byte, err error) {
	defer recovered(&err)
	var buf bytes.Buffer
	err = f.Render(&buf)
	return buf.Bytes(), err
}

// newPage makes a page of rendered bytes; HTML gets the reload script.
func newPage(name string, body []byte) *page {
	p := &page{body: body}
	if path.Ext(name) == ".html" {
		p.styles, p.version = outline(body)
		p.body = withScript(body, p.version)
	}
	p.etag = `"` + hash(p.body) + `"`
	return p
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:12])
}

// stylesheet finds the links to style sheets in the head of a page.
var stylesheet = regexp.MustCompile(`<link rel="stylesheet" href="([^"]*)">`)

// outline gives the addresses of a page's style sheets, and a hash of all the rest of it.
func outline(body []byte) (styles []string, version string) {
	styles = []string{}
	sum := sha256.New()
	head := body[:max(bytes.Index(body, []byte("</head>")), 0)]
	at := 0
	for _, m := range stylesheet.FindAllSubmatchIndex(head, -1) {
		styles = append(styles, html.UnescapeString(string(body[m[2]:m[3]])))
		sum.Write(body[at:m[2]]) // a hash never fails
		at = m[3]
	}
	sum.Write(body[at:])
	return styles, hex.EncodeToString(sum.Sum(nil)[:12])
}

// withScript puts the reload script at the end of a page.
func withScript(body []byte, version string) []byte {
	at := bytes.LastIndex(body, []byte("</body>"))
	if at < 0 {
		at = len(body)
	}
	script := fmt.Sprintf(`<script src="/_psi/preview.js" data-version="%s"></script>`, version)
	return slices.Concat(body[:at], []byte(script), body[at:])
}

// brokenPage stands where no page can be shown. The reload script lays the faults over it.
func brokenPage(faults []fault) *page {
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">` +
		`<title>Sidan kan inte visas än</title><link rel="stylesheet" href="/_psi/preview.css"></head><body class="psi-broken"><main>` +
		`<h1>Sidan kan inte visas än</h1><p>När felen är rättade visas den av sig själv.</p><noscript><pre>`)
	for _, f := range faults {
		b.WriteString(html.EscapeString(f.text))
	}
	_, _ = io.WriteString(&b, "</pre></noscript></main></body></html>\n")
	body := withScript([]byte(b.String()), "")
	return &page{body: body, etag: `"` + hash(body) + `"`}
}
