package site_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// mostBytes is how large a page may be, however many entries the site has.
const mostBytes = 100_000

// TestPageSizes builds a made-up site of a thousand entries, at night of ten thousand, and weighs each page.
func TestPageSizes(t *testing.T) {
	psitest.Serial(t)
	entries := 1000
	if psitest.Night() {
		entries = 10_000
	}
	type page struct {
		name string
		size int
	}
	var pages []page
	for _, f := range build(t, made(t, entries), site.Options{}).Files() {
		if !strings.HasSuffix(f.Path, ".html") {
			continue
		}
		var buf bytes.Buffer
		if err := f.Render(&buf); err != nil {
			t.Fatal(err)
		}
		pages = append(pages, page{f.Path, buf.Len()})
		if buf.Len() > mostBytes {
			t.Errorf("%s has %d bytes, more than %d", f.Path, buf.Len(), mostBytes)
		}
	}
	slices.SortFunc(pages, func(x, y page) int { return y.size - x.size })
	for _, p := range pages[:10] {
		t.Logf("%7d bytes: %s", p.size, p.name)
	}
	t.Logf("%d pages", len(pages))
}
