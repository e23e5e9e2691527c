package frontmatter

import (
	"bytes"
	"fmt"
	"strings"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
)

// MaxSize is the size in bytes of the largest file that is read. Nobody writes that much; a larger file is something
// else, and must not slow everything down.
const MaxSize = 1 << 20

// Document is one file, split.
type Document struct {
	// Name is the file's path below the content folder, as it stands in problems.
	Name string
	// Body is the text after the header: LF only, without a byte order mark. It may share memory with the source. A
	// file without a readable header has as much of itself here as is not known to be header.
	Body []byte
	// BodyLine is the line in the file, from 1, on which Body begins. When Body is empty the file may end before it.
	BodyLine int

	head  []byte   // all of the text before Body
	lines []string // its lines, once anyone has asked for one
	root  *node    // the header's mapping; nil when it could not be read
}

// Pos is a place in the file. Both count from 1, columns in runes; zero is unknown.
type Pos struct{ Line, Column int }

// reader is the state of one reading of a file.
type reader struct {
	doc      *Document
	text     []byte // the file as LF text in UTF-8, without byte order mark
	problems problem.List
}

// Parse splits the source of one Markdown file and reads its header's YAML. The document is never nil. The problems are
// those of the file and of the YAML; what the header's keys say is judged by a [Decoder].
func Parse(name string, src []byte) (*Document, problem.List) {
	r := &reader{doc: &Document{Name: name, BodyLine: 1}}
	if !r.readable(src) {
		return r.doc, r.problems
	}
	r.text = r.clean(src)
	if r.conflict() {
		return r.doc, r.problems
	}
	r.doc.Body = r.text
	f := findFences(r.text)
	switch {
	case f.closed:
		r.split(f)
	case f.open:
		r.unclosed(f)
	default:
		r.noFrontMatter(f)
	}
	return r.doc, r.problems
}

// ParseYAML reads a whole file of YAML, without fences. The document has no body.
func ParseYAML(name string, src []byte) (*Document, problem.List) {
	r := &reader{doc: &Document{Name: name, BodyLine: 1}}
	if r.readable(src) {
		r.text = r.clean(src)
		if r.conflict() {
			return r.doc, r.problems
		}
		r.doc.head = r.text
		r.readHeader(r.text, 1)
	}
	return r.doc, r.problems
}

// readable reports whether there is anything to read, of a size that can be.
func (r *reader) readable(src []byte) bool {
	switch {
	case len(src) > MaxSize:
		r.problem(Pos{}, problem.TooLarge,
			fmt.Sprintf("Filen är %d kB stor. En textfil får vara högst %d kB.", len(src)>>10, MaxSize>>10),
			"Dela upp texten på flera filer. Bilder och andra bilagor ska ligga i egna filer bredvid texten.")
		return false
	case utf16(src):
		r.problem(
			Pos{Line: 1}, problem.NotUTF8, "Filen är sparad med teckenkodningen UTF-16 (kallas också Unicode).",
			saveAsUTF8,
		)
		return false
	case len(bytes.TrimSpace(bytes.TrimPrefix(src, bom))) == 0:
		r.problem(Pos{}, problem.EmptyFile, "Filen är tom.", "Skriv sidan, eller ta bort filen. "+howToBegin)
		return false
	}
	return true
}

// conflict reports, and tells, whether two versions of the file have not been merged. Nothing else is said of it then:
// what is wrong with either version may go when one is chosen.
func (r *reader) conflict() bool {
	if !bytes.Contains(r.text, []byte("<<<<<<<")) && !bytes.Contains(r.text, []byte(">>>>>>>")) {
		return false
	}
	at := conflictMarker().FindIndex(r.text)
	if at == nil {
		return false
	}
	r.problem(position(r.text, at[0]), problem.MergeConflict,
		"Två versioner av filen har inte förts samman: mellan <<<<<<< och ======= står den ena, mellan ======= och "+
			">>>>>>> den andra.",
		"Välj vad som ska gälla, och ta bort resten och de tre raderna med tecknen.")
	return true
}

// conflictMarker matches the lines that Git writes before and after what it can't merge.
var conflictMarker = lazyregexp.New(`(?m)^(?:<{7}|>{7})(?: .*)?$`)

// enough is the number of problems after which a file's YAML gives no more: many more than are told of.
const enough = 10 * problem.Most

func (r *reader) problem(at Pos, kind problem.Kind, message, hint string) {
	r.report(at, kind, message, hint, problem.Fix{})
}

// mend reports that a line, and maybe those after it, should read otherwise: the hint is the advice, and below it the
// lines.
func (r *reader) mend(at Pos, kind problem.Kind, message, advice string, lines ...string) {
	last := at.Line + len(lines) - 1
	r.report(at, kind, message, advice+shown(lines), replaceLines(at.Line, last, strings.Join(lines, "\n")))
}

func (r *reader) report(at Pos, kind problem.Kind, message, hint string, fix problem.Fix) {
	if len(r.problems) >= enough {
		return
	}
	r.problems.Add(problem.Problem{
		File: r.doc.Name, Line: at.Line, Column: at.Column, Kind: kind, Message: message, Hint: hint, Fix: fix,
	})
}
