package ical

import (
	"html"
	"strings"

	"so-in.se/psi/internal/lazyregexp"
)

var (
	// tag matches the tags that calendar programs put into descriptions, but not addresses in angle brackets.
	tag = lazyregexp.New(
		`(?is)<(/?)(a|b|body|br|div|em|font|h[1-6]|head|html|html-blob|i|li|meta|ol|p|pre|s|` +
			`small|span|strong|table|tbody|td|th|tr|u|ul)(\s[^<>]*)?/?>`,
	)
	// hidden matches what is no text at all.
	hidden = lazyregexp.New(
		`(?is)<!--.*?-->|<!doctype[^>]*>|<(?:style|script|title)\b[^>]*>.*?</(?:style|script|title)\s*>`,
	)
	href = lazyregexp.New(`(?is)\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))`)
)

// textOf returns the plain text of HTML, and leaves alone what isn't HTML. Links keep their addresses, in parentheses.
func textOf(s string) string {
	if !tag().MatchString(s) {
		return s
	}
	s = hidden().ReplaceAllString(s, "")
	var b strings.Builder
	address, linkText, done := "", 0, 0
	for _, m := range tag().FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(html.UnescapeString(s[done:m[0]]))
		done = m[1]
		closing := m[3] > m[2]
		switch name := strings.ToLower(s[m[4]:m[5]]); {
		case name == "a" && !closing:
			address, linkText = "", b.Len()
			if h := href().FindStringSubmatch(s[m[0]:m[1]]); h != nil {
				address = html.UnescapeString(h[1] + h[2] + h[3])
			}
		case name == "a":
			if shown := strings.TrimSpace(b.String()[min(linkText, b.Len()):]); address != "" && shown != address {
				b.WriteString(" (" + strings.TrimPrefix(address, "mailto:") + ")")
			}
			address = ""
		case name == "li" && !closing:
			b.WriteString("\n– ")
		case name == "br", strings.Contains(" div ol pre table tr ul ", " "+name+" "):
			b.WriteByte('\n')
		case name == "p" || len(name) == 2 && name[0] == 'h':
			b.WriteString("\n\n")
		case name == "td" || name == "th":
			b.WriteByte(' ')
		}
	}
	b.WriteString(html.UnescapeString(s[done:]))
	return text(b.String())
}
