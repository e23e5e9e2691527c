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
			case changed && (got.Sequence != before.Sequence+1 || !got.Modified.After(before.Modified) || got.Created != before.Created):
				t.Fatalf("a change made %v of %v", got, before)
			}
			before = got
			published = record.New(nil, nil, []record.Event{{UID: "b@so-in.se"}, {UID: "a@so-in.se", Hash: hash, Stamps: got}})
		}
	}
}

// TestEncode writes a record and reads it back.
func TestEncode(t *testing.T) {
	want := record.New([]string{"psi.json", "index.html"}, []record.Page{{Address: "/b/", Title: "Å & <ä>"}, {Address: "/a/", MovedTo: "/b/"}},
		[]record.Event{{UID: "z@so-in.se", Stamps: record.Stamps{Sequence: 7, Created: noon, Modified: noon}, Occasions: []string{"2027-01-01/2027-01-01"}}, {UID: "a@so-in.se", LastDay: true}})
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
		`{"version":1,"events":[{"uid":"a","sequence":-1}]}`:  "SEQUENCE",
		`{"version":1,"events":[{"uid":"a","modified":"x"}]}`: "parsing time",
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
	got, err := record.Decode(strings.NewReader(`{"version":1,"files":["psi.json"],"pages":[{"address":"/"}],"events":[{"uid":"a","sequence":2,"later":"unknown"}],"later":1}`))
	if err != nil || got.Events[0].Sequence != 2 || got.Events[0].LastDay {
		t.Errorf("%v, %v", got, err)
	}
}
