package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/problem"
)

// tidy is the command psi fmt.
type tidy struct {
	Check bool     `help:"Write nothing; exit with 1 when a file would change."`
	Files []string `arg:"" optional:"" help:"Files below content/; all when none is given."`
}

// Run puts headers in order.
func (c *tidy) Run(cli *commands, w world) error {
	root, src, err := openContent(cli.Dir)
	if err != nil {
		return err
	}
	defer root.Close()
	names, err := c.names(cli.Dir, src)
	if err != nil {
		return err
	}
	changed, faulty := 0, 0
	for _, name := range names {
		before, err := fs.ReadFile(src, name)
		if err != nil {
			return err
		}
		after, faults := content.Tidy(name, before)
		if len(faults) > 0 {
			faulty++
			fmt.Fprintf(w.stdout, "content/%s har fel, och lämnades som den är.\n", problem.OneLine(name))
		}
		if bytes.Equal(before, after) {
			continue
		}
		changed++
		if c.Check {
			fmt.Fprintf(w.stdout, "content/%s är inte i ordning.\n", problem.OneLine(name))
			continue
		}
		if err := writeContent(root, editor.File{Name: name, Data: after, Changes: []string{"ordning"}}); err != nil {
			return err
		}
		fmt.Fprintf(w.stdout, "Ordnade content/%s.\n", problem.OneLine(name))
	}
	switch {
	case faulty > 0:
		fmt.Fprintln(w.stdout, "psi check säger vad som är fel.")
		return failure{}
	case changed == 0:
		fmt.Fprintln(w.stdout, "Allt är i ordning.")
	case c.Check:
		fmt.Fprintln(w.stdout, "psi fmt ordnar det.")
		return failure{}
	}
	return nil
}

// openContent opens a folder, and the content folder in it, which must be there.
func openContent(dir string) (*os.Root, fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	if info, err := root.Stat("content"); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		missing := &obstacle{
			"Mappen content finns inte här.", "Kör psi i mappen som content/ ligger i, eller skriv den efter -C.",
		}
		return nil, nil, errors.Join(missing, root.Close())
	}
	src, err := fs.Sub(root.FS(), "content")
	return root, src, err
}

// names lists the content files to look at, by their path below the content folder.
func (c *tidy) names(dir string, src fs.FS) ([]string, error) {
	var all []string
	err := fs.WalkDir(src, ".", func(name string, d fs.DirEntry, err error) error {
		hidden := name != "." && strings.HasPrefix(path.Base(name), ".")
		switch {
		case err != nil:
			return err
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && d.Type().IsRegular() && path.Ext(name) == ".md":
			all = append(all, name)
		}
		return nil
	})
	if err != nil || len(c.Files) == 0 {
		return all, err
	}
	var names []string
	for _, file := range c.Files {
		name := filepath.ToSlash(filepath.Clean(file))
		if filepath.IsAbs(file) {
			if rel, err := filepath.Rel(dir, file); err == nil {
				name = filepath.ToSlash(rel)
			}
		}
		name = strings.TrimPrefix(name, "content/")
		if !slices.Contains(all, name) {
			return nil, &obstacle{fmt.Sprintf("”%s” är ingen text i content/.", file),
				"Skriv vägen till en fil i content/ som slutar på .md."}
		}
		names = append(names, name)
	}
	return names, nil
}
