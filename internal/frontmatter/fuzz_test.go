package frontmatter

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
)

// naiveSplit is the judge of FuzzParse: it splits a file into lines and looks for the fences among them, in the
// plainest way.
func naiveSplit(src string) (body string, line int, ok bool) {
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(src, "\ufeff"), "\r\n", "\n"), "\n")
	open := -1
	for i, l := range lines {
		switch {
		case open < 0 && strings.TrimSpace(l) == "":
		case open < 0 && strings.TrimSpace(l) != "---":
			return "", 0, false
		case open < 0:
			open = i
		case strings.HasPrefix(l, "-") && strings.TrimSpace(l) == "---":
			return strings.Join(lines[i+1:], "\n"), i + 2, true
		}
	}
	return "", 0, false
}

// FuzzParse reads anything. Whatever it is, nothing panics, header and body together are the file, the body is where
// the judge finds it, and each problem has a place that exists.
func FuzzParse(f *testing.F) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(file.Data)
			f.Add(wantComment.ReplaceAll(file.Data, nil))
			f.Add(bytes.ReplaceAll(wantComment.ReplaceAll(file.Data, nil), []byte("\n"), []byte("\r\n")))
		}
	}
	f.Add([]byte("\ufeff---\ntitle: \xe5\x00\n---\n"))
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		doc, problems := Parse("a.md", src)
		if !bytes.Equal(before, src) {
			t.Fatal("the source was changed")
		}
		if doc.root != nil {
			checkClean(t, doc.root)
		}
		_, more := decode(doc)
		lines := strings.Split(strings.TrimPrefix(string(src), "\ufeff"), "\n")
		for _, p := range append(problems, more...) {
			if p.Message == "" || p.Kind == "" || p.File != "a.md" || p.Hint == "" {
				t.Errorf("incomplete problem %+v", p)
			}
			if p.Line < 0 || p.Line > len(lines) || p.Column < 0 ||
				p.Line > 0 && p.Column > len([]rune(lines[p.Line-1]))+1 {
				t.Errorf("problem at %d:%d, outside the file: %s", p.Line, p.Column, p.Message)
			}
			if !utf8.ValidString(p.Message + p.Hint) {
				t.Errorf("not UTF-8: %q %q", p.Message, p.Hint)
			}
		}
		if !utf8.Valid(src) ||
			indexControl(bytes.ReplaceAll(bytes.TrimPrefix(src, bom), []byte("\r\n"), []byte("\n"))) >= 0 {
			return // not the bytes of the file any more, but what they most likely stand for
		}
		text := strings.ReplaceAll(strings.TrimPrefix(string(src), "\ufeff"), "\r\n", "\n")
		if got := string(doc.head) + string(doc.Body); got != text && strings.TrimSpace(text) != "" {
			t.Errorf("header and body are %q, the file %q", got, text)
		}
		if body, line, ok := naiveSplit(string(src)); ok && (string(doc.Body) != body || doc.BodyLine != line) {
			t.Errorf("body %q on line %d, want %q on line %d", doc.Body, doc.BodyLine, body, line)
		}
		if n := strings.Count(string(doc.head), "\n") + 1; len(doc.Body) > 0 && doc.BodyLine != n {
			t.Errorf("the body is on line %d, want %d", doc.BodyLine, n)
		}
	})
}

// checkClean wants no character in any value that cannot be shown, however it was written.
func checkClean(t *testing.T, n *node) {
	if n.kind == scalar && strings.ContainsFunc(n.text, isControl) {
		t.Errorf("%d:%d: %q is taken", n.pos.Line, n.pos.Column, n.text)
	}
	for i := range n.items {
		checkClean(t, &n.items[i])
	}
}

// FuzzSimpleHeader holds the quick reader of plain headers against the YAML library: what it takes, the library must
// take without a remark, and to the same keys, values and places.
func FuzzSimpleHeader(f *testing.F) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(strings.Trim(string(wantComment.ReplaceAll(file.Data, nil)), "-\n"))
		}
	}
	f.Add(strings.Trim(typical, "-\n"))
	f.Add("a:\n- b: [å, d]\n  c:\n  # x\n  - 'd'\n-  e: \"f\"\n\ng: []\nh:\n")
	f.Fuzz(func(t *testing.T, header string) {
		agree(t, string((&reader{doc: &Document{}}).clean([]byte(header))))
	})
}

// FuzzParseYAML does the same to a file without fences.
func FuzzParseYAML(f *testing.F) {
	f.Add([]byte("name: PSI\nmenu:\n  - {title: Om, path: om/index.md}\n"))
	f.Add([]byte("a: \"b\nc: d: e"))
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, problems := ParseYAML("site.yaml", src)
		_, more := decode(doc)
		lines := bytes.Count(src, []byte("\n")) + 1
		for _, p := range append(problems, more...) {
			if p.Line > lines || p.Message == "" {
				t.Errorf("%+v in %d lines", p, lines)
			}
		}
	})
}
