package search

import (
	"slices"
	"testing"
)

func TestParts(t *testing.T) {
	stems := map[string]bool{"råd": true, "bygd": true, "grupp": true}
	isStem := func(s string) bool { return stems[s] }
	for stem, want := range map[string][]string{
		"deltagning": {"del", "lta", "tag", "agn", "gni"}, // the seams are not known; "ning" is too short, and no word
		"elråd":      {"elr", "rad"},                      // a short part that is a word
		"område":     {"omr"},                             // "råde" is too short
		"landsbyg":   {"lan", "nds", "dsb", "byg"},        // bygd, less a consonant
		"strykt":     {"str"},
		"au":         {"au"},
		"covid19":    {"cov"},
		"år":         {"ar"},
	} {
		var got []string
		for _, key := range new(parts).of(stem, isStem) {
			got = append(got, string(key))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s has the parts %q, want %q", stem, got, want)
		}
	}
}

// TestBuckets spreads all keys of three letters evenly.
func TestBuckets(t *testing.T) {
	const n = 64
	var count [n]int
	for a := 'a'; a <= 'z'; a++ {
		for b := 'a'; b <= 'z'; b++ {
			for c := 'a'; c <= 'z'; c++ {
				count[bucket([]rune{a, b, c}, n)]++
			}
		}
	}
	if mean := 26 * 26 * 26 / n; slices.Max(count[:]) > mean*3/2 || slices.Min(count[:]) < mean/2 {
		t.Errorf(
			"the fullest has %d keys, the emptiest %d, on average %d", slices.Max(count[:]), slices.Min(count[:]), mean,
		)
	}
}
