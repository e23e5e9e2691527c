// Command psi turns the Markdown that PSI's editors commit into PSI's website.
//
// Usage:
//
//	psi build [--out public] [--compress] [--previous RECORD] [--now TIME] [--base-url URL] [--drafts]
//	    write the website
//	psi serve [--port N] [--host ADDRESS] [--now TIME] [--drafts]
//	    show the website while you write it
//	psi check [--links] [--format=text|github|json] [--changed-since REF] [--previous RECORD] [--now TIME]
//	    [--drafts]
//	    report every mistake in the content
//	psi diff [--format=text|markdown|json] [--preview URL] OLD NEW
//	    tell what visitors and subscribers will notice
//	psi review [--format=text|markdown|json] [--due] [--now TIME]
//	    list what is to be looked over again, and what is to be completed
//	psi server nginx|caddy SITE
//	    print what makes nginx or Caddy answer for the site
//	psi due [--now TIME] RECORD
//	    tell since when what is published is no longer true by itself
//	psi verify [--now TIME] URL
//	    compare what is published with a build of the same commit
//	psi new [--now TIME] [KIND [TITLE [KEY=VALUE...]]]
//	    make a draft of an entry, and ask for what is missing when run in a terminal
//	psi fmt [--check] [FILE...]
//	    put the keys of headers in order, and write times as all programs read them
//	psi import [--update] [--publish] [--now TIME] CALENDAR.ics
//	    make draft activities of an invitation or a whole calendar
//	psi gather [--summary FILE] [--now TIME]
//	    make draft activities of what is new in the calendars of parts, and tell of it in Markdown
//
// It works in the folder that holds content, templates and static, or in the one that -C names; with --content FOLDER,
// content is that of another folder. It exits with 0 when all is well, 1 for problems in the content or a failure, 2
// for wrong usage. What editors read is Swedish; usage is English, as in other tools.
package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/alecthomas/kong"
)

func main() {
	os.Exit(run(os.Args[1:], world{
		stdin: answers(os.Stdin), stdout: os.Stdout, stderr: os.Stderr,
		now: time.Now, getenv: os.Getenv, transport: http.DefaultTransport,
	}))
}

// world is what a run of psi depends on beside its arguments and the disk.
type world struct {
	stdin          io.Reader // nil when nobody is there to answer
	stdout, stderr io.Writer
	now            func() time.Time
	getenv         func(string) string
	transport      http.RoundTripper // for links to other sites and the calendars of parts
}

// The exit codes.
const (
	done   = 0
	failed = 1
	misuse = 2
)

// commands are psi's commands and their flags.
type commands struct {
	Dir     string           `short:"C" name:"dir" default:"." placeholder:"FOLDER" help:"Work in this folder, which holds content, templates and static."`
	Version kong.VersionFlag `help:"Print psi's version and exit."`

	Build  build  `cmd:"" help:"Write the website."`
	Serve  serve  `cmd:"" help:"Show the website while you write it."`
	Check  check  `cmd:"" help:"Report every mistake in the content, and write nothing."`
	Diff   diff   `cmd:"" help:"Tell what visitors and subscribers will notice between two builds."`
	Due    due    `cmd:"" help:"Tell since when what is published differs by itself from what a build would make, and nothing when it does not."`
	Server server `cmd:"" help:"Print what makes nginx or Caddy answer for the site: headers, types, redirects, compression."`
	Verify verify `cmd:"" help:"Compare what is published with a build of the commit that it says it is made of."`

	Review review `cmd:"" help:"List what is to be looked over again, and what is to be completed."`

	New    newEntry         `cmd:"" help:"Make a draft of an entry, and ask for what is missing."`
	Fmt    tidy             `cmd:"" help:"Put the keys of headers in order, and write times as all programs read them."`
	Import importInvitation `cmd:"" help:"Make draft activities of an invitation from a calendar program, or of a whole calendar."`
	Gather gatherCalendars  `cmd:"" help:"Make draft activities of what is new in the calendars of parts, which content/site.yaml lists."`
}

// site are the flags of every command that makes a site.
type siteFlags struct {
	Now     string `placeholder:"TIME" help:"Make the site as it is at this time, Stockholm time: 2027-05-10 or '2027-05-10 13:00'. The clock's unless given."`
	BaseURL string `name:"base-url" placeholder:"URL" help:"The site's address. On Netlify its own (DEPLOY_PRIME_URL, URL), else the one in content/site.yaml."`
	Drafts  bool   `help:"Include entries marked draft."`
	Content string `placeholder:"FOLDER" help:"Make the site of the folder content in this folder, with templates and static from the one of -C."`
	// Previous is nil when the flag is not given: then nothing is known of what was published.
	Previous *string `placeholder:"RECORD" help:"What was published before: its psi.json, the folder that holds it, or its https address."`
	Keep     string  `placeholder:"FILE" help:"With --previous: a copy of the record of what was last published, which psi build writes. The newer of the two counts."`
	First    bool    `help:"With --previous: nothing has been published there yet."`
}

// failure is an error whose message has been printed.
type failure struct{}

func (failure) Error() string { return "failed" }

// run carries out one command line and returns the exit code.
func run(args []string, w world) int {
	var cli commands
	exit := -1
	parser, err := kong.New(
		&cli, kong.Name("psi"),
		kong.Description("Turns the Markdown that PSI's editors commit into PSI's website."),
		kong.Vars{"version": version()}, kong.Writers(w.stdout, w.stderr),
		kong.Exit(
			func(code int) { exit = code },
		),
		kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		panic(err) // the declarations above are wrong
	}
	ctx, err := parser.Parse(args)
	switch {
	case exit >= 0: // --help or --version
		return exit
	case err != nil:
		fmt.Fprintf(w.stderr, "psi: %v\nSee psi --help.\n", err)
		return misuse
	}
	err = ctx.Run(&cli, w)
	var usage usageError
	switch {
	case err == nil:
		return done
	case errors.As(err, &usage):
		fmt.Fprintf(w.stderr, "psi: %v\nSee psi --help.\n", err)
		return misuse
	case errors.As(err, new(failure)):
		return failed
	}
	printError(w.stderr, err)
	return failed
}

// usageError is a flag with a value that it cannot have.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }
