package record

import (
	"fmt"
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"so-in.se/psi/internal/swedish"
)

// compareEverywhere tells in one sentence that all pages may differ.
func (c *Changes) compareEverywhere(old, now *Record) {
	if old.Everywhere == nil || now.Everywhere == nil {
		return // an older record does not know
	}
	changed, added, lost := parts(old.Everywhere, now.Everywhere)
	all := slices.Sorted(slices.Values(slices.Concat(changed, added, lost)))
	if len(all) == 0 {
		return
	}
	c.pages.changes = append(c.pages.changes, change{
		thing: onAllPages, verb: isChanged, n: len(all),
		sentence: "Alla sidor kan se annorlunda ut: " + swedish.JoinAnd(all) + " ändras.",
	})
}

// pageChange tells what visitors see that is new on a page; empty when they see nothing.
func pageChange(before, after *Page) string {
	var clauses []string
	if before.Title != after.Title {
		clauses = append(clauses, "blir rubriken "+swedish.Quote(after.Title))
	}
	if before.Says != nil && after.Says != nil {
		changed, added, lost := parts(before.Says, after.Says)
		changed = slices.DeleteFunc(changed, func(name string) bool { return name == "rubrik" }) // which has been told
		for _, of := range []struct {
			verb  string
			names []string
		}{{isChanged, changed}, {appears, added}, {vanishes, lost}} {
			if len(of.names) > 0 {
				clauses = append(clauses, of.verb+" "+swedish.JoinAnd(of.names))
			}
		}
	}
	switch {
	case len(clauses) > 0:
		return fmt.Sprintf(
			"På sidan %s %s: %s", swedish.Quote(before.Title), swedish.JoinAnd(clauses), after.Address,
		)
	case before.Hash != after.Hash && (before.Says == nil || after.Says == nil):
		return fmt.Sprintf("%s ändras: %s", swedish.Quote(after.Title), after.Address)
	}
	return ""
}

// parts names what differs between two maps of digests, as within a sentence and sorted.
func parts(before, after map[string]string) (changed, added, lost []string) {
	for _, name := range slices.Sorted(maps.Keys(after)) {
		was, ok := before[name]
		switch {
		case !ok:
			added = append(added, inSentence(name))
		case was != after[name]:
			changed = append(changed, inSentence(name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, ok := after[name]; !ok {
			lost = append(lost, inSentence(name))
		}
	}
	return changed, added, lost
}

// inSentence writes a label without its capital, unless it is an abbreviation: "RUS-områden".
func inSentence(label string) string {
	first, size := utf8.DecodeRuneInString(label)
	if next, _ := utf8.DecodeRuneInString(label[size:]); size == 0 || unicode.IsUpper(next) {
		return label
	}
	return string(unicode.ToLower(first)) + label[size:]
}
