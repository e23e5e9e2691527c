package visitor_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
)

// TestSearch searches, and goes on searching in the same page when the site has been published anew: what is gone is
// asked for no more.
func TestSearch(t *testing.T) {
	v := example(t)
	var published atomic.Pointer[visited]
	published.Store(v)
	server := httptest.NewServer(
		http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { published.Load().ServeHTTP(w, r) }),
	)
	t.Cleanup(server.Close)
	b := newTab(t, &visited{name: v.name, address: server.URL, now: v.now})
	b.resize(1280)
	search := func(query, finds string) {
		t.Helper()
		js[bool](b, fmt.Sprintf(`(() => {
			const input = document.querySelector("#sok-ord");
			input.value = %q;
			return input.dispatchEvent(new Event("input", { bubbles: true }));
		})()`, query))
		b.await(fmt.Sprintf(`document.querySelector(".search-status").textContent.includes(%q)`, "på ”"+query+"”"))
		if first := js[string](b, `document.querySelector("#traffar h3 a").textContent`); first != finds {
			t.Errorf("%q finds %q first, want %q", query, first, finds)
		}
	}
	b.open("/sok/?q=mentorsdagar")
	search("mentorsdagar", "Mentorsdagar för sociala företagare")
	search("onboarding ny här", "Ny här? En timme om allt")
	b.quiet("/sok/")

	// Other names for all files: as if every byte of the index were another.
	anew := &visited{name: v.name, now: v.now, headers: v.headers, files: map[string][]byte{}}
	table := v.files["sok/index-1.json"]
	for name, data := range v.files {
		if rest, ok := strings.CutPrefix(name, "assets/sok/"); ok {
			group, hash, _ := strings.Cut(strings.TrimSuffix(rest, ".txt"), ".")
			other := strings.ToUpper(hash)
			name, table = "assets/sok/"+group+"."+other+".txt", bytes.ReplaceAll(table, []byte(hash), []byte(other))
		}
		anew.files[name] = data
	}
	anew.files["sok/index-1.json"] = table
	published.Store(anew)
	search("småslantar", "Småslantar till stora idéer 2026")
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, said := range b.said {
		if !strings.Contains(said, "404") {
			t.Errorf("the browser says %s", said)
		}
	}
	b.said = nil
	anew.mu.Lock()
	defer anew.mu.Unlock()
	if len(anew.missing) == 0 {
		t.Error("nothing was gone")
	}
}
