package frontmatter

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/swedish"
)

// TestSplit has the splitting library's traps, and what people's editors do to the ends of lines.
func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, src, title, body string
		line                   int
	}{
		{"plain", "---\ntitle: a\n---\nHej\n", "a", "Hej\n", 4},
		{"byte order mark", "\ufeff---\ntitle: a\n---\nHej\n", "a", "Hej\n", 4},
		{"CRLF", "---\r\ntitle: a\r\n---\r\n\r\nHej\r\nDu", "a", "\nHej\nDu", 4},
		{"BOM and CRLF", "\ufeff---\r\ntitle: a\r\n---\r\nHej", "a", "Hej", 4},
		{"leading blank lines", "\n \n\n---\ntitle: a\n---\n\nHej\n", "a", "\nHej\n", 7},
		{"blanks after fences", "---  \ntitle: a\n---\t \nHej", "a", "Hej", 4},
		{"no end of line", "---\ntitle: a\n---", "a", "", 4},
		{"rule in the body", "---\ntitle: a\n---\nHej\n\n---\n\nDu\n", "a", "Hej\n\n---\n\nDu\n", 4},
		{"indented fence in a block", "---\nsummary: |\n  x\n  ---\n  y\ntitle: a\n---\nHej", "a", "Hej", 8},
		{"fence in a quoted text", "---\ntitle: a\nsummary: \"x\n  ---\"\n---\nHej", "a", "Hej", 6},
		{"indented opening fence", " ---\ntitle: a\n---\nHej", "a", "Hej", 4},
		{"line of { in the body", "---\ntitle: a\n---\n{\n}\n", "a", "{\n}\n", 4},
		{"line of +++ in the body", "---\ntitle: a\n---\n+++\nx\n+++\n", "a", "+++\nx\n+++\n", 4},
		{"comments", "---\n# en kommentar\ntitle: a # och en till\n\n# sist\n---\nHej", "a", "Hej", 7},
		{"empty header", "---\n---\nHej", "", "Hej", 3},
		{"blank header", "---\n\n# x\n---\nHej", "", "Hej", 5},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, problems := Parse("a.md", []byte(c.src))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			var title string
			doc.Decoder(Options{}).Text("title", &title)
			if title != c.title || string(doc.Body) != c.body || doc.BodyLine != c.line {
				t.Errorf(
					"title %q, body %q on line %d, want %q, %q, %d", title, doc.Body, doc.BodyLine, c.title, c.body,
					c.line,
				)
			}
		})
	}
}

