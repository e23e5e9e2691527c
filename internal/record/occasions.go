package record

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"so-in.se/psi/internal/swedish"
)

// occasionChange is how the times of an entry differ. Each occasion of the one that the other lacks is told of once, so
// that the new times follow from the old ones: what is lost, off or the first of a pair goes, what is gained, back or
// the second of a pair comes.
type occasionChange struct {
	// all is set when all occasions move, each as far as every other, but for those that were moved or called off one
	// by one.
	all []move
	// moved are single occasions of a series that were moved, or moved back.
	moved []move
	// off are occasions of a series that were called off, which subscribers are told; back are those that take place
	// again.
	off, back    []string
	lost, gained []string
}

// move is an occasion before and after.
type move struct{ from, to string }

// compareOccasions finds how the times of an entry differ.
func compareOccasions(before, after *Event) occasionChange {
	var c occasionChange
	old, now := before.occasions(), after.occasions()
	lost := without(old, now)
	c.lost, c.gained = slices.Clone(lost), without(now, old)
	take := func(from *[]string, o string) bool {
		at := slices.Index(*from, o)
		if at >= 0 {
			*from = slices.Delete(*from, at, at+1)
		}
		return at >= 0
	}
	for _, day := range without(after.Off, before.Off) {
		if o := before.on(day); take(&c.lost, o) {
			c.off = append(c.off, o)
		}
	}
	for _, day := range without(before.Off, after.Off) {
		if o := after.on(day); take(&c.gained, o) {
			c.back = append(c.back, o)
		}
	}
	days := slices.Concat(slices.Collect(maps.Keys(before.Moved)), slices.Collect(maps.Keys(after.Moved)))
	slices.Sort(days)
	for _, day := range slices.Compact(days) {
		m := move{before.on(day), after.on(day)}
		if slices.Contains(c.lost, m.from) && slices.Contains(c.gained, m.to) {
			take(&c.lost, m.from)
			take(&c.gained, m.to)
			c.moved = append(c.moved, m)
		}
	}
	stays := func(o string) bool { return !slices.Contains(lost, o) && !before.isMoved(o) }
	if len(c.lost) > 0 && !slices.ContainsFunc(old, stays) {
		c.all = alike(c.lost, c.gained)
		for _, m := range c.all {
			take(&c.lost, m.from)
			take(&c.gained, m.to)
		}
	}
	if len(c.all) == 1 && len(old) > 1 {
		c.all, c.moved = nil, append(c.moved, c.all[0])
	}
	return c
}

// without returns what is in a list and not in another.
func without(list, other []string) []string {
	var rest []string
	for _, s := range list {
		if !slices.Contains(other, s) {
			rest = append(rest, s)
		}
	}
	return rest
}

// alike pairs each old occasion with a new one that lies as far from it by the clock as those of all other pairs: on
// the same day if there are such, else one by one. It returns none when they do not lie so.
func alike(old, now []string) []move {
	spans := make(map[Span]string, len(now))
	for _, o := range now {
		if s, ok := wallSpan(o); ok {
			spans[s] = o
		}
	}
	first, ok := wallSpan(old[0])
	if !ok {
		return nil
	}
	var meant []string
	for _, o := range now {
		if dayOf(o) == dayOf(old[0]) {
			meant = append(meant, o)
		}
	}
	if len(old) == len(now) {
		meant = append(meant, now[0])
	}
	for _, o := range meant {
		to, ok := wallSpan(o)
		if !ok || to.WholeDay != first.WholeDay && len(old) > 1 {
			continue
		}
		pairs := []move{{old[0], o}}
		start, end := to.Start.Sub(first.Start), to.End.Sub(first.End)
		for _, other := range old[1:] {
			s, ok := wallSpan(other)
			if o := spans[Span{s.Start.Add(start), s.End.Add(end), s.WholeDay}]; ok && o != "" {
				pairs = append(pairs, move{other, o})
			}
		}
		if len(pairs) == len(old) {
			return pairs
		}
	}
	return nil
}

// wallSpan returns an occasion by the clock.
func wallSpan(occasion string) (Span, bool) {
	s, ok := parseOccasion(occasion)
	return Span{wall(s.Start), wall(s.End), s.WholeDay}, ok
}

// wall returns what clocks in Stockholm show, as a time in UTC with the same digits.
func wall(t time.Time) time.Time {
	t = t.In(swedish.Zone())
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
}

