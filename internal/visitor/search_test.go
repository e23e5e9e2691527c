package visitor_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"so-in.se/psi/internal/psitest"
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
		b.search(query)
		if first := js[string](b, `document.querySelector("#traffar h2 a").textContent`); first != finds {
			t.Errorf("%q finds %q first, want %q", query, first, finds)
		}
	}
	b.open("/sok/?q=mentorsdagar")
	b.await(answered)
	search("mentorsdagar", "Mentorsdagar för sociala företagare")
	search("onboarding ny här", "Ny här? En timme om allt")
	b.quiet("/sok/")

	// Other names for all files: as if every byte of the index were another.
	anew := &visited{name: v.name, now: v.now, headers: v.headers, files: map[string][]byte{}}
	table := v.files["sok/index-2.json"]
	for name, data := range v.files {
		if rest, ok := strings.CutPrefix(name, "assets/sok/"); ok {
			group, hash, _ := strings.Cut(strings.TrimSuffix(rest, ".txt"), ".")
			other := strings.ToUpper(hash)
			name, table = "assets/sok/"+group+"."+other+".txt", bytes.ReplaceAll(table, []byte(hash), []byte(other))
		}
		anew.files[name] = data
	}
	anew.files["sok/index-2.json"] = table
	published.Store(anew)
	search("småslantar", "Småslantar till stora idéer 2027") // the call of 2026 has closed
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, text := range b.said {
		if !strings.Contains(text, "404") {
			t.Errorf("the browser says %s", text)
		}
	}
	b.said = nil
	anew.mu.Lock()
	defer anew.mu.Unlock()
	if len(anew.missing) == 0 {
		t.Error("nothing was gone")
	}
}

// query is what a visitor types, and the page that is to be among the first three.
type query struct{ text, page string }

// queries reads those of a file of testdata: a query, two blanks or more, an address. Lines with # are none.
func queries(t *testing.T, name string) (list []query) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		text, page, ok := strings.Cut(strings.TrimSpace(line), "  ")
		if ok && !strings.HasPrefix(line, "#") {
			list = append(list, query{text, strings.TrimSpace(page)})
		}
	}
	return list
}

// TestQueries asks PSI's own site what its visitors ask, and looks at the first three answers.
func TestQueries(t *testing.T) {
	v := own(t)
	list := queries(t, "testdata/queries.txt")
	if len(list) < 60 {
		t.Fatalf("only %d queries", len(list))
	}
	for _, missed := range missed(t, v, list) {
		t.Error(missed)
	}
	// These were written when the search was done, so they tell how it fares with what nobody has thought of.
	const fewest = 24
	heldOut := queries(t, "testdata/heldout.txt")
	if missed := missed(t, v, heldOut); len(heldOut)-len(missed) < fewest {
		t.Errorf("of %d queries that nothing was fitted to, these fail:\n%s", len(heldOut), strings.Join(missed, "\n"))
	}
}

// missed tells of the queries whose page is not among the first three.
func missed(t *testing.T, v *visited, list []query) (missed []string) {
	t.Helper()
	var asked []string
	wanted := map[string]string{}
	for _, q := range list {
		address := "/sok/?q=" + url.QueryEscape(q.text)
		asked, wanted[address] = append(asked, address), q.page
	}
	var mu sync.Mutex
	everywhere(t, v, asked, nil, func(b *tab, address string) {
		b.resize(390)
		b.open(address)
		b.await(answered)
		first := js[[]string](b, `[...document.querySelectorAll("#traffar a")].map(a => a.getAttribute("href"))`)
		if first = first[:min(3, len(first))]; !slices.Contains(first, wanted[address]) {
			mu.Lock()
			defer mu.Unlock()
			missed = append(missed, fmt.Sprintf("%s finds %v and not %s", address, first, wanted[address]))
		}
	})
	slices.Sort(missed)
	return missed
}

// answered tells whether a search has come to its end.
const answered = `document.querySelector("#lage").textContent !== ""`

// said is what the status says.
const said = `document.querySelector("#lage").textContent`

