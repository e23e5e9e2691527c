// Package content is PSI as Go types: its activities, talks, projects, calls, parts, groups, news and pages. [Load]
// reads everything that editors write, checks it, resolves each relation and gives back links. After Load there is no
// map, no string key and no unresolved reference left: the rooms above read plain fields and follow pointers.
//
// Each kind of entry is declared in a file of its own, such as call.go: its Go type, and a table with a row for each
// key of a header, bound to the Go field that it is read into. Decoding, linking, and advice on wrong keys are loops
// over that table, and [Specs] returns it for those who make forms, schemas and guides.
//
// What an editor got wrong is gathered in a problem.List, all of it in one run. Front matter keys are English as in
// every generator, their values PSI's own Swedish words. Every time is an instant shown in Europe/Stockholm.
package content

import (
	"io/fs"
	"iter"
	"time"

	"so-in.se/psi/internal/attachment"
	"so-in.se/psi/internal/problem"
)

// Content is everything that editors have written.
type Content struct {
	Settings Settings
	// Synonyms are words for searching that mean the same.
	Synonyms []Synonyms
	// Attachments are the pictures and documents that some text shows or links to.
	Attachments []*attachment.Attachment
	// Remarks are what is likely a slip in what was read, but for what an editor has accepted.
	Remarks problem.List

	lists []any // a []T for each kind, in the order of [Specs]
}

// List returns the entries of type T, as *Call. Dated entries are in order of time, the others in Swedish alphabetical
// order or in the order that the editors gave. The slice is shared.
func List[T Typed](c *Content) []T {
	for _, list := range c.lists {
		if list, ok := list.([]T); ok {
			return list
		}
	}
	return nil
}

// Of goes through the entries of a kind, in the order of [List].
func (c *Content) Of(k Kind) iter.Seq[Typed] {
	return func(yield func(Typed) bool) {
		for i, list := range c.lists {
			if kinds()[i].Kind == k {
				kinds()[i].all(list, yield)
			}
		}
	}
}

// All goes through every entry, kind by kind.
func (c *Content) All() iter.Seq[Typed] {
	return func(yield func(Typed) bool) {
		for i, list := range c.lists {
			if !kinds()[i].all(list, yield) {
				return
			}
		}
	}
}

// Entries goes through the common part of every entry, kind by kind.
func (c *Content) Entries() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for e := range c.All() {
			if !yield(e.Common()) {
				return
			}
		}
	}
}

// Options say how to read the content.
type Options struct {
	// Drafts includes entries marked draft.
	Drafts bool
	// Now is the time by which dates are held to be far ahead; none are when it is zero.
	Now time.Time
	// Memo, if not nil, remembers what was read, so that the next Load reads again only what has changed. It may be
	// used by one Load at a time. What Load returns is the same with and without it.
	Memo *Memo
}

// Load reads the content folder. It returns what it could read. Where there are faults, the error is a problem.List of
// them and of the remarks, much as in go/parser; another error means that the folder itself could not be read.
func Load(src fs.FS, opt Options) (*Content, error) {
	l := &loader{src: src, opt: opt}
	if err := l.find(); err != nil {
		return nil, err
	}
	l.parse()
	c := l.assemble()
	l.linkAndConvert()
	l.checkAnchors()
	l.farAhead()
	c.Attachments = l.attachments()
	l.unused()
	l.copies()
	if opt.Memo != nil {
		opt.Memo.keep(l.files, l.host)
	}
	c.Remarks = l.unaccepted()
	problems := append(l.problems.Faults(), c.Remarks...)
	c.Remarks = c.Remarks.Capped()
	return c, problems.Capped().Err()
}

// problemAt makes a problem at a place in a file.
func problemAt(file string, line, column int, kind problem.Kind, message, hint string) problem.Problem {
	return problem.Problem{File: file, Line: line, Column: column, Kind: kind, Message: message, Hint: hint}
}
