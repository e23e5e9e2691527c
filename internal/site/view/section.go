package view

import (
	"cmp"
	"html/template"
	"slices"

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

// List lists the entries of a kind that are to be kept.
func (vs *Views) List(kind content.Kind, keep func(*content.Entry) bool) (l List, err error) {
	err = views[kind].list(vs, &l, keep)
	return l, err
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
}

// First returns at most n elements.
func First[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// only returns the entries to keep.
func only[T content.Typed](entries []T, keep func(*content.Entry) bool) []T {
	return slices.DeleteFunc(slices.Clone(entries), func(e T) bool { return !keep(e.Common()) })
}

// Section is a titled list of entries.
type Section struct {
	Title string
	Items []template.HTML
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
	return Grouped(vs, entries, func(T) string { return title })
}

// Grouped makes a section of each group of entries, in the order in which the groups first occur.
func Grouped[T content.Typed](vs *Views, entries []T, group func(T) string) ([]Section, error) {
	var sections []Section
	for _, e := range entries {
		title := group(e)
		at := slices.IndexFunc(sections, func(s Section) bool { return s.Title == title })
		if at < 0 {
			at = len(sections)
			sections = append(sections, Section{Title: title, Kind: e.Common().Kind})
		}
		it, err := vs.Item(e)
		if err != nil {
			return nil, err
		}
		sections[at].Items = append(sections[at].Items, it)
	}
	return sections, nil
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
