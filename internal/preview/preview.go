// Package preview serves the site while an editor writes it.
//
// A [Server] scans the sources when the system reports that something happened, and again whenever a browser asks for a
// page: an event means "scan again", never "this file changed". A scan asks for the state of every file and reads only
// those that changed. Then the whole site is built again, as psi build does, and the one page that the browser wants is
// rendered. There is no dependency graph that could be wrong: what a browser gets is what a build of the sources as
// they are would write, apart from one script element.
//
// What is remembered from before has one rule: it is used only where making it again would give the same. The bytes of
// a file and the names in a folder are, as long as the system says that its size, its times and its inode are the same,
// and could not be after a later write; else they are read again. A rendered page belongs to one build and goes with
// it. What a build remembers is the matter of site.Memo, whose rule is the same.
//
// The pages' script (client/preview.js) listens for the state of its page: a version, the style sheets and what is
// wrong. When the version differs from its own it loads the page again; when only style sheets differ it exchanges
// them. Faults are laid over the last good page.
package preview

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site"
)

// Options say how to preview a site.
type Options struct {
	// BaseURL, Drafts and Previous are those of site.Options.
	BaseURL  string
	Drafts   bool
	Previous *record.Record
	// Now returns the time of the site. When it moves, the site moves with it.
	Now func() time.Time
	// Still says that Now always returns the same time. The scripts of the pages then take it for theirs.
	Still bool
	// Content is the folder whose folder content the site is made from; empty for the one that holds the other sources
	// too.
	Content string
	// Host is a name by which browsers may ask for the site, besides localhost and IP addresses.
	Host string
	// Out is where problems are reported, in Swedish.
	Out io.Writer
}

// Server previews one site. It is an http.Handler, which scans and builds when a page is asked for, watched or not.
type Server struct {
	opt  Options
	disk *disk
	tabs tabs
	view atomic.Pointer[view] // what browsers are shown

	mu         sync.Mutex // held while scanning and building: one at a time
	watcher    *watcher   // nil when nobody watches
	memo       *site.Memo
	scanned    time.Time       // when the last scan began; zero before the first
	nextChange time.Time       // when the site will differ with no edit
	broken     map[string]bool // addresses of pages that could not be rendered
	findings   findings
}

// view is what browsers are shown. It never changes.
type view struct {
	snapshot *snapshot // the last good one, nil before the first
	faults   []fault   // what is wrong with the sources since
}

// New opens the folder that holds content, templates and static. Nothing outside it is read.
func New(dir string, opt Options) (*Server, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	content, err := filepath.Abs(cmp.Or(opt.Content, dir))
	if err != nil {
		return nil, err
	}
	d, err := openDisk(dir, content)
	if err != nil {
		return nil, err
	}
	s := &Server{opt: opt, disk: d, memo: new(site.Memo), broken: map[string]bool{}, findings: findings{out: opt.Out}}
	s.view.Store(new(view))
	return s, nil
}

// Close closes the folders.
func (s *Server) Close() error { return s.disk.close() }

// Serve answers on a listener and watches the sources until ctx ends, which is no error.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	server := s.server(ctx)
	var wg sync.WaitGroup
	wg.Go(func() { s.Watch(ctx) })
	wg.Go(func() {
		<-ctx.Done()
		_ = server.Close() // at once: there is nothing to finish
	})
	err := server.Serve(l)
	cancel()
	wg.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// server ends the connections of browsers that ask for nothing. An answer may take as long as it likes: that with the
// state of a page goes on for as long as the page is open.
func (s *Server) server(ctx context.Context) *http.Server {
	return &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
}

// Watch follows the sources until ctx ends: it reports problems when they come and go, and lets open pages know of
// changes.
func (s *Server) Watch(ctx context.Context) {
	w := newWatcher(s.disk.root.Name(), s.disk.content.Name())
	defer w.close()
	s.mu.Lock()
	s.watcher = w
	s.mu.Unlock()
	reported := false
	pace(ctx, w.events, func() time.Duration {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.update()
		if w.fallback != nil && !reported {
			reported = true
			fmt.Fprint(s.opt.Out, w.notice())
		}
		return s.wait()
	})
	s.mu.Lock()
	s.watcher = nil
	s.mu.Unlock()
}
