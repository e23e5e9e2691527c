package search

import (
	"fmt"
	"testing"
)

// TestNumber takes a document away from many, each in turn: hardly any other gets another number, and no two have the
// same.
func TestNumber(t *testing.T) {
	const n = 300
	var docs []Document
	for i := range n {
		docs = append(docs, Document{Address: fmt.Sprintf("/nyheter/nyhet-%d/", i)})
	}
	numbers := func(docs []Document) map[string]int {
		found, taken := map[string]int{}, map[int]bool{}
		last := -1
		for _, d := range number([]Kind{{Documents: docs[:len(docs)/3]}, {Documents: docs[len(docs)/3:]}}) {
			if d.number <= last || taken[d.number] {
				t.Fatalf("%d comes after %d", d.number, last)
			}
			last, taken[d.number], found[d.Address] = d.number, true, d.number
		}
		if len(found) != len(docs) || last > 5*len(docs) {
			t.Fatalf("%d documents have %d numbers up to %d", len(docs), len(found), last)
		}
		return found
	}
	all := numbers(docs)
	moved := 0
	for i := range docs {
		for address, number := range numbers(append(docs[:i:i], docs[i+1:]...)) {
			if number != all[address] {
				moved++
			}
		}
	}
	if moved == 0 || moved > n {
		t.Errorf("%d documents that come one by one move %d others", n, moved)
	}
}
