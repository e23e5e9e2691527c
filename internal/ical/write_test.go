package ical_test

import (
	"bytes"
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/ical"
)

func BenchmarkWrite(b *testing.B) {
	c := large(3000)
	var buf []byte
	for b.Loop() {
		var err error
		if buf, err = c.Append(buf[:0]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(buf))/float64(len(c.Events)), "bytes/event")
}

func TestGoldens(t *testing.T) {
	golden(t, "empty.ics", write(t, calendar()))
	cancelled := event("cancelled", "2026-04-03 09:00", "2026-04-03 10:00")
	cancelled.Status, cancelled.Sequence, cancelled.Contact = ical.Cancelled, 3, "Åsa Öberg, 019-602 10 00"
	golden(t, "small.ics", write(t, calendar(cancelled, event("internat", "2026-05-07", "2026-05-09"), oddSeries()[0])))
	golden(t, "odd.ics", write(t, oddYear(hostile)))
}

// TestStrict holds the feeds against the rules of the standard.
func TestStrict(t *testing.T) {
	for name, c := range map[string]*ical.Calendar{"empty": calendar(), "odd": oddYear(hostile), "large": large(3000)} {
		feed := write(t, c)
		got, err := strict(feed)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		uids := make(map[string]bool)
		for _, b := range got.blocks[1:] {
			uids[b.only("UID")] = true
		}
		if len(uids) != len(c.Events) {
			t.Errorf("%s: %d events of %d", name, len(uids), len(c.Events))
		}
	}
}

// TestOrder writes the same events in other orders: the bytes must be the same, sorted by start.
func TestOrder(t *testing.T) {
	c := oddYear(hostile)
	want := write(t, c)
	slices.Reverse(c.Events)
	if !bytes.Equal(want, write(t, c)) {
		t.Error("the bytes depend on the order of the events")
	}
	var b bytes.Buffer
	if n, err := c.WriteTo(&b); err != nil || n != int64(len(want)) || !bytes.Equal(b.Bytes(), want) {
		t.Errorf("WriteTo: %d bytes, %v", n, err)
	}
	if got, err := c.Append([]byte("before")); err != nil || string(got) != "before"+string(want) {
		t.Errorf("Append: %v", err)
	}
}

// unfolded returns the content lines of a feed with one event.
func unfolded(t *testing.T, change func(*ical.Calendar, *ical.Event)) string {
	t.Helper()
	e := event("a", "2026-05-10 18:00", "2026-05-10 20:00")
	c := calendar(e)
	change(c, &c.Events[0])
	feed := write(t, c)
	if _, err := strict(feed); err != nil {
		t.Fatalf("%v\n%s", err, feed)
	}
	return strings.ReplaceAll(string(feed), "\r\n ", "")
}

