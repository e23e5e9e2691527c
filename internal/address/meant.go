package address

import (
	"regexp"
	"strings"
)

var (
	// brokenScheme matches http or https when the colon or a slash after it is missing, or there are too many.
	brokenScheme = regexp.MustCompile(`^(?i:(https?))(?::/{0,1}|//|:///+|;//|:\\\\)([^/\\:].*)$`)
	// numberLike matches what only telephone numbers are written with.
	numberLike = regexp.MustCompile(`^\+?[\d\s\x{a0}()/.–-]+$`)
	port       = regexp.MustCompile(`:\d{1,5}$`)
)

// topLevels are the ends of hosts' names by which an address without a scheme is told from the name of a file.
var topLevels = map[string]bool{
	"se": true, "nu": true, "org": true, "com": true, "net": true, "eu": true, "info": true, "no": true, "dk": true,
	"fi": true, "de": true, "uk": true, "app": true, "io": true, "int": true, "edu": true,
}

// Meant returns the address that was most likely meant by one that is none: a host, an e-mail address or a telephone
// number without its scheme, or with blanks that no address has.
func Meant(s string) (uri string, ok bool) {
	s = strings.TrimSpace(strings.Trim(strings.TrimSpace(s), "<>"))
	scheme, rest, _ := strings.Cut(s, ":")
	switch strings.ToLower(strings.TrimSpace(scheme)) {
	case "mailto":
		rest = strings.TrimSpace(strings.TrimLeft(rest, "/ "))
		return "mailto:" + rest, AreMailto(rest)
	case "tel":
		return phone(strings.TrimLeft(rest, "/ "), 3)
	}
	switch {
	case IsEmail(s):
		return Mailto(s), true
	case strings.HasPrefix(s, "0"), strings.HasPrefix(s, "+"), strings.HasPrefix(s, "("):
		return phone(s, 7)
	}
	scheme = "https"
	if m := brokenScheme.FindStringSubmatch(s); m != nil {
		scheme, s = strings.ToLower(m[1]), m[2]
	}
	s = strings.TrimPrefix(s, "//")
	host := s
	if end := strings.IndexAny(s, "/?#"); end >= 0 {
		host = s[:end]
	}
	host = strings.ToLower(port.ReplaceAllString(host, ""))
	known := strings.HasPrefix(host, "www.") || topLevels[host[strings.LastIndexByte(host, '.')+1:]]
	return scheme + "://" + s, known && IsHost(host) && !strings.ContainsAny(s, " \t\u00a0")
}

// phone returns the URI of a telephone number of at least so many digits; a number with an area code is a Swedish one.
func phone(s string, least int) (uri string, ok bool) {
	if !numberLike.MatchString(s) {
		return "", false
	}
	digits := strings.Map(func(r rune) rune {
		if r == '+' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, strings.Replace(s, "(0)", "", 1))
	const most = 15 // ITU-T E.164
	if len(digits) < least || len(digits) > most+1 {
		return "", false
	}
	if international, ok := strings.CutPrefix(digits, "00"); ok {
		digits = "+" + international
	} else if national, ok := strings.CutPrefix(digits, "0"); ok {
		digits = "+46" + national
	}
	return "tel:" + digits, true
}
