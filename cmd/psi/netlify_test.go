package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"so-in.se/psi/internal/psitest"
)

// TestNetlifyCommand runs the command of netlify.toml in a shell with a go of our own that prints its arguments.
func TestNetlifyCommand(t *testing.T) {
	shell := psitest.Program(t, "sh")
	config, err := os.ReadFile("../../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^command = '(.*)'$`).FindSubmatch(config)
	if m == nil {
		t.Fatal("netlify.toml has no command")
	}
	dir := t.TempDir()
	program := []byte("#!" + shell + "\nprintf '%s\\n' \"$@\"\n")
	if err := os.WriteFile(filepath.Join(dir, "go"), program, 0o777); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		env  []string
		want string
	}{
		{[]string{"URL=https://www.so-in.se"}, "run\n./cmd/psi\nbuild\n--previous\nhttps://www.so-in.se/psi.json\n"},
		{[]string{"URL="}, ""},
		{nil, ""},
	} {
		cmd := exec.Command(shell, "-c", string(m[1]))
		cmd.Env = append([]string{"PATH=" + dir}, c.env...)
		out, err := cmd.CombinedOutput()
		switch {
		case c.want != "" && (err != nil || string(out) != c.want):
			t.Errorf("%v: %q, %v", c.env, out, err)
		case c.want == "" && (err == nil || !strings.Contains(string(out), "the address of the published site")):
			t.Errorf("%v: %q, %v: without URL the command must say so and fail", c.env, out, err)
		}
	}
}
