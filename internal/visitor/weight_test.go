package visitor_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"

	"so-in.se/psi/internal/psitest"
)

// firstRoundTrip is how many compressed bytes a page may have with everything that it needs to be painted and to work:
// what a server can send before it has heard that the first has arrived.
const firstRoundTrip = 14_000

// fetched lists the addresses of all that a page has fetched, itself included.
const fetched = `[location.href, ...performance.getEntriesByType('resource').map(e => e.name)].map(a => new URL(a).pathname)
	.filter((a, i, all) => all.indexOf(a) === i && !a.includes('/favicon.'))`

// TestWeight visits every page for the first time and weighs what was fetched. Nothing may move while it loads, on a
// phone, and for one page of each kind on a desk.
func TestWeight(t *testing.T) {
	node := psitest.Program(t, "node")
	for _, v := range both(t) {
		t.Run(v.name, func(t *testing.T) {
			sizes := compressed(t, node, v)
			kinds := v.kinds()
			weights := make(chan string, len(v.pages()))
			everywhere(t, v, v.pages(), nil, func(b *tab, page string) {
				command(b, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
				widths := []int64{390}
				if slices.Contains(kinds, page) {
					widths = []int64{1280, 390}
				}
				for _, width := range widths {
					b.resize(width)
					b.open(page)
					if shift := js[float64](b, moved); shift != 0 {
						b.Errorf("%s, %s moves by %v while it loads at %d px", v.name, page, shift, width)
					}
				}
				sum, parts := 0, ""
				for _, address := range js[[]string](b, fetched) {
					sum += sizes[file(address)]
					parts += fmt.Sprintf(" %s %d", file(address), sizes[file(address)])
				}
				if sum == 0 || sum > firstRoundTrip {
					b.Errorf("%s, %s needs %d bytes, more than %d:%s", v.name, page, sum, firstRoundTrip, parts)
				}
				weights <- fmt.Sprintf("%6d bytes for %s:%s", sum, page, parts)
			})
			close(weights)
			var all []string
			for w := range weights {
				all = append(all, w)
			}
			slices.Sort(all)
			t.Logf("the heaviest of %d pages:%s\nthe middle one:%s", len(all), all[len(all)-1], all[len(all)/2])
		})
	}
}

// TestPieces opens pages of each kind on a line that lets them through in pieces. What has come is not shown before the
// rest is there, so that nothing that has been seen moves.
func TestPieces(t *testing.T) {
	const pieces = 4
	for _, v := range both(t) {
		t.Run(v.name, func(t *testing.T) {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if path.Ext(file(r.URL.Path)) != ".html" {
					v.ServeHTTP(w, r)
					return
				}
				whole := httptest.NewRecorder()
				v.ServeHTTP(whole, r)
				maps.Copy(w.Header(), whole.Header())
				w.WriteHeader(whole.Code)
				body := whole.Body.Bytes()
				for piece := range slices.Chunk(body, len(body)/pieces+1) {
					time.Sleep(30 * time.Millisecond)
					_, _ = w.Write(piece) // in vain if the browser has gone
					_ = http.NewResponseController(w).Flush()
				}
			}))
			t.Cleanup(server.Close)
			slow := &visited{name: v.name, address: server.URL, now: v.now}
			everywhere(t, slow, v.kinds(), func(b *tab) { b.resize(1280) }, func(b *tab, page string) {
				b.open(page)
				if shift := js[float64](b, moved); shift != 0 {
					b.Errorf("%s, %s moves by %v when it comes in pieces", v.name, page, shift)
				}
			})
		})
	}
}

// compressed returns the size of each file when compressed with brotli.
func compressed(t *testing.T, node string, v *visited) map[string]int {
	t.Helper()
	dir := t.TempDir()
	psitest.WriteAll(t, dir, v.files)
	cmd := exec.Command(node, "testdata/brotli.cjs", dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int{}
	for line := range bytes.Lines(out) {
		var size int
		var name string
		if _, err := fmt.Sscanf(string(line), "%d %s", &size, &name); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		sizes[name] = size
	}
	return sizes
}
