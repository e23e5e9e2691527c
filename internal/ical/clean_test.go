package ical_test

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What becomes of texts, written another way than the package does it.

// cleaned is what becomes of a text of several lines.
func cleaned(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\f", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029",
		"\n").
		Replace(strings.ToValidUTF8(s, ""))
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || r == 0xFEFF || r&0xFFFE == 0xFFFE {
			return -1
		}
		return r
	}, s)
	var paragraphs []string
	for paragraph := range strings.SplitSeq(s, "\n\n") {
		var lines []string
		for l := range strings.SplitSeq(paragraph, "\n") {
			words := strings.FieldsFunc(l, func(r rune) bool { return r == ' ' || r == '\t' })
			lines = append(lines, strings.Join(words, " "))
		}
		paragraphs = append(paragraphs, strings.Join(lines, "\n"))
	}
	s = strings.Join(paragraphs, "\n\n")
	for strings.Contains(s, "\n\n\n") {
		s = strings.ReplaceAll(s, "\n\n\n", "\n\n")
	}
	return strings.Trim(s, "\n")
}

// oneLine is what becomes of a text on one line.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(cleaned(s), func(r rune) bool { return r == ' ' || r == '\n' }), " ")
}

// quotable is what becomes of a name in a parameter.
func quotable(s string) string {
	return oneLine(strings.NewReplacer(`"`, "”", ";", ",", `\`, "", "^", "").Replace(oneLine(s)))
}

// encoded is what becomes of a web address.
func encoded(s string) string {
	if scheme, rest, ok := strings.Cut(s, ":"); ok {
		s = strings.ToLower(scheme) + ":" + rest
	}
	var b strings.Builder
	for _, c := range []byte(s) {
		if c <= ' ' || c >= utf8.RuneSelf || strings.ContainsRune("\"<>\\^`{|}\x7f", rune(c)) {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}
