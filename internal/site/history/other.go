package history

import (
	"fmt"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/problem"
)

// Other tells that the record of what was published is that of another site, at an address that this one has never had:
// its events and addresses are not to be kept, and those of this site would be forgotten. A record of an older psi does
// not say whose it is.
func (h *History) Other() problem.List {
	previous, s := h.model.Previous, &h.model.Content.Settings
	if previous == nil || previous.Site == nil ||
		slices.Contains(append(slices.Clone(s.OldAddresses), s.Address, h.model.Own), previous.Site.Address) {
		return nil
	}
	old := previous.Site.Address
	return problem.List{{
		File: content.SettingsFile, Kind: problem.OtherSite,
		Message: fmt.Sprintf("Det som är publicerat är webbplatsen %s, men den här är %s.", old, h.model.Own),
		Hint: "Har webbplatsen bytt adress, skriv i site.yaml:\nold_addresses: [" + old + "]\nAnnars är uppgifterna " +
			"från en annan webbplats. Kontrollera då adressen efter --previous.",
	}}
}
