package record

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// madeUpPages makes the record of some pages, of which two records have most alike.
func madeUpPages(r *rand.Rand) *Record {
	var pages []Page
	for i := range 12 {
		if r.IntN(5) == 0 {
			continue
		}
		p := Page{Address: fmt.Sprintf("/%02d/", i), Title: fmt.Sprint("Titel ", i), File: fmt.Sprintf("%d.md", i)}
		p.Says = map[string]string{"Text": "a"}
		if r.IntN(6) == 0 {
			p.Title += " ny"
		}
		p.Says["Rubrik"] = p.Title
		for _, part := range []string{"Text", "RUS-områden", "Plats"} {
			switch r.IntN(8) {
			case 0:
				p.Says[part] = "b"
			case 1:
				delete(p.Says, part)
			}
		}
		p.Hash = fmt.Sprint(p.Title, p.Says, r.IntN(3)) // a file may differ in what nobody sees
		p.Draft = r.IntN(10) == 0
		pages = append(pages, p)
	}
	return New(nil, pages, nil)
}

// TestPagesFollow makes up pairs of records: each page that differs in what visitors see is told of once, with its
// address, and in each of its parts that differ; of no other page anything is told.
func TestPagesFollow(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	seen := map[string]int{}
	for range 3000 {
		old, now := madeUpPages(r), madeUpPages(r)
		told := map[string][]string{}
		for _, ch := range Compare(old, now).pages.changes {
			at := strings.LastIndexByte(ch.sentence, ' ') + 1
			told[ch.sentence[at:]] = append(told[ch.sentence[at:]], ch.sentence)
			seen[ch.verb]++
		}
		for i := range 12 {
			address := fmt.Sprintf("/%02d/", i)
			visible := func(of *Record) *Page {
				if p, ok := of.Page(address); ok && !p.Draft {
					return p
				}
				return nil
			}
			before, after := visible(old), visible(now)
			var wants []string
			switch {
			case before == nil && after != nil:
				wants = []string{"tillkommer: "}
			case before != nil && after == nil:
				wants = []string{"försvinner, "}
			case before != nil && after != nil:
				if before.Title != after.Title {
					wants = append(wants, "rubriken ”"+after.Title+"”")
				}
				for _, part := range []string{"Text", "RUS-områden", "Plats"} {
					if before.Says[part] != after.Says[part] {
						wants = append(wants, inSentence(part))
					}
				}
			}
			sentences := told[address]
			if (len(wants) > 0) != (len(sentences) > 0) || len(sentences) > 1 {
				t.Fatalf("%s of %+v and %+v: %q, want %q", address, before, after, sentences, wants)
			}
			for _, want := range wants {
				if !strings.Contains(sentences[0], want) {
					t.Fatalf("%s of %+v and %+v: %q, want %q", address, before, after, sentences, want)
				}
			}
		}
	}
	if len(seen) < 3 {
		t.Errorf("only %v have been made up", seen)
	}
}

// TestEverywhere tells of what all pages have alike in one sentence, however many pages there are, and not at all when
// a record does not know.
func TestEverywhere(t *testing.T) {
	old, now := madeUpPages(rand.New(rand.NewPCG(1, 1))), madeUpPages(rand.New(rand.NewPCG(1, 1)))
	now.Everywhere = map[string]string{"Mallar": "1", "Meny": "2"}
	if c := Compare(old, now); !c.None() {
		t.Errorf("an older record knows of %+v", c.pages.changes)
	}
	old.Everywhere = map[string]string{"Mallar": "2", "Telefon": "2"}
	got := Compare(old, now).pages.changes
	want := "Alla sidor kan se annorlunda ut: mallar, meny och telefon ändras."
	if len(got) != 1 || got[0].sentence != want || got[0].n != 3 {
		t.Errorf("%+v", got)
	}
}

// TestFollowers wants each calendar to be named once, with each entry that its followers see otherwise, and few words
// when all change.
func TestFollowers(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	feeds := []Feed{{"a", "A"}, {"b", "B"}, {"c", "C"}}
	made := func() *Record {
		var events []Event
		for i := range 4 {
			e := Event{
				UID: fmt.Sprint(
					i,
				), Title: fmt.Sprint("E", i), Start: "2027-05-10", End: "2027-05-10", Feeds: []string{},
				Facts: map[string][]string{FactKind: {fmt.Sprint(r.IntN(2))}},
			}
			for _, f := range feeds {
				if r.IntN(2) == 0 {
					e.Feeds = append(e.Feeds, f.Name)
				}
			}
			e.Hash = fmt.Sprint(e.Facts, e.Feeds)
			events = append(events, e)
		}
		record := New(nil, nil, events)
		record.Feeds = feeds
		return record
	}
	for range 500 {
		old, now := made(), made()
		sentences := Compare(old, now).followers.changes
		for _, f := range feeds {
			var of []string
			for _, ch := range sentences {
				if who, what, _ := strings.Cut(ch.sentence, " ser "); strings.Contains(who, "”"+f.Title+"”") {
					of = append(of, what)
				}
			}
			for i := range old.Events {
				before, after := old.Events[i], now.Events[i]
				was, is := slices.Contains(before.Feeds, f.Name), slices.Contains(after.Feeds, f.Name)
				want := ""
				switch {
				case was && !is:
					want = "(lämnar kalendern)"
				case is && !was:
					want = "(tillkommer)"
				case was && is && before.Hash != after.Hash:
					want = "(ändras)"
				}
				got := strings.Contains(strings.Join(of, ""), "”"+after.Title+"” "+want)
				if mentioned := strings.Contains(strings.Join(of, ""), after.Title); len(of) > 1 ||
					mentioned != (want != "") || want != "" && !got {
					t.Fatalf("%s, %+v and %+v: %q, want %q", f.Name, before, after, of, want)
				}
			}
		}
	}
	old, now := New(nil, nil, nil), New(nil, nil, nil)
	for i := range 40 {
		now.Feeds = append(now.Feeds, Feed{fmt.Sprintf("%02d", i), fmt.Sprint("Kalender ", i)})
	}
	for i := range 30 {
		e := Event{UID: fmt.Sprintf("%02d", i), Title: "E", Start: "2027-05-10", End: "2027-05-10"}
		for _, f := range now.Feeds {
			e.Feeds = append(e.Feeds, f.Name)
		}
		now.Events = append(now.Events, e)
	}
	var text bytes.Buffer
	if err := Compare(old, now).JSON(&text); err != nil {
		t.Fatal(err)
	}
	want := "Den som följer ”Kalender 0”, ”Kalender 1”, ”Kalender 2”, ”Kalender 3” eller 36 andra kalendrar ser " +
		"”E” (tillkommer), ”E” (tillkommer), ”E” (tillkommer), ”E” (tillkommer) och 26 andra."
	if !strings.Contains(text.String(), want) || strings.Count(text.String(), "Den som följer") != 1 {
		t.Error(text.String())
	}
}
