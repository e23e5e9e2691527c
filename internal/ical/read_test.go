package ical_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/ical"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func invitations(t testing.TB) map[string][]byte {
	t.Helper()
	names, err := filepath.Glob("testdata/invitations/*.ics")
	if err != nil || len(names) == 0 {
		t.Fatal("no invitations", err)
	}
	files := make(map[string][]byte)
	for _, name := range names {
		if files[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

func TestReadInvitations(t *testing.T) {
	for name, src := range invitations(t) {
		t.Run(name, func(t *testing.T) {
			invitation, err := ical.Read(bytes.NewReader(src))
			if err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join("invitations", strings.TrimSuffix(name, ".ics")+".golden"), describe(invitation))
			unix, err := ical.Read(
				iotest.OneByteReader(bytes.NewReader(bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n")))),
			)
			if diff := gocmp.Diff(invitation, unix); err != nil || diff != "" {
				t.Errorf("with LF alone: %v\n%s", err, diff)
			}
		})
	}
}

func told(r ical.Remarks) string {
	return fmt.Sprintf("dropped: %s\ndoubts: %s\n", strings.Trim(fmt.Sprint(r.Dropped), "[]"),
		strings.Join(r.Doubts, ", "))
}

// describe writes an invitation for people to look through.
func describe(in *ical.Invitation) []byte {
	var b bytes.Buffer
	fmt.Fprintf(
		&b, "method: %s\nname: %s\n%s", in.Method, in.Calendar.Name, told(in.Remarks),
	)
	stamp := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.Format(time.RFC3339)
	}
	for _, e := range in.Calendar.Events {
		fmt.Fprintf(
			&b, "\n%suid: %s\nsequence: %d\nstatus: %v\nstart: %s\nend: %s\nwhole day: %v\nsummary: %q\n",
			told(e.Remarks), e.UID,
			e.Sequence, e.Status, stamp(e.Start), stamp(e.End), e.WholeDay, e.Summary,
		)
		fmt.Fprintf(
			&b, "location: %q\nurl: %s\norganizer: %+v\ncategories: %q\n", e.Location, e.URL, e.Organizer, e.Categories,
		)
		fmt.Fprintf(
			&b, "created: %s, changed: %s, stamp: %s\n", stamp(e.Created), stamp(e.LastModified), stamp(e.Stamp),
		)
		if !e.Original.IsZero() {
			fmt.Fprintf(&b, "original: %s\n", stamp(e.Original))
		}
		if e.Geo != nil {
			fmt.Fprintf(&b, "geo: %v\n", *e.Geo)
		}
		if r := e.Recurrence; r != nil {
			fmt.Fprintf(&b, "every: %d of unit %d, until: %s, count: %d\n", r.Every, r.Unit, stamp(r.Until), r.Count)
			for _, x := range r.Except {
				fmt.Fprintf(&b, "except: %s\n", stamp(x))
			}
			for _, m := range r.Moved {
				fmt.Fprintf(&b, "moved: %s to %s–%s\n", stamp(m.Original), stamp(m.Start), stamp(m.End))
			}
		}
		fmt.Fprintf(&b, "description:\n%s\n", e.Description)
	}
	return b.Bytes()
}

// invitation wraps lines of an event in a calendar; the event begins on line 3.
func invitation(lines ...string) string {
	return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + strings.Join(
		lines, "\r\n",
	) + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
}

func TestReadErrors(t *testing.T) {
	const start, end = "DTSTART;TZID=Europe/Stockholm:20260505T180000", "DTEND;TZID=Europe/Stockholm:20260505T200000"
	for name, test := range map[string]struct {
		src  string
		line int
		says string
	}{
		"empty":            {"", 0, "ingen händelse"},
		"not a calendar":   {"hej\n", 1, "”hej”"},
		"a card":           {"BEGIN:VCARD\nEND:VCARD\n", 1, "VCARD"},
		"property outside": {"VERSION:2.0\n", 1, "ingen kalenderfil"},
		"truncated":        {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\n", 2, "avhuggen"},
		"crossed":          {"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", 3, "VCALENDAR"},
		"too deep":         {strings.Repeat("BEGIN:X\n", 20), 9, "inuti varandra"},
		"vCalendar 1.0":    {"BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n", 2, "1.0"},
		"no event":         {"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", 0, "ingen händelse"},
		"reply":            {"BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n", 2, "svar"},
		"other calendar":   {"BEGIN:VCALENDAR\nCALSCALE:HEBREW\nEND:VCALENDAR\n", 2, "HEBREW"},
		"not UTF-8":        {"BEGIN:VCALENDAR\nNAME:\xe5\nEND:VCALENDAR\n", 2, "UTF-8"},
		"too large":        {strings.Repeat("x", ical.MaxSize+1), 0, "8 megabyte"},
		"raw line break":   {invitation(start, "SUMMARY:Möte", "och mer"), 6, "och mer"},
		"open quote":       {invitation(`ORGANIZER;CN="a:mailto:a@b.se`), 4, "går inte att läsa"},
		"no start":         {invitation("SUMMARY:a"), 3, "starttid"},
		"no date":          {invitation("DTSTART:20260231T180000"), 4, "20260231T180000"},
		"unknown zone":     {invitation("DTSTART;TZID=Narnia:20260505T180000"), 4, "Narnia"},
		"Local":            {invitation("DTSTART;TZID=Local:20260505T180000"), 4, "Local"},
		"path":             {invitation("DTSTART;TZID=Europe/../../etc:20260505T180000"), 4, "okänd"},
		"end first": {
			invitation(start, "DTEND;TZID=Europe/Stockholm:20260505T170000"), 5, "innan den börjar",
		},
		"mixed kinds":         {invitation(start, "DTEND;VALUE=DATE:20260506"), 5, "olika slag"},
		"duration":            {invitation(start, "DURATION:-PT1H"), 5, "-PT1H"},
		"duration of days":    {invitation("DTSTART:20260505", "DURATION:PT1H"), 5, "PT1H"},
		"hourly":              {invitation(start, end, "RRULE:FREQ=HOURLY"), 6, "HOURLY"},
		"other weekday":       {invitation(start, end, "RRULE:FREQ=WEEKLY;BYDAY=WE"), 6, "ingen av de dagar"},
		"no weekday":          {invitation("DTSTART:20260503", "RRULE:FREQ=WEEKLY;BYDAY=XX"), 5, "BYDAY=XX"},
		"second last Friday":  {invitation(start, end, "RRULE:FREQ=MONTHLY;BYDAY=-2FR"), 6, "BYDAY=-2FR"},
		"Friday the 13th":     {invitation(start, end, "RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"), 6, "BYDAY=FR"},
		"last day":            {invitation(start, end, "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1"), 6, "ingen av de dagar"},
		"first day off":       {invitation(start, end, "RRULE:FREQ=MONTHLY;BYSETPOS=1;BYDAY=SA,SU"), 6, "BYDAY=SA,SU"},
		"position of nothing": {invitation(start, end, "RRULE:FREQ=MONTHLY;BYSETPOS=1"), 6, "BYSETPOS=1"},
		"position in a week":  {invitation(start, end, "RRULE:FREQ=WEEKLY;BYDAY=TU;BYSETPOS=1"), 6, "BYDAY=TU"},
		"weekdays and days":   {invitation(start, end, "RRULE:FREQ=WEEKLY;BYMONTHDAY=5"), 6, "BYMONTHDAY=5"},
		"every other workday": {invitation(start, end, "RRULE:FREQ=DAILY;INTERVAL=2;BYDAY=TU,WE"), 6, "BYDAY=TU,WE"},
		"Tuesdays of a year":  {invitation(start, end, "RRULE:FREQ=YEARLY;BYDAY=3TU"), 6, "FREQ=YEARLY"},
		"some months":         {invitation(start, end, "RRULE:FREQ=MONTHLY;BYMONTH=5"), 6, "BYMONTH=5"},
		"week from Sunday": {
			invitation(start, end, "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU"), 6, "WKST=SU",
		},
		"interval":          {invitation(start, end, "RRULE:FREQ=DAILY;INTERVAL=0"), 6, "”0”"},
		"count":             {invitation(start, end, "RRULE:FREQ=DAILY;COUNT=x"), 6, "”X”"},
		"count and until":   {invitation(start, end, "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20270101"), 6, "”2”"},
		"until first":       {invitation(start, end, "RRULE:FREQ=DAILY;UNTIL=20260101"), 6, "Serien slutar"},
		"two rules":         {invitation(start, end, "RRULE:FREQ=DAILY", "RRULE:FREQ=DAILY"), 7, "mer än en"},
		"exception rule":    {invitation(start, end, "EXRULE:FREQ=DAILY"), 6, "EXRULE"},
		"extra date before": {invitation(start, end, "RDATE:20260401T160000Z"), 6, "före sin början"},
		"twice a day":       {invitation(start, end, "RDATE:20260505T100000Z"), 6, "samma dag"},
		"bad extra date":    {invitation(start, end, "RDATE:igår"), 6, "igår"},
		"bad extra period": {
			invitation(start, end, "RDATE;VALUE=PERIOD:20260601T160000Z/20260601T150000Z"), 6, "slutar",
		},
		"bad EXDATE": {invitation(start, end, "RRULE:FREQ=DAILY", "EXDATE:igår"), 7, "igår"},
		"American series": {invitation("DTSTART;TZID=America/New_York:20260303T120000", "DURATION:PT1H",
			"RRULE:FREQ=WEEKLY"), 6, "annan tidszon"},
		"series in UTC": {invitation("DTSTART:20260303T120000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=10"), 6,
			"annan tidszon"},
		"this and future": {invitation("UID:a", start, end, "RRULE:FREQ=DAILY", "END:VEVENT", "BEGIN:VEVENT", "UID:a",
			"RECURRENCE-ID;RANGE=THISANDFUTURE:20260506T160000Z", start, end), 11, "RANGE"},
	} {
		in, err := ical.Read(strings.NewReader(test.src))
		var got *ical.ReadError
		if !errors.As(err, &got) {
			t.Errorf("%s: %v, %v; want a ReadError", name, in, err)
			continue
		}
		if got.Line != test.line || !strings.Contains(got.Message, test.says) || got.Hint == "" ||
			!strings.HasSuffix(got.Message, ".") {
			t.Errorf("%s: line %d %q; want line %d with %q", name, got.Line, got.Message, test.line, test.says)
		}
	}
}

func TestReadFailure(t *testing.T) {
	want := errors.New("broken disk")
	if _, err := ical.Read(iotest.ErrReader(want)); !errors.Is(err, want) {
		t.Errorf("got %v", err)
	}
}

// TestReadTimes reads one start in the many ways in which programs write times.
func TestReadTimes(t *testing.T) {
	for line, want := range map[string]string{
		"DTSTART:20260701T120000Z":                                              "2026-07-01 14:00",
		"DTSTART:20260701T140000":                                               "2026-07-01 14:00",
		"DTSTART;TZID=Europe/Helsinki:20260701T150000":                          "2026-07-01 14:00",
		"DTSTART;TZID=FLE Standard Time:20260701T150000":                        "2026-07-01 14:00",
		"dtstart;tzid=\"gmt standard time\":20260701T130000":                    "2026-07-01 14:00",
		"DTSTART;TZID=/citadel.org/20210210_1/Europe/Stockholm:20260701T140000": "2026-07-01 14:00",
		"DTSTART;TZID=/mozilla.org/2005/Europe/Stockholm:20260701T140000":       "2026-07-01 14:00",
		"DTSTART;TZID=America/Argentina/Buenos_Aires:20260701T090000":           "2026-07-01 14:00",
		"DTSTART;TZID=UTC:20260701T120000":                                      "2026-07-01 14:00",
		"DTSTART;VALUE=DATE:20260701":                                           "2026-07-01 00:00",
		"DTSTART:20260701":                                                      "2026-07-01 00:00",
		"DTSTART;TZID=Europe/Stockholm:20260329T023000":                         "2026-03-29 03:30",
	} {
		in, err := ical.Read(strings.NewReader(invitation(line)))
		if err != nil {
			t.Errorf("%s: %v", line, err)
		} else if got := in.Calendar.Events[0].Start; !got.Equal(at(want)) {
			t.Errorf("%s: %v, want %s", line, got, want)
		}
	}
}

// TestReadRules reads rules as programs write them.
func TestReadRules(t *testing.T) {
	for rule, want := range map[string]string{
		"FREQ=WEEKLY;BYDAY=TU;WKST=SU;COUNT=2":               "2026-05-05, 2026-05-12",
		"freq=daily;interval=7;until=20260512":               "2026-05-05, 2026-05-12",
		"FREQ=MONTHLY;BYMONTHDAY=5;UNTIL=20260605T160000Z":   "2026-05-05, 2026-06-05",
		"FREQ=MONTHLY;UNTIL=20260605T155959Z":                "2026-05-05",
		"FREQ=MONTHLY;UNTIL=20260605T180000":                 "2026-05-05, 2026-06-05",
		"FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5;COUNT=2":         "2026-05-05, 2027-05-05",
		"FREQ=DAILY;COUNT=2;BYHOUR=18;BYMINUTE=0;BYSECOND=0": "2026-05-05, 2026-05-06",
		"FREQ=WEEKLY;BYDAY=TU,TH;WKST=MO;COUNT=3":            "2026-05-05, 2026-05-07, 2026-05-12",
		"FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;COUNT=3":         "2026-05-05, 2026-05-10, 2026-05-19",
		"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=5": "2026-05-05, 2026-05-06, 2026-05-07, " +
			"2026-05-08, 2026-05-11",
		"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=2":                           "2026-05-05, 2026-05-06",
		"FREQ=MONTHLY;BYDAY=1TU;COUNT=2":                                          "2026-05-05, 2026-06-02",
		"FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1;COUNT=2":                                "2026-05-05, 2026-06-02",
		"FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=1,2,3,4,5,6,7;COUNT=2":                  "2026-05-05, 2026-06-02",
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=3;COUNT=2":                    "2026-05-05, 2026-06-03",
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=5;COUNT=2":              "2026-05-05, 2026-06-05",
		"FREQ=MONTHLY;BYDAY=TU;COUNT=2":                                           "2026-05-05, 2026-05-12",
		"FREQ=MONTHLY;BYMONTHDAY=5,20;COUNT=3":                                    "2026-05-05, 2026-05-20, 2026-06-05",
		"FREQ=YEARLY;COUNT=2":                                                     "2026-05-05, 2027-05-05",
		"FREQ=YEARLY;BYMONTH=5;BYDAY=1TU;COUNT=2":                                 "2026-05-05, 2027-05-04",
		"FREQ=YEARLY;BYMONTHDAY=5;COUNT=2":                                        "2026-05-05, 2026-06-05",
		"FREQ=DAILY;COUNT=1\r\nRDATE;VALUE=DATE:20260601,20260505":                "2026-05-05, 2026-06-01",
		"FREQ=DAILY;COUNT=2\r\nRDATE:20260601T160000Z\r\nEXDATE:20260601T160000Z": "2026-05-05, 2026-05-06",
		"FREQ=DAILY;COUNT=1\r\nRDATE:20260601T140000Z":                            "2026-05-05, 2026-06-01 16:00",
		"FREQ=DAILY;COUNT=1\r\nRDATE;VALUE=PERIOD:20260601T140000Z/PT1H":          "2026-05-05, 2026-06-01 16:00",
		"FREQ=DAILY;COUNT=3\r\nEXDATE;VALUE=DATE:20260506":                        "2026-05-05, 2026-05-07",
		"FREQ=DAILY;COUNT=3\r\nEXDATE:20260506T160000Z,20270101":                  "2026-05-05, 2026-05-07",
		"FREQ=WEEKLY;COUNT=2\r\nEXDATE:20260505T160000Z\r\nX-A: b":                "2026-05-12",
	} {
		in, err := ical.Read(
			strings.NewReader(
				invitation("DTSTART;TZID=Europe/Stockholm:20260505T180000", "DURATION:PT2H", "RRULE:"+rule),
			),
		)
		if err != nil {
			t.Errorf("%s: %v", rule, err)
			continue
		}
		if got := strings.ReplaceAll(starts(in.Calendar.Events[0], "2026-01-01", "2030-01-01"), " 18:00",
			""); got != want {
			t.Errorf("%s:\n got %s\nwant %s", rule, got, want)
		}
	}
}
