// Package asset turns the folder static/ into published files that a browser may keep for ever: the name of each holds
// a hash of its bytes, so that other bytes have another address.
//
//	static/css/psi.css, with all that it imports  assets/psi.<hash>.css
//	static/js/sok.js, with all that it imports    assets/sok.<hash>.js
//	static/root/robots.txt                        robots.txt
//	static/img/logo.svg                           assets/img/logo.<hash>.svg
//
// Other style sheets below css/ and scripts in folders below js/ are parts: they are published in what imports them,
// and a part that nothing imports is an error. Names that begin with a dot (.gitkeep, .DS_Store) are left out, except
// in root/, where .well-known lives.
//
// Equal trees give equal files, whatever the order of their folders and the number of cores.
package asset

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"
)

// File is one published file; its fields are those of site.File.
type File struct {
	// Path is the address below the site's root: "assets/psi.0123456789.css".
	Path string
	// Source is the file below the root of the sources: "static/css/psi.css".
	Source string
	// Render writes the bytes. A file that is not a style sheet or a script is read anew each time, so that pictures
	// take no memory; one that was changed since [Build] is an error, since its name would lie.
	Render func(io.Writer) error
}

// Set holds the published files of one static tree. It never changes.
type Set struct {
	files     []File
	addresses map[string]string // of the source name below static/
}

// Files returns all files, sorted by path.
func (s *Set) Files() []File { return slices.Clone(s.files) }

// URL returns the address, from the site's root, of the file whose name below static/ is given: "css/psi.css",
// "js/sok.js", "img/logo.svg", "root/favicon.ico". It is percent-encoded where the name needs it. A part has no address
// of its own.
func (s *Set) URL(name string) (string, bool) {
	address, ok := s.addresses[name]
	return address, ok
}

// Build makes the files of a static tree. A tree that is not there is an empty one. A mistake in a style sheet or a
// script is an error that names file, line and column, both counted from 1; all such mistakes are told at once.
func Build(static fs.FS) (*Set, error) {
	src, err := classify(static)
	if err != nil {
		return nil, err
	}
	s := &Set{addresses: make(map[string]string)}
	for _, name := range src.plain {
		if err := s.addPlain(static, name); err != nil {
			return nil, err
		}
	}
	bundles, err := bundle(static, src, s.addresses)
	if err != nil {
		return nil, err
	}
	for _, b := range bundles {
		sum := sha256.Sum256(b.data)
		s.add(b.entry, "assets/"+hashed(path.Base(b.entry), sum[:]), func(w io.Writer) error {
			_, err := w.Write(b.data)
			return err
		})
	}
	slices.SortFunc(s.files, func(a, b File) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Source, b.Source))
	})
	for i, f := range s.files[min(1, len(s.files)):] {
		if f.Path == s.files[i].Path {
			return nil, fmt.Errorf("%s and %s would both be published as %s", s.files[i].Source, f.Source, f.Path)
		}
	}
	return s, nil
}

func (s *Set) add(name, published string, render func(io.Writer) error) {
	s.files = append(s.files, File{Path: published, Source: "static/" + name, Render: render})
	s.addresses[name] = (&url.URL{Path: "/" + published}).EscapedPath()
}

// addPlain adds a file that is published byte for byte.
func (s *Set) addPlain(static fs.FS, name string) error {
	sum := sha256.New()
	if err := copyFile(sum, static, name); err != nil {
		return err
	}
	want := sum.Sum(nil)
	published, inRoot := strings.CutPrefix(name, "root/")
	if !inRoot {
		published = "assets/" + hashed(name, want)
	}
	s.add(name, published, func(w io.Writer) error {
		sum := sha256.New()
		if err := copyFile(io.MultiWriter(w, sum), static, name); err != nil {
			return err
		}
		if !inRoot && !bytes.Equal(sum.Sum(nil), want) {
			return fmt.Errorf("static/%s was changed during the build", name)
		}
		return nil
	})
	return nil
}

func copyFile(w io.Writer, static fs.FS, name string) error {
	f, err := static.Open(name)
	if err != nil {
		return fmt.Errorf("reading static/%s: %w", name, err)
	}
	defer f.Close()
	if _, err := io.Copy(w, f); err != nil {
		return fmt.Errorf("copying static/%s: %w", name, err)
	}
	return nil
}

// hashed puts ten hexadecimal digits of a hash before the extension: forty bits tell the few versions of one file
// apart.
func hashed(name string, sum []byte) string {
	ext := path.Ext(name)
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:5]) + ext
}

// sources are the names in a static tree by what becomes of them, each list sorted.
type sources struct {
	entries []string // bundled, each to a file of its own
	parts   []string // bundled into the entries that import them
	plain   []string // published as they are
}

const styleEntry = "css/psi.css"

func classify(static fs.FS) (sources, error) {
	var src sources
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == "." && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			return fmt.Errorf("reading static/%s: %w", name, err)
		case name != "." && strings.HasPrefix(d.Name(), ".") && !strings.HasPrefix(name, "root/"):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			return fmt.Errorf("static/%s is not a regular file", name)
		}
		ext := path.Ext(name)
		switch {
		case name == styleEntry, ext == ".js" && path.Dir(name) == "js":
			src.entries = append(src.entries, name)
		case ext == ".css" && strings.HasPrefix(name, "css/"), ext == ".js" && strings.HasPrefix(name, "js/"):
			src.parts = append(src.parts, name)
		default:
			src.plain = append(src.plain, name)
		}
		return nil
	})
	slices.Sort(src.entries)
	slices.Sort(src.parts)
	slices.Sort(src.plain)
	return src, err
}
