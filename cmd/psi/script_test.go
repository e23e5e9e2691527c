package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"psi": main})
}

// TestScript runs the whole program as its users do. Each script begins in a folder with psi's own templates and static
// files and the content that the script holds.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			for _, dir := range []string{"templates", "static"} {
				if err := os.CopyFS(filepath.Join(env.WorkDir, dir), os.DirFS("../../"+dir)); err != nil {
					return err
				}
			}
			psi, err := exec.LookPath("psi")
			if err != nil {
				return err
			}
			env.Setenv("PSI", psi) // for scripts that change PATH
			env.Setenv("GOCOVERDIR", os.Getenv("GOCOVERDIR"))
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "git" {
				return false, fmt.Errorf("unknown condition %s", name)
			}
			_, err := exec.LookPath("git")
			if err != nil && os.Getenv("CI") != "true" {
				return false, nil
			}
			return err == nil, err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"tree": tree, "exits": exits, "replace": replace, "snapshot": snapshot, "unchanged": unchanged,
			"unfold": unfold, "event": event, "host": host, "same": same,
		},
	})
}

// host serves a folder until the script ends, and sets a variable to its address: host NAME FOLDER.
func host(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: host NAME FOLDER")
	}
	server := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[1]))))
	ts.Defer(server.Close)
	ts.Setenv(args[0], server.URL)
}

// same wants two folders to hold the same files with the same bytes: same FOLDER OTHER.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: same FOLDER OTHER")
	}
	var trees [2]map[string]string
	for i, name := range args {
		root := ts.MkAbs(name)
		trees[i] = map[string]string{}
		ts.Check(filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				trees[i][strings.TrimPrefix(name, root)] = ts.ReadFile(name)
			}
			return err
		}))
	}
	for name, data := range trees[0] {
		if other, ok := trees[1][name]; !ok || other != data {
			ts.Fatalf("%s%s and %s%s differ", args[0], name, args[1], name)
		}
	}
	if len(trees[0]) != len(trees[1]) || len(trees[0]) < 10 {
		ts.Fatalf("%s has %d files, %s %d", args[0], len(trees[0]), args[1], len(trees[1]))
	}
}

// tree prints the files below a folder whose names end with SUFFIX: tree FOLDER [SUFFIX].
func tree(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: tree FOLDER [SUFFIX]")
	}
	root := ts.MkAbs(args[0])
	suffix := append(args, "")[1]
	ts.Check(filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, suffix) {
			return err
		}
		rel, err := filepath.Rel(root, name)
		_, _ = ts.Stdout().Write([]byte(filepath.ToSlash(rel) + "\n")) // a buffer
		return err
	}))
}

// exits runs a program that must end with the given code: exits CODE PROGRAM ARGS...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM ARGS...")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, not %s", code, args[0])
	}
}

// replace changes a text in a file, which must be there: replace FILE OLD NEW. \n stands for a line break.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	before := ts.ReadFile(args[0])
	breaks := strings.NewReplacer(`\n`, "\n")
	after := strings.Replace(before, breaks.Replace(args[1]), breaks.Replace(args[2]), 1)
	if after == before {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(after), 0o666))
}

// snapshot remembers names, bytes and times of the files below a folder: snapshot FOLDER. unchanged wants them to be
// the same.
func snapshot(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: snapshot FOLDER")
	}
	ts.Setenv("snapshot_"+args[0], fingerprint(ts, args[0]))
}

func unchanged(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 1 {
		ts.Fatalf("usage: unchanged FOLDER")
	}
	same := ts.Getenv("snapshot_"+args[0]) == fingerprint(ts, args[0])
	if same == neg {
		ts.Fatalf("%s: unchanged is %v", args[0], same)
	}
}

func fingerprint(ts *testscript.TestScript, dir string) string {
	sum := sha256.New()
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(sum, "%q %v %q\n", name, info.ModTime(), ts.ReadFile(name))
		return err
	}))
	return hex.EncodeToString(sum.Sum(nil))
}
