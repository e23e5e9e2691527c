package gather_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"so-in.se/psi/internal/swedish"
)

// made is an event of a made-up calendar.
type made struct {
	number             int // names it in its calendar, for good
	title, place, text string
	start              time.Time
	length             time.Duration
	wholeDay           bool
	weeks              int // how often it comes, for a series
	changes            int
	cancelled          bool
}

// A dialect is how one kind of server writes its calendars.
type dialect struct {
	name  string
	begin func(host string) []string
	event func(host string, e made) []string
	uid   func(host string, e made) string
}

func utc(t time.Time) string   { return t.UTC().Format("20060102T150405Z") }
func local(t time.Time) string { return t.In(swedish.Zone()).Format("20060102T150405") }
func day(t time.Time) string   { return t.In(swedish.Zone()).Format("20060102") }

var escaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`)

// span writes the times of an event, in a zone or, if that is empty, in UTC.
func span(e made, zone string) []string {
	end := e.start.Add(e.length)
	switch {
	case e.wholeDay:
		return []string{"DTSTART;VALUE=DATE:" + day(e.start), "DTEND;VALUE=DATE:" + day(end)}
	case zone == "":
		return []string{"DTSTART:" + utc(e.start), "DTEND:" + utc(end)}
	}
	return []string{"DTSTART;TZID=" + zone + ":" + local(e.start), "DTEND;TZID=" + zone + ":" + local(end)}
}

// rule writes how often an event comes.
func rule(e made) []string {
	if e.weeks == 0 {
		return nil
	}
	return []string{fmt.Sprintf("RRULE:FREQ=WEEKLY;COUNT=%d", e.weeks)}
}

// status writes that an event is cancelled, or confirmed.
func status(e made) string {
	if e.cancelled {
		return "STATUS:CANCELLED"
	}
	return "STATUS:CONFIRMED"
}

// said is a title with the word by which people cancel, where the program has no other way.
func said(e made, word string) string {
	if e.cancelled {
		return escaper.Replace(word + e.title)
	}
	return escaper.Replace(e.title)
}

// zoneLines are those of a VTIMEZONE for Sweden, as Windows and others write it.
func zoneLines(name string) []string {
	return []string{
		"BEGIN:VTIMEZONE", "TZID:" + name, "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200",
		"TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "BEGIN:DAYLIGHT",
		"DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
		"RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
	}
}

// asked counts the stamps that servers have given.
var asked atomic.Int64

// stamp is one of those that servers give which take the time of the question. It is another at each.
func stamp() string {
	return "DTSTAMP:" + utc(time.Date(2027, 1, 10, 2, 0, int(asked.Add(1)), 0, time.UTC))
}

var (
	wordPress = dialect{
		name: "The Events Calendar",
		begin: func(host string) []string {
			return append([]string{
				"VERSION:2.0", "PRODID:-//" + host + " - ECPv6.9.1//NONSGML v1.0//EN", "CALSCALE:GREGORIAN",
				"METHOD:PUBLISH", "X-WR-CALNAME:" + host, "X-ORIGINAL-URL:https://" + host,
				"X-WR-CALDESC:Evenemang på " + host,
				"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-Robots-Tag:noindex", "X-PUBLISHED-TTL:PT1H",
			}, zoneLines("Europe/Stockholm")...)
		},
		uid: func(host string, e made) string {
			return fmt.Sprintf("%d-%d-%d@%s", e.number, e.start.Unix(), e.start.Add(e.length).Unix(), host)
		},
		event: func(host string, e made) []string {
			return append(
				append(span(e, "Europe/Stockholm"), rule(e)...),
				stamp(),
				"CREATED:20260901T080000",
				"LAST-MODIFIED:20260901T080000",
				"SUMMARY:"+said(e, "INSTÄLLT! "),
				"DESCRIPTION:"+escaper.Replace(e.text),
				fmt.Sprintf("URL:https://%s/evenemang/%d/", host, e.number),
				"LOCATION:"+escaper.Replace(e.place),
				"CATEGORIES:Evenemang",
				"ATTACH;FMTTYPE=image/jpeg:https://"+host+"/bild.jpg",
				"ORGANIZER;CN=\"Anna%20Andersson\":MAILTO:anna@"+host,
			)
		},
	}
	google = dialect{
		name: "Google",
		begin: func(host string) []string {
			return []string{
				"PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN",
				"METHOD:PUBLISH",
				"X-WR-CALNAME:" + host, "X-WR-TIMEZONE:Europe/Stockholm",
			}
		},
		uid: func(host string, e made) string { return fmt.Sprintf("%x%s@google.com", 7919*e.number, host[:6]) },
		event: func(_ string, e made) []string {
			zone := ""
			if e.weeks > 0 {
				zone = "Europe/Stockholm"
			}
			return append(
				append(span(e, zone), rule(e)...),
				stamp(),
				"CREATED:20260901T080000Z",
				"DESCRIPTION:"+escaper.Replace(
					"<p>"+e.text+"</p><br><b>Välkommen</b>",
				),
				"LAST-MODIFIED:20260901T080000Z",
				"LOCATION:"+escaper.Replace(
					e.place,
				),
				fmt.Sprint("SEQUENCE:", e.changes),
				status(e),
				"SUMMARY:"+said(e, ""),
				"TRANSP:OPAQUE",
			)
		},
	}
	exchange = dialect{
		name: "Outlook",
		begin: func(host string) []string {
			return append([]string{
				"METHOD:PUBLISH", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0", "X-WR-CALNAME:" + host,
			}, zoneLines("W. Europe Standard Time")...)
		},
		uid: func(_ string, e made) string {
			return fmt.Sprintf("040000008200E00074C5B7101A82E008%024X", 104729*e.number)
		},
		event: func(_ string, e made) []string {
			return append(
				append(span(e, "W. Europe Standard Time"), rule(e)...),
				stamp(),
				"DESCRIPTION;LANGUAGE=sv-SE:"+escaper.Replace(
					e.text,
				)+`\n\n`,
				"SUMMARY;LANGUAGE=sv-SE:"+said(e, "Canceled: "),
				"CLASS:PUBLIC",
				"PRIORITY:5",
				"TRANSP:OPAQUE",
				status(e),
				fmt.Sprint("SEQUENCE:", e.changes),
				"LOCATION;LANGUAGE=sv-SE:"+escaper.Replace(e.place),
				"X-MICROSOFT-CDO-APPT-SEQUENCE:0",
				"X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
				"X-MICROSOFT-CDO-IMPORTANCE:1",
				"X-MICROSOFT-DONOTFORWARDMEETING:FALSE",
			)
		},
	}
	nextcloud = dialect{
		name: "Nextcloud",
		begin: func(host string) []string {
			return append([]string{
				"VERSION:2.0", "CALSCALE:GREGORIAN", "PRODID:-//SabreDAV//SabreDAV//EN", "X-WR-CALNAME:" + host,
				"X-APPLE-CALENDAR-COLOR:#0082C9", "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
			}, zoneLines("Europe/Stockholm")...)
		},
		uid: func(host string, e made) string {
			return fmt.Sprintf("%08x-%.4s-4a5b-9c0d-%012x", 15485863*e.number%(1<<32), host[4:]+"0000", e.number)
		},
		event: func(_ string, e made) []string {
			return append(
				append(span(e, "Europe/Stockholm"), rule(e)...),
				"CREATED:20260901T080000Z",
				"DTSTAMP:20260901T080000Z",
				"LAST-MODIFIED:20260901T080000Z",
				fmt.Sprint("SEQUENCE:", 2+e.changes),
				status(
					e,
				),
				"SUMMARY:"+said(e, ""),
				"LOCATION:"+escaper.Replace(e.place),
				"DESCRIPTION:"+escaper.Replace(e.text),
			)
		},
	}
	indico = dialect{
		name: "Indico",
		begin: func(string) []string {
			return []string{"VERSION:2.0", "PRODID:-//CERN//INDICO//EN"}
		},
		uid: func(host string, e made) string { return fmt.Sprintf("indico-event-%d@%s", e.number, host) },
		event: func(host string, e made) []string {
			url := fmt.Sprintf("https://%s/event/%d/", host, e.number)
			return append(span(e, ""), stamp(), "SUMMARY:"+said(e, "Inställt: "),
				"DESCRIPTION:"+escaper.Replace("Speakers: Kim Ek (Universitetet)\n"+e.text+"\n"+url),
				"LOCATION:"+escaper.Replace(e.place), "URL:"+url)
		},
	}
	pretalx = dialect{
		name: "pretalx",
		begin: func(host string) []string {
			return append(
				[]string{"VERSION:2.0", "PRODID:-//pretalx//" + host + "//idedag"}, zoneLines("Europe/Stockholm")...,
			)
		},
		uid: func(host string, e made) string { return fmt.Sprintf("pretalx-idedag-%06X@%s", 7919*e.number, host) },
		event: func(host string, e made) []string {
			return append(span(e, "Europe/Stockholm"), stamp(), "SUMMARY:"+said(e, "Inställt: "),
				"DESCRIPTION:"+escaper.Replace(e.text), "LOCATION:"+escaper.Replace(e.place),
				fmt.Sprintf("URL:https://%s/idedag/talk/%06X/", host, 7919*e.number))
		},
	}
	dialects = []dialect{wordPress, google, exchange, nextcloud, indico, pretalx}
)

// write writes a calendar in a dialect, with lines folded as they must be.
func (d dialect) write(host string, events []made) []byte {
	lines := append([]string{"BEGIN:VCALENDAR"}, d.begin(host)...)
	for _, e := range events {
		lines = append(lines, "BEGIN:VEVENT", "UID:"+d.uid(host, e))
		lines = append(append(lines, d.event(host, e)...), "END:VEVENT")
	}
	var b strings.Builder
	for _, line := range append(lines, "END:VCALENDAR") {
		for len(line) > 74 {
			at := 74
			for line[at]&0xC0 == 0x80 { // not inside a rune
				at--
			}
			b.WriteString(line[:at] + "\r\n ")
			line = line[at:]
		}
		b.WriteString(line + "\r\n")
	}
	return []byte(b.String())
}
