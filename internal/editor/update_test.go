package editor_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// invitation is one event as Read would give it.
func invitation(e ical.Event) *ical.Invitation {
	return &ical.Invitation{Method: "REQUEST", Calendar: ical.Calendar{Events: []ical.Event{e}}}
}

// imported returns the files that an invitation becomes.
func imported(src fs.FS, inv *ical.Invitation, update bool) ([]editor.File, error) {
	done, err := editor.Import(src, inv, editor.Options{Update: update})
	if err != nil {
		return nil, err
	}
	if len(done.Refused) > 0 {
		return nil, done.Refused[0].Err
	}
	return done.Files, nil
}

// at returns a time in Stockholm.
func at(t *testing.T, s string) time.Time {
	t.Helper()
	m, err := swedish.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m.Time
}

// TestUpdateKeepsTheRest changes files written in many ways: every line that is about something else stays, in its
// place.
func TestUpdateKeepsTheRest(t *testing.T) {
	ways := map[string][]string{
		"title": {
			"title: Gammal titel", "title: 'Gammal titel'", "\"title\": \"Gammal titel\" # om # titeln",
			"title:\n  Gammal\n  titel", "title: >-\n  Gammal\n  titel", "title   : Gammal titel # ja",
		},
		"kind": {"kind: workshop"},
		"start": {
			"start: 2027-05-14 13:00", "start: 2027-05-14T13:00:00+02:00", "start:   \"2027-05-14 13:00\"   # lunch",
			"# start: 2020-01-01\nstart: 2027-05-14 13:00",
		},
		"end":     {"end: 2027-05-14 16:00", "end: 2027-05-14 16:00 # fika"},
		"place":   {"place: Kumla", "place: \"Kumla\"", "place:\n    Kumla"},
		"address": {"", "address: Torget 1"},
		"status":  {"", "status: planerad # än så länge"},
		"themes": {
			"", "themes:\n- klimat\n- studier # båda", "themes:\n\n  - klimat\n\n  # mer?\n  - studier",
			"themes: [klimat,\n  studier]",
		},
		"repeats": {"", "repeats:\n  unit: vecka # varje\n  # till sommaren\n  times: 4"},
		"cost":    {"", "cost: |\n  start: gratis\n  end: också"},
		"uid":     {"uid: abc@example.org", "uid: abc@example.org # så", "uid: 'abc@example.org'"},
	}
	keys := []string{"title", "kind", "start", "end", "place", "address", "status", "themes", "repeats", "cost", "uid"}
	r := rand.New(rand.NewPCG(9, 10))
	for range 400 {
		r.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
		var kept []string // lines that must stay
		text := "---\n"
		for _, key := range keys {
			way := ways[key][r.IntN(len(ways[key]))]
			if r.IntN(4) == 0 {
				way = "# om " + key + "\n" + way
			}
			if way == "" {
				continue
			}
			text += way + "\n"
			for _, l := range strings.Split(way, "\n") {
				if slices.Contains([]string{"kind", "themes", "cost"}, key) || strings.HasPrefix(l, "#") {
					kept = append(kept, l)
				}
			}
		}
		text += "---\nstart: i texten\n\n---\n\nSlut.\n"
		if r.IntN(3) == 0 {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		src := folder()
		src["aktiviteter/mote.md"] = &fstest.MapFile{Data: []byte(text)}
		old := load(t, src)[0]
		before := ical.Event{
			UID: "abc@example.org", Sequence: 2, Summary: old.Title, Start: old.When.Start, End: old.When.End,
			Location: strings.TrimSuffix(old.Place+", "+old.Street, ", "),
		}
		if old.Repeats != nil {
			before.Recurrence = &ical.Recurrence{Every: 1, Unit: ical.Week, Count: 4}
		}
		files, err := imported(src, invitation(before), true)
		if err != nil || strings.Count(string(files[0].Data), "\n") <= strings.Count(text, "\n") {
			t.Fatalf("%v\n%s\nbecame\n%s", err, text, files[0].Data)
		}
		src["aktiviteter/mote.md"] = &fstest.MapFile{Data: files[0].Data}
		e := ical.Event{
			UID: "abc@example.org", Sequence: 3 + r.IntN(2), Summary: "Ny: titel # här",
			Start: at(t, "2027-05-15 12:00"), End: at(t, "2027-05-15 15:30"), Location: "Hallsberg, \"huset\"",
		}
		files, err = imported(src, invitation(e), true)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		after := string(files[0].Data)
		src["aktiviteter/mote.md"] = &fstest.MapFile{Data: files[0].Data}
		a := load(t, src)[0]
		if a.Title != e.Summary || !a.When.Start.Equal(e.Start) || !a.When.End.Equal(e.End) || a.Place != e.Location ||
			a.Street != "" ||
			a.Status != content.Moved ||
			!a.MovedFrom.Time.Equal(at(t, "2027-05-14 13:00")) ||
			a.Repeats != nil {
			t.Fatalf("%s\nbecame\n%s", text, after)
		}
		if _, tail, _ := strings.Cut(text, "start: i texten"); !strings.HasSuffix(after, tail) ||
			strings.Contains(text, "\r\n") != strings.Contains(after, "\r\n") ||
			strings.Count(after, "\r") != strings.Count(text, "\r")-strings.Count(text, "\n")+strings.Count(after,
				"\n") &&
				strings.Contains(text, "\r") {
			t.Fatalf("the text after the header is not as it was:\n%q\n%q", text, after)
		}
		lines := strings.Split(strings.ReplaceAll(after, "\r", ""), "\n")
		for _, l := range kept {
			i := slices.Index(lines, l)
			if i < 0 {
				t.Fatalf("%q is gone:\n%s\nbecame\n%s", l, text, after)
			}
			lines = lines[i+1:]
		}
	}
}

// TestDraftIsNotMoved changes the time of a draft, of which nobody knows.
func TestDraftIsNotMoved(t *testing.T) {
	src := folder()
	files, err := imported(src, invitation(
		ical.Event{UID: "a@b", Summary: "M", Start: at(t, "2027-05-01"), End: at(t, "2027-05-02"), WholeDay: true},
	), false)
	if err != nil {
		t.Fatal(err)
	}
	src[files[0].Name] = &fstest.MapFile{Data: files[0].Data}
	files, err = imported(src, invitation(
		ical.Event{UID: "a@b", Summary: "M", Start: at(t, "2027-05-02"), End: at(t, "2027-05-04"), WholeDay: true},
	), true)
	if err != nil || !strings.Contains(string(files[0].Data), "start: 2027-05-02\nend: 2027-05-03\ninvitation:") {
		t.Errorf("%v: %+v", err, files)
	}
}

// TestObstacles wants a way out of everything that cannot be done.
func TestObstacles(t *testing.T) {
	event := ical.Event{UID: "a@b", Summary: "M", Start: at(t, "2027-05-02"), End: at(t, "2027-05-04"), WholeDay: true}
	rare := event
	rare.Recurrence = &ical.Recurrence{Every: 100, Unit: ical.Week, Count: 3}
	for name, c := range map[string]struct {
		file string
		inv  *ical.Invitation
	}{
		"a rare series": {"", invitation(rare)},
		"a file at fault": {"---\ntitle: M\nkind: annat\nuid: a@b\nstart: 2027-05-01\nplats: Kumla\n---\n",
			invitation(event)},
		"another title and day": {"---\ntitle: N\nkind: annat\nuid: a@b\nstart: 2027-05-01\n---\n", invitation(event)},
	} {
		src := folder()
		if c.file != "" {
			src["aktiviteter/mote.md"] = &fstest.MapFile{Data: []byte(c.file)}
		}
		_, err := imported(src, c.inv, true)
		if o, ok := errors.AsType[*editor.Obstacle](err); !ok || o.Message == "" || o.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestNames imports many events of one name and day: each UID gets a file of its own, and what has none is one.
func TestNames(t *testing.T) {
	src := folder()
	src["samhallssamtal/2027-05-02-mote.md"] = &fstest.MapFile{Data: []byte("---\ntitle: M\nquestion: Hur?\n---\n")}
	inv := invitation(ical.Event{Summary: "Möte", Start: at(t, "2027-05-02"), End: at(t, "2027-05-03"), WholeDay: true})
	for i := range 4 {
		inv.Calendar.Events = append(inv.Calendar.Events, inv.Calendar.Events[0])
		inv.Calendar.Events[i].UID = fmt.Sprint("mote-", i)
	}
	inv.Calendar.Events[4].Summary, inv.Calendar.Events[4].UID = "💚", ""
	files, err := imported(src, inv, false)
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
		if f.Data != nil {
			src[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	if again, err := imported(src, inv, false); err != nil || len(again) != 5 || again[4].New {
		t.Errorf("again: %v, %v", again, err)
	}
	if got := fmt.Sprint(names); err != nil ||
		got != "[aktiviteter/2027-05-02-mote-2.md aktiviteter/2027-05-02-mote-3.md aktiviteter/2027-05-02-mote-4.md "+
			"aktiviteter/2027-05-02-mote-5.md aktiviteter/2027-05-02.md]" {
		t.Errorf("%s, %v", got, err)
	}
}

// TestMutated imports thousands of damaged files of many programs: each becomes files that load without problems, or is
// refused with a way out.
func TestMutated(t *testing.T) {
	archive, err := txtar.ParseFile("../../cmd/psi/testdata/script/calendar_import.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var seeds [][]byte
	for _, f := range archive.Files {
		if strings.HasSuffix(f.Name, ".ics") && len(f.Data) > 0 {
			seeds = append(seeds, f.Data)
		}
	}
	names, err := filepath.Glob("../ical/testdata/invitations/*.ics")
	if err != nil || len(names) < 6 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		seeds = append(seeds, data)
	}
	r := rand.New(rand.NewPCG(11, 12))
	read, written := 0, 0
	for range 3800 {
		data := mutate(r, seeds)
		inv, err := ical.Read(bytes.NewReader(data))
		if err != nil {
			if why := unexplained(err); why != "" {
				t.Fatalf("%s\n%s", why, data)
			}
			continue
		}
		read++
		src := folder()
		done, err := editor.Import(src, inv, editor.Options{})
		if err != nil {
			t.Fatalf("%v:\n%s", err, data)
		}
		for _, refused := range done.Refused {
			if why := unexplained(refused.Err); why != "" {
				t.Fatalf("%s\n%s", why, data)
			}
		}
		written += len(done.Files)
	}
	t.Logf("%d files could be read, %d content files made", read, written)
	if read < 300 || written < 300 {
		t.Errorf("only %d files could be read, and %d written", read, written)
	}
}

// unexplained returns what is wrong with the reason why an event is refused: none has a way out, or a file with
// problems would have been written.
func unexplained(err error) string {
	if o, ok := errors.AsType[*editor.Obstacle](err); ok && o.Hint != "" {
		return ""
	}
	if fault, ok := errors.AsType[*ical.ReadError](err); ok && fault.Hint != "" {
		return ""
	}
	problems, ok := errors.AsType[problem.List](err)
	if ok && slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Kind == problem.BadDate }) {
		return "" // a year that no activity can have
	}
	return fmt.Sprint(err, problems)
}

// mutate damages a file: lines are lost, doubled, exchanged or come from another, and values are cut and changed.
func mutate(r *rand.Rand, seeds [][]byte) []byte {
	lines := strings.SplitAfter(string(seeds[r.IntN(len(seeds))]), "\n")
	other := strings.SplitAfter(string(seeds[r.IntN(len(seeds))]), "\n")
	for range 1 + r.IntN(4) {
		i := r.IntN(len(lines))
		switch r.IntN(6) {
		case 0:
			lines = slices.Delete(lines, i, i+1)
			if len(lines) == 0 {
				return nil
			}
		case 1:
			lines = slices.Insert(lines, i, lines[r.IntN(len(lines))])
		case 2:
			lines = slices.Insert(lines, i, other[r.IntN(len(other))])
		case 3:
			if l := lines[i]; len(l) > 2 {
				at := r.IntN(len(l))
				lines[i] = l[:at] + l[at+1:]
			}
		case 4:
			if l := []byte(lines[i]); len(l) > 2 {
				l[r.IntN(len(l)-2)] = "0123456789:;,=\\\"<>&*_#-|Zå"[r.IntN(26)]
				lines[i] = string(l)
			}
		case 5:
			name, _, ok := strings.Cut(lines[i], ":")
			if _, value, ok2 := strings.Cut(other[r.IntN(len(other))], ":"); ok && ok2 {
				lines[i] = name + ":" + value
			}
		}
	}
	return []byte(strings.Join(lines, ""))
}
