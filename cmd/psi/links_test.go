package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// toServer sends every question to one server of the test's.
type toServer struct{ server *httptest.Server }

func (t toServer) RoundTrip(r *http.Request) (*http.Response, error) {
	sent := r.Clone(r.Context())
	sent.URL.Scheme, sent.URL.Host = "http", strings.TrimPrefix(t.server.URL, "http://")
	response, err := t.server.Client().Transport.RoundTrip(sent)
	if err == nil {
		response.Request = r
	}
	return response, err
}

func TestCheckLinks(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/borta" || r.URL.Path == "/godkand" {
			w.WriteHeader(http.StatusNotFound)
		}
	}))
	defer server.Close()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"content/site.yaml": "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n",
		"content/index.md": "---\ntitle: Start\n---\n\n[A](https://a.exempel.se/bra) " +
			"[B](https://b.exempel.se/borta#x)\n",
		"content/om.md": "---\ntitle: Om\naccepted: [{remark: död länk, reason: Den kommer tillbaka.}]\n---\n\n" +
			"[C](https://c.exempel.se/godkand)\n",
		"templates/.keep": "", "static/.keep": "",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, kept := range []string{"templates", "static"} {
		if err := os.Remove(filepath.Join(dir, kept, ".keep")); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(filepath.Join(dir, kept), os.DirFS(filepath.Join("../..", kept))); err != nil {
			t.Fatal(err)
		}
	}
	check := func(args ...string) string {
		var out bytes.Buffer
		if code := run(append([]string{"-C", dir, "check"}, args...), world{
			stdout: &out, stderr: &out, now: time.Now, getenv: func(string) string { return "" },
			transport: toServer{server},
		}); code != done {
			t.Errorf("exit code %d", code)
		}
		return out.String()
	}
	told := check("--links")
	if !strings.Contains(told, "content/index.md:5:31: anmärkning (död länk): Servern svarar att sidan "+
		"https://b.exempel.se/borta#x inte finns (404).") || strings.Contains(told, "godkand") {
		t.Error(told)
	}
	if _, err := os.Stat(filepath.Join(dir, memory)); err != nil {
		t.Error(err)
	}
	server.Close() // what is known is not asked again
	if again := check("--links"); again != told {
		t.Error(again)
	}
	if without := check(); !strings.HasPrefix(without, "Inga problem i ") {
		t.Error(without)
	}
}
