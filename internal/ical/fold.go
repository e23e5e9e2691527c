package ical

import (
	"bytes"
	"unicode/utf8"
)

// maxLine is the greatest length of a line in octets, without its CRLF (RFC 5545, 3.1).
const maxLine = 75

// appendFolded appends content lines that end in CRLF, each cut into lines of at most maxLine octets of which all but
// the first begin with a blank.
func appendFolded(dst, lines []byte) []byte {
	for len(lines) > 0 {
		end := bytes.Index(lines, []byte("\r\n"))
		if end < 0 {
			end = len(lines)
		}
		rest := lines[:end]
		lines = lines[min(end+2, len(lines)):]
		for room := maxLine; len(rest) > room; room = maxLine - 1 {
			n := cut(rest, room)
			dst = append(dst, rest[:n]...)
			dst = append(dst, "\r\n "...)
			rest = rest[n:]
		}
		dst = append(dst, rest...)
		dst = append(dst, "\r\n"...)
	}
	return dst
}

// cut says after how many bytes, at most room, a line can be folded: not inside a rune, nor after the backslash of an
// escape (some programs undo escapes first), and beside no blank, which some strip. If every place is beside a blank,
// that must do.
func cut(line []byte, room int) int {
	fallback := 0
	for n := room; n > 0; n-- {
		if !utf8.RuneStart(line[n]) || endsInEscape(line[:n]) {
			continue
		}
		if line[n] != ' ' && line[n-1] != ' ' {
			return n
		}
		fallback = max(fallback, n)
	}
	if fallback == 0 {
		return room
	}
	return fallback
}

// endsInEscape reports whether the last backslash of s belongs with what comes after s.
func endsInEscape(s []byte) bool {
	n := 0
	for n < len(s) && s[len(s)-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
