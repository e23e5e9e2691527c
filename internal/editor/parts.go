package editor

import (
	"strconv"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/frontmatter"
)

// part is what an update settles by itself: a key under invitation in the header, and what it stands for.
type part struct {
	key   string
	label string // for messages, with an article
	file  string // the file has it in this key
	// at is the text that it is; nil for what is no text.
	at func(f *facts) *string
	// tell writes what is no text.
	tell func(f *facts) string
	// lines writes it as in a header; nil for text.
	lines func(f *facts) []string
	// after is the key behind which it is put in a header.
	after string
}

// said is what an invitation or a file says of it.
func (p part) said(f *facts) string {
	if p.at != nil {
		return *p.at(f)
	}
	return p.tell(f)
}

// scalar returns how the entry of a key is written whose value is a text.
func scalar(key string, at func(f *facts) *string) func(f *facts) []string {
	return func(f *facts) []string { return []string{key + ": " + frontmatter.Scalar(*at(f))} }
}

// textPart returns a part that is a text in a key of its own.
func textPart(key, label, after string, at func(f *facts) *string) part {
	return part{key: key, label: label, file: key, at: at, lines: scalar(key, at), after: after}
}

var parts = []part{
	textPart("title", "rubriken", "", func(f *facts) *string { return &f.title }),
	{
		key: "time", label: "tiden", file: "start", tell: func(f *facts) string { return span(f.when) },
		lines: (*facts).timeLines,
	},
	{
		key: "series", label: "hur ofta serien upprepas", file: "repeats",
		tell: func(f *facts) string { return f.series.String() }, lines: (*facts).lines,
	},
	{
		key: "place", label: "platsen", file: "place", at: func(f *facts) *string { return &f.place },
		lines: (*facts).placeLines, after: "end",
	},
	textPart("contact", "kontakten", "place", func(f *facts) *string { return &f.contact }),
	{
		key: "organizer", label: "arrangören", file: "organizers",
		at:    func(f *facts) *string { return &f.organizer },
		lines: func(f *facts) []string { return []string{"organizers: [" + f.organizer + "]"} }, after: "place",
	},
	textPart("online", "adressen på nätet", "place", func(f *facts) *string { return &f.online }),
	textPart("audience", "målgruppen", "organizers", func(f *facts) *string { return &f.audience }),
	textPart("cost", "kostnaden", "audience", func(f *facts) *string { return &f.cost }),
	{
		key: "registration", label: "anmälan", file: "registration",
		at:    func(f *facts) *string { return &f.registration },
		lines: func(f *facts) []string { return []string{"registration: " + f.registration} }, after: "audience",
	},
	{key: "text", label: "texten", at: func(f *facts) *string { return &f.text }},
	{
		key: "status", label: "läget", file: "status", tell: func(f *facts) string {
			if f.cancelled {
				return string(content.Cancelled)
			}
			return ""
		},
		lines: func(*facts) []string { return []string{"status: " + string(content.Cancelled)} },
	},
}

// written writes what registration says as a mapping on one line; empty for nothing.
func written(r content.Registration) string {
	var list []string
	add := func(key, value string) {
		if value != "" {
			list = append(list, key+": "+value)
		}
	}
	quoted := func(s string) string {
		if s == "" {
			return ""
		}
		return strconv.Quote(s)
	}
	add("url", quoted(r.URL))
	add("email", quoted(r.Email))
	add("last_day", r.LastDay.String())
	if list == nil {
		return ""
	}
	return "{" + strings.Join(list, ", ") + "}"
}

// timeLines writes start and end.
func (f *facts) timeLines() []string {
	lines := []string{"start: " + writtenMoment(f.when.Start, f.when.WholeDay)}
	if end := writtenEnd(f.when); end != "" {
		lines = append(lines, "end: "+end)
	}
	return lines
}

// placeLines writes place, and address if it is known by itself.
func (f *facts) placeLines() []string {
	place, ok := strings.CutSuffix(f.place, f.street)
	if f.street == "" || !ok {
		return []string{"place: " + frontmatter.Scalar(f.place)}
	}
	var lines []string
	if place = strings.TrimSuffix(place, ", "); place != "" {
		lines = append(lines, "place: "+frontmatter.Scalar(place))
	}
	return append(lines, "address: "+frontmatter.Scalar(f.street))
}
