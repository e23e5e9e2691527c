package visitor_test

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// errand is something that a new visitor comes for. Each step is the text of a link to click. Without steps the start
// page is enough.
type errand struct {
	want    string
	steps   []string
	seen    string // a regular expression that the text of the page matches, up to the answer
	address string // a part of the address to which the last step leads away from the site
}

// The most that an errand may take: clicks from the start page, and seconds of reading.
const (
	mostClicks  = 2
	mostSeconds = 40
)

// wordsPerSecond is how fast people read when they look for something: 240 words a minute.
const wordsPerSecond = 4

// TestErrands does by clicks what visitors come for. Each errand ends at an answer or at an address.
func TestErrands(t *testing.T) {
	for _, c := range []struct {
		v       *visited
		errands []errand
	}{
		{own(t), []errand{
			{want: "the next meeting", seen: `Vad händer härnäst\?\s+Just nu .*\s*Följ kalendern`},
			{want: "advice on a social enterprise", steps: []string{"Få råd om en idé"},
				seen: `(?s)social innovation\s+Fråga .*?@`},
			{want: "money", steps: []string{"Sök pengar"}, seen: `(?s)Utvecklingsmedel.*?Regionens sida om stödet`},
			{want: "how much and how to apply", steps: []string{"Sök pengar", "Utvecklingsmedel social innovation"},
				seen: `(?s)Hur mycket\?\s+Normalt 20 000–50 000 kronor.*?Börja på regionens sida`},
			{want: "to join", steps: []string{"Var med"}, seen: `(?s)Skriv till samordningen.*?@`},
			{want: "a telephone number", steps: []string{"Kontakt"}, seen: `019-602 10 00`},
			{want: "whether Kumla is a part", steps: []string{"Parter"}, seen: `(?s)Kumla kommun`},
			{want: "to follow all in Google Calendar",
				steps:   []string{"Prenumerera på kalendern", "Google: Alla aktiviteter"},
				address: "calendar.google.com"},
			{want: "what a social innovation is", steps: []string{"social innovation"},
				seen: `Social innovation\s+Ett nytt sätt`},
			{want: "who PSI is, in English", steps: []string{"English"}, seen: `It began on 1 January 2015`},
			{want: "to propose a theme", steps: []string{"Kontakt"}, seen: `(?s)Teman för samhällssamtal\s.*?@coompanion`},
			{want: "what has been done about psykisk ohälsa", steps: []string{"Psykisk ohälsa"}, seen: `Projekt\s+\S`},
		}},
		{example(t), []errand{
			{want: "the next meeting", steps: []string{"Ny här? En timme om allt"},
				seen: `När\s+onsdag 17 mars 2027 kl\. 12\.00–13\.00`},
			{want: "advice on a social enterprise", steps: []string{"Få råd om en idé"},
				seen: `Starta ett socialt företag\s+Välja företagsform\s+Affärsplan och budget\s+031-390`},
			{want: "whether any money is open", steps: []string{"Sök pengar"},
				seen: `Småslantar till stora idéer 2027\s+Öppen\s+.*sista dag 31 mars 2027`},
			{want: "what has been done about psykisk ohälsa", steps: []string{"Psykisk ohälsa"},
				seen: `Projekt\s+Träning utan anmälan`},
		}},
	} {
		t.Run(c.v.name, func(t *testing.T) {
			b := newTab(t, c.v)
			for _, width := range []int64{1280, 390} {
				b.resize(width, "prefers-reduced-motion", "reduce")
				for _, e := range c.errands {
					b.open("/")
					b.run(e)
				}
			}
		})
	}
}

// menu opens the menu of a narrow screen.
const menu = `document.querySelector('.site-menu summary')`

