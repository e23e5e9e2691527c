package problem

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Each golden archive holds "problems.json", a list of problems; the files they are in, below "content/"; and what the
// three formats make of them: "text", "github" and "json". In the files, "\x1b" and the like stand for characters that
// a reader would not see. UPDATE_GOLDEN=1 writes the three anew.
func TestFormats(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no goldens: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { testFormats(t, path) })
	}
}

func testFormats(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var list List
	sources := map[string][]byte{}
	for _, file := range archive.Files {
		if file.Name == "problems.json" {
			list = readProblems(t, file.Data)
		} else if name, ok := strings.CutPrefix(file.Name, "content/"); ok {
			sources[name] = []byte(unescape.Replace(string(file.Data)))
		}
	}
	for i, file := range archive.Files {
		var out bytes.Buffer
		switch file.Name {
		case "text":
			err = list.Text(&out, func(file string) []byte { return sources[file] })
		case "github":
			err = list.GitHub(&out, "content", nil)
		case "json":
			err = list.JSON(&out, "content")
		default:
			continue
		}
		if err != nil {
			t.Fatalf("%s: %v", file.Name, err)
		}
		if os.Getenv("UPDATE_GOLDEN") != "" {
			archive.Files[i].Data = out.Bytes()
		} else if diff := cmp.Diff(string(file.Data), out.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file.Name, diff)
		}
	}
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var unescape = strings.NewReplacer(
	`\x1b`, "\x1b", `\x00`, "\x00", `\x9b`, "\u009b", `\xff`, "\xff", `\r`, "\r", `\ufeff`, "\ufeff", `\u202e`,
	"\u202e", `\u0308`, "\u0308", `\t`, "\t",
)

func readProblems(t *testing.T, data []byte) List {
	var entries []entry
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&entries); err != nil {
		t.Fatal(err)
	}
	var list List
	for _, e := range entries {
		list.Add(Problem{
			File: e.File, Line: e.Line, Column: e.Column, Kind: e.Kind, Message: e.Message, Hint: e.Hint,
		})
	}
	return list
}

func TestNoProblems(t *testing.T) {
	var list List
	if list.Err() != nil || (List{{Kind: LongTitle}}).Err() != nil {
		t.Error("without a fault there is an error")
	}
	var text, github, doc bytes.Buffer
	for _, err := range []error{list.Text(&text, nil), list.GitHub(&github, "content", nil), list.JSON(&doc,
		"content")} {
		if err != nil {
			t.Error(err)
		}
	}
	if text.Len() != 0 || github.Len() != 0 {
		t.Errorf("no problems are written as %q and %q", &text, &github)
	}
	if got := doc.String(); got != "{\n  \"problems\": [],\n  \"faults\": 0,\n  \"remarks\": 0\n}\n" {
		t.Errorf("no problems are written as %s", got)
	}
}

func TestSortedKeepsTheListAndDropsDuplicates(t *testing.T) {
	a := Problem{File: "a.md", Line: 2, Column: 1, Message: "A"}
	b := Problem{File: "a.md", Line: 10, Column: 1, Message: "B"}
	c := Problem{File: "b.md", Message: "C"}
	list := List{c, b, a, b}
	if diff := cmp.Diff(List{a, b, c}, list.Sorted()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(List{c, b, a, b}, list); diff != "" {
		t.Errorf("the list itself was changed: %s", diff)
	}
	if got := list.Err().Error(); got != "b.md: C (and 3 more)" {
		t.Error(got)
	}
}

var errFull = errors.New("full")

// fullDisk takes no byte.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestGitHubTellsOfChangedFilesFirst(t *testing.T) {
	list := List{{File: "c.md", Message: "C"}, {File: "a.md", Message: "A"}, {File: "b.md", Message: "B"}}
	var out bytes.Buffer
	if err := list.GitHub(&out, "content", map[string]bool{"b.md": true, "c.md": true}); err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, m := range regexp.MustCompile(`content/(.)`).FindAllStringSubmatch(out.String(), -1) {
		files = append(files, m[1])
	}
	if got := strings.Join(files, ""); got != "bca" {
		t.Errorf("the order is %s", got)
	}
}

