package record

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
var facts = []struct{ name, noun, definite string }{
	{FactKind, "slag", "slaget"},
	{FactThemes, "tema", "temat"},
	{FactOrganizers, "arrangör", "arrangören"},
	{FactAudience, "målgrupp", "målgruppen"},
	{FactOnline, "adress på nätet", "adressen på nätet"},
	{FactLastDay, "sista anmälningsdag", "sista anmälningsdagen"},
	{FactSignUp, "adress för anmälan", "adressen för anmälan"},
	{FactCost, "kostnad", "kostnaden"},
	{FactContact, "kontakt", "kontakten"},
	{FactFormerTime, "tidigare tid", "den tidigare tiden"},
}

// becomes tells in a clause that something has another value; empty when it has not. noun and definite are its name.
func becomes(noun, definite, before, after string) string {
	switch {
	case before == after:
		return ""
	case before == "":
		return "får " + definite + " " + after
	case after == "":
		return "har inte längre " + definite + " " + before
	}
	return "byter " + noun + " från " + before + " till " + after
}
