package ical

import (
	"net/url"
	"slices"
	"strings"
	"unicode"

	"so-in.se/psi/internal/lazyregexp"
)

// meetingHosts are the hosts, with their subdomains, at which video meetings are held.
var meetingHosts = []string{
	"8x8.vc", "aka.ms", "bluejeans.com", "chime.aws", "dialin.teams.microsoft.com", "facetime.apple.com", "gotomeet.me",
	"gotomeeting.com", "hangouts.google.com", "join.skype.com", "meet.goto.com", "meet.jit.si", "meet.lync.com",
	"meet.sunet.se", "meetup-join.com", "pexip.me", "plcm.vc", "t.meet", "teams.cloud.microsoft", "teams.live.com",
	"teams.microsoft.com", "teams.microsoft.us", "tel.meet", "webex.com", "whereby.com", "zoom.com", "zoom.us",
	"zoomcrc.com", "zoomgov.com",
}

var (
	webAddress = lazyregexp.New(`(?i)(?:https?|msteams|zoommtg|zoomus|wbx)://[^\s<>"\\()]+`)
	// schemeless matches an address of a meeting without https://.
	schemeless = lazyregexp.New(`(?i)(?:[a-z0-9-]+\.)*(?:zoom\.us|teams\.microsoft\.com|teams\.live\.com|` +
		`(?:meet\.|g\.co/)google\.com|meet\.google\.com|meet\.jit\.si|webex\.com|whereby\.com|tel\.meet)/[^\s<>"\\()]+`)
	// videoAddress matches the addresses that video systems call.
	videoAddress = lazyregexp.New(`(?i)(?:sips?|h323|callto|conf):[^\s<>"(),]+|` +
		`[\w.+-]+@(?:[\w-]+\.)*(?:zoomcrc\.com|zmeu\.us|webex\.com|plcm\.vc|pexip\.me|pexip\.vc|lync\.com|bjn\.vc|` +
		`teams\.microsoft\.com|meet\.google\.com|8x8\.vc)|` +
		`[\w.+-]+@(?:sip|video|vc|vtc|teams|meet)\.(?:[\w-]+\.)+[a-z]{2,}|teams@[\w.-]+\.[a-z]{2,}`)
	// dialString matches a telephone number with what is to be keyed after it, and a number that ends with #.
	dialString = lazyregexp.New(`(?:tel:)?\+?\(?\d[\d().\- ]{4,24}\d(?:,,+[\d,*#]*[\d#]|,\d+#[\d,*#]*)|` +
		`tel:\+?[\d().,;*#-]+|\d[\d -]{3,}\d#+`)
	// ipAddress matches the addresses that H.323 systems call.
	ipAddress  = lazyregexp.New(`(?:\d{1,3}\.){3}\d{1,3}(?:##?\d+)?`)
	labelledID = lazyregexp.New(`(?i)(?:^|[^\pL\d])((?:` + idLabels + `)\s*(?:[:=]|är|is)?\s*\d[\d -]{4,}\d#*)`)
	// labelled matches a label with its value; only a colon makes a value of what has no digit.
	labelled = lazyregexp.New(`(?i)(?:^|[^\pL\d])((?:` + idLabels + `|` + codeLabels +
		`)\s*(?:[:=]\s*(?:\d[\d -]*\d#*|[^\s<>]+)|(?:är|is)?\s*(?:\d[\d -]*\d#*|[^\s<>]*\d[^\s<>]*)))`)
	program = lazyregexp.New(`(?i)\b(?:microsoft teams|zoom|webex|google meet|jitsi)\b`)
	phone   = lazyregexp.New(`\+\d[\d ().-]{5,}\d|\b0\d{1,3}-\d[\d ]{4,}\d`)
)

// isMeeting reports whether a text holds a link into a video meeting.
func isMeeting(s string) bool {
	return strings.Contains(s, "://") && slices.ContainsFunc(webAddress().FindAllString(s, -1), isMeetingLink) ||
		strings.Contains(s, "/") && schemeless().MatchString(s)
}

// isMeetingLink reports whether an address leads into a meeting, by itself or wrapped in one of a mail scanner.
func isMeetingLink(address string) bool {
	if !strings.HasPrefix(strings.ToLower(address), "http") {
		return true
	}
	for range 3 {
		for part := range strings.SplitSeq(address, "://") {
			host := strings.ToLower(part)
			if i := strings.IndexAny(host, "/?#:&"); i >= 0 {
				host = host[:i]
			}
			if isMeetingHost(host) {
				return true
			}
			if strings.HasSuffix(host, "google.com") &&
				(strings.Contains(part, "/calendar/event?") || strings.Contains(part, "action=VIEW&")) {
				return true
			}
		}
		plain, err := url.QueryUnescape(address)
		if err != nil || plain == address {
			break
		}
		address = plain
	}
	return false
}

func isMeetingHost(host string) bool {
	first, _, _ := strings.Cut(host, ".")
	return first == "meet" || first == "jitsi" || slices.ContainsFunc(meetingHosts, func(known string) bool {
		return host == known || strings.HasSuffix(host, "."+known)
	})
}

// digits are what numbers and codes have. To look for them first spares most texts the regular expressions.
const digits = "0123456789"

// tellsOfMeeting reports whether a text shows that there is a video meeting, and that codes in it are the meeting's.
func tellsOfMeeting(s string) bool {
	return isMeeting(s) || strings.ContainsAny(s, "@:") && videoAddress().MatchString(s) || program().MatchString(s) ||
		strings.ContainsAny(s, digits) && (dialString().MatchString(s) || labelledID().MatchString(s))
}

// withoutSecrets takes the links, numbers and codes of a meeting out of a line. It reports whether there were numbers
// or codes, and whether a number to call came first.
func withoutSecrets(s string) (rest string, coded, first bool) {
	type span struct{ from, to int }
	letter := strings.IndexFunc(s, unicode.IsLetter)
	var gone []span
	add := func(found [][]int, group int, called bool) {
		for _, m := range found {
			from, to := m[2*group], m[2*group+1]
			gone = append(gone, span{from, to})
			first = first || called && (letter < 0 || from <= letter)
		}
	}
	numbers := strings.ContainsAny(s, digits)
	if !numbers && !strings.ContainsAny(s, ":=/@") {
		return s, false, false
	}
	for _, m := range webAddress().FindAllStringIndex(s, -1) {
		if isMeetingLink(s[m[0]:m[1]]) {
			add([][]int{m}, 0, false)
		}
	}
	add(schemeless().FindAllStringIndex(s, -1), 0, false)
	before := len(gone)
	add(videoAddress().FindAllStringIndex(s, -1), 0, true)
	if numbers {
		add(dialString().FindAllStringIndex(s, -1), 0, true)
		add(ipAddress().FindAllStringIndex(s, -1), 0, true)
	}
	add(labelled().FindAllStringSubmatchIndex(s, -1), 1, false)
	if coded = len(gone) > before; coded { // then it is the meeting's telephone, too
		add(phone().FindAllStringIndex(s, -1), 0, true)
	}
	if len(gone) == 0 {
		return s, false, false
	}
	slices.SortFunc(gone, func(a, b span) int { return a.from - b.from })
	var b strings.Builder
	done := 0
	for _, g := range gone {
		if g.from > done {
			b.WriteString(s[done:g.from])
		}
		done = max(done, g.to)
	}
	b.WriteString(s[done:])
	rest = strings.NewReplacer("<>", "", "()", "", "[]", "", "( )", "").Replace(b.String())
	return strings.Trim(rest, " \t\r;,|-"), coded, first
}
