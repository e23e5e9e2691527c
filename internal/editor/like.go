package editor

import (
	"maps"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

// known is an activity that is there, or a draft that has been made in this run.
type known struct {
	title, place string
	file         string
	activity     *content.Activity // nil for a draft
	from         *source           // of a draft
}

// know remembers an activity by the times at which it takes place.
func (im *importer) know(k known, occasions []content.When) {
	for _, w := range occasions {
		at := w.Start.Unix()
		im.known[at] = append(im.known[at], k)
	}
}

// twin returns the file of the activity that has an event's title and start; empty when there is none.
func (im *importer) twin(e *ical.Event) string {
	for _, k := range im.known[e.Start.Unix()] {
		if k.title == e.Summary {
			return k.file
		}
	}
	return ""
}

// likely returns the activities that may be the same as an event of another name: they have an occasion at the same
// time, a place that may be the same, and a like title. A word is not the same as another, a number even less.
func (im *importer) likely(title, place string, occasions []content.When) []known {
	var found []known
	for _, w := range occasions {
		for _, k := range im.known[w.Start.Unix()] {
			other := func(f known) bool { return f.file == k.file }
			if !slices.ContainsFunc(found, other) && samePlace(place, k.place) &&
				likeTitles(title, k.title, place+" "+k.place) {
				found = append(found, k)
			}
		}
	}
	return found
}

// words are those of a text that tell it from others, in the form of addresses.
func words(s string) map[string]bool {
	list := map[string]bool{}
	for word := range strings.SplitSeq(swedish.Slug(s), "-") {
		if word != "" && !fillers[word] {
			list[word] = true
		}
	}
	return list
}

// fillers are words that say nothing of what or where.
var fillers = func() map[string]bool {
	list := map[string]bool{}
	for word := range strings.FieldsSeq("a an and at av de den det during en ett for fran hos i in inbjudan med " +
		"obs och of om on pa the till to valkommen valkomna vid with sverige sweden lan kommun") {
		list[word] = true
	}
	return list
}()

// numbers are the words that begin with a digit.
func numbers(of map[string]bool) map[string]bool {
	list := maps.Clone(of)
	maps.DeleteFunc(list, func(word string, _ bool) bool { return word[0] < '0' || word[0] > '9' })
	return list
}

// isForm reports whether two long words may be the same: one is mistyped, or has an ending.
func isForm(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len(a) >= longWord && (swedish.IsSlip(a, b) || strings.HasPrefix(b, a) && len(b)-len(a) <= ending)
}

// common counts the words that two texts share.
func common(a, b map[string]bool) int {
	n := 0
	for word := range a {
		if b[word] {
			n++
			continue
		}
		for other := range b {
			if !a[other] && isForm(word, other) {
				n++
				break
			}
		}
	}
	return n
}

const (
	// longWord is how long a word is at least that is the same with another letter or an ending, and ending how long
	// that is at most.
	longWord = 6
	ending   = 3
	// likeness is how many of the words of two titles are the same at least, on average.
	likeness = 0.65
)

// joined is a text without what is between its words.
func joined(s string) string { return strings.ReplaceAll(swedish.Slug(s), "-", "") }

// holds reports whether several words are all in a text that is joined.
func holds(joined string, all map[string]bool) bool {
	for word := range all {
		if !strings.Contains(joined, word) {
			return false
		}
	}
	return len(all) > 1
}

// likeTitles reports whether two titles, of what is at a place, may be those of the same.
func likeTitles(a, b, place string) bool {
	x, y := words(a), words(b)
	if x, y := numbers(x), numbers(y); len(x) > 0 && len(y) > 0 && !maps.Equal(x, y) {
		return false // the second part of a course is not the first
	}
	if j, k := joined(a), joined(b); j == k || holds(j, y) || holds(k, x) {
		return true // "språk kafé" is "språkkafé", and "workshop om återbruk" is "återbruksworkshop"
	}
	// One often names the place in the title, and the other does not.
	rest, otherRest := maps.Clone(x), maps.Clone(y)
	for word := range words(place) {
		if x[word] != y[word] {
			delete(rest, word)
			delete(otherRest, word)
		}
	}
	if len(rest) > 0 && len(otherRest) > 0 {
		x, y = rest, otherRest
	}
	if len(x) == 0 || len(y) == 0 {
		return len(x) == len(y)
	}
	n := common(x, y)
	return 2*float64(n) >= likeness*float64(len(x)+len(y)) || n >= 2 && n == min(len(x), len(y))
}

// online are words for the net as a place.
var online = []string{"natet", "online", "digitalt", "zoom", "teams", "webbinarium", "webben"}

// samePlace reports whether two places may be the same. What has no place may be anywhere.
func samePlace(a, b string) bool {
	x, y := words(a), words(b)
	if len(x) == 0 || len(y) == 0 {
		return true
	}
	onNet := func(of map[string]bool) bool {
		return slices.ContainsFunc(online, func(word string) bool { return of[word] })
	}
	if onNet(x) || onNet(y) {
		return onNet(x) && onNet(y)
	}
	towns := func(of map[string]bool) map[string]bool {
		found := map[string]bool{}
		for _, m := range content.Municipalities() {
			if town := swedish.Slug(string(m)); of[town] {
				found[town] = true
			}
		}
		return found
	}
	if s, t := towns(x), towns(y); len(s) > 0 && len(t) > 0 && common(s, t) == 0 {
		return false
	}
	return 2*common(x, y) > min(len(x), len(y))
}
