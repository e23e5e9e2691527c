package content

import (
	"slices"
	"strings"
)

// Municipality is a municipality of Örebro län, by the name of its town or parish: "Kumla".
type Municipality string

// Municipalities lists those of Örebro län in Swedish order.
func Municipalities() []Municipality {
	return []Municipality{
		"Askersund", "Degerfors", "Hallsberg", "Hällefors", "Karlskoga", "Kumla", "Laxå", "Lekeberg", "Lindesberg",
		"Ljusnarsberg", "Nora", "Örebro",
	}
}

// FullName returns what a municipality is called as an organisation: "Kumla kommun", "Hallsbergs kommun".
func (m Municipality) FullName() string {
	name := string(m)
	if !strings.ContainsAny(name[len(name)-1:], "aos") && !strings.HasSuffix(name, "å") {
		name += "s"
	}
	return name + " kommun"
}

// municipalityOf returns the municipality whose name is the place, or the last part of "Folkets hus, Kumla"; empty when
// the place does not say.
func municipalityOf(place string) Municipality {
	town := Municipality(strings.TrimSpace(place[strings.LastIndex(place, ",")+1:]))
	if slices.Contains(Municipalities(), town) {
		return town
	}
	return ""
}
