package markdown

import (
	"bytes"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Options says where a text comes from and where its links lead. A function that is nil accepts what it would be asked
// about, but for Term: without it there are no terms.
type Options struct {
	// File and Line are for problems: the file's path, and the line in it of the body's first line (0 counts as 1).
	File string
	Line int
	// Lang is the language of the text, "sv" or "en", for the words that Convert adds to it and the quotation marks;
	// empty for "sv".
	Lang string
	// Link resolves the destination of a link, with entities and backslashes already decoded. It is not asked about
	// mailto: and tel:, about places on the same page (#x), or about schemes that may not be used. A problem that it
	// returns needs no place; the Text of its Fix is the destination that its hint asks for or about, if any.
	Link func(dest string) (Target, *problem.Problem)
	// Image resolves the destination of a picture in the same way.
	Image func(dest string) (Image, *problem.Problem)
	// Term resolves the id in a link [text](begrepp:id).
	Term func(id string) (Target, *problem.Problem)

	// Words are told of where they stand in the text.
	Words *swedish.Words
	// Day is the one that the text is about, if any: dates without a year may mean it.
	Day swedish.Date

	trial bool // of a line that may be told as a cure
}

// Target is where a link leads.
type Target struct {
	URL      string // address as it is to be written
	External bool   // another site
	Anchor   string // what follows #, as written, to be checked once every file is known; added to URL unless there
	Entry    string // content file that Anchor is a heading of
	Title    string // short explanation, for the link's title unless the editor wrote one

	Generated bool   // a page that the site may make itself, to be checked once it is known
	Mended    string // beside a problem: the destination to write instead, with which the message ends
}

// Image is a picture: its address, and its size in pixels where that is known (else 0).
type Image struct {
	URL           string
	Width, Height int
}

// Document is a converted text.
type Document struct {
	HTML     string    // safe and valid inside <main>, also when there were problems
	Headings []Heading // in order
	Links    []Link    // links of which something remains to be checked, in order
	Paths    bool      // some of Links lead to pages that the site may make itself
	Text     string    // first paragraph as plain text, at most 300 runes, cut between words
}

// Heading is a heading in the text, for a table of contents.
type Heading struct {
	Level int    // 2–6
	ID    string // unique in the text and apart from the ids of the page around it
	Text  string // plain text
}

// Link is a link to a heading in another content file, to a page that the site may make itself, or to another site.
type Link struct {
	Entry, Anchor string // as in [Target]
	URL           string // of another site, or the path of a page; empty for a heading
	Line, Column  int    // as in [problem.Problem]

	AnchorLine, AnchorColumn int // where the anchor stands; 0 when it is not written as it is
}

// converter is the state of one call to Convert.
type converter struct {
	opt      Options
	labels   *labels
	src      []byte
	buf      []byte
	doc      *Document
	problems problem.List
	scratch  []byte // for plain
	lines    []int  // offset of each line's first byte; filled when first needed

	brackets []int // offsets of the [ that are open while a paragraph is parsed
	headings map[*ast.Heading]int
	ids      ids
	defs     map[string]int // offset of each link definition, by its normalised label
	notes    noteSet
	anchors  []anchor       // links to places on this page
	openTags map[string]int // raw tags that were reported and not closed yet
	tables   int
	section  string // text of the last heading
	depth    int
	tooDeep  bool
	inLink   bool
	linked   map[string]string // where the links with some words lead
}

// converters keeps the buffers of finished calls for later ones.
var converters = sync.Pool{New: func() any { return new(converter) }}

// Convert turns the body of a content file into HTML. The body has LF line ends. The document is never nil, and
// complete even when there are problems: what is wrong then stands as plain text. Problems are sorted, and at most a
// thousand.
//
// Convert may be called from several goroutines at once, if the functions in opt may.
func Convert(body []byte, opt Options) (*Document, problem.List) {
	c := converters.Get().(*converter)
	defer c.release()
	c.opt, c.src, c.doc, c.labels = opt, body, &Document{}, &swedishLabels
	if opt.Lang == "en" {
		c.labels = &englishLabels
	}
	if c.opt.Line == 0 {
		c.opt.Line = 1
	}
	if !c.scan() {
		return c.doc, c.problems.Sorted()
	}
	pc := parser.NewContext()
	pc.Set(converterKey, c)
	p := markdownParser
	if bytes.Contains(c.src, []byte("www.")) || bytes.Contains(c.src, []byte("WWW.")) {
		p = wwwParser
	}
	root := p.Parse(text.NewReader(c.src), parser.WithContext(pc))

	c.outline(root)
	c.nameHeadings()
	c.meant(root)
	c.children(root)
	c.writeNotes()
	c.checkAnchors()
	c.doc.HTML = string(c.buf)
	return c.doc, c.problems.Sorted()
}

// release empties c, but for the memory of its buffers, and puts it back.
func (c *converter) release() {
	const keep = 1 << 18 // a buffer larger than this is left to the garbage collector
	buf, scratch, lines, brackets := c.buf[:0], c.scratch[:0], c.lines[:0], c.brackets[:0]
	if cap(buf) > keep || cap(scratch) > keep {
		buf, scratch, lines, brackets = nil, nil, nil, nil
	}
	*c = converter{buf: buf, scratch: scratch, lines: lines, brackets: brackets}
	converters.Put(c)
}

// maxProblems bounds what one text can say: nobody reads more, and a hostile text could hold hundreds of thousands.
const maxProblems = 1000

// report adds a problem at an offset in the body.
func (c *converter) report(offset int, kind problem.Kind, message, hint string) {
	c.reportWith(problem.Fix{}, offset, kind, message, hint)
}

// reportWith is report with the edit that the hint tells of.
func (c *converter) reportWith(fix problem.Fix, offset int, kind problem.Kind, message, hint string) {
	if len(c.problems) >= maxProblems {
		return
	}
	line, column := c.place(offset)
	c.problems.Add(problem.Problem{
		File: c.opt.File, Line: line, Column: column, Kind: kind, Message: message, Hint: hint, Fix: fix,
	})
}

// mend reports, with the edit that the hint tells of, that something else should stand between two offsets on one line.
func (c *converter) mend(from, to int, kind problem.Kind, message, hint, text string) {
	c.reportWith(c.edit(from, to, text), from, kind, message, hint)
}

// edit returns the edit that writes a text between two offsets on one line.
func (c *converter) edit(from, to int, text string) problem.Fix {
	line, column := c.place(from)
	return problem.Fix{
		Line: line, Column: column, EndLine: line, EndColumn: column + utf8.RuneCount(c.src[from:to]), Text: text,
	}
}

// lineEnd returns the offset of the end of the line that an offset is on.
func (c *converter) lineEnd(offset int) int {
	if n := bytes.IndexByte(c.src[offset:], '\n'); n >= 0 {
		return offset + n
	}
	return len(c.src)
}

// place returns the line in the file and the column in runes of an offset in the body.
func (c *converter) place(offset int) (line, column int) {
	if len(c.lines) == 0 {
		c.lines = append(c.lines, 0)
		for i := 0; ; {
			n := bytes.IndexByte(c.src[i:], '\n')
			if n < 0 {
				break
			}
			i += n + 1
			c.lines = append(c.lines, i)
		}
	}
	return placeIn(c.src, c.lines, offset, c.opt.Line)
}
