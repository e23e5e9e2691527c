package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/publish"
	"so-in.se/psi/internal/site"
	"so-in.se/psi/internal/swedish"
)

// Rules for what psi prints. What a command was asked for goes to standard output; what went wrong to standard error.
// Editors read Swedish, in full sentences, with a way out. Only failures that a developer must mend are English, with
// the prefix "psi:".

// built is what a build has to tell.
type built struct {
	pages  int
	dir    string
	took   time.Duration
	result publish.Result
	site   *site.Site
}

// printBuilt ends a build with one line: pages, time, and when the site next changes by itself.
func printBuilt(w io.Writer, b built) {
	changes := fmt.Sprintf("%d filer skrivna, %d borttagna", b.result.Written, b.result.Removed)
	if b.result.Written+b.result.Removed == 0 {
		changes = "inget hade ändrats"
	}
	next := "Inget ändras av sig självt."
	if at, ok := b.site.NextChange(); ok {
		next = fmt.Sprintf(
			"Ändras av sig självt %s kl. %s.", swedish.FormatDate(swedish.DateOf(at)), swedish.FormatClock(at),
		)
	}
	fmt.Fprintf(
		w, "%s i %s på %s s (%s). %s\n", count(b.pages, "sida", "sidor"), problem.OneLine(b.dir), seconds(b.took),
		changes, next,
	)
}

// printFaultless says that a check found nothing.
func printFaultless(w io.Writer, s *site.Site) {
	entries := 0
	for range s.Content.Entries() {
		entries++
	}
	fmt.Fprintf(w, "Inga problem i %s.\n", count(entries, "fil", "filer"))
}

// printError tells of what is not a problem in the content.
func printError(w io.Writer, err error) {
	if refusal, ok := errors.AsType[*publish.Refusal](err); ok {
		fmt.Fprintf(w, "%s\n%s\n", problem.OneLine(refusal.Message), problem.OneLine(refusal.Hint))
		return
	}
	if o, ok := errors.AsType[*obstacle](err); ok {
		fmt.Fprintln(w, problem.OneLine(o.message))
		for i, line := range strings.Split(o.hint, "\n") {
			fmt.Fprintf(w, "%s%s\n", []string{"tips: ", "      "}[min(i, 1)], problem.Indented(line))
		}
		return
	}
	if name, ok := fileOf(err); ok {
		fmt.Fprintf(w, "”%s” går inte att läsa eller skriva: %s.\n", problem.OneLine(name), problem.Cause(err))
		fmt.Fprintln(w, "Kontrollera att mappen finns, får läsas och skrivas, och att disken har plats.")
		return
	}
	for line := range strings.Lines(err.Error()) {
		fmt.Fprintf(w, "psi: %s\n", problem.OneLine(line))
	}
}

// fileOf returns the name of the file that the system could not do something with.
func fileOf(err error) (name string, ok bool) {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Path, true
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.New, true
	}
	return "", false
}

// obstacle says why a command was not carried out, and what to do instead. Editors read it.
type obstacle struct{ message, hint string }

func (o *obstacle) Error() string { return o.message + " " + o.hint }

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return swedish.Number(int64(n)) + " " + many
}

// seconds writes a duration with a decimal comma: "0,21".
func seconds(d time.Duration) string {
	return strings.Replace(fmt.Sprintf("%.2f", d.Seconds()), ".", ",", 1)
}

// version tells which psi this is, from what the Go command wrote into the program.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "psi (unknown version)"
	}
	v := "psi " + info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			v += " " + s.Value
		}
	}
	return v + " " + info.GoVersion
}
