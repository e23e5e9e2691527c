package ical_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"so-in.se/psi/internal/ical"
)

var zone = func() *time.Location {
	loc, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err)
	}
	return loc
}()

// at reads "2026-05-10 18:00" or "2026-05-10" as Swedish time.
func at(s string) time.Time {
	form := "2006-01-02 15:04"
	t, err := time.ParseInLocation(form[:len(s)], s, zone)
	if err != nil {
		panic(err)
	}
	return t
}

func calendar(events ...ical.Event) *ical.Calendar {
	return &ical.Calendar{
		Name:        "PSI: stormöten, samtal; allt",
		Description: "Allt som händer i Partnerskapet för sociala innovationer.\nÖppet för alla.",
		URL:         "https://www.so-in.se/kalender/",
		Source:      "https://www.so-in.se/kalender.ics",
		Color:       "teal",
		Organizer:   ical.Mailbox{Name: "Partnerskapet för sociala innovationer", Email: "psi@so-in.se"},
		Events:      events,
	}
}

// event returns a plain event to change. The UID is made of the title.
func event(title, start, end string) ical.Event {
	return ical.Event{
		UID: strings.ReplaceAll(title, " ", "-") + "@so-in.se", Summary: title, Start: at(start), End: at(end),
		WholeDay: len(
			start,
		) == len("2026-05-10"), Created: at("2026-01-02 10:00"), LastModified: at("2026-02-03 11:30"),
		Location: "Konserthuset, Örebro", URL: "https://www.so-in.se/aktiviteter/a/",
		Description: "Vi ses, lär och äter; välkommen!",
	}
}

// series makes a series of an event.
func series(e ical.Event, r ical.Recurrence) ical.Event {
	e.Recurrence = &r
	return e
}

// hostile is what no field may turn into a line of its own. mild is the same without what python3-icalendar 4 gets
// wrong: it undoes escapes twice, and splits categories at escaped commas.
const (
	hostile = mild + ",\\\"^n\\n\\;,\\"
	mild    = "a\r\nBEGIN:VEVENT\r\nUID:falsk\rX-A:1\nX-B:2\u2028X-C:3\u0085X-D:4\x00\x1b\uFEFF;:'\"^n"
)

