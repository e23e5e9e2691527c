package content

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/attachment"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/parallel"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// loader carries one Load from step to step: find, parse, assemble, link and convert, check.
type loader struct {
	src      fs.FS
	opt      Options
	problems problem.List

	files    []*source          // Markdown files in order of their names
	others   map[string]*beside // pictures and documents, by name
	settings Settings
	words    *swedish.Words // of the settings
	linker   linker
	host     string // the site's own, see [Settings.host]

	synonyms []Synonyms

	hasSettings bool      // as a regular file
	hasSynonyms bool      // as a regular file
	linked      []*source // the files whose relations are resolved, in the order in which back links are listed
}

// source is one Markdown file on its way.
type source struct {
	name      string
	listing   fs.DirEntry
	kind      *kind
	src       []byte // kept for a Memo
	parsed    *parsed
	entry     Typed // parsed.entry, or for a Load with a Memo a copy of it
	listed    bool  // among the lists of the Content
	converted *converted
}

// find lists the files, and reports those that are none of the content's.
func (l *loader) find() error {
	l.others = map[string]*beside{}
	if err := l.walk(""); err != nil {
		return fmt.Errorf("reading the content folder: %w", err)
	}
	slices.SortFunc(l.files, func(a, b *source) int { return strings.Compare(a.name, b.name) })
	return nil
}

// walk finds the files of a folder, whose path ends with a slash unless it is empty. What begins with a dot is nobody's
// content.
func (l *loader) walk(folder string) error {
	list, err := fs.ReadDir(l.src, cmp.Or(strings.TrimSuffix(folder, "/"), "."))
	if err != nil {
		return err
	}
	for _, d := range list {
		if strings.HasPrefix(d.Name(), ".") {
			continue
		}
		name := folder + d.Name()
		if !d.IsDir() {
			l.sort(name, d)
		} else if err := l.walk(name + "/"); err != nil {
			return err
		}
	}
	return nil
}

// sort takes a file for what it is.
func (l *loader) sort(name string, d fs.DirEntry) {
	ext, wrong := path.Ext(name), (*problem.Problem)(nil)
	if d.Type().IsRegular() {
		wrong = l.misnamed(name)
	}
	switch {
	case d.Type()&fs.ModeSymlink != 0:
		l.problems.Add(problemAt(
			name, 0, 0, problem.SymbolicLink, "Det här är en symbolisk länk, inte en fil.",
			"Lägg filen själv här i stället. psi följer inga symboliska länkar, eftersom de kan leda ut ur innehållet.",
		))
	case !d.Type().IsRegular():
		l.problems.Add(
			problemAt(name, 0, 0, problem.UnexpectedFile, "Det här är ingen vanlig fil.", "Ta bort den ur content/."),
		)
	case wrong != nil:
		l.problems.Add(*wrong)
	case ext == ".md":
		l.files = append(l.files, &source{name: name, listing: d, kind: l.kindOfFile(name)})
	case name == SettingsFile:
		l.hasSettings = true
	case name == synonymsFile:
		l.hasSynonyms = true
	case attachment.Is(ext):
		l.others[norm.NFC.String(name)] = &beside{Attachment: &attachment.Attachment{File: name}}
	default:
		hint := "Texter ska ha namn som slutar på .md (små bokstäver). Bilder kan vara .png, .jpg, .gif eller .svg, " +
			"dokument .pdf, .docx eller .xlsx. Annat hör inte hemma i content/."
		for _, right := range []string{SettingsFile, synonymsFile} {
			if name == strings.TrimSuffix(right, ".yaml")+".yml" {
				hint = "Döp om den till " + right + "."
			}
		}
		l.problems.Add(
			problemAt(name, 0, 0, problem.UnexpectedFile, "En fil av det här slaget kan inte ligga i content/.", hint),
		)
	}
}

// kindOfFile returns the kind of a Markdown file by its folder. A folder that has nearly the name of a kind's is taken
// for it, lest each of its entries be called a strange page.
func (l *loader) kindOfFile(name string) *kind {
	folder := folderOf(name)
	if folder == "" {
		return kindIn("")
	}
	if k := kindIn(folder); k.Kind != KindPage {
		return k
	}
	meant := swedish.Slug(folder)
	k := kindIn(meant)
	if k.Kind != KindPage {
		l.problems.Add(problemAt(
			name, 0, 0, problem.UnexpectedFile, fmt.Sprintf("Mappen ”%s” finns inte i innehållet.", folder),
			"Döp om den, eller flytta filen, till "+meant+"/",
		))
	}
	return k
}

