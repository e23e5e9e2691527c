package frontmatter

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"so-in.se/psi/internal/problem"
)

// judge reads the header's key a and returns what became of it: its value, or the kind and message of the problem.
func judge(t *testing.T, value string, read func(d *Decoder) any) (any, problem.List) {
	t.Helper()
	doc, problems := Parse("a.md", []byte("---\na: "+value+"\n---\n"))
	d := doc.Decoder(Options{})
	got := read(d)
	for _, p := range append(problems, d.Close()...) {
		if p.Line != 2 || p.Column != 4 {
			t.Errorf("%s: problem at %d:%d", value, p.Line, p.Column)
		}
	}
	return got, append(problems, d.Close()...)
}

func TestInt(t *testing.T) {
	for value, want := range map[string]int{
		"0": 0, "7": 7, "50 000": 50000, "'50 000'": 50000, "50\u00a0000": 50000, "1 000 000": 1000000, "-3": -3,
		"010": 10, "\"08\"": 8, "2\u202f016": 2016,
	} {
		got, problems := judge(t, value, func(d *Decoder) any { var n int; d.Int("a", &n); return n })
		if got != want || len(problems) > 0 {
			t.Errorf("%s: %v, want %d %v", value, got, want, problems)
		}
	}
	for _, value := range []string{
		"1e3", "0x10", "1_000", "tolv", "50.000", "2,9", "5 000 kronor", "50 00", "5000 000", "--1",
		"9999999999999999999", "1-2", "٣",
	} {
		got, problems := judge(t, value, func(d *Decoder) any { n := -1; d.Int("a", &n); return n })
		if got != -1 || len(problems) != 1 || problems[0].Kind != problem.BadValue ||
			!strings.Contains(problems[0].Hint, "`a: 50000`") {
			t.Errorf("%s: %v %v", value, got, problems)
		}
	}
	for value, ok := range map[string]bool{"1": true, "10": true, "0": false, "11": false, "-1": false} {
		_, problems := judge(t, value, func(d *Decoder) any { var n int; d.Int("a", &n, Range(1, 10)); return n })
		if (len(problems) == 0) != ok || !ok && problems[0].Kind != problem.BadValue {
			t.Errorf("%s: %v", value, problems)
		}
	}
}

func TestBool(t *testing.T) {
	for value, want := range map[string]bool{"true": true, "ja": true, "JA": true, "'True'": true, "false": false,
		"nej": false, "Nej": false} {
		got, problems := judge(t, value, func(d *Decoder) any { b := !want; d.Bool("a", &b); return b })
		if got != want || len(problems) > 0 {
			t.Errorf("%s: %v %v", value, got, problems)
		}
	}
	for _, value := range []string{"yes", "no", "on", "off", "1", "kanske", "j"} {
		_, problems := judge(t, value, func(d *Decoder) any { var b bool; d.Bool("a", &b); return b })
		if len(problems) != 1 || problems[0].Kind != problem.UnknownValue ||
			problems[0].Hint != "Skriv `a: ja` eller `a: nej`." {
			t.Errorf("%s: %v", value, problems)
		}
	}
}

func TestAddresses(t *testing.T) {
	type read = func(*Decoder, string, *string, ...Option)
	for _, c := range []struct {
		read  read
		value string
		hint  string // "" when the value is right
	}{
		{(*Decoder).URL, "https://a.se", ""},
		{(*Decoder).URL, "http://www.örebro.se/a/å?b=%20#c", ""},
		{(*Decoder).URL, "HTTPS://a.se:8080/", ""},
		{(*Decoder).URL, "www.a.se/x", "a: https://www.a.se/x"},
		{(*Decoder).URL, "a.se", "a: https://a.se"},
		{(*Decoder).URL, "/om/", "https://www.exempel.se"},
		{(*Decoder).URL, "../om.md", "https://"},
		{(*Decoder).URL, "javascript:alert(1)", "https://"},
		{(*Decoder).URL, "JAVASCRIPT://a.se/%0Aalert(1)", "https://"},
		{(*Decoder).URL, "data:text/html,x", "https://"},
		{(*Decoder).URL, "ftp://a.se", "https://"},
		{(*Decoder).URL, "//a.se", "https://"},
		{(*Decoder).URL, "https://", "https://"},
		{(*Decoder).URL, "https:///x", "https://"},
		{(*Decoder).URL, "https://localhost", "https://"},
		{(*Decoder).URL, "https://a..se", "https://"},
		{(*Decoder).URL, "https://a.se/a b", "https://"},
		{(*Decoder).URL, `"https://a.se/a\nb"`, "https://"},
		{(*Decoder).URL, "\"https://a.se/\u200b\"", "https://"},
		{(*Decoder).URL, "<https://a.se>", "https://"},
		{(*Decoder).URL, "https://u:p@a.se/x", "a: https://a.se/x"},
		{(*Decoder).URL, "a@b.se", "https://"},
		{(*Decoder).URL, "https://a.se/%zz", "https://"},
		{(*Decoder).Email, "a@b.se", ""},
		{(*Decoder).Email, "anna.öberg+x@sub.örebro.se", ""},
		{(*Decoder).Email, "mailto:a@b.se", "\na: a@b.se"},
		{(*Decoder).Email, "Anna <a@b.se>", "\na: a@b.se"},
		{(*Decoder).Email, "a@b", "namn@exempel.se"},
		{(*Decoder).Email, "a@@b.se", "namn@exempel.se"},
		{(*Decoder).Email, "a(at)b.se", "namn@exempel.se"},
		{(*Decoder).Email, ".a@b.se", "namn@exempel.se"},
		{(*Decoder).Email, "a@b.se, c@d.se", "\na: a@b.se"},
		{(*Decoder).Email, "\"a@b.se\\nBcc: x@y.se\"", "\na: a@b.se"},
		{(*Decoder).Phone, "019-602 10 00", ""},
		{(*Decoder).Phone, "\"+46 19 602 10 00\"", ""},
		{(*Decoder).Phone, "ring oss", "019-123 45 67"},
	} {
		got, problems := judge(t, c.value, func(d *Decoder) any { var s string; c.read(d, "a", &s); return s })
		switch {
		case c.hint == "" && (len(problems) > 0 || got != strings.Trim(c.value, `"`)):
			t.Errorf("%s: %q %v", c.value, got, problems)
		case c.hint != "" && (len(problems) != 1 || got != "" || problems[0].Kind != problem.BadValue ||
			!strings.Contains(problems[0].Hint, c.hint)):
			t.Errorf("%s: %q %v", c.value, got, problems)
		}
	}
}

