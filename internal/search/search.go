// Package search makes the index with which visitors search the site in their own browser.
//
// The index is cut so that a search moves little: a browser reads only the words that begin, or have a part that begins, as the
// visitor's word does, and then the titles and summaries of what it shows. The number of files follows from the number of pages, and
// which file holds a word from the word alone, so there is no table of contents to read first.
//
//	w0.txt, w1.txt …  words: the stem, a blank (or * for a word too common to tell pages apart), the pages that hold it
//	d0.txt, d1.txt …  pages: address, title, facts and summary, with tabs between, a page to a line
//
// A word stands in the file of its first three letters, written without rings and dots, and in that of each part of it that could be
// a word of its own: "deltagning" in those of "del", "tag" and a few more, since nothing tells a compound's seam for certain. A file
// is found by [bucket]. The pages are numbers in ascending order; [appendPages] writes them. The browser's half is static/js/sok.
//
// Nothing is read or counted until one of the files is wanted.
package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

// format is raised when the same pages give other bytes than before: browsers keep a file for ever.
const format = 1

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

	seal seal
}

// seal stands for all of a document; zero when it has not been made.
type seal [10]byte

// Seal makes what stands for the document, which must not be changed after. It is done for every document when an index is made; one
// that is given to several indexes is best sealed before.
func (d *Document) Seal() { new(sealer).seal(d) }

// sealer seals documents one after another, in the same memory.
type sealer struct {
	text  []byte
	piece [4096]byte
}

func (s *sealer) seal(d *Document) {
	s.text = s.text[:0]
	add := func(list ...string) {
		for _, text := range list {
			s.text = append(binary.AppendUvarint(s.text, uint64(len(text))), text...)
		}
	}
	add(d.Address, d.Title, d.Facts, d.Summary)
	s.text = binary.AppendUvarint(s.text, uint64(len(d.Names)))
	add(d.Names...)
	s.text = binary.AppendUvarint(s.text, uint64(len(d.Text)))
	add(d.Text...)
	// Reading a whole site by a checksum is five times faster than by a hash, and nobody writes a text to deceive it.
	table, check := crc32.MakeTable(crc32.Castagnoli), uint32(0)
	for rest := d.HTML; rest != ""; {
		n := copy(s.piece[:], rest)
		check, rest = crc32.Update(check, table, s.piece[:n]), rest[n:]
	}
	s.text = binary.BigEndian.AppendUint32(binary.AppendUvarint(s.text, uint64(len(d.HTML))), check)
	sum := sha256.Sum256(s.text)
	d.seal = seal(sum[:len(d.seal)])
}

// Index finds documents by words.
type Index struct {
	docs  []Document
	name  string
	words func() *words
}

// New makes the index of a site's documents. Of two that match a search equally well the earlier is shown first.
func New(docs []Document) *Index {
	x := &Index{docs: docs, name: name(docs)}
	x.words = sync.OnceValue(func() *words { return count(docs).merge(len(docs), x.Buckets()) })
	return x
}

// name makes a name of all that the index is made from.
func name(docs []Document) string {
	sum := sha256.New()
	fmt.Fprint(sum, format, " ", len(docs), " ")
	var sealer sealer
	for i := range docs {
		if docs[i].seal == (seal{}) {
			sealer.seal(&docs[i])
		}
		sum.Write(docs[i].seal[:])
	}
	return hex.EncodeToString(sum.Sum(nil)[:5])
}

// Name stands for the index: another index has another name.
func (x *Index) Name() string { return x.name }

// Buckets is the number of files with words. It grows with the site, so that each file stays small.
func (x *Index) Buckets() int {
	n := 16
	for n < len(x.docs)/4 && n < 512 {
		n *= 2
	}
	return n
}

// PerPart is how many documents a file of documents holds.
const PerPart = 16

// File is a part of the index.
type File struct {
	Name   string
	Render func(io.Writer) error
}

// Files lists the parts.
func (x *Index) Files() []File {
	var files []File
	for i := range x.Buckets() {
		files = append(files, File{fmt.Sprintf("w%d.txt", i), func(w io.Writer) error {
			_, err := w.Write(x.words().bucket(i))
			return err
		}})
	}
	for from := 0; from < len(x.docs); from += PerPart {
		part := x.docs[from:min(from+PerPart, len(x.docs))]
		files = append(files, File{fmt.Sprintf("d%d.txt", from/PerPart), func(w io.Writer) error {
			_, err := io.WriteString(w, listing(part))
			return err
		}})
	}
	return files
}

// listing writes documents as results show them.
func listing(docs []Document) string {
	var out strings.Builder
	for i := range docs {
		d := &docs[i]
		out.WriteString(line(d.Address) + "\t" + line(d.Title) + "\t" + line(d.Facts) + "\t" + line(excerpt(d.Summary)) + "\n")
	}
	return out.String()
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
