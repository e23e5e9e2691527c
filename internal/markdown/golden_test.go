package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"so-in.se/psi/internal/problem"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// testOptions is a small site: two pages, one picture and one concept.
func testOptions() Options {
	return Options{
		File: "sida.md",
		Link: func(dest string) (Target, *problem.Problem) {
			if strings.HasPrefix(dest, "http") {
				return Target{URL: dest, External: true}, nil
			}
			path, anchor, _ := strings.Cut(dest, "#")
			if path != "kumla.md" && path != "om/vision.md" {
				return Target{}, &problem.Problem{Kind: problem.BrokenLink, Message: "Filen ”" + path + "” finns inte."}
			}
			return Target{URL: "/" + strings.TrimSuffix(path, ".md") + "/", Entry: path, Anchor: anchor}, nil
		},
		Image: func(dest string) (Image, *problem.Problem) {
			if dest != "bild.png" {
				return Image{}, &problem.Problem{
					Kind: problem.MissingImage, Message: "Bilden ”" + dest + "” finns inte.",
				}
			}
			return Image{URL: "/bild.abc123.png", Width: 640, Height: 480}, nil
		},
		Term: func(id string) (Target, *problem.Problem) {
			if id != "socialt-foretag" {
				return Target{}, &problem.Problem{
					Kind: problem.UnknownTerm, Message: "Begreppet ”" + id + "” finns inte.",
				}
			}
			return Target{URL: "/begrepp/socialt-foretag/", Title: "Företag med ett \"socialt\" mål"}, nil
		},
	}
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, file) })
	}
}

func golden(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := make(map[string]string)
	var fresh []txtar.File
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".md")
		if !ok {
			continue
		}
		doc, problems := Convert(f.Data, testOptions())
		for _, p := range problems.Faults() {
			t.Errorf("%s: %v: %v", f.Name, p.Kind, p)
		}
		if got := doc.HTML; got != want[name+".html"] && !*update {
			t.Errorf("%s (-want +got):\n%s", f.Name, cmp.Diff(want[name+".html"], got))
		}
		fresh = append(fresh, f, txtar.File{Name: name + ".html", Data: []byte(doc.HTML)})
	}
	if *update {
		archive.Files = fresh
		if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDocument holds what Convert tells beside the HTML.
func TestDocument(t *testing.T) {
	body := "![Bild](bild.png)\n\nEtt *första* stycke med [länk](kumla.md#kontakt),\nen `kod` och 3 ord.[^1]\n\n## " +
		"Åtgärder & \"mål\"\n\nMer.\n\n### Läs [mer](om/vision.md#vad) {#mer}\n\n[^1]: Not.\n"
	doc, problems := Convert([]byte(body), testOptions())
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	doc.HTML = ""
	want := &Document{
		Headings: []Heading{{2, "atgarder-mal", "Åtgärder & ”mål”"}, {3, "mer", "Läs mer"}},
		Links: []Link{
			{Entry: "kumla.md", Anchor: "kontakt", Line: 3, Column: 25, AnchorLine: 3, AnchorColumn: 41},
			{Entry: "om/vision.md", Anchor: "vad", Line: 10, Column: 9, AnchorLine: 10, AnchorColumn: 28},
		},
		Text: "Ett första stycke med länk, en kod och 3 ord.",
	}
	if diff := cmp.Diff(want, doc); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSummary(t *testing.T) {
	long := strings.Repeat("åäö ", 100)
	for _, test := range []struct{ in, want string }{
		{"Kort text.", "Kort text."},
		{strings.Repeat("å", 300), strings.Repeat("å", 300)},
		{strings.TrimSpace(long), strings.TrimSpace(long[:75*7-1]) + "…"},
		{strings.Repeat("å", 301), strings.Repeat("å", 299) + "…"},
		{strings.Repeat("å", 290) + ", " + strings.Repeat("b", 50), strings.Repeat("å", 290) + "…"},
	} {
		got := summary(test.in)
		if got != test.want {
			t.Errorf("summary(%q) = %q, want %q", test.in, got, test.want)
		}
		if n := len([]rune(got)); n > 300 {
			t.Errorf("summary(%q) has %d runes", test.in, n)
		}
	}
}

// TestNoOptions holds that a text converts without any of the functions.
func TestNoOptions(t *testing.T) {
	doc, problems := Convert([]byte("[a](b.md) <https://x.se> ![c](d.png)"), Options{})
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	want := `<p><a href="b.md">a</a> <a href="https://x.se" rel="external">https://x.se</a> <img src="d.png" alt="c" loading="lazy" decoding="async"></p>` + "\n"
	if doc.HTML != want {
		t.Errorf("got  %s\nwant %s", doc.HTML, want)
	}
	_, problems = Convert([]byte("[a](begrepp:b)"), Options{})
	if len(problems) != 1 || problems[0].Kind != problem.UnknownTerm || problems[0].Place() != ":1:1" {
		t.Errorf("term without Term: %v", problems)
	}
}

// TestConcurrent holds that calls at the same time do not disturb each other; the race detector judges too.
func TestConcurrent(t *testing.T) {
	body, err := os.ReadFile("testdata/sida.md")
	if err != nil {
		t.Fatal(err)
	}
	bodies := [][]byte{
		body, []byte("## A\n\n[x](#a) [y](z.md) www.x.se[^1]\n\n[^1]: Not.\n"), []byte("# <b>\n\n> [!OBS]\n> å\n"),
	}
	var want [3]*Document
	var wantProblems [3]problem.List
	for i, body := range bodies {
		want[i], wantProblems[i] = Convert(body, testOptions())
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for n := range 30 {
				i := n % len(bodies)
				got, problems := Convert(bodies[i], testOptions())
				if diff := cmp.Diff(want[i], got) + cmp.Diff(wantProblems[i], problems); diff != "" {
					t.Errorf("text %d (-alone +together):\n%s", i, diff)
				}
			}
		})
	}
	group.Wait()
}

func ExampleConvert() {
	doc, _ := Convert([]byte("Läs \"mer\" på https://www.so-in.se/om."), Options{})
	fmt.Print(doc.HTML)
	// Output: <p>Läs ”mer” på <a href="https://www.so-in.se/om" rel="external">https://www.so-in.se/om</a>.</p>
}
