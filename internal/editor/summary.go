package editor

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// longest is how many bytes a summary has at most, so that it can be the text of a pull request on GitHub, and most how
// many things of one sort it tells of.
const (
	longest = 60_000
	most    = 60
)

// Summary tells in Swedish, as Markdown, what has become of the calendars of the parts on a day: first what somebody
// has to decide, then what has been done. What there is no room for is counted.
func (g *Gathered) Summary(day swedish.Date) string {
	for each := most; ; each /= 2 {
		if text := g.summary(day, each); len(text) <= longest || each <= 1 {
			return text
		}
	}
}

// summary tells of some things of each sort.
func (g *Gathered) summary(day swedish.Date, each int) string {
	s := &summary{each: each}
	s.line("# Parternas kalendrar %s", swedish.FormatDate(day))
	s.line("")
	s.line("%s", g.inShort())
	s.section("Är det samma aktivitet?", g.of(Alike), s.alike)
	s.section("Att avgöra", g.of(Asked), s.asked)
	s.section("Inte kvar i kalendern", g.of(Withdrawn), s.withdrawn)
	s.section("Inställt", g.of(CalledOff), s.changed)
	s.section("Ändrat", g.of(Changed), s.changed)
	s.section("Nya utkast", g.of(Drafted), s.drafted)
	if len(g.of(Drafted)) > 0 {
		s.line("")
		s.line(
			"Ett utkast publiceras när någon har läst igenom det, valt `kind` och tagit bort raden `draft: true`. " +
				"Ska något inte med, ta bort filen och skriv dess `uid` i `skip` vid kalendern i `content/site.yaml`.",
		)
	}
	if len(g.Failed) > 0 {
		s.heading("Kalendrar som inte gick att läsa")
	}
	for _, f := range g.Failed {
		s.line("- **%s**, `%s`. %s", inline(f.Feed.Name()), code(f.Feed.Address), inline(why(f.Err)))
	}
	return strings.TrimRight(s.String(), "\n") + "\n"
}

// of returns the findings of one outcome.
func (g *Gathered) of(o Outcome) []Finding {
	return slices.DeleteFunc(slices.Clone(g.Findings), func(f Finding) bool { return f.Outcome != o })
}

// inShort counts what there is to tell.
func (g *Gathered) inShort() string {
	count := func(n int, one, many string) string {
		if n == 1 {
			return "1 " + one
		}
		return fmt.Sprintf("%d %s", n, many)
	}
	var parts []string
	for _, c := range []struct {
		n         int
		one, many string
	}{
		{len(g.of(Drafted)), "nytt utkast", "nya utkast"},
		{len(g.of(Changed)), "ändrad aktivitet", "ändrade aktiviteter"},
		{len(g.of(CalledOff)), "inställd", "inställda"},
		{len(g.of(Alike)) + len(g.of(Asked)) + len(g.of(Withdrawn)), "fråga", "frågor"},
	} {
		if c.n > 0 {
			parts = append(parts, count(c.n, c.one, c.many))
		}
	}
	text := count(g.Read, "kalender är läst", "kalendrar är lästa") + ". "
	if parts == nil {
		text += "Ingenting är nytt."
	} else {
		text += swedish.Capital(swedish.JoinAnd(parts)) + "."
	}
	if n := len(g.Failed); n > 0 {
		text += " " + count(n, "kalender", "kalendrar") + " gick inte att läsa."
	}
	return text
}

// summary writes Markdown.
type summary struct {
	strings.Builder
	each int // how many things of one sort
}

func (s *summary) line(format string, args ...any) {
	fmt.Fprintf(s, format+"\n", args...)
}

// section tells of some findings below a heading, if there are any.
func (s *summary) section(heading string, findings []Finding, tell func(Finding)) {
	if len(findings) == 0 {
		return
	}
	s.heading(heading)
	for i, f := range findings {
		if i == s.each {
			s.line("- … och %d till.", len(findings)-s.each)
			return
		}
		tell(f)
	}
}

func (s *summary) heading(text string) {
	if !strings.HasSuffix(s.String(), "\n\n") {
		s.line("")
	}
	s.line("## %s", text)
	s.line("")
}

