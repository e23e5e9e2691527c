package ical

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A field is a property as it stands in a file: one content line.
type field struct {
	name   string              // upper case
	params map[string][]string // upper-case names; nil when there are none
	value  string              // still escaped
	line   int                 // of its first line in the file
}

// param returns the first value of a parameter, or "".
func (f *field) param(name string) string {
	if values := f.params[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// A component is what stands between BEGIN and END.
type component struct {
	name     string // upper case
	line     int
	fields   []field
	children []*component
}

// field returns the first property of a name, or nil.
func (c *component) field(name string) *field {
	for i := range c.fields {
		if c.fields[i].name == name {
			return &c.fields[i]
		}
	}
	return nil
}

// value returns the escaped value of the first property of a name, or "".
func (c *component) value(name string) string {
	if f := c.field(name); f != nil {
		return strings.TrimSpace(f.value)
	}
	return ""
}

// text returns the value of the first property of a name as text, or "".
func (c *component) text(name string) string {
	if f := c.field(name); f != nil {
		return unescape(f.value)
	}
	return ""
}

// maxDepth is how deep components may be nested; calendars need three.
const maxDepth = 8

// parse reads the components of a file. The result holds the outermost ones, with the file as their parent.
func parse(src []byte) (*component, error) {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if !utf8.Valid(src) {
		return nil, damaged(invalidLine(src), "Filen är inte skriven i teckenkodningen UTF-8.")
	}
	file := &component{}
	open := []*component{file}
	for number, s := range unfold(string(src)) {
		f, ok := parseField(s)
		if !ok {
			return nil, damaged(
				number, "Raden ”%s” går inte att läsa: där ska stå ett namn, ett kolon och ett värde.", shorten(s),
			)
		}
		f.line = number
		top := open[len(open)-1]
		switch f.name {
		case "BEGIN":
			if len(open) > maxDepth {
				return nil, damaged(number, "Filen har för många delar inuti varandra.")
			}
			c := &component{name: strings.ToUpper(strings.TrimSpace(f.value)), line: number}
			top.children = append(top.children, c)
			open = append(open, c)
		case "END":
			if name := strings.ToUpper(strings.TrimSpace(f.value)); len(open) == 1 || name != top.name {
				return nil, damaged(number, "Här slutar ”%s”, som inte har börjat.", shorten(name))
			}
			open = open[:len(open)-1]
		default:
			if len(open) == 1 {
				return nil, damaged(number, "Filen är ingen kalenderfil: den ska börja med BEGIN:VCALENDAR.")
			}
			top.fields = append(top.fields, f)
		}
	}
	if top := open[len(open)-1]; top != file {
		return nil, damaged(top.line, "Filen är avhuggen: ”%s”, som börjar här, saknar slut.", shorten(top.name))
	}
	return file, nil
}

// unfold yields the content lines with the number of their first line. Line ends may be CRLF or LF; empty lines are
// passed over.
func unfold(s string) func(yield func(int, string) bool) {
	return func(yield func(int, string) bool) {
		var content strings.Builder
		first, number := 0, 0
		for physical := range strings.Lines(s) {
			number++
			physical = strings.TrimRight(physical, "\r\n")
			if first > 0 && physical != "" && (physical[0] == ' ' || physical[0] == '\t') {
				content.WriteString(physical[1:])
				continue
			}
			if content.Len() > 0 && !yield(first, content.String()) {
				return
			}
			content.Reset()
			content.WriteString(physical)
			first = number
		}
		if content.Len() > 0 {
			yield(first, content.String())
		}
	}
}

// parseField takes a content line apart (RFC 5545, 3.1).
func parseField(s string) (field, bool) {
	end := strings.IndexAny(s, ":;")
	if end <= 0 || !onlyOf(s[:end], "-.") {
		return field{}, false
	}
	f := field{name: strings.ToUpper(s[:end])}
	for s = s[end:]; s[0] == ';'; {
		name, rest, ok := strings.Cut(s[1:], "=")
		if !ok || !onlyOf(name, "-") {
			return field{}, false
		}
		name = strings.ToUpper(name)
		for more := true; more; {
			var value string
			value, rest, ok = parameterValue(rest)
			if !ok {
				return field{}, false
			}
			if f.params == nil {
				f.params = make(map[string][]string)
			}
			f.params[name] = append(f.params[name], value)
			if more = rest[0] == ','; more {
				rest = rest[1:]
			}
		}
		s = rest
	}
	f.value = s[1:]
	return f, true
}

// parameterValue takes one value, quoted or not, off the front of s. What is left begins with a comma, semicolon or
// colon.
func parameterValue(s string) (value, rest string, ok bool) {
	if strings.HasPrefix(s, `"`) {
		value, rest, ok = strings.Cut(s[1:], `"`)
		if !ok || rest == "" || strings.IndexByte(",;:", rest[0]) < 0 {
			return "", "", false
		}
		return caretReplacer.Replace(value), rest, true
	}
	end := strings.IndexAny(s, ",;:")
	if end < 0 {
		return "", "", false
	}
	return caretReplacer.Replace(s[:end]), s[end:], true
}

// caretReplacer undoes the encoding of parameter values (RFC 6868).
var caretReplacer = strings.NewReplacer("^n", "\n", "^'", `"`, "^^", "^")

// unescape undoes the escapes of a text value (RFC 5545, 3.3.11). A backslash before anything else is taken for a
// mistake.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		if s[i] == 'n' || s[i] == 'N' {
			b.WriteByte('\n')
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// splitText cuts a list of texts at its unescaped commas and undoes the escapes.
func splitText(s string) []string {
	var list []string
	start := 0
	for i := 0; i <= len(s); i++ {
		switch {
		case i == len(s) || s[i] == ',':
			list = append(list, unescape(s[start:i]))
			start = i + 1
		case s[i] == '\\' && i+1 < len(s):
			i++
		}
	}
	return list
}

// invalidLine returns the line of the first byte that is no UTF-8.
func invalidLine(src []byte) int {
	valid := 0
	for valid < len(src) {
		r, size := utf8.DecodeRune(src[valid:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		valid += size
	}
	return 1 + bytes.Count(src[:valid], []byte("\n"))
}

// shorten cuts a text for a message.
func shorten(s string) string {
	s = line(s)
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return s
}
