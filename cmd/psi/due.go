package main

import (
	"errors"
	"fmt"
	"time"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// due is the command psi due.
type due struct {
	Now    string `placeholder:"TIME" help:"Tell what is so at this time, Stockholm time. The clock's unless given."`
	Record string `arg:"" help:"What is published: its psi.json, the folder that holds it, or its https address."`
}

// Run prints the time at which what is published ceased to be true with no edit at all, as RFC 3339 has it: an activity
// began or ended, a call opened or closed. It prints nothing while nothing has.
func (d *due) Run(cli *commands, w world) error {
	now, err := w.timeOf(d.Now)
	if err != nil {
		return err
	}
	published, err := openRecord(cli.Dir, d.Record)
	if errors.Is(err, errNoRecord) {
		return &obstacle{
			fmt.Sprintf("På %s finns inget publicerat.", problem.OneLine(d.Record)), "Kontrollera adressen.",
		}
	}
	if err != nil {
		return err
	}
	if at := published.NextChange; !at.IsZero() && !at.After(now) {
		fmt.Fprintln(w.stdout, at.In(swedish.Zone()).Format(time.RFC3339))
	}
	return nil
}
