package preview

import (
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/hosting"
	"so-in.se/psi/internal/psitest"
)

// TestHeaders wants the headers of every published file that a preview can have; package internal asks servers of both
// for many more.
func TestHeaders(t *testing.T) {
	s := serverOf(made(t, 5), Options{})
	for _, address := range []string{"/", "/ingenstans/", "/_psi/preview.js", "/robots.txt"} {
		r := get(s, address)
		for _, h := range hosting.Everywhere {
			if h == hosting.Secure {
				h.Value = "" // which would outlast the preview
			}
			if got := r.Header.Get(h.Name); got != h.Value {
				t.Errorf("%s: %s is %q, want %q", address, h.Name, got, h.Value)
			}
		}
	}
}

func TestAnswers(t *testing.T) {
	s := serverOf(made(t, 20), Options{Host: "redaktion.local"})
	for _, test := range []struct {
		address, header, value string
		status                 int
		contentType, location  string
	}{
		{"/", "", "", 200, "text/html; charset=utf-8", ""},
		{entry, "", "", 200, "text/html; charset=utf-8", ""},
		{strings.TrimSuffix(entry, "/"), "", "", 302, "", entry},
		{"/ingenstans/", "", "", 404, "text/html; charset=utf-8", ""},
		{"/404.html", "", "", 200, "text/html; charset=utf-8", ""},
		{"/atom.xml", "", "", 200, "application/atom+xml; charset=utf-8", ""},
		{"/sitemap.xml", "", "", 200, "application/xml; charset=utf-8", ""},
		{"/robots.txt", "", "", 200, "text/plain; charset=utf-8", ""},
		{"/kalender/psi.ics", "", "", 200, "text/calendar; charset=utf-8", ""},
		{"/psi.json", "", "", 200, "application/json", ""},
		{"/_psi/preview.js", "", "", 200, "text/javascript; charset=utf-8", ""},
		{"/_psi/preview.css", "", "", 200, "text/css; charset=utf-8", ""},
		{"/_psi/annat", "", "", 404, "", ""},
		{"/_psi/../preview.go", "", "", 404, "", ""},
		{"/../site_test.go", "", "", 404, "", ""},
		{"/content/site.yaml", "", "", 404, "", ""},
		{"/./", "", "", 404, "", ""},
		{"//", "", "", 404, "", ""},
		{"//exempel.se", "", "", 404, "", ""},
		{"//aktiviteter", "", "", 404, "", ""},
		{"", "", "", 404, "", ""},
		{"*", "", "", 404, "", ""},
		{"/\x00", "", "", 404, "", ""},
		{"/å\xff", "", "", 404, "", ""},
		{"/", "Host", "exempel.se", 421, "", ""},
		{"/", "Host", "exempel.se:4000", 421, "", ""},
		{"/", "Host", "", 421, "", ""},
		{"/_psi/events", "Host", "exempel.se", 421, "", ""},
		{"/", "Host", "127.0.0.1.exempel.se", 421, "", ""},
		{"/", "Host", "localhost:4000", 200, "", ""},
		{"/", "Host", "LOCALHOST", 200, "", ""},
		{"/", "Host", "[::1]:4000", 200, "", ""},
		{"/", "Host", "192.168.1.5:4000", 200, "", ""},
		{"/", "Host", "redaktion.local:4000", 200, "", ""},
		{"/", "Sec-Fetch-Site", "cross-site", 403, "", ""},
		{"/", "Sec-Fetch-Site", "same-origin", 200, "", ""},
		{"/", ":method", "POST", 405, "", ""},
		{"/", ":method", "DELETE", 405, "", ""},
	} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:4000/", nil)
		r.URL.Path = test.address
		switch test.header {
		case "":
		case "Host":
			r.Host = test.value
		case ":method":
			r.Method = test.value
		default:
			r.Header.Set(test.header, test.value)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		contentType, location := w.Header().Get("Content-Type"), w.Header().Get("Location")
		rightType := test.contentType == "" || contentType == test.contentType
		if w.Code != test.status || !rightType || location != test.location {
			t.Errorf("%q %s %s: %d %s %s, want %d %s %s", test.address, test.header, test.value,
				w.Code, contentType, location, test.status, test.contentType, test.location)
		}
	}
}

func TestUnchangedPageIsNotSentAgain(t *testing.T) {
	f := made(t, 20)
	s := serverOf(f, Options{})
	first := get(s, entry)
	etag := first.Header.Get("ETag")
	if r := get(s, entry, "If-None-Match", etag); etag == "" || r.StatusCode != http.StatusNotModified {
		t.Errorf("%s with its ETag %q", r.Status, etag)
	}
	f.write(otherMD, f.read(otherMD)+"\nEn annan sida.\n")
	if r := get(s, entry, "If-None-Match", etag); r.StatusCode != http.StatusNotModified {
		t.Errorf("%s after an edit elsewhere", r.Status)
	}
	f.write(entryMD, f.read(entryMD)+"\nDen här sidan.\n")
	r := get(s, entry, "If-None-Match", etag)
	if r.StatusCode != http.StatusOK || !strings.Contains(text(t, r), "Den här sidan.") {
		t.Errorf("%s after an edit", r.Status)
	}
	css := regexp.MustCompile(`/assets/[^"]+\.css`).FindString(text(t, get(s, "/")))
	r = get(s, css)
	if cache := r.Header.Get("Cache-Control"); r.StatusCode != http.StatusOK || !strings.Contains(cache, "immutable") {
		t.Errorf("%s %s", r.Status, cache)
	}
	if cache := first.Header.Get("Cache-Control"); cache != "no-cache" {
		t.Errorf("a page has Cache-Control: %s", cache)
	}
}

