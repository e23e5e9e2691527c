package editor

import (
	"fmt"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
)

// leftOut names in Swedish what an event holds and its file has not got: by kind, and never by name.
func (im *importer) leftOut(e *ical.Event, from *source) []string {
	list := losses(e.Dropped)
	name := e.Organizer.Name
	if name != "" && im.partNamed(name) == nil && name != im.content.Settings.Name {
		list = append(list, "namnet på den som bjuder in, som inte är en part")
	}
	if e.Geo != nil {
		list = append(list, "platsens läge på kartan")
	}
	strange := 0
	for _, c := range e.Categories {
		if !im.isTheme(c) && kindNamed(c) == "" && c != content.OtherActivity.Name() {
			strange++
		}
	}
	switch {
	case strange == 1:
		list = append(list, "1 kategori som inte är något tema")
	case strange > 1:
		list = append(list, fmt.Sprintf("%d kategorier som inte är teman", strange))
	}
	return list
}

// losses names in Swedish what has been left out when a calendar was read.
func losses(dropped []ical.Loss) []string {
	var list []string
	for _, loss := range dropped {
		words, ok := lossWords[loss.What]
		switch {
		case !ok:
			list = append(list, loss.What)
		case words[1] == "":
			list = append(list, words[0])
		case loss.Count == 1:
			list = append(list, "1 "+words[0])
		default:
			list = append(list, fmt.Sprintf("%d %s", loss.Count, words[1]))
		}
	}
	return list
}

// lossWords are what [ical.Loss] are called: one of them, and several where their number says something.
var lossWords = map[string][2]string{
	ical.DroppedAlarms:      {"påminnelse", "påminnelser"},
	ical.DroppedAttachments: {"bilaga", "bilagor"},
	ical.DroppedAttendees:   {"deltagares namn och adress", "deltagares namn och adresser"},
	ical.DroppedComments:    {"kommentar", "kommentarer"},
	ical.DroppedExtensions: {
		"uppgift som bara ett kalenderprogram förstår",
		"uppgifter som bara ett kalenderprogram förstår",
	},
	ical.DroppedMeetings:         {"det som hör till videomöten: länkar, telefonnummer, mötes-id och koder", ""},
	ical.DroppedOccurrenceTexts:  {"egna texter för enstaka tillfällen i serien"},
	ical.DroppedOldVersions:      {"äldre versioner av samma händelse"},
	ical.DroppedOrganizerAddress: {"adressen till den som bjuder in"},
	ical.DroppedOtherComponents:  {"uppgifter och annat som inte är händelser"},
	ical.DroppedOtherProperties:  {"annan uppgift om händelsen", "andra uppgifter om händelsen"},
}

// isTheme reports whether a category is one of PSI's themes.
func (im *importer) isTheme(category string) bool {
	return slices.ContainsFunc(content.List[*content.Theme](im.content), func(t *content.Theme) bool {
		return strings.EqualFold(category, t.Title)
	})
}

// doubts tells in Swedish sentences what someone ought to look at.
func doubts(e *ical.Event) []string {
	words := map[string]string{
		ical.DoubtNoEnd: "Inbjudan har inget slut. Kontrollera end.",
		ical.DoubtNoTimeZone: "En tid i inbjudan har ingen tidszon. Den är tagen som svensk tid. Kontrollera " +
			"start och end.",
		ical.DoubtPrivate:      "Händelsen är märkt som privat. Fråga den som bjuder in om den får publiceras.",
		ical.DoubtRemovedDates: "Ett undantaget datum hör inte till serien, och är överhoppat.",
	}
	var list []string
	for _, what := range e.Doubts {
		if s, ok := words[what]; ok {
			list = append(list, s)
		} else {
			list = append(list, "Kontrollera: "+what+".")
		}
	}
	if slices.ContainsFunc(e.Dropped, func(l ical.Loss) bool { return l.What == ical.DroppedMeetings }) {
		list = append(list, "Får vem som helst delta på nätet? Skriv då adressen i online.")
	}
	return list
}
