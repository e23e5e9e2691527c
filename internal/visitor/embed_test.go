package visitor_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/psitest"
)

const (
	embedScript   = "kalender/visa.js"
	comingFile    = "kalender/aktiviteter.json"
	greatestEmbed = 5000 // bytes
)

// snippet is what the page /kalender/data/ has others paste into their pages, with the address of a site.
func snippet(t *testing.T, v *visited) string {
	t.Helper()
	text, err := os.ReadFile("../../content/kalender/data.md")
	if err != nil {
		t.Fatal(err)
	}
	code := regexp.MustCompile("(?s)```html\n(.*?)```").FindSubmatch(text)
	if code == nil || strings.Count(string(code[1]), ownAddress) != 2 || !strings.Contains(string(code[1]), ownChoice) {
		t.Fatalf("the page has no snippet to paste: %q", code)
	}
	return strings.ReplaceAll(string(code[1]), ownAddress, v.address)
}

// What the snippet on the page has, and what tests put there instead.
const (
	ownAddress = "https://www.so-in.se"
	ownChoice  = `data-part="coompanion"`
)

// hosts are the pages of other websites: what stands in their heads, and the policy that they are sent with, in which
// PSI is the address of the site.
var hosts = map[string]struct{ head, policy string }{
	"plain": {head: `<style>body { font-family: sans-serif; }</style>`},
	"hostile": {head: `<style>
		* { color: red !important; letter-spacing: 1em !important; text-transform: uppercase !important; direction: rtl !important; }
		html { font-size: 4px; }
		main * { all: unset !important; display: none !important; visibility: hidden !important; opacity: 0 !important;
			font: 3px/0 serif !important; position: absolute !important; left: -9999px !important; background: red !important; }
		psi-aktiviteter, psi-aktiviteter *, li, time, h3, ul, a { display: none !important; height: 0 !important; content-visibility: hidden !important; }
	</style>`},
	"strict": {policy: "default-src 'none'; style-src 'self'; script-src PSI; connect-src PSI; base-uri 'none'; " +
		"form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"},
}

// host serves pages of another website that have pasted a snippet.
func host(t *testing.T, v *visited, pasted string) *visited {
	t.Helper()
	h := &visited{name: "host", now: v.now, also: v.address, files: map[string][]byte{"favicon.ico": {}}}
	for name, one := range hosts {
		h.files[name+"/index.html"] = fmt.Appendf(
			nil,
			`<!doctype html><html lang="sv"><meta charset="utf-8"><title>En part</title>
			<meta name="viewport" content="width=device-width">%s<main><h1>En part</h1><h2>Aktiviteter</h2>%s</main>`,
			one.head,
			pasted,
		)
		if one.policy != "" {
			h.headers = append(h.headers, headerRule{regexp.MustCompile("^/" + name + "/"), map[string]string{
				"Content-Security-Policy": strings.ReplaceAll(one.policy, "PSI", v.address),
			}})
		}
	}
	return serve(t, h)
}

// embedded is what a reader meets in an embedded list.
type embedded struct {
	Status string
	Titles []string // with the level of the heading and the address
	Times  []string // what the element says to machines and to people
	Facts  []string
	Way    string // the link after the list
	Faults []string
}

// look waits until the n-th list of a page has something to show, and tells what can be seen of it.
const look = `new Promise((done, fail) => {
	const element = document.querySelectorAll('psi-aktiviteter')[%d], from = performance.now();
	const tell = () => {
		const root = element.shadowRoot;
		if (!root?.querySelector('li') && !root?.querySelector('[role=status]')?.textContent) {
			if (performance.now() - from > 20000) fail(new Error('nothing is shown')); else setTimeout(tell, 20);
			return;
		}
		const all = (what) => [...root.querySelectorAll(what)], Faults = [];
		for (const e of all('a, time, h3, h4, li, [role=status]')) {
			const box = e.getBoundingClientRect(), css = getComputedStyle(e);
			if (!e.textContent) continue;
			if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) || box.width < 5 || box.height < 10 || box.left < 0)
				Faults.push(e.outerHTML + ' cannot be seen');
			if (css.color === 'rgb(255, 0, 0)' || parseFloat(css.fontSize) < 16 || css.letterSpacing !== 'normal' || css.textTransform !== 'none' || css.direction !== 'ltr')
				Faults.push(e.outerHTML + ' is styled by the page');
		}
		done({
			Status: root.querySelector('[role=status]').textContent, Faults, Way: root.querySelector('div > p > a').href,
			Titles: all('.title').map(e => e.localName + ' ' + e.textContent + ' ' + e.querySelector('a').href),
			Times: all('time').map(e => e.getAttribute('datetime') + ' ' + e.textContent), Facts: all('li > p').map(e => e.textContent),
		});
	};
	tell();
})`

