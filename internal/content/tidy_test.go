package content

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"so-in.se/psi/internal/corpus"
	"so-in.se/psi/internal/frontmatter"
)

// tidied holds that tidying a file changes nothing of what it says, not a byte of its text, no comment, and that it is
// done at once.
func tidied(t *testing.T, name string, src []byte) {
	t.Helper()
	tidy, _ := Tidy(name, src)
	if again, _ := Tidy(name, tidy); !bytes.Equal(again, tidy) {
		t.Errorf("%s: tidied twice it is\n%s\nnot\n%s", name, again, tidy)
	}
	before, problems := frontmatter.Parse(name, src)
	after, later := frontmatter.Parse(name, tidy)
	if len(problems.Faults()) != len(later.Faults()) || !bytes.Equal(before.Body, after.Body) ||
		before.BodyLine != after.BodyLine {
		t.Errorf("%s: the text, or what is wrong, has changed: %v, %v\n%s\nfrom\n%s", name, problems, later, tidy, src)
	}
	if got, want := sorted(tidy), sorted(src); !slices.Equal(got, want) {
		t.Errorf("%s: other lines\n%s\nfrom\n%s", name, tidy, src)
	}
	k := kindIn(folderOf(name))
	x, y := parseFile(name, src, k), parseFile(name, tidy, k)
	if len(x.problems.Faults()) != len(y.problems.Faults()) || len(x.refs) != len(y.refs) {
		t.Errorf("%s: %d problems and %d relations, then %d and %d", name, len(x.problems), len(x.refs),
			len(y.problems), len(y.refs))
	}
	a, b := ActivityOf(x.entry), ActivityOf(y.entry)
	if a != nil && (!a.When.Start.Equal(b.When.Start) || !a.When.End.Equal(b.When.End) ||
		a.When.WholeDay != b.When.WholeDay) {
		t.Errorf("%s: %v, then %v", name, a.When, b.When)
	}
}

// sorted returns the lines of a file that are not of times, in order.
func sorted(src []byte) []string {
	var lines []string
	for l := range strings.Lines(string(src)) {
		for _, key := range []string{"start", "end", "closes", "opens", "last_day", "moved_from", "until"} {
			if i := strings.Index(l, key+":"); i >= 0 {
				l = l[:i]
			}
		}
		lines = append(lines, l)
	}
	slices.Sort(lines)
	return lines
}

func TestTidy(t *testing.T) {
	for where, fsys := range map[string]fs.FS{
		"own": os.DirFS("../.."), "example": os.DirFS("../site/testdata/example"), "made up": corpus.FS(200),
	} {
		changed := 0
		err := fs.WalkDir(fsys, "content", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".md" {
				return err
			}
			src, err := fs.ReadFile(fsys, name)
			if err != nil {
				return err
			}
			name = strings.TrimPrefix(name, "content/")
			tidied(t, name, src)
			if tidy, faults := Tidy(name, src); len(faults) > 0 {
				t.Errorf("%s: %v", name, faults)
			} else if !bytes.Equal(src, tidy) {
				changed++
			}
			return nil
		})
		if err != nil || changed < 10 {
			t.Errorf("%s: %d files were changed, %v", where, changed, err)
		}
	}
}

func FuzzTidy(f *testing.F) {
	const name = "aktiviteter/a.md"
	f.Add("---\n# Om rubriken\nkind: annat\nstart: 2027-05-10 13:00 # klockan ett\nend: \"2027-05-10 15:00\"\n\n" +
		"title: A\n# sist\n---\n\nText\n---\n")
	f.Add("---\r\nend: 2027-05-10 15:00\r\nstart: 2027-05-10 13:00\r\ntitle: A\r\nkind: annat\r\n---\r\nText")
	f.Add("\ufeff---\ntitle: |\n  A\n\nkind: annat\nstart: 2027-10-31 02:30+01:00\nend: '2027-10-31 03:30'\n---\n")
	f.Add("---\n{title: A, kind: annat, start: 2027-05-10 13:00, end: 2027-05-10 15:00}\n---\n")
	f.Add("---\nsummary: >+\n  B\n\n\ntitle: A\nkind: annat\nstart: 2027-05-10\nrepeats: {unit: vecka, times: 3, " +
		"moved: [{from: 2027-05-17, start: 2027-05-18 13:00, end: 2027-05-18 14:00}]}\n---\n")
	f.Fuzz(func(t *testing.T, src string) {
		tidied(t, name, []byte(src))
	})
}
