// Package search makes the index with which visitors search the site in their own browser.
//
// The index is cut so that a search moves little: a browser reads only the words that begin, or have a part that
// begins, as the visitor's word does, and then the titles and summaries of what it shows. It is also cut so that an
// edit changes little: a file is named by its own bytes, and hardly depends on what pages there are beside its own.
//
//	w0, w1 …  words: the stem, a blank (or * for a word too common to tell pages apart), the pages that hold it;
//	          before them names: =, a title or what else pages are called, a tab, the pages
//	v0, v1 …  words as they are written, by the first letter and by the second: what a mistyped word may be
//	d0, d1 …  pages: address, title, facts and summary, with tabs between, on the line of the number
//	o0        the order: a kind of pages, a tab, their numbers in base 36, the first first; a kind to a line. Before a
//	          kind of what is coming stands +, before one of what has been -
//
// A word stands in the file of its first three letters, written without rings and dots, and in that of each part of it
// that could be a word of its own: "deltagning" in those of "del", "tag" and a few more, since nothing tells a
// compound's seam for certain. A name stands in the files of all its words. A file is found by [bucket]. The pages are
// numbers in ascending order; [appendPages] writes them. A page has its number from its address, see [number]: were the
// numbers their order, a new page would change those of all pages after it, in every file. The browser's half is
// static/js/sok.
//
// Browsers may keep the files for ever. The table of contents names them all; its address stays, and every page that
// searches asks for it anew. All that a search reads is what one table names. When the site is published anew
// meanwhile, a file is either the same or gone, and then the browser takes the new table and begins again: numbers of
// two sites never meet. Files whose names stayed would need no table, eight digits for each of them and some 3 kB at a
// thousand pages, but nothing would keep a browser from reading the words of one site and the titles of the next.
//
// Nothing is read or counted until one of the files is wanted.
package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"so-in.se/psi/internal/parallel"
)

// ContentsName is the file name of the table of contents. Its number is raised when a browser must read the index in
// another way: a page that was open before then finds no table, and not one that it misreads.
const ContentsName = "index-2.json"

// Document is a page that can be found.
type Document struct {
	Address, Title string
	// Names are other words for the same, as good as the title: abbreviations, inflected forms.
	Names []string
	// Facts is a short line about time, place or people, shown with the title.
	Facts string
	// Summary is shown below, cut if it is long. Its words count for more than those of the text.
	Summary string
	// Text holds plain text that is on the page beside the body.
	Text []string
	// HTML is the body, as package markdown writes it.
	HTML string

	number int      // see number
	asked  []string // words by which synonyms lead to it
}

// Kind is a kind of documents, under whose title they are shown.
type Kind struct {
	Title string
	Time  Time
	// Documents are in order: of two that match a search equally well the earlier is shown first.
	Documents []Document
}

// Time says whether documents are about what is to come. What has been is shown after what is coming, and after what
// has no time.
type Time byte

// The times.
const (
	NoTime Time = iota
	Coming
	Past
)

// Index finds documents by words.
type Index struct {
	kinds    []Kind
	docs     []*Document // by number
	synonyms []Synonyms
	made     func() *made
}

// New makes the index of a site's documents, which it numbers.
func New(kinds []Kind, synonyms []Synonyms) *Index {
	x := &Index{kinds: kinds, docs: number(kinds), synonyms: synonyms}
	x.made = sync.OnceValue(x.make)
	return x
}

// File is a part of the index.
type File struct {
	// Name is the file name, with a hash of the bytes: "w7.01234567.txt".
	Name   string
	Render func(io.Writer) error
}

// Files lists the parts.
func (x *Index) Files() []File { return x.made().files }

// Contents writes the table of contents.
func (x *Index) Contents(w io.Writer) error { return json.NewEncoder(w).Encode(x.made()) }

// text writes the bytes of a file.
type text = func(io.Writer) error

