// Package site turns content into the files of the website: pages, lists, feeds and the record of what was published.
//
// [Build] is a function of its arguments alone: it asks neither clock nor disk nor network, and the same content at the
// same time returns the same bytes on any machine. Nothing is rendered until somebody wants its bytes, so a site of
// thousands of pages takes little more memory than the page at hand, and the preview renders only what the browser asks
// for.
//
// The rooms below it take one step each. Package model says what the site is about, render turns data into pages, and
// the others take these and publish files: calendar, page, find, machine and history.
package site

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/asset"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/hosting"
	"so-in.se/psi/internal/parallel"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site/calendar"
	"so-in.se/psi/internal/site/find"
	"so-in.se/psi/internal/site/history"
	"so-in.se/psi/internal/site/machine"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/output"
	"so-in.se/psi/internal/site/page"
	"so-in.se/psi/internal/site/render"
)

// Options are what a build depends on beside its sources.
type Options struct {
	// Now decides what is past and coming, open and closed.
	Now time.Time
	// BaseURL is the site's address, "https://www.so-in.se"; empty means the one in site.yaml.
	BaseURL string
	// Address is that of the published site when it is not the one in site.yaml. A preview has another BaseURL, and the
	// same stamps in its calendars.
	Address string
	// Previous is the record of what was published before. An empty one says that nothing was; nil that nothing is
	// known.
	Previous *record.Record
	// Drafts publishes entries marked draft, and what pages tell only their editors: what is missing in them, and when
	// somebody last read them through.
	Drafts bool
	// Made is what the site is made of, for the record.
	Made record.Made
	// Compress publishes each text compressed, too, for web servers that send such files.
	Compress bool
	// Memo, if not nil, remembers pure steps from one build to the next. The result is the same.
	Memo *Memo
}

// Memo remembers the pure steps of a build for the next one. The zero value is ready for use, by one Build at a time.
type Memo struct {
	content   content.Memo
	assets    assetMemo
	templates render.Memo
	calendar  calendar.Memo
}

// File is one published file.
type File = output.File

// Site is everything to publish.
type Site struct {
	// Content is what the site was made from.
	Content *content.Content

	files   output.Files
	history *history.History
	next    time.Time
}

// Record tells the next build what this one publishes. It is among the files.
func (s *Site) Record() *record.Record { return s.history.Record() }

// Redirects lists the old addresses that lead on, in order.
func (s *Site) Redirects() []hosting.Redirect { return s.history.Redirects() }

// Files returns the site's files, sorted by path.
func (s *Site) Files() []File { return s.files.Sorted() }

// File returns the file with a path, without listing more files than it must.
func (s *Site) File(path string) (File, bool) { return s.files.Find(path) }

// hasPath reports whether something is published at the path of an address.
func (s *Site) hasPath(at string) bool {
	file := strings.TrimPrefix(at, "/")
	if _, ok := s.files.Find(file); ok {
		return true
	}
	_, ok := s.files.Find(path.Join(file, "index.html"))
	return ok
}

// NextChange returns when the site would next differ although nobody edits anything: when an activity ends or a call
// opens or closes. There may be no such time.
func (s *Site) NextChange() (time.Time, bool) { return s.next, !s.next.IsZero() }

// Build makes the site from a file system that holds the folders content, templates and static. Mistakes in the content
// are returned as a problem.List, and then there is no site. Other errors tell of templates or assets.
func Build(src fs.FS, opt Options) (*Site, error) {
	sources, err := subtrees(src)
	if err != nil {
		return nil, err
	}
	load := content.Options{Drafts: opt.Drafts, Now: opt.Now}
	var memo struct { // nil without a Memo
		assets    *assetMemo
		templates *render.Memo
		calendar  *calendar.Memo
	}
	if m := opt.Memo; m != nil {
		load.Memo, memo.assets, memo.templates, memo.calendar = &m.content, &m.assets, &m.templates, &m.calendar
	}
	// Most of what esbuild does it does on one core. What is wrong with the content is told before what is wrong with
	// the assets.
	var assets *asset.Set
	var assetsErr error
	made := parallel.Go(func() { assets, assetsErr = buildAssets(sources.static, memo.assets) })
	c, err := content.Load(sources.content, load)
	made()
	if err == nil {
		err = assetsErr
	}
	if err != nil {
		return nil, err
	}
	templates, err := render.Parse(sources.templates, assets, memo.templates)
	if err != nil {
		return nil, err
	}
	own := strings.TrimSuffix(cmp.Or(opt.Address, c.Settings.Address), "/")
	m := model.New(c, opt.Now, strings.TrimSuffix(cmp.Or(opt.BaseURL, own), "/"), own, opt.Previous)
	m.Editing = opt.Drafts
	s := &Site{Content: c, next: m.NextChange(), files: output.Files{Compress: opt.Compress}}
	events := calendar.New(m, memo.calendar)
	renderer := render.New(m, assets, templates)
	pages := page.New(renderer, &s.files, events.Publish(&s.files))
	find.Publish(pages, &s.files)
	events.KeepOld(&s.files)
	machine.Publish(pages.Views, events, pages.Listed, &s.files)
	s.history = history.Publish(renderer, events, sources.content, pages.Listed, &s.files, opt.Made)
	s.copyFiles(assets, sources.content)
	if err := s.files.Close(); err != nil {
		return nil, err
	}
	faults := slices.Concat(
		s.history.Other(),
		events.Faults(),
		s.history.Vanished(),
		c.BrokenLinks(s.hasPath),
		c.Remarks,
	)
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return s, nil
}

// copyFiles publishes the assets, and the pictures and documents among the content.
func (s *Site) copyFiles(assets *asset.Set, src fs.FS) {
	for _, f := range assets.Files() {
		s.files.Add(File{Path: f.Path, Source: "static/" + strings.TrimPrefix(f.Source, "static/"), Render: f.Render})
	}
	for _, a := range s.Content.Attachments {
		s.files.Add(
			File{
				Path: strings.TrimPrefix(a.Address, "/"), Source: "content/" + a.File,
				Render: func(w io.Writer) error {
					data, err := fs.ReadFile(src, a.File)
					if err == nil {
						_, err = w.Write(data)
					}
					return err
				},
			},
		)
	}
}

// sources are the three trees that a site is made from.
type sources struct{ content, templates, static fs.FS }

func subtrees(src fs.FS) (s sources, err error) {
	for _, tree := range []struct {
		name string
		dst  *fs.FS
	}{{"content", &s.content}, {"templates", &s.templates}, {"static", &s.static}} {
		info, statErr := fs.Stat(src, tree.name)
		if statErr == nil && !info.IsDir() {
			statErr = errors.New("not a folder")
		}
		if statErr != nil {
			return s, fmt.Errorf("psi needs the folder %s here: %w", tree.name, statErr)
		}
		if *tree.dst, err = fs.Sub(src, tree.name); err != nil {
			return s, fmt.Errorf("opening the folder %s: %w", tree.name, err)
		}
	}
	return s, nil
}
