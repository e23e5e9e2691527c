package site_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	goical "github.com/emersion/go-ical"
	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site"
)

// TestLeaving follows what becomes of a feed whose theme, part or municipality is renamed, taken away or left empty.
func TestLeaving(t *testing.T) {
	const (
		stands    = "CONFIRMED"
		withdrawn = "CANCELLED Hör inte hit längre"
		absent    = ""
	)
	for name, c := range map[string]struct {
		change func(src fstest.MapFS)
		want   map[string]string // by feed
	}{
		"a theme renamed": {func(src fstest.MapFS) {
			put(src, "teman/miljo.md", "---\ntitle: Miljö\nold_paths: [/teman/klimat/]\n---\n")
			delete(src, "content/teman/klimat.md")
			edit(t, src, "content/aktiviteter/a.md", "themes: [klimat]", "themes: [miljo]")
		}, map[string]string{"tema/klimat": stands, "tema/miljo": stands}},
		"a theme renamed and left": {func(src fstest.MapFS) {
			put(src, "teman/miljo.md", "---\ntitle: Miljö\nold_paths: [/teman/klimat/]\n---\n")
			delete(src, "content/teman/klimat.md")
			edit(t, src, "content/aktiviteter/a.md", "themes: [klimat]\n", "")
		}, map[string]string{"tema/klimat": withdrawn, "tema/miljo": absent}},
		"a theme that becomes a page": {func(src fstest.MapFS) {
			put(src, "om/klimat.md", "---\ntitle: Klimatet\nold_paths: [/teman/klimat/]\n---\n")
			delete(src, "content/teman/klimat.md")
			edit(t, src, "content/aktiviteter/a.md", "themes: [klimat]\n", "")
		}, map[string]string{"tema/klimat": withdrawn, "psi": stands}},
		"a part that no longer arranges": {func(src fstest.MapFS) {
			edit(t, src, "content/aktiviteter/a.md", "organizers: [kumla-kommun]\n", "")
		}, map[string]string{"part/kumla-kommun": withdrawn, "tema/klimat": stands}},
		"a municipality without activities": {func(src fstest.MapFS) {
			edit(t, src, "content/aktiviteter/a.md", "place: Folkets hus, Kumla\n", "municipality: Nora\n")
		}, map[string]string{"kommun/kumla": withdrawn, "kommun/nora": stands, "psi": stands}},
		"called off and left": {func(src fstest.MapFS) {
			edit(t, src, "content/aktiviteter/a.md", "themes: [klimat]\n", "status: inställd\n")
		}, map[string]string{"tema/klimat": "CANCELLED INSTÄLLT", "psi": "CANCELLED INSTÄLLT"}},
	} {
		t.Run(name, func(t *testing.T) {
			src := empty(t)
			activity(
				src, "a", "kind: stormöte", "start: 2027-05-01", "themes: [klimat]", "organizers: [kumla-kommun]",
				"place: Folkets hus, Kumla",
			)
			published := build(t, src, site.Options{Previous: new(record.Record)}).Record()
			c.change(src)
			s := build(t, src, site.Options{Previous: published, Now: noon.Add(time.Hour)})
			see(t, rendered(t, s), c.want)
			preview := site.Options{
				BaseURL: "https://preview.example.net", Previous: s.Record(), Now: noon.AddDate(0, 0, 1),
			}
			if d := cmp.Diff(s.Record().Events, build(t, src, preview).Record().Events); d != "" {
				t.Error("in a preview: ", d)
			}
			again := build(t, src, site.Options{Previous: s.Record(), Now: noon.Add(2 * time.Hour)})
			see(t, rendered(t, again), c.want)
			if s.Record().Events[0].Stamps != again.Record().Events[0].Stamps {
				t.Error("the stamps differ although nothing has changed")
			}
			for feed, is := range c.want {
				if strings.HasPrefix(is, "CANCELLED") && feed != "psi" {
					c.want[feed] = absent
				}
			}
			later := time.Date(2027, 5, 2, 0, 0, 0, 0, time.UTC)
			see(t, rendered(t, build(t, src, site.Options{Previous: again.Record(), Now: later})), c.want)
		})
	}
}

