// Package site turns content into the files of the website: pages, lists, feeds and the record of what was published.
//
// [Build] is a function of its arguments alone: it asks neither clock nor disk nor network, and the same content at the same
// time gives the same bytes on any machine. Nothing is rendered until somebody wants its bytes, so a site of thousands of pages
// takes little more memory than the page at hand, and the preview renders only what the browser asks for.
//
// A page is made of a frame that all pages share (head, menu, footer; rendered once and cut at its slots) and a main part of its
// own, an html/template with typed data. What an entry looks like in lists is rendered once and used by every list.
package site

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"
	"time"

	"so-in.se/psi/internal/asset"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/record"
)

// Options are what a build depends on beside its sources.
type Options struct {
	// Now decides what is past and coming, open and closed.
	Now time.Time
	// BaseURL is the site's address, "https://www.so-in.se"; empty means the one in site.yaml.
	BaseURL string
	// Previous is the record of what was published before. An empty one says that nothing was; nil that nothing is known.
	Previous *record.Record
	// Drafts publishes entries marked draft.
	Drafts bool
	// Memo, if not nil, remembers pure steps from one build to the next. The result is the same.
	Memo *Memo
}

// Memo remembers the pure steps of a build for the next one. The zero value is ready for use, by one Build at a time.
type Memo struct {
	content   content.Memo
	assets    assetMemo
	templates templateMemo
	events    eventMemo
	items     itemMemo
}

// Site is everything to publish.
type Site struct {
	// Content is what the site was made from.
	Content *content.Content
	record  func() *record.Record
	files   *files
	next    time.Time
}

// Record tells the next build what this one publishes. It is among the files.
func (s *Site) Record() *record.Record { return s.record() }

// Files returns the site's files, sorted by path.
func (s *Site) Files() []File { return s.files.sorted() }

// File finds the file with a path, without listing more files than it must.
func (s *Site) File(path string) (File, bool) { return s.files.find(path) }

// NextChange tells when the site would next differ although nobody edits anything: when an activity ends or a call opens or
// closes. There may be no such time.
func (s *Site) NextChange() (time.Time, bool) { return s.next, !s.next.IsZero() }

// Build makes the site from a file system that holds the folders content, templates and static. Mistakes in the content are
// returned as a problem.List, and then there is no site. Other errors tell of templates or assets.
func Build(src fs.FS, opt Options) (*Site, error) {
	sources, err := subtrees(src)
	if err != nil {
		return nil, err
	}
	memo := cmp.Or(opt.Memo, new(Memo))
	load := content.Options{Drafts: opt.Drafts}
	var assetMemo *assetMemo
	if opt.Memo != nil {
		load.Memo, assetMemo = &memo.content, &memo.assets
	}
	// Most of what esbuild does it does on one core. What is wrong with the content is told before what is wrong with the assets.
	var assets *asset.Set
	var assetsErr error
	made := beside(func() { assets, assetsErr = assetMemo.build(sources.static) })
	c, err := content.Load(sources.content, load)
	made()
	if err == nil {
		err = assetsErr
	}
	if err != nil {
		return nil, err
	}
	templates, err := memo.templates.parse(sources.templates, assets)
	if err != nil {
		return nil, err
	}
	b := &builder{
		content: c, contentFS: sources.content, assets: assets, templates: templates,
		now: opt.Now, previous: opt.Previous, base: strings.TrimSuffix(cmp.Or(opt.BaseURL, c.Settings.Address), "/"),
	}
	if opt.Memo != nil {
		b.eventMemo, b.itemMemo = &memo.events, &memo.items
	}
	if err := b.plan(); err != nil {
		return nil, err
	}
	return &Site{Content: c, record: b.record, files: &b.files, next: b.next}, nil
}

// beside runs do on another core. What it returns waits for it. A panic is handed on there, since a preview survives one, but nothing
// survives it in a goroutine of its own.
func beside(do func()) (wait func()) {
	var fault any
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				fault = fmt.Sprintf("%v\n%s", p, debug.Stack())
			}
		}()
		do()
	}()
	return func() {
		<-done
		if fault != nil {
			panic(fault)
		}
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

// nextChange finds the first time after now at which some page would differ.
func nextChange(c *content.Content, now time.Time) time.Time {
	var next time.Time
	consider := func(t time.Time) {
		if t.After(now) && (next.IsZero() || t.Before(next)) {
			next = t
		}
	}
	activity := func(a *content.Activity) {
		for _, w := range a.Occasions {
			consider(w.Start)
			consider(w.End)
		}
		if last := a.Registration.LastDay; !last.IsZero() {
			consider(last.AddDays(1).In())
		}
	}
	for _, a := range c.Activities {
		activity(a)
	}
	for _, t := range c.Talks {
		activity(&t.Activity)
	}
	for _, call := range c.Calls {
		consider(call.Opens.Time)
		consider(call.ClosingSoon())
		consider(call.End())
	}
	return next
}
