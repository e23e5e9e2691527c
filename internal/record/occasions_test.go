package record

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"so-in.se/psi/internal/swedish"
)

// madeUpSeries makes the record of a series or a single event: every so many days or months, some occasions excepted,
// called off or moved.
func madeUpSeries(r *rand.Rand) *Event {
	e := &Event{UID: "a", Title: "Cirkel", Status: "CONFIRMED", Facts: map[string][]string{}}
	day := swedish.Date{Year: 2027, Month: 3, Day: 1 + r.IntN(3)}
	wholeDay, hour := r.IntN(4) == 0, 13+r.IntN(3)
	occasion := func(day swedish.Date, hour int) string {
		if wholeDay {
			return day.String() + "/" + day.String()
		}
		at := day.In().Add(time.Duration(hour) * time.Hour)
		at = time.Date(at.Year(), at.Month(), day.Day, hour, 0, 0, 0, at.Location())
		return at.Format(time.RFC3339) + "/" + at.Add(2*time.Hour).Format(time.RFC3339)
	}
	first := occasion(day, hour)
	e.Start, e.End, _ = strings.Cut(first, "/")
	n := []int{1, 5, 8, 30}[r.IntN(4)]
	if n == 1 {
		return e
	}
	step := []int{1, 7, 7, 14, 30}[r.IntN(5)]
	e.Moved = map[string]string{}
	for i := range n {
		on := day.AddDays(i * step)
		if step == 30 {
			on = swedish.Date{Year: 2027 + (2+i)/12, Month: time.Month(1 + (2+i)%12), Day: day.Day}
		}
		o := occasion(on, hour)
		switch r.IntN(12) {
		case 0:
			e.Off = append(e.Off, on.String())
			continue
		case 1:
			continue
		case 2:
			o = occasion(on.AddDays(r.IntN(3)), hour+1)
			e.Moved[on.String()] = o
		}
		e.Occasions = append(e.Occasions, o)
	}
	if len(e.Occasions) == 0 {
		e.Occasions = []string{first}
	}
	slices.Sort(e.Occasions)
	e.Occasions = slices.Compact(e.Occasions)
	return e
}

// TestOccasionsFollow makes up pairs of records: the times after follow from those before and what is told, and each
// occasion is told of once.
func TestOccasionsFollow(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 14))
	kinds := map[string]int{}
	for range 2000 {
		before, after := madeUpSeries(r), madeUpSeries(r)
		if r.IntN(3) == 0 {
			after = moved(before, r.IntN(9)-4)
		}
		c := compareOccasions(before, after)
		goes, comes := slices.Concat(c.off, c.lost), slices.Concat(c.back, c.gained)
		for _, m := range slices.Concat(c.all, c.moved) {
			goes, comes = append(goes, m.from), append(comes, m.to)
		}
		got := slices.Concat(without(before.occasions(), goes), comes)
		slices.Sort(got)
		if want := slices.Sorted(slices.Values(after.occasions())); !slices.Equal(got, want) {
			t.Fatalf("from %v, %+v makes %v, not %v", before, c, got, want)
		}
		for _, list := range [][]string{goes, comes} {
			slices.Sort(list)
			if len(slices.Compact(slices.Clone(list))) != len(list) {
				t.Fatalf("%+v tells of an occasion twice", c)
			}
		}
		c.clauses(func(verb, clause string) {
			kinds[strings.Fields(clause)[0]]++
			if strings.Contains(clause, "T1") || verb == "" || clause == "" {
				t.Fatalf("%q", clause)
			}
		})
		for _, list := range [][]string{c.lost, c.gained, c.off, c.back} {
			readBack(t, list)
		}
		if same := (len(goes)+len(comes) == 0); same != slices.Equal(
			slices.Sorted(slices.Values(before.occasions())), got,
		) {
			t.Fatalf("%v to %v: %+v", before, after, c)
		}
	}
	for _, word := range []string{"flyttas", "flyttar", "ställer", "återtar", "mister", "får"} {
		if kinds[word] < 20 {
			t.Errorf("%d clauses begin with %q", kinds[word], word)
		}
	}
}

// moved returns an event all of whose occasions are some days later.
func moved(e *Event, days int) *Event {
	later := *e
	later.Occasions, later.Moved, later.Off = nil, nil, nil
	shift := func(o string) string {
		s, _ := parseOccasion(o)
		if s.WholeDay {
			return swedish.DateOf(s.Start).AddDays(days).String() + "/" + swedish.DateOf(s.Start).AddDays(days).String()
		}
		return s.Start.AddDate(0, 0, days).Format(time.RFC3339) + "/" + s.End.AddDate(0, 0, days).Format(time.RFC3339)
	}
	for _, o := range e.Occasions {
		later.Occasions = append(later.Occasions, shift(o))
	}
	later.Start, later.End, _ = strings.Cut(shift(e.Start+"/"+e.End), "/")
	return &later
}

// readBack finds in the words for occasions each of them, and no other.
func readBack(t *testing.T, occasions []string) {
	t.Helper()
	at := map[[2]time.Time]string{} // by the clock
	for _, o := range occasions {
		s, _ := parseOccasion(o)
		at[[2]time.Time{wall(s.Start), wall(s.End)}] = o
	}
	words := inWords(occasions)
	var named []string
	for _, r := range runs(occasions) {
		first, ok := parseOccasion(r.occasions[0])
		if !ok {
			t.Fatalf("%q is no occasion", r.occasions[0])
		}
		want := first.String()
		if n := len(r.occasions); n > 1 {
			last, _ := parseOccasion(r.occasions[n-1])
			want = fmt.Sprintf("%d tillfällen (%s från %s till %s)", n, r.step(), first, last)
		}
		if r.String() != want || !strings.Contains(words, want) {
			t.Fatalf("%q, not %q", r, want)
		}
		for i := range r.occasions {
			from := wall(first.Start).AddDate(0, i*r.months, i*r.days)
			to := from.Add(wall(first.End).Sub(wall(first.Start)))
			named = append(named, at[[2]time.Time{from, to}])
		}
	}
	slices.Sort(named)
	if want := slices.Sorted(slices.Values(occasions)); !slices.Equal(named, want) {
		t.Fatalf("%s\nnames %v, not %v", words, named, want)
	}
}
