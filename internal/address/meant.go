package address

import (
	"strings"

	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/swedish"
)

var (
	// brokenScheme matches http or https when the colon or a slash after it is missing, or there are too many.
	brokenScheme = lazyregexp.New(`^(?i:(https?))(?::/{0,1}|//|:///+|;//|:\\\\)([^/\\:].*)$`)
	port         = lazyregexp.New(`:\d{1,5}$`)
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
		return swedish.PhoneURI(strings.TrimLeft(rest, "/ "))
	}
	switch {
	case IsEmail(s):
		return Mailto(s), true
	case strings.HasPrefix(s, "0"), strings.HasPrefix(s, "+"), strings.HasPrefix(s, "("):
		return swedish.PhoneURI(s)
	}
	scheme = "https"
	if m := brokenScheme().FindStringSubmatch(s); m != nil {
		scheme, s = strings.ToLower(m[1]), m[2]
	}
	s = strings.TrimPrefix(s, "//")
	host := s
	if end := strings.IndexAny(s, "/?#"); end >= 0 {
		host = s[:end]
	}
	host = strings.ToLower(port().ReplaceAllString(host, ""))
	known := strings.HasPrefix(host, "www.") || topLevels[host[strings.LastIndexByte(host, '.')+1:]]
	return scheme + "://" + s, known && IsHost(host) && !strings.ContainsAny(s, " \t\u00a0")
}