// clauses tells of the change, the verbs beside the clauses.
func (c *occasionChange) clauses(add func(verb, clause string)) {
	switch n := len(c.all); {
	case n == 1:
		add(isMoved, "flyttas från "+spanOf(c.all[0].from)+" till "+spanOf(c.all[0].to))
	case n > 1:
		first, last := c.all[0], c.all[n-1]
		add(isMoved, fmt.Sprintf(
			"flyttar %d tillfällen lika mycket, det första från %s till %s och det sista från %s till %s",
			n, spanOf(first.from), spanOf(first.to), spanOf(last.from), spanOf(last.to),
		))
	}
	for _, m := range c.moved {
		add(isChanged, "flyttar tillfället "+spanOf(m.from)+" till "+spanOf(m.to))
	}
	if len(c.off) > 0 {
		add(isChanged, "ställer in "+inWords(c.off))
	}
	if len(c.back) > 0 {
		add(isChanged, "återtar "+inWords(c.back)+", som var inställt")
	}
	if len(c.lost) > 0 {
		add(isChanged, "mister "+inWords(c.lost))
	}
	if len(c.gained) > 0 {
		add(isChanged, "får "+inWords(c.gained))
	}
}

// spanOf writes an occasion as people do; as it stands when it is none.
func spanOf(occasion string) string {
	if s, ok := parseOccasion(occasion); ok {
		return s.String()
	}
	return occasion
}

// inWords names occasions: those that follow each other evenly together, by the first and the last of them.
func inWords(occasions []string) string {
	var words []string
	for _, r := range runs(occasions) {
		words = append(words, r.String())
	}
	return swedish.JoinAnd(words)
}

// run is occasions that follow each other evenly: every so many days, or every so many months.
type run struct {
	occasions    []string
	days, months int
}

const (
	// shortest is how many occasions a run has at least; fewer are named one by one.
	shortest = 4
	// nearest is how many of the occasions after the first are tried as a run's second: all of a week, and one more.
	nearest = 8
)

// runs parts occasions into runs, in order. Each occasion goes to the longest run that begins with the first one left.
func runs(occasions []string) []run {
	spans := make(map[string]Span, len(occasions))
	for _, o := range occasions {
		if s, ok := wallSpan(o); ok {
			spans[o] = s
		}
	}
	var list []run
	for rest := occasions; len(rest) > 0; {
		longest := run{occasions: rest[:1]}
		for next := 1; next < min(len(rest), nearest); next++ {
			for _, r := range runsFrom(rest, next, spans) {
				if len(r.occasions) >= shortest && len(r.occasions) > len(longest.occasions) {
					longest = r
				}
			}
		}
		list = append(list, longest)
		rest = slices.DeleteFunc(
			slices.Clone(rest), func(o string) bool { return slices.Contains(longest.occasions, o) },
		)
	}
	return list
}

// runsFrom returns the runs, by days and by months, that begin with the first occasion and another one. The spans are
// by the clock.
func runsFrom(occasions []string, next int, spans map[string]Span) []run {
	first, ok1 := spans[occasions[0]]
	second, ok2 := spans[occasions[next]]
	if !ok1 || !ok2 {
		return nil
	}
	var list []run
	if apart := second.Start.Sub(first.Start); apart > 0 && apart%(24*time.Hour) == 0 {
		list = append(list, run{days: int(apart / (24 * time.Hour))})
	}
	months := 12*(second.Start.Year()-first.Start.Year()) + int(second.Start.Month()-first.Start.Month())
	if months > 0 && first.Start.AddDate(0, months, 0).Equal(second.Start) {
		list = append(list, run{months: months})
	}
	lasts := first.End.Sub(first.Start)
	for i := range list {
		r := &list[i]
		for _, o := range occasions {
			n := len(r.occasions)
			due := first.Start.AddDate(0, n*r.months, n*r.days)
			if s, ok := spans[o]; ok && s == (Span{due, due.Add(lasts), first.WholeDay}) {
				r.occasions = append(r.occasions, o)
			}
		}
	}
	return list
}

// String names the run in Swedish.
func (r run) String() string {
	n := len(r.occasions)
	if n < shortest {
		return spanOf(r.occasions[0])
	}
	return fmt.Sprintf(
		"%d tillfällen (%s från %s till %s)", n, r.step(), spanOf(r.occasions[0]), spanOf(r.occasions[n-1]),
	)
}

// step names the distance from one occasion of a run to the next.
func (r run) step() string {
	ordinals := [...]string{3: "tredje", 4: "fjärde", 5: "femte", 6: "sjätte"}
	every := func(n int, one, other string) string {
		switch {
		case n == 1:
			return "varje " + one
		case n == 2:
			return other + " " + one
		case n < len(ordinals):
			return "var " + ordinals[n] + " " + one
		}
		return fmt.Sprintf("var %d:e %s", n, one)
	}
	switch {
	case r.months > 0:
		return every(r.months, "månad", "varannan")
	case r.days%7 == 0:
		return every(r.days/7, "vecka", "varannan")
	}
	return every(r.days, "dag", "varannan")
}
