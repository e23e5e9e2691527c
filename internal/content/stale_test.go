package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// remove takes a file out of its folder.
func (m *memory) remove(name string) {
	f := m.files[name]
	delete(m.files, name)
	for folder, list := range m.folders {
		for i, d := range list {
			if d == f {
				m.folders[folder] = append(list[:i:i], list[i+1:]...)
			}
		}
	}
}

// replace changes a part of a file, which must be there.
func (m *memory) replace(t *testing.T, name, old, new string) {
	t.Helper()
	text := string(m.files[name].data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	m.write(name, strings.ReplaceAll(text, old, new))
}

// web is a folder in which the file om/a.md relies on all others in one way or another.
func web() *memory {
	m := newMemory()
	for name, text := range map[string]string{
		SettingsFile: soundSettings + "menu:\n  - title: B\n    path: om/b.md\n",
		"om/a.md": "---\ntitle: A\nthemes: [x, y]\nowner: abf\nprovider: abf\n---\n\n[B](b.md) " +
			"[rubriken](b.md#rubrik) [ordet](begrepp:ord) " +
			"[papper](../bilder/p.pdf)\n\n![Ett hus](../bilder/b.gif)\n",
		"om/b.md":             "---\ntitle: B\nold_paths: [/forr/]\n---\n\n## Rubrik\n",
		"om/c.md":             "---\ntitle: C\n---\n\n[A](a.md)\n",
		"om/h\u00f6.md":       "---\ntitle: H\n---\n\n[A](a.md)\n",
		"om/d.md":             "---\ntitle: D\n---\n\n[Hö](hö.md)\n",
		"teman/x.md":          "---\ntitle: X\n---\n",
		"teman/y.md":          "---\ntitle: Y\n---\n",
		"begrepp/ord.md":      "---\ntitle: Ord\nsummary: Ett ord.\n---\n",
		"parter/abf.md":       "---\ntitle: ABF\nsector: civilsamhälle\n---\n",
		"nyheter/1.md":        "---\ntitle: Ett\ndate: 2027-01-01\n---\n",
		"nyheter/2.md":        "---\ntitle: Två\ndate: 2027-02-01\n---\n",
		"bilder/b.gif":        gif,
		"bilder/p.pdf":        "%PDF-1.7\n%%EOF",
		"aktiviteter/m.md":    "---\ntitle: M\nkind: annat\nstart: 2027-01-01\norganizers: abf\n---\n",
		"samhallssamtal/s.md": "---\ntitle: S\nspeakers:\n  - name: Ada\n    organization: abf\n---\n",
	} {
		m.write(name, text)
	}
	return m
}

// TestNothingStale changes a file on which others rely, and holds that a Load with a Memo sees it as one without does,
// and that what was loaded before remains what it was. Each change but the first is made to the outcome of those
// before.
func TestNothingStale(t *testing.T) {
	m, memo := web(), new(Memo)
	first, problems := load(t, m, Options{Memo: memo})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	replaced := func(name, old, new string) func() { return func() { m.replace(t, name, old, new) } }
	rename := func(from, to string) func() {
		return func() {
			text := string(m.files[from].data)
			m.remove(from)
			m.write(to, text)
		}
	}
	before := first
	problemsBefore := problems
	for _, step := range []struct {
		what string
		edit func()
	}{
		{"another title", replaced("om/b.md", "title: B", "title: Be")},
		{"another address", replaced("om/b.md", "title: Be", "title: Be\nid: be")},
		{"a draft", replaced("om/b.md", "id: be", "draft: ja")},
		{"a draft no more", replaced("om/b.md", "\ndraft: ja", "")},
		{"a heading gone", replaced("om/b.md", "## Rubrik", "## Annan")},
		{"a heading back", replaced("om/b.md", "## Annan", "## Rubrik")},
		{"a picture of another size", func() { m.write("bilder/b.gif", strings.Replace(gif, "\x03", "\x04", 1)) }},
		{"no picture", func() { m.write("bilder/b.gif", "text") }},
		{"too large a picture", func() { m.write("bilder/b.gif", strings.Repeat("x", 2<<20)) }},
		{"the picture again", func() { m.write("bilder/b.gif", gif) }},
		{"a picture gone", func() { m.remove("bilder/b.gif") }},
		{"a picture back", func() { m.write("bilder/b.gif", gif) }},
		{"a document renamed", rename("bilder/p.pdf", "bilder/q.pdf")},
		{"a document back", rename("bilder/q.pdf", "bilder/p.pdf")},
		{"a file renamed", rename("om/b.md", "om/bb.md")},
		{"a file with its old name", rename("om/bb.md", "om/b.md")},
		{"a file gone", func() { m.remove("om/b.md") }},
		{"a file back, and another", func() { m.write("om/b.md", string(web().files["om/b.md"].data)) }},
		{"a file too large", func() { m.write("om/b.md", strings.Repeat("x", 2<<20)) }},
		{"a file as it was", func() { m.write("om/b.md", string(web().files["om/b.md"].data)) }},
		{"swapped ids", func() {
			m.replace(t, "teman/x.md", "title: X", "title: X\nid: y")
			m.replace(t, "teman/y.md", "title: Y", "title: Y\nid: x")
		}},
		{"a word of the house", replaced(SettingsFile, "menu:",
			"words:\n  - word: rubriken\n    write: rubrik\nmenu:")},
		{"another word", replaced(SettingsFile, "word: rubriken", "word: ordet")},
		{"an id of two", replaced("teman/y.md", "id: x", "id: y")},
		{"swapped names", func() {
			x, y := string(m.files["teman/x.md"].data), string(m.files["teman/y.md"].data)
			m.write("teman/x.md", y)
			m.write("teman/y.md", x)
		}},
		{"ids as they were", func() {
			m.write("teman/x.md", "---\ntitle: X\n---\n")
			m.write("teman/y.md", "---\ntitle: Y\n---\n")
		}},
		{"another title of a word", replaced("begrepp/ord.md", "title: Ord", "title: Ordet")},
		{"another id of a word", replaced("begrepp/ord.md", "title: Ordet", "title: Ordet\nid: ordet")},
		{"a word's id back", replaced("begrepp/ord.md", "\nid: ordet", "")},
		{"another title of a part", replaced("parter/abf.md", "title: ABF", "title: Abf")},
		{"a part that is a draft", replaced("parter/abf.md", "title: Abf", "title: Abf\ndraft: ja")},
		{"a part that is none", replaced("parter/abf.md", "\ndraft: ja", "")},
		{"a group of that id", func() { m.write("grupper/abf.md", "---\ntitle: Gruppen\n---\n") }},
		{"no group of that id", func() { m.remove("grupper/abf.md") }},
		{"another order", replaced("nyheter/1.md", "2027-01-01", "2027-03-01")},
		{"an order of titles", replaced("nyheter/1.md", "2027-03-01", "2027-02-01")},
		{"one in between", func() { m.write("nyheter/3.md", "---\ntitle: Tre\ndate: 2027-02-01\n---\n") }},
		{"the first one gone", func() { m.remove("nyheter/1.md") }},
		{"an address in use", replaced("om/c.md", "title: C", "title: C\nid: a")},
		{"an address that was in use", replaced("om/c.md", "id: a", "old_paths: [/om/b/]")},
		{"an old address of two", replaced("om/c.md", "/om/b/", "/forr/")},
		{"an old address of one", replaced("om/b.md", "old_paths: [/forr/]", "")},
		{"a calendar's id of two", replaced("samhallssamtal/s.md", "title: S", "title: S\nuid: m@so-in.se")},
		{"an id of a talk and an activity", replaced("samhallssamtal/s.md", "uid: m@so-in.se", "id: m")},
		{"a talk of its own", replaced("samhallssamtal/s.md", "id: m", "id: ss")},
		{"a name composed otherwise", rename("om/h\u00f6.md", "om/ho\u0308.md")},
		{"both of the names", func() { m.write("om/h\u00f6.md", "---\ntitle: Annat\nid: annat\n---\n") }},
		{"one of the names", func() { m.remove("om/ho\u0308.md") }},
		{"a file beside a folder of its name", func() {
			m.write("om/b/c.md",
				"---\ntitle: BC\n---\n\n[B](../b.md)\n")
		}},
		{"another kind", func() {
			rename("om/c.md", "nyheter/c.md")()
			m.replace(t, "nyheter/c.md", "title: C", "title: C\ndate: 2027-01-01")
		}},
		{"another menu", replaced(SettingsFile, "om/b.md", "om/a.md")},
	} {
		step.edit()
		got, gotProblems := load(t, m, Options{Memo: memo})
		want, wantProblems := load(t, m, Options{})
		same(t, step.what, got, want, gotProblems, wantProblems)
		if reflect.DeepEqual(got, before) && reflect.DeepEqual(problemsBefore, gotProblems) {
			t.Errorf("%s: nothing has changed", step.what)
		}
		before, problemsBefore = got, gotProblems
		got, gotProblems = load(t, m, Options{Memo: memo, Drafts: true})
		want, wantProblems = load(t, m, Options{Drafts: true})
		same(t, step.what+", with drafts", got, want, gotProblems, wantProblems)
	}
	want, _ := load(t, web(), Options{})
	same(t, "the first of all", first, want, nil, nil)
}

// TestMemoForgets holds that a Memo does not grow with all that there has ever been.
func TestMemoForgets(t *testing.T) {
	m, memo := newMemory(), new(Memo)
	m.write(SettingsFile, soundSettings)
	most := 0
	for i := range 300 {
		for j := range 10 {
			old, name := fmt.Sprintf("om/%d-%d.md", i-1, j), fmt.Sprintf("om/%d-%d.md", i, j)
			if m.files[old] != nil {
				m.remove(old)
			}
			m.write(name, fmt.Sprintf("---\ntitle: %d\n---\n\n[Nästa](%d-%d.md)\n", j, i, (j+1)%10))
		}
		got, gotProblems := load(t, m, Options{Memo: memo})
		want, wantProblems := load(t, m, Options{})
		same(t, fmt.Sprintf("round %d", i), got, want, gotProblems, wantProblems)
		if len(wantProblems) > 0 {
			t.Fatal(wantProblems)
		}
		most = max(most, len(memo.files))
	}
	if most != 10 {
		t.Errorf("at most %d files were remembered", most)
	}
}
