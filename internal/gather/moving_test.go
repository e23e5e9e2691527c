package gather_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/psitest"
)

// TestMovesIn imports whole calendars of each dialect, what has been too: each event becomes one entry under its own
// UID, the addresses of their pages lead on, and a second import changes nothing.
func TestMovesIn(t *testing.T) {
	psitest.Serial(t)
	for _, d := range dialects {
		r := &region{Rand: rand.New(rand.NewPCG(51, 52)), truth: map[string]editor.Outcome{}}
		var events []made
		for i := range 300 {
			e := r.event()
			e.start = e.start.AddDate(0, -i/5, 0)
			e.cancelled = i%29 == 0
			events = append(events, e)
		}
		inv, err := ical.Read(bytes.NewReader(d.write("kalender.exempel.se", events)))
		if err != nil {
			t.Fatal(err)
		}
		src := fstest.MapFS{
			"site.yaml": {Data: []byte("name: Nätet\naddress: https://www.example.org\nemail: natet@example.org\n")},
			"index.md":  {Data: []byte("---\ntitle: Start\n---\n")},
		}
		for _, update := range []bool{false, true, false} {
			done, err := editor.Import(src, inv, editor.Options{Update: update, Now: now})
			if err != nil || len(done.Refused) > 0 || len(done.Files) != len(events) {
				t.Fatalf("%s: %v, %d files, %+v", d.name, err, len(done.Files), done.Refused)
			}
			again := len(src) > 2
			for _, f := range done.Files {
				if f.New == again || len(f.Changes) > 0 {
					t.Fatalf("%s: a second time %s is changed: %q", d.name, f.Name, f.Changes)
				}
				src[f.Name] = &fstest.MapFile{Data: f.Data}
			}
		}
		c, err := content.Load(src, content.Options{Drafts: true})
		if err != nil {
			t.Fatal(err)
		}
		byUID := map[string]*content.Activity{}
		for _, a := range content.List[*content.Activity](c) {
			byUID[a.UID] = a
		}
		for _, e := range events {
			a := byUID[d.uid("kalender.exempel.se", e)]
			switch {
			case a == nil || a.Title != e.title || !a.When.Start.Equal(e.start) ||
				(a.Status == content.Cancelled) != e.cancelled:
				t.Errorf("%s: %+v is %+v", d.name, e, a)
			case strings.Contains(string(src[a.File].Data), "https://kalender.exempel.se/"):
				t.Errorf("%s still leads to where it was:\n%s", d.name, src[a.File].Data)
			case len(a.OldPaths) != map[bool]int{true: 1}[d.name == "The Events Calendar" || d.name == "Indico" ||
				d.name == "pretalx"]:
				t.Errorf("%s: the old paths are %v", d.name, a.OldPaths)
			}
		}
	}
}
