package frontmatter

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"sync"

	"github.com/adrg/frontmatter"

	"so-in.se/psi/internal/problem"
)

const howToBegin = "En fil börjar med tre bindestreck på en egen rad, sedan nycklarna, sedan tre bindestreck igen:\n" +
	"---\ntitle: Stormöte i Kumla\n---"

var fence = []byte("---")

// fences says where the header lies. The offsets are in the text; lines count from 1.
type fences struct {
	open, closed bool
	firstLine    int // the first line that is not blank, where the opening fence is or should have been
	first        int // the offset of that line
	header       int // the offset of the line after the opening fence
	end          int // the offset of the closing fence
	body         int // the offset of the line after the closing fence
	bodyLine     int
	indented     []int // offsets of --- lines with blanks before them within the header
}

// findFences looks for the header's fences. The library that splits the file cannot be asked: it takes a file whose
// header is never closed for a file without a header, with no error, and the editor's YAML would be published as text;
// and it takes an indented ---, as in a block of text, for the closing fence.
func findFences(text []byte) fences {
	f := fences{bodyLine: 1}
	for at := 0; at < len(text); f.bodyLine++ {
		line, next := lineAt(text, at)
		trimmed := bytes.TrimSpace(line)
		isFence := bytes.Equal(trimmed, fence)
		switch {
		case f.firstLine == 0 && len(trimmed) == 0:
		case f.firstLine == 0:
			f.first, f.firstLine = at, f.bodyLine
			if !isFence {
				return f
			}
			f.open, f.header = true, next
		case isFence && line[0] == '-':
			f.closed, f.end, f.body = true, at, next
			f.bodyLine++
			return f
		case isFence:
			f.indented = append(f.indented, at)
		}
		at = next
	}
	return f
}

// lineAt returns the line at an offset, without its end, and the offset of the next line.
func lineAt(text []byte, at int) (line []byte, next int) {
	if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
		return text[at : at+n], at + n + 1
	}
	return text[at:], len(text)
}

// format is the only one given to the library: left to itself it also takes TOML between +++ and JSON from a line of {.
var format = frontmatter.NewFormat("---", "---", func(header []byte, v any) error {
	v.(func([]byte))(header)
	return nil
})

// readers are the buffers that the splitting library would make anew for each file.
var readers = sync.Pool{New: func() any { return bufio.NewReader(nil) }}

// split hands the header to the YAML reader and sets the body. The library gets the text up to the closing fence only,
// so that it needn't copy the body, and with the indented --- lines made harmless; hence the header is taken from the
// text by its length.
func (r *reader) split(f fences) {
	block := r.text[:f.body]
	if len(f.indented) > 0 {
		block = bytes.Clone(block)
		for _, at := range f.indented {
			block[at+bytes.IndexByte(block[at:], '-')] = '_'
		}
	}
	read := func(header []byte) { r.readHeader(r.text[f.header:][:len(header)], f.firstLine+1) }
	lines, _ := readers.Get().(*bufio.Reader)
	lines.Reset(bytes.NewReader(block))
	if _, err := frontmatter.MustParse(lines, read, format); err != nil {
		panic(fmt.Sprintf("frontmatter: the splitting library finds no header in %s: %v", r.doc.Name, err))
	}
	readers.Put(lines)
	r.doc.head, r.doc.Body, r.doc.BodyLine = r.text[:f.body], r.text[f.body:], f.bodyLine
}

// unclosed reports a header without an end. It is taken to end where a header does not go on, at the first blank line
// after something or at a heading, so that the body can be read; the header cannot, since nobody knows where it ends.
func (r *reader) unclosed(f fences) {
	at, line := f.header, f.firstLine+1
	for at < len(r.text) {
		this, next := lineAt(r.text, at)
		if end := bytes.TrimSpace(this); len(end) == 0 && line > f.firstLine+1 || bytes.HasPrefix(end, []byte("## ")) {
			break
		}
		at, line = next, line+1
		if bytes.HasPrefix(this, []byte("...")) {
			break
		}
	}
	hint := fmt.Sprintf("Skriv --- på en egen rad efter den sista nyckeln, troligen på rad %d.", line)
	if len(f.indented) > 0 {
		n := position(r.text, f.indented[0]).Line
		hint = fmt.Sprintf(
			"På rad %d står --- med blanksteg framför. Ta bort blankstegen om det är där som nycklarna slutar.", n,
		)
	} else if strings.HasSuffix(strings.TrimSpace(string(r.text[:at])), "\n...") {
		hint = fmt.Sprintf("Skriv --- i stället för ... på rad %d.", line-1)
	}
	r.problem(position(r.text, f.first), problem.UnclosedFrontMatter,
		"Här börjar sidans nycklar med ---, men det finns ingen rad med --- som visar var de slutar.", hint)
	r.doc.head, r.doc.Body, r.doc.BodyLine = r.text[:at], r.text[at:], line
}

// noFrontMatter reports a file that does not begin with a fence, telling apart what editors write in its place.
func (r *reader) noFrontMatter(f fences) {
	line, _ := lineAt(r.text, f.first)
	first := strings.TrimSpace(string(line))
	message, hint := "Filen börjar inte med nycklar mellan två rader med ---.", howToBegin
	switch {
	case strings.HasPrefix(first, "+++"):
		message = "Filen börjar med +++ (TOML). Nycklarna ska stå mellan rader med --- och skrivas som YAML."
	case strings.HasPrefix(first, "{"):
		message = "Filen börjar med { (JSON). Nycklarna ska stå mellan rader med --- och skrivas som YAML."
	case strings.HasPrefix(first, "```"):
		message = "Filen börjar med ```. Nycklarna ska stå mellan rader med ---, utan ```."
	case strings.Trim(first, "-–—−_*=") == "":
		message = "Filens första rad är " + Quoted(first) + ". Där ska stå exakt tre bindestreck: ---."
	case strings.HasPrefix(first, "---"):
		message = "Efter de tre bindestrecken ska det inte stå något mer på raden."
	case keyLine(first):
		message = "Nycklarna ska stå mellan två rader med ---, men raden ovanför den här saknas."
	}
	r.problem(position(r.text, f.first), problem.NoFrontMatter, message, hint)
}