// lookAt opens a page and looks at its n-th list.
func lookAt(b *tab, address string, n int) embedded {
	b.Helper()
	b.open(address)
	got := js[embedded](b, fmt.Sprintf(look, n))
	for _, fault := range got.Faults {
		b.Errorf("%s: %s", address, fault)
	}
	got.Faults = nil
	return got
}

// listed is an activity as aktiviteter.json has it.
type listed struct {
	Title, URL, Start, When, Status, Place, Online string
	Calendars                                      []string
}

// listedBy returns those of a site that a list should show.
func listedBy(t *testing.T, v *visited, most int, keep func(a *listed) bool) (want embedded) {
	t.Helper()
	var coming struct{ Activities []listed }
	if err := json.Unmarshal(v.files[comingFile], &coming); err != nil {
		t.Fatal(err)
	}
	want = embedded{Way: v.address + "/kalender/"}
	for _, a := range coming.Activities {
		if len(want.Titles) == most || !keep(&a) {
			continue
		}
		place := a.Place
		if a.Online != "" {
			place = strings.TrimPrefix(place+" och på nätet", " och ")
		}
		facts := a.When
		if place != "" {
			facts += ", " + place
		}
		state := map[string]string{"inställd": "Inställt: ", "flyttad": "Ny tid: "}[a.Status]
		want.Titles = append(want.Titles, "h3 "+a.Title+" "+a.URL)
		want.Times = append(want.Times, a.Start+" "+a.When)
		want.Facts = append(want.Facts, state+facts)
	}
	if len(want.Titles) == 0 {
		t.Fatal("nothing to show")
	}
	return want
}

