package visitor_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// errand is something that a new visitor comes for. Each step is the text of a link to click. Without steps the start
// page is enough.
type errand struct {
	want    string
	steps   []string
	seen    string // a regular expression that the text of the main part matches
	address string // a part of the address to which the last step leads away from the site
}

// mostClicks is how many clicks from the start page an errand may take.
const mostClicks = 2

// TestErrands does by clicks what visitors come for.
func TestErrands(t *testing.T) {
	for _, c := range []struct {
		v       *visited
		errands []errand
	}{
		{own(t), []errand{
			{want: "the next meeting", seen: `Vad händer härnäst\?\s+Inga kommande aktiviteter just nu`},
			{want: "advice on a social enterprise", steps: []string{"Alla rådgivare"},
				seen: `(?s)socialt företag.*Coompanion.*social innovation.*@`},
			{want: "whether any money is open", seen: `Vilka pengar kan jag söka\?\s+Inga öppna utlysningar just nu`},
			{want: "to follow samhällssamtal in Google Calendar", steps: []string{"Prenumerera på kalendern",
				"Google: Samhällssamtal"}, address: "calendar.google.com"},
			{want: "what has been done about psykisk ohälsa", steps: []string{"Psykisk ohälsa"}, seen: `Projekt\s+\S`},
		}},
		{example(t), []errand{
			{want: "the next meeting", steps: []string{"Ny här? En timme om allt"},
				seen: `När\s+onsdag 17 mars 2027 kl\. 12\.00–13\.00`},
			{want: "advice on a social enterprise", steps: []string{"Alla rådgivare"},
				seen: `Starta ett socialt företag\s+Välja företagsform\s+Affärsplan och budget\s+031-390`},
			{want: "whether any money is open", seen: `Småslantar till stora idéer 2027\s+Öppen\s+.*sista dag 31 mars 2027`},
			{want: "to follow samhällssamtal in Google Calendar", steps: []string{"Prenumerera på kalendern",
				"Google: Samhällssamtal"}, address: "calendar.google.com"},
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

// run does an errand.
func (b *tab) run(e errand) {
	b.Helper()
	if len(e.steps) > mostClicks {
		b.Errorf("%s, %s: %d clicks are too many", b.site.name, e.want, len(e.steps))
	}
	for i, step := range e.steps {
		link := fmt.Sprintf(
			`[...document.querySelectorAll('a')].find(a => a.textContent.trim() === %q && a.checkVisibility())`, step,
		)
		if !js[bool](b, "!!"+link) {
			b.Errorf("%s, %s: no link says %q at %s", b.site.name, e.want, step, js[string](b, "location.pathname"))
			return
		}
		if e.address != "" && i == len(e.steps)-1 {
			if to := js[string](b, link+".href"); !strings.Contains(to, e.address) ||
				!strings.Contains(to, "samhallssamtal.ics") {
				b.Errorf("%s, %s: the link leads to %s", b.site.name, e.want, to)
			}
			return
		}
		to := js[string](b, link+".pathname")
		b.call(step, chromedp.Click(chromedp.JSPath(link)))
		b.await(fmt.Sprintf(`location.pathname === %q && document.readyState === "complete"`, to))
	}
	if text := js[string](b, `document.querySelector("main").innerText.replaceAll("\u00a0", " ")`); !regexp.MustCompile(e.seen).
		MatchString(text) {
		b.Errorf(
			"%s, %s: %q is not in sight at %s:\n%s", b.site.name, e.want, e.seen, js[string](b, "location.pathname"),
			text,
		)
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
