package editor

import "so-in.se/psi/internal/ical"

// LeftOut names in Swedish what an invitation holds and no file gets, for a sentence: "deltagarnas namn och adresser".
func LeftOut(inv *ical.Invitation) []string {
	words := map[string]string{
		ical.DroppedAlarms:           "påminnelser",
		ical.DroppedAttachments:      "bilagor",
		ical.DroppedAttendees:        "deltagarnas namn och adresser",
		ical.DroppedMeetingLinks:     "länkar till videomöten",
		ical.DroppedOccurrenceTexts:  "egna texter för enstaka tillfällen i serien",
		ical.DroppedOldVersions:      "äldre versioner av samma händelse",
		ical.DroppedOrganizerAddress: "adressen till den som bjuder in",
		ical.DroppedOtherComponents:  "uppgifter och annat som inte är händelser",
	}
	var list []string
	for _, what := range inv.Dropped {
		if s, ok := words[what]; ok {
			list = append(list, s)
		} else {
			list = append(list, what)
		}
	}
	return list
}

// Doubts tells in Swedish sentences what someone ought to look at.
func Doubts(inv *ical.Invitation) []string {
	words := map[string]string{
		ical.DoubtNoEnd: "Inbjudan har inget slut. Kontrollera end.",
		ical.DoubtNoTimeZone: "En tid i inbjudan har ingen tidszon. Den är tagen som svensk tid. Kontrollera " +
			"start och end.",
		ical.DoubtPrivate:       "Händelsen är märkt som privat. Fråga den som bjuder in om den får publiceras.",
		ical.DoubtOneOccurrence: "Inbjudan gäller ett enda tillfälle i en serie som inte är med i filen.",
		ical.DoubtRemovedDates:  "Ett undantaget datum hör inte till serien, och är överhoppat.",
	}
	var list []string
	for _, what := range inv.Doubts {
		if s, ok := words[what]; ok {
			list = append(list, s)
		} else {
			list = append(list, "Kontrollera: "+what+".")
		}
	}
	return list
}
