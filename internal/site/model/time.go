package model

import (
	"cmp"
	"slices"

	"so-in.se/psi/internal/content"
)

// chronology lists activities and talks with a date together, in order of time, and the talks without one.
func chronology(c *content.Content) (dated, undated []*content.Activity) {
	dated = slices.Clone(content.List[*content.Activity](c))
	for _, t := range content.List[*content.Samhallssamtal](c) {
		if t.When.IsZero() {
			undated = append(undated, &t.Activity)
		} else {
			dated = append(dated, &t.Activity)
		}
	}
	slices.SortStableFunc(dated, byStart)
	return dated, undated
}

func byStart(x, y *content.Activity) int { return x.When.Start.Compare(y.When.Start) }

// Place returns the place of an activity in Dated, -1 when it has no date.
func (m *Model) Place(a *content.Activity) int {
	if a.When.IsZero() {
		return -1
	}
	at, _ := slices.BinarySearchFunc(m.Dated, a, byStart)
	return at + slices.Index(m.Dated[at:], a)
}

// Neighbours returns the activities before and after one; nil at the ends. Those with a date are in order of time, and
// talks without one in their own order.
func (m *Model) Neighbours(a *content.Activity) (before, after *content.Entry) {
	list, at := m.Dated, m.Place(a)
	if at < 0 {
		list, at = m.Undated, slices.Index(m.Undated, a)
	}
	if at > 0 {
		before = &list[at-1].Entry
	}
	if at < len(list)-1 {
		after = &list[at+1].Entry
	}
	return before, after
}

// Apart parts activities that are coming, the next one first, from those that have been, the latest first.
func (m *Model) Apart(activities []*content.Activity) (coming, past []*content.Activity) {
	for _, a := range activities {
		if a.Past(m.Now) {
			past = append(past, a)
		} else {
			coming = append(coming, a)
		}
	}
	slices.SortStableFunc(
		coming, func(x, y *content.Activity) int { return x.Next(m.Now).Start.Compare(y.Next(m.Now).Start) },
	)
	slices.SortStableFunc(past, func(x, y *content.Activity) int { return y.End().Compare(x.End()) })
	return coming, past
}

// makeRanks returns the place of each activity with a date in lists, below 0: those without one come after them all, at
// 0.
func (m *Model) makeRanks() map[*content.Entry]int {
	ranks := make(map[*content.Entry]int, len(m.Dated))
	coming, past := m.Apart(m.Dated)
	for i, a := range append(coming, past...) {
		ranks[&a.Entry] = i - len(m.Dated)
	}
	return ranks
}

// SortActivities puts the activities among entries that are listed kind by kind as other lists have them: what is
// coming first, then the latest. It changes the slice.
func (m *Model) SortActivities(entries []content.Typed) []content.Typed {
	for from, to := 0, 0; from < len(entries); from = to {
		kind := entries[from].Common().Kind
		for to = from + 1; to < len(entries) && entries[to].Common().Kind == kind; {
			to++
		}
		if content.ActivityOf(entries[from]) != nil {
			ranks := m.ranks()
			slices.SortStableFunc(
				entries[from:to],
				func(x, y content.Typed) int { return cmp.Compare(ranks[x.Common()], ranks[y.Common()]) },
			)
		}
	}
	return entries
}
