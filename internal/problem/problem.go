// Package problem describes a mistake in what an editor wrote: what is wrong, in which file, on which line and column,
// and what to write instead. Problems are values: the rooms above gather them in a [List] and go on, so that one run
// tells everything.
//
// There are two degrees. A fault would mislead a reader or a subscriber: nothing is published. A remark is likely a
// slip, or hard to read: it is told in the same way and stops nothing, and an editor may accept it with a reason. The
// kind of a problem decides its degree.
//
// Messages and hints are Swedish, since editors read them. A [Kind] is a short English name that tools and tests can
// hold on to.
package problem

import (
	"cmp"
	"fmt"
	"slices"
)

// Problem is one mistake, or what is likely one, and its place.
type Problem struct {
	// File is the path below the content folder, with slashes: "aktiviteter/hostmote.md".
	File string
	// Line counts from 1; 0 means the file as a whole.
	Line int
	// Column counts runes from 1; 0 means the line as a whole.
	Column int
	// Kind names the sort of mistake.
	Kind Kind
	// Message says in Swedish what is wrong, naming the thing as the editor wrote it.
	Message string
	// Hint says in Swedish what to write instead. It may have several lines.
	Hint string
	// Fix is the edit that the hint tells of; zero when the hint leaves the choice to the editor.
	Fix Fix
}

// List holds problems in the order in which they were found. It is an error; see [List.Err].
type List []Problem

// Add appends a problem.
func (l *List) Add(p Problem) { *l = append(*l, p) }

// Err returns the list as an error, and nil when there is no fault in it.
func (l List) Err() error {
	if len(l.Faults()) == 0 {
		return nil
	}
	return l
}

// Faults returns the faults of the list.
func (l List) Faults() List {
	return slices.DeleteFunc(slices.Clone(l), func(p Problem) bool { return p.Kind.Remark() != "" })
}

// Error returns the first problem and the number of the others.
func (l List) Error() string {
	switch len(l) {
	case 0:
		return "no problems"
	case 1:
		return l[0].String()
	}
	return fmt.Sprintf("%s (and %d more)", l[0], len(l)-1)
}

// String returns place and message on one line: "fil.md:3:8: meddelande". What is not known of the place is left out.
func (p Problem) String() string { return p.Place() + ": " + p.Message }

// Place returns "file", "file:line" or "file:line:column", as much as is known.
func (p Problem) Place() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Sorted returns the problems by file, line and column, each one once.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortFunc(sorted, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Hint, b.Hint),
		)
	})
	return slices.Compact(sorted)
}

// Most is how many problems of one file are told of: nobody reads more at a time.
const Most = 100

// Capped returns the list, sorted, with no more than [Most] faults and as many remarks of each file, and in the place
// of the others how many they are.
func (l List) Capped() List {
	faults := l.Faults()
	remarks := slices.DeleteFunc(slices.Clone(l), func(p Problem) bool { return p.Kind.Remark() == "" })
	return slices.Concat(faults.capped(MoreFaults, "problem"), remarks.capped(MoreRemarks, "anmärkningar")).Sorted()
}

func (l List) capped(more Kind, many string) List {
	l = l.Sorted()
	var capped List
	for from := 0; from < len(l); {
		to := from
		for to < len(l) && l[to].File == l[from].File {
			to++
		}
		kept := min(to, from+Most)
		capped = append(capped, l[from:kept]...)
		if left := to - kept; left > 0 {
			first := l[kept]
			capped.Add(Problem{
				File: first.File, Line: first.Line, Column: first.Column, Kind: more,
				Message: fmt.Sprintf("Härifrån och framåt i filen finns minst %d %s till.", left, many),
				Hint:    "Rätta dem som står ovanför och kontrollera sedan filen på nytt.",
			})
		}
		from = to
	}
	return capped
}
