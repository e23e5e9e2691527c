package frontmatter

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// activity has a key of every type.
type activity struct {
	Title, Kind, Place, Summary, Web, Email, Phone string
	Start, End                                     swedish.Moment
	Day                                            swedish.Date
	Draft                                          bool
	Amount, Year                                   int
	Themes                                         []string
	Organizers                                     []Ref
	Funder                                         Ref
	Except                                         []swedish.Date
	Years                                          []int
	Levels                                         []string
	RegistrationURL, RegistrationEmail             string
	Speakers                                       []speaker
}

type speaker struct{ Name, Role string }

var testAliases = map[string]string{"titel": "title", "plats": "place"}

func decode(doc *Document) (activity, problem.List) {
	var a activity
	d := doc.Decoder(Options{Aliases: testAliases})
	d.Text("title", &a.Title, Required("title: Stormöte i Kumla"))
	Choice(d, "kind", &a.Kind, []string{"stormöte", "workshop", "annat"}, Required("kind: stormöte"))
	d.Moment("start", &a.Start, Required("start: 2016-05-10 13:00"))
	d.Moment("end", &a.End)
	d.Date("day", &a.Day)
	d.Text("place", &a.Place)
	d.Text("summary", &a.Summary)
	d.URL("web", &a.Web)
	d.Email("email", &a.Email)
	d.Phone("phone", &a.Phone)
	d.Bool("draft", &a.Draft)
	d.Int("amount", &a.Amount)
	d.Int("year", &a.Year, Range(1990, 2100))
	d.Texts("themes", &a.Themes)
	d.Refs("organizers", &a.Organizers)
	d.Ref("funder", &a.Funder)
	d.Dates("except", &a.Except)
	d.Ints("years", &a.Years, Range(1990, 2100))
	Choices(d, "levels", &a.Levels, []string{"regional", "nationell"})
	d.Map("registration", func(d *Decoder) {
		d.URL("url", &a.RegistrationURL)
		d.Email("email", &a.RegistrationEmail)
	})
	d.Each("speakers", func(d *Decoder) {
		var s speaker
		d.Text("name", &s.Name, Required("name: Anna Andersson"))
		d.Text("role", &s.Role)
		a.Speakers = append(a.Speakers, s)
	})
	return a, d.Close()
}

var (
	wantComment = regexp.MustCompile(`(?m)[ \t]*# want((?: "(?:[^"\\]|\\.)*")+)$`)
	wantText    = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// expectations takes the comments off a source and returns what they want, by line.
func expectations(t *testing.T, src string) (string, map[int][]*regexp.Regexp) {
	wants := map[int][]*regexp.Regexp{}
	lines := strings.Split(src, "\n")
	for i, line := range lines {
		m := wantComment.FindStringSubmatchIndex(line)
		if m == nil {
			continue
		}
		for _, q := range wantText.FindAllString(line[m[2]:m[3]], -1) {
			text, err := strconv.Unquote(q)
			if err != nil {
				t.Fatalf("line %d: %s: %v", i+1, q, err)
			}
			wants[i+1] = append(wants[i+1], regexp.MustCompile("(?s)"+text))
		}
		lines[i] = line[:m[0]]
	}
	return strings.Join(lines, "\n"), wants
}

// TestProblems holds the problems of each file in testdata against the comments on its lines: # want "regexp", matched
// with "COLUMN KIND: MESSAGE HINT". A problem that no comment wants fails, and so does a comment without a problem.
func TestProblems(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range archive.Files {
			t.Run(filepath.Base(name)+"/"+file.Name, func(t *testing.T) {
				src, wants := expectations(t, string(file.Data))
				problems := problemsOf(file.Name, src)
				for _, p := range problems {
					got := fmt.Sprintf("%d %s: %s %s", p.Column, p.Kind, p.Message, p.Hint)
					if !takeMatch(wants, p.Line, got) {
						t.Errorf("unexpected problem on line %d: %s", p.Line, got)
					}
				}
				for line, left := range wants {
					for _, w := range left {
						t.Errorf("line %d: no problem matches %s", line, w)
					}
				}
			})
		}
	}
}

func takeMatch(wants map[int][]*regexp.Regexp, line int, got string) bool {
	for i, w := range wants[line] {
		if w.MatchString(got) {
			wants[line] = append(wants[line][:i:i], wants[line][i+1:]...)
			return true
		}
	}
	return false
}

func problemsOf(name, src string) problem.List {
	doc, problems := Parse(name, []byte(src))
	_, more := decode(doc)
	return append(problems, more...).Sorted()
}

// TestOneForm wants one form of a value for all ways to write it, and another for all that says something else.
func TestOneForm(t *testing.T) {
	of := func(value string) string {
		t.Helper()
		doc, problems := Parse("x.md", []byte("---\nkey: "+value+"\n---\n"))
		if len(problems) > 0 {
			t.Fatalf("%q: %v", value, problems)
		}
		return doc.Values()["key"]
	}
	forms := map[string]string{} // to the first value that has each
	for _, same := range [][]string{
		{"2027-05-10 13:00", `"2027-05-10 13:00"`, "2027-05-10T13:00:00+02:00"},
		{"2027-05-10", "'2027-05-10'"}, {"kultur", "[kultur]", "\n  - kultur", "kultur # ord"}, {"Kultur"},
		{"[a, b]", "\n  - a\n  - \"b\""}, {"[b, a]"}, {"ab"}, {"", "~", "[]"},
		{"\n  a: 1\n  b: 2", "{b: 2, a: 1, c: }"},
		{"\n  a: 2\n  b: 1"}, {"[{a: 1}, {b: 2}]"},
	} {
		want := of(same[0])
		if other, taken := forms[want]; taken {
			t.Errorf("%q and %q have one form", other, same[0])
		}
		forms[want] = same[0]
		for _, value := range same[1:] {
			if got := of(value); got != want {
				t.Errorf("%q is %q, and %q is %q", value, got, same[0], want)
			}
		}
	}
}
