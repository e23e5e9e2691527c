package swedish

import (
	"strings"

	"so-in.se/psi/internal/lazyregexp"
)

// PhoneURI returns the tel URI (RFC 3966) of a telephone number as people write it: "tel:+46196021000" for "019-602 10
// 00", for "+46 19 602 10 00" and for "+46 (0)19-602 10 00"; and of a short number, which can be called from Sweden
// only, "tel:112". It is false for what is not a whole number with its area code.
func PhoneURI(s string) (string, bool) {
	international, number, ok := phoneDigits(strings.TrimSpace(s))
	if !ok {
		return "", false
	}
	switch {
	case !international && shortNumber().MatchString(number):
		return "tel:" + number, true
	case international:
	case strings.HasPrefix(number, "00"):
		number = number[2:]
	case strings.HasPrefix(number, "0"):
		number = "46" + number[1:]
	default:
		return "", false
	}
	if home, swedish := strings.CutPrefix(number, "46"); swedish {
		least := 7
		if strings.HasPrefix(home, "20") { // free of charge
			least = 6
		}
		ok = len(home) >= least && len(home) <= 9 && home[0] != '0'
	} else {
		ok = len(number) >= 7 && len(number) <= 15 && number[0] != '0' // E.164
	}
	return "tel:+" + number, ok
}

// shortNumber matches the numbers without an area code in the Swedish numbering plan: emergencies and advice (112,
// 1177, 113 13, 114 14), help for children and the like (116 xxx), directory enquiries (118 xxx), and fund-raisers and
// others that have 90 xxx.
var shortNumber = lazyregexp.New(`^(?:112|1177|11313|11414|116\d{3}|118\d{2,3}|90\d{3})$`)

// InternationalPhone returns a telephone number as machines want it, "+46196021000", or a short one as it is; empty for
// what [PhoneURI] does not take for one.
func InternationalPhone(s string) string {
	uri, _ := PhoneURI(s)
	return strings.TrimPrefix(uri, "tel:")
}

// phoneDigits takes the digits out of a number that may have a plus first, and blanks, hyphens, full stops, slashes and
// brackets between. The trunk zero that some write in brackets after the country code is left out.
func phoneDigits(s string) (international bool, digits string, ok bool) {
	s, international = strings.CutPrefix(s, "+")
	if international {
		s = strings.Replace(s, "(0)", "", 1)
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case !strings.ContainsRune(" \u00a0\u202f-‐‑–./()", r):
			return false, "", false
		}
	}
	return international, b.String(), true
}
