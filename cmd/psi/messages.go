package main

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

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
	fmt.Fprintf(w, "%s i %s på %s s (%s). %s\n", count(b.pages, "sida", "sidor"), b.dir, seconds(b.took), changes, next)
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
		fmt.Fprintf(w, "%s\n%s\n", refusal.Message, refusal.Hint)
		return
	}
	if o, ok := errors.AsType[*obstacle](err); ok {
		fmt.Fprintf(w, "%s\ntips: %s\n", o.message, strings.ReplaceAll(o.hint, "\n", "\n      "))
		return
	}
	fmt.Fprintf(w, "psi: %v\n", err)
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
