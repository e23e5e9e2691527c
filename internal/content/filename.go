package content

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

var (
	readme = lazyregexp.New(`(?i)^(?:readme|läs[ _-]?mig|las[ _-]?mig)(?:\.\w+)?$`)
	// textName matches the ends of names that people give texts, beside .md.
	textName = lazyregexp.New(`(?i)\.(?:md|mdx|markdown|mdown|mkdn?|txt|text|rtf|docx?|odt|html?)$`)
	// copied matches what programs add to the name of a copy.
	copied = lazyregexp.New(`(?i)^(?:kopia av|copy of)[ _-]+|[ _–-]+(?:kopia|copy)(?:[ _-]*\(?\d+\)?)?$|[ _-]*\(\d+\)$`)
	// headed matches the beginning of a text with a header.
	headed = lazyregexp.New(`^(?:\x{feff})?\s*---[ \t]*\r?\n(?:\s*#.*\n|\s*\n)*[\pL_]+:(?:\s|$)`)
)

// misnamed returns the fault of a file that has the name of something else; nil when it has none.
func (l *loader) misnamed(name string) *problem.Problem {
	fault := func(message, hint string) *problem.Problem {
		p := problemAt(name, 0, 0, problem.WrongName, message, hint)
		return &p
	}
	base, ext := path.Base(name), path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	switch {
	case readme().MatchString(base):
		return fault("En fil med det namnet är skriven till den som arbetar med filerna, men skulle bli en sida.",
			fmt.Sprintf("Flytta %s ut ur content/. Ska den bli en sida, så ge den ett annat namn.", name))
	case ext == ".md" && !textName().MatchString(stem), ext != "" && !textName().MatchString(name) && ext != ".csv":
		return nil
	case ext != ".md" && !l.hasHeader(name):
		return nil
	}
	for textName().MatchString(stem) {
		stem = strings.TrimSuffix(stem, path.Ext(stem))
	}
	return fault(fmt.Sprintf("Filen är en text med sidhuvud, men namnet slutar på ”%s”.", base[len(path.Base(stem)):]),
		fmt.Sprintf("Döp om den till %s.md", stem))
}

// hasHeader reports whether a file begins with the header of a text.
func (l *loader) hasHeader(name string) bool {
	f, err := l.src.Open(name)
	if err != nil {
		return false // which is told when it is used
	}
	defer f.Close()
	start, err := io.ReadAll(io.LimitReader(f, 1<<10))
	return err == nil && headed().Match(start) && !bytes.Contains(start, []byte{0})
}

// longName is how many characters a file's name may have before its address is too long to be read out or written down.
const longName = 80

// mayBeOdd reports whether a name has to be looked at closely: nearly none has.
func mayBeOdd(stem string) bool {
	return len(stem) > longName || strings.ContainsAny(stem, "( ") || strings.Trim(stem, "-_ ") != stem ||
		strings.Contains(strings.ToLower(stem), "opi") || strings.Contains(strings.ToLower(stem), "copy")
}

// oddName reports what is odd about the name of a file, without what it ends with, and returns a better one.
func oddName(stem string) (what, better string) {
	if !mayBeOdd(stem) {
		return "", ""
	}
	better = swedish.Slug(copied().ReplaceAllString(stem, ""))
	switch {
	case better == "":
		return "", ""
	case copied().MatchString(stem):
		what = "är det som program ger en kopia"
	case strings.Trim(stem, "-_ ") != stem:
		what = "börjar eller slutar med ett streck"
	case utf8.RuneCountInString(stem) > longName:
		what = fmt.Sprintf("har mer än %d tecken", longName)
		better = better[:max(0, strings.LastIndexByte(better[:min(len(better), longName)], '-'))]
	}
	return what, better
}

// checkName remarks on a file name that gives an address that nobody would choose. An id of its own gives another.
func (l *loader) checkName(e *Entry) {
	base := path.Base(e.File)
	what, better := oddName(strings.TrimSuffix(base, ".md"))
	if what == "" || e.idPos.Line > 0 {
		return
	}
	hint := "Döp om filen."
	switch better += ".md"; {
	case l.linker.byFile[path.Join(path.Dir(e.File), better)] != nil:
		hint = fmt.Sprintf("Är den en kopia av %s, så ta bort den. Döp annars om den.", better)
	case better != ".md":
		hint = fmt.Sprintf("Döp om filen till %s.", better)
	}
	l.problems.Add(problemAt(e.File, 0, 0, problem.OddName,
		fmt.Sprintf("Filnamnet ”%s” %s, och sidan får adressen %s.", base, what, e.Address),
		hint+" Är sidan redan publicerad, så skriv den gamla adressen i old_paths."))
}
