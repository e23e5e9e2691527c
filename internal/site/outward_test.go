package site_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
				"  moved:", "    - {from: 2026-11-09, start: 2026-11-10}", "    - {from: 2026-11-30, start: 2026-12-24}"},
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
