package swedish

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// MonthName returns the month's name: "maj". A month that does not exist has the name "".
func MonthName(m time.Month) string {
	if m < time.January || m > time.December {
		return ""
	}
	return [...]string{"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
		"november", "december"}[m-1]
}

// WeekdayName returns the weekday's name: "tisdag". A weekday that does not exist has the name "".
func WeekdayName(d time.Weekday) string {
	if d < time.Sunday || d > time.Saturday {
		return ""
	}
	return [...]string{"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"}[d]
}

// monthNamed finds a month by its name or the beginning of it, at least three letters, in Swedish or English: "okt",
// "oct.", "Maj".
func monthNamed(word string) (time.Month, bool) {
	word = strings.TrimSuffix(strings.ToLower(word), ".")
	if utf8.RuneCountInString(word) < 3 {
		return 0, false
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(MonthName(m), word) || strings.HasPrefix(strings.ToLower(m.String()), word) {
			return m, true
		}
	}
	return 0, false
}

// Capital returns the text with its first letter as a capital.
func Capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if first == utf8.RuneError { // nothing, or bytes that are no text
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// Quote puts a text between Swedish quotation marks.
func Quote(s string) string { return "”" + s + "”" }