// TestTimePasses has the site follow the clock with no edit at all.
func TestTimePasses(t *testing.T) {
	f := made(t, 20)
	f.write("content/utlysningar/snart.md",
		"---\ntitle: Snart stängd\nopens: 2026-11-01\ncloses: 2026-11-30\nlevel: regional\n---\n\nSök.\n")
	now := noon
	s := serverOf(f, Options{Now: func() time.Time { return now }})
	before := text(t, get(s, "/utlysningar/snart/"))
	now = noon.AddDate(0, 0, 30)
	if after := text(t, get(s, "/utlysningar/snart/")); after == before {
		t.Error("a call is still open after its last day")
	}
}

// TestFirstBuildFails shows what is wrong where there is nothing else to show.
func TestFirstBuildFails(t *testing.T) {
	f := made(t, 5)
	f.replace("content/site.yaml", "name:", "nam<e:")
	s := serverOf(f, Options{})
	r := get(s, "/")
	body := text(t, r)
	says := strings.Contains(body, "content/site.yaml:1") && strings.Contains(body, "nam&lt;e")
	if r.StatusCode != http.StatusInternalServerError || !says || len(reloadScript.FindAllString(body, -1)) != 1 {
		t.Errorf("%s %s", r.Status, body)
	}
	f.remove("content")
	if r := get(s, "/"); r.StatusCode != http.StatusInternalServerError {
		t.Errorf("without content: %s", r.Status)
	}
}

// TestOnePageFails has a template that only some pages use. The others are shown.
func TestOnePageFails(t *testing.T) {
	f := made(t, 20)
	out := new(terminal)
	s := serverOf(f, Options{Out: out})
	f.write("templates/project.html", "{{.Nope}}")
	if r := get(s, entry); r.StatusCode != http.StatusOK {
		t.Errorf("another page: %s", r.Status)
	}
	for range 2 {
		r := get(s, other)
		if body := text(t, r); r.StatusCode != 500 || !strings.Contains(body, "templates/project.html:1:3") {
			t.Errorf("the page: %s", r.Status)
		}
	}
	f.write(entryMD, f.read(entryMD)+"\nMer.\n") // is shown, although the project still cannot be
	if body := text(t, get(s, entry)); !strings.Contains(body, "Mer.") {
		t.Error("an edit elsewhere is not shown")
	}
	if n := strings.Count(out.String(), "templates/project.html"); n != 1 {
		t.Errorf("told %d times: %s", n, out)
	}
	f.write("templates/project.html", "{{.Project.Title}}")
	r := get(s, other)
	if r.StatusCode != http.StatusOK || !strings.Contains(out.String(), "Rättat: templates/project.html") {
		t.Errorf("mended: %s %s", r.Status, out)
	}
}

// TestIdleConnectionsEnd keeps a connection that asks for nothing, or never finishes asking, from being held for ever,
// while the events of an open page go on.
func TestIdleConnectionsEnd(t *testing.T) {
	f := made(t, 1)
	server := serverOf(f, Options{}).server(t.Context())
	if server.IdleTimeout <= 0 || server.ReadHeaderTimeout <= 0 || server.WriteTimeout != 0 {
		t.Errorf("idle %v, header %v, write %v", server.IdleTimeout, server.ReadHeaderTimeout, server.WriteTimeout)
	}
	server.IdleTimeout, server.ReadHeaderTimeout = 50*time.Millisecond, 50*time.Millisecond
	l, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(l)
	defer server.Close()
	dial := func(request string) net.Conn {
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, request); err != nil {
			t.Fatal(err)
		}
		return conn
	}
	for _, request := range []string{"", "GET / HTTP/1.1\r\nHost: localhost\r\n",
		"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n"} {
		conn := dial(request)
		conn.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Errorf("after %q: %v", request, err)
		}
		conn.Close()
	}
	events := dial("GET /_psi/events?path=/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
	defer events.Close()
	events.SetReadDeadline(time.Now().Add(500 * time.Millisecond))
	if _, err := io.Copy(io.Discard, events); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the events end: %v", err)
	}
}

func TestListen(t *testing.T) {
	taken, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	port := taken.Addr().(*net.TCPAddr).Port
	l, err := Listen("127.0.0.1", port)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if next := l.Addr().(*net.TCPAddr).Port; next <= port || Address(l) != "http://127.0.0.1:"+strconv.Itoa(next)+"/" {
		t.Errorf("port %d after %d, at %s", next, port, Address(l))
	}
	if l, err := Listen("192.0.2.1", 0); err == nil {
		l.Close()
		t.Error("listens at an address that is not this machine's")
	}
}

