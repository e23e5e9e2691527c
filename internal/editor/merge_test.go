package editor_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/ical"
)

// version is what one version of an invitation, or an editor, says.
type version struct {
	Title, Place, Contact, Text string
	Hour                        int
	Until                       string
	Occasions                   [4]string // of the second week and on: "", "utgår", or the hour that it is moved to
	Cancelled                   bool
}

// weeks are the days of the series.
var weeks = []string{"2027-03-02", "2027-03-09", "2027-03-16", "2027-03-23", "2027-03-30"}

// event is a version as the invitation has it.
func (v version) event(t *testing.T, sequence int) ical.Event {
	t.Helper()
	on := func(day string, hour int) time.Time { return at(t, fmt.Sprintf("%s %02d:00", day, hour)) }
	e := ical.Event{
		UID: "m@exempel.se", Sequence: sequence, Stamp: at(t, "2027-01-01").AddDate(0, 0, sequence), Summary: v.Title,
		Location: v.Place, Contact: v.Contact, Description: v.Text,
		Start: on(weeks[0], v.Hour), End: on(weeks[0], v.Hour+1),
		Recurrence: &ical.Recurrence{Every: 1, Unit: ical.Week, Until: at(t, v.Until+" 23:00")},
	}
	for i, o := range v.Occasions {
		original := on(weeks[i+1], v.Hour)
		switch o {
		case "":
		case "utgår":
			e.Recurrence.Except = append(e.Recurrence.Except, original)
		default:
			var hour int
			fmt.Sscan(o, &hour)
			e.Recurrence.Moved = append(e.Recurrence.Moved,
				ical.Override{Original: original, Start: on(weeks[i+1], hour), End: on(weeks[i+1], hour+2)})
		}
	}
	if v.Cancelled {
		e.Status = ical.Cancelled
	}
	return e
}

// write brings into a file what an editor says.
func (v version) write(file string) string {
	file = entry(file, "title", "title: "+v.Title)
	file = entry(file, "place", key("place", v.Place))
	file = entry(file, "contact", key("contact", v.Contact))
	file = entry(file, "start", fmt.Sprintf("start: %s %02d:00", weeks[0], v.Hour))
	file = entry(file, "end", fmt.Sprintf("end: %s %02d:00", weeks[0], v.Hour+1))
	repeats := "repeats:\n  unit: vecka\n  until: " + v.Until
	var except, moved string
	for i, o := range v.Occasions {
		switch o {
		case "":
		case "utgår":
			except += "\n    - " + weeks[i+1]
		default:
			var hour int
			fmt.Sscan(o, &hour)
			moved += fmt.Sprintf(
				"\n    - from: %[1]s\n      start: %[1]s %02[2]d:00\n      end: %[1]s %02[3]d:00",
				weeks[i+1],
				hour,
				hour+2,
			)
		}
	}
	if except != "" {
		repeats += "\n  except:" + except
	}
	if moved != "" {
		repeats += "\n  moved:" + moved
	}
	file = entry(file, "repeats", repeats)
	status := ""
	if v.Cancelled {
		status = "status: inställd"
	}
	file = entry(file, "status", status)
	header, _, _ := strings.Cut(file, "\n---\n")
	return header + "\n---\n\n" + v.Text + "\n"
}

func key(name, value string) string {
	if value == "" {
		return ""
	}
	return name + ": " + value
}

// versionIn is what a file says.
func versionIn(t *testing.T, src fstest.MapFS, name string) version {
	t.Helper()
	for _, a := range load(t, src) {
		if a.File != name {
			continue
		}
		_, text, _ := strings.Cut(string(src[name].Data), "\n---\n")
		v := version{
			Title: a.Title, Place: a.Place, Contact: a.Contact, Text: strings.TrimSpace(text),
			Hour: a.When.Start.Hour(), Until: a.Repeats.Until.String(), Cancelled: a.Status == content.Cancelled,
		}
		for i := range v.Occasions {
			for _, day := range a.Repeats.Except {
				if day.String() == weeks[i+1] {
					v.Occasions[i] = "utgår"
				}
			}
			for _, m := range a.Repeats.Moved {
				if m.From.String() == weeks[i+1] {
					v.Occasions[i] = fmt.Sprint(m.When.Start.Hour())
				}
			}
		}
		return v
	}
	t.Fatalf("no %s", name)
	return version{}
}

