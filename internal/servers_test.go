package internal_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/hosting"
	"so-in.se/psi/internal/preview"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/publish"
	"so-in.se/psi/internal/site"
)

// answer is what a server says to a question, as far as all servers should say the same.
type answer struct {
	status int
	// headers are those that the site is to have, in order.
	headers []string
	// body is a digest of the content, whether it came compressed or not.
	body string
}

// String writes an answer for the table, without the headers that every answer has.
func (a answer) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\t%d\n", a.status)
	rest := slices.Clone(a.headers)
	for _, h := range hosting.Everywhere {
		if at := slices.Index(rest, h.Name+": "+h.Value); at >= 0 {
			rest = slices.Delete(rest, at, at+1)
		} else {
			fmt.Fprintf(&b, "\tno %s\n", h.Name)
		}
	}
	for _, h := range rest {
		b.WriteString("\t" + h + "\n")
	}
	return b.String()
}

// ask puts a question, "METHOD ADDRESS [HEADER: VALUE]", to the server at a base address.
func ask(t *testing.T, base, question string) answer {
	t.Helper()
	method, rest, _ := strings.Cut(question, " ")
	address, header, hasHeader := strings.Cut(rest, " ")
	request, err := http.NewRequest(method, base+address, nil)
	if err != nil {
		t.Fatal(err)
	}
	client := http.Client{
		Transport:     &http.Transport{DisableCompression: true, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	if name, value, ok := strings.Cut(header, ": "); hasHeader && ok {
		if value == "ETAG" { // that of an answer just now
			r, err := client.Get(base + address)
			if err != nil {
				t.Fatal(err)
			}
			r.Body.Close()
			value = r.Header.Get("ETag")
		}
		request.Header.Set(name, value)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	defer response.Body.Close()
	var body io.Reader = response.Body
	if response.Header.Get("Content-Encoding") == "gzip" && method != http.MethodHead {
		if body, err = gzip.NewReader(response.Body); err != nil {
			t.Fatalf("%s: %v", question, err)
		}
	}
	data, err := io.ReadAll(body)
	if err != nil {
		t.Fatalf("%s: %v", question, err)
	}
	return understood(t, response, data)
}

// understood keeps of an answer what does not depend on how a server goes about it.
func understood(t *testing.T, r *http.Response, body []byte) answer {
	t.Helper()
	a := answer{status: r.StatusCode, body: fmt.Sprintf("%x", sha256.Sum256(body))}
	switch {
	case a.status >= 300 && a.status < 400 && a.status != http.StatusNotModified:
		// Servers have their own ways to say for good, and say it in a page of their own.
		to, err := r.Location()
		if err != nil {
			t.Errorf("%s leads on to nowhere: %v", r.Request.URL, err)
			return a
		}
		a.status, a.body = http.StatusMovedPermanently, ""
		r.Header.Set("Location", to.EscapedPath())
		r.Header.Del("Content-Type")
	case a.status >= 400 && a.status != http.StatusNotFound:
		a.body = ""
		r.Header.Del("Content-Type")
	}
	for name, values := range r.Header {
		switch name {
		case "Accept-Ranges", "Allow", "Connection", "Content-Length", "Date", "Etag", "Last-Modified", "Server":
			continue // which belong to the single answer, or to the server
		case "Content-Type":
			if a.status == http.StatusNotModified {
				continue // as some send it, and some do not
			}
		case "Content-Range":
			values = []string{ofSize(values[0])}
		case "Vary":
			if r.Header.Get("Content-Encoding") == "" {
				continue // as some say it also of what is not compressed
			}
		}
		a.headers = append(a.headers, name+": "+strings.Join(values, " | "))
	}
	slices.Sort(a.headers)
	return a
}

// ofSize tells of a range without the size of the file, which differs with the content: "bytes 0-99/SIZE", and at the
// end of a file "bytes -50/SIZE".
func ofSize(contentRange string) string {
	var from, to, size int
	if _, err := fmt.Sscanf(contentRange, "bytes %d-%d/%d", &from, &to, &size); err != nil {
		return contentRange
	}
	if to == size-1 {
		return fmt.Sprintf("bytes -%d/SIZE", size-from)
	}
	return fmt.Sprintf("bytes %d-%d/SIZE", from, to)
}

// inPreview is the answer of which a preview makes its own: it keeps nothing, lets no other website read anything, and
// says nothing that would outlast it.
func (a answer) inPreview() answer {
	a.headers = slices.DeleteFunc(slices.Clone(a.headers), func(h string) bool {
		name, value, _ := strings.Cut(h, ": ")
		return name == hosting.Secure.Name || hosting.OpenToAll(name) ||
			name == hosting.Kept.Name && (value == "no-cache" || value == "public, max-age=600")
	})
	return a
}

// asked is a site for web servers to answer for, and questions to them.
type asked struct {
	dir       string // where it is published
	preview   *preview.Server
	redirects []hosting.Redirect
}

// newAsked publishes the example site with old addresses of each kind, its texts compressed too if asked for.
func newAsked(t *testing.T, compress bool) *asked {
	t.Helper()
	work := t.TempDir()
	psitest.Copy(t, work, "templates", "static")
	if err := os.CopyFS(filepath.Join(work, "content"), os.DirFS("site/testdata/example/content")); err != nil {
		t.Fatal(err)
	}
	psitest.Write(t, work, "content/om/forr.md", []byte("---\ntitle: Förr\nold_paths: [/a/, /b, /gammal.html, "+
		"/plan.pdf, /åland/, /Stora/Bokstäver/, /2016/mars/moten.htm, /a(1)/, /v1.2/, \"/50%/\", "+
		"\"/d'or+å&b=c;d@e~f!$/\"]\n---\n\nFörr.\n"))
	now := func() time.Time { return time.Date(2027, 3, 15, 12, 0, 0, 0, time.UTC) }
	s, err := site.Build(os.DirFS(work), site.Options{Now: now(), Compress: compress})
	if err != nil {
		t.Fatal(err)
	}
	a := &asked{dir: filepath.Join(t.TempDir(), "public"), redirects: s.Redirects()}
	if _, err := publish.Dir(a.dir, s.Files(), publish.Options{}); err != nil {
		t.Fatal(err)
	}
	if a.preview, err = preview.New(work, preview.Options{Now: now, Still: true, Out: t.Output()}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.preview.Close() })
	return a
}

// start runs a web server with a configuration in which PORT and ROOT are put in, until the test ends.
func (a *asked) start(t *testing.T, program, config string, args ...string) (base string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	config = strings.NewReplacer("PORT", port, "ROOT", a.dir, "DIR", dir).Replace(config)
	psitest.Write(t, dir, "config", []byte(config))
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "DIR", dir)
	}
	var said bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stdout, cmd.Stderr = &said, &said
	cmd.Env = append(os.Environ(), "HOME="+dir, "XDG_DATA_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		<-ended
	})
	for {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return "http://" + address
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s: %v\n%s", program, err, &said)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// servers starts nginx and Caddy, and returns their addresses by name.
func (a *asked) servers(t *testing.T) map[string]string {
	t.Helper()
	nginx, caddy := psitest.Program(t, "nginx"), psitest.Program(t, "caddy")
	psitest.Write(t, a.dir+"-config", "nginx", []byte(hosting.Nginx(a.redirects)))
	psitest.Write(t, a.dir+"-config", "caddy", []byte(hosting.Caddy(a.redirects)))
	as := "" // whom the folders of the test belong to
	if os.Geteuid() == 0 {
		as = "user root;\n"
	}
	return map[string]string{
		"nginx": a.start(t, nginx, as+"daemon off; worker_processes 1; error_log stderr; pid DIR/pid;\n"+
			"events { }\nhttp { access_log off; client_body_temp_path DIR/a; proxy_temp_path DIR/b;\n"+
			"fastcgi_temp_path DIR/c; uwsgi_temp_path DIR/d; scgi_temp_path DIR/e;\n"+
			"server { listen 127.0.0.1:PORT; root ROOT; include ROOT-config/nginx; } }\n",
			"-e", "stderr", "-p", "DIR", "-c", "DIR/config"),
		"caddy": a.start(
			t,
			caddy,
			"{\n admin off\n auto_https off\n}\nhttp://127.0.0.1:PORT {\n bind 127.0.0.1\n root * ROOT\n"+
				" import ROOT-config/caddy\n}\n",
			"run",
			"--config",
			"DIR/config",
			"--adapter",
			"caddyfile",
		),
	}
}

// TestServers asks nginx, Caddy and psi serve the questions in testdata/questions.txt, where the answer stands below
// each: all of them give it, but for what a preview must not say.
func TestServers(t *testing.T) {
	a := newAsked(t, false)
	bases := a.servers(t)
	local := httptest.NewServer(a.preview)
	defer local.Close()
	text, err := os.ReadFile("testdata/questions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	questions := 0
	for line := range strings.Lines(string(text)) {
		question := strings.TrimSuffix(line, "\n")
		if question == "" || question[0] == '#' {
			table.WriteString(line)
		}
		if question == "" || question[0] == '#' || question[0] == '\t' {
			continue
		}
		questions++
		if before, after, ok := strings.Cut(question, "*"); ok { // for the hash in a name
			_, from, _ := strings.Cut(before, " ")
			_, rest, hasHeader := strings.Cut(after, " ")
			suffix := strings.TrimSuffix(after, " "+rest)
			if !hasHeader {
				suffix, rest = after, ""
			}
			names, err := filepath.Glob(a.dir + from + "*" + suffix)
			if err != nil || len(names) == 0 {
				t.Fatalf("%s: no such file, %v", question, err)
			}
			method, _, _ := strings.Cut(question, " ")
			question = strings.TrimSpace(
				method + " " + filepath.ToSlash(strings.TrimPrefix(names[0], a.dir)) + " " + rest,
			)
		}
		want := ask(t, bases["nginx"], question)
		fmt.Fprint(&table, line, want)
		got := ask(t, bases["caddy"], question)
		if d := cmp.Diff(want, got, cmp.AllowUnexported(answer{})); d != "" {
			t.Errorf("%s (-nginx +Caddy)\n%s", question, d)
		}
		want, got = want.inPreview(), ask(t, local.URL, question).inPreview()
		if want.status == http.StatusNotFound ||
			slices.Contains(want.headers, "Content-Type: text/html; charset=utf-8") {
			want.body, got.body = "", "" // pages of a preview have a script of its own
		}
		if d := cmp.Diff(want, got, cmp.AllowUnexported(answer{})); d != "" {
			t.Errorf("%s (-nginx +psi serve)\n%s", question, d)
		}
	}
	for name, base := range bases {
		if a := ask(t, base, "GET /%2e%2e/%2e%2e/%2e%2e/etc/passwd"); a.status < 400 { // each has its way to refuse
			t.Errorf("%s: %+v", name, a)
		}
	}
	if questions < 90 {
		t.Errorf("only %d questions", questions)
	}
	golden(t, "questions.txt", table.String())
}

// TestPrecompressed wants the compressed files of a build to be sent to those who take them, and to hold the same.
func TestPrecompressed(t *testing.T) {
	a := newAsked(t, true)
	bases := a.servers(t)
	for _, c := range []struct{ server, takes, sent string }{
		{"nginx", "gzip", "gzip"}, {"caddy", "gzip", "gzip"}, {"caddy", "gzip, br", "br"}, {"caddy", "", ""},
	} {
		for _, address := range []string{"/", "/kalender/psi.ics", "/atom.xml", "/robots.txt"} {
			request, err := http.NewRequest(http.MethodGet, bases[c.server]+address, nil)
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Accept-Encoding", c.takes)
			response, err := http.DefaultTransport.RoundTrip(request)
			if err != nil {
				t.Fatal(err)
			}
			data, err := io.ReadAll(response.Body)
			response.Body.Close()
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(a.dir, filepath.FromSlash(address))
			if strings.HasSuffix(address, "/") {
				file = filepath.Join(file, "index.html")
			}
			plain, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			suffix := map[string]string{"gzip": ".gz", "br": ".br"}[c.sent]
			want, err := os.ReadFile(file + suffix)
			if err != nil || !bytes.Equal(data, want) || response.Header.Get("Content-Encoding") != c.sent {
				t.Errorf("%s sends %s as %q to those who take %q: %d bytes, want %d, %v", c.server, address,
					response.Header.Get("Content-Encoding"), c.takes, len(data), len(want), err)
			}
			var content io.Reader = bytes.NewReader(want)
			switch c.sent {
			case "gzip":
				content, err = gzip.NewReader(content)
			case "br":
				content = brotli.NewReader(content)
			}
			if err != nil {
				t.Fatal(err)
			}
			if got, err := io.ReadAll(content); err != nil || !bytes.Equal(got, plain) {
				t.Errorf("%s%s does not hold what %s does: %v", address, suffix, address, err)
			}
		}
	}
}
