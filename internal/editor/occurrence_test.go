package editor_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/ical"
)

// message is a calendar file about a weekly meeting or some of its occurrences.
func message(method string, events ...string) string {
	return "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:" + method + "\nBEGIN:VEVENT\n" +
		strings.Join(events, "\nEND:VEVENT\nBEGIN:VEVENT\n") + "\nEND:VEVENT\nEND:VCALENDAR\n"
}

// weekly is a series of five meetings on Tuesdays, at 13, from 6 April 2027.
func weekly(version int, more ...string) string {
	return fmt.Sprintf("UID:v@exempel.se\nSUMMARY:Veckomöte\nDTSTART;TZID=Europe/Stockholm:20270406T130000\n"+
		"DTEND;TZID=Europe/Stockholm:20270406T150000\nDTSTAMP:202703%02dT080000Z\nSEQUENCE:%[1]d\n"+
		"RRULE:FREQ=WEEKLY;COUNT=5\n", version) + strings.Join(more, "\n")
}

// one is the occurrence on a day in April 2027, at an hour of that day or another.
func one(version, day, to, hour int, more ...string) string {
	return fmt.Sprintf("UID:v@exempel.se\nSUMMARY:Veckomöte\nRECURRENCE-ID;TZID=Europe/Stockholm:202704%02dT130000\n"+
		"DTSTART;TZID=Europe/Stockholm:202704%02dT%02d0000\nDURATION:PT2H\n"+
		"DTSTAMP:202703%02dT090000Z\nSEQUENCE:%[4]d\n",
		day, to, hour, version) + strings.Join(more, "\n")
}

