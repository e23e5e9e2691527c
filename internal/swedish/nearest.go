package swedish

import "slices"

// Nearest returns the candidate that word was most likely meant to be, and false when none is near. Near is: few
// letters left out, added, replaced or swapped with their neighbour, no matter which are capital or have rings and
// dots; or one word is the beginning of the other. Of two that are as near, the one of more similar length wins, then
// the first in the list.
func Nearest(word string, candidates []string) (string, bool) {
	type score struct{ distance, length int }
	var (
		written = fold(word)
		best    string
		least   score
		found   bool
	)
	for _, candidate := range candidates {
		meant := fold(candidate)
		d, ok := nearness(written, meant)
		if !ok {
			continue
		}
		s := score{d, max(len(written)-len(meant), len(meant)-len(written))}
		if !found || s.distance < least.distance || s.distance == least.distance && s.length < least.length {
			best, least, found = candidate, s, true
		}
	}
	return best, found
}

// IsSlip reports whether two words differ by one letter that is left out, added, replaced or swapped with its
// neighbour, no matter which are capital or have rings and dots.
func IsSlip(a, b string) bool { return editDistance(fold(a), fold(b)) == 1 }

// nearness returns the distance between two folded words, and whether it is small enough for words of their length.
func nearness(a, b []rune) (distance int, near bool) {
	short, long := a, b
	if len(short) > len(long) {
		short, long = long, short
	}
	if len(short) == 0 {
		return 0, false
	}
	limit := 3
	switch {
	case len(long) <= 2:
		limit = 0
	case len(long) <= 5:
		limit = 1
	case len(long) <= 9:
		limit = 2
	}
	if len(long)-len(short) <= limit {
		if d := editDistance(short, long); d <= limit {
			return d, true
		}
	}
	beginning := len(short) >= 3 && slices.Equal(short, long[:len(short)])
	return limit + 1, beginning
}

// editDistance is the optimal string alignment distance: the least number of letters to add, remove, replace or swap
// with their neighbour, where no letter is touched twice (Damerau 1964).
func editDistance(a, b []rune) int {
	before, previous, current := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		for j := 1; j <= len(b); j++ {
			replace := previous[j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			current[j] = min(replace, previous[j]+1, current[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
		before, previous, current = previous, current, before
	}
	return previous[len(b)]
}
