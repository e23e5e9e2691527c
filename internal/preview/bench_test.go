package preview

import (
	"fmt"
	"testing"
)

// BenchmarkRebuild measures what happens between an event and the moment when a page can be rendered: a scan, and a
// build with all but one file remembered.
func BenchmarkRebuild(b *testing.B) {
	for _, entries := range []int{1000, 10000} {
		b.Run(fmt.Sprintf("entries=%d", entries), func(b *testing.B) {
			const name = "content/aktiviteter/aktiviteter-0007.md"
			f := made(b, entries)
			s := serverOf(f, Options{})
			s.update()
			if s.view.Load().snapshot == nil {
				b.Fatal(s.view.Load().faults)
			}
			original := f.read(name)
			i := 0
			for b.Loop() {
				i++
				f.write(name, original+fmt.Sprintf("\nVarv %d\n", i))
				s.update()
			}
		})
	}
}
