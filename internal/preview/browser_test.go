package preview

import (
	"context"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"so-in.se/psi/internal/psitest"
)

// browser returns a tab of a real browser.
func browser(t *testing.T) context.Context {
	t.Helper()
	return newTab(t, psitest.Browser(t))
}

func TestMain(m *testing.M) { psitest.Main(m) }

// newTab opens another tab. Whatever breaks the security policy is an error.
func newTab(t *testing.T, parent context.Context) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(parent)
	said := new(terminal)
	t.Cleanup(func() {
		cancel()
		if text := said.String(); text != "" {
			t.Error(text)
		}
	})
	if err := chromedp.Do(ctx); err != nil { // opens it
		t.Fatal(err)
	}
	console := chromedp.Console(ctx)
	go func() {
		for m, err := range console {
			if err == nil && strings.Contains(m.Text, "Content Security Policy") {
				_, _ = said.Write([]byte(m.Text + "\n")) // never fails
			}
		}
	}()
	return ctx
}

// open goes to an address.
func open(t *testing.T, tab context.Context, address string) {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
}

// js returns the value of an expression in a tab.
func js[T any](t *testing.T, tab context.Context, expression string) T {
	t.Helper()
	v, err := chromedp.Run(tab, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// patience is how long a browser may take for what is to happen.
const patience = 30 * time.Second

// await waits until an expression is true, however often the page is loaded meanwhile.
func await(t *testing.T, tab context.Context, expression string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab, patience)
	defer cancel()
	for ctx.Err() == nil {
		poll := chromedp.Poll[bool](expression, chromedp.WithPollingInterval(20*time.Millisecond))
		if ok, _ := chromedp.Run(ctx, poll); ok {
			return
		}
	}
	state, _ := chromedp.Run(tab, chromedp.Evaluate[string](
		"`${location} at ${scrollY}: ${document.body.textContent.slice(-500)} "+
			"faults: ${document.querySelector('psi-faults')?.shadowRoot.textContent}`"))
	t.Fatalf("never true: %s\n%s", expression, state)
}

// online serves a folder on a port of this machine, watching it, until stop is called.
func online(t *testing.T, f sourceFolder, port int, opt Options) (address string, stop func()) {
	t.Helper()
	s := serverOf(f, opt)
	l, err := Listen("127.0.0.1", port)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.Serve(ctx, l) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(stop)
	return strings.TrimSuffix(Address(l), "/"), stop
}

const (
	entry    = "/aktiviteter/aktiviteter-0001/"
	entryMD  = "content/aktiviteter/aktiviteter-0001.md"
	other    = "/projekt/projekt-0001/"
	otherMD  = "content/projekt/projekt-0001.md"
	shown    = `(document.querySelector("psi-faults")?.shadowRoot.textContent ?? "")`
	bodyText = `document.body.textContent`
)

// TestBrowserClock shows a site at a time that stands still: what was to come then is not over for the page's scripts.
func TestBrowserClock(t *testing.T) {
	tab := browser(t)
	f := made(t, 20)
	f.write("content/aktiviteter/varmote.md",
		"---\ntitle: Vårmöte\nkind: annat\nstart: 2020-05-10 13:00\nend: 2020-05-10 15:00\n---\n")
	then := time.Date(2020, 3, 1, 12, 0, 0, 0, time.UTC)
	now := func() time.Time { return then }
	const over = `document.querySelector(".banner-past") && !document.querySelector(".banner-past").hidden`
	address, stop := online(t, f, 0, Options{Now: now, Still: true})
	open(t, tab, address+"/aktiviteter/varmote/")
	await(t, tab, `document.readyState === "complete" && Date.now() === `+strconv.FormatInt(then.UnixMilli(), 10))
	if js[bool](t, tab, over) {
		t.Error("an activity to come is over for the page")
	}
	stop()
	address, _ = online(t, f, 0, Options{Now: now})
	open(t, tab, address+"/aktiviteter/varmote/")
	await(t, tab, over)
}

// TestBrowserFollowsRenames gives the file of an open page another name, and then another id.
func TestBrowserFollowsRenames(t *testing.T) {
	tab := browser(t)
	f := made(t, 20)
	address, _ := online(t, f, 0, Options{})
	open(t, tab, address+entry)
	f.rename(entryMD, "content/aktiviteter/nytt-namn.md")
	await(t, tab, `location.pathname === "/aktiviteter/nytt-namn/" && `+bodyText+`.includes("Aktivitet")`)
	f.replace("content/aktiviteter/nytt-namn.md", "---\n", "---\nid: annat-id\n")
	await(t, tab, `location.pathname === "/aktiviteter/annat-id/"`)
	f.replace("content/aktiviteter/nytt-namn.md", "id: annat-id\n", "")
	await(t, tab, `location.pathname === "/aktiviteter/nytt-namn/"`)
}

// TestBrowserFollows edits files under two open pages.
func TestBrowserFollows(t *testing.T) {
	tab := browser(t)
	f := made(t, 20)
	address, _ := online(t, f, 0, Options{})
	open(t, tab, address+entry)
	second := newTab(t, tab)
	open(t, second, address+other)
	js[bool](t, second, `window.stays = true`)

	// The page that changed is loaded again, and keeps its place.
	f.write(entryMD, f.read(entryMD)+strings.Repeat("\nEtt stycke till.\n", 200))
	await(t, tab, bodyText+`.includes("Ett stycke till.")`)
	await(t, tab, `document.readyState === "complete" && // half a page may be too short
		(scrollTo({ top: 700, behavior: "instant" }), scrollY === 700)`)
	f.write(entryMD, f.read(entryMD)+"\nAllra sist.\n")
	await(t, tab, bodyText+`.includes("Allra sist.") && scrollY === 700`)

	// A style sheet is exchanged without that. The other page has been left alone all along.
	js[bool](t, tab, `window.stays = true`)
	f.write("static/css/psi.css", f.read("static/css/psi.css")+"\nbody { outline: 3px solid rgb(1, 2, 3) }\n")
	for _, one := range []context.Context{tab, second} {
		await(t, one, `getComputedStyle(document.body).outlineColor === "rgb(1, 2, 3)"`)
		await(t, one, `document.querySelectorAll("link[rel=stylesheet]").length === 1`)
		if !js[bool](t, one, `window.stays === true`) {
			t.Error("a page was loaded again that should not be")
		}
	}

	// A page that goes away is gone; when it comes back it is there.
	text := f.read(otherMD)
	f.remove(otherMD)
	await(t, second, `document.title.startsWith("Sidan finns inte")`)
	f.write(otherMD, text)
	await(t, second, `!document.title.startsWith("Sidan finns inte")`)
}

// TestBrowserShowsProblems breaks content, templates and style sheets, and mends them.
func TestBrowserShowsProblems(t *testing.T) {
	tab := browser(t)
	f := made(t, 20)
	out := new(terminal)
	address, _ := online(t, f, 0, Options{Out: out})
	open(t, tab, address+entry)
	js[bool](t, tab, `window.stays = true`)
	for _, fault := range []struct{ file, old, new, place, says, excerpt string }{
		{otherMD, "title:", "titel:", "content/projekt/projekt-0001.md:2:1", "titel", "   2 | titel: "},
		{"templates/activity.html", "{{", "{{if}}{{", "templates/activity.html:1", "missing value for if", "   1 | "},
		{"templates/activity.html", "{{", "{{.Nope}}{{", "templates/activity.html:1:", "Nope", "^"},
		{"static/css/psi.css", "reset.css", "saknas.css", "static/css/psi.css:", "saknas.css", ` | @import "saknas`},
	} {
		before := f.read(fault.file)
		f.write(fault.file, strings.Replace(before, fault.old, fault.new, 1))
		await(t, tab, shown+`.includes(`+strconv.Quote(fault.place)+`)`)
		text := js[string](t, tab, shown)
		for _, want := range []string{fault.says, fault.excerpt} {
			if !strings.Contains(text, want) {
				t.Errorf("the browser does not say %q: %s", want, text)
			}
		}
		if !strings.Contains(out.String(), fault.place) {
			t.Errorf("the terminal does not say %q: %s", fault.place, out)
		}
		await(t, tab, `getComputedStyle(document.querySelector("psi-faults").shadowRoot.querySelector("section"))
			.position === "fixed"`)
		f.write(fault.file, before)
		await(t, tab, shown+` === ""`)
		if !strings.Contains(out.String(), "Rättat: "+fault.file) {
			t.Errorf("the terminal does not say that %s is right again: %s", fault.file, out)
		}
	}
	if !js[bool](t, tab, `window.stays === true && document.querySelector("main h1") !== null`) {
		t.Error("the last good page did not stay")
	}
	if n := strings.Count(out.String(), "content/projekt/projekt-0001.md:2:1"); n != 1 {
		t.Errorf("a problem is told %d times: %s", n, out)
	}
}

// TestBrowserShowsRemarks makes what is likely a slip: the page follows, and the remark waits in a corner.
func TestBrowserShowsRemarks(t *testing.T) {
	tab := browser(t)
	f := made(t, 20)
	out := new(terminal)
	address, _ := online(t, f, 0, Options{Out: out})
	open(t, tab, address+entry)
	before := f.read(entryMD)
	f.replace(entryMD, `title: "`, `title: "`+strings.Repeat("Möte ", 20))
	await(t, tab, `document.title.includes("Möte Möte")`)
	await(t, tab, shown+`.startsWith("En anmärkning")`)
	if js[bool](t, tab, `document.querySelector("psi-faults").shadowRoot.querySelector("article").checkVisibility()`) {
		t.Error("a remark covers the page")
	}
	js[any](t, tab, `document.querySelector("psi-faults").shadowRoot.querySelector("summary").click()`)
	await(t, tab, `document.querySelector("psi-faults").shadowRoot.querySelector("article").checkVisibility()`)
	if !strings.Contains(out.String(), "anmärkning (lång rubrik)") {
		t.Errorf("the terminal does not say so: %s", out)
	}
	f.write(otherMD, strings.Replace(f.read(otherMD), "title:", "titel:", 1))
	await(t, tab, shown+`.startsWith("2 problem") && `+shown+`.includes("Anmärkning: Rubriken har")`)
	f.write(otherMD, strings.Replace(f.read(otherMD), "titel:", "title:", 1))
	f.write(entryMD, before)
	await(t, tab, shown+` === "" && !document.title.includes("Möte Möte")`)
}

// TestBrowserFromTheBeginning starts with a site that cannot be shown, mends it, and starts the server again.
func TestBrowserFromTheBeginning(t *testing.T) {
	tab := browser(t)
	f := made(t, 20)
	f.replace(entryMD, "title:", "titel:")
	address, stop := online(t, f, 0, Options{})
	open(t, tab, address+entry)
	await(t, tab, shown+`.includes("titel")`)
	f.replace(entryMD, "titel:", "title:")
	await(t, tab, bodyText+`.includes("Aktiviteter 2")`)
	version := regexp.MustCompile(`data-version="[^"]+"`).FindString(fetch(t, address+entry))
	// The server must not go away while the page loads.
	await(t, tab, `document.readyState === "complete" && document.querySelector('script[`+version+`]') !== null`)

	_, portText, err := net.SplitHostPort(strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(portText)
	if err != nil {
		t.Fatal(err)
	}
	stop()
	f.write(entryMD, f.read(entryMD)+"\nEfter omstarten.\n")
	online(t, f, port, Options{})
	await(t, tab, bodyText+`.includes("Efter omstarten.")`)
}

// TestBrowserManyTabs opens more pages than a browser has connections to a server.
func TestBrowserManyTabs(t *testing.T) {
	tab := browser(t)
	f := made(t, 20)
	f.replace(entryMD, "title:", "draft: true\ntitle:")
	address, _ := online(t, f, 0, Options{Drafts: true})
	tabs := []context.Context{tab}
	for range 7 {
		tabs = append(tabs, newTab(t, tab))
	}
	for _, one := range tabs {
		open(t, one, address+entry)
	}
	await(t, tab, `document.querySelector("main [data-psi-draft]")?.textContent.startsWith("Utkast")`)
	f.write(entryMD, f.read(entryMD)+"\nÖverallt.\n")
	for _, one := range tabs {
		await(t, one, bodyText+`.includes("Överallt.")`)
	}
}

// fetch returns what is at an address.
func fetch(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	return text(t, r)
}
