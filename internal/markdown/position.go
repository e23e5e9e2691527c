package markdown

import (
	"slices"
	"unicode/utf8"
)

// placeIn finds the line and the column of an offset, given the offsets where lines begin and the number of the first
// line.
func placeIn(src []byte, starts []int, offset, first int) (line, column int) {
	offset = min(max(offset, 0), len(src))
	i, found := slices.BinarySearch(starts, offset)
	if !found {
		i--
	}
	return first + i, utf8.RuneCount(src[starts[i]:offset]) + 1
}