// oddYear is a year of activities that calendars get wrong, with a hostile text in every field of one of them.
func oddYear(hostile string) *ical.Calendar {
	long := strings.Repeat("Åäö, ”samtal”; 🎉👩‍👩‍👧 och\\eller ", 10)
	events := []ical.Event{
		event("before-spring-change", "2026-03-28 22:00", "2026-03-29 01:30"),
		event("over-spring-change", "2026-03-29 01:30", "2026-03-29 04:00"),
		event("before-autumn-change", "2026-10-25 00:30", "2026-10-25 01:30"),
		event("over-autumn-change", "2026-10-25 00:30", "2026-10-25 04:00"),
		event("to-midnight", "2026-05-10 18:00", "2026-05-11 00:00"),
		event("from-midnight", "2026-05-12 00:00", "2026-05-12 01:00"),
		event("over-new-year", "2026-12-31 22:00", "2027-01-01 02:00"),
		event("leap-day", "2028-02-29", "2028-03-01"),
		event("leap-evening", "2028-02-29 18:00", "2028-02-29 21:00"),
		event("one-day", "2026-06-06", "2026-06-07"),
		event("three-days", "2026-12-30", "2027-01-02"),
		event("spring-change-days", "2026-03-28", "2026-03-30"),
		event("autumn-change-day", "2026-10-25", "2026-10-26"),
		event("two-nights", "2026-09-04 10:00", "2026-09-06 15:00"),
		event("one-minute", "2026-07-01 12:00", "2026-07-01 12:01"),
	}
	twice := time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC) // the first 02:30; the second is an hour later
	for i, name := range []string{"first-hour-twice", "second-hour-twice"} {
		e := event(name, "2026-10-25 00:30", "2026-10-25 01:30")
		e.Start = twice.Add(time.Duration(i) * time.Hour)
		e.End = e.Start.Add(2 * time.Hour)
		events = append(events, e)
	}
	e := event("long", "2026-04-01 09:00", "2026-04-01 10:00")
	e.Summary, e.Description, e.Location, e.Contact = long, long+"\n\n"+long, long, long
	e.Categories = []string{"samhällssamtal", "hälsa och vård", strings.Repeat("kategori ", 20)}
	events = append(events, e)
	e = event("hostile", "2026-04-02 09:00", "2026-04-02 10:00")
	e.Summary, e.Description, e.Location, e.Contact, e.Categories = hostile, hostile, hostile, hostile, []string{
		hostile,
	}
	e.Organizer.Name = hostile
	e.URL = "https://www.so-in.se/å ä?a=b;c,d&e=\"f\""
	events = append(events, e)
	e = event("cancelled", "2026-04-03 09:00", "2026-04-03 10:00")
	e.Status, e.Sequence = ical.Cancelled, 3
	events = append(events, e)
	e = event("withdrawn", "2026-04-03 11:00", "2026-04-03 12:00")
	e.Status, e.Sequence = ical.Withdrawn, 4
	events = append(events, e)
	e = event("tentative", "2026-04-04 09:00", "2026-04-04 10:00")
	e.Status, e.Geo, e.Stamp = ical.Tentative, &ical.Geo{Latitude: 59.2753, Longitude: 15.00001}, at("2026-02-04 12:00")
	events = append(events, e)
	for i := range 120 { // folding at every length, on letters of one to four bytes
		e := event(fmt.Sprintf("fold-%d", i), "2026-08-01 10:00", "2026-08-01 11:00")
		e.Summary = strings.Repeat("x", i) + strings.Repeat([]string{"å", "🎉", ",", "\\å", "€", " ö"}[i%6], 60)
		events = append(events, e)
	}
	return calendar(slices.Concat(events, oddSeries(), ruledSeries())...)
}

// oddSeries are series over changes of the clock, with exceptions and moved occurrences.
func oddSeries() []ical.Event {
	third := series(event("third-week", "2026-03-02 13:00", "2026-03-02 15:00"), ical.Recurrence{
		Every: 3, Unit: ical.Week, Until: at("2027-04-30 23:59"),
		Except: []time.Time{at("2026-11-09 13:00"), at("2026-04-13 13:00")},
		Moved: []ical.Override{
			{Original: at("2026-10-19 13:00"), Start: at("2026-10-25 09:00"), End: at("2026-10-25 10:30")},
			{Original: at("2026-03-23 13:00"), Start: at("2026-03-29 01:30"), End: at("2026-03-29 05:00")},
		},
	})
	third.Status = ical.Tentative
	days := series(event("days", "2026-10-20", "2026-10-22"), ical.Recurrence{
		Every: 2, Unit: ical.Week, Count: 8, Except: []time.Time{at("2026-11-03")},
		Moved: []ical.Override{{Original: at("2026-12-01"), Start: at("2026-12-02"), End: at("2026-12-04")}},
	})
	off := series(
		event("cancelled-series", "2026-01-15 18:00", "2026-01-15 20:00"),
		ical.Recurrence{Every: 1, Unit: ical.Month, Count: 12,
			Moved: []ical.Override{
				{Original: at("2026-02-15 18:00"), Start: at("2026-02-16 18:00"), End: at("2026-02-16 20:00")},
			}},
	)
	off.Status, off.Sequence = ical.Cancelled, 2
	some := series(event("some-off", "2026-10-05 18:00", "2026-10-05 20:00"), ical.Recurrence{
		Every: 1, Unit: ical.Week, Count: 9, Except: []time.Time{at("2026-11-23 18:00")},
		Off: []time.Time{at("2026-10-26 18:00"), at("2026-10-05 18:00")},
		Moved: []ical.Override{
			{Original: at("2026-10-12 18:00"), Start: at("2026-10-13 18:00"), End: at("2026-10-13 20:00")},
		},
	})
	daysOff := series(event("days-off", "2026-10-19", "2026-10-21"), ical.Recurrence{
		Every: 3, Unit: ical.Week, Until: at("2027-03-01"), Off: []time.Time{at("2026-11-09")},
	})
	daysOff.Location, daysOff.Conference = "Folkets hus, Kumla", "https://www.so-in.se/delta?a=1&b=2"
	return []ical.Event{
		third, days, off, some, daysOff,
		series(
			event("monthly-31", "2026-01-31 10:00", "2026-01-31 12:00"),
			ical.Recurrence{Every: 1, Unit: ical.Month, Count: 9},
		),
		series(
			event("monthly-days", "2026-01-30", "2026-01-31"),
			ical.Recurrence{Every: 2, Unit: ical.Month, Until: at("2027-12-30")},
		),
		series(
			event("daily", "2026-03-27 08:00", "2026-03-27 09:00"),
			ical.Recurrence{Every: 1, Unit: ical.Day, Until: at("2026-03-31 08:00")},
		),
		series(
			event("nightly-over-changes", "2026-10-23 22:00", "2026-10-24 06:00"),
			ical.Recurrence{Every: 1, Unit: ical.Day, Count: 4},
		),
		series(event("endless", "2026-09-01 17:30", "2026-09-01 19:00"), ical.Recurrence{Every: 1, Unit: ical.Month,
			Except: []time.Time{at("2026-12-01 17:30")}}),
	}
}