// same compares what is seen with what should be.
func (b *tab) same(where string, want, got embedded) {
	b.Helper()
	for _, list := range []*[]string{&want.Titles, &want.Times, &want.Facts, &got.Titles, &got.Times, &got.Facts} {
		if *list == nil {
			*list = []string{}
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		b.Errorf("%s (-want +got):\n%s", where, d)
	}
}

// TestEmbed pastes the snippet of the page /kalender/data/ into three pages of another website.
func TestEmbed(t *testing.T) {
	v := example(t)
	if n := len(v.files[embedScript]); n == 0 || n > greatestEmbed {
		t.Errorf("the script has %d bytes", n)
	}
	const part = "region-alvland"
	want := listedBy(t, v, 5, func(a *listed) bool { return slices.Contains(a.Calendars, "part/"+part) })
	pasted := strings.ReplaceAll(snippet(t, v), ownChoice, `data-part="`+part+`"`)
	b := newTab(t, host(t, v, pasted))
	for _, name := range slices.Sorted(maps.Keys(hosts)) {
		b.same(name, want, lookAt(b, "/"+name+"/", 0))
		b.quiet(name)
	}
	// The element says what to show, else the script does.
	bare := strings.ReplaceAll(strings.ReplaceAll(snippet(t, v), " "+ownChoice, ""), "<script", "<script "+ownChoice)
	b = newTab(t, host(t, v, strings.ReplaceAll(bare, ownChoice, `data-part="`+part+`"`)))
	b.same("on the script", want, lookAt(b, "/plain/", 0))
}

// TestEmbedChoices looks at several lists on one page: all, those of a theme, and nothing to show.
func TestEmbedChoices(t *testing.T) {
	v := example(t)
	all := listedBy(t, v, 100, func(*listed) bool { return true })
	if len(all.Titles) <= 5 {
		t.Fatalf("only %d activities", len(all.Titles))
	}
	const theme, idle = "landsbygd", "bruksboden"
	themed := listedBy(t, v, 5, func(a *listed) bool { return slices.Contains(a.Calendars, "tema/"+theme) })
	script := fmt.Sprintf(`<script src="%s/kalender/visa.js" defer></script>`, v.address)
	b := newTab(t, host(t, v, `<psi-aktiviteter data-antal="100"></psi-aktiviteter>
		<psi-aktiviteter data-tema="`+theme+`"></psi-aktiviteter>
		<psi-aktiviteter data-part="`+idle+`"></psi-aktiviteter>
		<psi-aktiviteter data-antal="många" data-niva="4"></psi-aktiviteter>
		<psi-aktiviteter data-part="ingen"></psi-aktiviteter>`+script+script))
	b.same("all", all, lookAt(b, "/strict/", 0))
	b.same("theme", themed, lookAt(b, "/strict/", 1))
	b.same("none", embedded{Status: "Inget är inplanerat just nu.", Way: all.Way}, lookAt(b, "/strict/", 2))
	few := listedBy(t, v, 5, func(*listed) bool { return true })
	for i := range few.Titles {
		few.Titles[i] = strings.Replace(few.Titles[i], "h3 ", "h4 ", 1)
	}
	b.same("few", few, lookAt(b, "/strict/", 3))
	unknown := "Det finns ingen kalender som heter ”part/ingen”. Kontrollera koden på sidan."
	b.same("unknown", embedded{Status: unknown, Way: all.Way}, lookAt(b, "/strict/", 4))
	for _, state := range []string{"Inställt: ", "Ny tid: "} {
		if !strings.Contains(strings.Join(all.Facts, "\n"), state) {
			t.Errorf("nothing is %q", state)
		}
	}
}

// TestEmbedLater shows the list on a day when what was coming is over, though nobody has built the site since.
func TestEmbedLater(t *testing.T) {
	v := example(t)
	h := host(t, v, strings.ReplaceAll(snippet(t, v), " "+ownChoice, ""))
	h.now = h.now.AddDate(2, 0, 0)
	b := newTab(t, h)
	b.same(
		"later",
		embedded{Status: "Inget är inplanerat just nu.", Way: v.address + "/kalender/"},
		lookAt(b, "/plain/", 0),
	)
}

// TestEmbedFails has the list say that it cannot be shown, and lead on. Where no script runs the link itself stands.
func TestEmbedFails(t *testing.T) {
	v := example(t)
	broken := serve(t, &visited{name: "broken", now: v.now, headers: v.headers, files: map[string][]byte{
		embedScript: v.files[embedScript], comingFile: []byte("<!doctype html>"),
	}})
	b := newTab(t, host(t, broken, snippet(t, broken)))
	want := embedded{
		Status: "Det gick inte att hämta aktiviteterna just nu.", Way: broken.address + "/kalender/",
	}
	b.same("broken", want, lookAt(b, "/strict/", 0))
	silent, _, _ := strings.Cut(snippet(t, v), "<script")
	b = newTab(t, host(t, v, silent))
	b.open("/plain/")
	if text := js[string](b, `document.querySelector('psi-aktiviteter').innerText`); !strings.Contains(
		text,
		"kalender",
	) ||
		js[bool](b, `!!document.querySelector('psi-aktiviteter').shadowRoot`) {
		t.Errorf("without a script: %q", text)
	}
}

// TestEmbedColours wants the list to be light, and dark only where the page says so; axe finds no fault in it.
func TestEmbedColours(t *testing.T) {
	axe, err := os.ReadFile(psitest.Tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	v := example(t)
	b := newTab(t, host(t, v, `<psi-aktiviteter></psi-aktiviteter><psi-aktiviteter data-farger="auto"></psi-aktiviteter>
		<psi-aktiviteter data-farger="mork"></psi-aktiviteter><psi-aktiviteter hidden></psi-aktiviteter>`+
		fmt.Sprintf(`<script src="%s/kalender/visa.js" defer></script>`, v.address)))
	command(
		b, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: string(axe)},
	)
	for scheme, want := range map[string]string{"light": "light light dark none", "dark": "light dark dark none"} {
		b.prefer("", "prefers-color-scheme", scheme)
		for i := range 3 {
			lookAt(b, "/plain/", i)
		}
		if got := js[string](b, `[...document.querySelectorAll('psi-aktiviteter')].map(e => getComputedStyle(e)).map(css =>
			css.display === 'none' ? 'none' : parseInt(css.backgroundColor.match(/\d+/)) > 128 ? 'light' : 'dark').join(' ')`); got != want {
			t.Errorf("%s: %s, not %s", scheme, got, want)
		}
		for _, fault := range js[[]string](b, fmt.Sprintf(examination, "true")) {
			t.Errorf("%s: %s", scheme, fault)
		}
	}
}
