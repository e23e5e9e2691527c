package site_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// TestEventsTogether compares kalender/aktiviteter.jsonld with the pages: it holds every event that they tell of, word
// for word, each once, under a name of its own.
func TestEventsTogether(t *testing.T) {
	for name, files := range linkedSites(t) {
		t.Run(name, func(t *testing.T) {
			const export = "kalender/aktiviteter.jsonld"
			together := map[any]node{}
			j := &judge{t: t, page: export, files: files, seen: map[string]int{}}
			for _, n := range readGraph(t, export, files[export]) {
				if together[n["@id"]] != nil {
					t.Errorf("%v names two events", n["@id"])
				}
				together[n["@id"]] = n
				j.node(n)
			}
			pages := 0
			for path, data := range files {
				if !strings.HasSuffix(path, ".html") {
					continue
				}
				for _, n := range linkedData(t, path, data) {
					if n["@type"] == "Event" {
						pages++
						if d := cmp.Diff(n, together[n["@id"]]); d != "" {
							t.Errorf("%s tells otherwise (-page +together):\n%s", path, d)
						}
					}
				}
			}
			if pages == 0 || pages > len(together) {
				t.Errorf("%d events on pages, %d together", pages, len(together))
			}
		})
	}
}

// TestEventNames wants an event to keep its name when it is moved or called off, alone or within a series.
func TestEventNames(t *testing.T) {
	const base = "https://example.org/kalender/aktiviteter.jsonld#"
	for _, c := range []struct {
		name  string
		lines []string
		want  []string // @id, start, status, time before
	}{
		{"new", []string{"start: 2027-05-10 13:00", "end: 2027-05-10 16:00"},
			[]string{"x@so-in.se 2027-05-10T13:00:00+02:00 EventScheduled <nil>"}},
		{"moved", []string{"start: 2027-05-11", "status: flyttad", "moved_from: 2027-05-10"},
			[]string{"x@so-in.se 2027-05-11 EventRescheduled 2027-05-10"}},
		{"cancelled", []string{"start: 2024-05-10", "status: inställd"},
			[]string{"x@so-in.se 2024-05-10 EventCancelled <nil>"}},
		{"invited", []string{"start: 2027-05-10", `uid: "a^b-1@example.org"`},
			[]string{"a%5Eb-1@example.org 2027-05-10 EventScheduled <nil>"}},
		{
			"series",
			[]string{"start: 2026-11-09", "repeats:", "  unit: vecka", "  times: 4", "  except: [2026-11-16]",
				"  moved:", "    - {from: 2026-11-09, start: 2026-11-10}",
				"    - {from: 2026-11-30, start: 2026-12-24}"},
			[]string{"x@so-in.se 2026-11-10 EventRescheduled 2026-11-09",
				"x@so-in.se/2026-11-23 2026-11-23 EventScheduled <nil>",
				"x@so-in.se/2026-11-30 2026-12-24 EventRescheduled 2026-11-30"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := empty(t)
			activity(src, "x", append(c.lines, "kind: annat", "place: Folkets hus, Hallsberg")...)
			data := rendered(t, build(t, src, site.Options{}))["kalender/aktiviteter.jsonld"]
			var got []string
			for _, n := range readGraph(t, c.name, data) {
				status := strings.TrimPrefix(fmt.Sprint(n["eventStatus"]), "https://schema.org/")
				got = append(got, strings.TrimPrefix(fmt.Sprint(
					n["@id"], " ", n["startDate"], " ", status, " ", n["previousStartDate"],
				), base))
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
			if !bytes.Contains(data, []byte(`"Hallsbergs kommun"`)) {
				t.Errorf("no municipality: %s", data)
			}
		})
	}
}

// TestOldCalendars wants lists on other websites to go on when a part gets another name.
func TestOldCalendars(t *testing.T) {
	src := empty(t)
	put(src, "parter/kumla-kommun.md",
		"---\ntitle: Kumla kommun\nsector: offentlig\nold_paths: [/parter/kumla/]\n---\n")
	activity(src, "a", "kind: workshop", "start: 2027-05-10", "organizers: [kumla-kommun]")
	data := rendered(t, build(t, src, site.Options{}))["kalender/aktiviteter.json"]
	var got struct {
		Calendars  []struct{ Name, Title string }
		Activities []struct{ Calendars []string }
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	want := []string{"part/kumla", "part/kumla-kommun", "psi", "workshoppar"}
	if d := cmp.Diff(want, got.Activities[0].Calendars); d != "" {
		t.Error(d)
	}
	known := map[string]string{}
	for _, c := range got.Calendars {
		known[c.Name] = c.Title
	}
	if known["part/kumla"] != "Kumla kommun" || known["part/kumla-kommun"] != "Kumla kommun" ||
		known["tema/klimat"] == "" {
		t.Errorf("%v", known)
	}
}

const tableFile = "kalender/aktiviteter.csv"

// oddTable is a site whose activities have in them all that CSV and spreadsheets are particular about.
func oddTable(t *testing.T) fstest.MapFS {
	t.Helper()
	src := empty(t)
	activity(src, "a", "kind: workshop", "start: 2027-05-10 13:00", "end: 2027-05-10 16:30", "place: Torget; Örebro",
		"address: '@SUM(1)'", "cost: '-100 kr \"per\" dag'", "summary: '=HYPERLINK(\"http://x\"; \"y\")'",
		"online: https://example.org/?a=1;b=2", "organizers: [kumla-kommun]", "themes: [klimat, studier]",
		"status: flyttad", "moved_from: 2027-05-03 09:00",
		"registration:", "  url: https://example.org/anmalan", "  last_day: 2027-05-01")
	activity(src, "b", "kind: annat", "start: 2027-06-01", "end: 2027-06-02", "summary: '+46 är landets nummer.'",
		"municipality: Nora")
	return src
}

// readTable reads the table strictly, as RFC 4180 has it.
func readTable(t *testing.T, data []byte) [][]string {
	t.Helper()
	text, ok := bytes.CutPrefix(data, []byte("\xef\xbb\xbf"))
	if !ok || bytes.Count(text, []byte("\n")) != bytes.Count(text, []byte("\r\n")) ||
		!bytes.HasSuffix(text, []byte("\r\n")) {
		t.Errorf("no byte order mark, or bare line feeds: %q", data)
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestTable reads kalender/aktiviteter.csv back.
func TestTable(t *testing.T) {
	rows := readTable(t, rendered(t, build(t, oddTable(t), site.Options{}))[tableFile])
	want := [][2]string{
		{"Rubrik", "a|b"}, {"Slag", "workshop|annat"}, {"Läge", "flyttad|planerad"},
		{"Startdag", "2027-05-10|2027-06-01"}, {"Starttid", "13:00|"}, {"Slutdag", "2027-05-10|2027-06-02"},
		{"Sluttid", "16:30|"}, {"Flyttad från dag", "2027-05-03|"}, {"Flyttad från tid", "09:00|"},
		{"Plats", "Torget; Örebro|"}, {"Adress", "'@SUM(1)|"}, {"Kommun", "|Nora"},
		{"Länk för att delta", "https://example.org/?a=1;b=2|"}, {"För vem", "|"}, {"Kostnad", `'-100 kr "per" dag|`},
		{"Anmälan på webben", "https://example.org/anmalan|"}, {"Anmälan med e-post", "|"},
		{"Sista anmälningsdag", "2027-05-01|"}, {"Kontakt", "|"}, {"Arrangörer", "Kumla kommun|"},
		{"Teman", "Klimat & miljö, Studier|"},
		{"Sammanfattning", `'=HYPERLINK("http://x"; "y")|'+46 är landets nummer.`},
		{"Sida", "https://example.org/aktiviteter/a/|https://example.org/aktiviteter/b/"},
		{
			"Kalenderfil",
			"https://example.org/kalender/aktivitet/a.ics|https://example.org/kalender/aktivitet/b.ics",
		},
		{"Beteckning", "a@so-in.se|b@so-in.se"},
	}
	if len(rows) != 3 {
		t.Fatalf("%d rows", len(rows))
	}
	var got [][2]string
	for i, name := range rows[0] {
		got = append(got, [2]string{name, rows[1][i] + "|" + rows[2][i]})
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestTableInPython has Python's reader, which knows nothing of ours, read the tables of all sites: it finds the same
// cells, and none that begins like a formula.
func TestTableInPython(t *testing.T) {
	python := psitest.Program(t, "python3")
	const script = `
import csv, io, json, sys
text = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
json.dump(list(csv.reader(text, delimiter=";", strict=True)), sys.stdout)`
	sites := linkedSites(t)
	sites["odd"] = rendered(t, build(t, oddTable(t), site.Options{}))
	for name, files := range sites {
		cmd := exec.Command(python, "-c", script)
		cmd.Stdin = bytes.NewReader(files[tableFile])
		out, err := cmd.Output()
		var rows [][]string
		if err == nil {
			err = json.Unmarshal(out, &rows)
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if d := cmp.Diff(readTable(t, files[tableFile]), rows); d != "" {
			t.Errorf("%s (-Go +Python):\n%s", name, d)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.Contains("=+-@\t\r", cell[:1]) {
					t.Errorf("%s: the cell %q is a formula", name, cell)
				}
			}
		}
	}
}
