package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
)

// TestManyProblems fills a file with as many problems of a sort as there is room for. They are told of up to a number,
// with how many more there are, and finding them takes no time to speak of.
func TestManyProblems(t *testing.T) {
	psitest.Serial(t)
	var refs, images, links, absolute, terms, anchors strings.Builder
	const header = "---\ntitle: A\n---\n\n"
	for i := range 50_000 {
		fmt.Fprintf(&refs, "fel-%d, ", i)
		fmt.Fprintf(&images, "![a](fel-%d)\n\n", i)
		fmt.Fprintf(&links, "[a](fel-%d)\n\n", i)
		fmt.Fprintf(&absolute, "[a](/om/b/#fel-%d)\n\n", i)
		fmt.Fprintf(&terms, "[a](begrepp:fel-%d)\n\n", i)
		fmt.Fprintf(&anchors, "[a](b.md#%d)\n\n", i)
	}
	for name, text := range map[string]string{
		"references": "---\ntitle: A\nthemes: [" + refs.String() + "a]\n---\n", "images": header + images.String(),
		"links": header + links.String(), "absolute": header + absolute.String(), "terms": header + terms.String(),
		"anchors": header + anchors.String(),
	} {
		t.Run(name, func(t *testing.T) {
			fsys := fstest.MapFS{
				"site.yaml": {Data: []byte(soundSettings)}, "om/a.md": {Data: []byte(text[:min(len(text), 1<<20)])},
				"om/b.md": {Data: []byte("---\ntitle: B\n---\n\n" + strings.Repeat("## En rubrik\n\n", 20_000))},
			}
			for i := range 2000 {
				for _, folder := range []string{"teman", "begrepp"} {
					fsys[fmt.Sprintf("%s/nummer-%d.md", folder, i)] = &fstest.MapFile{
						Data: []byte("---\ntitle: A\nsummary: B\n---\n"),
					}
				}
			}
			begun := time.Now()
			_, problems := load(t, fsys, Options{})
			var out strings.Builder
			if err := problems.Text(&out, func(string) []byte { return fsys["om/a.md"].Data }); err != nil {
				t.Fatal(err)
			}
			t.Logf("%v", time.Since(begun))
			problems = problems.Faults()
			if len(problems) != problem.Most+1 || problems[problem.Most].Kind != problem.MoreFaults ||
				!strings.Contains(out.String(), " problem till.") {
				t.Errorf("%d problems, the last: %v", len(problems), problems[len(problems)-1])
			}
			if out.Len() > 200_000 {
				t.Errorf("%d bytes are printed", out.Len())
			}
		})
	}
}
