package model

import (
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// JoinFacts puts the facts that are known on one line.
func JoinFacts(facts ...string) string { return strings.Join(NonEmpty(facts...), ", ") }

// NonEmpty returns the texts that are not empty.
func NonEmpty(list ...string) []string {
	var kept []string
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

// MachineSpan returns a time span as records, aktiviteter.json and JSON-LD have it: RFC 3339 with Stockholm's offset,
// or the first and the last day.
func MachineSpan(w content.When) (start, end string) {
	if w.WholeDay {
		return swedish.DateOf(w.Start).String(), swedish.DateOf(w.End).AddDays(-1).String()
	}
	return w.Start.In(swedish.Zone()).Format(time.RFC3339), w.End.In(swedish.Zone()).Format(time.RFC3339)
}

// MachineMoment returns a moment as [MachineSpan] does; empty for none.
func MachineMoment(m swedish.Moment) string {
	if m.IsZero() {
		return ""
	}
	start, _ := MachineSpan(content.When{Start: m.Time, End: m.Time, WholeDay: m.WholeDay})
	return start
}
