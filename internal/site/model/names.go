package model

import (
	"fmt"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// names count how many pages have a title or a description.
type names struct{ titles, descriptions map[string]int }

// countNames counts the titles and descriptions of all pages that editors have written.
func (m *Model) countNames() names {
	n := names{map[string]int{}, map[string]int{}}
	for typed := range m.Content.All() {
		e := typed.Common()
		n.titles[e.Title]++
		n.descriptions[e.Teaser()]++
	}
	for _, a := range m.Dated {
		n.titles[inMonth(a)]++
	}
	for _, list := range m.lists {
		if list.File == "" { // else it is among the content
			n.titles[list.Title]++
		}
	}
	return n
}

// inMonth is the title of an activity with the month in which it is, or begins.
func inMonth(a *content.Activity) string {
	day := swedish.DateOf(a.When.Start)
	return fmt.Sprintf("%s, %s %d", a.Title, swedish.MonthName(day.Month), day.Year)
}

// PageTitle returns the title of an entry's page as search engines and the tabs of browsers show it: unlike that of
// every other page. Of meetings that are called the same it tells the month, or the day where two are in one month; of
// other entries what they are.
func (m *Model) PageTitle(e *content.Entry) string {
	if m.names().titles[e.Title] < 2 {
		return e.Title
	}
	if a, ok := m.dated()[e]; ok {
		if title := inMonth(a); m.names().titles[title] == 1 {
			return title
		}
		return e.Title + ", " + swedish.FormatDate(swedish.DateOf(a.When.Start))
	}
	if e.Kind == content.KindPage {
		return e.Title
	}
	_, kind, _ := strings.Cut(content.SpecOf(e.Kind).One, " ") // "en finansiär"
	return fmt.Sprintf("%s (%s)", e.Title, kind)
}

// PageDescription returns what a page says of itself in one or two sentences: its summary or the beginning of its text,
// with the title where another page says the same, or the page says nothing.
func (m *Model) PageDescription(e *content.Entry) string {
	text := e.Teaser()
	switch {
	case text == "":
		return m.PageTitle(e) + ". " + m.Content.Settings.Description
	case m.names().descriptions[text] > 1:
		return m.PageTitle(e) + ". " + text
	}
	return text
}