// TestPositions holds a problem's place against the one of the word that is wrong, in files that differ only in what
// should not count.
func TestPositions(t *testing.T) {
	const file = "---\ntitle: Å\nregistration:\n  url: fel\nspeakers:\n  - name: Åsa\n    rolle: x\n---\nHej\n"
	for name, c := range map[string]struct {
		src   string
		lines int
	}{
		"plain":       {file, 0},
		"BOM":         {"\ufeff" + file, 0},
		"CRLF":        {strings.ReplaceAll(file, "\n", "\r\n"), 0},
		"blank lines": {"\r\n\n" + file, 2},
		"BOM, CRLF":   {"\ufeff\r\n" + strings.ReplaceAll(file, "\n", "\r\n"), 1},
	} {
		doc, problems := Parse("a.md", []byte(c.src))
		d := doc.Decoder(Options{})
		var s string
		d.Text("title", &s)
		d.Map("registration", func(d *Decoder) { d.URL("url", &s) })
		d.Each("speakers", func(d *Decoder) { d.Text("name", &s); d.Text("role", &s) })
		at := func(line, column int) Pos { return Pos{line + c.lines, column} }
		got := []Pos{
			d.Pos("title"), d.KeyPos("title"), d.Pos("absent"), d.ItemPos("speakers", 0), d.ItemPos("speakers", 9),
			d.KeyPos("absent"),
		}
		want := []Pos{at(2, 8), at(2, 1), at(1, 1), at(6, 5), at(6, 3), at(1, 1)}
		for _, p := range append(problems, d.Close()...).Sorted() {
			got = append(got, Pos{p.Line, p.Column})
		}
		if diff := cmp.Diff(append(want, at(4, 8), at(7, 5)), got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestWholeFiles has what is wrong with a file as a whole.
func TestWholeFiles(t *testing.T) {
	for _, c := range []struct{ name, src, want, body string }{
		{"nothing", "", "0:0 empty-file", ""},
		{"blank", "\ufeff \r\n\t\n", "0:0 empty-file", ""},
		{"large", "---\ntitle: " + strings.Repeat("a", MaxSize) + "\n---\n", "0:0 too-large", ""},
		{"UTF-16", "\xff\xfe-\x00-\x00-\x00\n\x00", "1:0 not-utf-8", ""},
		{"Latin-1", "---\ntitle: \xc5r och m\xf6te\nkind: storm\xf6te\nstart: 2016-05-10\n---\nH\xe4r\x96",
			"2:8 not-utf-8", "Här\ufffd"},
		{"Latin-1 in the body", "---\ntitle: Å\nkind: annat\nstart: 2016-05-10\n---\n\nH\xe4r", "7:2 not-utf-8",
			"\nHär"},
		{"NUL", "---\ntitle: Å\x00b\nkind: annat\nstart: 2016-05-10\n---\nA", "2:9 bad-value", "A"},
		{"escape", "---\ntitle: Å\nkind: annat\nstart: 2016-05-10\n---\nÅ\x1b[31m \x07", "6:2 bad-value", "Å [31m  "},
		{"C1", "---\ntitle: Å\u0085b\nkind: annat\nstart: 2016-05-10\n---\nA", "2:9 bad-value", "A"},
		{"line separator", "---\ntitle: Å\u2028b\nkind: annat\nstart: 2016-05-10\n---\nA", "2:9 bad-value", "A"},
		{"lone CR", "---\ntitle: Å\rb\nkind: annat\nstart: 2016-05-10\n---\nA\r\nB", "2:9 bad-value", "A\nB"},
		{"unclosed", "---\ntitle: a\n\n# Text\n", "1:1 unclosed-front-matter", "\n# Text\n"},
		{"unclosed at once", "---", "1:1 unclosed-front-matter", ""},
		{"none", "Hej\n\n---\na\n---\n", "1:1 no-front-matter", "Hej\n\n---\na\n---\n"},
		{"syntax", "---\ntitle: a: b\n---\nHej\n", "2:9 yaml-syntax", "Hej\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, _ := Parse("a.md", []byte(c.src))
			var got []string
			for _, p := range problemsOf("a.md", c.src) {
				got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Kind))
			}
			if diff := cmp.Diff([]string{c.want}, got); diff != "" {
				t.Error(diff)
			}
			if string(doc.Body) != c.body {
				t.Errorf("body %q, want %q", doc.Body, c.body)
			}
		})
	}
}