// entry puts lines in the place of a key's entry in a header, last when there is none. Empty lines take it out.
func entry(file, key, lines string) string {
	header, text, _ := strings.Cut(strings.TrimPrefix(file, "---\n"), "\n---")
	var out []string
	done, inside := lines == "", false
	for line := range strings.SplitSeq(header, "\n") {
		if strings.HasPrefix(line, key+":") {
			if inside = true; !done {
				out, done = append(out, lines), true
			}
			continue
		}
		if inside = inside && (strings.HasPrefix(line, " ") || strings.HasPrefix(line, "- ")); !inside {
			out = append(out, line)
		}
	}
	if !done {
		out = append(out, lines)
	}
	return "---\n" + strings.Join(out, "\n") + "\n---" + text
}

// answer pastes into a file what a question tells to write: for the sender's, or for what the file says.
func answer(t *testing.T, file, hint string, theirs bool) string {
	t.Helper()
	pasted := 0
	paste := func(lines []string) {
		var one []string
		for _, line := range append(lines, "") {
			if !strings.HasPrefix(line, " ") && len(one) > 0 {
				name, _, _ := strings.Cut(one[0], ":")
				file = entry(file, name, strings.Join(one, "\n"))
				one, pasted = nil, pasted+1
			}
			if line == "" {
				return
			}
			one = append(one, line)
		}
	}
	lines := strings.Split(hint, "\n")
	for i, line := range lines {
		ours := strings.HasPrefix(line, "Ska inbjudans ")
		switch {
		case ours && !theirs:
		case strings.Contains(line, "skriv i huvudet") && ours == theirs:
			paste(lines[i+1:])
		case ours && strings.Contains(line, "skriv efter huvudet"):
			rest := strings.Join(lines[i+1:], "\n")
			for _, end := range []string{"\n\nSka ", "\n\nTillfället ", "\n\nLäget "} {
				rest, _, _ = strings.Cut(rest, end)
			}
			header, _, _ := strings.Cut(file, "\n---\n")
			file, pasted = header+"\n---\n\n"+rest+"\n", pasted+1
		case ours && strings.HasPrefix(line, "Ska inbjudans gälla, ta bort "):
			name := strings.Fields(line)[5]
			file, pasted = entry(file, name, ""), pasted+1
		}
	}
	if pasted == 0 {
		t.Fatalf("nothing to paste in\n%s", hint)
	}
	return file
}

// merged is what should become of three versions. It reports whether some value is asked about; then mine is kept,
// unless theirs is to win.
func merged(base, mine, new version, theirs bool) (out version, asked bool) {
	out = mine
	settle := func(b, m, n any, nothing bool) bool {
		switch {
		case n == b || m == n:
			return false
		case m == b:
			return true
		case nothing:
			return false
		}
		asked = true
		return theirs
	}
	if settle(base.Cancelled, mine.Cancelled, new.Cancelled, false) {
		out.Cancelled = new.Cancelled
	}
	if new.Cancelled {
		return out, asked
	}
	if settle(base.Title, mine.Title, new.Title, false) {
		out.Title = new.Title
	}
	if settle(base.Place, mine.Place, new.Place, new.Place == "") {
		out.Place = new.Place
	}
	if settle(base.Contact, mine.Contact, new.Contact, new.Contact == "") {
		out.Contact = new.Contact
	}
	if settle(base.Text, mine.Text, new.Text, new.Text == "") {
		out.Text = new.Text
	}
	if settle(base.Hour, mine.Hour, new.Hour, false) {
		out.Hour = new.Hour
	}
	if settle(base.Until, mine.Until, new.Until, false) {
		out.Until = new.Until
	}
	for i := range base.Occasions {
		if settle(base.Occasions[i], mine.Occasions[i], new.Occasions[i], false) {
			out.Occasions[i] = new.Occasions[i]
		}
	}
	return out, asked
}

