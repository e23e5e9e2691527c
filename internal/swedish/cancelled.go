package swedish

import (
	"strings"

	"so-in.se/psi/internal/lazyregexp"
)

// cancelled matches what people and calendar programs put before or after the title of what is cancelled.
var cancelled = lazyregexp.New(
	`(?i)^[^\pL]*(?:inställ[dt]|avbokad|avbokat|avlyst|cancell?ed)\s*[:!–—-]+\s*|` +
		`\s*[([](?:inställ[dt]|avbokad|avbokat|avlyst|cancell?ed)[)\]]\s*$|` +
		`(?-i:^\W*(?:INSTÄLL[DT]|AVBOKAD|AVBOKAT|AVLYST)\b\W*|\W*\b(?:INSTÄLL[DT]|AVBOKAD|AVBOKAT|AVLYST)\W*$)`,
)

// CutCancelled returns a title without the word that says that it is cancelled: "INSTÄLLT: ", "Canceled: ",
// " (avbokad)". It reports whether there was one, and any other word.
func CutCancelled(title string) (rest string, found bool) {
	if lower := strings.ToLower(title); !strings.Contains(lower, "inställ") && !strings.Contains(lower, "cance") &&
		!strings.Contains(lower, "avbok") && !strings.Contains(lower, "avlys") {
		return title, false
	}
	rest = cancelled().ReplaceAllString(title, "")
	return rest, rest != title && rest != ""
}
