package site_test

import (
	"fmt"
	"io"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/corpus"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// noon is the time of the sites in these tests.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// made is a made-up site with the real templates and assets.
func made(tb testing.TB, entries int) fstest.MapFS {
	tb.Helper()
	fsys := corpus.FS(entries)
	psitest.Add(tb, fsys, "templates", "templates")
	psitest.Add(tb, fsys, "static", "static")
	return fsys
}

// BenchmarkBuild measures everything but reading from and writing to a disk.
func BenchmarkBuild(b *testing.B) {
	for _, pages := range []int{100, 1000, 10000} {
		b.Run(fmt.Sprintf("pages=%d", pages), func(b *testing.B) {
			src := made(b, pages)
			b.ReportAllocs()
			for b.Loop() {
				s, err := site.Build(src, site.Options{Now: noon})
				if err != nil {
					b.Fatal(err)
				}
				for _, f := range s.Files() {
					if err := f.Render(io.Discard); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
