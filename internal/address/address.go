// Package address holds the one rule for each of the addresses that people write: names of hosts, e-mail addresses, and
// paths on the site.
package address

import (
	"net/url"
	"strings"
	"unicode"
)

// IsHost reports whether s is the name of a host in the public tree: labels with a dot between them, none of them
// empty.
func IsHost(s string) bool {
	labels := strings.Split(s, ".")
	for _, label := range labels {
		if label == "" || strings.Trim(label, "-") != label {
			return false
		}
		for _, c := range label {
			if !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '-' {
				return false
			}
		}
	}
	return len(labels) > 1
}

// inLocal are the characters that the part of an e-mail address before the at sign may have beside letters and digits.
const inLocal = ".!#$%&'*+-/=?^_`{|}~"

// IsEmail reports whether s is an e-mail address such as people have: the plain form of RFC 5321, letters of any
// alphabet, no quoted local part.
func IsEmail(s string) bool {
	local, host, ok := strings.Cut(s, "@")
	if !ok || local == "" || len(s) > 254 || strings.Trim(local, ".") != local || strings.Contains(local, "..") {
		return false
	}
	for _, c := range local {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune(inLocal, c) {
			return false
		}
	}
	return IsHost(host)
}

// Mailto returns the URI of an e-mail address, with what has a meaning in a URI percent-encoded (RFC 6068 §2).
func Mailto(email string) string {
	local, host, _ := strings.Cut(email, "@")
	escape := func(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "%2B", "+") }
	return "mailto:" + escape(local) + "@" + escape(host)
}

// AreMailto reports whether what follows mailto: in a link is one or more e-mail addresses, with or without a subject
// and a text to begin with. Other fields could send a copy to somebody unseen, and so could a line break in a subject.
func AreMailto(s string) bool {
	list, query, hasQuery := strings.Cut(s, "?")
	for one := range strings.SplitSeq(list, ",") {
		decoded, err := url.PathUnescape(one)
		if err != nil || !IsEmail(decoded) {
			return false
		}
	}
	for field := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(field, "=")
		decoded, err := url.PathUnescape(value)
		isBody := strings.EqualFold(name, "body")
		if isBody {
			decoded = strings.ReplaceAll(decoded, "\r\n", " ") // as RFC 6068 §5 has line breaks
		}
		if err != nil || strings.ContainsFunc(decoded, unicode.IsControl) ||
			hasQuery && !isBody && !strings.EqualFold(name, "subject") {
			return false
		}
	}
	return true
}
