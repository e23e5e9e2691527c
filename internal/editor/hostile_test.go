package editor_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/problem"
)

// oddNames are properties, some with parameters, and oddValues what nobody expects in them.
var (
	oddNames = []string{
		"UID", "RECURRENCE-ID", "RECURRENCE-ID;VALUE=DATE", "RECURRENCE-ID;RANGE=THISANDFUTURE", "DTSTART",
		"DTSTART;VALUE=DATE", "DTSTART;TZID=Europe/Stockholm", "DTSTART;TZID=Customized Time Zone", "DTEND",
		"DURATION",
		"RRULE", "EXDATE", "RDATE", "EXRULE", "DTSTAMP", "SEQUENCE", "SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT",
		"CATEGORIES", "STATUS", "CLASS", "GEO", "URL", "ATTACH", "ATTENDEE;CN=\"a,b;c:d\"",
		"ORGANIZER;CN=^n^'^^",
		"X-ALT-DESC;FMTTYPE=text/html", "X-GOOGLE-CONFERENCE", "CONFERENCE", "BEGIN", "END", "X", "-",
		"DESCRIPTION;ALTREP=\"\"",
	}
	oddValues = []string{
		"", " ", "\\", "\\\\\\", "\\n", strings.Repeat("\\n", 1000), strings.Repeat("å", 5000), "\x00\x01\x7f",
		"\u2028\u202e\ufeff",
		"20270401T120000", "20270401T120000Z", "20270401", "20270229T000000Z", "00010101T000000Z", "99991231T235959Z",
		"20270328T023000", "20271031T023000", "20270401T246060Z", "-1", "99999999999999999999", "2147483648", "0",
		"P1D", "PT0S",
		"P99999W", "-PT1H", "PT999999H", "FREQ=DAILY", "FREQ=DAILY;COUNT=1000000", "FREQ=YEARLY;INTERVAL=1000",
		"FREQ=MONTHLY;COUNT=0",
		"FREQ=WEEKLY;UNTIL=00010101", "FREQ=DAILY;UNTIL=99991231T000000Z", "FREQ=", ";;;", ":::", "a,b,,c;",
		"CANCELLED", "PRIVATE",
		"1;2", "NaN;Inf", "mailto:", "javascript:alert(1)", "https://[::1]:99999/%zz",
		"https://us02web.zoom.us/j/1?pwd=a",
		strings.Repeat("________________\\n", 300), strings.Repeat("---\\n+46 8 1\\n", 300),
		strings.Repeat("<div><a href=\"https://zoom.us/j/1\">", 300), strings.Repeat("Meeting ID:\\n", 300),
		strings.Repeat("Lösenord ", 500), strings.Repeat("https://zoom.us/%25", 300), strings.Repeat("1,", 2000) + "#",
		"---\\ntitle: x\\n---", "VEVENT", "VCALENDAR", "VALARM", "../../etc/passwd", "# ] } { [ & * ! | > ' \" % @ `",
	}
)

// TestHostile imports a calendar for each odd value of each property: it becomes files without problems, or a message
// with a way out. So does a second import over the first.
func TestHostile(t *testing.T) {
	const usual = "UID:u@exempel.se\nDTSTAMP:20270101T000000Z\nDTSTART:20270401T100000Z\n" +
		"DTEND:20270401T110000Z\nSUMMARY:M\nRRULE:FREQ=WEEKLY;COUNT=4\n"
	read, written := 0, 0
	for _, name := range oddNames {
		for _, value := range oddValues {
			own, _, _ := strings.Cut(name, ";")
			event := name + ":" + value + "\n"
			for line := range strings.Lines(usual) {
				if !strings.HasPrefix(line, own+":") {
					event += line
				}
			}
			inv, err := ical.Read(strings.NewReader("BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\n" + event +
				"END:VEVENT\nEND:VCALENDAR\n"))
			if fault, ok := errors.AsType[*ical.ReadError](err); ok && fault.Hint != "" {
				continue
			}
			if err != nil {
				t.Fatalf("%s: %v", event, err)
			}
			read++
			src := folder()
			for range 2 {
				files, err := imported(src, inv, true)
				o, told := errors.AsType[*editor.Obstacle](err)
				problems, faults := errors.AsType[problem.List](err)
				if err != nil && !(told && o.Hint != "") && !(faults && len(problems) > 0) {
					t.Fatalf("%.300s: %v", event, err)
				}
				for _, f := range files {
					if f.Data != nil { // else it is there already
						src[f.Name] = &fstest.MapFile{Data: f.Data}
					}
				}
				if written += len(files); len(files) > 0 {
					load(t, src)
				}
			}
		}
	}
	if read < 800 || written < 800 {
		t.Errorf("only %d of %d were read, and %d written", read, len(oddNames)*len(oddValues), written)
	}
}