// made is what is published of an index: the files, and as JSON their table of contents.
type made struct {
	files []File
	// W, V, D and O are the hashes in the names of each group of files, one after another.
	W string `json:"w"`
	V string `json:"v"`
	D string `json:"d"`
	O string `json:"o"`
	// Per is for how many numbers a file of documents has lines.
	Per int `json:"per"`
}

func (x *Index) make() *made {
	m := &made{Per: x.perFile()}
	by := addresses(x.docs)
	lead(x.synonyms, by)
	words := count(x.docs).merge(allNames(x.docs, x.synonyms, by), alike(x.synonyms), len(x.docs), x.buckets())
	m.W = m.add("w", words.files())
	m.V = m.add("v", words.spellingFiles())
	m.D = m.add("d", x.listings())
	m.O = m.add("o", []text{x.order})
	return m
}

// hashDigits is how much of a hash names a file: 32 bits tell its few versions apart.
const hashDigits = 8

// add names files of a group, and returns their hashes. Each is written for that, on all cores, and again when it is
// wanted: keeping the bytes of all would take more memory than the words do.
func (m *made) add(group string, texts []text) (hashes string) {
	list := make([]string, len(texts))
	parallel.Do(len(texts), func(i int) {
		sum := sha256.New()
		_ = texts[i](sum) // a hash takes whatever is written
		list[i] = hex.EncodeToString(sum.Sum(nil))[:hashDigits]
	})
	for i, hash := range list {
		m.files = append(m.files, File{fmt.Sprintf("%s%d.%s.txt", group, i, hash), texts[i]})
	}
	return strings.Join(list, "")
}

// buckets is the number of files with words. It grows with the site, so that each file stays small.
func (x *Index) buckets() int {
	n := 16
	for n < len(x.docs)/2 && n < 512 {
		n *= 2
	}
	return n
}

// perFile is for how many numbers a file of documents has lines. A quarter to a half of the numbers are taken. The
// table of contents of a small site has room for more files, and then each search reads less of what it does not show.
func (x *Index) perFile() int {
	if len(x.docs) < 500 {
		return 8
	}
	return 32
}

// listings are the files of documents.
func (x *Index) listings() []text {
	var files []text
	per := x.perFile()
	for rest := x.docs; len(rest) > 0; {
		first, n := len(files)*per, 0
		for n < len(rest) && rest[n].number < first+per {
			n++
		}
		docs := rest[:n]
		files = append(files, func(w io.Writer) error { return listing(w, docs, first) })
		rest = rest[n:]
	}
	return files
}

// listing writes documents as results show them, on the lines of their numbers from first on.
func listing(w io.Writer, docs []*Document, first int) error {
	var out strings.Builder
	for _, d := range docs {
		out.WriteString(strings.Repeat("\n", d.number-first))
		out.WriteString(
			line(d.Address) + "\t" + line(d.Title) + "\t" + line(d.Facts) + "\t" + line(excerpt(d.Summary)) + "\n",
		)
		first = d.number + 1
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// order tells the kinds of documents and the order of each.
func (x *Index) order(w io.Writer) error {
	var out strings.Builder
	for _, kind := range x.kinds {
		numbers := make([]string, len(kind.Documents))
		for i, d := range kind.Documents {
			numbers[i] = strconv.FormatInt(int64(d.number), 36)
		}
		out.WriteString([]string{"", "+", "-"}[kind.Time] + line(kind.Title) + "\t" + strings.Join(numbers, " ") + "\n")
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// line puts a text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// excerptRunes is how long a summary is shown.
const excerptRunes = 160

// excerpt cuts a long summary between words.
func excerpt(s string) string {
	if utf8.RuneCountInString(s) <= excerptRunes {
		return s
	}
	cut := string([]rune(s)[:excerptRunes])
	cut = cut[:cmp.Or(max(strings.LastIndexByte(cut, ' '), 0), len(cut))]
	return strings.TrimRight(cut, " .,;:–-") + "…"
}
