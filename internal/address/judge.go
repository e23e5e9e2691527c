package address

import (
	"fmt"
	"net/url"

	"so-in.se/psi/internal/problem"
)

// Judge returns what is wrong, by itself, with an address on the web: that others can't reach it, that somebody looks
// at who follows it, that it tells where its visitors come from, or that perhaps not all are let in. The problem has no
// place, and no kind when nothing is wrong. The better address is empty when it can't be known; when it is known, the
// hint does not name it.
func Judge(u *url.URL) (p problem.Problem, better string) {
	if IsPrivate(u) {
		return problem.Problem{
			Kind: problem.PrivateLink,
			Message: fmt.Sprintf("Länken ”%s” går till det som bara den som skriver eller bygger webbplatsen kan se.",
				u.Host+u.Path),
			Hint: "Skriv den adress som besökare kommer till, eller ta bort länken.",
		}, ""
	}
	if within, wrapped := Unwrapped(u); wrapped {
		p = problem.Problem{
			Kind:    problem.WrappedLink,
			Message: fmt.Sprintf("Länken går genom %s, som någon har lagt till på vägen.", u.Hostname()),
			Hint:    "Den som följer den går en omväg, där någon ser vem det är.",
		}
		if within == "" {
			p.Hint += " Öppna länken, och kopiera adressen till sidan som kommer."
		}
		return p, within
	}
	if clean, tracked := Untracked(u); tracked {
		return problem.Problem{
			Kind: problem.TrackedLink, Message: "Länken berättar varifrån den som följer den kommer.",
		}, clean
	}
	if IsShared(u) {
		return problem.Problem{
			Kind:    problem.SharedLink,
			Message: fmt.Sprintf("Länken går till någons filer på %s, som kanske inte alla får se.", u.Hostname()),
			Hint: "Lägg hellre filen i content/, bredvid texten, och länka dit. Pröva annars länken utan att vara " +
				"inloggad, och godkänn anmärkningen.",
		}, ""
	}
	return problem.Problem{}, ""
}
