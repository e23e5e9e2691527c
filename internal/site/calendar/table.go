package calendar

import (
	"encoding/csv"
	"io"
	"strings"
)

// columns are those of /kalender/aktiviteter.csv: the coming occasions of aktiviteter.json for people who work with
// them in Excel. Columns are added at the end, never renamed or removed.
var columns = []struct {
	name string
	cell func(a *activityJSON) string
}{
	{"Rubrik", func(a *activityJSON) string { return a.Title }},
	{"Slag", func(a *activityJSON) string { return a.Kind }},
	{"Läge", func(a *activityJSON) string { return a.Status }},
	{"Startdag", func(a *activityJSON) string { return day(a.Start) }},
	{"Starttid", func(a *activityJSON) string { return clock(a.Start) }},
	{"Slutdag", func(a *activityJSON) string { return day(a.End) }},
	{"Sluttid", func(a *activityJSON) string { return clock(a.End) }},
	{"Flyttad från dag", func(a *activityJSON) string { return day(a.MovedFrom) }},
	{"Flyttad från tid", func(a *activityJSON) string { return clock(a.MovedFrom) }},
	{"Plats", func(a *activityJSON) string { return a.Place }},
	{"Adress", func(a *activityJSON) string { return a.Address }},
	{"Kommun", func(a *activityJSON) string { return a.Municipality }},
	{"Länk för att delta", func(a *activityJSON) string { return a.Online }},
	{"För vem", func(a *activityJSON) string { return a.Audience }},
	{"Kostnad", func(a *activityJSON) string { return a.Cost }},
	{"Anmälan på webben", func(a *activityJSON) string { return a.registration().URL }},
	{"Anmälan med e-post", func(a *activityJSON) string { return a.registration().Email }},
	{"Sista anmälningsdag", func(a *activityJSON) string { return a.registration().LastDay }},
	{"Kontakt", func(a *activityJSON) string { return a.Contact }},
	{"Arrangörer", func(a *activityJSON) string { return strings.Join(a.Organizers, ", ") }},
	{"Teman", func(a *activityJSON) string { return strings.Join(a.Themes, ", ") }},
	{"Sammanfattning", func(a *activityJSON) string { return a.Summary }},
	{"Sida", func(a *activityJSON) string { return a.URL }},
	{"Kalenderfil", func(a *activityJSON) string { return a.ICS }},
	{"Beteckning", func(a *activityJSON) string { return a.UID }},
}

// table writes the occasions that have not ended as CSV (RFC 4180) in the form that Swedish Excel opens without
// questions: UTF-8 with a byte order mark, semicolons, dates and times of day that it takes for such.
func (c *Calendar) table(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	row := make([]string, len(columns))
	for i := range columns {
		row[i] = columns[i].name
	}
	_ = out.Write(row) // the writer keeps the error for Error
	for _, a := range c.list() {
		for i := range columns {
			row[i] = harmless(columns[i].cell(&a))
		}
		_ = out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// registration returns how to sign up; nothing when one need not.
func (a *activityJSON) registration() registrationJSON {
	if a.Registration == nil {
		return registrationJSON{}
	}
	return *a.Registration
}

// day returns the date of a time as [model.MachineSpan] has it, in Stockholm.
func day(at string) string {
	date, _, _ := strings.Cut(at, "T")
	return date
}

// clock returns the time of day of such a time, 13:00; empty of a date.
func clock(at string) string {
	if _, rest, ok := strings.Cut(at, "T"); ok {
		return rest[:len("13:00")]
	}
	return ""
}

// harmless puts an apostrophe before what a spreadsheet would take for a formula, also behind a blank, and in the wide
// forms that East Asian versions read alike.
func harmless(cell string) string {
	if strings.IndexAny(strings.TrimSpace(cell), "=+-@＝＋－＠") == 0 {
		return "'" + cell
	}
	return cell
}
