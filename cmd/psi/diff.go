package main

import (
	"errors"
	"fmt"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/record"
)

// diff is the command psi diff.
type diff struct {
	Format string `default:"text" enum:"text,markdown" help:"How to print: text for people, markdown for a pull request."`
	Old    string `arg:"" help:"What was published: a psi.json, the folder that holds it, or its https address."`
	New    string `arg:"" help:"What is to be published, likewise."`
}

// Run prints what visitors and subscribers will notice.
func (d *diff) Run(cli *commands, w world) error {
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
	if d.Format == "markdown" {
		return changes.Markdown(w.stdout)
	}
	return changes.Text(w.stdout)
}