// see looks how the event a stands in feeds, with another program's reader.
func see(t *testing.T, files map[string][]byte, want map[string]string) {
	t.Helper()
	for feed, is := range want {
		data, ok := files["kalender/"+feed+".ics"]
		if !ok {
			t.Errorf("there is no feed %s", feed)
			continue
		}
		cal, err := goical.NewDecoder(bytes.NewReader(data)).Decode()
		if err != nil {
			t.Errorf("%s: %v", feed, err)
			continue
		}
		got := ""
		for _, e := range cal.Events() {
			status, _ := e.Props.Text("STATUS")
			title, _ := e.Props.Text("SUMMARY")
			got += status
			if before, _, ok := strings.Cut(title, ": "); ok {
				got += " " + before
			}
		}
		if got != is {
			t.Errorf("in %s it is %q, not %q", feed, got, is)
		}
	}
}

// TestOlderRecord builds after a record of an older psi, which knows neither feeds nor facts: every entry gets new
// stamps, once, and what was called off or taken away is told all the same.
func TestOlderRecord(t *testing.T) {
	const older = `{"version":1,"files":["psi.json"],"pages":[],"events":[
{"uid":"a@so-in.se","title":"a","address":"/aktiviteter/a/","start":"2027-05-03T18:00:00+02:00","end":"2027-05-03T20:00:00+02:00","until":"2027-05-17T18:00:00Z","occasions":["2027-05-03T18:00:00+02:00/2027-05-03T20:00:00+02:00","2027-05-10T18:00:00+02:00/2027-05-10T20:00:00+02:00","2027-05-17T18:00:00+02:00/2027-05-17T20:00:00+02:00"],"status":"CONFIRMED","hash":"1","sequence":7,"created":"2026-01-01T12:00:00Z","modified":"2026-01-02T12:00:00Z"},
{"uid":"b.anmalan@so-in.se","title":"Sista anmälningsdag: b","address":"/","start":"2027-05-01","end":"2027-05-01","until":"2027-05-01T22:00:00Z","lastDay":true,"status":"CONFIRMED","hash":"2","sequence":1,"created":"2026-01-01T12:00:00Z","modified":"2026-01-02T12:00:00Z"},
{"uid":"c@so-in.se","title":"c","address":"/","start":"2027-05-01","end":"2027-05-01","until":"2027-05-01T22:00:00Z","status":"CANCELLED","hash":"3","sequence":2,"created":"2026-01-01T12:00:00Z","modified":"2026-01-02T12:00:00Z"}]}`
	published, err := record.Decode(strings.NewReader(older))
	if err != nil {
		t.Fatal(err)
	}
	src := empty(t)
	activity(
		src, "a", "kind: annat", "start: 2027-05-03 18:00", "end: 2027-05-03 20:00", "repeats:", "  unit: vecka",
		"  times: 3", "  except: [2027-05-10]",
	)
	s := build(t, src, site.Options{Previous: published, Now: noon})
	files := rendered(t, s)
	for feed, events := range map[string]map[string][]string{
		"psi": {
			"a@so-in.se": {"SEQUENCE:8", "RECURRENCE-ID;TZID=Europe/Stockholm:20270510T180000", "SUMMARY:INSTÄLLT: a"},
			"c@so-in.se": {"SEQUENCE:3", "SUMMARY:INSTÄLLT: c", "CREATED:20260101T120000Z"},
		},
		"sista-dagar": {"b.anmalan@so-in.se": {"SEQUENCE:2", "SUMMARY:Gäller inte längre: Sista anmälningsdag: b"}},
	} {
		found := blocks(files["kalender/"+feed+".ics"])
		for uid, lines := range events {
			for _, line := range lines {
				if !strings.Contains(found[uid], line+"\n") {
					t.Errorf("%s in %s has no line %q:\n%s", uid, feed, line, found[uid])
				}
			}
		}
	}
	again := build(t, src, site.Options{Previous: s.Record(), Now: noon.AddDate(0, 0, 1)})
	if !record.Compare(s.Record(), again.Record()).None() || again.Record().Events[0].Sequence != 8 {
		t.Errorf("nothing has changed, and yet %v", again.Record().Events)
	}
	var text strings.Builder
	if err := record.Compare(published, s.Record()).Text(&text); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "”a” ställer in måndag") {
		t.Error(text.String())
	}
}