// TestValues reads what is right, in all the ways in which people and editing tools write it.
func TestValues(t *testing.T) {
	const header = `
title: 0123
kind: "stormöte"
start: 2027-03-28T13:00:00.000+02:00
end: '2027-03-28 15:00'
day: 2026-11-30   # bara dag
place: no
summary: >-
  Första raden
  fortsätter: här.

  Nytt stycke med "citat".
web: https://exempel.se/åäö?a=b#c
email: 'a.b+c@exempel.se'
phone: 019-602 10 00
draft: Ja
amount: 50 000
year: "02016"
themes:
- 1e3
- "2016-05-10"
- 'd''Artagnan'
- ja

organizers: [kumla-kommun, "abf"]
funder: esf
except: 2026-12-24
years: [2016, 2 023]
levels: regional
registration: {url: "https://a.se", email: }
speakers:
  - name: Åsa
  - {name: Bo, role: ~}
`
	summer := func(hour int) swedish.Moment {
		return swedish.Moment{Time: time.Date(2027, 3, 28, hour, 0, 0, 0, swedish.Zone())}
	}
	want := activity{
		Title: "0123", Kind: "stormöte", Place: "no",
		Summary: "Första raden fortsätter: här.\nNytt stycke med \"citat\".",
		Web:     "https://exempel.se/åäö?a=b#c", Email: "a.b+c@exempel.se", Phone: "019-602 10 00",
		Start: summer(13), End: summer(15), Day: swedish.Date{Year: 2026, Month: 11, Day: 30},
		Draft: true, Amount: 50000, Year: 2016, Themes: []string{"1e3", "2016-05-10", "d'Artagnan", "ja"},
		Except: []swedish.Date{{Year: 2026, Month: 12, Day: 24}}, Years: []int{2016, 2023},
		Levels:          []string{"regional"},
		RegistrationURL: "https://a.se", Speakers: []speaker{{Name: "Åsa"}, {Name: "Bo"}},
		Organizers: []Ref{
			{"kumla-kommun", Pos{25, 14}, Pos{25, 26}, Brackets}, {"abf", Pos{25, 28}, Pos{25, 33}, Brackets},
		},
		Funder: Ref{"esf", Pos{26, 9}, Pos{26, 12}, Lone},
	}
	doc, problems := Parse("a.md", []byte("---"+header+"---\n"))
	got, more := decode(doc)
	if problems = append(problems, more...); len(problems) > 0 {
		t.Fatal(problems)
	}
	sameMoment := cmp.Comparer(
		func(a, b swedish.Moment) bool { return a.Time.Equal(b.Time) && a.WholeDay == b.WholeDay },
	)
	if diff := cmp.Diff(want, got, sameMoment); diff != "" {
		t.Error(diff)
	}
}

// TestTextAsWritten reads titles that YAML would take for something else.
func TestTextAsWritten(t *testing.T) {
	for yaml, want := range map[string]string{
		"no": "no", "ja": "ja", "true": "true", "0x1F": "0x1F", "1_000": "1_000", "010": "010", "1e3": "1e3",
		".inf": ".inf", "12:30": "12:30",
		"2016-05-10": "2016-05-10", "'null'": "null", "\"~\"": "~", "Null": "Null", "=": "=", "-x": "-x", "~x": "~x",
		"”Å” – ’ä’": "”Å” – ’ä’", "a#b": "a#b", "'a: b'": "a: b", "\"a\\tb\\u00e5\"": "a\tbå", "|\n  a\n  b\n": "a\nb",
		">\n  a\n  b\n": "a b",
		"a\n  b":        "a b", "A\u030ar": "År", "<b>": "<b>", "https://a.se:80/": "https://a.se:80/", "50 %": "50 %",
		"  a  ": "a", "\" a \"": "a",
	} {
		doc, problems := Parse("a.md", []byte("---\ntitle: "+yaml+"\n---\n"))
		var got string
		d := doc.Decoder(Options{})
		d.Text("title", &got)
		if problems = append(problems, d.Close()...); len(problems) > 0 || got != want {
			t.Errorf("%q: %q, want %q %v", yaml, got, want, problems)
		}
	}
}

// TestEmptyIsAbsent reads the ways of saying nothing: the destination stays, and a required key is missing.
func TestEmptyIsAbsent(t *testing.T) {
	for _, empty := range []string{"", "''", `""`, `"  "`, "~", "null", "[]", "{}", "# x", "|", ">-"} {
		doc, problems := Parse("a.md", []byte("---\na: "+empty+"\nb: "+empty+"\n---\n"))
		d := doc.Decoder(Options{})
		kept, days := "kept", []swedish.Date(nil)
		d.Text("a", &kept)
		d.Dates("a", &days)
		d.Map("a", func(*Decoder) { t.Errorf("%q: read as a mapping", empty) })
		d.Each("a", func(*Decoder) { t.Errorf("%q: read as a list", empty) })
		if d.Has("a") || kept != "kept" || days != nil || len(problems) > 0 {
			t.Errorf("%q is not absent: %q %v %v", empty, kept, days, problems)
		}
		d.Text("b", &kept, Required("b: x"))
		if got := d.Close(); len(got) != 1 || got[0].Kind != problem.MissingKey || got[0].Line != 3 {
			t.Errorf("%q: %v", empty, got)
		}
	}
}

