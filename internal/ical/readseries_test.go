package ical_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/psitest"
)

// events wraps several events, each given by its lines, in a calendar.
func events(list ...string) string {
	return invitation(strings.Join(list, "\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"))
}

func TestReadOldVersions(t *testing.T) {
	const start = "\r\nDTSTART:20260505T160000Z\r\nDURATION:PT1H\r\nUID:a"
	for _, src := range []string{
		events("SUMMARY:ny\r\nSEQUENCE:2"+start, "SUMMARY:gammal\r\nSEQUENCE:1"+start),
		events("SUMMARY:gammal\r\nSEQUENCE:1"+start, "SUMMARY:ny\r\nSEQUENCE:2"+start),
	} {
		in, err := ical.Read(strings.NewReader(src))
		if err != nil {
			t.Fatal(err)
		}
		if got := in.Calendar.Events; len(got) != 1 || got[0].Summary != "ny" ||
			!slices.Contains(got[0].Dropped, ical.Loss{What: ical.DroppedOldVersions, Count: 1}) {
			t.Errorf("%v", got)
		}
	}
}

// TestReadChanged reads series with one occurrence changed.
func TestReadChanged(t *testing.T) {
	const (
		timed = "UID:a\r\nSUMMARY:m\r\nDTSTART;TZID=Europe/Stockholm:20260505T180000\r\nRRULE:FREQ=DAILY;COUNT=3"
		days  = "UID:a\r\nSUMMARY:m\r\nDTSTART;VALUE=DATE:20260505\r\nRRULE:FREQ=DAILY;UNTIL=20260507T000000Z"
		start = "\r\nDTSTART;TZID=Europe/Stockholm:20260506T190000"
	)
	for name, test := range map[string]struct{ src, want string }{
		"a later hour": {events(timed+"\r\nDURATION:PT1H",
			"UID:a\r\nSUMMARY:m\r\nRECURRENCE-ID:20260506T160000Z"+start), "05 18–19, 06 19–20, 07 18–19"},
		"longer": {events(timed+"\r\nDURATION:PT1H",
			"UID:a\r\nSUMMARY:m\r\nRECURRENCE-ID:20260506T160000Z"+start+"\r\nDURATION:PT2H"),
			"05 18–19, 06 19–21, 07 18–19"},
		"the change first": {events("UID:a\r\nSUMMARY:m\r\nRECURRENCE-ID:20260506T160000Z"+start+"\r\nDURATION:PT2H",
			timed+"\r\nDURATION:PT1H"), "05 18–19, 06 19–21, 07 18–19"},
		"named by its day": {events(timed+"\r\nDURATION:PT1H",
			"UID:a\r\nSUMMARY:m\r\nRECURRENCE-ID;VALUE=DATE:20260506"+start), "05 18–19, 06 19–20, 07 18–19"},
		"not changed": {events(timed+"\r\nDURATION:PT1H",
			"UID:a\r\nSUMMARY:m\r\nRECURRENCE-ID:20260506T160000Z\r\nDTSTART:20260506T160000Z\r\nDURATION:PT1H"),
			"05 18–19, 06 18–19, 07 18–19"},
		"excepted and moved": {events(timed+"\r\nDURATION:PT1H\r\nEXDATE:20260506T160000Z",
			"UID:a\r\nSUMMARY:m\r\nRECURRENCE-ID:20260506T160000Z"+start), "05 18–19, 06 19–20, 07 18–19"},
		"cancelled": {events(timed+"\r\nDURATION:PT1H",
			"UID:a\r\nSUMMARY:m\r\nSTATUS:CANCELLED\r\nRECURRENCE-ID:20260506T160000Z"+start), "05 18–19, 07 18–19"},
		"without an end": {
			events(timed, "UID:a\r\nSUMMARY:m\r\nSTATUS:CANCELLED\r\nRECURRENCE-ID:20260505T160000Z"+start),
			"06 18–18, 07 18–18",
		},
		"whole days": {
			events(days, "UID:a\r\nSUMMARY:m\r\nRECURRENCE-ID;VALUE=DATE:20260506\r\nDTSTART;VALUE=DATE:20260508"),
			"05 00–00, 07 00–00, 08 00–00",
		},
		"other kinds of time": {events(days, "UID:a\r\nSUMMARY:m\r\nRECURRENCE-ID;VALUE=DATE:20260506"+start),
			"rad 12: En gång i serien är en hel dag, men inte de andra, eller tvärtom."},
		"a broken change": {events(timed, "UID:a\r\nRECURRENCE-ID:igår"),
			"rad 11: ”igår” är inget datum och ingen tid."},
	} {
		in, err := ical.Read(strings.NewReader(test.src))
		got := fmt.Sprint(err)
		if err == nil {
			var list []string
			for _, o := range in.Calendar.Events[0].Occurrences(at("2026-05-01"), at("2026-06-01")) {
				list = append(list, o.Start.Format("02 15")+"–"+o.End.Format("15"))
			}
			got = strings.Join(list, ", ")
		}
		if got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
	}
}

