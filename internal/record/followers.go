package record

import (
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/swedish"
)

// follow gathers what those who follow each calendar see.
type follow struct {
	now *Record
	by  map[string][]string // by the calendar's name
}

// add notes an entry that differs, and the verb of what becomes of it.
func (f *follow) add(p pair, verb string) {
	see := func(feeds []string, title, verb string) {
		for _, name := range feeds {
			f.by[name] = append(f.by[name], swedish.Quote(title)+" ("+verb+")")
		}
	}
	const leaves = "lämnar kalendern"
	switch before, after := p.before, p.after; {
	case before == nil:
		see(after.Feeds, after.Title, appears)
	case after == nil:
		if _, told := f.now.gone(before.UID); told {
			verb = "tas bort"
		}
		see(before.Feeds, before.Title, verb)
	default:
		came := without(after.Feeds, before.Feeds)
		if before.Feeds == nil { // an older record does not know
			came = nil
		}
		if before.Hash != after.Hash {
			see(without(after.Feeds, came), before.Title, verb)
		}
		see(came, after.Title, appears)
		see(without(before.Feeds, after.Feeds), before.Title, leaves)
	}
}

// tellFollowers tells who sees what, of those who follow the same in one sentence.
func (c *Changes) tellFollowers(old *Record, seen follow) {
	titles := map[string][]string{} // of calendars, by what is seen in them
	var order []string
	names := map[string]bool{}
	for _, f := range slices.Concat(seen.now.Feeds, old.Feeds) {
		if len(seen.by[f.Name]) == 0 || names[f.Name] {
			continue
		}
		names[f.Name] = true
		what := named(seen.by[f.Name], "andra", swedish.JoinAnd)
		if titles[what] == nil {
			order = append(order, what)
		}
		titles[what] = append(titles[what], swedish.Quote(f.Title))
	}
	for _, what := range order {
		c.followers.changes = append(c.followers.changes, change{sentence: fmt.Sprintf(
			"Den som följer %s ser %s.", named(titles[what], "andra kalendrar", swedish.JoinOr), what,
		)})
	}
}

// named joins the first of a list, and tells how many more there are.
func named(list []string, others string, join func([]string) string) string {
	if len(list) <= maxNamed {
		return join(list)
	}
	rest := len(list) - maxNamed + 1
	return join(append(slices.Clone(list[:maxNamed-1]), strings.TrimSpace(fmt.Sprintf("%d %s", rest, others))))
}
