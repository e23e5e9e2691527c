package main

import (
	"net/url"
	"runtime"
	"strings"

	"so-in.se/psi/internal/record"
)

// madeOf tells of what a site is made, for the record of what is published: Netlify names the commit, else git does.
func madeOf(dir string, getenv func(string) string) record.Made {
	commit := getenv("COMMIT_REF")
	if commit == "" {
		commit = commitOf(dir)
	}
	return record.Made{Commit: commit, Go: runtime.Version()}
}

// commitOf returns the commit of a folder; empty when git knows of none, or something differs from it.
func commitOf(dir string) string {
	if changes, err := git(dir, "status", "--porcelain", "--untracked-files=all", "--", "."); err != nil ||
		changes != "" {
		return ""
	}
	commit, err := git(dir, "rev-parse", "--verify", "--quiet", "HEAD")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(commit)
}

// escapedPath writes a path as addresses have it.
func escapedPath(p string) string { return (&url.URL{Path: p}).EscapedPath() }
