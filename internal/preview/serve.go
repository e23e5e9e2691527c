package preview

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// client holds the script and the style sheet of the browser's side.
//
//go:embed client
var client embed.FS

// headers are those of every file in netlify.toml, so that what they forbid is missed here and not after publishing.
// Strict-Transport-Security is not among them: it would keep the browser from http on this machine.
var headers = map[string]string{
	"Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"X-Content-Type-Options":     "nosniff",
	"Referrer-Policy":            "strict-origin-when-cross-origin",
	"Permissions-Policy":         "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
	"Cross-Origin-Opener-Policy": "same-origin",
}

// types are the content types of published files, by extension. The machine's own table must not matter.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".json": "application/json", ".jsonld": "application/ld+json", ".xml": "application/xml; charset=utf-8",
	".ics": "text/calendar; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".webmanifest": "application/manifest+json",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
	".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".pdf": "application/pdf",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text",
}

// typeOf returns the content type of a file.
func typeOf(name string) string {
	if strings.HasSuffix(name, "atom.xml") {
		return "application/atom+xml; charset=utf-8"
	}
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// ServeHTTP answers a browser.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for name, value := range headers {
		w.Header().Set(name, value)
	}
	switch own, isOwn := strings.CutPrefix(r.URL.Path, "/_psi/"); {
	case !s.answersTo(r.Host):
		http.Error(w, "psi serve svarar bara på localhost och IP-adresser. Med --host kan ett namn till tillåtas.",
			http.StatusMisdirectedRequest)
	case r.Header.Get("Sec-Fetch-Site") == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate":
		http.Error(w, "En annan webbplats bad om den här filen.", http.StatusForbidden)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Här går det bara att läsa.", http.StatusMethodNotAllowed)
	case isOwn && own == "events":
		s.serveEvents(w, r)
	case isOwn:
		serveClient(w, r, own)
	default:
		s.serveFile(w, r)
	}
}

// answersTo reports whether a request to a host means this server. A page elsewhere can give its own name our address
// (DNS rebinding) and would then be of our origin; but it cannot take the name localhost or an IP address.
func (s *Server) answersTo(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.Trim(name, "[]"), ".")
	return net.ParseIP(name) != nil || strings.EqualFold(name, "localhost") ||
		s.opt.Host != "" && strings.EqualFold(name, s.opt.Host)
}

// serveClient sends the browser's side.
func serveClient(w http.ResponseWriter, r *http.Request, name string) {
	data, err := client.ReadFile("client/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	send(w, r, name, http.StatusOK, &page{body: data, etag: `"` + hash(data) + `"`})
}

// serveFile sends a file of the site as it is now. Nothing else than the site's files can be asked for.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	v := s.view.Load()
	if !strings.HasPrefix(r.URL.Path, "/assets/") || v.snapshot == nil || !v.snapshot.has(r.URL.Path) {
		v = s.fresh(time.Now())
	}
	if v.snapshot == nil {
		send(w, r, notFound, http.StatusInternalServerError, brokenPage(v.faults))
		return
	}
	name, redirect, found := v.snapshot.lookup(r.URL.Path)
	if redirect != "" {
		// For now only: a browser remembers a permanent redirect when the page has long moved.
		http.Redirect(w, r, (&url.URL{Path: redirect, RawQuery: r.URL.RawQuery}).String(), http.StatusFound)
		return
	}
	status := http.StatusOK
	if !found {
		status = http.StatusNotFound
	}
	p, err := v.snapshot.page(name)
	if err != nil {
		v = s.pageFailed(r.URL.Path, err)
		send(w, r, notFound, http.StatusInternalServerError, brokenPage(v.faults))
		return
	}
	send(w, r, name, status, p)
}

// send sends a page, or says that the browser has it.
func send(w http.ResponseWriter, r *http.Request, name string, status int, p *page) {
	h := w.Header()
	h.Set("Content-Type", typeOf(name))
	h.Set("ETag", p.etag)
	if strings.HasPrefix(name, "assets/") {
		h.Set("Cache-Control", "public, max-age=31536000, immutable") // the name has a hash in it
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(p.body))
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(p.body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(p.body) // the browser has gone
	}
}

// ports is how many ports are tried.
const ports = 100

// Listen opens the first free port from a given one on, at a host or address of this machine. Port 0 means any.
func Listen(host string, port int) (net.Listener, error) {
	for p := port; ; p++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(p)))
		if err == nil || !errors.Is(err, syscall.EADDRINUSE) || p >= min(port+ports, 65535) {
			return l, err
		}
	}
}

// Address returns the address that a browser on this machine reaches a listener by.
func Address(l net.Listener) string {
	at, ok := l.Addr().(*net.TCPAddr)
	if !ok {
		return l.Addr().String()
	}
	ip := at.IP
	if ip.IsUnspecified() {
		ip = net.IPv4(127, 0, 0, 1)
	}
	return fmt.Sprintf("http://%s/", net.JoinHostPort(ip.String(), strconv.Itoa(at.Port)))
}
