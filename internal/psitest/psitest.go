// Package psitest holds what the tests of several rooms need: other people's programs, a browser, folders of files.
//
// There is one rule for all that needs another's program. With CI=true it runs, and a program that is missing is a
// failure. Without, it is skipped, whether the program is there or not, so that go test does the same on every machine,
// and needs nothing but Go.
package psitest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// ci reports whether everything that needs another's program is to run.
func ci() bool { return os.Getenv("CI") == "true" }

// Night reports whether a test that has a thorough and a quick way should take the thorough one, as .ci/night does.
func Night() bool { return os.Getenv("PSI_NIGHT") == "true" }

// need skips a test that needs something which is not psi's, but for CI.
func need(tb testing.TB, what string) {
	tb.Helper()
	if !ci() {
		tb.Skipf("not checked: needs %s; run with CI=true, see CONTRIBUTING.md", what)
	}
}

// Program finds another's program by one of its names.
func Program(tb testing.TB, names ...string) string {
	tb.Helper()
	need(tb, names[0])
	for _, name := range names {
		if found, err := exec.LookPath(name); err == nil {
			return found
		}
	}
	tb.Fatalf("%s is not installed", names[0])
	return ""
}

// Tool finds a file below the folder of programs from npm, which is .ci/node_modules or what PSI_TOOLS names. Its path
// is absolute.
func Tool(tb testing.TB, name string) string {
	tb.Helper()
	need(tb, name)
	dir := os.Getenv("PSI_TOOLS")
	if dir == "" {
		dir = filepath.Join(top(tb), ".ci", "node_modules")
	}
	path, err := filepath.Abs(filepath.Join(dir, name))
	if err == nil {
		_, err = os.Stat(path)
	}
	if err != nil {
		tb.Fatalf("%v: run npm ci --prefix .ci", err)
	}
	return path
}

// Serial skips a test with -short, by which the race detector is run by day: the test is long, and nothing goes on side
// by side in it that does not in a shorter one.
func Serial(tb testing.TB) {
	tb.Helper()
	if testing.Short() {
		tb.Skip("long, and of no use to the race detector")
	}
}

// Unable ends a test that this machine cannot run, which is a failure in CI.
func Unable(tb testing.TB, why error) {
	tb.Helper()
	if ci() {
		tb.Fatal(why)
	}
	tb.Skipf("not checked, for this machine cannot: %v", why)
}

// top finds the folder that holds go.mod, above that of the package.
func top(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			tb.Fatal("no go.mod above the package")
		}
		dir = above
	}
}