// TestRef takes whatever is written for an id: what entries there are, others know.
func TestRef(t *testing.T) {
	for _, value := range []string{"kumla-kommun", "Kumla", "å", "Kumla kommun", "../parter/kumla-kommun.md", "a, b"} {
		want := Ref{value, Pos{2, 4}, Pos{2, 4 + utf8.RuneCountInString(value)}, Lone}
		got, problems := judge(t, value, func(d *Decoder) any { var r Ref; d.Ref("a", &r); return r })
		if len(problems) > 0 || got != want {
			t.Errorf("%s: %v %v", value, got, problems)
		}
	}
}

// TestWrongTypes asks every reader for its type where there is another, and wants the example that the caller gave.
func TestWrongTypes(t *testing.T) {
	var (
		text  string
		texts []string
		on    bool
		n     int
		ref   Ref
	)
	for name, c := range map[string]struct {
		value string
		read  func(*Decoder, Option)
	}{
		"Text":   {"{x: y}", func(d *Decoder, o Option) { d.Text("a", &text, o) }},
		"Texts":  {"{x: y}", func(d *Decoder, o Option) { d.Texts("a", &texts, o) }},
		"Bool":   {"[ja]", func(d *Decoder, o Option) { d.Bool("a", &on, o) }},
		"Int":    {"[1]", func(d *Decoder, o Option) { d.Int("a", &n, o) }},
		"URL":    {"[x]", func(d *Decoder, o Option) { d.URL("a", &text, o) }},
		"Ref":    {"[x]", func(d *Decoder, o Option) { d.Ref("a", &ref, o) }},
		"Map":    {"x", func(d *Decoder, o Option) { d.Map("a", func(*Decoder) {}, o) }},
		"Each":   {"x", func(d *Decoder, o Option) { d.Each("a", func(*Decoder) {}, o) }},
		"Choice": {"[x]", func(d *Decoder, o Option) { Choice(d, "a", &text, []string{"x"}, o) }},
	} {
		_, problems := judge(t, c.value, func(d *Decoder) any { c.read(d, Required("a: exempel")); return nil })
		if len(problems) != 1 || problems[0].Kind != problem.WrongType ||
			!strings.HasSuffix(problems[0].Hint, "a: exempel") {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// TestUnreadableIsSilent: once a header's fault is told, its keys are not also called missing.
func TestUnreadableIsSilent(t *testing.T) {
	for _, src := range []string{"Hej", "---\na: b: c\n---\n", "---\n- a\n---\n", "---\na: b\n", ""} {
		doc, problems := Parse("a.md", []byte(src))
		_, more := decode(doc)
		if len(problems) != 1 || len(more) > 0 {
			t.Errorf("%q: %v, %v", src, problems, more)
		}
	}
}

// TestNestedRequired: a lone mapping is a list of one, and what a nested mapping lacks is told at that mapping.
func TestNestedRequired(t *testing.T) {
	doc, _ := Parse("a.md", []byte("---\na:\n  x: 1\nb:\n  - x: 1\n  -\n  - x: 2\n---\n"))
	d := doc.Decoder(Options{})
	var x, y string
	read := func(d *Decoder) { d.Text("x", &x); d.Text("y", &y, Required("y: 1")) }
	d.Each("a", read)
	d.Each("b", read)
	var got []string
	for _, p := range d.Close() {
		got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Kind))
	}
	if want := "3:3 missing-key 5:5 missing-key 7:5 missing-key"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	if x != "2" {
		t.Errorf("x is %q", x)
	}
}
