package record

import (
	"slices"

	"so-in.se/psi/internal/swedish"
)

// What an entry's Facts say, beside its time, place and title.
const (
	FactKind       = "kind"
	FactThemes     = "themes"
	FactOrganizers = "organizers"
	FactAudience   = "audience"
	FactOnline     = "online"
	FactLastDay    = "lastDay" // to sign up
	FactSignUp     = "signUp"  // where to
	FactCost       = "cost"
	FactContact    = "contact"
	FactFormerTime = "formerTime" // of what was moved
	FactText       = "text"       // stands for the text that subscribers see
	FactPage       = "page"       // stands for what else the page says
)

// facts are the facts in the order in which they are told, with their nouns: "byter målgrupp från", "får målgruppen".
// The last is for several values: "får temana".
var facts = []struct{ name, noun, definite, several string }{
	{FactKind, "slag", "slaget", ""},
	{FactThemes, "tema", "temat", "temana"},
	{FactOrganizers, "arrangör", "arrangören", "arrangörerna"},
	{FactAudience, "målgrupp", "målgruppen", ""},
	{FactOnline, "adress på nätet", "adressen på nätet", ""},
	{FactLastDay, "sista anmälningsdag", "sista anmälningsdagen", ""},
	{FactSignUp, "adress för anmälan", "adressen för anmälan", "adresserna för anmälan"},
	{FactCost, "kostnad", "kostnaden", ""},
	{FactContact, "kontakt", "kontakten", ""},
	{FactFormerTime, "tidigare tid", "den tidigare tiden", ""},
}

// becomes tells in a clause that something has other values; empty when it has not. noun, definite and several are its
// name.
func becomes(noun, definite, several string, before, after []string) string {
	called := func(values []string) string {
		if len(values) > 1 {
			return several + " " + swedish.JoinAnd(values)
		}
		return definite + " " + values[0]
	}
	added, lost := without(after, before), without(before, after)
	switch {
	case slices.Equal(before, after):
		return ""
	case slices.Equal(without(after, added), before):
		return "får " + called(added)
	case slices.Equal(without(before, lost), after):
		return "har inte längre " + called(lost)
	}
	return "byter " + noun + " från " + swedish.JoinAnd(before) + " till " + swedish.JoinAnd(after)
}