// TestTraps writes what golang-ical v0.3.6 gets wrong when it is left to itself.
func TestTraps(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*ical.Calendar, *ical.Event)
		want   []string // lines
		never  string   // a pattern
	}{
		{"lines end in CRLF", func(*ical.Calendar, *ical.Event) {}, nil, `[^\r]\n`},
		{"carriage returns in text", func(_ *ical.Calendar, e *ical.Event) {
			e.Description,
				e.URL = "a\r\nb\rc\u2028d\u0085e", ""
		},
			[]string{`DESCRIPTION:a\nb\nc\nd\ne`}, `\r[^\n]`},
		{"control characters in text", func(_ *ical.Calendar,
			e *ical.Event) {
			e.Summary = "a\x00\x07\x1b\x7f\u009b\uFEFFb\xff"
		},
			[]string{"SUMMARY:ab"}, `[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]`},
		{"a line of its own through an address", func(_ *ical.Calendar,
			e *ical.Event) {
			e.URL = "https://x.se/ å\u2028\"X:1"
		},
			[]string{"URL:https://x.se/%20%C3%A5%E2%80%A8%22X:1"}, `(?m)^X:`},
		{"a line of its own through a name", func(_ *ical.Calendar, e *ical.Event) { e.Organizer.Name = "Åsa\r\nX:1" },
			[]string{`ORGANIZER;CN="Åsa X:1":mailto:psi@so-in.se`}, `(?m)^X:`},
		{"backslashes in parameters", func(_ *ical.Calendar, e *ical.Event) {
			e.Organizer.Name = `O'Brien, "Region" Skåne: kansli; \ ^n`
		},
			[]string{`ORGANIZER;CN="O'Brien, ”Region” Skåne: kansli, n":mailto:psi@so-in.se`}, `;CN=[^:]*\\`},
		{"local times with Z", func(_ *ical.Calendar, e *ical.Event) { e.Start, e.End = e.Start.UTC(), e.End.UTC() },
			[]string{"DTSTART;TZID=Europe/Stockholm:20260510T180000", "DTEND;TZID=Europe/Stockholm:20260510T200000"},
			`TZID=[^:]*:[^\r]*Z`},
		{"an empty VTIMEZONE", func(*ical.Calendar, *ical.Event) {}, []string{
			"TZID:Europe/Stockholm", "BEGIN:DAYLIGHT", "DTSTART:19810329T020000",
			"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "TZOFFSETTO:+0200",
			"BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "TZOFFSETTO:+0100"},
			`TZID="`},
		{"X-X- and lower-case names", func(*ical.Calendar, *ical.Event) {}, []string{"X-MICROSOFT-CDO-BUSYSTATUS:FREE"},
			`X-X-|(?m)^[a-z]`},
		{"EXRULE and semicolons in rules", func(_ *ical.Calendar, e *ical.Event) {
			e.Recurrence = &ical.Recurrence{Every: 2, Unit: ical.Week, Count: 3}
		},
			[]string{"RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"}, `EXRULE|RRULE[^\r]*\\`},
		{"until in UTC", func(_ *ical.Calendar, e *ical.Event) {
			e.Recurrence = &ical.Recurrence{Every: 1, Unit: ical.Day, Until: at("2026-05-12 18:00"),
				Except: []time.Time{at("2026-05-11 18:00")}}
		}, []string{"RRULE:FREQ=DAILY;UNTIL=20260512T160000Z", "EXDATE;TZID=Europe/Stockholm:20260511T180000"},
			`VALUE="`},
		{"values that are no text", func(*ical.Calendar, *ical.Event) {},
			[]string{"SOURCE;VALUE=URI:https://www.so-in.se/kalender.ics", "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
				"X-PUBLISHED-TTL:PT12H"}, `VALUE=[a-z]`},
		{"several categories", func(_ *ical.Calendar, e *ical.Event) { e.Categories = []string{"A", "B, C", ""} },
			[]string{"CATEGORIES:A", `CATEGORIES:B\, C`}, `CATEGORIES:A,|CATEGORIES:\r`},
		{"small positions", func(_ *ical.Calendar, e *ical.Event) {
			e.Geo = &ical.Geo{Latitude: 0.00001,
				Longitude: -15.5}
		},
			[]string{"GEO:0.000010;-15.500000"}, `e-0`},
		{"properties of the calendar", func(*ical.Calendar, *ical.Event) {}, []string{
			`NAME:PSI: stormöten\, samtal\; allt`, `X-WR-CALNAME:PSI: stormöten\, samtal\; allt`,
			"PRODID:-//so-in.se//psi//SV",
			"METHOD:PUBLISH", "CALSCALE:GREGORIAN", "X-WR-TIMEZONE:Europe/Stockholm", "COLOR:teal",
			"LAST-MODIFIED:20260203T103000Z"},
			`arran4|TIMEZONE-ID|(?m)^TZID:[^E]`},
		{"times of the event", func(*ical.Calendar, *ical.Event) {}, []string{
			"DTSTAMP:20260203T103000Z", "CREATED:20260102T090000Z", "SEQUENCE:0", "STATUS:CONFIRMED",
			"TRANSP:TRANSPARENT"}, `DURATION:\d|BEGIN:VALARM|ATTENDEE`},
		{"an hour shown twice", func(_ *ical.Calendar, e *ical.Event) {
			e.Start = time.Date(2026, 10, 25, 1, 30, 0, 0, time.UTC)
			e.End = e.Start.Add(2 * time.Hour)
		}, []string{"DTSTART:20261025T013000Z", "DTEND:20261025T033000Z"}, `DT(START|END);TZID`},
		{"whole days", func(_ *ical.Calendar, e *ical.Event) {
			e.WholeDay, e.Start, e.End = true, at("2026-10-25"), at("2026-10-26")
		}, []string{"DTSTART;VALUE=DATE:20261025", "DTEND;VALUE=DATE:20261026"}, `DT(START|END);TZID`},
		{"cancelled", func(_ *ical.Calendar, e *ical.Event) { e.Status = ical.Cancelled }, []string{"STATUS:CANCELLED",
			"SUMMARY:INSTÄLLT: a"}, `CONFIRMED`},
		{"cancelled twice over", func(_ *ical.Calendar, e *ical.Event) {
			e.Status, e.Summary = ical.Cancelled,
				"Inställt: a"
		},
			[]string{"SUMMARY:Inställt: a"}, `INSTÄLLT`},
		{"one occurrence called off", func(_ *ical.Calendar, e *ical.Event) {
			e.Recurrence = &ical.Recurrence{
				Every: 1, Unit: ical.Week, Count: 3, Off: []time.Time{at("2026-05-17 18:00")},
			}
		}, []string{"RECURRENCE-ID;TZID=Europe/Stockholm:20260517T180000", "STATUS:CANCELLED", "SUMMARY:INSTÄLLT: a"},
			`EXDATE`},
		{"no longer in this calendar", func(_ *ical.Calendar, e *ical.Event) { e.Status = ical.Withdrawn },
			[]string{"STATUS:CANCELLED", "SUMMARY:a"}, `INSTÄLLT`},
		{"on the net", func(_ *ical.Calendar, e *ical.Event) { e.Conference = "https://x.se/å?a;b" },
			[]string{"CONFERENCE;VALUE=URI:https://x.se/%C3%A5?a;b"}, `CONFERENCE:`},
		{"the address in the text", func(_ *ical.Calendar, e *ical.Event) { e.Description = "" },
			[]string{"DESCRIPTION:https://www.so-in.se/aktiviteter/a/"}, `DESCRIPTION:\\n`},
	} {
		t.Run(test.name, func(t *testing.T) {
			feed := unfolded(t, test.change)
			lines := strings.Split(feed, "\r\n")
			for _, want := range test.want {
				if !slices.Contains(lines, want) {
					t.Errorf("no line %q in\n%s", want, feed)
				}
			}
			if found := regexp.MustCompile(test.never).FindString(feed); found != "" {
				t.Errorf("%q in\n%s", found, feed)
			}
		})
	}
}