// TestTree holds a tree to the rules of io/fs. ReadFile is left out: what it returns is shared.
func TestTree(t *testing.T) {
	f := sourceFolder{t, t.TempDir()}
	f.write("content/a/x.md", "x")
	f.write("content/å ä ö.md", "")
	f.write("content/stor.pdf", strings.Repeat("x", maxKept+1))
	if err := os.Chmod(f.path("content/stor.pdf"), 0o444); err != nil { // a tree knows no permissions
		t.Fatal(err)
	}
	f.write("static/x", "")
	f.write("templates/x/y/z.html", "z")
	d, err := openDisk(f.dir, f.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	tree, changed := d.scan()
	if !changed {
		t.Error("nothing new at the first scan")
	}
	files := []string{"content/a/x.md", "content/å ä ö.md", "content/stor.pdf", "templates/x/y/z.html"}
	if err := fstest.TestFS(struct{ fs.StatFS }{tree}, files...); err != nil {
		t.Error(err)
	}
	one, _ := tree.ReadFile("content/a/x.md") // that it can be read is tested above
	if _, changed := d.scan(); changed {
		t.Error("something new although nothing has happened")
	}
	f.write("content/b.md", "ny")
	next, changed := d.scan()
	two, err := next.ReadFile("content/a/x.md")
	if !changed || err != nil || &one[0] != &two[0] {
		t.Error("an unchanged file was read again")
	}
	if _, err := tree.Stat("content/b.md"); err == nil {
		t.Error("an old tree has changed")
	}
	f.write("content/a/x.md", "y") // at once, and of the same size
	next, changed = d.scan()
	if two, err := next.ReadFile("content/a/x.md"); !changed || err != nil || string(two) != "y" {
		t.Errorf("a change was missed: %q", two)
	}
}

// TestSymbolicLinks lets nothing outside the folder in.
func TestSymbolicLinks(t *testing.T) {
	f := made(t, 5)
	secret := filepath.Join(t.TempDir(), "hemligt")
	if err := os.WriteFile(secret, []byte("{{/* hemligt */}}hemligt"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{"templates/ut.html", "static/ut.txt", "content/ut.pdf"} {
		if err := os.Symlink(secret, f.path(link)); err != nil {
			psitest.Unable(t, err)
		}
		s := serverOf(f, Options{})
		r := get(s, "/")
		if body, _ := io.ReadAll(r.Body); strings.Contains(string(body), "hemligt") || r.StatusCode == http.StatusOK {
			t.Errorf("%s: %s", link, r.Status)
		}
		f.remove(link)
	}
	s := serverOf(f, Options{})
	f.write("templates/parts/inne.txt", "{{/* inne */}}")
	if err := os.Symlink("parts/inne.txt", f.path("templates/inne.html")); err != nil {
		t.Fatal(err)
	}
	compare(t, f, s)
	f.write("templates/parts/inne.txt", "{{broken")
	compare(t, f, s)
}

// TestOldAddresses leads on from old addresses as a published site does, those of documents too, but for now only.
func TestOldAddresses(t *testing.T) {
	f := made(t, 5)
	f.write("content/om/syfte.md", "---\ntitle: Syfte\nold_paths: [/gammal/, /plan.pdf, /åland/]\n---\n")
	s := serverOf(f, Options{})
	for _, address := range []string{"/gammal/", "/gammal", "/plan.pdf", "/åland/"} {
		r := get(s, address)
		if to := r.Header.Get("Location"); r.StatusCode != http.StatusFound || to != "/om/syfte/" {
			t.Errorf("%s: %d, %q", address, r.StatusCode, to)
		}
	}
}

// TestCompressed sends a text compressed to those who take it, under an ETag of its own.
func TestCompressed(t *testing.T) {
	s := serverOf(made(t, 5), Options{})
	plain, small := get(s, "/atom.xml"), get(s, "/atom.xml", "Accept-Encoding", "gzip, br")
	if small.Header.Get("Content-Encoding") != "gzip" || small.Header.Get("Vary") != "Accept-Encoding" ||
		small.Header.Get("ETag") == plain.Header.Get("ETag") {
		t.Fatalf("%v", small.Header)
	}
	unzipped, err := gzip.NewReader(small.Body)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(unzipped)
	if want := text(t, plain); err != nil || string(data) != want {
		t.Errorf("%v, %d bytes, want %d", err, len(data), len(want))
	}
	again := get(s, "/atom.xml", "Accept-Encoding", "gzip", "If-None-Match", small.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("asked again it says %d", again.StatusCode)
	}
	for _, header := range []string{"Accept-Encoding: br", "Range: bytes=0-9"} {
		name, value, _ := strings.Cut(header, ": ")
		if got := get(s, "/atom.xml", name, value).Header.Get("Content-Encoding"); got != "" {
			t.Errorf("%s: %q", header, got)
		}
	}
}
