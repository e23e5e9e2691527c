package visitor_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stops is a list of all that the keyboard should reach, in the order of the source.
const stops = `(window.stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
	.filter(e => !e.disabled && e.checkVisibility({ visibilityProperty: true }))).length`

// stop tells what is wrong with where the focus is, which should be stop number %d. The ring may be drawn round a whole
// card, by a pseudo-element, and for the skip link the background is enough.
const stop = `(i => {
	const e = document.activeElement, name = e.outerHTML.slice(0, 120);
	if (e !== window.stops[i]) return 'is at ' + name + ' and not at ' + window.stops[i].outerHTML.slice(0, 120);
	const box = e.getBoundingClientRect();
	if (box.width < 1 || box.bottom < 1 || box.top > innerHeight - 1 || box.right < 1 || box.left > innerWidth - 1) return name + ' is out of sight';
	const ring = s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
	if (!ring(getComputedStyle(e)) && !ring(getComputedStyle(e, '::after'))) return name + ' shows no focus';
	return '';
})(%d)`

// TestKeyboard walks through a page of each kind with the Tab key.
func TestKeyboard(t *testing.T) {
	v := example(t)
	everywhere(t, v, v.kinds(), nil, func(b *tab, page string) {
		b.resize(1280, "prefers-reduced-motion", "reduce")
		b.open(page)
		n := js[int](b, stops)
		if n < 10 {
			b.Errorf("%s has only %d stops", page, n)
		}
		for i := range n {
			b.call("Tab", chromedp.KeyEvent(kb.Tab))
			if wrong := js[string](b, fmt.Sprintf(stop, i)); wrong != "" {
				b.Errorf("%s: the focus %s", page, wrong)
				return
			}
		}
		b.call("Tab", chromedp.KeyEvent(kb.Tab))
		if js[bool](b, `document.activeElement === window.stops.at(-1)`) {
			b.Errorf("%s: the focus cannot leave the page", page)
		}
		// The skip link comes first, and what follows it then is in the main part.
		b.open(page)
		b.call("Tab", chromedp.KeyEvent(kb.Tab))
		b.call("Enter", chromedp.KeyEvent(kb.Enter))
		b.call("Tab", chromedp.KeyEvent(kb.Tab))
		if !js[bool](
			b, `location.hash === "#innehall" && document.querySelector("main").contains(document.activeElement)`,
		) {
			b.Errorf(
				"%s: the skip link leads to %s", page, js[string](b, `document.activeElement.outerHTML.slice(0, 120)`),
			)
		}
	})
}

// seen returns the lines of text that can be seen in the main part.
const seen = `[...new Set(document.querySelector('main').innerText.split('\n').map(l => l.trim()).filter(l => l))]`