// step imports a file into a content folder, and puts there what becomes of it.
func step(t *testing.T, src fstest.MapFS, file string) []editor.File {
	t.Helper()
	inv, err := ical.Read(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	files, err := imported(src, inv, true)
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	for _, f := range files {
		if f.Data != nil {
			src[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return files
}

// agenda is when the activities of a folder take place, and which are cancelled.
func agenda(t *testing.T, src fstest.MapFS) string {
	t.Helper()
	var all []string
	for _, a := range load(t, src) {
		var times []string
		for _, w := range a.Occasions {
			times = append(times, w.Start.Format("2/1 15"))
		}
		if a.Status == "inställd" {
			times = append(times, "inställd")
		}
		all = append(all, strings.Join(times, ", "))
	}
	return strings.Join(all, "; ")
}

// TestOccurrences imports messages about a series and its occurrences, one after another.
func TestOccurrences(t *testing.T) {
	type steps []struct{ file, want string }
	for name, list := range map[string]steps{
		"into the series": {
			{message("REQUEST", weekly(1)), "6/4 13, 13/4 13, 20/4 13, 27/4 13, 4/5 13"},
			{message("REQUEST", one(2, 13, 15, 9)), "6/4 13, 15/4 09, 20/4 13, 27/4 13, 4/5 13"},
			{message("CANCEL", one(2, 20, 20, 13)), "6/4 13, 15/4 09, 27/4 13, 4/5 13"},
			{message("REQUEST", one(3, 13, 16, 10)), "6/4 13, 16/4 10, 27/4 13, 4/5 13"}, // moved again
			{message("REQUEST", one(2, 13, 15, 9)), "6/4 13, 16/4 10, 27/4 13, 4/5 13"},  // an older one
			{message("CANCEL", one(4, 13, 13, 13)), "6/4 13, 27/4 13, 4/5 13"},           // called off
			{message("REQUEST", one(5, 13, 13, 13)), "6/4 13, 13/4 13, 27/4 13, 4/5 13"}, // and back
			{message("REQUEST", weekly(6)), "6/4 13, 13/4 13, 27/4 13, 4/5 13"},          // the series again
			{message("REQUEST", weekly(7), one(7, 20, 21, 8)), "6/4 13, 13/4 13, 21/4 08, 27/4 13, 4/5 13"},
		},
		"several in a file": {
			{message("REQUEST", weekly(1)), "6/4 13, 13/4 13, 20/4 13, 27/4 13, 4/5 13"},
			{message("REQUEST", one(2, 13, 15, 9), one(2, 20, 22, 9), one(2, 27, 27, 13, "STATUS:CANCELLED")),
				"6/4 13, 15/4 09, 22/4 09, 4/5 13"},
		},
		"with the series": {
			{message("PUBLISH", weekly(1, "EXDATE;TZID=Europe/Stockholm:20270427T130000"), one(1, 13, 15, 9)),
				"6/4 13, 15/4 09, 20/4 13, 4/5 13"},
			{message("PUBLISH", weekly(2)), "6/4 13, 13/4 13, 20/4 13, 27/4 13, 4/5 13"},
		},
		"without the series": {
			{message("REQUEST", one(1, 13, 15, 9)), "15/4 09"},
			{message("REQUEST", one(1, 20, 20, 13)), "15/4 09; 20/4 13"},
			{message("CANCEL", one(2, 20, 20, 13)), "15/4 09; 20/4 13, inställd"},
			{message("REQUEST", one(2, 13, 16, 10)), "16/4 10; 20/4 13, inställd"},
			{message("REQUEST", one(1, 13, 15, 9)), "16/4 10; 20/4 13, inställd"},
			{message("REQUEST", weekly(3)), "6/4 13, 27/4 13, 4/5 13; 16/4 10; 20/4 13, inställd"},
		},
		"beyond the series": {
			{message("REQUEST", weekly(1)), "6/4 13, 13/4 13, 20/4 13, 27/4 13, 4/5 13"},
			{message("REQUEST", one(2, 29, 30, 9)), "6/4 13, 13/4 13, 20/4 13, 27/4 13, 4/5 13; 30/4 09"},
			{message("CANCEL", one(3, 28, 28, 9)), "6/4 13, 13/4 13, 20/4 13, 27/4 13, 4/5 13; 30/4 09"},
		},
		"not in the rule of its own file": {
			{message("PUBLISH", weekly(1), one(1, 14, 15, 9)), "6/4 13, 13/4 13, 20/4 13, 27/4 13, 4/5 13; 15/4 09"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			src := folder()
			for i, s := range list {
				files := step(t, src, s.file)
				if got := agenda(t, src); got != s.want {
					t.Fatalf("step %d:\n got %s\nwant %s\n%+v", i, got, s.want, files)
				}
				for _, f := range step(t, src, s.file) { // a second time
					if len(f.Changes) > 0 || f.New {
						t.Errorf("step %d again: %v\n%s", i, f.Changes, f.Data)
					}
				}
			}
		})
	}
}

// TestEditorsOccasions lets exceptions and moved occasions that an editor has entered survive new versions of a series.
func TestEditorsOccasions(t *testing.T) {
	src := folder()
	name := step(t, src, message("REQUEST", weekly(1)))[0].Name
	edit := func(key, lines string) {
		src[name] = &fstest.MapFile{Data: []byte(entry(string(src[name].Data), key, lines))}
	}
	edit("repeats", "repeats:\n  # påsk\n  every: 1\n  unit: vecka\n  times: 5\n  except: [2027-04-13]\n  moved:\n"+
		"    - from: 2027-04-20\n      start: 2027-04-21 09:00\n      end: 2027-04-21 10:00")
	want := func(want string) {
		t.Helper()
		if got := agenda(t, src); got != want {
			t.Fatalf("got %s\nwant %s\n%s", got, want, src[name].Data)
		}
	}
	step(t, src, message("REQUEST", weekly(2, "LOCATION:Kumla")))
	want("6/4 13, 21/4 09, 27/4 13, 4/5 13")
	// Longer, and another occasion called off.
	step(t, src, message("REQUEST", strings.Replace(weekly(3, "LOCATION:Kumla", "EXDATE:20270427T110000Z"), "COUNT=5",
		"COUNT=6", 1)))
	want("6/4 13, 21/4 09, 4/5 13, 11/5 13")
	if !strings.Contains(string(src[name].Data), "# påsk") {
		t.Errorf("the comment is gone:\n%s", src[name].Data)
	}
	// Every other week: the exception on 13 April has nothing left to be about.
	rare := strings.Replace(weekly(4, "LOCATION:Kumla"), "COUNT=5", "COUNT=6;INTERVAL=2", 1)
	files := step(t, src, message("REQUEST", rare))
	want("6/4 13, 21/4 09, 4/5 13, 18/5 13, 1/6 13, 15/6 13")
	if notes := fmt.Sprint(files[0].Notes); !strings.Contains(notes, "tisdag 13\u00a0april 2027") {
		t.Errorf("nobody is told: %s", notes)
	}
	// Every third week: that the occasion on 20 April is lost, too, is a question.
	rare = strings.Replace(weekly(5, "LOCATION:Kumla"), "COUNT=5", "COUNT=6;INTERVAL=3", 1)
	inv, err := ical.Read(strings.NewReader(message("REQUEST", rare)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = imported(src, inv, true)
	question, ok := errors.AsType[*editor.Obstacle](err)
	if !ok {
		t.Fatal(err)
	}
	src[name] = &fstest.MapFile{Data: []byte(answer(t, string(src[name].Data), question.Hint, true))}
	step(t, src, message("REQUEST", rare))
	want("6/4 13, 27/4 13, 18/5 13, 8/6 13, 29/6 13, 20/7 13")
}

// TestHints pastes what is told to write when there is nothing to cancel: into a series, and into an activity.
func TestHints(t *testing.T) {
	for name, c := range map[string]struct{ file, header, want string }{
		"an occurrence": {
			message("CANCEL", one(2, 13, 13, 13)),
			"repeats:\n  unit: vecka\n  times: 5", "6/4 13, 20/4 13, 27/4 13, 4/5 13",
		},
		"an activity": {message("CANCEL", weekly(2)), "place: Kumla", "6/4 13, inställd"},
	} {
		src := folder()
		inv, err := ical.Read(strings.NewReader(c.file))
		if err != nil {
			t.Fatal(err)
		}
		_, err = imported(src, inv, true)
		o, ok := errors.AsType[*editor.Obstacle](err)
		if !ok {
			t.Fatalf("%s: %v", name, err)
		}
		_, lines, _ := strings.Cut(o.Hint, "\n")
		src["aktiviteter/m.md"] = &fstest.MapFile{Data: []byte("---\ntitle: Vårt möte\nkind: annat\n" +
			"start: 2027-04-06 13:00\nend: 2027-04-06 15:00\n" + c.header + "\n" + lines + "\n---\n")}
		if got := agenda(t, src); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// TestOccurrenceAsked changes one occasion twice: what the editor and the sender say of it is a question that names it.
func TestOccurrenceAsked(t *testing.T) {
	for _, theirs := range []bool{true, false} {
		src := folder()
		name := step(t, src, message("REQUEST", weekly(1)))[0].Name
		src[name] = &fstest.MapFile{Data: []byte(entry(string(src[name].Data), "repeats",
			"repeats:\n  every: 1\n  unit: vecka\n  times: 5\n  except: [2027-04-13]"))}
		inv, err := ical.Read(strings.NewReader(message("REQUEST", one(2, 13, 15, 9))))
		if err != nil {
			t.Fatal(err)
		}
		_, err = imported(src, inv, true)
		o, ok := errors.AsType[*editor.Obstacle](err)
		if !ok || !strings.Contains(o.Message, "tillfället tisdag 13\u00a0april 2027") ||
			theirs && !strings.Contains(o.Hint, "- from: 2027-04-13") {
			t.Fatal(err)
		}
		src[name] = &fstest.MapFile{Data: []byte(answer(t, string(src[name].Data), o.Hint, theirs))}
		for range 2 {
			step(t, src, message("REQUEST", one(2, 13, 15, 9)))
			want := map[bool]string{
				true:  "6/4 13, 15/4 09, 20/4 13, 27/4 13, 4/5 13",
				false: "6/4 13, 20/4 13, 27/4 13, 4/5 13",
			}
			if got := agenda(t, src); got != want[theirs] {
				t.Errorf("%v: %s\n%s", theirs, got, src[name].Data)
			}
		}
	}
}
