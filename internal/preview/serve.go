package preview

import (
	"bytes"
	"compress/gzip"
	"embed"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"

	"so-in.se/psi/internal/hosting"
)

// client holds the script and the style sheet of the browser's side.
//
//go:embed client
var client embed.FS

// ServeHTTP answers a browser.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, h := range hosting.Everywhere {
		if h != hosting.Secure { // which would keep the browser from http on this machine
			w.Header().Set(h.Name, h.Value)
		}
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
	h.Set("Content-Type", hosting.TypeOf(name))
	etag, body := p.etag, p.body
	if hosting.Shrinks(h.Get("Content-Type")) {
		h.Set("Vary", "Accept-Encoding")
		if small, ok := p.shrunk(r); ok {
			etag, body = strings.TrimSuffix(etag, `"`)+`-gzip"`, small
			h.Set("Content-Encoding", "gzip")
		}
	}
	h.Set("ETag", etag)
	if strings.HasPrefix(name, "assets/") {
		h.Set(hosting.Kept.Name, hosting.Kept.Value)
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the browser has gone
	}
}

// shrunk returns the page compressed, as servers send it, for whoever takes that.
func (p *page) shrunk(r *http.Request) (body []byte, ok bool) {
	if len(p.body) < hosting.Smallest || !strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") ||
		r.Header.Get("Range") != "" {
		return nil, false
	}
	var small bytes.Buffer
	w, err := gzip.NewWriterLevel(&small, gzip.BestSpeed)
	if err == nil {
		_, err = w.Write(p.body)
	}
	if err == nil {
		err = w.Close()
	}
	return small.Bytes(), err == nil
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
