//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"so-in.se/psi/internal/psitest"
)

// TestPipes puts a pipe, which nobody ever writes to, wherever psi may look. It must not wait for it.
func TestPipes(t *testing.T) {
	for name, want := range map[string]string{
		"content/site.yaml": "ingen vanlig fil", "content/om.md": "ingen vanlig fil",
		"content/a.pdf": "ingen vanlig fil",
		"content/b.png": "ingen vanlig fil", "content/pipe": "ingen vanlig fil",
		"static/root/pipe":    "not a regular file",
		"templates/pipe.html": "ingen vanlig fil", "public/psi.json": "har inte skrivits av psi",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			psitest.Copy(t, dir, "templates", "static")
			for file, data := range base {
				psitest.Write(t, dir, "content/"+file, []byte(data))
			}
			pipe := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(pipe), 0o777); err != nil {
				t.Fatal(err)
			}
			_ = os.Remove(pipe) // fails when it is not there
			if err := syscall.Mkfifo(pipe, 0o666); err != nil {
				t.Fatal(err)
			}
			if out, code := buildIn(dir); code != failed || !strings.Contains(out, want) {
				t.Errorf("exit code %d: %s", code, out)
			}
		})
	}
}

// TestNamesAreMadePrintable has the terminal obey no name of a file or folder.
func TestNamesAreMadePrintable(t *testing.T) {
	dir := t.TempDir()
	psitest.Copy(t, dir, "templates", "static")
	for file, data := range base {
		psitest.Write(t, dir, "content/"+file, []byte(data))
	}
	const evil = "\x1b[31mett\n\u202etvå\a"
	psitest.Write(t, dir, "public/"+evil, nil)
	for _, sources := range []string{"", "content/" + evil + ".md", "templates/" + evil + ".html"} {
		if sources != "" {
			psitest.Write(t, dir, sources, []byte("{{"))
		}
		out, code := buildIn(dir)
		if code != failed || strings.ContainsAny(out, "\x1b\a\u202e") || strings.Contains(out, "ett\n") {
			t.Errorf("exit code %d: %q", code, out)
		}
	}
}
