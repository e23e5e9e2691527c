package ical_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"so-in.se/psi/internal/ical"
)

// around are ordinary texts that must stay as they are, beside any block.
var around = []string{
	"Välkomna till ett samtal om odling!",
	"Frågor? Ring Anna på 019-12 34 56 eller skriv till anna@exempel.se.",
	"Program\n13.00-13.30 Fika\n13.30-15.00 Samtal i grupper\n2027-05-21 Uppföljning",
	"Läs mer: https://exempel.se/a_b?c=1",
	"1. Ta med dig ett exempel.\n2. Berätta om det för de andra.",
	"Vi ses i Kumla, Torget 1, och på nätet.\n\nTelefon: 019-12 34 56",
	"Anmäl dig senast 5 maj. Det kostar 100 kr, gratis för medlemmar: skriv ”medlem” i fältet kod.",
	"Delta på plats i Kumla, eller hemifrån.\nMötesalternativ: på plats eller på nätet.",
	"Tidigare möten: 2025-05-12, 2026-05-11\n\n* Lokalen öppnar 12.30\n* Bussar går från Örebro",
}

// read reads an event with a description and more properties.
func readText(t *testing.T, description string, more ...string) (*ical.Invitation, ical.Event) {
	t.Helper()
	description = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`).Replace(description)
	in, err := ical.Read(strings.NewReader(
		invitation(append([]string{"DTSTART:20270520", "DESCRIPTION:" + description}, more...)...),
	))
	if err != nil {
		t.Fatalf("%v\n%s", err, description)
	}
	return in, in.Calendar.Events[0]
}

// squeezed is a text as the reader gives it: with at most one empty line between others.
func squeezed(s string) string {
	var list []string
	for line := range strings.SplitSeq(s, "\n") {
		list = append(list, strings.TrimSpace(line))
	}
	return regexp.MustCompile(`\n{3,}`).ReplaceAllString(strings.Join(list, "\n"), "\n\n")
}

// TestMeetingBlocks wants each block left out whole, wherever it stands, and the text around it kept.
func TestMeetingBlocks(t *testing.T) {
	for name, block := range blocks {
		for i, before := range around {
			after := around[(i+4)%len(around)]
			for _, c := range []struct{ text, want string }{
				{block, ""},
				{block + "\n", ""},
				{before + "\n\n" + block, before},
				{before + "\n" + block, before},
				{block + "\n\n" + after, after},
				{before + "\n\n" + block + "\n\n" + after, before + "\n\n" + after},
				{before + "\r\n\r\n" + strings.ReplaceAll(block, "\n", "\r\n"), before},
				{before + "\n\n" + strings.ReplaceAll(block, "\n", "\n\n"), before},
			} {
				_, e := readText(t, c.text)
				if e.Description != squeezed(c.want) {
					t.Fatalf("%s:\n%s\nbecame\n%s", name, c.text, e.Description)
				}
				if e.Dropped[0].What != ical.DroppedMeetings {
					t.Errorf("%s: %v", name, e.Dropped)
				}
			}
		}
	}
}

// TestMeetingHTML wants the same of blocks as HTML, with breaks and without.
func TestMeetingHTML(t *testing.T) {
	link := regexp.MustCompile(`https?://[^\s<>]+`)
	for name, block := range blocks {
		markup := regexp.MustCompile(`<(https?://[^<>]+|tel:[^<>]+)>`).ReplaceAllString(block, " $1")
		markup = link.ReplaceAllStringFunc(markup, func(s string) string {
			return `<a href="` + strings.ReplaceAll(s, "&", "&amp;") + `">Länk</a>`
		})
		for _, form := range []string{
			"<html><body><p>" + strings.ReplaceAll(markup, "\n", "<br>") + "</p></body></html>",
			"<div>" + strings.ReplaceAll(markup, "\n", "</div><div>") + "</div>",
			"<p><b>" + strings.ReplaceAll(markup, "\n", "</b></p>\n<p class=\"x\"><b>") + "</b></p>",
		} {
			_, e := readText(t, "<p>Välkomna!</p>"+form)
			if e.Description != "Välkomna!" {
				t.Fatalf("%s:\n%s\nbecame\n%s", name, form, e.Description)
			}
			_, e = readText(t, "", "X-ALT-DESC;FMTTYPE=text/html:"+
				strings.NewReplacer("\n", `\n`, ";", `\;`, ",", `\,`).Replace(form))
			if e.Description != "" {
				t.Fatalf("%s, X-ALT-DESC:\n%s\nbecame\n%s", name, form, e.Description)
			}
		}
	}
}

// secret is an independent look at what must not be left: numbers, codes and addresses of meetings.
var secret = regexp.MustCompile(`(?i)\d,,|\d{6,}|#|@|://|zoom\.us|webex\.com|meet\.|jit\.si|` +
	`qr7tk|tjrk|wpq7|904417|pwd|passcode|lösen|\b(?:\d{1,3}\.){3}\d{1,3}\b`)

