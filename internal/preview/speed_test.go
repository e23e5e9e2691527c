package preview

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site"
)

var measure = flag.Int("measure", 0, "measure the preview of a site of so many entries, on a quiet machine: go test -run TestMeasure -v -measure 10000")

var more = flag.Int("edits", 1000, "how many edits TestMeasure makes to see whether memory grows")

// TestMeasure prints how long an editor waits. It judges nothing: times say more of the machine than of psi.
func TestMeasure(t *testing.T) {
	if *measure == 0 {
		t.Skip("asked for with -measure N")
	}
	f := made(t, *measure)
	time.Sleep(granularity + 100*time.Millisecond) // as sources usually are: written long ago
	begun := time.Now()
	s := serverOf(f, Options{})
	l, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error)
	go func() { served <- s.Serve(t.Context(), l) }()
	address := Address(l)
	fetch(t, address)
	fmt.Printf("%d entries: first page after %v, RSS %d MB\n", *measure, time.Since(begun).Round(time.Millisecond), rss(t))
	const name = "aktiviteter/aktiviteter-0007"
	for _, what := range []string{"text", "title", "list"} {
		url := address + name + "/"
		if what == "list" {
			url = address + "aktiviteter/2021/"
		}
		fetch(t, url)
		report(what, f.edits(name, what, 50, func(want string) {
			until(t, url, want)
		}))
	}
	fmt.Printf("RSS %d MB\n", rss(t))
	stages(t, s, f)
	f.edits(name, "text", *more, func(want string) {
		until(t, address+name+"/", want)
	})
	fmt.Printf("after %d more edits RSS %d MB\n", *more, rss(t))
}

// edits saves a file again and again, changed, and tells how long it took until the change was seen.
func (f sourceFolder) edits(name, what string, n int, seen func(want string)) []time.Duration {
	file := "content/" + name + ".md"
	original := f.read(file)
	defer f.write(file, original)
	var took []time.Duration
	for i := range n {
		want := fmt.Sprintf("Ändring %d av %s", i, what)
		edited := original + "\n" + want + "\n"
		if what != "text" {
			edited = strings.Replace(original, `title: "`, `title: "`+want+" ", 1)
			if what == "list" {
				edited = strings.Replace(edited, "start: 20", "start: 2021-03-04 13:00\n#", 1)
				edited = strings.Replace(edited, "end: 20", "end: 2021-03-04 16:00\n#", 1)
			}
		}
		begun := time.Now()
		f.write(file, edited)
		seen(want)
		took = append(took, time.Since(begun))
		time.Sleep(30 * time.Millisecond) // nobody saves faster
	}
	return took
}

// until asks for a page until it holds a text.
func until(t *testing.T, url, want string) {
	t.Helper()
	for range 1000 {
		if strings.Contains(fetch(t, url), want) {
			return
		}
	}
	t.Fatalf("%s never holds %q", url, want)
}

func report(what string, took []time.Duration) {
	slices.Sort(took)
	fmt.Printf("%-28s median %8.2f ms   95 %% %8.2f ms\n", what, ms(took[len(took)/2]), ms(took[len(took)*95/100]))
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// stages tells where the time goes.
func stages(t *testing.T, s *Server, f sourceFolder) {
	const name = "content/aktiviteter/aktiviteter-0007.md"
	original := f.read(name)
	defer f.write(name, original)
	var looks, loads, builds, renders []time.Duration
	var memo content.Memo
	for i := range 51 {
		f.write(name, original+fmt.Sprintf("\nVarv %d\n", i))
		s.mu.Lock()
		begun := time.Now()
		tree, _ := s.disk.look(nil)
		look := time.Since(begun)
		sub, err := tree.Sub("content")
		if err != nil {
			t.Fatal(err)
		}
		begun = time.Now()
		if _, err := content.Load(sub, content.Options{Memo: &memo}); err != nil {
			t.Fatal(err)
		}
		load := time.Since(begun)
		begun = time.Now()
		made, err := site.Build(tree, site.Options{Now: noon, Memo: s.memo})
		if err != nil {
			t.Fatal(err)
		}
		build := time.Since(begun)
		begun = time.Now()
		if err := newEdition(made).shows("/aktiviteter/aktiviteter-0007/"); err != nil {
			t.Fatal(err)
		}
		if i > 0 { // the first fills the memo
			looks, loads = append(looks, look), append(loads, load)
			builds, renders = append(builds, build), append(renders, time.Since(begun))
		}
		s.mu.Unlock()
	}
	report("  look", looks)
	report("  content.Load", loads)
	report("  site.Build, Load included", builds)
	report("  render the page", renders)
}

func fetch(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	return text(t, r)
}

// rss is the memory that the process takes, after a collection of garbage, in MB; 0 where the system does not tell.
func rss(t *testing.T) int {
	t.Helper()
	runtime.GC()
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	var kb int
	_, after, _ := strings.Cut(string(data), "VmRSS:")
	_, _ = fmt.Sscan(after, &kb) // 0 is said to be unknown
	return kb >> 10
}
