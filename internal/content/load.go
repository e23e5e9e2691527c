package content

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// settingsFile holds the [Settings], at the content root.
const settingsFile = "site.yaml"

// loader carries one Load from step to step: find, parse, assemble, link and convert, check.
type loader struct {
	src      fs.FS
	opt      Options
	memo     *Memo
	problems problem.List

	expected int                    // the place in the Memo of the file that is likely to be found next
	files    []*source              // Markdown files in order of their names
	others   map[string]*attachment // pictures and documents, by name
	settings Settings
	linker   linker
	linked   []*source // the files whose relations are resolved, in the order in which back links are listed
}

// source is one Markdown file on its way.
type source struct {
	name      string
	listing   fs.DirEntry // for a Load with a Memo
	before    *parsed     // by the Load before
	spec      int         // its place among specs
	parsed    *parsed
	refs      []reference // of parsed
	entity    entity      // parsed.entity, or for a Load with a Memo a copy of it
	listed    bool        // among the lists of the Content
	converted *converted
}

// find lists the files, and tells of those that are none of the content's.
func (l *loader) find() error {
	l.others = map[string]*attachment{}
	found := make([]source, 0, len(l.memo.files)+1)
	if err := l.walk("", &found); err != nil {
		return fmt.Errorf("reading the content folder: %w", err)
	}
	slices.SortFunc(found, func(a, b source) int { return strings.Compare(a.name, b.name) })
	l.files = make([]*source, len(found))
	for i := range found {
		l.files[i] = &found[i]
	}
	return nil
}

// walk finds the files of a folder, whose path ends with a slash unless it is empty.
func (l *loader) walk(folder string, found *[]source) error {
	list, err := fs.ReadDir(l.src, cmp.Or(strings.TrimSuffix(folder, "/"), "."))
	if err != nil {
		return err
	}
	path := []byte(folder)
	for _, d := range list {
		base := d.Name()
		if strings.HasPrefix(base, ".") {
			continue
		}
		path = append(path[:len(folder)], base...)
		place, known := l.memo.find(path, l.expected)
		l.expected = place
		switch mode := d.Type(); {
		case known && mode.IsRegular():
			before := l.memo.files[place]
			l.text(before.name, d, before.parsed, found)
			l.expected++
		case mode.IsDir():
			if err := l.walk(string(path)+"/", found); err != nil {
				return err
			}
		default:
			l.found(string(path), d, found)
		}
	}
	return nil
}

// found sorts one file by what it is.
func (l *loader) found(name string, d fs.DirEntry, found *[]source) {
	switch ext := path.Ext(name); {
	case d.Type()&fs.ModeSymlink != 0:
		l.problems.Add(problemAt(name, 0, 0, problem.SymbolicLink, "Det här är en symbolisk länk, inte en fil.",
			"Lägg filen själv här i stället. psi följer inga symboliska länkar, eftersom de kan leda ut ur innehållet."))
	case !d.Type().IsRegular():
		l.problems.Add(problemAt(name, 0, 0, problem.UnexpectedFile, "Det här är ingen vanlig fil.", "Ta bort den ur content/."))
	case ext == ".md":
		l.text(name, d, nil, found)
	case name == settingsFile:
	case attachable(ext):
		l.others[norm.NFC.String(name)] = &attachment{Attachment: &Attachment{File: name}}
	default:
		hint := "Texter ska ha namn som slutar på .md (små bokstäver). Bilder kan vara .png, .jpg, .gif eller .svg, dokument .pdf, .docx eller .xlsx. Annat hör inte hemma i content/."
		if name == "site.yml" {
			hint = "Döp om den till site.yaml."
		}
		l.problems.Add(problemAt(name, 0, 0, problem.UnexpectedFile, "En fil av det här slaget kan inte ligga i content/.", hint))
	}
}

// text notes a Markdown file.
func (l *loader) text(name string, d fs.DirEntry, before *parsed, found *[]source) {
	f := source{name: name, spec: l.specOf(name), before: before}
	if !l.memo.once {
		f.listing = d
	}
	*found = append(*found, f)
}

// specOf tells by the folder of a Markdown file what kind of entry it is. A folder that has nearly the name of a kind's is taken for it,
// lest each of its entries be called a strange page.
func (l *loader) specOf(name string) int {
	folder, rest, nested := strings.Cut(name, "/")
	if !nested || rest == "index.md" {
		return specOf("")
	}
	meant := swedish.Slug(folder)
	s := specOf(meant)
	if specs[s].kind != KindPage && folder != meant {
		l.problems.Add(problemAt(name, 0, 0, problem.UnexpectedFile, fmt.Sprintf("Mappen ”%s” finns inte i innehållet.", folder), "Döp om den, eller flytta filen, till "+meant+"/"))
	}
	return s
}

// parse reads every file and decodes its header, on all cores.
func (l *loader) parse() {
	inParallel(len(l.files), func(i int) {
		f := l.files[i]
		before := f.before
		src, problem := l.read(f.name, f.listing)
		switch {
		case problem != nil:
			f.parsed = unreadable(f, *problem)
		case before != nil && !before.unreadable && bytes.Equal(before.src, src):
			f.parsed = before
		default:
			f.parsed = parseFile(f.name, src, &specs[f.spec])
			if !l.memo.once {
				f.parsed.src = src
			}
		}
	})
	for _, f := range l.files {
		f.refs = f.parsed.refs
		l.problems = append(l.problems, f.parsed.problems...)
	}
	l.memo.keep(l.files)
	l.memo.number(l.files)
	l.readSettings()
}

