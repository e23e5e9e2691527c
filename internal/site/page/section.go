package page

import (
	"cmp"
	"html/template"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// section is a titled list of entries.
type section struct {
	Title string
	Items []template.HTML
	// State is that of all its items, by the clock: "kommande". It is empty when the clock does not matter.
	State string
	kind  content.Kind
	style string // of the items, when it is not that of the kind
}

// All joins the items: a template that went through them would take longer than all the rest of a list.
func (s section) All() template.HTML {
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
func (s section) ID() string {
	if letter := letterIDs[s.Title]; letter != "" {
		return "innehall-" + letter
	}
	return "innehall-" + swedish.Slug(s.Title)
}

// letterIDs tell the last letters of the alphabet from A and O.
var letterIDs = map[string]string{"Å": "aa", "Ä": "ae", "Ö": "oe"}

// Style is the class of the list.
func (s section) Style() string { return cmp.Or(s.style, views[s.kind].style) + "-list" }

// whole makes one section of a list.
func whole[T content.Typed](ps *Pages, title string, entries []T) ([]section, error) {
	return grouped(ps, entries, func(T) string { return title })
}

// grouped makes a section of each group of entries, in the order in which the groups first occur.
func grouped[T content.Typed](ps *Pages, entries []T, group func(T) string) ([]section, error) {
	var sections []section
	for _, e := range entries {
		title := group(e)
		at := slices.IndexFunc(sections, func(s section) bool { return s.Title == title })
		if at < 0 {
			at = len(sections)
			sections = append(sections, section{Title: title, kind: e.Common().Kind})
		}
		it, err := ps.item(e)
		if err != nil {
			return nil, err
		}
		sections[at].Items = append(sections[at].Items, it)
	}
	return sections, nil
}

// itemsOf returns the items of entries.
func itemsOf[T content.Typed](ps *Pages, entries []T) ([]template.HTML, error) {
	sections, err := whole(ps, "", entries)
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
