package publish

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"so-in.se/psi/internal/site"
)

// version is a site of n pages in the shape of a real one, its record included; equal arguments give equal bytes. Of
// any two versions half the pages are the same, and one in ten has another path.
func version(n int, seed uint64) map[string][]byte {
	rnd := rand.New(rand.NewPCG(seed, 0))
	noise := make([]byte, 16<<10)
	for i := range noise {
		noise[i] = 'a' + byte(rnd.Uint32()%26)
	}
	pages := make(map[string][]byte)
	for i := range n {
		name := fmt.Sprintf("aktiviteter/mote-%05d/index.html", i)
		switch {
		case i%10 == 9:
			name = fmt.Sprintf("nyheter/%d/%05d/index.html", seed, i)
		case i%3 == 1:
			name = fmt.Sprintf("kalender/mote-%05d.ics", i)
		case i%3 == 2:
			name = fmt.Sprintf("projekt/%d/projekt-%05d/index.html", 2010+i%17, i)
		}
		from, size := rnd.IntN(len(noise)/2), 1000+rnd.IntN(7000)
		pages[name] = slices.Clone(noise[from : from+size])
		if i%2 == 0 {
			pages[name] = slices.Repeat([]byte(name), 1+i%200)
		}
	}
	return withRecord(pages)
}

// withRecord adds psi.json.
func withRecord(pages map[string][]byte) map[string][]byte {
	paths := []string{recordName}
	for name := range pages {
		if name != recordName {
			paths = append(paths, name)
		}
	}
	slices.Sort(paths)
	record, err := json.Marshal(map[string]any{"files": paths, "version": 1})
	if err != nil {
		panic(err)
	}
	pages[recordName] = record
	return pages
}

// siteFiles are the files of a version.
func siteFiles(pages map[string][]byte) []site.File {
	var files []site.File
	for name, data := range pages {
		files = append(files, site.File{Path: name, Render: func(w io.Writer) error {
			_, err := w.Write(data)
			return err
		}})
	}
	return files
}

// benchDir is a folder in memory where there is one, so that the disk does not blur the figures.
func benchDir(b *testing.B) string {
	dir, err := os.MkdirTemp("/dev/shm", "psi-bench-")
	if err != nil {
		return filepath.Join(b.TempDir(), "public")
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "public")
}

func mustPublish(tb testing.TB, dir string, pages map[string][]byte) Result {
	tb.Helper()
	res, err := Dir(dir, siteFiles(pages), Options{})
	if err != nil {
		tb.Fatal(err)
	}
	return res
}

const benchPages = 15_000

func BenchmarkFresh(b *testing.B) {
	files, dir := siteFiles(version(benchPages, 1)), benchDir(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Dir(dir, files, Options{}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		os.RemoveAll(dir)
		b.StartTimer()
	}
}

func BenchmarkUnchanged(b *testing.B) {
	pages, dir := version(benchPages, 1), benchDir(b)
	files := siteFiles(pages)
	mustPublish(b, dir, pages)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Dir(dir, files, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOneChanged(b *testing.B) {
	pages, dir := version(benchPages, 1), benchDir(b)
	mustPublish(b, dir, pages)
	name := "kalender/mote-00001.ics"
	b.ReportAllocs()
	for b.Loop() {
		pages[name] = append(pages[name], 'x')
		if res := mustPublish(b, dir, pages); res.Written != 1 {
			b.Fatal(res)
		}
	}
}

// BenchmarkFloor is the least that writing the same bytes can cost: one core, no promises kept.
func BenchmarkFloor(b *testing.B) {
	pages, dir := version(benchPages, 1), benchDir(b)
	for b.Loop() {
		for name, data := range pages {
			name = filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(name, data, 0o666); err != nil {
				b.Fatal(err)
			}
		}
		b.StopTimer()
		os.RemoveAll(dir)
		b.StartTimer()
	}
}
