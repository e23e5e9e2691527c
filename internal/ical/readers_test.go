package ical_test

// These tests hold the feed against other people's readers. They need
//
//	apt-get install --no-install-recommends gcc libc6-dev libical-dev python3-icalendar khal thunderbird nodejs npm
//	npm ci --prefix .ci

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/psitest"
)

// limit is the year before which occurrences are compared: ten years from the odd one.
const limit = "2036"

// seen is what a reader makes of an event.
type seen struct {
	UID         string   `json:"uid"`
	Start       string   `json:"start"`
	End         string   `json:"end"`
	WholeDay    bool     `json:"wholeDay"`
	Summary     string   `json:"summary"`
	Description string   `json:"description"`
	Location    string   `json:"location"`
	Conference  string   `json:"conference"`
	Contact     string   `json:"contact"`
	URL         string   `json:"url"`
	Organizer   string   `json:"organizer"`
	Categories  []string `json:"categories"`
	Status      string   `json:"status"`
	Sequence    int      `json:"sequence"`
	// Occurrences are start/end, with " off" after those of a series that were called off.
	Occurrences []string `json:"occurrences"`
}

func TestReadersAgree(t *testing.T) {
	readers := []struct {
		name    string
		command func(t *testing.T, file string) *exec.Cmd
		hostile string
	}{
		{"ical.js", icalJS, hostile},
		{"libical", libical, hostile},
		{"python3-icalendar", pythonIcalendar, mild},
	}
	for _, reader := range readers {
		t.Run(reader.name, func(t *testing.T) {
			for feed, c := range map[string]*ical.Calendar{"odd": oddYear(reader.hostile), "large": large(3000),
				"empty": calendar()} {
				t.Run(feed, func(t *testing.T) {
					if diff := gocmp.Diff(meant(c), ask(t, reader.command(t, save(t, c)))); diff != "" {
						t.Errorf("%s reads something else than was meant (-meant +read):\n%s", reader.name, diff)
					}
				})
			}
		})
	}
}

