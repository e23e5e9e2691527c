package main

import (
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// unfold prints a calendar file with one property on each line, as RFC 5545 §3.1 has it: unfold FILE.
func unfold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: unfold FILE")
	}
	_, _ = ts.Stdout().Write([]byte(unfolded(ts, args[0]))) // a buffer
}

// event prints those events of a calendar file that have a UID, as unfold does: event FILE UID.
func event(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: event FILE UID")
	}
	found := false
	for block := range strings.SplitSeq(unfolded(ts, args[0]), "BEGIN:VEVENT\n") {
		if strings.HasPrefix(block, "UID:"+args[1]+"\n") {
			found = true
			_, _ = ts.Stdout().Write([]byte(strings.TrimSuffix(block, "END:VCALENDAR\n"))) // a buffer
		}
	}
	if !found {
		ts.Fatalf("%s has no event %s", args[0], args[1])
	}
}

func unfolded(ts *testscript.TestScript, name string) string {
	text := ts.ReadFile(name)
	if rest := strings.ReplaceAll(text, "\r\n", ""); strings.ContainsAny(rest, "\r\n") ||
		!strings.HasSuffix(text, "\r\n") {
		ts.Fatalf("%s has a line that does not end with CRLF", name)
	}
	return strings.ReplaceAll(strings.ReplaceAll(text, "\r\n ", ""), "\r\n", "\n")
}