// search types a query in the field of the search page, and waits for the answer.
func (b *tab) search(query string) {
	b.Helper()
	js[bool](b, fmt.Sprintf(`(() => {
		const input = document.querySelector("#sok-ord");
		input.focus();
		input.value = %q;
		return input.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, query))
	b.await(fmt.Sprintf(said+`.includes(%q)`, "”"+query+"”"))
}

// moved adds up how far the page has moved since it was opened, as its visitor has seen it.
const moved = `new Promise(done => {
	let sum = 0;
	new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value; }))
		.observe({ type: 'layout-shift', buffered: true });
	requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
})`

// TestSearchStill measures what moves when a query comes with the address, when one is typed, and when nothing is
// found, on telephones and on a desk. The index comes late, so that the page has been seen without an answer.
func TestSearchStill(t *testing.T) {
	v := own(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/sok/index") {
			time.Sleep(200 * time.Millisecond)
		}
		v.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	b := newTab(t, &visited{name: v.name, address: server.URL, now: v.now})
	for _, width := range []int64{320, 390, 1280} {
		b.resize(width)
		for _, q := range []string{"bidrag", "telefonummer", "xyzzy", "sam", "möte"} {
			b.open("/sok/?q=" + url.QueryEscape(q))
			b.await(answered)
			if by := js[float64](b, moved); by != 0 {
				b.Errorf("%q in the address at %d px moves the page by %v", q, width, by)
			}
		}
		b.open("/sok/")
		for _, q := range []string{"kum", "kumla", "xyzzy", "projekt", "inovationer"} {
			b.search(q)
		}
		if by := js[float64](b, moved); by != 0 {
			b.Errorf("typing at %d px moves the page by %v", width, by)
		}
	}
	b.quiet("/sok/")
}

// TestSearchHistory goes back and forth between queries, and shares one.
func TestSearchHistory(t *testing.T) {
	b := newTab(t, own(t))
	b.open("/sok/?q=bidrag")
	b.await(answered)
	b.search("kalender")
	b.search("kalendern")
	js[bool](b, `document.querySelector("form[data-index]").requestSubmit() ?? true`)
	b.search("vision")
	for _, want := range []string{"kalendern", "bidrag"} {
		js[bool](b, `history.back() ?? true`)
		b.await(fmt.Sprintf(said+`.includes("”%s”")`, want))
		if got := js[string](b, `document.querySelector("#sok-ord").value + location.search`); got != want+"?q="+want {
			b.Errorf("back leads to %s, want %s", got, want)
		}
	}
	b.quiet("/sok/")
}

// TestSuggestions chooses one of the words that are suggested, by the keyboard.
func TestSuggestions(t *testing.T) {
	b := newTab(t, own(t))
	b.open("/sok/")
	b.search("uppt")
	if got := js[string](b, `document.querySelector("#forslag button").textContent`); got != "Upptäckarglädje på fritiden" {
		b.Errorf("suggests %q", got)
	}
	if text := js[string](b, said); !strings.Contains(text, "1 förslag") {
		b.Errorf("the status is %q", text)
	}
	b.call("Tab", chromedp.KeyEvent(kb.Tab))
	b.call("Tab", chromedp.KeyEvent(kb.Tab))
	if !js[bool](b, `document.activeElement.matches("#forslag button")`) {
		b.Error("the key does not lead to what is suggested")
	}
	b.call("Enter", chromedp.KeyEvent(kb.Enter))
	b.await(said + `.includes("”Upptäckarglädje på fritiden”")`)
	if got := js[string](b, `document.querySelector("#traffar a").getAttribute("href")`); got != "/projekt/upptackargladje-pa-fritiden/" {
		b.Errorf("what is suggested finds %s", got)
	}
	b.quiet("/sok/")
}

// TestPasted searches for text as it is copied from a page, with soft hyphens, line breaks and more words than a search
// reads.
func TestPasted(t *testing.T) {
	b := newTab(t, own(t))
	for _, text := range []string{
		"funktions\u00adned\u00adsättning", "  psykisk\u00a0hälsa i idrotten\n",
		strings.Repeat("Upptäckarglädje på fritiden. ", 100),
	} {
		b.open("/sok/?q=" + url.QueryEscape(text))
		b.await(answered)
		if n := js[int](b, `document.querySelectorAll("#traffar a").length`); n == 0 {
			b.Errorf("%.40q finds nothing", text)
		}
	}
	b.quiet("/sok/")
}

// heaviestAnswer is the most that any of the queries may fetch, in bytes.
const heaviestAnswer = 16_000

// TestSearchWeight weighs what a visitor fetches who comes to the search page with a query, and for the first time:
// everything until the first answers are shown. The aim is that of every page; it is held on average, not yet by each.
func TestSearchWeight(t *testing.T) {
	v := own(t)
	sizes := compressed(t, psitest.Program(t, "node"), v)
	b := newTab(t, v)
	command(b, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	heaviest, sum, all := 0, 0, queries(t, "testdata/queries.txt")
	for _, q := range all {
		b.open("/sok/?q=" + url.QueryEscape(q.text))
		b.await(answered)
		weight, parts := 0, map[string]int{}
		for _, address := range js[[]string](b, fetched) {
			name := file(address)
			weight += sizes[name]
			parts[path.Ext(name)+" "+path.Dir(name)] += sizes[name]
		}
		style := parts[".css assets"]
		if sum += weight - style; weight-style > heaviest {
			heaviest = weight - style
			t.Logf("%q: %d bytes, and %d of style sheet: %v", q.text, weight-style, style, parts)
		}
		if style == 0 || weight-style > heaviestAnswer {
			b.Errorf("%q fetches %d bytes beside the style sheet, more than %d", q.text, weight-style, heaviestAnswer)
		}
	}
	t.Logf("%d bytes on average", sum/len(all))
	if sum/len(all) > firstRoundTrip {
		t.Errorf("%d bytes on average are more than %d", sum/len(all), firstRoundTrip)
	}
	b.quiet("/sok/")
}

// TestSearchAxe has axe-core examine the search page with hits, with suggestions and with none.
func TestSearchAxe(t *testing.T) {
	axe, err := os.ReadFile(psitest.Tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b := newTab(t, own(t))
	command(
		b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: string(axe)},
	)
	for _, q := range []string{"kum", "telefonummer", "xyzzy"} {
		for _, s := range settings {
			b.resize(s.width, "prefers-color-scheme", s.scheme)
			b.open("/sok/?q=" + q)
			b.await(answered)
			for _, fault := range js[[]string](b, fmt.Sprintf(examination, "true")) {
				b.Errorf("%q, %d px, %s: %s", q, s.width, s.scheme, fault)
			}
			if wide := js[string](b, tooWide); wide != "" {
				b.Errorf("%q scrolls sideways at %d px: %s", q, s.width, wide)
			}
		}
	}
	b.quiet("/sok/")
}