// change changes some of a version.
func change(r *rand.Rand, v version) version {
	pick := func(old string, options ...string) string {
		if r.IntN(3) > 0 {
			return old
		}
		return options[r.IntN(len(options))]
	}
	v.Title = pick(v.Title, "Träff", "Möte", "Samtal om odling")
	v.Place = pick(v.Place, "", "Kumla", "Torget 1, Örebro")
	v.Contact = pick(v.Contact, "", "a@exempel.se", "b@exempel.se")
	v.Text = pick(v.Text, "", "Välkomna!", "Vi ses.\n\nTa med fika.")
	v.Until = pick(v.Until, "2027-05-04", "2027-05-11", "2027-06-01")
	for i := range v.Occasions {
		v.Occasions[i] = pick(v.Occasions[i], "", "", "utgår", "8", "9")
	}
	if r.IntN(3) == 0 {
		v.Hour = 13 + r.IntN(3)
	}
	if r.IntN(6) == 0 {
		v.Cancelled = !v.Cancelled
	}
	return v
}

// TestMerge lets an editor and a sender change the same activity at random, and holds what becomes of it against a
// simple rule. Each question is answered by pasting what it tells to write.
func TestMerge(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	first := version{Title: "Träff", Hour: 13, Until: "2027-05-04"}
	questions := 0
	for range 300 {
		base := change(r, change(r, first))
		base.Cancelled = false
		src := folder()
		files, err := imported(src, invitation(base.event(t, 1)), false)
		if err != nil {
			t.Fatal(err)
		}
		name := files[0].Name
		put := func(data string) { src[name] = &fstest.MapFile{Data: []byte(data)} }
		put(string(files[0].Data))
		if d := cmp.Diff(base, versionIn(t, src, name)); d != "" {
			t.Fatalf("the draft: %s", d)
		}
		mine, new := change(r, base), change(r, base)
		put(mine.write(string(files[0].Data)))
		theirs := r.IntN(2) == 0
		want, asked := merged(base, mine, new, theirs)
		before := string(src[name].Data)
		files, err = imported(src, invitation(new.event(t, 2)), true)
		if question, ok := errors.AsType[*editor.Obstacle](err); ok && asked {
			questions++
			put(answer(t, before, question.Hint, theirs))
			load(t, src)
			before = string(src[name].Data)
			files, err = imported(src, invitation(new.event(t, 2)), true)
			if err != nil {
				t.Fatalf("answered, %v: %v\n%s\n\nbecame\n%s", theirs, err, question.Hint, before)
			}
		} else if err != nil || asked {
			t.Fatalf("asked: %v\n%v\n%s", asked, err, before)
		}
		put(string(files[0].Data))
		if d := cmp.Diff(want, versionIn(t, src, name)); d != "" {
			t.Fatalf("%s\nbase %+v\nmine %+v\nnew %+v\n%s\nbecame\n%s", d, base, mine, new, before, files[0].Data)
		}
		for sequence, v := range map[int]version{2: new, 1: base} { // again, and an older one
			files, err = imported(src, invitation(v.event(t, sequence)), true)
			if err != nil || len(files[0].Changes) > 0 || string(files[0].Data) != string(src[name].Data) ||
				(len(files[0].Kept) > 0) != (sequence == 1) {
				t.Fatalf(
					"version %d: %v, %v\n%s\nbecame\n%s",
					sequence,
					err,
					files[0].Kept,
					src[name].Data,
					files[0].Data,
				)
			}
		}
	}
	if questions < 50 {
		t.Errorf("only %d questions", questions)
	}
}
