// Command bench tells how fast psi is at one revision against another.
//
// Usage, in the project's folder:
//
//	go run .ci/bench.go [-sizes 100,1000,10000] [-runs N] BASE [REVISION]
//
// REVISION is HEAD unless given; a dot means the files as they are, committed or not. Both build and serve the content
// that the package corpus of REVISION makes up, since psi grows stricter, each with its own templates and static files.
// They run in turn, now the one first and now the other, since machines are noisy and drift: of each pair the ratio is
// taken, and what is printed is the median of the ratios, with the quartiles between which half of them are. A ratio
// below 1 is a gain.
//
// Builds write to a memory file system (/dev/shm where there is one). What psi serve follows is on the disk of TMPDIR.
// Peak memory is what the system says of the ended process; it is never less than that of this program, some 15 MB.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// now is the time of the sites.
const now = "2026-11-27"

func main() {
	sizes := flag.String("sizes", "100,1000,10000", "numbers of entries")
	runs := flag.Int("runs", 20, "pairs of builds of a site; a fourth of them for more than 1 000 entries")
	edits := flag.Int("edits", 40, "pairs of edits of a served site; a fourth of them for more than 1 000 entries")
	starts := flag.Int("starts", 100, "pairs of starts of the program")
	flag.Parse()
	if flag.NArg() < 1 || flag.NArg() > 2 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := compare(ctx, flag.Arg(0), cmp.Or(flag.Arg(1), "HEAD"), *sizes, *starts, *runs, *edits)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// compare measures all and leaves nothing behind.
func compare(ctx context.Context, base, revision, sizes string, starts, runs, edits int) (err error) {
	disk, err := os.MkdirTemp("", "psi-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(disk)
	memory, err := os.MkdirTemp(memoryFS(), "psi-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(memory)
	b := &bench{ctx: ctx}
	for i, rev := range []string{base, revision} {
		v := &b.versions[i]
		if v.source, err = checkOut(ctx, rev, filepath.Join(disk, "source", strconv.Itoa(i))); err != nil {
			return err
		}
		if rev != workTree {
			defer func() {
				err = errors.Join(err, run(context.Background(), ".", "git", "worktree", "remove", "--force", v.source))
			}()
		}
		v.psi = filepath.Join(disk, fmt.Sprintf("psi-%d", i))
		if err := run(ctx, v.source, "go", "build", "-o", v.psi, "./cmd/psi"); err != nil {
			return err
		}
	}
	fmt.Printf("%s against %s\n", revision, base)
	fmt.Printf("%-34s %12.12s %12.12s   %s\n", "", base, revision, "ratio: median (quartiles), pairs")
	if err := b.starts(starts); err != nil {
		return err
	}
	for size := range strings.SplitSeq(sizes, ",") {
		n, err := strconv.Atoi(size)
		if err != nil {
			return err
		}
		share := 1
		if n > 1000 {
			share = 4
		}
		if err := b.builds(n, max(3, runs/share), memory); err != nil {
			return err
		}
		if err := b.served(n, max(3, edits/share), disk); err != nil {
			return err
		}
	}
	return nil
}

// workTree is the revision that stands for the files as they are.
const workTree = "."

// memoryFS is the folder of a memory file system, empty where none is known.
func memoryFS() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		return "/dev/shm"
	}
	return ""
}

// checkOut gives a folder with the source of a revision.
func checkOut(ctx context.Context, revision, dir string) (string, error) {
	if revision == workTree {
		return os.Getwd()
	}
	return dir, run(ctx, ".", "git", "worktree", "add", "--quiet", "--detach", dir, revision)
}

// version is psi at one revision.
type version struct{ source, psi string }

// bench compares two versions, of which the first is the one that the other is measured against.
type bench struct {
	ctx      context.Context
	versions [2]version
}

// pairs measures both versions again and again, in turn, and prints how each of some measures compares.
func (b *bench) pairs(n int, measures []string, measure func(i int) ([]float64, error)) error {
	got := make([][2][]float64, len(measures))
	for round := range n + 1 {
		for turn := range 2 {
			i := (round + turn) % 2
			values, err := measure(i)
			if err != nil {
				return err
			}
			if round == 0 {
				continue // what is read for the first time is not in memory yet
			}
			for m, value := range values {
				got[m][i] = append(got[m][i], value)
			}
		}
	}
	for m, name := range measures {
		report(name, got[m])
	}
	return nil
}

func report(name string, values [2][]float64) {
	ratios := make([]float64, len(values[0]))
	for i := range ratios {
		ratios[i] = values[1][i] / values[0][i]
	}
	for _, list := range [][]float64{ratios, values[0], values[1]} {
		slices.Sort(list)
	}
	at := func(list []float64, quarters int) float64 { return list[(len(list)-1)*quarters/4] }
	fmt.Printf("%-34s %12.2f %12.2f   %.3f (%.3f–%.3f), %d\n",
		name, at(values[0], 2), at(values[1], 2), at(ratios, 2), at(ratios, 1), at(ratios, 3), len(ratios))
}

// starts measures how long the program takes to say its version.
func (b *bench) starts(n int) error {
	return b.pairs(n, []string{"start, ms"}, func(i int) ([]float64, error) {
		begun := time.Now()
		err := run(b.ctx, ".", b.versions[i].psi, "--version")
		return []float64{ms(time.Since(begun))}, err
	})
}

// builds measures builds of a site that was not there before.
func (b *bench) builds(size, n int, dir string) error {
	dirs, err := b.write(size, dir)
	if err != nil {
		return err
	}
	var measures []string
	for _, what := range []string{"wall, ms", "CPU, ms", "peak, MB"} {
		measures = append(measures, fmt.Sprintf("build %d: %s", size, what))
	}
	return b.pairs(n, measures, func(i int) ([]float64, error) {
		if err := os.RemoveAll(filepath.Join(dirs[i], "public")); err != nil {
			return nil, err
		}
		cmd := exec.CommandContext(b.ctx, b.versions[i].psi, "build", "-C", dirs[i], "--now", now)
		begun := time.Now()
		out, err := cmd.CombinedOutput()
		took := time.Since(begun)
		if err != nil {
			return nil, fmt.Errorf("%v: %w\n%s", cmd, err, out)
		}
		state := cmd.ProcessState
		return []float64{ms(took), ms(state.UserTime() + state.SystemTime()), peak(state)}, nil
	})
}

// served measures how long it takes from saving a content file until psi serve sends the new bytes.
func (b *bench) served(size, n int, dir string) (err error) {
	dirs, err := b.write(size, dir)
	if err != nil {
		return err
	}
	var servers [2]*server
	for i, v := range b.versions {
		if servers[i], err = start(b.ctx, v.psi, dirs[i]); err != nil {
			return err
		}
		defer servers[i].end() // again, where all went well
	}
	edits := 0
	for _, edit := range []struct{ what, old, new string }{
		{"text", "\n---\n", "\n---\n\n%s\n"}, {"title", `title: "`, `title: "%s `},
	} {
		measure := fmt.Sprintf("save → served %d: %s, ms", size, edit.what)
		err := b.pairs(n, []string{measure}, func(i int) ([]float64, error) {
			edits++
			mark := fmt.Sprintf("Ändring %d", edits)
			took, err := servers[i].edit(edit.old, fmt.Sprintf(edit.new, mark), mark)
			return []float64{ms(took)}, err
		})
		if err != nil {
			return err
		}
	}
	peaks := [2][]float64{}
	for i, s := range servers {
		if err := s.end(); err != nil {
			return err
		}
		peaks[i] = []float64{peak(s.cmd.ProcessState)}
	}
	report(fmt.Sprintf("serve %d: peak, MB", size), peaks)
	return nil
}

// write writes a made-up site of a size for each version.
func (b *bench) write(size int, dir string) (dirs [2]string, err error) {
	for i, v := range b.versions {
		dirs[i] = filepath.Join(dir, fmt.Sprintf("%d-%d", size, i))
		args := []string{"run", "./internal/corpus/write", "-n", strconv.Itoa(size), "-psi", dirs[i]}
		if err := run(b.ctx, b.versions[1].source, "go", args...); err != nil {
			return dirs, err
		}
		for _, tree := range []string{"templates", "static"} {
			if err := os.CopyFS(filepath.Join(dirs[i], tree), os.DirFS(filepath.Join(v.source, tree))); err != nil {
				return dirs, err
			}
		}
	}
	return dirs, nil
}

// server is a psi serve.
type server struct {
	cmd     *exec.Cmd
	address string
	file    string // that is edited
	text    string
	ended   bool
}

// entry is the entry that is edited.
const entry = "aktiviteter/aktiviteter-0007"

// serving matches the address of a server in what it says.
var serving = regexp.MustCompile(`http://\S+/`)

// start starts a server and waits for its first page.
func start(ctx context.Context, psi, dir string) (*server, error) {
	s := &server{
		cmd:  exec.CommandContext(ctx, psi, "serve", "-C", dir, "--port", "0", "--now", now),
		file: filepath.Join(dir, "content", filepath.FromSlash(entry)+".md"),
	}
	text, err := os.ReadFile(s.file)
	if err != nil {
		return nil, err
	}
	s.text = string(text)
	s.cmd.Cancel = func() error { return s.cmd.Process.Signal(os.Interrupt) }
	s.cmd.WaitDelay = 10 * time.Second
	out, in := io.Pipe()
	s.cmd.Stdout, s.cmd.Stderr = in, in
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	said := bufio.NewReader(out)
	line, err := said.ReadString('\n')
	go func() { _, _ = io.Copy(io.Discard, said) }() // until the server ends
	if s.address = serving.FindString(line); err != nil || s.address == "" {
		return nil, errors.Join(fmt.Errorf("psi serve says %q", line), err, s.end())
	}
	if _, err := s.page(); err != nil {
		return nil, errors.Join(err, s.end())
	}
	return s, nil
}

// end ends the server.
func (s *server) end() error {
	if s.ended {
		return nil
	}
	s.ended = true
	_ = s.cmd.Process.Signal(os.Interrupt) // it may have ended by itself, which Wait tells
	return s.cmd.Wait()
}

// patience is how long an edit may take.
const patience = time.Minute

// edit saves the entry with one text in the place of another, and tells how long it took until its page had a mark.
func (s *server) edit(old, new, mark string) (time.Duration, error) {
	text := strings.Replace(s.text, old, new, 1)
	if text == s.text {
		return 0, fmt.Errorf("%s does not hold %q", s.file, old)
	}
	time.Sleep(30 * time.Millisecond) // nobody saves faster
	begun := time.Now()
	if err := os.WriteFile(s.file, []byte(text), 0o666); err != nil {
		return 0, err
	}
	for time.Since(begun) < patience {
		page, err := s.page()
		if err != nil {
			return 0, err
		}
		if bytes.Contains(page, []byte(mark)) {
			return time.Since(begun), nil
		}
	}
	return 0, fmt.Errorf("%s never held %q", s.address+entry+"/", mark)
}

// page fetches the page of the entry.
func (s *server) page() ([]byte, error) {
	r, err := http.Get(s.address + entry + "/")
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	return io.ReadAll(r.Body)
}

// run runs a program in a folder. What it says is told if it fails.
func run(ctx context.Context, dir, name string, args ...string) error {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%v: %w\n%s", cmd, err, out)
	}
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// peak is the memory that a process took at most, in MB. Linux tells it in KB, macOS in bytes.
func peak(state *os.ProcessState) float64 {
	usage, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return float64(usage.Maxrss) / 1e6
	}
	return float64(usage.Maxrss) / 1e3
}
