package main

import (
	"errors"
	"fmt"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/record"
)

// diff is the command psi diff.
type diff struct {
	Format  string `default:"text" enum:"text,markdown,json" help:"How to print: text for people, markdown for a pull request, json for tools."`
	Preview string `placeholder:"URL" help:"With --format=markdown: link to the pages on the site at this address."`
	Old     string `arg:"" help:"What was published: a psi.json, the folder that holds it, or its https address."`
	New     string `arg:"" help:"What is to be published, likewise."`
}

// Run prints what visitors and subscribers will notice.
func (d *diff) Run(cli *commands, w world) error {
	preview, err := siteAddress(d.Preview)
	if err != nil {
		return err
	}
	if preview != "" && d.Format != "markdown" {
		return usageError{"--preview goes with --format=markdown"}
	}
	old, err := openRecord(cli.Dir, d.Old)
	if errors.Is(err, errNoRecord) {
		fmt.Fprintf(w.stderr, "På %s finns inget publicerat, så allt räknas som nytt.\n", problem.OneLine(d.Old))
		old, err = new(record.Record), nil
	}
	if err != nil {
		return err
	}
	now, err := openRecord(cli.Dir, d.New)
	if errors.Is(err, errNoRecord) {
		return &obstacle{
			fmt.Sprintf("På %s finns ingen byggd webbplats.", d.New),
			"Bygg den först, till exempel med psi build --out ny",
		}
	}
	if err != nil {
		return err
	}
	changes := record.Compare(old, now)
	switch d.Format {
	case "markdown":
		return changes.Markdown(w.stdout, preview)
	case "json":
		return changes.JSON(w.stdout)
	}
	return changes.Text(w.stdout)
}