// ruledSeries are series with rules of every sort, for ten years or more.
func ruledSeries() []ical.Event {
	tuesday, thursday, sunday := ical.On{Weekday: 2}, ical.On{Weekday: 4}, ical.On{Weekday: 0}
	third, last := ical.On{Nth: 3, Weekday: 2}, ical.On{Nth: -1, Weekday: 5}
	var list []ical.Event
	add := func(name, start, end string, r ical.Recurrence) {
		if r.Every == 0 {
			r.Every = 1
		}
		list = append(list, series(event(name, start, end), r))
	}
	timed := func(name, day string, r ical.Recurrence) { add(name, day+" 13:00", day+" 15:00", r) }
	timed("tuesdays-and-thursdays", "2026-02-03", ical.Recurrence{Unit: ical.Week, On: []ical.On{tuesday, thursday},
		Until: at("2035-12-31 13:00"), Except: []time.Time{at("2026-10-27 13:00"), at("2026-03-31 13:00")}})
	timed("from-the-second-day-of-the-week", "2026-02-12", ical.Recurrence{Every: 2, Unit: ical.Week,
		On: []ical.On{tuesday, thursday, sunday}, Count: 500, Moved: []ical.Override{{
			Original: at("2026-03-29 13:00"), Start: at("2026-03-30 14:00"), End: at("2026-03-30 17:00")}}})
	timed("third-tuesday", "2026-01-20", ical.Recurrence{Unit: ical.Month, On: []ical.On{third},
		Until: at("2036-01-01 13:00")})
	timed("last-friday", "2026-01-30", ical.Recurrence{Unit: ical.Month, On: []ical.On{last}, Count: 130})
	timed("fifth-friday", "2026-01-30", ical.Recurrence{Unit: ical.Month, On: []ical.On{{Nth: 5, Weekday: 5}},
		Count: 40})
	timed("first-and-third-monday", "2026-01-05", ical.Recurrence{Every: 2, Unit: ical.Month,
		On: []ical.On{{Nth: 1, Weekday: 1}, {Nth: 3, Weekday: 1}}})
	timed("last-workday", "2026-01-30", ical.Recurrence{Unit: ical.Month, On: []ical.On{{Nth: -1, Workday: true}}})
	timed("first-workday", "2026-01-01", ical.Recurrence{Every: 3, Unit: ical.Month,
		On: []ical.On{{Nth: 1, Workday: true}}})
	timed("last-day", "2026-01-31", ical.Recurrence{Unit: ical.Month, On: []ical.On{{Date: -1}}})
	timed("first-and-fifteenth", "2026-01-15", ical.Recurrence{Unit: ical.Month, On: []ical.On{{Date: 1}, {Date: 15}},
		Count: 250})
	timed("yearly", "2026-05-20", ical.Recurrence{Unit: ical.Year})
	timed("leap-year", "2028-02-29", ical.Recurrence{Unit: ical.Year, Count: 3})
	timed("third-tuesday-of-may", "2026-05-19", ical.Recurrence{Unit: ical.Year, On: []ical.On{third}})
	timed("last-of-february", "2026-02-28", ical.Recurrence{Unit: ical.Year, On: []ical.On{{Date: -1}}})
	timed("last-sunday-in-march", "2026-03-29", ical.Recurrence{Every: 2, Unit: ical.Year,
		On: []ical.On{{Nth: -1, Weekday: 0}}, Until: at("2036-01-01 13:00")})
	add("days-of-a-week", "2026-03-28", "2026-03-29", ical.Recurrence{Unit: ical.Week,
		On: []ical.On{{Weekday: 6}, sunday}, Until: at("2035-12-31")})
	timed("only-extra-dates", "2026-04-13", ical.Recurrence{Unit: ical.Day, Count: 1,
		Extra: []time.Time{at("2026-04-20 13:00"), at("2026-10-27 13:00")}})
	timed("rule-and-extra-dates", "2026-09-01", ical.Recurrence{Unit: ical.Month, On: []ical.On{{Nth: 1, Weekday: 2}},
		Count: 9, Extra: []time.Time{at("2026-09-16 13:00"), at("2026-11-25 13:00"), at("2028-01-10 13:00")},
		Except: []time.Time{at("2026-10-06 13:00")}, Moved: []ical.Override{{Original: at("2026-11-25 13:00"),
			Start: at("2026-11-26 09:00"), End: at("2026-11-26 10:00")}}})
	add("extra-days", "2026-09-01", "2026-09-03", ical.Recurrence{Unit: ical.Week, Count: 3,
		Extra: []time.Time{at("2026-10-25"), at("2027-03-28")}})
	return list
}

