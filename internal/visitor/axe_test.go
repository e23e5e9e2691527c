package visitor_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"

	"so-in.se/psi/internal/psitest"
)

// settings are the ways of looking at a page in which it must have no fault.
var settings = []struct {
	width  int64
	scheme string
}{{1280, "light"}, {1280, "dark"}, {320, "dark"}, {320, "light"}}

// examination runs axe with all its rules, experimental ones included, but for the outdated ones, those of WCAG's level
// AAA, and one: p-as-heading takes for headings the titles of notices, empty lists and dates in timelines, which would
// break the outline of the page. It has a place for a condition on r, a rule.
const examination = `(async () => {
	const values = axe.getRules().filter(r => !r.tags.includes('deprecated') && !r.tags.some(t => t.endsWith('aaa')) && r.ruleId !== 'p-as-heading')
		.filter(r => %s).map(r => r.ruleId);
	const { violations } = await axe.run(document, { runOnly: { type: 'rule', values }, resultTypes: ['violations'] });
	return violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.failureSummary + '\n' + n.html));
})()`

// tooWide names what sticks out at the sides of the page, if anything does.
const tooWide = `(() => {
	const width = document.documentElement.clientWidth;
	if (document.documentElement.scrollWidth <= width) return '';
	const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1);
	return document.documentElement.scrollWidth + ' > ' + width + ': ' + out.slice(0, 3).map(e => e.outerHTML.slice(0,
		120)).join(' … ');
})()`

// TestAxe has axe-core examine every page, light and dark, on a phone and on a desk. It also looks for what sticks out
// at the sides. By day one page of each kind is examined in all settings, and when only colours have changed by the
// rules on colours; other pages take a setting each, in turn. At night every page has all of it.
func TestAxe(t *testing.T) {
	axe, err := os.ReadFile(psitest.Tool(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range both(t) {
		t.Run(v.name, func(t *testing.T) {
			begin := time.Now()
			pages, kinds := v.pages(), []string(nil)
			if v.name == "example" { // which has every kind, and the fullest
				kinds = v.kinds()
			}
			inject := func(b *tab) {
				command(
					b, page.AddScriptToEvaluateOnNewDocument,
					page.AddScriptToEvaluateOnNewDocumentParams{Source: string(axe)},
				)
			}
			everywhere(t, v, pages, inject, func(b *tab, page string) {
				in := settings
				if !psitest.Night() && !slices.Contains(kinds, page) {
					in = settings[slices.Index(pages, page)%len(settings):][:1]
				}
				b.resize(in[0].width, "prefers-color-scheme", in[0].scheme, "prefers-reduced-motion", "reduce")
				b.open(page)
				for i, s := range in {
					rules := "true"
					if !psitest.Night() && i > 0 && s.width == in[i-1].width {
						rules = "r.tags.includes('cat.color')"
					}
					b.resize(s.width, "prefers-color-scheme", s.scheme, "prefers-reduced-motion", "reduce")
					for _, fault := range js[[]string](b, fmt.Sprintf(examination, rules)) {
						b.Errorf("%s, %s, %d px, %s: %s", v.name, page, s.width, s.scheme, fault)
					}
					if wide := js[string](b, tooWide); wide != "" {
						b.Errorf("%s, %s scrolls sideways at %d px: %s", v.name, page, s.width, wide)
					}
				}
				js[any](b, `document.documentElement.style.fontSize = "200%"`)
				large := []int64{1280, 640}
				if len(in) == 1 { // a width of the two, in turn like the setting
					large = []int64{max(in[0].width, 640)}
				}
				for _, width := range large {
					b.resize(width)
					if wide := js[string](b, tooWide); wide != "" {
						b.Errorf("%s, %s scrolls sideways at %d px with text at 200 %%: %s", v.name, page, width, wide)
					}
				}
			})
			t.Logf(
				"%d pages, of which %d in all settings: %v", len(pages), len(kinds),
				time.Since(begin).Round(time.Second),
			)
			if len(v.missing) > 0 {
				t.Errorf("asked for in vain: %s", strings.Join(v.missing, ", "))
			}
		})
	}
}
