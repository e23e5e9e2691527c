package internal_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rhysd/actionlint"

	"so-in.se/psi/internal/psitest"
)

// runner plays a runner of GitHub's: it runs the shell steps of jobs in order, in a folder. Actions it does not run.
type runner struct {
	t           *testing.T
	dir         string
	env         []string
	expressions map[string]string // what they are worth
	failed      bool              // some step of the job
	summary     bytes.Buffer      // what the steps have put on the page of the run
	log         bytes.Buffer
}

// job runs the steps of a job.
func (r *runner) job(job *actionlint.Job) {
	r.t.Helper()
	r.failed = false
	for _, step := range job.Steps {
		run, ok := step.Exec.(*actionlint.ExecRun)
		if !ok && step.ID != nil { // the one that keeps the pictures
			r.expressions["steps."+step.ID.Value+".outputs.artifact-url"] = ""
			if _, err := os.Stat(filepath.Join(r.dir, ".psi/bilder/index.html")); err == nil {
				r.expressions["steps."+step.ID.Value+".outputs.artifact-url"] = "https://github.com/psi/webb/bilder"
			}
		}
		if !ok || r.failed && (step.If == nil || !strings.Contains(step.If.Value, "!cancelled()")) {
			continue
		}
		files := map[string]string{}
		env := append([]string{}, r.env...)
		for _, name := range []string{"GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"} {
			files[name] = filepath.Join(r.t.TempDir(), name)
			env = append(env, name+"="+files[name])
		}
		for _, vars := range []*actionlint.Env{job.Env, step.Env} {
			if vars != nil {
				for _, v := range vars.Vars {
					env = append(env, v.Name.Value+"="+r.expand(v.Value.Value))
				}
			}
		}
		cmd := exec.Command("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run.Run.Value)
		cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = r.dir, env, &r.log, &r.log
		err := cmd.Run()
		outcome := "success"
		if err != nil {
			outcome, r.failed = "failure", true
			fmt.Fprintf(&r.log, "%s: %v\n", step.Name.Value, err)
		}
		if summary, err := os.ReadFile(files["GITHUB_STEP_SUMMARY"]); err == nil {
			r.summary.Write(summary)
		}
		if step.ID != nil {
			r.expressions["steps."+step.ID.Value+".outcome"] = outcome
			r.outputs(step.ID.Value, files["GITHUB_OUTPUT"])
		}
	}
}

// expand puts in what expressions are worth.
func (r *runner) expand(text string) string {
	r.t.Helper()
	return regexp.MustCompile(`\$\{\{ (.*?) \}\}`).ReplaceAllStringFunc(text, func(s string) string {
		value, ok := r.expressions[s[len("${{ "):len(s)-len(" }}")]]
		if !ok {
			r.t.Fatalf("the play does not know %s", s)
		}
		return value
	})
}

// outputs reads the outputs of several lines of a step.
func (r *runner) outputs(step, file string) {
	r.t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		return
	}
	for rest := string(data); rest != ""; {
		head, after, ok := strings.Cut(rest, "\n")
		name, end, ok2 := strings.Cut(head, "<<")
		value, next, ok3 := strings.Cut(after, end+"\n")
		if !ok || !ok2 || !ok3 {
			r.t.Fatalf("the step %s gives the outputs %q", step, data)
		}
		r.expressions["steps."+step+".outputs."+name], rest = strings.TrimSuffix(value, "\n"), next
	}
}

// newRunner makes a repository with psi's templates, static files and scripts, and the programs that workflows call:
// git and bash are real, psi and the program that takes pictures are built once, and gh writes down what it is asked.
func newRunner(t *testing.T) *runner {
	t.Helper()
	psitest.Program(t, "git")
	psitest.Program(t, "bash")
	dir, bin := t.TempDir(), t.TempDir()
	psitest.Copy(t, dir, "templates", "static")
	psitest.Write(t, dir, ".gitignore", []byte("/.psi/\n"))
	for _, name := range []string{"proposal", "tell", "renew", "report", "gather"} {
		script, err := os.ReadFile("../.ci/" + name)
		if err != nil {
			t.Fatal(err)
		}
		psitest.Write(t, dir, ".ci/"+name, script)
		if err := os.Chmod(filepath.Join(dir, ".ci", name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for name, source := range map[string]string{"psi": "../cmd/psi", "shots": "../.ci/shots.go"} {
		build := exec.Command("go", "build", "-o", filepath.Join(bin, name), source)
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	for name, script := range map[string]string{
		"go": `case "$1 $2" in
"run ./cmd/psi") shift 2; exec psi "$@" ;;
"run .ci/shots.go") shift 2; exec shots "$@" ;;
"env GOPATH") echo "$GOPATH"; exit ;;
esac
echo "the play has no go $*" >&2; exit 1`,
		"gh":   `echo "gh $*" >>"$CALLS"; case "$*" in *--body-file\ -*) cat >>"$CALLS" ;; *list*) echo "$ISSUE" ;; esac; exit "${GH_EXIT-0}"`,
		"curl": `echo "curl $*" >>"$CALLS"`,
	} {
		psitest.Write(t, bin, name, []byte("#!/bin/sh\n"+script+"\n"))
		if err := os.Chmod(filepath.Join(bin, name), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	return &runner{
		t: t, dir: dir, expressions: map[string]string{"github.token": "secret"},
		env: []string{
			"PATH=" + bin + string(os.PathListSeparator) + os.Getenv("PATH"), "HOME=" + t.TempDir(), "LC_ALL=C.UTF-8",
			"GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=Ada", "GIT_AUTHOR_EMAIL=ada@exempel.se", "GIT_COMMITTER_NAME=Ada",
			"GIT_COMMITTER_EMAIL=ada@exempel.se", "CALLS=" + filepath.Join(bin, "calls"),
			"GITHUB_REPOSITORY=psi/webb", "GITHUB_SERVER_URL=https://github.com", "GITHUB_SHA=abc123",
		},
	}
}

// git runs git in the repository, and returns what it says.
func (r *runner) git(args ...string) string {
	r.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir, cmd.Env = r.dir, r.env
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %q: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

// edit replaces texts in a file of the repository; an empty old text stands for all of it.
func (r *runner) edit(name, old, now string) {
	r.t.Helper()
	text := []byte(now)
	if old != "" {
		before, err := os.ReadFile(filepath.Join(r.dir, name))
		if text = bytes.Replace(before, []byte(old), []byte(now), 1); err != nil || bytes.Equal(text, before) {
			r.t.Fatalf("%s has no %q, %v", name, old, err)
		}
	}
	psitest.Write(r.t, r.dir, name, text)
}

// calls returns what gh and curl were asked since the last time.
func (r *runner) calls() string {
	for _, v := range r.env {
		if name, ok := strings.CutPrefix(v, "CALLS="); ok {
			data, _ := os.ReadFile(name) // not there when nothing was asked
			_ = os.Remove(name)
			return string(data)
		}
	}
	return ""
}

// golden compares a text with the one in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		psitest.Write(t, ".", name, []byte(got))
	}
	want, err := os.ReadFile(name)
	if d := cmp.Diff(string(want), got); err != nil || d != "" {
		t.Errorf("%s: %v\n%s", name, err, d)
	}
}
