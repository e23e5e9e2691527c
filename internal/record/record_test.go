package record_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/record"
)

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// TestStamp follows an entry through a life of made-up builds, some with a clock that has been set back.
func TestStamp(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		published := new(record.Record)
		now := noon
		var before record.Stamps
		hash := ""
		for build := range 20 {
			now = now.Add(time.Duration(r.IntN(1000)-200) * time.Second)
			changed := build == 0 || r.IntN(3) == 0
			if changed {
				hash = fmt.Sprint(build)
			}
			got := published.Stamp("a@so-in.se", hash, now)
			switch {
			case build == 0:
				if want := (record.Stamps{Created: now, Modified: now}); got != want {
					t.Fatalf("a new entry: %v, want %v", got, want)
				}
			case !changed && got != before:
				t.Fatalf("nothing changed, but %v became %v", before, got)
			case changed && (got.Sequence != before.Sequence+1 || !got.Modified.After(before.Modified) ||
				got.Created != before.Created):
				t.Fatalf("a change made %v of %v", got, before)
			}
			before = got
			published = record.New(
				nil, nil, []record.Event{{UID: "b@so-in.se"}, {UID: "a@so-in.se", Hash: hash, Stamps: got}},
			)
		}
	}
}

// TestModified follows a page: its time stays while its hash does, and rises with it, also when the clock goes back.
func TestModified(t *testing.T) {
	later := noon.Add(time.Hour)
	published := record.New(nil, []record.Page{
		{Address: "/same/", Hash: "1", Modified: noon}, {Address: "/older/", Hash: "1"},
		{Address: "/draft/", Hash: "1", Modified: noon, Draft: true},
		{Address: "/moved/", MovedTo: "/same/"},
	}, nil)
	for _, c := range []struct {
		address, hash string
		now, want     time.Time
	}{
		{"/same/", "1", later, noon},
		{"/same/", "2", later, later},
		{"/same/", "2", noon.Add(-time.Hour), noon.Add(time.Second)},
		{"/older/", "1", later, time.Time{}},
		{"/older/", "2", later, later},
		{"/draft/", "1", later, later},
		{"/moved/", "1", later, later},
		{"/new/", "1", later.Add(time.Millisecond).In(time.FixedZone("elsewhere", 3600)), later},
	} {
		if got := published.Modified(c.address, c.hash, c.now); got != c.want {
			t.Errorf("%s with hash %s at %v: %v, want %v", c.address, c.hash, c.now, got, c.want)
		}
	}
	var text bytes.Buffer
	if err := published.Encode(&text); err != nil || strings.Count(text.String(), `"modified"`) != 2 {
		t.Errorf("%s %v", &text, err)
	}
}

// TestEncode writes a record and reads it back.
func TestEncode(t *testing.T) {
	want := record.New(
		[]string{"psi.json", "index.html"},
		[]record.Page{{Address: "/b/", Title: "Å & <ä>"}, {Address: "/a/", MovedTo: "/b/"}},
		[]record.Event{
			{
				UID: "z@so-in.se", Stamps: record.Stamps{Sequence: 7, Created: noon, Modified: noon},
				Occasions: []string{"2027-01-01/2027-01-01"}, Off: []string{"2027-01-08"},
				Moved: map[string]string{"2027-01-02": "2027-01-01/2027-01-01"},
				Facts: map[string][]string{
					record.FactCost: {"Gratis"},
				}, Feeds: []string{"psi"}, Left: []string{"oppna"},
			},
			{UID: "a@so-in.se", LastDay: true},
		},
	)
	want.Site = &record.Site{Name: "Nätverket", ShortName: "PSI", Address: "https://www.so-in.se", Email: "a@so-in.se"}
	want.Feeds = []record.Feed{{Name: "oppna", Title: "Öppna för alla"}}
	want.Gone = []record.Event{{UID: "gone", Start: "2027-01-01", End: "2027-01-01"}}
	var first, second bytes.Buffer
	if err := want.Encode(&first); err != nil {
		t.Fatal(err)
	}
	got, err := record.Decode(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if err := got.Encode(&second); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("the second time it is written otherwise (%v)", err)
	}
	if p, ok := got.Page("/a/"); !ok || p.MovedTo != "/b/" {
		t.Errorf("/a/ is %v", p)
	}
	if _, ok := got.Event("m@so-in.se"); ok {
		t.Error("an entry that isn't there was found")
	}
}

func TestDecodeFaults(t *testing.T) {
	for src, want := range map[string]string{
		"":                                    "unexpected end",
		"null":                                "no version",
		"[]":                                  "cannot unmarshal",
		"<!doctype html>":                     "invalid character",
		`{}`:                                  "no version",
		`{"version":-1}`:                      "no version",
		`{"version":2}`:                       "newer psi",
		`{"version":1}{}`:                     "after top-level",
		`{"version":1,"events":[{"uid":""}]}`: "without a UID",
		`{"version":1,"pages":[{"file":"/a.md"}]}`:            "no path below", // the folders above it would never end
		`{"version":1,"pages":[{"file":"../a.md"}]}`:          "no path below",
		`{"version":1,"pages":[{"file":"a//b.md"}]}`:          "no path below",
		`{"version":1,"events":[{"uid":"a","sequence":-1}]}`:  "SEQUENCE",
		`{"version":1,"events":[{"uid":"a","modified":"x"}]}`: "parsing time",
		`{"version":1,"gone":[{"uid":"a","start":"igår"}]}`:   "the event a from",
		`{"version":1,"gone":[{"uid":""}]}`:                   "without a UID",
	} {
		if _, err := record.Decode(strings.NewReader(src)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", src, err, want)
		}
	}
	if _, err := record.Decode(strings.NewReader(`{"version":1}`)); err != nil {
		t.Error(err)
	}
}

// TestOldRecord reads the smallest record that ever was: what a field does not say is empty.
func TestOldRecord(t *testing.T) {
	got, err := record.Decode(
		strings.NewReader(
			`{"version":1,"files":["psi.json"],"pages":[{"address":"/"}],"events":[{"uid":"a","sequence":2,"later":"unknown"}],"later":1}`,
		),
	)
	if err != nil || got.Events[0].Sequence != 2 || got.Events[0].LastDay {
		t.Errorf("%v, %v", got, err)
	}
}
