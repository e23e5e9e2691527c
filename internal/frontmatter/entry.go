package frontmatter

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/swedish"
)

// entry is a header line as its editor thinks of it: dashes of lists, a key, a colon and a value. It is read from the
// text alone, so that it is there when YAML can make nothing of the line. Offsets are in bytes, within the line.
type entry struct {
	line   string
	indent int    // the offset of the first character that is no blank
	key    string // "" when there is none
	colon  int    // the offset of the colon after the key, or -1
	tight  bool   // no blank follows the colon
	at     int    // the offset of the value
	value  string // without blanks around it
}

func parseEntry(line string) entry {
	e := entry{line: line, colon: -1}
	e.indent = len(line) - len(strings.TrimLeft(line, " \t\u00a0"))
	e.at = e.indent
	for strings.HasPrefix(line[e.at:], "- ") {
		e.at += 2
		e.at += len(line[e.at:]) - len(strings.TrimLeft(line[e.at:], " "))
	}
	if key, rest, ok := strings.Cut(line[e.at:], ":"); ok && isKey(key) {
		e.key, e.colon = key, e.at+len(key)
		trimmed := strings.TrimLeft(rest, " \t\u00a0")
		e.tight = rest != "" && rest[0] != ' ' && rest[0] != '\t'
		e.at = len(line) - len(trimmed)
	}
	e.value = strings.TrimSpace(line[e.at:])
	return e
}

// with returns the line with another value.
func (e entry) with(value string) string {
	if e.key == "" {
		return e.line[:e.at] + value
	}
	return e.line[:e.colon] + ": " + value
}

// isKey reports whether s looks like a key: words beginning with a letter.
func isKey(s string) bool {
	for i, c := range s {
		if !unicode.IsLetter(c) && (i == 0 || !unicode.IsDigit(c) && !strings.ContainsRune("_- ", c)) {
			return false
		}
	}
	return s != ""
}

// keyLine reports whether a line looks like a key with a value.
func keyLine(line string) bool {
	e := parseEntry(line)
	return e.key != "" && !strings.Contains(e.key, " ") && !strings.HasPrefix(e.value, "//")
}

// plainScalar matches texts that YAML takes as they are: no indicator at the beginning, no colon or hash that it would
// read.
var plainScalar = lazyregexp.New(`^[\p{L}\p{N}](?:[\p{L}\p{N} ,.()/&+–”’@=_-]|:[\p{L}\p{N}/])*$`)

// Scalar writes a text as a YAML scalar on one line, without quotes where it can.
func Scalar(s string) string {
	if plainScalar().MatchString(s) && !strings.HasSuffix(s, " ") && !strings.EqualFold(s, "null") {
		return s
	}
	return strconv.Quote(strings.ToValidUTF8(s, ""))
}

// quote writes a text as YAML, within quotes.
func quote(s string) string {
	switch {
	case !strings.ContainsAny(s, `"\`):
		return `"` + s + `"`
	default:
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
}

// Quoted puts what an editor wrote between Swedish quotation marks for a message.
func Quoted(s string) string { return swedish.Quote(short(s)) }

// short cuts a text to what a message has room for, on one line.
func short(s string) string {
	const longest = 60
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > longest {
		s = string([]rune(s)[:longest]) + "…"
	}
	return s
}
