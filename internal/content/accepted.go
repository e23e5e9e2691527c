package content

import (
	"cmp"
	"fmt"
	"slices"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
)

// Acceptance is an editor's word that what a remark is about is as it should be.
type Acceptance struct {
	// Remark is its Swedish name, see [problem.Kind.Remark].
	Remark string
	Reason string
	// File is what site.yaml accepts it for, below the content folder; empty for the file that says so.
	File string

	pos frontmatter.Pos
}

// acceptances returns the field for the accepted remarks.
func acceptances[E any](of shape[Acceptance], at func(*E) *[]Acceptance) field[E] {
	return each(Field{
		Key: "accepted", Label: "Godkända anmärkningar", Unseen: true,
		Help:    "Anmärkningar på filen som inte ska upprepas, var och en med skälet.",
		Aliases: "godkänd godkända godkännanden accepterad accepterade ignorera ignore",
	}, of, at)
}

var acceptanceShape = shape[Acceptance]{
	fields: []field[Acceptance]{
		choice(Field{
			Key: "remark", Label: "Anmärkning", Help: "Anmärkningens namn, som det står inom parentes.",
			Required: true, Example: "lång rubrik", Aliases: "anmärkning namn",
		}, problem.Acceptable(), func(a *Acceptance) *string { return &a.Remark }),
		text(Field{
			Key: "reason", Label: "Skäl", Help: "Varför det är som det ska.", Required: true,
			Example: "Så heter projektet.", Aliases: "skäl anledning orsak varför",
		}, func(a *Acceptance) *string { return &a.Reason }),
	},
	check: func(d *decoder, a *Acceptance) { a.pos = d.Pos("remark") },
}

// remarkKey is a sort of remark on a file.
type remarkKey struct{ file, remark string }

// ofWeb reports whether a remark is made only when the web is asked.
func ofWeb(remark string) bool {
	return remark == problem.DeadLink.Remark() || remark == problem.MovedLink.Remark()
}

// Unaccepted returns the remarks of a list that nobody has accepted.
func (c *Content) Unaccepted(remarks problem.List) problem.List {
	accepted := map[remarkKey]bool{}
	for _, a := range c.Settings.Accepted {
		accepted[remarkKey{a.File, a.Remark}] = true
	}
	for e := range c.Entries() {
		for _, a := range e.Accepted {
			accepted[remarkKey{e.File, a.Remark}] = true
		}
	}
	return slices.DeleteFunc(remarks, func(p problem.Problem) bool {
		return accepted[remarkKey{p.File, p.Kind.Remark()}]
	})
}

// unaccepted returns the remarks that nobody has accepted, and a remark on each acceptance of nothing. Of a file with
// faults, or that is not published, not all remarks are known.
func (l *loader) unaccepted() problem.List {
	accepted := map[remarkKey]problem.Problem{} // by what is accepted: what to say if it need not be
	accept := func(by string, list []Acceptance) {
		for _, a := range list {
			accepted[remarkKey{cmp.Or(a.File, by), a.Remark}] = problemAt(
				by, a.pos.Line, a.pos.Column, problem.IdleAcceptance,
				fmt.Sprintf("Anmärkningen ”%s” görs inte längre.", a.Remark), "Ta bort godkännandet.",
			)
		}
	}
	accept(SettingsFile, l.settings.Accepted)
	for _, f := range l.files {
		if e := f.entry.Common(); !l.linker.hidden(e) {
			accept(f.name, e.Accepted)
		}
	}
	var left problem.List
	needed, faulty := map[remarkKey]bool{}, map[string]bool{}
	for _, p := range l.problems {
		name := p.Kind.Remark()
		is := remarkKey{p.File, name}
		switch _, ok := accepted[is]; {
		case name == "":
			faulty[p.File] = true
		case ok:
			needed[is] = true
		default:
			left.Add(p)
		}
	}
	for is, idle := range accepted {
		if !needed[is] && !faulty[is.file] && !ofWeb(is.remark) {
			left.Add(idle)
		}
	}
	return left.Sorted()
}
