package ical

import (
	"bytes"
	"testing"
	"time"

	"so-in.se/psi/internal/psitest"
)

// TestTimezoneAgrees holds the VTIMEZONE that is written against the zone database, for every hour of 64 years.
func TestTimezoneAgrees(t *testing.T) {
	psitest.Serial(t)
	c := Calendar{Name: "PSI"}
	feed, err := c.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parse(feed)
	if err != nil {
		t.Fatal(err)
	}
	written, ok := readZones(file.children[0])[tzid]
	if !ok {
		t.Fatalf("no VTIMEZONE for %s:\n%s", tzid, feed)
	}
	known := clockIn(stockholm())
	hours, twice := 0, 0
	first := time.Date(1997, 1, 1, 0, 0, 0, 0, time.UTC)
	for instant := first; instant.Year() <= 2060; instant = instant.Add(time.Hour) {
		hours++
		wall := swedishWall(instant)
		if got := written(wall); !got.Equal(known(wall)) {
			t.Fatalf("%v is %v by the VTIMEZONE, %v by the database", wall, got, known(wall))
		}
		if !known(wall).Equal(instant) {
			twice++
		}
	}
	if years := 2060 - 1997 + 1; twice != years {
		t.Errorf("%d of %d hours are the second of two, want one a year, %d", twice, hours, years)
	}
}

func TestClockIn(t *testing.T) {
	wall := func(s string) time.Time {
		w, err := time.Parse("2006-01-02 15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	for _, test := range []struct{ zone, wall, want string }{
		{"Europe/Stockholm", "2026-03-29 01:59", "2026-03-29 00:59"},
		{"Europe/Stockholm", "2026-03-29 02:00", "2026-03-29 01:00"}, // skipped: 03:00 summer time
		{"Europe/Stockholm", "2026-03-29 02:59", "2026-03-29 01:59"},
		{"Europe/Stockholm", "2026-03-29 03:00", "2026-03-29 01:00"},
		{"Europe/Stockholm", "2026-10-25 01:59", "2026-10-24 23:59"},
		{"Europe/Stockholm", "2026-10-25 02:00", "2026-10-25 00:00"}, // the first of two
		{"Europe/Stockholm", "2026-10-25 02:59", "2026-10-25 00:59"},
		{"Europe/Stockholm", "2026-10-25 03:00", "2026-10-25 02:00"},
		{"Europe/Stockholm", "2055-07-01 12:00", "2055-07-01 10:00"},
		{"America/New_York", "2026-03-08 02:30", "2026-03-08 07:30"},
		{"Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"}, // half an hour twice
	} {
		loc, ok := place(test.zone)
		if !ok {
			t.Fatal(test.zone)
		}
		if got := clockIn(loc)(wall(test.wall)); !got.Equal(wall(test.want)) {
			t.Errorf("%s in %s: %v, want %s UTC", test.wall, test.zone, got.UTC(), test.want)
		}
	}
}

// TestObserved reads VTIMEZONEs of other makes.
func TestObserved(t *testing.T) {
	const zone = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\n%END:VTIMEZONE\nEND:VCALENDAR\n"
	const once = "BEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0330\nEND:STANDARD\n"
	for name, test := range map[string]struct{ observances, wall, want string }{
		"once, after":  {once, "20260701T120000", "20260701T083000Z"},
		"once, before": {once, "20190701T120000", "20190701T110000Z"},
		"second Sunday": {"BEGIN:DAYLIGHT\nDTSTART:20070311T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\n" +
			"TZOFFSETFROM:-0500\nTZOFFSETTO:-0400\nEND:DAYLIGHT\n" +
			"BEGIN:STANDARD\nDTSTART:20071104T020000\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\n" +
			"TZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nEND:STANDARD\n",
			"20260308T030000", "20260308T070000Z"},
		"rule that ended": {once + "BEGIN:DAYLIGHT\nDTSTART:20200501T000000\n" +
			"RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=1FR;UNTIL=20210601T000000Z\n" +
			"TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\n",
			"20200601T120000", "20200601T100000Z"},
		"listed dates": {"BEGIN:STANDARD\nDTSTART:20200101T000000\nRDATE:20210101T000000\n" +
			"TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD\n", "20260701T120000", ""},
		"no offsets": {"BEGIN:STANDARD\nDTSTART:20200101T000000\nEND:STANDARD\n", "20260701T120000", ""},
		"empty":      {"", "20260701T120000", ""},
		"odd rule": {"BEGIN:STANDARD\nDTSTART:20200101T000000\nRRULE:FREQ=DAILY\n" +
			"TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:STANDARD\n", "20260701T120000", ""},
	} {
		file, err := parse(bytes.Replace([]byte(zone), []byte("%"), []byte(test.observances), 1))
		if err != nil {
			t.Fatal(err)
		}
		at, ok := readZones(file.children[0]).clock("x")
		if ok != (test.want != "") {
			t.Errorf("%s: understood: %v", name, ok)
		}
		if !ok {
			continue
		}
		wall, _ := parseForm(localForm, test.wall)
		if got := at(wall).UTC().Format(utcForm); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// TestWindowsZones sees to it that each zone of the table exists.
func TestWindowsZones(t *testing.T) {
	for name := range windowsZones {
		if _, ok := place(name); !ok {
			t.Errorf("no place for %s", name)
		}
	}
}