// head names what a finding is about, and whose it is.
func (s *summary) head(f Finding) string {
	when := ""
	if !f.When.IsZero() {
		when = ", " + f.When.String()
	}
	return fmt.Sprintf("- **%s**%s (%s).", inline(titleOr(f.Title)), when, inline(f.Feed.Name()))
}

func titleOr(title string) string {
	if title == "" {
		return "Utan rubrik"
	}
	return title
}

// file names the file of a finding.
func (f Finding) file() string { return "`" + code("content/"+f.File) + "`" }

func (s *summary) alike(f Finding) {
	s.line("%s Samma tid och plats, och en liknande rubrik, har %s.", s.head(f), f.file())
	s.line("  Är det samma, skriv i huvudet där:")
	var same, differs []string
	if f.like != nil {
		same, differs = f.like.SameAs, f.like.DiffersFrom
	}
	s.block(uidList("same_as", same, f.UID))
	s.line("  Är det en annan, skriv i stället:")
	s.block(uidList("differs_from", differs, f.UID))
}

// uidList writes a key with UIDs: those that it has, and one more.
func uidList(key string, have []string, uid string) []string {
	var h header
	h.list(key, append(slices.Clone(have), uid))
	return h
}

func (s *summary) asked(f Finding) {
	s.line("%s %s", s.head(f), inline(reason(f.Err)))
	if o, ok := errors.AsType[*Obstacle](f.Err); ok {
		s.block(strings.Split(o.Hint, "\n"))
	}
}

func (s *summary) withdrawn(f Finding) {
	s.line("%s Den står i %s. Blir den inte av, skriv i huvudet:", s.head(f), f.file())
	s.block([]string{"status: " + string(content.Cancelled)})
	s.line("  Blir den av ändå, ta bort raden `feed` under `invitation`. Är den ett utkast kan filen tas bort.")
}

func (s *summary) changed(f Finding) {
	s.line("%s %s", s.head(f), f.file())
	s.remarks(f.Wrote.Changes, f.Wrote.Notes)
}

func (s *summary) drafted(f Finding) {
	s.line("%s %s", s.head(f), f.file())
	s.remarks(f.Wrote.Notes, f.Wrote.Doubts)
	if len(f.Wrote.LeftOut) > 0 {
		s.line("  - Utelämnat: %s.", inline(strings.Join(f.Wrote.LeftOut, "; ")))
	}
}

func (s *summary) remarks(lists ...[]string) {
	for _, remark := range slices.Concat(lists...) {
		s.line("  - %s", inline(remark))
	}
}

// block writes lines as they are to be written in a file.
func (s *summary) block(lines []string) {
	fence := "```"
	for strings.Contains(strings.Join(lines, "\n"), fence) {
		fence += "`"
	}
	s.line("")
	s.line("  %s", fence)
	for _, line := range lines {
		s.line("%s", strings.TrimRight("  "+problem.Indented(line), " "))
	}
	s.line("  %s", fence)
	s.line("")
}

// reason says why an event is not taken, without the way out of an [*Obstacle].
func reason(err error) string {
	if o, ok := errors.AsType[*Obstacle](err); ok {
		return o.Message
	}
	problems, ok := errors.AsType[problem.List](err)
	if !ok {
		return "Den går inte att läsa. " + why(err)
	}
	var told []string
	for _, p := range problems {
		told = append(told, p.Message)
	}
	return "Den skulle ge en fil med problem: " + strings.Join(told, " ")
}

// why says why a calendar or an event can't be read.
func why(err error) string {
	fault, ok := errors.AsType[*ical.ReadError](err)
	switch {
	case ok && fault.Line > 0:
		return fmt.Sprintf("Rad %d i kalendern: %s", fault.Line, fault.Message)
	case ok:
		return fault.Message
	}
	return err.Error()
}

// inline writes a text so that Markdown reads nothing into it, and that it calls on nobody where it is read.
func inline(s string) string {
	return strings.NewReplacer("@", "@\u2060", "#", "#\u2060").Replace(escape(problem.OneLine(s)))
}

// code writes a text for within a code span.
func code(s string) string { return strings.ReplaceAll(problem.OneLine(s), "`", "'") }
