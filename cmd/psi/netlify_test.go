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

// TestNetlifyCommand runs the commands of netlify.toml in a shell with a go of our own that prints its arguments.
func TestNetlifyCommand(t *testing.T) {
	shell := psitest.Program(t, "sh")
	config, err := os.ReadFile("../../netlify.toml")
	if err != nil {
		t.Fatal(err)
	}
	commands := regexp.MustCompile(`(?m)^command = '(.*)'$`).FindAllSubmatch(config, -1)
	if len(commands) != 2 {
		t.Fatalf("netlify.toml has the commands %q, and not one for previews and one for what is published", commands)
	}
	dir := t.TempDir()
	program := []byte("#!" + shell + "\nif [ \"$1\" = env ]; then echo /kept; else printf '%s\\n' \"$@\"; fi\n")
	if err := os.WriteFile(filepath.Join(dir, "go"), program, 0o777); err != nil {
		t.Fatal(err)
	}
	const build = "run\n./cmd/psi\nbuild\n--previous\nhttps://www.so-in.se/psi.json\n"
	for i, want := range []string{build, build + "--keep\n/kept/psi.json\n"} {
		for _, env := range [][]string{{"URL=https://www.so-in.se"}, {"URL="}, nil} {
			cmd := exec.Command(shell, "-c", string(commands[i][1]))
			cmd.Env = append([]string{"PATH=" + dir}, env...)
			out, err := cmd.CombinedOutput()
			switch known := len(env) > 0 && env[0] != "URL="; {
			case known && (err != nil || string(out) != want):
				t.Errorf("%v: %q, %v", env, out, err)
			case !known && (err == nil || !strings.Contains(string(out), "the address of the published site")):
				t.Errorf("%v: %q, %v: without URL the command must say so and fail", env, out, err)
			}
		}
	}
}
