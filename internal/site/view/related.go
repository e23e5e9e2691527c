package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
)

// A page lists all the entries that name its own as long as they are not more than mostRelated in all, or those of a
// source mostUses, since they are short. Of more it shows the first of each kind, and leads on to a list of them all.
const (
	mostRelated, firstRelated = 16, 5
	mostUses, firstUses       = 100, 20
)

// Kin are the entries of one kind that name an entry.
type Kin struct {
	Kind    content.Kind
	Entries []content.Typed
	// Address is that of the list of them all; empty when the page of the entry shows them all.
	Address string
	// Chosen tells that this list is that of a choice.
	Chosen bool

	all, first int // in the list of them all, and on the page when there is such a list
}

// Lines returns the lines of the list of them all.
func (k Kin) Lines() []Line { return linesOf(k.Entries) }

// kinOf returns the entries that name an entry, kind by kind.
func (vs *Views) kinOf(e *content.Entry) []Kin {
	var kin []Kin
	all := 0
	for from := range e.Back() {
		kind := from.Common().Kind
		if len(kin) == 0 || kin[len(kin)-1].Kind != kind {
			kin = append(kin, Kin{Kind: kind})
		}
		last := &kin[len(kin)-1]
		last.Entries = append(last.Entries, from)
		all++
	}
	most, first := mostRelated, firstRelated
	if e.Kind == content.KindSource {
		most, first = mostUses, firstUses
	}
	for i := range kin {
		k := &kin[i]
		if all <= most || len(k.Entries) <= first {
			continue
		}
		k.first = first
		if e.Kind == content.KindTheme {
			k.Address, k.all = vs.ChoiceOf(k.Kind, FacetTheme, e.ID)
			k.Chosen = k.Address != ""
		}
		if !k.Chosen {
			k.Address, k.all = e.Address+cmp.Or(string(k.Kind), "sidor")+"/", len(k.Lines())
		}
	}
	return kin
}

// Long returns the kinds of entries that name an entry and need a list of their own.
func (vs *Views) Long(e *content.Entry) []Kin {
	all := 0
	for range e.Back() {
		all++
	}
	if all <= mostRelated { // as most are, and this is asked of every entry
		return nil
	}
	return slices.DeleteFunc(vs.kinOf(e), func(k Kin) bool { return k.Address == "" || k.Chosen })
}

// shown returns the entries that the page shows.
func (k Kin) shown() []content.Typed {
	if k.Address == "" {
		return k.Entries
	}
	return k.Entries[:k.first]
}

// more leads on to the list of them all; nil when there is none.
func (k Kin) more() *model.Crumb {
	if k.Address == "" {
		return nil
	}
	title := fmt.Sprintf("Alla %s (%d)", strings.ToLower(views[k.Kind].Title), k.all)
	return &model.Crumb{Title: title, Address: k.Address}
}

// related lists the entries that name an entry, but for those already shown, by kind.
func (vs *Views) related(e *content.Entry, shown []*content.Entry) ([]Section, error) {
	var sections []Section
	for _, kin := range vs.kinOf(e) {
		vs.Model.SortActivities(kin.Entries)
		s := Section{Title: views[kin.Kind].mentions, Kind: kin.Kind, More: kin.more()}
		for _, from := range kin.shown() {
			if !slices.Contains(shown, from.Common()) {
				s.Lines = append(s.Lines, Line{Entry: from})
			}
		}
		if len(s.Lines) > 0 {
			sections = append(sections, s)
		}
	}
	return sections, vs.Fill(sections)
}

// How many entries alike a page shows, and among how many of each theme they are chosen.
const (
	similarShown   = 3
	similarChoices = 12
)

// themed returns the entries of a kind with a theme.
func (vs *Views) themed(t *content.Theme, kind content.Kind) []*content.Entry {
	done, ok := vs.byTheme.Load(t)
	if !ok {
		kinds := map[content.Kind][]*content.Entry{}
		for typed := range t.Back() {
			if e := typed.Common(); views[e.Kind].similar != "" {
				kinds[e.Kind] = append(kinds[e.Kind], e)
			}
		}
		done, _ = vs.byTheme.LoadOrStore(t, kinds)
	}
	kinds, _ := done.(map[content.Kind][]*content.Entry)
	return kinds[kind]
}

// similar lists a few entries of the same kind that share most themes with an entry. They are those that come after it
// in the order of their kind, then the first, so that following them leads through all.
func (vs *Views) similar(e *content.Entry) ([]Section, error) {
	title := views[e.Kind].similar
	if title == "" {
		return nil, nil
	}
	var found []*content.Entry
	shared := map[*content.Entry]int{}
	for _, t := range e.Themes {
		list := vs.themed(t, e.Kind)
		at := slices.Index(list, e)
		for i := range min(similarChoices, len(list)-1) {
			other := list[(at+1+i)%len(list)]
			if shared[other]++; shared[other] == 1 {
				found = append(found, other)
			}
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(found, func(x, y *content.Entry) int { return cmp.Compare(shared[y], shared[x]) })
	more := Section{Title: title, Kind: content.KindSource} // a list of links
	for _, other := range First(found, similarShown) {
		link, err := vs.Fragment("parts/item-link.html", other, item{Address: other.Address, Title: other.Title})
		if err != nil {
			return nil, err
		}
		more.Items = append(more.Items, link)
	}
	return []Section{more}, nil
}