func large(n int) *ical.Calendar {
	c := calendar()
	for i := range n {
		start := time.Date(2015, 1, 1+i, 9+i%8, 0, 0, 0, zone)
		c.Events = append(c.Events, ical.Event{
			UID: fmt.Sprintf("aktivitet-%d@so-in.se", i), Sequence: i % 5, Created: start.AddDate(0, -2, 0),
			LastModified: start.AddDate(0, -1, 0),
			Start:        start, End: start.Add(3 * time.Hour),
			Summary: fmt.Sprintf("Samhällssamtal %d: hur når vi fler, och vad händer sedan?", i),
			Description: "Vi träffas för att tala om hur sociala innovationer kan växa i länet; alla är välkomna.\n\n" +
				"Vi bjuder på fika, säg till om du vill ha glutenfritt. Anmäl dig senast en vecka innan, så att vi " +
				"vet hur många vi blir.",
			Location:   "Konserthuset, Fabriksgatan 2, Örebro",
			URL:        fmt.Sprintf("https://www.so-in.se/aktiviteter/samhallssamtal-%d/", i),
			Categories: []string{"samhällssamtal", "folkhälsa"}, Contact: "Åsa Öberg, 019-602 10 00",
			Geo: &ical.Geo{Latitude: 59.2753, Longitude: 15.2134},
		})
	}
	return c
}

func write(t testing.TB, c *ical.Calendar) []byte {
	t.Helper()
	b, err := c.Append(nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