// TestWithoutScript compares pages with and without JavaScript: whatever can be seen with it can be seen without it,
// but for the buttons that copy what stands beside them.
func TestWithoutScript(t *testing.T) {
	v := example(t)
	everywhere(t, v, v.kinds(), nil, func(b *tab, page string) {
		b.resize(1280)
		b.open(page)
		with := js[[]string](b, seen)
		command(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		b.open(page)
		without := js[[]string](b, seen)
		command(b, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{})
		text := strings.Join(without, "\n")
		for _, line := range with {
			if !strings.HasPrefix(line, "Kopiera") && !strings.Contains(text, line) {
				b.Errorf("%s: %q is seen only with JavaScript", page, line)
			}
		}
		if len(with) == 0 {
			b.Errorf("%s is empty", page)
		}
	})
}

// TestChoices chooses among all activities, also those that the page leaves out and its script has to fetch.
func TestChoices(t *testing.T) {
	b := newTab(t, example(t))
	b.resize(1280)
	says := func(status string) {
		t.Helper()
		b.await(fmt.Sprintf(`document.querySelector(".filter-status").textContent === %q`, status))
	}
	oldest := `[...document.querySelectorAll("main h3 a")].some(a => a.textContent === "Vem märker om du inte kommer?" && a.checkVisibility())`
	b.open("/aktiviteter/alla/")
	if js[bool](b, oldest) {
		t.Error("the page has all activities: nothing is left to fetch")
	}
	b.call("Samhällssamtal", chromedp.Click(`[data-value=samhallssamtal]`))
	says("Visar 7 av 49.")
	if !js[bool](b, oldest) || js[string](b, "location.search") != "?slag=samhallssamtal" {
		t.Errorf("the oldest talk is not among those chosen at %s", js[string](b, "location.href"))
	}
	b.call("2026", chromedp.Click(`[data-key=ar] [data-value="2026"]`))
	says("Visar 3 av 49.")
	b.open("/aktiviteter/alla/?slag=samhallssamtal&ar=2026")
	says("Visar 3 av 49.")
	// A series shows all its dates, as many as the page counts without the script, in order of time.
	b.open("/aktiviteter/alla/")
	count := js[string](b, `document.querySelector("[data-value=workshop] .filter-count").textContent`)
	b.open("/aktiviteter/alla/?slag=workshop")
	says("Visar " + count + " av 49.")
	const unordered = `[...document.querySelectorAll("main section[data-state]")].filter(section => {
		const starts = [...section.querySelectorAll("li[data-start]")].map(li => Date.parse(li.dataset.start));
		const sign = section.dataset.state === "kommande" ? 1 : -1;
		return starts.some((at, i) => i > 0 && sign * (at - starts[i - 1]) < 0);
	}).length`
	if js[int](b, unordered) != 0 {
		t.Error("what the script has fetched is not in order of time")
	}
}

// TestLater looks at pages that were built years ago: nothing is said to be coming or open any more, and that nothing
// is.
func TestLater(t *testing.T) {
	v := example(t)
	v.now = v.now.AddDate(3, 0, 0)
	b := newTab(t, v)
	for _, c := range []struct{ address, says, no string }{
		{"/", "Just nu är inget inplanerat", "Mentorsdagar för sociala företagare"},
		{"/", "Följ kalendern", "Småslantar till stora idéer 2027"},
		{"/aktiviteter/", "Inga kommande aktiviteter just nu", "Mars 2027"},
		{"/kalender/", "Just nu är inget inplanerat", "Mentorsdagar för sociala företagare"},
		{"/samhallssamtal/", "Tidigare samtal", "Kommande samtal"},
		{"/utlysningar/", "Stängda", "Öppna nu"},
		{"/utlysningar/smaslantar-2027/", "Stängde onsdag 31 mars 2027", "Sista dag att ansöka är"},
		{"/aktiviteter/projektdag-2027/", "Det här har varit", "Anmäl dig"},
	} {
		b.open(c.address)
		text := js[string](b, `document.querySelector("main").innerText.replaceAll("\u00a0", " ")`)
		if !strings.Contains(text, c.says) || strings.Contains(text, c.no) {
			b.Errorf("%s, three years later, should say %q and not %q:\n%s", c.address, c.says, c.no, text)
		}
	}
}

// TestSlowClock looks at pages on a device whose clock is years behind: they say what they said when they were built.
func TestSlowClock(t *testing.T) {
	v := example(t)
	built := v.now
	for _, address := range []string{
		"/", "/aktiviteter/", "/utlysningar/", "/samhallssamtal/", "/aktiviteter/stormote-2026-granvik/",
	} {
		var texts [2]string
		for i, now := range []time.Time{built, built.AddDate(-9, 0, 0)} {
			v.now = now
			b := newTab(t, v)
			b.open(address)
			texts[i] = js[string](b, `document.querySelector("main").innerText`)
		}
		// What is to come may be seen as far off: only what has been must not come back.
		if texts[0] != texts[1] {
			t.Errorf("%s says on a slow device:\n%s\nand not\n%s", address, texts[1], texts[0])
		}
	}
}

// TestPreferences looks at pages with less motion, with the visitor's own colours, and with nothing but the page's own
// address.
func TestPreferences(t *testing.T) {
	v := example(t)
	everywhere(t, v, v.kinds(), nil, func(b *tab, page string) {
		b.resize(1280, "prefers-reduced-motion", "reduce")
		b.open(page)
		const moving = `[document.documentElement, ...document.querySelectorAll('*')].filter(e => {
			const s = getComputedStyle(e);
			return parseFloat(s.transitionDuration) > .01 || s.animationName !== 'none' || s.scrollBehavior === 'smooth';
		}).map(e => e.outerHTML.slice(0, 100)).slice(0, 3)`
		for _, e := range js[[]string](b, moving) {
			b.Errorf("%s moves although the visitor asks for less motion: %s", page, e)
		}
		b.resize(1280, "forced-colors", "active")
		const edgeless = `[...document.querySelectorAll('.card, .contact, .facts, .feed, .notice, .tag, .button, .date-block')]
			.filter(e => e.checkVisibility() && getComputedStyle(e).borderTopStyle === 'none').map(e => e.outerHTML.slice(0, 100)).slice(0, 3)`
		for _, e := range js[[]string](b, edgeless) {
			b.Errorf("%s: nothing but a colour that is not there shows the edge of %s", page, e)
		}
		b.prefer("print", "prefers-color-scheme", "dark")
		if !js[bool](b, `getComputedStyle(document.querySelector('.site-nav')).display === 'none'`) {
			b.Errorf("%s prints the menu", page)
		}
		if ink := js[string](b, `getComputedStyle(document.body).color`); !dark(ink) {
			b.Errorf("%s prints in %s for those who read in the dark", page, ink)
		}
	})
}

// dark reports whether a colour such as rgb(20, 51, 42) is dark.
func dark(color string) bool {
	var r, g, b int
	n, _ := fmt.Sscanf(color, "rgb(%d, %d, %d)", &r, &g, &b)
	return n == 3 && r+g+b < 300
}

// TestPrint prints an activity, the programme and a project on A4.
func TestPrint(t *testing.T) {
	v := example(t)
	b := newTab(t, v)
	for _, c := range []struct {
		address string
		sheets  int
	}{{"/aktiviteter/smaslantar-2027-workshop/", 2}, {"/aktiviteter/", 5}, {"/aktiviteter/2027/", 6},
		{"/projekt/laneboden/", 2}} {
		b.open(c.address)
		pdf, err := chromedp.Run(
			b.ctx, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPaper(chromedp.PaperA4)),
		)
		if err != nil {
			t.Fatal(err)
		}
		sheets := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(pdf, -1))
		if !bytes.HasPrefix(pdf, []byte("%PDF-")) || sheets < 1 || sheets > c.sheets {
			t.Errorf("%s prints on %d sheets, more than %d", c.address, sheets, c.sheets)
		}
	}
}

// TestNotThere asks for a page that does not exist, deep down.
func TestNotThere(t *testing.T) {
	b := newTab(t, own(t))
	b.open("/om/nagot" + notThere)
	if h1 := js[string](b, `document.querySelector("h1").innerText`); h1 != "Sidan finns inte" {
		t.Errorf("the page is called %q", h1)
	}
	if !js[bool](b, `getComputedStyle(document.querySelector(".button")).display !== "inline"`) {
		t.Error("the page has no style")
	}
}
