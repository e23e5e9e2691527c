package markdown

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzConvert holds that no text makes Convert panic or write HTML that is unsafe or needs mending, that the same text
// gives the same bytes, and that problems have places in the text.
func FuzzConvert(f *testing.F) {
	for _, pattern := range []string{"testdata/*.txtar", "testdata/problems/*.txtar"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range files {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				f.Fatal(err)
			}
			for _, entry := range archive.Files {
				f.Add(entry.Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		doc, problems := Convert(body, testOptions())
		checkHTML(t, doc.HTML)
		again, problemsAgain := Convert(body, testOptions())
		if diff := cmp.Diff(doc, again); diff != "" {
			t.Errorf("another document the second time:\n%s", diff)
		}
		if diff := cmp.Diff(problems, problemsAgain); diff != "" {
			t.Errorf("other problems the second time:\n%s", diff)
		}
		lines := 1
		for _, b := range body {
			if b == '\n' {
				lines++
			}
		}
		for _, p := range problems {
			if p.Line < 1 || p.Line > lines || p.Column < 1 || p.Column > len(body)+1 || p.Kind == "" ||
				p.Message == "" {
				t.Errorf("problem %+v in a text of %d lines", p, lines)
			}
		}
	})
}
