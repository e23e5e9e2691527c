package ical_test

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// A strict reader, written from RFC 5545 and not from the package: it accepts only what every program understands, and
// the tests judge the feed by it.

// entry is one property of a component; params are as written.
type entry struct{ name, params, value string }

// block is one component.
type block struct {
	name    string
	entries []entry
	blocks  []*block
}

// get returns the values of the properties with a name.
func (b *block) get(name string) []string {
	var values []string
	for _, e := range b.entries {
		if e.name == name {
			values = append(values, e.value)
		}
	}
	return values
}

// only returns the value of a property that may stand at most once, without its escapes.
func (b *block) only(name string) string {
	values := b.get(name)
	if len(values) == 0 {
		return ""
	}
	if len(values) > 1 {
		panic(fmt.Sprintf("%d × %s", len(values), name))
	}
	return decode(values[0])
}

// decode undoes the escapes of a text.
func decode(s string) string {
	return strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\,`, ",", `\;`, ";").Replace(s)
}

var (
	contentLine = regexp.MustCompile(
		`^([A-Z][A-Z-]*)((?:;[A-Z-]+=(?:"[^"\x00-\x1f\x7f]*"|[^",;:\x00-\x1f\x7f]+))*):(.*)$`,
	)
	textValue   = regexp.MustCompile(`^(?:[^\\,;\x00-\x1f\x7f]|\\[\\,;n])*$`)
	dateTime    = regexp.MustCompile(`^\d{8}T\d{6}$`)
	instantTime = regexp.MustCompile(`^\d{8}T\d{6}Z$`)
)

// forms says which values a property may have, by its name and parameters.
var forms = map[string]*regexp.Regexp{
	"DTSTAMP": instantTime, "CREATED": instantTime, "LAST-MODIFIED": instantTime, "DTSTART": instantTime,
	"DTEND":    instantTime,
	"SEQUENCE": regexp.MustCompile(`^\d+$`), "STATUS": regexp.MustCompile(`^(CONFIRMED|TENTATIVE|CANCELLED)$`),
	"GEO": regexp.MustCompile(`^-?\d{1,2}\.\d{6};-?\d{1,3}\.\d{6}$`), "URL": regexp.MustCompile(`^https?://[!-~]+$`),
	"ORGANIZER": regexp.MustCompile(`^mailto:[!-~]+@[A-Za-z0-9.-]+$`),
	"RRULE": regexp.MustCompile(
		`^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;INTERVAL=\d+)?(;COUNT=\d+|;UNTIL=\d{8}(T\d{6}Z)?)?` +
			`(;BYMONTH=\d\d?)?(;BYDAY=(-?\d)?[A-Z]{2}(,(-?\d)?[A-Z]{2})*)?(;BYMONTHDAY=-?\d+(,-?\d+)*)?` +
			`(;BYSETPOS=-?\d)?$`,
	),
	"REFRESH-INTERVAL;VALUE=DURATION": regexp.MustCompile(`^PT12H$`),
	"SOURCE;VALUE=URI":                regexp.MustCompile(`^https?://[!-~]+$`),
	"CONFERENCE;VALUE=URI":            regexp.MustCompile(`^https?://[!-~]+$`),
}

// form returns the rule for a property's value; TEXT unless it is known.
func form(e entry) *regexp.Regexp {
	switch e.params {
	case ";TZID=Europe/Stockholm":
		return dateTime
	case ";VALUE=DATE":
		return regexp.MustCompile(`^\d{8}$`)
	}
	key := e.name
	if e.name != "ORGANIZER" {
		key += e.params
	}
	if f, ok := forms[key]; ok {
		return f
	}
	return textValue
}

// strict reads a feed or says what is wrong with it.
func strict(feed []byte) (calendar *block, err error) {
	s := string(feed)
	if !utf8.ValidString(s) {
		return nil, fmt.Errorf("not UTF-8")
	}
	lines := strings.Split(s, "\r\n")
	if lines[len(lines)-1] != "" || strings.ContainsAny(strings.ReplaceAll(s, "\r\n", ""), "\r\n") {
		return nil, fmt.Errorf("a line that doesn't end in CRLF")
	}
	for i, l := range lines[:len(lines)-1] {
		if len(l) > 75 || strings.TrimSpace(l) == "" || !utf8.ValidString(l) {
			return nil, fmt.Errorf("line %d: %d octets: %q", i+1, len(l), l)
		}
		if n := len(l) - len(strings.TrimRight(l, `\`)); n%2 == 1 {
			return nil, fmt.Errorf("line %d: an escape is cut: %q", i+1, l)
		}
	}
	top := &block{}
	open := []*block{top}
	for l := range strings.SplitSeq(strings.TrimSuffix(strings.ReplaceAll(s, "\r\n ", ""), "\r\n"), "\r\n") {
		m := contentLine.FindStringSubmatch(l)
		if m == nil {
			return nil, fmt.Errorf("no content line: %q", l)
		}
		in := open[len(open)-1]
		switch e := (entry{m[1], m[2], m[3]}); e.name {
		case "BEGIN":
			b := &block{name: e.value}
			in.blocks = append(in.blocks, b)
			open = append(open, b)
		case "END":
			if e.value != in.name {
				return nil, fmt.Errorf("END:%s in %s", e.value, in.name)
			}
			open = open[:len(open)-1]
		default:
			if in.name != "DAYLIGHT" && in.name != "STANDARD" && !form(e).MatchString(e.value) {
				return nil, fmt.Errorf("%s%s can't be %q", e.name, e.params, e.value)
			}
			in.entries = append(in.entries, e)
		}
	}
	if len(open) != 1 || len(top.blocks) != 1 || top.blocks[0].name != "VCALENDAR" {
		return nil, fmt.Errorf("not one whole VCALENDAR")
	}
	return top.blocks[0], structure(top.blocks[0])
}

// once are the properties that stand exactly once in an event.
var once = []string{"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "TRANSP", "ORGANIZER"}

// structure checks which components and properties there are, and in which order.
func structure(calendar *block) error {
	if len(calendar.get("UID")) > 0 {
		return fmt.Errorf("a UID on the calendar")
	}
	if calendar.only("METHOD") != "PUBLISH" || calendar.only("VERSION") != "2.0" ||
		calendar.only("NAME") != calendar.only("X-WR-CALNAME") {
		return fmt.Errorf("METHOD, VERSION or the name")
	}
	seen := make(map[string]bool)
	for i, b := range calendar.blocks {
		if (b.name == "VTIMEZONE") != (i == 0) || i > 0 && b.name != "VEVENT" {
			return fmt.Errorf("component %d is %s", i, b.name)
		}
		if i == 0 {
			continue
		}
		for _, name := range once {
			if n := len(b.get(name)); n != 1 {
				return fmt.Errorf("%d × %s in %v", n, name, b.entries)
			}
		}
		id := b.only("UID") + " " + b.only("RECURRENCE-ID")
		if seen[id] {
			return fmt.Errorf("two events %s", id)
		}
		seen[id] = true
	}
	return nil
}
