// Package content is PSI as Go types: its activities, talks, projects, calls, parts, groups, news and pages. [Load] reads everything
// that editors write, checks it, resolves each relation and gives back links. After Load there is no map, no string key and no
// unresolved reference left: the rooms above read plain fields and follow pointers.
//
// What an editor got wrong is gathered in a problem.List, all of it in one run. Front matter keys are English as in every
// generator, their values PSI's own Swedish words. Every time is an instant shown in Europe/Stockholm.
package content

import (
	"io/fs"

	"so-in.se/psi/internal/problem"
)

// Content is everything that editors have written. Slices of dated entries are in order of time, the others in Swedish
// alphabetical order or in the order that the editors gave.
type Content struct {
	Settings Settings

	Activities    []*Activity
	Talks         []*Samhallssamtal
	Contacts      []*AdvisoryContact
	Projects      []*FundedProject
	Calls         []*Call
	Funders       []*Funder
	Partners      []*Partner
	Groups        []*Group
	News          []*News // newest first
	Newsletters   []*Newsletter
	ActivityLists []*ActivityList
	Themes        []*Theme
	Areas         []*Area
	Concepts      []*Concept
	Lookouts      []*Lookout
	Sources       []*Source
	Pages         []*Page

	// Attachments are the pictures and documents that some text shows or links to.
	Attachments []*Attachment
}

// Options say how to read the content.
type Options struct {
	// Drafts includes entries marked draft.
	Drafts bool
	// Memo, if not nil, remembers what was read, so that the next Load reads again only what has changed. It may be used by one
	// Load at a time. What Load returns is the same with and without it.
	Memo *Memo
}

// Load reads the content folder. It returns what it could read together with every problem found, as a problem.List, much as
// go/parser does; another error means that the folder itself could not be read.
func Load(src fs.FS, opt Options) (*Content, error) {
	l := &loader{src: src, opt: opt, memo: opt.Memo}
	if l.memo == nil {
		l.memo = new(Memo)
		l.memo.once = true
	}
	if l.memo.worn() {
		*l.memo = Memo{}
	}
	if err := l.find(); err != nil {
		return nil, err
	}
	l.parse()
	c := l.assemble()
	l.linkAndConvert()
	l.checkAnchors()
	c.Attachments = l.attachments()
	return c, l.problems.Sorted().Err()
}

// entity is an entry of any kind while it is being loaded.
type entity interface {
	Common() *Entry
	// decode reads the header's keys, apart from the common ones. What it makes is shared between loads and not changed again.
	decode(d *decoder)
	// link resolves what decode read of relations, on a copy of its own.
	link(l *linker)
}

// problemAt makes a problem at a place in a file.
func problemAt(file string, line, column int, kind problem.Kind, message, hint string) problem.Problem {
	return problem.Problem{File: file, Line: line, Column: column, Kind: kind, Message: message, Hint: hint}
}