// TestKhal puts the feed into khal's own store and asks it for the nights when the clock changes.
func TestKhal(t *testing.T) {
	khal := psitest.Program(t, "khal")
	home := t.TempDir()
	store := filepath.Join(home, "psi")
	config := filepath.Join(home, "config")
	settings := "[calendars]\n[[psi]]\npath = " + store + "\n[locale]\nlocal_timezone = " +
		"Europe/Stockholm\ndefault_timezone = Europe/Stockholm\n" +
		"timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d " +
		"%H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n" +
		"[sqlite]\npath = " + filepath.Join(
		home,
		"khal.db",
	) + "\n"
	if err := errors.Join(os.Mkdir(store, 0o777), os.WriteFile(config, []byte(settings), 0o666)); err != nil {
		t.Fatal(err)
	}
	c := oddYear(mild)
	run := func(args ...string) string {
		out, err := exec.Command(khal, append([]string{"-c", config}, args...)...).CombinedOutput()
		if err != nil {
			t.Fatalf("khal %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("import", "--batch", save(t, c))
	files, err := os.ReadDir(store)
	if err != nil || len(files) != len(c.Events) {
		t.Errorf("khal stored %d events of %d (%v)", len(files), len(c.Events), err)
	}
	got := run("list", "--day-format", "", "--format", "{start-time}-{end-time} {uid}", "2026-10-25", "1d")
	want := []string{
		"00:30-01:30 before-autumn-change@so-in.se", "00:30-04:00 over-autumn-change@so-in.se",
		"09:00-10:30 third-week@so-in.se",
		"02:30-03:30 first-hour-twice@so-in.se", "02:30-04:30 second-hour-twice@so-in.se",
	}
	for _, l := range want {
		if !strings.Contains(got, l+"\n") {
			t.Errorf("khal does not list %q:\n%s", l, got)
		}
	}
	got = run("list", "--day-format", "", "--format", "{start-time} {title} {status}", "2026-10-05", "1d")
	if want := "18:00 INSTÄLLT: some-off CANCELLED"; !strings.Contains(got, want) {
		t.Errorf("khal does not list %q:\n%s", want, got)
	}
}

func save(t *testing.T, c *ical.Calendar) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "feed.ics")
	if err := os.WriteFile(file, write(t, c), 0o666); err != nil {
		t.Fatal(err)
	}
	return file
}

// meant is what a reader should make of the calendar.
func meant(c *ical.Calendar) []seen {
	var list []seen
	for _, e := range c.Events {
		s := seen{
			UID: e.UID, Start: show(e.Start, e.WholeDay), End: show(e.End, e.WholeDay), WholeDay: e.WholeDay,
			Summary: oneLine(e.Summary), Location: oneLine(e.Location), Contact: cleaned(e.Contact),
			URL:       encoded(e.URL),
			Organizer: cmp.Or(quotable(e.Organizer.Name), quotable(c.Organizer.Name)), Status: e.Status.String(),
			Sequence: e.Sequence, Conference: e.Conference,
			Categories: []string{},
		}
		s.Description = cleaned(e.Description)
		if s.Description != "" && s.URL != "" {
			s.Description += "\n\n"
		}
		s.Description += s.URL
		if e.Status == ical.Cancelled {
			s.Summary = "INSTÄLLT: " + s.Summary
		}
		for _, category := range e.Categories {
			s.Categories = append(s.Categories, oneLine(category))
		}
		for _, o := range e.Occurrences(at("1990-01-01"), at(limit+"-01-01")) {
			s.Occurrences = append(s.Occurrences, show(o.Start, e.WholeDay)+"/"+show(o.End, e.WholeDay))
		}
		if r := e.Recurrence; r != nil && len(r.Off) > 0 {
			on := *r
			on.Off = nil
			together := series(e, on)
			for _, o := range (&together).Occurrences(at("1990-01-01"), at(limit+"-01-01")) {
				if slices.ContainsFunc(r.Off, o.Original.Equal) {
					s.Occurrences = append(
						s.Occurrences, show(o.Start, e.WholeDay)+"/"+show(o.End, e.WholeDay)+" off",
					)
				}
			}
		}
		slices.Sort(s.Occurrences)
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b seen) int { return strings.Compare(a.UID, b.UID) })
	return list
}

func show(t time.Time, wholeDay bool) string {
	if wholeDay {
		return t.In(zone).Format(time.DateOnly)
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

// ask runs a reader and takes in its lines.
func ask(t *testing.T, command *exec.Cmd) []seen {
	t.Helper()
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", command, err, stderr.Bytes())
	}
	var list []seen
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var s seen
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatalf("%v: %s", err, lines.Bytes())
		}
		list = append(list, s)
	}
	return sorted(list)
}

// sorted puts what a reader has seen in an order, that of UIDs.
func sorted(list []seen) []seen {
	for _, s := range list {
		slices.Sort(s.Occurrences)
	}
	slices.SortFunc(list, func(a, b seen) int { return strings.Compare(a.UID, b.UID) })
	return list
}

func icalJS(t *testing.T, file string) *exec.Cmd {
	node, library := psitest.Program(t, "node"), psitest.Tool(t, "ical.js/dist/ical.js")
	return exec.Command(node, filepath.Join("testdata", "readers", "read.mjs"), file, limit, library)
}

func libical(t *testing.T, file string) *exec.Cmd {
	gcc := psitest.Program(t, "gcc")
	program := filepath.Join(t.TempDir(), "read")
	out, err := exec.Command(gcc, "-Wall", "-O1", "-o", program, filepath.Join("testdata", "readers", "read.c"),
		"-lical").
		CombinedOutput()
	if err != nil {
		t.Fatalf("gcc: %v\n%s", err, out)
	}
	return exec.Command(program, file, limit)
}

func pythonIcalendar(t *testing.T, file string) *exec.Cmd {
	python := psitest.Program(t, "/usr/bin/python3") // Debian's own, which has Debian's packages
	return exec.Command(python, filepath.Join("testdata", "readers", "read.py"), file, limit)
}