// parse reads every file and decodes its header, on all cores.
func (l *loader) parse() {
	parallel.Do(len(l.files), func(i int) {
		f := l.files[i]
		src, fault := l.read(f.name, f.listing)
		if fault != nil {
			f.parsed = unreadable(f, *fault)
		} else if f.parsed = l.opt.Memo.parsed(f.name, src); f.parsed == nil {
			f.parsed = parseFile(f.name, src, f.kind)
		}
		f.entry = f.parsed.entry
		if l.opt.Memo != nil {
			f.src, f.entry = src, f.kind.clone(f.entry)
		}
	})
	for _, f := range l.files {
		l.problems = append(l.problems, f.parsed.problems...)
	}
	l.readSettings()
	l.readSynonyms()
	l.checkProse()
	l.checkStart()
}

// parsed is what a file alone says, whatever other files say.
type parsed struct {
	file     string // its name
	composed string // the same in composed form (NFC)
	entry    Typed  // without what comes from other entries
	refs     []reference
	body     []byte
	bodyLine int
	claim    int // how the file came to its id, see [loader.byClaim]
	problems problem.List
	// unreadable is set when the file could not be read at all.
	unreadable bool
}

// read returns the bytes of a file, or the problem that stops it. A file too large to be a text is not read at all.
// With a Memo the bytes may be shared with the file system.
func (l *loader) read(name string, listing fs.DirEntry) (src []byte, fault *problem.Problem) {
	var size int64
	var err error
	if listing == nil || l.opt.Memo == nil {
		src, size, err = readFile(l.src, name)
	} else {
		src, size, err = sharedFile(l.src, name, listing)
	}
	switch {
	case err != nil:
		p := problemAt(
			name, 0, 0, problem.MissingFile, "Filen går inte att läsa ("+problem.Cause(err)+").",
			"Kontrollera att den finns kvar och får läsas.",
		)
		return nil, &p
	case size > frontmatter.MaxSize:
		p := problemAt(name, 0, 0, problem.TooLarge,
			fmt.Sprintf("Filen är %d kB stor. En textfil får vara högst %d kB.", size>>10, frontmatter.MaxSize>>10),
			"Dela upp texten på flera filer. Bilder och andra bilagor ska ligga i egna filer bredvid texten.")
		return nil, &p
	}
	return src, nil
}

// readFile reads a file unless its size, in bytes, is more than a text may have. It may grow while it is read: then
// what is read is what was there first.
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

// sharedFile is readFile for a file system that returns the same bytes again, not a copy of them, as long as a file is
// the same: then no byte need be looked at to know that it is.
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

// newEntry makes an entry that knows as much as its file name tells.
func newEntry(name string, k *kind) Typed {
	typed := k.new()
	e := typed.Common()
	e.Kind, e.File, e.Lang, e.Body = k.Kind, name, "sv", new(markdown.Document)
	e.ID = swedish.Slug(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	return typed
}

// unreadable stands for a file that could not be read, so that relations to it are not called unknown as well.
func unreadable(f *source, fault problem.Problem) *parsed {
	typed := newEntry(f.name, f.kind)
	e := typed.Common()
	e.Address = e.address()
	return &parsed{
		file: f.name, composed: norm.NFC.String(f.name), entry: typed, claim: claimOf(typed),
		problems: problem.List{fault}, unreadable: true,
	}
}

// parseFile splits a file and decodes its header.
func parseFile(name string, src []byte, k *kind) *parsed {
	doc, problems := frontmatter.Parse(name, src)
	typed := newEntry(name, k)
	e := typed.Common()
	d := &decoder{Decoder: doc.Decoder(frontmatter.Options{Aliases: k.aliases()}), entry: e}
	k.decode(d, typed)
	if fault := misplaced(d, k); fault != nil {
		return unreadable(&source{name: name, kind: k}, *fault)
	}
	problems = append(problems, d.Close()...)
	e.Address = e.address()
	e.order = swedish.Key(e.Title)
	sum := sha256.Sum256(src)
	e.Hash, e.Says = hex.EncodeToString(sum[:6]), says(doc, k.seen())
	return &parsed{
		file: name, composed: norm.NFC.String(name), entry: typed, refs: d.refs, claim: claimOf(typed),
		body: doc.Body, bodyLine: doc.BodyLine, problems: problems,
	}
}

// The ways in which files come to their ids.
const (
	claimName   = iota // the name is the id
	claimNearly        // the name is nearly so
	claimOwn           // the header has an id or uid
	claims
)

// claimOf returns the way in which an entry came to its id.
func claimOf(typed Typed) int {
	e, a := typed.Common(), ActivityOf(typed)
	switch {
	case e.idPos.Line > 0 || a != nil && a.uidPos.Line > 0:
		return claimOwn
	case strings.TrimSuffix(path.Base(e.File), ".md") != e.ID:
		return claimNearly
	}
	return claimName
}

// byClaim lists the files so that, when two collide, the later one is that which an editor had better change: first
// those whose names are their ids, then those whose names are nearly so, and last those with an id or uid of their own.
func (l *loader) byClaim() []*source {
	list := make([]*source, 0, len(l.files))
	for claim := range claims {
		for _, f := range l.files {
			if f.parsed.claim == claim {
				list = append(list, f)
			}
		}
	}
	return list
}
