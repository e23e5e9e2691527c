package ical

import (
	"html"
	"net/url"
	"slices"
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

// meetingHosts are the hosts, with their subdomains, at which video meetings are held.
var meetingHosts = []string{
	"aka.ms", "bluejeans.com", "chime.aws", "dialin.teams.microsoft.com", "facetime.apple.com", "gotomeet.me",
	"gotomeeting.com",
	"hangouts.google.com", "meet.google.com", "meet.jit.si", "meet.lync.com", "join.skype.com", "meet.sunet.se",
	"t.meet",
	"teams.live.com", "teams.microsoft.com", "tel.meet", "webex.com", "whereby.com", "zoom.com", "zoom.us",
}

var (
	webAddress = lazyregexp.New(`(?i)https?://[^\s<>"\\()]+`)
	underline  = lazyregexp.New(`^(?:[_=*~]{15,}|-::~:.*)$`)
	// code matches lines that go with a meeting link: its label, number, code and telephones.
	code = lazyregexp.New(
		`(?i)^\s*(?:join (?:zoom|the|on|with|microsoft|by)\b.*(?:meeting|meet|computer|phone|app)\b.*|` +
			`anslut (?:till|på|via|med)\b.*|` +
			`(?:meeting id|mötes-?id|meeting number|mötesnummer|passcode|password|lösenord|lösenkod|pin|pinkod|` +
			`conference id|telefonkonferens-?id|phone conference id)\s*:.*)$`,
	)
)

// isMeeting reports whether a text holds a link into a video meeting.
func isMeeting(s string) bool {
	for _, found := range webAddress().FindAllString(s, -1) {
		u, err := url.Parse(found)
		if err != nil {
			continue
		}
		if strings.HasSuffix(strings.ToLower(u.Hostname()), ".safelinks.protection.outlook.com") {
			// Outlook wraps links in one of its own, with the real one as a parameter.
			if u, err = url.Parse(u.Query().Get("url")); err != nil {
				continue
			}
		}
		if isMeetingHost(strings.ToLower(u.Hostname())) {
			return true
		}
	}
	return false
}

func isMeetingHost(host string) bool {
	return slices.ContainsFunc(meetingHosts, func(known string) bool {
		return host == known || strings.HasSuffix(host, "."+known)
	})
}

// withoutMeetings takes out links into video meetings and what belongs with them: whoever reads the site should not
// walk into the meeting, and the links carry its password.
func (rd *reader) withoutMeetings(s string) string {
	if !isMeeting(s) {
		return s
	}
	rd.drop(DroppedMeetingLinks)
	var kept []string
	lines := strings.Split(s, "\n")
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if isUnderline(l) {
			end := i + 1
			for end < len(lines) && !isUnderline(lines[end]) {
				end++
			}
			if isMeeting(strings.Join(lines[i:end], "\n")) {
				i = end
				continue
			}
		}
		if isMeeting(l) {
			l = withoutLinks(l)
		}
		if !code().MatchString(l) {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// isUnderline reports whether a line sets off what Teams or Google have added.
func isUnderline(l string) bool { return underline().MatchString(strings.TrimSpace(l)) }

// withoutLinks takes the meeting links out of a line, and a few words that stand before a link with nothing after it.
func withoutLinks(l string) string {
	rest := webAddress().ReplaceAllStringFunc(l, func(found string) string {
		if isMeeting(found) {
			return ""
		}
		return found
	})
	rest = strings.NewReplacer("<>", "", "()", "").Replace(rest)
	if strings.HasSuffix(strings.TrimSpace(rest), ":") {
		return ""
	}
	return strings.Trim(rest, " \t\r;:,|-")
}
