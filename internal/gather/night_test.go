package gather_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/psitest"
)

// nothing is the outcome of what has not changed, or is not to be taken.
const nothing editor.Outcome = -1

var outcomeNames = map[editor.Outcome]string{
	nothing: "nothing", editor.Drafted: "new", editor.Changed: "changed", editor.CalledOff: "cancelled",
	editor.Alike: "the same?", editor.Asked: "asked", editor.Withdrawn: "withdrawn",
}

// night fetches the calendars, gathers them and writes the files. It returns the outcome of each event.
func night(t *testing.T, server *httptest.Server, r *region, src fstest.MapFS, at time.Time) (
	*editor.Gathered, map[string]editor.Outcome,
) {
	t.Helper()
	c, err := content.Load(src, content.Options{Drafts: true})
	if err != nil {
		t.Fatal(err)
	}
	var addresses []string
	for _, f := range c.Settings.Feeds {
		addresses = append(addresses, f.Address)
	}
	answers := fetcher(server).Fetch(context.Background(), addresses, nil)
	var fetched []editor.Fetched
	for i := range c.Settings.Feeds {
		f := editor.Fetched{Feed: &c.Settings.Feeds[i]}
		if a := answers[f.Feed.Address]; a.Fault != nil {
			f.Err = a.Fault
		} else {
			f.Invitation, f.Err = ical.Read(bytes.NewReader(a.Body))
		}
		fetched = append(fetched, f)
	}
	done, err := editor.Gather(src, fetched, at)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range done.Files {
		src[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	said := map[string]editor.Outcome{}
	for _, f := range done.Findings {
		i := slices.Index(addresses, f.Feed.Address)
		key := r.parts[i].key(f.UID)
		if _, twice := said[key]; twice {
			t.Errorf("%s: told twice", key)
		}
		said[key] = f.Outcome
	}
	return done, said
}

// A confusion counts what was said of events by what is true: the first of each is nothing.
type confusion [7][7]int

func (c *confusion) count(t *testing.T, r *region, said map[string]editor.Outcome) {
	for key, truth := range r.truth {
		got, ok := said[key]
		if !ok {
			got = nothing
		}
		if c[truth+1][got+1]++; got != truth {
			t.Logf("%s, %s: %s, not %s", key, r.find(key), outcomeNames[got], outcomeNames[truth])
		}
	}
	for key, got := range said {
		if _, ok := r.truth[key]; !ok {
			c[0][got+1]++
			t.Logf("%s: %s, and there is no such event", key, outcomeNames[got])
		}
	}
}

// judge fails where too much is wrong.
func (c *confusion) judge(t *testing.T) {
	const least = 0.98
	for o := editor.Drafted; o <= editor.Withdrawn; o++ {
		right, true, told := c[o+1][o+1], 0, 0
		for i := range c {
			true += c[o+1][i]
			told += c[i][o+1]
		}
		precision, recall := float64(right)/float64(max(told, 1)), float64(right)/float64(max(true, 1))
		t.Logf("%-10s %4d true, %4d told, %4d right: precision %.3f, recall %.3f", outcomeNames[o], true, told, right,
			precision, recall)
		if true+told > 0 && (precision < least || recall < least) {
			t.Errorf("%s: too much is wrong", outcomeNames[o])
		}
	}
	for i, row := range c {
		t.Logf("true %-10s told %4d", outcomeNames[editor.Outcome(i-1)], row)
	}
}

// TestNights gathers the calendars of 40 made-up parts in six dialects, and of seven servers that are up to no good, on
// two nights. In the second there are 200 duplicates, moves and cancellations, and much that is only like a duplicate.
// What gather says of each event is held against what is true.
func TestNights(t *testing.T) {
	psitest.Serial(t)
	r := &region{Rand: rand.New(rand.NewPCG(41, 42)), truth: map[string]editor.Outcome{}}
	mux := http.NewServeMux()
	server := httptest.NewTLSServer(mux)
	defer server.Close()
	var addresses []string
	closed := map[*part]bool{}
	for i := range 40 {
		p := &part{host: fmt.Sprintf("part%02d.exempel.se", i), dialect: dialects[i%len(dialects)]}
		r.parts = append(r.parts, p)
		for range 28 {
			r.add(p, r.event(), editor.Drafted)
		}
		past := r.event()
		past.start = past.start.AddDate(-2, 0, 0)
		r.add(p, past, nothing)
		mux.HandleFunc("/"+p.host, func(w http.ResponseWriter, _ *http.Request) {
			if closed[p] {
				w.WriteHeader(http.StatusBadGateway)
			} else {
				_, _ = w.Write(p.write(p.host, p.events))
			}
		})
		addresses = append(addresses, server.URL+"/"+p.host)
	}
	for i, body := range []string{
		"<html>", "\x00\x01\x02", "", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY",
		strings.Repeat("BEGIN:VCALENDAR\r\n", 600000), "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
	} {
		path := fmt.Sprintf("/ond%d", i)
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, body) })
		addresses = append(addresses, server.URL+path)
	}
	mux.Handle("/runt", http.RedirectHandler("/runt", http.StatusFound))
	addresses = append(addresses, server.URL+"/runt")

	src := r.content(t, addresses)
	again := func(at time.Time) {
		t.Helper()
		if done, _ := night(t, server, r, src, at); len(done.Files) > 0 {
			t.Errorf(
				"a second time %d files are changed: %s %q",
				len(done.Files),
				done.Files[0].Name,
				done.Files[0].Changes,
			)
		}
	}
	done, said := night(t, server, r, src, now)
	if done.Read != 40 || len(done.Failed) != 7 {
		t.Errorf("%d read, %d failed", done.Read, len(done.Failed))
	}
	var all confusion
	all.count(t, r, said)
	again(now)

	for key, o := range r.truth {
		if got := said[key]; o == editor.Drafted || got != o {
			r.truth[key] = nothing // what was wrong is counted once
		}
	}
	r.nextDay(closed)
	_, said = night(t, server, r, src, now.AddDate(0, 0, 1))
	all.count(t, r, said)
	again(now.AddDate(0, 0, 1))
	all.judge(t)
}

