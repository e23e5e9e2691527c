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
	text := ts.ReadFile(args[0])
	if rest := strings.ReplaceAll(text, "\r\n", ""); strings.ContainsAny(rest, "\r\n") ||
		!strings.HasSuffix(text, "\r\n") {
		ts.Fatalf("%s has a line that does not end with CRLF", args[0])
	}
	text = strings.ReplaceAll(text, "\r\n ", "")
	_, _ = ts.Stdout().Write([]byte(strings.ReplaceAll(text, "\r\n", "\n"))) // a buffer
}
