package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/publish"
	"so-in.se/psi/internal/site"
	"so-in.se/psi/internal/swedish"
)

// build is the command psi build.
type build struct {
	Out      string `default:"public" placeholder:"FOLDER" help:"Write the website to this folder."`
	Compress bool   `help:"Write each text compressed too, with brotli and gzip, for nginx or Caddy to send."`
	siteFlags
}

// gcPercent is a little less than Go's default of 100: a thousand pages take about a fortieth less memory for it, and
// hardly more time. The program itself and what it must keep are most of its memory, so more garbage would not buy much
// time either.
const gcPercent = 90

// Run builds the site and publishes it.
func (b *build) Run(cli *commands, w world) error {
	begin := time.Now()
	if w.getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	s, err := b.make(cli, w, b.Compress)
	if err != nil {
		return err
	}
	opt := publish.Options{Sources: []string{
		filepath.Join(within(cli.Dir, cmp.Or(b.Content, ".")), "content"), filepath.Join(cli.Dir, "templates"),
		filepath.Join(cli.Dir, "static"),
	}}
	result, err := publish.Dir(within(cli.Dir, b.Out), s.Files(), opt)
	if err != nil {
		return err
	}
	if err := b.keep(cli, s.Record()); err != nil {
		return err
	}
	pages := 0
	for _, f := range s.Files() {
		if strings.HasSuffix(f.Path, ".html") {
			pages++
		}
	}
	printBuilt(w.stdout, built{pages: pages, dir: b.Out, took: time.Since(begin), result: result, site: s})
	return nil
}

// make builds the site in memory. Problems in the content are printed.
func (f *siteFlags) make(cli *commands, w world, compress bool) (*site.Site, error) {
	opt := site.Options{Drafts: f.Drafts, Compress: compress}
	var err error
	if opt.Now, err = f.time(w); err != nil {
		return nil, err
	}
	if opt.BaseURL, err = f.address(w); err != nil {
		return nil, err
	}
	if opt.Address, err = siteAddress(w.getenv("URL")); err != nil {
		return nil, err
	}
	src, err := openSources(cli.Dir, f.Content)
	if err != nil {
		return nil, err
	}
	if opt.Previous, err = f.previous(cli, w); err != nil {
		return nil, err
	}
	if f.Previous != nil { // to be published
		opt.Made = madeOf(cli.Dir, w.getenv)
	}
	s, err := site.Build(src, opt)
	if problems, ok := errors.AsType[problem.List](err); ok {
		if err := problems.Text(w.stderr, sourceOf(src)); err != nil {
			return nil, err
		}
		return nil, failure{}
	}
	if err == nil {
		err = s.Content.Remarks.Text(w.stderr, sourceOf(src))
	}
	return s, err
}

// openSources opens the folder that psi works in, and the one that holds content if that is another. Nothing outside
// them can be read through it.
func openSources(dir, content string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, noFolder(dir, err)
	}
	var src fs.FS = regular{root}
	if content != "" {
		other, err := os.OpenRoot(within(dir, content))
		if err != nil {
			return nil, noFolder(content, err)
		}
		src = twoFolders{src, regular{other}}
	}
	for _, name := range []string{"content", "templates", "static"} {
		if info, err := fs.Stat(src, name); err != nil || !info.IsDir() {
			return nil, &obstacle{
				fmt.Sprintf("Mappen ”%s” finns inte här.", name),
				"Kör psi i mappen som har content, templates och static, eller skriv vägen till den efter -C.",
			}
		}
	}
	return src, nil
}

// noFolder says that a folder to work in cannot be opened.
func noFolder(dir string, err error) error {
	return &obstacle{
		fmt.Sprintf("Mappen ”%s” går inte att öppna (%s).", dir, problem.Cause(err)),
		"Kontrollera vägen till mappen, och att den får läsas.",
	}
}

// regular opens the folders and regular files of a root. Whatever else lies there, a pipe or a device, could make psi
// wait for ever.
type regular struct{ root *os.Root }

// Open implements [fs.FS].
func (r regular) Open(name string) (fs.File, error) {
	// A pipe that nobody writes to is opened without waiting, and then seen for what it is.
	f, err := r.root.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "open", Path: name, Err: problem.ErrIrregular}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// within returns a name that is relative to the folder that psi works in.
func within(dir, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// twoFolders is a file system whose folder content lies elsewhere.
type twoFolders struct{ all, content fs.FS }

func (t twoFolders) Open(name string) (fs.File, error) {
	if top, _, _ := strings.Cut(name, "/"); top == "content" {
		return t.content.Open(name)
	}
	return t.all.Open(name)
}

// sourceOf returns the content files that problems tell of.
func sourceOf(src fs.FS) func(string) []byte {
	return func(file string) []byte {
		data, err := fs.ReadFile(src, "content/"+file)
		if err != nil {
			return nil
		}
		return data
	}
}

// time returns the time of the site: that of --now, else the clock's.
func (f *siteFlags) time(w world) (time.Time, error) { return w.timeOf(f.Now) }

// timeOf returns what --now says, else the clock's.
func (w world) timeOf(now string) (time.Time, error) {
	if now == "" {
		return w.now(), nil
	}
	m, err := swedish.ParseMoment(now)
	if err != nil {
		return time.Time{}, usageError{
			fmt.Sprintf("--now wants a time such as 2027-05-10 or '2027-05-10 13:00', not %q", now),
		}
	}
	return m.Time, nil
}

// address returns the site's address: that of --base-url, else Netlify's; empty means the one in site.yaml.
func (f *siteFlags) address(w world) (string, error) {
	address := f.BaseURL
	if address == "" && w.getenv("CONTEXT") != "production" {
		address = w.getenv("DEPLOY_PRIME_URL") // of a preview or a branch
	}
	return siteAddress(cmp.Or(address, w.getenv("URL")))
}

// siteAddress returns a site's address without a slash at its end; empty for none.
func siteAddress(address string) (string, error) {
	if address == "" {
		return "", nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", usageError{fmt.Sprintf("the site's address must be like https://www.so-in.se, not %q", address)}
	}
	return strings.TrimSuffix(address, "/"), nil
}
