package view

import (
	"cmp"
	"html/template"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// Line is what a list shows on its own: an entry, or one of the times at which it takes place.
type Line struct {
	Entry content.Typed
	// When is one of the entry's occasions. It is nil for what does not take place, or nobody knows when.
	When *content.When
}

// Year returns the year by which the line is found; 0 when there is none.
func (l Line) Year() int {
	if l.When != nil {
		return l.When.Start.Year()
	}
	if year := viewOf(l.Entry).year; year != nil {
		return year(l.Entry)
	}
	return 0
}

// linesOf returns the lines of entries: one for each occasion.
func linesOf(entries []content.Typed) []Line {
	lines := make([]Line, 0, len(entries))
	for _, e := range entries {
		a := content.ActivityOf(e)
		if a == nil || len(a.Occasions) == 0 {
			lines = append(lines, Line{Entry: e})
			continue
		}
		for i := range a.Occasions {
			lines = append(lines, Line{e, &a.Occasions[i]})
		}
	}
	return lines
}

// Dated reports whether the list of a kind has years to choose among.
func (vs *Views) Dated(list content.Kind) bool {
	return vs.choosable[list] && views[list].year != nil
}

// Sections puts lines of the list of a kind in the groups that help a reader to find one. Nothing is rendered.
func (vs *Views) Sections(list content.Kind, lines []Line) []Section {
	if views[list].list == nil {
		return grouped(lines, func(Line) string { return views[list].Title })
	}
	return views[list].list(vs, lines)
}

// Months puts occasions in order of time, in a section for each month.
func Months(lines []Line) []Section {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, inTime)
	return grouped(lines, func(l Line) string {
		return swedish.Capital(swedish.MonthName(l.When.Start.Month())) + " " + year(l.When.Start.Year())
	})
}

// inTime orders lines by when they begin and end. Those without a time come last, as they were.
func inTime(x, y Line) int {
	if x.When == nil || y.When == nil {
		return cmp.Compare(timeless(x), timeless(y))
	}
	return cmp.Or(x.When.Start.Compare(y.When.Start), x.When.End.Compare(y.When.End))
}

// timeless is 1 for a line without a time.
func timeless(l Line) int {
	if l.When == nil {
		return 1
	}
	return 0
}

// past reports whether a line tells of what has been. What has no time is held to be past: only old talks lack one.
func (vs *Views) past(l Line) bool { return l.When == nil || l.When.Past(vs.Model.Now) }

// comingFirst puts lines in the order of what is coming, the next first, then what has been, the latest first.
func (vs *Views) comingFirst(lines []Line) []Line {
	lines = slices.Clone(lines)
	slices.SortStableFunc(lines, func(x, y Line) int {
		switch past := vs.past(x); {
		case past != vs.past(y):
			if past {
				return 1
			}
			return -1
		case past && x.When != nil && y.When != nil:
			return cmp.Or(y.When.End.Compare(x.When.End), y.When.Start.Compare(x.When.Start))
		}
		return inTime(x, y)
	})
	return lines
}

// grouped makes a section of each group of lines, in the order in which the groups first occur.
func grouped(lines []Line, group func(Line) string) []Section {
	var sections []Section
	for _, l := range lines {
		title := group(l)
		at := len(sections) - 1
		if at < 0 || sections[at].Title != title { // most often it is the same as before
			at = slices.IndexFunc(sections, func(s Section) bool { return s.Title == title })
		}
		if at < 0 {
			at = len(sections)
			sections = append(sections, Section{Title: title, Kind: l.Entry.Common().Kind})
		}
		sections[at].Lines = append(sections[at].Lines, l)
	}
	return sections
}

// Fill renders the lines of sections.
func (vs *Views) Fill(sections []Section) error {
	for i := range sections {
		s := &sections[i]
		s.Items = make([]template.HTML, len(s.Lines))
		for j, l := range s.Lines {
			var err error
			if s.style == questionStyle {
				s.Items[j], err = vs.question(l)
			} else {
				s.Items[j], err = vs.LineItem(l)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// FillChoosable renders the lines of a list among which visitors may choose: each with the words by which that is done.
func (vs *Views) FillChoosable(sections []Section) error {
	if err := vs.Fill(sections); err != nil {
		return err
	}
	for _, s := range sections {
		for i, l := range s.Lines {
			s.Items[i] = withWords(s.Items[i], vs.words(l))
		}
	}
	return nil
}

// withWords puts words in the first tag of an item, unless there are none.
func withWords(item template.HTML, words string) template.HTML {
	if words == "" {
		return item
	}
	at := strings.IndexByte(string(item), '>')
	return item[:at] + template.HTML(` data-val="`+template.HTMLEscapeString(words)+`"`) + item[at:]
}

// LineItem shows a line. Most activities have only one occasion, whose item is that of the entry.
func (vs *Views) LineItem(l Line) (template.HTML, error) {
	a := content.ActivityOf(l.Entry)
	if a == nil || l.When == nil || len(a.Occasions) == 1 {
		return vs.Item(l.Entry)
	}
	return vs.remembered(l.When, func() (template.HTML, error) {
		it := vs.activityItem(a, *l.When)
		it.Start, it.End = l.When.Start.Format(time.RFC3339), l.When.End.Format(time.RFC3339)
		return vs.renderItem(l, it)
	})
}

// Cut returns the lines from one until another of sections, in their sections. A section with a state stays without
// lines, for the clock may move some there.
func Cut(sections []Section, from, until int) []Section {
	var cut []Section
	for _, s := range sections {
		n := len(s.Lines)
		s.Lines = s.Lines[min(max(from, 0), n):min(max(until, 0), n)]
		if len(s.Lines) > 0 || s.State != "" {
			cut = append(cut, s)
		}
		from, until = from-n, until-n
	}
	return cut
}