// TestReadDescriptions makes plain text of what programs put into descriptions.
func TestReadDescriptions(t *testing.T) {
	for src, want := range map[string]string{
		`Vi ses <bo@example.se>\, a < b & c > d`:                    "Vi ses <bo@example.se>, a < b & c > d",
		`<b>Fika</b> &amp\; prat<br/>Vi ses!`:                       "Fika & prat\nVi ses!",
		`<h2>Rubrik</h2><p>Text</p><!-- dold --><script>x</script>`: "Rubrik\n\nText",
		`<a href='https://x.se'>https://x.se</a>`:                   "https://x.se",
		`<a href=mailto:a@b.se>Skriv</a>`:                           "Skriv (a@b.se)",
		`<table><tr><td>a</td><td>b</td></tr></table>`:              "a b",
		`<p`: "<p",
		`Möt oss: https://whereby.com/psi\nVälkommen`:                 "Välkommen",
		`Zoom (https://us02web.zoom.us/j/1) eller https://so-in.se/a`: "Zoom eller https://so-in.se/a",
		`Läs om https://teams.example.se och https://zoom.us.example.se`: "Läs om https://teams.example.se och " +
			"https://zoom.us.example.se",
		`Hej\n____________________\nhttps://teams.live.com/meet/1\nPIN: 2`: "Hej",
		`https://%zz https://meet.google.com/a`:                            "https://%zz",
		`Passcode: 1`:                                                      "Passcode: 1",
	} {
		in, err := ical.Read(strings.NewReader(invitation("DTSTART:20260505", "DESCRIPTION:"+src)))
		if err != nil {
			t.Errorf("%s: %v", src, err)
		} else if got := in.Calendar.Events[0].Description; got != want {
			t.Errorf("%s:\n got %q\nwant %q", src, got, want)
		}
	}
}

// TestReadDamaged cuts, changes and swaps bytes of real invitations: every outcome is an invitation or a message.
func TestReadDamaged(t *testing.T) {
	psitest.Serial(t)
	for name, src := range invitations(t) {
		for i := range src {
			for _, damaged := range [][]byte{
				src[:i], src[i:], slices.Concat(src[:i], []byte{'\n'}, src[i:]),
				slices.Concat(src[:i], []byte{src[i] ^ 1}, src[i+1:]),
			} {
				if in, err := ical.Read(bytes.NewReader(damaged)); (in == nil) == (err == nil) {
					t.Fatalf("%s at %d: %v, %v", name, i, in, err)
				}
			}
		}
	}
}

// TestUnread reads a calendar in which some events can't be read: the others can, and of a series with one bad
// occurrence nothing is told.
func TestUnread(t *testing.T) {
	const when = "DTSTART:20260505T160000Z\r\nDURATION:PT1H\r\n"
	in, err := ical.Read(strings.NewReader(events(
		"UID:a\r\nSUMMARY:A\r\n"+when, "UID:b\r\nSUMMARY:B", "SUMMARY:Utan UID",
		"UID:c\r\nSUMMARY:C\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"+when,
		"UID:c\r\nSUMMARY:C\r\nRECURRENCE-ID:20260506T160000Z\r\nDTSTART:i morgon",
		"UID:c\r\nSUMMARY:C\r\nRECURRENCE-ID:20260507T160000Z\r\n"+when,
		"UID:d\r\nSUMMARY:D\r\nCLASS:PRIVATE\r\n"+when,
	)))
	if err != nil {
		t.Fatal(err)
	}
	var read, unread []string
	for _, e := range in.Calendar.Events {
		read = append(read, e.UID+fmt.Sprint(e.Doubts))
	}
	for _, u := range in.Unread {
		unread = append(unread, u.UID+"/"+u.Summary)
		if u.Err.Line == 0 || u.Err.Hint == "" {
			t.Errorf("%+v", u)
		}
	}
	if diff := gocmp.Diff([]string{"a[]", "d[private]"}, read); diff != "" {
		t.Error(diff)
	}
	if diff := gocmp.Diff([]string{"b/B", "/Utan UID", "c/C"}, unread); diff != "" {
		t.Error(diff)
	}
}
