package ical

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// text cleans a text of several lines: line breaks of every kind become LF, other control characters and bytes that are
// no UTF-8 go, a run of blanks becomes one, and no more than one line in a row stays empty. The library escapes what is
// left.
func text(s string) string {
	if isTidy(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "") // first, for what is left to stand together
	var b strings.Builder
	b.Grow(len(s))
	breaks, blank := 0, false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case r == '\r' && i < len(s) && s[i] == '\n':
		case isBreak(r):
			breaks++
		case r == ' ' || r == '\t':
			blank = true
		case isUnwritable(r):
		default:
			if b.Len() > 0 && breaks > 0 {
				b.WriteString("\n\n"[:min(breaks, 2)])
			} else if b.Len() > 0 && blank {
				b.WriteByte(' ')
			}
			breaks, blank = 0, false
			b.WriteRune(r)
		}
	}
	return b.String()
}

// line cleans a text for one line.
func line(s string) string {
	s = text(s)
	if !strings.Contains(s, "\n") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\n\n", " "), "\n", " ")
}

// isTidy reports whether text would leave s as it is. Nearly every text is tidy, and looking costs less than copying.
// It may say no of a tidy text.
func isTidy(s string) bool {
	before := ' '
	for i, r := range s {
		switch {
		case r > ' ' && r <= '~' || r >= '\u00C0' && r < '\u2000': // nearly every letter
		case r == ' ' && (before == ' ' || before == '\n'), r == '\n' && before == ' ':
			return false
		case r == '\n' && before == '\n' && s[i-2] == '\n':
			return false
		case r != '\n' && isBreak(r), r != '\n' && isUnwritable(r), r == utf8.RuneError:
			return false
		}
		before = r
	}
	return before != ' ' && before != '\n' || s == ""
}

// isBreak reports whether r begins a new line for some reader.
func isBreak(r rune) bool {
	return r >= '\n' && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// isUnwritable reports whether no text may hold r: control characters, byte order marks and the like.
func isUnwritable(r rune) bool {
	return r < ' ' || r >= 0x7F && r <= 0x9F || r == '\uFEFF' || r&0xFFFE == 0xFFFE
}

// parameterText cleans a text for a quoted parameter value. Quotes, backslashes and carets have meanings that few
// readers agree on (RFC 6868), and some end a value at a semicolon, quoted or not.
func parameterText(s string) string {
	return line(parameterReplacer.Replace(line(s)))
}

var parameterReplacer = strings.NewReplacer(`"`, "”", ";", ",", `\`, "", "^", "")

// uri checks an absolute web address and percent-encodes what RFC 3986 doesn't allow in one. The library writes URIs as
// they come. The scheme may be in capitals (3.1 there), but some programs look for it in small letters.
func uri(s string) (string, bool) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return "", false
	}
	if !strings.HasPrefix(s, u.Scheme) {
		s = u.Scheme + s[len(u.Scheme):]
	}
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	done := 0
	for i := range len(s) {
		if c := s[i]; !uriBytes[c] {
			b.WriteString(s[done:i])
			b.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
			done = i + 1
		}
	}
	if done == 0 {
		return s, true
	}
	return b.String() + s[done:], true
}

// uriBytes holds the bytes that may stand in an address as they are.
var uriBytes = func() (table [256]bool) {
	for c := '!'; c <= '~'; c++ {
		table[c] = !strings.ContainsRune("\"<>\\^`{|}", c)
	}
	return table
}()

// isUID reports whether s is printable ASCII that needs no escape.
func isUID(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] > '~' || s[i] == ',' || s[i] == ';' || s[i] == '\\' {
			return false
		}
	}
	return s != ""
}

// onlyOf reports whether s holds only ASCII letters, digits and the bytes in more.
func onlyOf(s, more string) bool {
	for i := range len(s) {
		c := s[i]
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && strings.IndexByte(more, c) < 0 {
			return false
		}
	}
	return true
}
