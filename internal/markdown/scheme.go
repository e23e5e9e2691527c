package markdown

import (
	"fmt"
	"html"
	"strings"
	"unicode"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
)

// checkScheme returns the scheme of a destination in lower case, "" for a path. It returns false, and reports, when the
// scheme is not one of those that links may have, or is one that runs code and is hidden behind blanks, control
// characters, percent signs or entities.
func (c *converter) checkScheme(dest string, offset int) (scheme string, ok bool) {
	scheme = schemeOf(dest)
	switch scheme {
	case "http", "https", "mailto", "tel", "begrepp":
		return scheme, true
	}
	if hostWithPort().MatchString(dest) {
		return "", true
	}
	if scheme == "" {
		if scheme = hiddenScheme(dest); scheme == "" {
			return "", true
		}
	}
	if scheme == "file" || len(scheme) == 1 { // a drive of Windows
		c.report(
			offset, problem.PrivateLink,
			fmt.Sprintf("Länken ”%s” går till en fil på en dator, som besökare inte når.", printable(dest)),
			"Lägg filen i content/, bredvid texten, och skriv vägen dit: [Protokollet](protokoll.pdf).",
		)
		return "", false
	}
	c.report(
		offset, problem.UnsafeLink,
		fmt.Sprintf("Länken ”%s” är av ett slag som inte får användas (%s).", printable(dest), scheme),
		"En länk kan leda till en fil (../om/vision.md) eller börja med "+
			"https://, http://, mailto:, tel: eller begrepp:.",
	)
	return "", false
}

// hostWithPort matches what has a colon but no scheme.
var hostWithPort = lazyregexp.New(`^(?:localhost|[\pL\d-]+(?:\.[\pL\d-]+)+):\d{1,5}(?:/|$)`)

// schemeOf returns the scheme that a browser would see, in lower case, and "" for none.
func schemeOf(dest string) string {
	for i := range len(dest) {
		switch b := dest[i]; {
		case b == ':' && i > 0:
			return strings.ToLower(dest[:i])
		case 'a' <= b|0x20 && b|0x20 <= 'z':
		case i > 0 && ('0' <= b && b <= '9' || b == '+' || b == '-' || b == '.'):
		default:
			return ""
		}
	}
	return ""
}

// hiddenScheme returns the scheme that a destination without one at first sight would have once it is decoded or
// cleaned, as some browser or some other program might do: any scheme that appears when blanks and invisible characters
// are left out, and the ones that run code or read files when percent signs and entities are decoded too.
func hiddenScheme(dest string) string {
	if !strings.ContainsAny(dest, ":%&") {
		return ""
	}
	const rounds = 4 // of decoding; nobody encodes more often than that by mistake
	for range rounds {
		bare := strings.Map(func(r rune) rune {
			if r <= ' ' || r >= 0x7F && r < 0xA0 || unicode.In(r, unicode.Cf, unicode.Z) {
				return -1
			}
			return r
		}, dest)
		switch scheme := schemeOf(bare); scheme {
		case "javascript", "vbscript", "livescript", "data", "file", "filesystem", "blob", "view-source":
			return scheme
		default:
			if scheme != schemeOf(dest) {
				return scheme
			}
		}
		decoded := unescapePercent(html.UnescapeString(bare))
		if decoded == dest {
			return ""
		}
		dest = decoded
	}
	return "dold"
}

// telephone matches what a link may call.
var telephone = lazyregexp.New(`^[-+\d().]+$`)

// checkContact checks the address of mailto: and the number of tel:.
func (c *converter) checkContact(scheme, dest string, w written) bool {
	value := dest[len(scheme)+1:]
	report := func(message, hint string) {
		var meant Target
		var ok bool
		if meant.Mended, ok = address.Meant(dest); ok {
			hint = "Skriv " + w.link(meant)
		}
		c.reportWith(c.mendLink(w, meant), w.offset, problem.BrokenLink, message, hint)
	}
	switch {
	case scheme == "mailto" && !address.AreMailto(value):
		report(
			fmt.Sprintf("”%s” är ingen e-postadress.", printable(value)),
			"Skriv till exempel mailto:namn@exempel.se. Efter adressen kan ett ämne och en text stå: "+
				"?subject=Hej&body=Jag%20undrar. Annat får inte stå där.",
		)
		return false
	case scheme == "tel" && !telephone().MatchString(value):
		report(
			fmt.Sprintf("”%s” är inget telefonnummer för en länk.", printable(value)),
			"Skriv till exempel tel:+46196021000.",
		)
		return false
	}
	return true
}

// validWeb reports whether an http or https address has two slashes and a domain.
func validWeb(dest string) bool {
	_, rest, _ := strings.Cut(dest, ":")
	rest, ok := strings.CutPrefix(rest, "//")
	return ok && validHost([]byte(rest), false)
}

// printable shortens a destination and makes every character of it visible, for a message.
func printable(dest string) string {
	const most = 80
	var b strings.Builder
	for i, r := range dest {
		if i > most {
			b.WriteString("…")
			break
		}
		if !unicode.IsPrint(r) {
			fmt.Fprintf(&b, "%%%02X", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
