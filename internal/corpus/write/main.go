// Command write writes the made-up content of package corpus to disk, once as psi reads it and once as a Hugo site with
// like pages: each entry its page, a list of each folder and theme, a feed, a calendar of all activities and of each.
// It is how psi is measured against Hugo; CONTRIBUTING.md tells how.
//
// Usage:
//
//	go run ./internal/corpus/write -n 1000 -psi DIR -hugo DIR
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"so-in.se/psi/internal/corpus"
)

func main() {
	n := flag.Int("n", 1000, "number of entries")
	psi := flag.String("psi", "", "write psi's content folder to this folder")
	hugo := flag.String("hugo", "", "write a Hugo site to this folder")
	flag.Parse()
	if err := write(*n, *psi, *hugo); err != nil {
		fmt.Fprintln(os.Stderr, "write:", err)
		os.Exit(1)
	}
}

func write(n int, psi, hugo string) error {
	files := map[string]string{}
	if psi != "" {
		for name, f := range corpus.FS(n) {
			files[filepath.Join(psi, name)] = string(f.Data)
		}
	}
	if hugo != "" {
		for name, text := range hugoSite {
			files[filepath.Join(hugo, name)] = text
		}
		for _, e := range corpus.Entries(n) {
			switch name := filepath.Join(hugo, "content", e.Folder, e.ID); e.Folder {
			case "teman":
			case "parter": // a term, whose page lists what names it
				files[filepath.Join(name, "_index.md")] = hugoFile(e)
			default:
				files[name+".md"] = hugoFile(e)
			}
		}
	}
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			return err
		}
	}
	return nil
}

// noDate is the date of an entry without one, for Hugo.
const noDate = "2020-01-01"

// hugoFile writes an entry with front matter that Hugo understands.
func hugoFile(e corpus.Entry) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\n", e.Title)
	date := noDate
	for _, f := range e.Fields {
		key, value, _ := strings.Cut(f, ": ")
		switch key {
		case "start":
			date = value[:10]
			fmt.Fprintf(&b, "starts: %q\n", value)
		case "date":
			date = value
		case "year":
			date = value + "-01-01"
			b.WriteString(f + "\n")
		case "end", "opens", "closes":
			fmt.Fprintf(&b, "%s_at: %q\n", key, value)
		case "organizers", "organizations":
			fmt.Fprintf(&b, "parter: %s\n", value)
		case "organization":
			fmt.Fprintf(&b, "parter: [%s]\n", value)
		case "kind":
			fmt.Fprintf(&b, "sort: %[1]s\nkinds: [%[1]s]\n", value)
		case "web":
			fmt.Fprintf(&b, "website: %s\n", value)
		default:
			b.WriteString(f + "\n")
		}
	}
	fmt.Fprintf(&b, "date: %s\n", date)
	if date != noDate {
		fmt.Fprintf(&b, "years: [%q]\n", date[:4])
	}
	if len(e.Themes) > 0 {
		fmt.Fprintf(&b, "themes: [%s]\n", strings.Join(e.Themes, ", "))
	}
	if e.Folder == "aktiviteter" || e.Folder == "samhallssamtal" {
		b.WriteString("outputs: [html, calendar]\n")
	}
	b.WriteString("---\n\n" + e.Body)
	return b.String()
}