// TestNothingPrivate imports an invitation in which everything is private somewhere, and looks for it in the draft and
// in what the editor is told.
func TestNothingPrivate(t *testing.T) {
	src := folder()
	inv, err := ical.Read(strings.NewReader(message("REQUEST", `UID:p@exempel.se
SUMMARY:Nätverksträff
DTSTART:20270401T100000Z
DTEND:20270401T110000Z
ORGANIZER;CN=Kim Hemlig;SENT-BY="mailto:sekreterare@hemlig.se":mailto:kim@hemlig.se
ATTENDEE;CN=Robin Hemlig;RSVP=TRUE:mailto:robin@hemlig.se
ATTENDEE;CN=Robin Hemlig;RSVP=TRUE:mailto:ROBIN@hemlig.se
ATTENDEE;CN="Hemlig, Alex":mailto:alex@hemlig.se
CATEGORIES:Hemlig kund,Studier,Workshop
COMMENT:Hemlig kommentar
RESOURCES:Hemlig projektor
ATTACH:https://hemlig.se/fil.pdf
GEO:59.123456;15.654321
RELATED-TO:hemlig@hemlig.se
X-HEMLIG:1
X-GOOGLE-CONFERENCE:https://meet.google.com/hem-ligt-mot
X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/hemligt
LOCATION:Kumla\; https://us02web.zoom.us/j/87200014555?pwd=hemligt
DESCRIPTION:Välkomna till Kumla!\n\nGå med i Zoom-möte\nhttps://us02web.zoom.us/j/87200014555?pwd=hemligt\n\nMötes-ID: 872 0001 4555\nLösenkod: hemlig9\n\nMobiltelefon med en knapptryckning\n+46850500829\,\,87200014555#\,\,\,\,*904417# Sverige\n\nRing upp efter din plats\n• +46 8 505 008 29 Sverige\n\nAnslut via SIP\n87200014555@zoomcrc.com\n\nAnslut via H.323\n144.195.19.161 (USA)
BEGIN:VALARM
ACTION:EMAIL
ATTENDEE:mailto:larm@hemlig.se
TRIGGER:-PT1H
END:VALARM`)))
	if err != nil {
		t.Fatal(err)
	}
	done, err := editor.Import(src, inv, editor.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := done.Files[0]
	told := slices.Concat(f.Notes, f.Doubts, f.LeftOut, done.LeftOut)
	all := string(f.Data) + strings.Join(told, "\n")
	for _, private := range []string{
		"emlig", "zoom", "teams", "google", "872", "4555", "+46", "904417", "144.195", "59.1", "15.6", "Zoom",
		"Sverige", "SIP",
	} {
		if strings.Contains(all, private) {
			t.Errorf("%s is there:\n%s", private, all)
		}
	}
	want := `1 påminnelse
1 bilaga
2 deltagares namn och adresser
1 kommentar
1 uppgift som bara ett kalenderprogram förstår
det som hör till videomöten: länkar, telefonnummer, mötes-id och koder
adressen till den som bjuder in
2 andra uppgifter om händelsen
namnet på den som bjuder in, som inte är en part
platsens läge på kartan
1 kategori som inte är något tema`
	if got := strings.Join(f.LeftOut, "\n"); got != want {
		t.Errorf("left out:\n%s", got)
	}
	if !strings.Contains(string(f.Data), "\nplace: Kumla\n") ||
		!strings.HasSuffix(string(f.Data), "\n\nVälkomna till Kumla!\n") {
		t.Errorf("%s", f.Data)
	}
}

// TestOrganizer writes the part that invites as organizer, by its name or its short name.
func TestOrganizer(t *testing.T) {
	for cn, want := range map[string]bool{"Partner": true, "partner": true, "PN": true, "Kim": false, "": false} {
		src := folder()
		src["parter/partner.md"] = &fstest.MapFile{
			Data: []byte("---\ntitle: Partner\nshort: PN\nsector: akademi\n---\n"),
		}
		files := step(t, src, message("REQUEST", weekly(1, "ORGANIZER;CN="+cn+":mailto:kim@exempel.se")))
		if got := strings.Contains(string(files[0].Data), "\norganizers: [partner]\n"); got != want {
			t.Errorf("%s:\n%s", cn, files[0].Data)
		}
	}
}

// TestEndless keeps series without an end, however rare, as series with one that is told.
func TestEndless(t *testing.T) {
	for rule, want := range map[string]string{
		"FREQ=YEARLY": "2027, 2028, 2029, 2030", "FREQ=YEARLY;INTERVAL=2": "2027, 2029, 2031, 2033",
		"FREQ=MONTHLY;INTERVAL=11": "",
		"FREQ=DAILY":               "",
	} {
		src := folder()
		files := step(t, src, message("REQUEST", strings.Replace(weekly(1), "FREQ=WEEKLY;COUNT=5", rule, 1)))
		a := load(t, src)[0]
		var years []string
		for _, w := range a.Occasions {
			years = append(years, w.Start.Format("2006"))
		}
		if a.Repeats == nil || len(a.Occasions) < 3 || want != "" && strings.Join(years, ", ") != want ||
			!strings.Contains(strings.Join(files[0].Notes, " "), "Serien har inget slut") {
			t.Errorf("%s: %v\n%s", rule, files[0].Notes, files[0].Data)
		}
	}
}
