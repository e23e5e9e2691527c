//go:build unix

package publish

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// helperEnv names what this test binary, run again, does in place of the tests; then come the folder and where to die.
const helperEnv = "PSI_PUBLISH_HELPER"

const killPages = 120

func TestMain(m *testing.M) {
	if how := os.Getenv(helperEnv); how != "" {
		if err := helper(how, os.Args[1]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func die() {
	unix.Kill(os.Getpid(), unix.SIGKILL)
	select {}
}

// helper publishes the second version in the way that the test asks for.
func helper(how, dir string) error {
	files := siteFiles(version(killPages, 2))
	slices.SortFunc(files, func(a, b site.File) int { return strings.Compare(a.Path, b.Path) })
	var opt Options
	var at int
	switch {
	case how == "whole":
	case how == "two renames":
		opt = unsupported
	case how == "before the exchange":
		opt.exchange = func(_, _ string) error { die(); return nil }
	case how == "after the exchange":
		opt.exchange = func(a, b string) error {
			if err := exchange(a, b); err != nil {
				return err
			}
			die()
			return nil
		}
	case how == "small files only":
		if err := unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: 4000, Max: 4000}); err != nil {
			return err
		}
	case how == "as nobody":
		if err := unix.Setuid(65534); err != nil {
			return err
		}
	default:
		if _, err := fmt.Sscanf(how, "at file %d", &at); err != nil {
			return err
		}
		render := files[at].Render
		files[at].Render = func(w io.Writer) error {
			if err := render(w); err != nil {
				return err
			}
			die()
			return nil
		}
	}
	fmt.Println("ready")
	_, err := Dir(dir, files, opt)
	return err
}

func helperCommand(t *testing.T, how, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self, dir)
	cmd.Env = append(os.Environ(), helperEnv+"="+how)
	return cmd
}

func killed(err error) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(interface{ Signaled() bool })
	return ok && status.Signaled()
}

// checkAfterKill requires the whole old or the whole new site, or, where that is the promise, none until the next run;
// and the new one, with nothing left over, from the next run.
func checkAfterKill(t *testing.T, dir string, mayBeMissing bool) (survivor int) {
	t.Helper()
	got := read(t, dir)
	for seed := range 2 {
		if want := published(version(killPages, uint64(seed+1))); equal(got, want) {
			survivor = seed + 1
		}
	}
	if survivor == 0 && (got != nil || !mayBeMissing) {
		t.Errorf("the folder holds neither the old site nor the new one, but %d files and folders", len(got))
	}
	mustPublish(t, dir, version(killPages, 2))
	checkHolds(t, dir, version(killPages, 2))
	checkAlone(t, dir)
	return survivor
}

func equal(a, b map[string][]byte) bool {
	for name, data := range a {
		if other, ok := b[name]; !ok || !bytes.Equal(data, other) {
			return false
		}
	}
	return len(a) == len(b)
}

func TestKilledAtStages(t *testing.T) {
	for how, want := range map[string]int{
		"at file 0":           1,
		"at file 60":          1,
		"at file 120":         1,
		"before the exchange": 1,
		"after the exchange":  2,
	} {
		dir := filepath.Join(t.TempDir(), "public")
		mustPublish(t, dir, version(killPages, 1))
		if out, err := helperCommand(t, how, dir).CombinedOutput(); !killed(err) {
			t.Fatalf("%s: %v %s", how, err, out)
		}
		if got := checkAfterKill(t, dir, false); got != want {
			t.Errorf("killed %s: version %d was left, want %d", how, got, want)
		}
	}
}

func TestKilledAtRandom(t *testing.T) {
	psitest.Serial(t)
	for _, how := range []string{"whole", "two renames"} {
		dir := filepath.Join(t.TempDir(), "public")
		var whole time.Duration // that an undisturbed run takes
		count := make(map[string]int)
		for i := range 12 {
			mustPublish(t, dir, version(killPages, 1))
			cmd := helperCommand(t, how, dir)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			if i > 0 {
				timer := time.AfterFunc(rand.N(whole+1), func() { cmd.Process.Kill() })
				defer timer.Stop()
			}
			err = cmd.Wait()
			if i == 0 {
				whole = time.Since(start)
			}
			if err != nil && !killed(err) {
				t.Fatal(err)
			}
			count[fmt.Sprintf("killed %t, left %d", err != nil, checkAfterKill(t, dir, how == "two renames"))]++
		}
		t.Logf("%s: %v", how, count)
	}
}

// A limit on the size of files stops a write halfway, as a full disk does.
func TestWriteFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	mustPublish(t, dir, version(killPages, 1))
	before := infos(t, dir)
	out, err := helperCommand(t, "small files only", dir).CombinedOutput()
	says := func(text string) bool { return strings.Contains(string(out), text) }
	if err == nil || killed(err) || !says("writing ") || !says(unix.EFBIG.Error()) {
		t.Errorf("got %v %s", err, out)
	}
	checkHolds(t, dir, version(killPages, 1))
	checkAlone(t, dir)
	for name, after := range infos(t, dir) {
		if !untouched(before[name], after) {
			t.Errorf("%s was touched", name)
		}
	}
}

func TestReadOnly(t *testing.T) {
	top, err := os.MkdirTemp("", "psi-publish-") // t.TempDir lets in no other user
	if err != nil {
		t.Fatal(err)
	}
	parent := filepath.Join(top, "parent")
	dir := filepath.Join(parent, "public")
	how := "whole"
	t.Cleanup(func() {
		os.Chmod(parent, 0o777)
		os.Chmod(dir, 0o777)
		os.RemoveAll(top)
	})
	mustPublish(t, dir, version(killPages, 1))
	if os.Geteuid() == 0 {
		how = "as nobody" // root may write anywhere
		err := filepath.WalkDir(top, func(name string, _ fs.DirEntry, err error) error {
			return errors.Join(err, os.Chown(name, 65534, 65534))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{parent, dir} {
		for what, mode := range map[string]fs.FileMode{top: 0o755, parent: 0o755, dir: 0o755, name: 0o555} {
			if err := os.Chmod(what, mode); err != nil {
				t.Fatal(err)
			}
		}
		before := infos(t, dir)
		out, err := helperCommand(t, how, dir).CombinedOutput()
		if err == nil || !strings.Contains(string(out), unix.EACCES.Error()) {
			t.Errorf("%s is read-only: got %v %s", name, err, out)
		}
		checkHolds(t, dir, version(killPages, 1))
		checkAlone(t, dir)
		for name, after := range infos(t, dir) {
			if !untouched(before[name], after) {
				t.Errorf("%s was touched", name)
			}
		}
	}
}