func TestParseYAML(t *testing.T) {
	for _, src := range []string{"name: PSI\nmeny: x\n", "---\nname: PSI\nmeny: x\n",
		"\ufeffname: PSI\r\n# x\r\nmeny: x"} {
		doc, problems := ParseYAML("site.yaml", []byte(src))
		d := doc.Decoder(Options{Aliases: map[string]string{"meny": "menu"}})
		var name, menu string
		d.Text("name", &name)
		d.Text("menu", &menu, Required("menu: x"))
		problems = append(problems, d.Close()...)
		line := strings.Count(src[:strings.Index(src, "meny")], "\n") + 1
		if name != "PSI" || len(problems) != 1 || problems[0].Line != line || problems[0].Column != 1 ||
			len(doc.Body) > 0 {
			t.Errorf("%q: %q, %v", src, name, problems)
		}
	}
	for src, want := range map[string]problem.Kind{
		"": problem.EmptyFile, "a: b: c": problem.YAMLSyntax, "- a": problem.WrongType,
		"# bara en kommentar": problem.MissingKey,
	} {
		doc, problems := ParseYAML("site.yaml", []byte(src))
		d := doc.Decoder(Options{})
		var name string
		d.Text("name", &name, Required("name: PSI"))
		problems = append(problems, d.Close()...)
		if len(problems) != 1 || problems[0].Kind != want || problems[0].Line > 1 {
			t.Errorf("%q: %v, want %s", src, problems, want)
		}
	}
}

// TestHostile reads headers made to cost time or memory. Each has to come back, with few problems.
func TestHostile(t *testing.T) {
	psitest.Serial(t)
	const n = 200_000
	bomb := "a0: &a0 [x, x]\n"
	for i := 1; i < 200; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [*a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1)
	}
	keys := &bytes.Buffer{}
	for i := range n / 4 {
		fmt.Fprintf(keys, "k%d:\n", i)
	}
	for name, header := range map[string]string{
		"alias bomb": bomb, "brackets": "a: " + strings.Repeat("[", n), "braces": strings.Repeat("{a: ", n),
		"dashes": strings.Repeat("- ", n),
		"keys":   keys.String(), "same key": strings.Repeat("a:\n", n), "questions": strings.Repeat("? ", n),
		"text":  "a: " + strings.Repeat("b ", n),
		"quote": "a: \"" + strings.Repeat("b\n ", n), "colons": "a: " + strings.Repeat("b: ", n),
		"blank lines": "a:\n" + strings.Repeat("\n", n) + "b",
		"quotes":      strings.Repeat("a: 'b\n", n/2) + "'", "indented": nestedMappings(300),
		"flow":     "a: [" + strings.Repeat("b,", n) + "]",
		"comments": strings.Repeat("#\n", n) + "a: b: c", "items": "a:\n" + strings.Repeat("- b -c\n", n/2),
		"dashed flow": "a: [" + strings.Repeat("b -c,", n) + "]",
		"anchors":     "a: [" + strings.Repeat("&b c,", n/2) + "]", "hashes": "a:\n" + strings.Repeat("- b #c\n", n/2),
		"fences": "a: |\n" + strings.Repeat("  ---\n", n/2),
	} {
		doc, problems := Parse("a.md", []byte("---\n"+header+"\n---\n"))
		_, more := decode(doc)
		if problems = append(problems, more...); len(problems) > enough+2*many {
			t.Errorf("%s: %d problems", name, len(problems))
		}
	}
}

func nestedMappings(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
