package ical_test

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
	"time"

	goical "github.com/emersion/go-ical"
	gocmp "github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/ical"
)

// FuzzWrite puts any texts into every field. What is written must be sound by the rules of the standard, and go-ical
// must read back what was put in.
func FuzzWrite(f *testing.F) {
	f.Add(
		"uid@so-in.se", "Stormöte", hostile, "Örebro", "https://www.so-in.se/", "samtal", "PSI", int64(1778428800),
		int64(3600), 0, uint8(0),
	)
	f.Add(
		"b", hostile, "", hostile, "https://www.so-in.se/å", hostile, hostile, int64(1792888200), int64(7200), 2,
		uint8(9),
	)
	f.Add(
		"c", "\xff\xfe🎉", "\u2029a\tb", "  a  b ", "http://x/\r\nX:1", `"^;\`, "\x85", int64(1774747800), int64(1), 1,
		uint8(26),
	)
	f.Fuzz(
		func(t *testing.T, uid, summary, description, location, url, category, name string, start, lasts int64,
			status int, rule uint8) {
			e := ical.Event{
				UID: uid, Summary: summary, Description: description, Location: location, URL: url,
				Categories: []string{category},
				Contact:    description, Organizer: ical.Mailbox{Name: name}, Start: time.Unix(start, 0),
				End:    time.Unix(start+lasts%1e8, 0),
				Status: ical.Status(status), Stamp: time.Unix(1700000000, 0), Sequence: int(rule),
			}
			if rule%4 > 0 {
				e.Recurrence = &ical.Recurrence{Every: int(rule / 4), Unit: ical.Unit(rule % 4), Count: int(rule)}
			}
			c := calendar(e)
			c.Name, c.Description = name, description
			feed, err := c.Append(nil)
			if err != nil {
				var invalid *ical.InvalidError
				if !errors.As(err, &invalid) || len(feed) > 0 {
					t.Fatalf("%v with %d bytes", err, len(feed))
				}
				return
			}
			if _, err := strict(feed); err != nil {
				t.Fatalf("%v\n%s", err, feed)
			}
			got, err := readBack(feed)
			if err != nil {
				t.Fatalf("%v\n%s", err, feed)
			}
			if diff := gocmp.Diff(textsOf(c), got); diff != "" {
				t.Fatalf("go-ical reads something else (-meant +read):\n%s\n%s", diff, feed)
			}
		},
	)
}

// textsOf is what go-ical should read from a calendar of one event.
func textsOf(c *ical.Calendar) map[string]string {
	m := meant(c)[0]
	return map[string]string{
		"NAME": oneLine(c.Name), "UID": m.UID, "SUMMARY": m.Summary, "DESCRIPTION": m.Description,
		"LOCATION": m.Location,
		"CONTACT":  m.Contact, "CATEGORIES": m.Categories[0], "URL": m.URL, "CN": m.Organizer,
		"start": c.Events[0].Start.UTC().String(), "end": c.Events[0].End.UTC().String(),
	}
}

// readBack reads one event with go-ical, whose panics are errors here.
func readBack(feed []byte) (texts map[string]string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("go-ical panics: %v", p)
		}
	}()
	c, err := goical.NewDecoder(bytes.NewReader(feed)).Decode()
	if err != nil {
		return nil, err
	}
	if len(c.Events()) != 1 {
		return nil, fmt.Errorf("%d events", len(c.Events()))
	}
	e := c.Events()[0]
	start, err1 := e.DateTimeStart(zone)
	end, err2 := e.DateTimeEnd(zone)
	name, err3 := c.Props.Text("NAME")
	texts = map[string]string{
		"NAME": name, "URL": "", "CN": e.Props.Get("ORGANIZER").Params.Get("CN"), "start": start.UTC().String(),
		"end": end.UTC().String(),
	}
	if p := e.Props.Get("URL"); p != nil {
		texts["URL"] = p.Value
	}
	err = errors.Join(err1, err2, err3)
	for _, name := range []string{"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT", "CATEGORIES"} {
		texts[name], err3 = e.Props.Text(name)
		err = errors.Join(err, err3)
	}
	return texts, err
}

// FuzzRead gives the reader anything at all. It must come back with an invitation or with a message for editors, and
// what can be published must read back as the same events.
func FuzzRead(f *testing.F) {
	for _, seed := range invitations(f) {
		f.Add(seed)
	}
	f.Add(write(f, oddYear(hostile)))
	f.Fuzz(func(t *testing.T, src []byte) {
		invitation, err := ical.Read(bytes.NewReader(src))
		if err != nil {
			var understood *ical.ReadError
			if !errors.As(err, &understood) || understood.Message == "" || understood.Hint == "" || invitation != nil {
				t.Fatalf("%#v", err)
			}
			return
		}
		for i := range invitation.Calendar.Events {
			e := &invitation.Calendar.Events[i]
			for _, o := range e.Occurrences(at("2026-01-01"), at("2027-01-01")) {
				if o.End.Before(o.Start) {
					t.Fatalf("%v ends before it starts", o)
				}
			}
		}
		c := &invitation.Calendar
		c.Name, c.Organizer = "PSI", ical.Mailbox{Email: "psi@so-in.se"}
		feed, err := c.Append(nil)
		if err != nil {
			return
		}
		if _, err := strict(feed); err != nil {
			t.Fatalf("%v\n%s", err, feed)
		}
	})
}