// TestMeetingMixed puts other lines into blocks, and marks and blanks before theirs: no code is left, though a
// telephone number may be that follows another's words.
func TestMeetingMixed(t *testing.T) {
	var all []string
	for _, block := range blocks {
		all = append(all, block)
	}
	plain := []string{"Välkomna!", "Ta med en vän.", "Vi börjar i tid", "- fika", "Samtal om odling, och mat.", ""}
	r := rand.New(rand.NewPCG(21, 22))
	for range 1000 {
		lines := strings.Split(all[r.IntN(len(all))], "\n")
		for range r.IntN(8) {
			lines = append(lines[:0:0], lines...)
			i := r.IntN(len(lines))
			switch kind := r.IntN(3); {
			case kind == 0 && (i == 0 || !strings.HasSuffix(strings.TrimSpace(lines[i-1]), ":")):
				lines[i] = plain[r.IntN(len(plain))] + "\n" + lines[i]
			case kind == 1:
				lines[i] = "  " + lines[i] + "  "
			case kind == 2:
				lines[i] = "> " + lines[i]
			}
		}
		text := strings.Join(lines, "\n")
		if _, e := readText(t, text, "LOCATION:https://us02web.zoom.us/j/87200014555"); secret.MatchString(
			e.Description,
		) {
			t.Fatalf("%s\nbecame\n%s", text, e.Description)
		}
	}
}

// TestMeetingPlaces wants nothing of a meeting kept in any other property.
func TestMeetingPlaces(t *testing.T) {
	for location, want := range map[string]string{
		"https://us02web.zoom.us/j/87200014555?pwd=TjRk":                 "",
		"Microsoft Teams-möte":                                           "Microsoft Teams-möte",
		"Sal 3; https://teams.microsoft.com/l/meetup-join/1":             "Sal 3",
		"Kumla (https://meet.google.com/qrt-wvkp-zzm)":                   "Kumla",
		"+46 8 502 417 33,,640118297#":                                   "",
		"Zoom, Meeting ID: 872 0001 4555 Passcode: 904417":               "",
		"87200014555@zoomcrc.com":                                        "",
		"sip:87200014555@video.exempel.se":                               "",
		"meet.google.com/qrt-wvkp-zzm":                                   "",
		"Kumla, Torget 1":                                                "Kumla, Torget 1",
		"Torget 1, Kumla, tfn 019-12 34 56":                              "Torget 1, Kumla, tfn 019-12 34 56",
		"Folkets hus https://exempel.se/a; Zoom: https://zoom.us/j/8720": "Folkets hus https://exempel.se/a; Zoom:",
	} {
		_, e := readText(t, "", "LOCATION:"+strings.NewReplacer(",", `\,`, ";", `\;`).Replace(location))
		if e.Location != want {
			t.Errorf("%s became %q", location, e.Location)
		}
	}
	_, e := readText(
		t,
		"Lösenord: Qr7tKw\nVälkommen",
		"SUMMARY:Möte https://zoom.us/j/8720",
		"URL:https://teams.microsoft.com/l/meetup-join/1",
		"CONTACT:Anna\\, 872 0001 4555#",
		"CATEGORIES:zoom.us/j/8720\\,x",
		"X-GOOGLE-CONFERENCE:https://meet.google.com/qrt-wvkp-zzm",
		"CONFERENCE;VALUE=URI:tel:+468502,,,640118#",
	)
	all := []string{e.Description, e.Summary, e.URL, e.Contact, strings.Join(e.Categories, ",")}
	if got := fmt.Sprintf("%q", all); got !=
		`["Välkommen" "Möte" "" "Anna" ""]` {
		t.Error(got)
	}
	if got := fmt.Sprint(e.Dropped); got != "[{meetings 7}]" {
		t.Error(got)
	}
}

// FuzzMeetings puts any text behind a meeting's link: no link to a meeting is left, and lines of plain words stay.
func FuzzMeetings(f *testing.F) {
	for _, block := range blocks {
		f.Add(block)
	}
	hosts := regexp.MustCompile(
		`(?i)https?://(?:[a-z0-9-]+\.)*(?:zoom\.us|teams\.microsoft\.com|meet\.google\.com)(?:[/?#]|$)`,
	)
	f.Fuzz(func(t *testing.T, text string) {
		src := strings.NewReplacer("\r", "", "\\", "", "\n", `\n`).Replace(strings.ToValidUTF8(text, ""))
		in, err := ical.Read(strings.NewReader(invitation("DTSTART:20270520",
			`DESCRIPTION:Odling och mat\n`+src+`\nVälkomna hem till oss`, "LOCATION:https://zoom.us/j/8720")))
		if err != nil {
			return
		}
		for _, e := range in.Calendar.Events {
			if hosts.MatchString(e.Description) {
				t.Fatalf("%q became %q", text, e.Description)
			}
		}
	})
}
