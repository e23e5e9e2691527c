package record_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"so-in.se/psi/internal/record"
)

var update = flag.Bool("update", false, "rewrite the expected texts")

// TestCompare compares the records old.json and new.json of each archive and wants the texts in it.
func TestCompare(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) < 3 {
		t.Fatalf("%d archives, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { compare(t, name) })
	}
}

func compare(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	records, texts := map[string]*record.Record{}, map[string]string{}
	for _, f := range archive.Files {
		if !strings.HasSuffix(f.Name, ".json") {
			texts[f.Name] = string(f.Data)
			continue
		}
		if records[f.Name], err = record.Decode(bytes.NewReader(f.Data)); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	old, now := records["old.json"], records["new.json"]
	changes := record.Compare(old, now)
	got := map[string]string{}
	var text, markdown bytes.Buffer
	if err := changes.Text(&text); err != nil {
		t.Fatal(err)
	}
	if err := changes.Markdown(&markdown, ""); err != nil {
		t.Fatal(err)
	}
	got["text"] = text.String()
	if _, ok := texts["markdown"]; ok || *update && strings.Contains(text.String(), "*") {
		got["markdown"] = markdown.String()
	}
	if *update {
		archive.Files = archive.Files[:2]
		for _, kind := range []string{"text", "markdown"} {
			if got[kind] != "" {
				archive.Files = append(archive.Files, txtar.File{Name: kind, Data: []byte(got[kind])})
			}
		}
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(texts, got); d != "" {
		t.Error(d)
	}
	for _, r := range []*record.Record{old, now} {
		if !record.Compare(r, r).None() {
			t.Error("a record differs from itself")
		}
	}
}

// TestManyChanges tells of a large change in few lines, with all of it counted.
func TestManyChanges(t *testing.T) {
	var pages []record.Page
	for i := range 2000 {
		pages = append(pages, record.Page{Address: fmt.Sprintf("/%04d/", i), Title: "Sida", File: "x.md"})
	}
	var text bytes.Buffer
	if err := record.Compare(new(record.Record), record.New(nil, pages, nil)).Text(&text); err != nil {
		t.Fatal(err)
	}
	if s := text.String(); !strings.Contains(s, "sidor tillkommer.\n") || !strings.Contains(s, "och 1900 till") ||
		strings.Count(s, "\n") > 110 {
		t.Errorf("%s", s)
	}
}
