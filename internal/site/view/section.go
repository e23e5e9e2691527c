package view

import (
	"cmp"
	"html/template"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/swedish"
)

// List is the entries of a kind in groups.
type List struct {
	Sections []Section
	// Concepts are the words of the glossary.
	Concepts []*content.Concept
}

// List renders sections of the list of a kind.
func (vs *Views) List(kind content.Kind, sections []Section) (l List, err error) {
	if kind != content.KindConcept {
		return List{Sections: sections}, vs.FillChoosable(sections)
	}
	for _, s := range sections {
		for _, line := range s.Lines {
			if concept, ok := line.Entry.(*content.Concept); ok {
				l.Concepts = append(l.Concepts, concept)
			}
		}
	}
	return l, nil
}

// Picture draws the whole of the list of a kind; empty when nothing does.
func (vs *Views) Picture(kind content.Kind) (template.HTML, error) {
	if draw := views[kind].picture; draw != nil {
		return draw(vs)
	}
	return "", nil
}

// LinkGroup is a titled list of links.
type LinkGroup struct {
	Title string
	Links []model.Crumb
	// More leads on to the rest; nil when all are there.
	More *model.Crumb
}

// First returns at most n elements.
func First[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// Section is a titled list of entries.
type Section struct {
	Title string
	// Lines are what it lists, and Items the same when they have been rendered: see [Views.Fill].
	Lines []Line
	Items []template.HTML
	// More leads on to the rest of a list of which only the first are shown; nil when all are.
	More *model.Crumb
	// State is that of all its items, by the clock: "kommande". It is empty when the clock does not matter.
	State string
	// Kind is that of the entries.
	Kind  content.Kind
	style string // of the items, when it is not that of the kind
}

// All joins the items: a template that went through them would take longer than all the rest of a list.
func (s Section) All() template.HTML {
	size := 0
	for _, it := range s.Items {
		size += len(it)
	}
	all := make([]byte, 0, size)
	for _, it := range s.Items {
		all = append(all, it...)
	}
	return template.HTML(all) // each item is one already
}

// ID names the section's heading. The prefix is reserved: no heading of a text has it.
func (s Section) ID() string {
	return "innehall-" + swedish.Slug(s.Title)
}

// Style is the class of the list.
func (s Section) Style() string { return cmp.Or(s.style, views[s.Kind].style) + "-list" }

// whole makes one section of a list.
func whole[T content.Typed](vs *Views, title string, entries []T) ([]Section, error) {
	lines := make([]Line, len(entries))
	for i, e := range entries {
		lines[i] = Line{Entry: e}
	}
	sections := grouped(lines, func(Line) string { return title })
	return sections, vs.Fill(sections)
}

// Items returns the items of entries.
func Items[T content.Typed](vs *Views, entries []T) ([]template.HTML, error) {
	sections, err := whole(vs, "", entries)
	if err != nil || len(sections) == 0 {
		return nil, err
	}
	return sections[0].Items, nil
}

// entriesOf returns the common parts of entries.
func entriesOf[T content.Typed](list []T) []*content.Entry {
	entries := make([]*content.Entry, len(list))
	for i, e := range list {
		entries[i] = e.Common()
	}
	return entries
}
