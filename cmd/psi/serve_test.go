package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"so-in.se/psi/internal/psitest"
)

// served is a psi serve that runs as a program of its own.
type served struct {
	*testing.T
	cmd     *exec.Cmd
	lines   *bufio.Scanner
	address string
	dir     string
}

func startServe(t *testing.T, args ...string) *served {
	t.Helper()
	dir := t.TempDir()
	psitest.Copy(t, dir, "templates", "static")
	s := &served{T: t, dir: dir, cmd: exec.Command(os.Args[0], append([]string{"serve"}, args...)...)}
	s.write("content/site.yaml", "name: Nätverket\naddress: https://www.so-in.se\nemail: info@so-in.se\n")
	s.write("content/index.md", "---\ntitle: Start\n---\n\nHej.\n")
	s.write("content/om.md", "---\ntitle: Om oss\ndraft: true\n---\n\nVi.\n")
	s.cmd.Args[0] = "psi" // see TestMain
	s.cmd.Dir, s.cmd.Stderr = dir, os.Stderr
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() }) // fails when it has ended
	s.lines = bufio.NewScanner(out)
	first := s.line()
	s.address = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(first)
	if s.address == "" || !strings.Contains(first, "Ctrl-C") {
		t.Fatalf("first line %q", first)
	}
	return s
}

func (s *served) write(name, text string) {
	s.Helper()
	psitest.Write(s, s.dir, name, []byte(text))
}

func (s *served) line() string {
	s.Helper()
	if !s.lines.Scan() {
		s.Fatal("psi serve has ended")
	}
	return s.lines.Text()
}

// until reads lines up to one that holds a text.
func (s *served) until(want string) {
	s.Helper()
	for !strings.Contains(s.line(), want) {
	}
}

func (s *served) get(name string) (int, string) {
	s.Helper()
	r, err := http.Get(s.address + name)
	if err != nil {
		s.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		s.Fatal(err)
	}
	return r.StatusCode, string(body)
}

// TestServe edits, breaks and mends a file under a running psi serve, and ends it as Ctrl-C does.
func TestServe(t *testing.T) {
	s := startServe(t, "--port", "0")
	if status, body := s.get(""); status != http.StatusOK || !strings.Contains(body, "Hej.") {
		t.Fatalf("%d %s", status, body)
	}
	if status, _ := s.get("om/"); status != http.StatusNotFound {
		t.Errorf("a draft is shown without --drafts: %d", status)
	}
	s.write("content/index.md", "---\ntitle: Start\n---\n\nHejdå.\n")
	if _, body := s.get(""); !strings.Contains(body, "Hejdå.") {
		t.Errorf("the old page after an edit: %s", body)
	}
	s.write("content/index.md", "---\ntitel: Start\n---\n\nHejdå.\n")
	s.until("content/index.md:2:1: ")
	s.until("titel: Start")
	s.write("content/index.md", "---\ntitle: Start\n---\n\nHejdå.\n")
	s.until("Rättat: content/index.md")
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if rest := strings.Join(s.rest(), "\n"); rest != "" {
		t.Errorf("said at the end: %s", rest)
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("after Ctrl-C: %v", err)
	}
}

func (s *served) rest() (lines []string) {
	for s.lines.Scan() {
		lines = append(lines, s.lines.Text())
	}
	return lines
}

// TestServeTakesTheNextPort shows drafts, on another day, at the port after one that is taken.
func TestServeTakesTheNextPort(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, port, err := net.SplitHostPort(taken.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	s := startServe(t, "--port", port, "--drafts", "--now", "2027-05-10")
	if strings.Contains(s.address, ":"+port+"/") {
		t.Errorf("%s is taken", s.address)
	}
	if status, body := s.get("om/"); status != http.StatusOK || !strings.Contains(body, "Vi.") {
		t.Errorf("a draft with --drafts: %d %s", status, body)
	}
}