func TestInvalid(t *testing.T) {
	weekly := func(r ical.Recurrence) func(*ical.Calendar, *ical.Event) {
		return func(_ *ical.Calendar, e *ical.Event) { e.Recurrence = &r }
	}
	override := ical.Override{
		Original: at("2026-05-17 18:00"), Start: at("2026-05-18 18:00"), End: at("2026-05-18 19:00"),
	}
	for name, test := range map[string]struct {
		change   func(*ical.Calendar, *ical.Event)
		property string
	}{
		"no name": {func(c *ical.Calendar, _ *ical.Event) { c.Name = " \n" }, "NAME"},
		"page":    {func(c *ical.Calendar, _ *ical.Event) { c.URL = "www.so-in.se" }, "URL"},
		"feed": {func(c *ical.Calendar, _ *ical.Event) { c.Source = "webcal://so-in.se/x.ics" },
			"SOURCE"},
		"colour": {func(c *ical.Calendar, _ *ical.Event) { c.Color = "#ff0000" }, "COLOR"},
		"changed long ago": {func(c *ical.Calendar, _ *ical.Event) { c.LastModified = at("1905-01-01") },
			"LAST-MODIFIED"},
		"UID twice":       {func(c *ical.Calendar, e *ical.Event) { c.Events = append(c.Events, *e) }, "UID"},
		"no UID":          {func(_ *ical.Calendar, e *ical.Event) { e.UID = "" }, "UID"},
		"UID with a line": {func(_ *ical.Calendar, e *ical.Event) { e.UID = "a\r\nb" }, "UID"},
		"sequence":        {func(_ *ical.Calendar, e *ical.Event) { e.Sequence = -1 }, "SEQUENCE"},
		"no stamp": {func(_ *ical.Calendar, e *ical.Event) {
			e.LastModified, e.Created = time.Time{},
				time.Time{}
		}, "DTSTAMP"},
		"no title":            {func(_ *ical.Calendar, e *ical.Event) { e.Summary = "\x00" }, "SUMMARY"},
		"status":              {func(_ *ical.Calendar, e *ical.Event) { e.Status = 7 }, "STATUS"},
		"address with a line": {func(_ *ical.Calendar, e *ical.Event) { e.URL = "https://so-in.se/\r\nX:1" }, "URL"},
		"conference":          {func(_ *ical.Calendar, e *ical.Event) { e.Conference = "rum 2" }, "CONFERENCE"},
		"calls off no occurrence": {weekly(ical.Recurrence{Every: 2, Unit: ical.Week,
			Off: []time.Time{at("2026-05-17 18:00")}}), "RECURRENCE-ID"},
		"calls off all": {weekly(ical.Recurrence{Every: 1, Unit: ical.Week, Count: 1,
			Off: []time.Time{at("2026-05-10 18:00")}}), "EXDATE"},
		"script": {func(_ *ical.Calendar, e *ical.Event) { e.URL = "javascript:alert(1)" }, "URL"},
		"mailbox": {func(_ *ical.Calendar, e *ical.Event) { e.Organizer.Email = "a@b.se\r\nX:1" },
			"ORGANIZER"},
		"no mailbox": {func(c *ical.Calendar, _ *ical.Event) { c.Organizer.Email = "" }, "ORGANIZER"},
		"position":   {func(_ *ical.Calendar, e *ical.Event) { e.Geo = &ical.Geo{Latitude: 91} }, "GEO"},
		"no length":  {func(_ *ical.Calendar, e *ical.Event) { e.End = e.Start }, "DTEND"},
		"length under a second": {func(_ *ical.Calendar, e *ical.Event) { e.End = e.Start.Add(time.Millisecond) },
			"DTEND"},
		"no start":           {func(_ *ical.Calendar, e *ical.Event) { e.Start = time.Time{} }, "DTSTART"},
		"year 10000":         {func(_ *ical.Calendar, e *ical.Event) { e.End = e.End.AddDate(8000, 0, 0) }, "DTEND"},
		"whole day by night": {func(_ *ical.Calendar, e *ical.Event) { e.WholeDay = true }, "DTSTART"},
		"no unit":            {weekly(ical.Recurrence{Every: 1}), "RRULE"},
		"no step":            {weekly(ical.Recurrence{Unit: ical.Week}), "RRULE"},
		"negative count":     {weekly(ical.Recurrence{Every: 1, Unit: ical.Week, Count: -1}), "RRULE"},
		"count and until": {weekly(ical.Recurrence{Every: 1, Unit: ical.Week, Count: 2, Until: at("2026-06-01")}),
			"RRULE"},
		"until before": {weekly(ical.Recurrence{Every: 1, Unit: ical.Week, Until: at("2026-05-01")}), "RRULE"},
		"excepts no occurrence": {weekly(ical.Recurrence{Every: 1, Unit: ical.Week,
			Except: []time.Time{at("2026-05-18 18:00")}}), "EXDATE"},
		"excepts too late": {weekly(ical.Recurrence{Every: 1, Unit: ical.Week, Count: 2,
			Except: []time.Time{at("2026-05-24 18:00")}}), "EXDATE"},
		"excepts all": {weekly(ical.Recurrence{Every: 1, Unit: ical.Week, Count: 1,
			Except: []time.Time{at("2026-05-10 18:00")}}), "EXDATE"},
		"moves no occurrence": {weekly(ical.Recurrence{Every: 2, Unit: ical.Week, Moved: []ical.Override{override}}),
			"RECURRENCE-ID"},
		"moves twice": {weekly(ical.Recurrence{Every: 1, Unit: ical.Week, Moved: []ical.Override{override,
			override}}), "RECURRENCE-ID"},
		"moves to no length": {weekly(ical.Recurrence{Every: 1, Unit: ical.Week,
			Moved: []ical.Override{{Original: override.Original, Start: override.End, End: override.Start}}}), "DTEND"},
		"a skipped hour": {func(_ *ical.Calendar, e *ical.Event) {
			e.Start, e.End, e.Recurrence = at("2026-03-22 02:30"), at("2026-03-22 04:00"), &ical.Recurrence{Every: 1,
				Unit: ical.Week}
		}, "RRULE"},
		"an hour shown twice": {func(_ *ical.Calendar, e *ical.Event) {
			e.Start, e.End, e.Recurrence = at("2026-10-23 22:00"), at("2026-10-24 02:30"), &ical.Recurrence{Every: 1,
				Unit: ical.Day, Count: 2}
		}, "RRULE"},
	} {
		c := calendar(event("a", "2026-05-10 18:00", "2026-05-10 20:00"))
		test.change(c, &c.Events[0])
		var b bytes.Buffer
		n, err := c.WriteTo(&b)
		var invalid *ical.InvalidError
		if !errors.As(err, &invalid) || invalid.Property != test.property {
			t.Errorf("%s: %v, want a fault of %s", name, err, test.property)
		}
		if n != 0 || b.Len() > 0 {
			t.Errorf("%s: %d bytes were written", name, b.Len())
		}
	}
}