// nextDay lets a day pass: one server is out of order, and in the other calendars much has changed.
func (r *region) nextDay(closed map[*part]bool) {
	closed[r.parts[7]] = true
	for _, e := range r.parts[7].events {
		r.say(r.parts[7], e, nothing)
	}
	touched := map[int]bool{}
	some := func() (*part, int) { // an event that is still as it was
		for {
			p := pick(r, r.parts)
			i := r.IntN(28)
			if e := p.events[i]; !touched[e.number] && !closed[p] && e.start.After(now.AddDate(0, 0, 20)) {
				touched[e.number] = true
				return p, i
			}
		}
	}
	elsewhere := func(p *part) *part {
		for {
			if q := pick(r, r.parts); q != p && !closed[q] {
				return q
			}
		}
	}
	for range 70 { // duplicates
		p, i := some()
		q := elsewhere(p)
		r.add(q, r.other(p.events[i]), editor.Alike)
	}
	for range 80 { // moves
		p, i := some()
		e := &p.events[i]
		e.start, e.changes = e.start.AddDate(0, 0, 1+r.IntN(9)), e.changes+1
		if !e.wholeDay && r.IntN(2) == 0 {
			e.start = e.start.Add(time.Hour)
		}
		r.say(p, *e, editor.Changed)
	}
	for range 50 { // cancellations
		p, i := some()
		p.events[i].cancelled = true
		p.events[i].changes++
		r.say(p, p.events[i], editor.CalledOff)
	}
	for range 30 { // another place
		p, i := some()
		p.events[i].place = "Tåghallen, Örebro"
		r.say(p, p.events[i], editor.Changed)
	}
	for range 120 { // like a duplicate, and none
		p, i := some()
		q := elsewhere(p)
		r.add(q, r.near(p.events[i]), editor.Drafted)
	}
	for range 40 {
		p := elsewhere(nil)
		r.add(p, r.event(), editor.Drafted)
	}
	gone := map[int]bool{}
	for range 40 {
		p, i := some()
		gone[p.events[i].number] = true
		r.say(p, p.events[i], editor.Withdrawn)
	}
	for _, p := range r.parts {
		p.events = slices.DeleteFunc(p.events, func(e made) bool { return gone[e.number] })
	}
}

// find describes the event of a key.
func (r *region) find(key string) string {
	for _, p := range r.parts {
		for _, e := range p.events {
			if p.key(p.uid(p.host, e)) == key {
				return fmt.Sprintf("%q, %q, %v", e.title, e.place, e.start)
			}
		}
	}
	return "gone"
}