// What a file holds is shown as text on a page of Markdown, and links lead to the line.
func TestMarkdown(t *testing.T) {
	list := List{
		{File: "a|<b>.md", Line: 3, Message: "<script> *x* \x1b.", Hint: "Skriv:\n\n  a: <b>"},
		{File: "b.md", Kind: LongTitle, Message: "Lång."},
	}
	var out bytes.Buffer
	err := list.Markdown(&out, "content", func(file string, line int) string {
		return fmt.Sprintf("https://exempel.se/%s#L%d", file, line)
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `## 1 fel och 1 anmärkning i 2 filer.

<h3>content/a|&lt;b&gt;.md</h3>
<ul>
<li><a href="https://exempel.se/content/a|&lt;b&gt;.md#L3">Rad 3</a>. <b>Fel:</b> &lt;script&gt; *x* ␛.` +
		`<pre>Skriv:&#10;&#10;  a: &lt;b&gt;</pre></li>
</ul>

<h3>content/b.md</h3>
<ul>
<li><a href="https://exempel.se/content/b.md#L1">Rad 1</a>. <b>Anmärkning (lång rubrik):</b> Lång.</li>
</ul>

`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
	if err := list.Markdown(fullDisk{}, "", func(string, int) string { return "" }); !errors.Is(err, errFull) {
		t.Errorf("on a full disk: %v", err)
	}
}

func TestWriteErrorsAreReported(t *testing.T) {
	list := List{{File: "a.md", Line: 1, Column: 1, Message: "Fel."}}
	for name, err := range map[string]error{
		"Text": list.Text(fullDisk{}, nil), "GitHub": list.GitHub(fullDisk{}, "", nil), "JSON": list.JSON(fullDisk{},
			""),
	} {
		if !errors.Is(err, errFull) {
			t.Errorf("%s on a full disk: %v", name, err)
		}
	}
}

// The caret stands below the column, wherever on a line that is: a line of signs that are all different shows which one
// it is.
func TestCaretStandsBelowTheColumn(t *testing.T) {
	var alphabet []rune
	for r := rune(0x1E00); len(alphabet) < 240; r++ {
		alphabet = append(alphabet, r)
	}
	for length := range len(alphabet) + 1 {
		line := alphabet[:length]
		for column := 1; column <= length+1; column += 1 + length/40 {
			shown, pad := excerpt(string(line), column)
			below := []rune(shown + "$")[len([]rune(pad))]
			want := '$'
			if column <= length {
				want = line[column-1]
			}
			if below != want {
				t.Fatalf(
					"of %d signs, the caret for column %d stands below %q, not %q:\n%s\n%s^", length, column, below,
					want, shown, pad,
				)
			}
			if n := len([]rune(shown)); n > longest+2 {
				t.Fatalf("%d signs are shown", n)
			}
		}
	}
}

// matcher is what an editor's problem matcher looks for.
var matcher = regexp.MustCompile(`^content\b.*:\d+:\d+: .`)

func FuzzFormats(f *testing.F) {
	f.Add("aktiviteter/x.md", 2, 3, "Fel.", "Skriv rätt.", []byte("a\nbcd\n"))
	f.Add("x:1,y%.md", 1, 2, "50 % fel\r\n::error::x", "a\nb\r\n", []byte("\xff\x1b[31m\tå\r\n"))
	f.Add("", 0, 0, "", "", []byte(nil))
	f.Add("x", -1, 1<<40, "\u202e", "\n\n", []byte("\ufeff"))
	f.Fuzz(func(t *testing.T, file string, line, column int, msg, hint string, src []byte) {
		list := List{{File: file, Line: line, Column: column, Kind: BadValue, Message: "F " + msg, Hint: hint}}
		var text, github, doc bytes.Buffer
		for _, err := range []error{list.Text(&text, func(string) []byte { return src }), list.GitHub(&github,
			"content", nil), list.JSON(&doc, "content")} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, r := range text.String() + github.String() + doc.String() {
			if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x202a && r <= 0x202e {
				t.Fatalf("%U reaches the terminal", r)
			}
		}
		if first, _, _ := strings.Cut(text.String(), "\n"); !matcher.MatchString(first) {
			t.Fatalf("no problem matcher finds %q", first)
		}
		if strings.Count(github.String(), "\n") != 1 || !strings.HasPrefix(github.String(), "::error file=") {
			t.Fatalf("GitHub sees more than one command in %q", &github)
		}
		var back report
		if err := json.Unmarshal(doc.Bytes(), &back); err != nil || back.Faults != 1 || len(back.Problems) != 1 ||
			back.Problems[0].Line != line {
			t.Fatalf("%s reads back as %v, %v", &doc, back, err)
		}
	})
}

// What to write instead is often YAML, where indentation means something.
func TestHintsKeepTheirIndentation(t *testing.T) {
	var text bytes.Buffer
	list := List{{File: "a.md", Message: "Fel.", Hint: "Skriv så här:\nthemes:\n  - kultur"}}
	if err := list.Text(&text, nil); err != nil {
		t.Fatal(err)
	}
	if want := "tips: Skriv så här:\n      themes:\n        - kultur\n"; !strings.Contains(text.String(), want) {
		t.Errorf("the hint is written as\n%s", &text)
	}
}