// run does an errand.
func (b *tab) run(e errand) {
	b.Helper()
	clicks := 0
	for i, step := range e.steps {
		link := fmt.Sprintf(
			`[...document.querySelectorAll('a')].find(a => a.textContent.replaceAll('\u00ad', '').trim() === %q && a.checkVisibility())`,
			step,
		)
		if !js[bool](b, "!!"+link) && js[bool](b, menu+".checkVisibility()") {
			b.call("Meny", chromedp.Click(chromedp.JSPath(menu)))
			clicks++
		}
		if !js[bool](b, "!!"+link) {
			b.Errorf("%s, %s: no link says %q at %s", b.site.name, e.want, step, js[string](b, "location.pathname"))
			return
		}
		clicks++
		if e.address != "" && i == len(e.steps)-1 {
			if to := js[string](b, link+".href"); !strings.Contains(to, e.address) || !strings.Contains(to, ".ics") {
				b.Errorf("%s, %s: the link leads to %s", b.site.name, e.want, to)
			}
			return
		}
		to := js[string](b, link+".pathname")
		b.call(step, chromedp.Click(chromedp.JSPath(link)))
		b.await(fmt.Sprintf(`location.pathname === %q && document.readyState === "complete"`, to))
	}
	if clicks > mostClicks {
		b.Errorf("%s, %s: %d clicks are too many", b.site.name, e.want, clicks)
	}
	text := js[string](b, `document.querySelector("main").innerText.replaceAll("\u00a0", " ").replaceAll("\u00ad", "")`)
	found := regexp.MustCompile(e.seen).FindStringIndex(text)
	if found == nil {
		b.Errorf(
			"%s, %s: %q is not in sight at %s:\n%s", b.site.name, e.want, e.seen, js[string](b, "location.pathname"),
			text,
		)
		return
	}
	seconds := len(strings.Fields(text[:found[1]])) / wordsPerSecond
	b.Logf("%s at %d px, %s: %d clicks, %d seconds of reading", b.site.name, b.width, e.want, clicks, seconds)
	if seconds > mostSeconds {
		b.Errorf("%s, %s: %d seconds of reading are too many", b.site.name, e.want, seconds)
	}
}

// await waits until an expression is true, also while the page that it is about gives way to another.
func (b *tab) await(expression string) {
	b.Helper()
	for {
		ok, err := chromedp.Run(b.ctx, chromedp.Poll[bool](expression))
		switch {
		case ok:
			return
		case errors.Is(err, chromedp.ErrPollingTimeout) || b.ctx.Err() != nil:
			b.Fatalf("never true: %s at %s", expression, js[string](b, "location.href"))
		}
	}
}

// TestCopying copies an entry of the guide with one click: what the clipboard gets is what the page's source has
// between the fences, byte for byte.
func TestCopying(t *testing.T) {
	source, err := os.ReadFile("../../content/redaktion/slag/aktiviteter.md")
	if err != nil {
		t.Fatal(err)
	}
	want := regexp.MustCompile("(?s)```markdown\n(.*?)```").FindSubmatch(source)
	b := newTab(t, own(t))
	command(b, browser.SetPermission, browser.SetPermissionParams{
		Permission: &browser.PermissionDescriptor{Name: "clipboard-write"}, Setting: browser.PermissionSettingGranted,
	})
	b.open("/redaktion/slag/aktiviteter/")
	b.call("Kopiera", chromedp.Click(".copy button"))
	b.await(`document.querySelector(".copy [role=status]").textContent.startsWith("Kopierat")`)
	js[bool](b, `document.querySelector("main").append(document.createElement("textarea")) ?? true`)
	js[bool](b, `document.querySelector("textarea").focus() ?? true`)
	command(b, input.DispatchKeyEvent, input.DispatchKeyEventParams{
		Type: input.DispatchKeyEventTypeRawKeyDown, Key: "v", Code: "KeyV", Commands: []string{"paste"},
	})
	if got := js[string](b, `document.querySelector("textarea").value`); want == nil || got != string(want[1]) {
		t.Errorf("the clipboard has\n%s, and the source\n%q", got, want)
	}
	b.quiet("/redaktion/slag/aktiviteter/")
}