// TestInvalidAll finds every fault in one go.
func TestInvalidAll(t *testing.T) {
	c := calendar(
		ical.Event{UID: "a"},
		ical.Event{UID: "a", Summary: "b", Stamp: at("2026-01-01"), Start: at("2026-01-01"), End: at("2026-01-02")},
	)
	c.Name = ""
	want := "calendar: NAME: empty\nevent a: DTSTAMP: no time at all\nevent a: SUMMARY: empty\n" +
		"event a: DTEND: the end is not after the start\nevent a: DTSTART: before 1997\nevent a: UID: used by two " +
		"events"
	if diff := gocmp.Diff(want, c.Validate().Error()); diff != "" {
		t.Error(diff)
	}
}

// TestDigest changes an event in each of its fields: the digest differs, and for the stamps alone it does not.
func TestDigest(t *testing.T) {
	digest := func(organizer ical.Mailbox, change func(*ical.Event)) string {
		e := oddSeries()[3]
		change(&e)
		content, err := e.Content(organizer)
		if err != nil {
			t.Fatal(err)
		}
		return content.Digest()
	}
	sender := ical.Mailbox{Name: "PSI", Email: "psi@so-in.se"}
	seen := map[string]int{digest(sender, func(*ical.Event) {}): -1}
	for i, change := range []func(*ical.Event){
		func(e *ical.Event) { e.Summary += "a" }, func(e *ical.Event) { e.Description += "a" },
		func(e *ical.Event) { e.Location += "a" }, func(e *ical.Event) { e.Conference = "https://a.example" },
		func(e *ical.Event) { e.URL += "a" }, func(e *ical.Event) { e.Categories = []string{"a"} },
		func(e *ical.Event) { e.Status = ical.Cancelled }, func(e *ical.Event) { e.Status = ical.Withdrawn },
		func(e *ical.Event) { e.Contact = "a" }, func(e *ical.Event) { e.Geo = &ical.Geo{} },
		func(e *ical.Event) { e.Organizer.Name = "a" }, func(e *ical.Event) { e.End = e.End.Add(time.Minute) },
		func(e *ical.Event) { e.Recurrence.Count++ }, func(e *ical.Event) { e.Recurrence.Except = nil },
		func(e *ical.Event) { e.Recurrence.Off = e.Recurrence.Off[1:] },
		func(e *ical.Event) { e.Recurrence.Moved = nil },
	} {
		d := digest(sender, change)
		if before, ok := seen[d]; ok {
			t.Errorf("change %d has the digest of change %d", i, before)
		}
		seen[d] = i
	}
	if _, ok := seen[digest(ical.Mailbox{Name: "Annan", Email: sender.Email}, func(*ical.Event) {})]; ok {
		t.Error("another organizer has no other digest")
	}
	stamps := digest(sender, func(e *ical.Event) { e.Sequence, e.Stamp = 9, at("2030-01-01") })
	if before, ok := seen[stamps]; !ok || before != -1 {
		t.Error("the stamps are in the digest")
	}
}

