package visitor_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"so-in.se/psi/internal/corpus"
	"so-in.se/psi/internal/psitest"
)

// mostScreens is how many screens of a phone of 390 by 844 pixels a page is long at most, and looked how many of the
// largest pages are measured.
const (
	mostScreens = 12
	screen      = 844
	looked      = 24
)

// large is a made-up site of a thousand entries.
var large = made{name: "large", source: corpus.FS(1000), now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}

// TestHeights measures the largest pages of a large site, and the largest of each kind, at night all of them: none is
// too long for a phone.
func TestHeights(t *testing.T) {
	v := large.serve(t)
	pages := v.pages()
	slices.SortFunc(pages, func(x, y string) int { return cmp.Compare(len(v.files[file(y)]), len(v.files[file(x)])) })
	if !psitest.Night() {
		pages = append(pages[:looked], v.kinds()...)
	}
	slices.Sort(pages)
	pages = slices.Compact(pages)
	type height struct {
		page   string
		pixels int
	}
	heights := make(chan height, len(pages))
	everywhere(t, v, pages, func(b *tab) { b.resize(390) }, func(b *tab, page string) {
		b.open(page)
		pixels := js[int](b, `document.documentElement.scrollHeight`)
		if pixels > mostScreens*screen {
			b.Errorf("%s is %d px long, more than %d screens", page, pixels, mostScreens)
		}
		heights <- height{page, pixels}
	})
	close(heights)
	var all []height
	for h := range heights {
		all = append(all, h)
	}
	slices.SortFunc(all, func(x, y height) int { return cmp.Compare(y.pixels, x.pixels) })
	for _, h := range all[:10] {
		t.Logf("%6d px: %s", h.pixels, h.page)
	}
	if !slices.ContainsFunc(pages, func(p string) bool { return strings.Contains(p, "/sida/") }) {
		t.Error("no list is divided")
	}
}
