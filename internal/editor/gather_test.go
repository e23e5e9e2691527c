package editor_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// gathered brings calendars of one part each into a folder, and returns what is told.
func gathered(t *testing.T, src fstest.MapFS, now string, calendars ...string) *editor.Gathered {
	t.Helper()
	var fetched []editor.Fetched
	for i, text := range calendars {
		f := editor.Fetched{Feed: &content.Feed{Address: fmt.Sprintf("https://part%d.exempel.se/k.ics", i)}}
		if f.Invitation, f.Err = ical.Read(strings.NewReader(text)); (f.Err == nil) != strings.HasPrefix(
			text,
			"BEGIN",
		) {
			t.Fatal(f.Err)
		}
		fetched = append(fetched, f)
	}
	done, err := editor.Gather(src, fetched, at(t, now))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range done.Files {
		src[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	load(t, src)
	return done
}

// outcomes lists what is told of each event.
func outcomes(done *editor.Gathered) string {
	var list []string
	for _, f := range done.Findings {
		list = append(list, fmt.Sprintf("%d %s", f.Outcome, f.UID))
	}
	return strings.Join(list, ", ")
}

func once(uid, title, start string) string {
	return fmt.Sprintf("UID:%s\nSUMMARY:%s\nDTSTART:%s\nDURATION:PT1H\nLOCATION:Kumla", uid, title, start)
}

// TestGatherHostileTexts gathers an event whose texts would be read as Markdown, or would call on somebody, where the
// summary is read.
func TestGatherHostileTexts(t *testing.T) {
	src := folder()
	evil := once("x@exempel.se", "@alla #1 [x](javascript:y) `a` <script>\u202e", "20270401T100000Z")
	done := gathered(t, src, "2027-01-15", message("PUBLISH", evil), "<html>")
	text := done.Summary(swedish.Date{Year: 2027, Month: 1, Day: 15})
	for _, bad := range []string{"@a", "#1", "](", "*<script", " <script", "\u202e"} {
		if strings.Contains(text, bad) {
			t.Errorf("%q is in\n%s", bad, text)
		}
	}
	if len(done.Files) != 1 {
		t.Errorf("%+v", done.Findings)
	}
}

// TestSummaryIsShort keeps the summary of thousands of events short enough for a pull request.
func TestSummaryIsShort(t *testing.T) {
	var events []string
	for i := range 2000 {
		start := time.Date(2027, 4, 1, i, 0, 0, 0, time.UTC).Format("20060102T150405Z")
		events = append(events, once(fmt.Sprint(i, "@exempel.se"), strings.Repeat("Möte ", 400), start))
	}
	done := gathered(t, folder(), "2027-01-15", message("PUBLISH", events...))
	text := done.Summary(swedish.Date{Year: 2027, Month: 1, Day: 15})
	if len(done.Files) != 2000 || len(text) > 60_000 || !strings.Contains(text, "2000 nya utkast") {
		t.Errorf("%d files, %d bytes", len(done.Files), len(text))
	}
}

// TestTwoCalendars wants one calendar to be followed by each activity: an event that two parts have under one UID is
// one, as the first has it, also when they say different things. When the first is no longer there, it is asked about
// and nothing is changed; when its calendar is no longer listed, the other is followed.
func TestTwoCalendars(t *testing.T) {
	src := folder()
	mine := message("PUBLISH", once("x@exempel.se", "Möte", "20270401T100000Z"))
	theirs := message("PUBLISH", once("x@exempel.se", "Vårt möte", "20270402T100000Z"))
	none := message("PUBLISH", once("y@exempel.se", "Annat", "20270302T100000Z"))
	for i, step := range []struct {
		first, second, want string
	}{
		{mine, theirs, "0 x@exempel.se"},
		{mine, theirs, ""},
		{none, theirs, "0 y@exempel.se, 5 x@exempel.se"},
		{none, none, "5 x@exempel.se"},
	} {
		if got := outcomes(gathered(t, src, "2027-01-15", step.first, step.second)); got != step.want {
			t.Errorf("step %d: %s", i, got)
		}
	}
	if got := outcomes(gathered(t, src, "2027-01-15", "", theirs)); got != "" {
		t.Errorf("a calendar that can't be read: %s", got)
	}
}

// TestEndlessHorizon gathers a series without an end that began long ago: it goes on in the file to the end of the next
// year, and is prolonged once a year.
func TestEndlessHorizon(t *testing.T) {
	src := folder()
	weekly := message("PUBLISH", once("x@exempel.se", "Kör", "20220405T160000Z")+"\nRRULE:FREQ=WEEKLY")
	weekly = strings.Replace(weekly, "DTSTART:20220405T160000Z", "DTSTART;TZID=Europe/Stockholm:20220405T180000", 1)
	for _, step := range []struct{ now, want, last string }{
		{"2027-01-15", "0 x@exempel.se", "2028-12-26"},
		{"2027-01-16", "", "2028-12-26"},
		{"2027-12-31", "", "2028-12-26"},
		{"2028-01-01", "1 x@exempel.se", "2029-12-25"},
	} {
		if got := outcomes(gathered(t, src, step.now, weekly)); got != step.want {
			t.Errorf("%s: %s", step.now, got)
		}
		a := load(t, src)[0]
		if last := a.Occasions[len(a.Occasions)-1].Start.Format(time.DateOnly); last != step.last {
			t.Errorf("%s: until %s", step.now, last)
		}
	}
}

// TestTooLongASeries asks about a series that began so long ago that a file can't have it until now, once.
func TestTooLongASeries(t *testing.T) {
	daily := strings.Replace(
		once("x@exempel.se", "Fika", "20200405T100000"),
		"DTSTART",
		"DTSTART;TZID=Europe/Stockholm",
		1,
	)
	done := gathered(t, folder(), "2027-01-15", message("PUBLISH", daily+"\nRRULE:FREQ=DAILY"))
	if got := outcomes(done); got != "4 x@exempel.se" ||
		!strings.Contains(done.Findings[0].Err.Error(), "\n      - x@exempel.se") {
		t.Errorf("%s: %+v", got, done.Findings)
	}
	ended := message("PUBLISH", daily+"\nRRULE:FREQ=DAILY;COUNT=600")
	if got := outcomes(gathered(t, folder(), "2027-01-15", ended)); got != "" {
		t.Errorf("one that has ended: %s", got)
	}
}
