package visitor_test

import (
	"fmt"
	"slices"
	"testing"

	"so-in.se/psi/internal/psitest"
)

// brokenWords lists the words of a page that are broken where nobody would break them. A word may go on in the next
// line after a hyphen, seen or soft, a dash or a slash. What must stay whole is in one line, or broken at its <wbr>:
// e-mail addresses, telephone numbers, spans of time.
const brokenWords = `(() => {
	const wrong = new Set(), range = document.createRange(), may = /[-\u00ad–—\/]/;
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let text; (text = texts.nextNode());) {
		if (!text.parentElement.checkVisibility() || text.parentElement.closest('script, style, .visually-hidden, .skip-link')) continue;
		const whole = text.parentElement.closest('.whole, a[href^="tel:"]');
		for (const { 0: word, index } of text.data.matchAll(whole ? /.+/gs : /\S{2,}/g)) {
			range.setStart(text, index);
			range.setEnd(text, index + word.length);
			if (range.getClientRects().length < 2) continue;
			let last = null;
			for (let i = index; i < index + word.length; i++) {
				range.setStart(text, i);
				range.setEnd(text, i + 1);
				const box = [...range.getClientRects()].findLast(r => r.width); // a hyphen that shows has one of its own
				if (!box) continue; // a soft hyphen that does not show
				if (last !== null && box.top > last + box.height / 2 && (whole || !may.test(text.data[i - 1])))
					wrong.add(word.slice(0, i - index) + '|' + word.slice(i - index, 60));
				last = box.top;
			}
		}
	}
	return [...wrong];
})()`

// TestLineBreaks looks for words that are broken in two, on telephones, a tablet and a desk: by day on a page of each
// kind, and on the narrowest telephone on all pages of PSI's own site, which has the longest words; at night on all.
func TestLineBreaks(t *testing.T) {
	for _, v := range both(t) {
		pages, kinds := v.pages(), v.kinds()
		if v.name == "example" && !psitest.Night() {
			pages = kinds
		}
		everywhere(t, v, pages, nil, func(b *tab, page string) {
			b.open(page)
			widths := []int64{320, 390, 768, 1280}
			if !psitest.Night() && !slices.Contains(kinds, page) {
				widths = widths[:1]
			}
			for _, width := range widths {
				b.resize(width, "prefers-reduced-motion", "reduce")
				for _, word := range js[[]string](b, brokenWords) {
					b.Errorf("%s, %s at %d px breaks %q", v.name, page, width, word)
				}
			}
		})
	}
	// The test can fail.
	b := newTab(t, own(t))
	b.open("/om/")
	b.resize(320)
	js[any](b, `document.querySelector('h1').append(' Ostyckbarahottentottföräldrarsamlingslokal')`)
	js[any](b, `document.querySelector('h1').style.overflowWrap = 'anywhere'`)
	if words := js[[]string](b, brokenWords); len(words) != 1 {
		t.Errorf("one word is broken for certain, and these are found: %s", fmt.Sprint(words))
	}
}