// parsed is what a file alone says, whatever other files say. It is immutable once it has its numbers, but for place and
// converted.
type parsed struct {
	src      []byte // kept for a Memo to compare with
	entity   entity
	body     []byte
	bodyLine int
	problems problem.List
	// unreadable says that the file could not be read at all.
	unreadable bool

	refs  []reference // the relations in the header
	claim int         // how the file came to its id

	// The numbers of what the header and the name say; see [numbers]. That of the UID is -1 when there is none, and that of sharedID is
	// the same for all files that may not have the same id.
	name, id, sharedID, address, uid int

	version int // what no other parsed file in the Memo has, from 1

	place int // in the order of its kind in the last Load, -1 when it was not there

	// converted is the body as HTML, from an earlier Load; see [loader.holds].
	converted atomic.Pointer[converted]
}

// read gives the bytes of a file, which are shared with the file system when it is known from a listing, or the problem that stops it. A
// file too large to be a text is not read at all.
func (l *loader) read(name string, listing fs.DirEntry) (src []byte, fault *problem.Problem) {
	var size int64
	var err error
	if listing == nil {
		src, size, err = readFile(l.src, name)
	} else {
		src, size, err = sharedFile(l.src, name, listing)
	}
	switch {
	case err != nil:
		p := problemAt(name, 0, 0, problem.MissingFile, "Filen går inte att läsa ("+reason(err)+").", "Kontrollera att den finns kvar och får läsas.")
		return nil, &p
	case size > frontmatter.MaxSize:
		p := problemAt(name, 0, 0, problem.TooLarge,
			fmt.Sprintf("Filen är %d kB stor. En textfil får vara högst %d kB.", size>>10, frontmatter.MaxSize>>10),
			"Dela upp texten på flera filer. Bilder och andra bilagor ska ligga i egna filer bredvid texten.")
		return nil, &p
	}
	return src, nil
}

// readFile reads a file unless its size, in bytes, is more than a text may have. It may grow while it is read: then what is read is
// what was there first.
func readFile(src fs.FS, name string) (data []byte, size int64, err error) {
	f, err := src.Open(name)
	if err != nil {
		return nil, 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	if size = info.Size(); size > frontmatter.MaxSize {
		return nil, size, nil
	}
	data = make([]byte, size)
	n, err := io.ReadFull(f, data)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) { // it has shrunk
		err = nil
	}
	return data[:n], size, err
}

// sharedFile is readFile for a file system that gives the same bytes again, not a copy of them, as long as a file is the same: then no
// byte need be looked at to know that it is.
func sharedFile(src fs.FS, name string, listing fs.DirEntry) (data []byte, size int64, err error) {
	info, err := listing.Info()
	if err != nil {
		return nil, 0, err
	}
	if info.Size() > frontmatter.MaxSize {
		return nil, info.Size(), nil
	}
	data, err = fs.ReadFile(src, name)
	return data, info.Size(), err
}

// reason gives the innermost cause of an error, without paths of the machine.
func reason(err error) string {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		err = pathErr.Err
	}
	return err.Error()
}

// newEntity makes an entry that knows as much as its file name tells.
func newEntity(name string, spec *spec) entity {
	e := spec.make()
	entry := e.Common()
	entry.Kind, entry.File, entry.Lang, entry.Body = spec.kind, name, "sv", new(markdown.Document)
	entry.identify()
	return e
}

// unreadable stands for a file that could not be read, so that relations to it are not called unknown as well.
func unreadable(f *source, p problem.Problem) *parsed {
	e := newEntity(f.name, &specs[f.spec])
	e.Common().settle()
	return &parsed{entity: e, problems: problem.List{p}, place: -1, unreadable: true}
}

// parseFile splits a file and decodes its header.
func parseFile(name string, src []byte, spec *spec) *parsed {
	doc, problems := frontmatter.Parse(name, src)
	e := newEntity(name, spec)
	entry := e.Common()
	d := &decoder{Decoder: doc.Decoder(frontmatter.Options{Aliases: aliases}), entry: entry}
	d.common()
	e.decode(d)
	problems = append(problems, d.Close()...)
	entry.settle()
	entry.order = swedish.Key(entry.Title)
	sum := sha256.Sum256(src)
	entry.Hash = hex.EncodeToString(sum[:6])
	return &parsed{entity: e, refs: d.found, place: -1, body: doc.Body, bodyLine: doc.BodyLine, problems: problems}
}

// inParallel calls do for each of n indices, on all cores. When a call panics, so does inParallel: a preview survives that, but nothing
// survives it in a goroutine of its own.
func inParallel(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var once sync.Once
	var fault any
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					once.Do(func() { fault = fmt.Sprintf("%v\n%s", p, debug.Stack()) })
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
	if fault != nil {
		panic(fault)
	}
}