// TestPrepared writes the same calendar from events and from prepared events.
func TestPrepared(t *testing.T) {
	c := oddYear("åäö")
	want, err := c.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Events {
		e := &c.Events[i]
		content, err := e.Content(c.Organizer)
		if err != nil {
			t.Fatal(err)
		}
		p, err := content.Stamp(ical.Stamps{
			Sequence: e.Sequence, Created: e.Created, LastModified: e.LastModified, Stamp: e.Stamp,
		})
		if err != nil {
			t.Fatal(err)
		}
		c.Prepared = append(c.Prepared, p)
	}
	c.Events = nil
	got, err := c.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("prepared events give\n%s\nwant\n%s", got, want)
	}
	c.Prepared = append(c.Prepared, c.Prepared[0])
	if _, err := c.Append(nil); err == nil {
		t.Error("an event twice is accepted")
	}
	if _, err := (&ical.Event{UID: "x"}).Content(c.Organizer); err == nil {
		t.Error("an event without times is written")
	}
	content, err := (&ical.Event{
		UID: "x", Summary: "x", Start: at("2026-01-01"), End: at("2026-01-02"),
	}).Content(c.Organizer)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := content.Stamp(ical.Stamps{}); err == nil {
		t.Error("an event without stamps is accepted")
	}
}
