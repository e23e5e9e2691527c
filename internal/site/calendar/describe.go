package calendar

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/swedish"
)

// audiences say to subscribers who may come, as the page does.
var audiences = map[content.Audience]string{
	content.OpenToAll: "Öppet för alla", content.PartsOnly: "Parter i PSI", content.InvitedOnly: "Särskilt inbjudna",
}

// pageTexts returns, for each activity, a digest of what its page says and calendars do not.
func (c *Calendar) pageTexts() map[*content.Activity]string {
	texts := make(map[*content.Activity]string, len(c.model.Dated))
	for _, a := range c.model.Dated {
		texts[a] = digest(joinTexts("\n", a.Body.HTML, titles(a.Areas), titles(a.Sources)))
	}
	for _, t := range content.List[*content.Samhallssamtal](c.model.Content) {
		said := []string{texts[&t.Activity], t.Question, t.Outcome, titles(t.Projects)}
		for _, s := range t.Speakers {
			said = append(said, s.Name, s.Role)
			if s.Organization != nil {
				said = append(said, s.Organization.Title)
			}
		}
		texts[&t.Activity] = digest(strings.Join(said, "\n"))
	}
	return texts
}

// factsOf gathers what the record says of an activity beside time, place and title.
func factsOf(a *content.Activity, page string) map[string][]string {
	one := func(text string) []string { return model.NonEmpty(text) }
	facts := map[string][]string{
		record.FactKind: {model.SortName(a.Sort)}, record.FactThemes: names(a.Themes),
		record.FactOrganizers: names(a.Organizers), record.FactAudience: one(audiences[a.Audience]),
		record.FactOnline: one(a.Online), record.FactCost: one(a.Cost), record.FactContact: one(a.Contact),
		record.FactSignUp: signUp(a), record.FactText: one(digest(a.Teaser())), record.FactPage: one(page),
	}
	if last := a.Registration.LastDay; !last.IsZero() {
		facts[record.FactLastDay] = one(swedish.FormatDate(last))
	}
	if from := a.MovedFrom; !from.IsZero() {
		facts[record.FactFormerTime] = one(swedish.FormatMoment(from))
	}
	maps.DeleteFunc(facts, func(_ string, values []string) bool { return len(values) == 0 })
	return facts
}

// signUp lists where to sign up for an activity.
func signUp(a *content.Activity) []string {
	return model.NonEmpty(a.Registration.URL, a.Registration.Email)
}

// names lists the titles of entries; nil when there are none.
func names[E interface{ Name() string }](entries []E) []string {
	var list []string
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// titles names entries in a row.
func titles[E interface{ Name() string }](entries []E) string { return swedish.JoinAnd(names(entries)) }

// digest stands for a text; it is empty for none.
func digest(text string) string {
	if text == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:6])
}

// extraDays lists the dates of a series that its rule does not give: Outlook leaves them out (RDATE).
func extraDays(r *content.Repeats) string {
	if r == nil {
		return ""
	}
	days := make([]string, len(r.Extra))
	for i, day := range r.Extra {
		days[i] = swedish.ShortDate(day)
	}
	return swedish.JoinAnd(days)
}

// describe says what a subscriber wants to know of an activity beside time and place, as the page does: what has
// changed and what it is about, then how to come, then whom to ask. Each fact has a line of its own, short enough for a
// phone. The organisers stand here too, since many programs hide ORGANIZER.
func describe(a *content.Activity) string {
	var news string
	var facts []string
	fact := func(label, value string) {
		if value != "" {
			facts = append(facts, label+": "+value)
		}
	}
	if a.Status == content.Cancelled {
		news = "Inställt. Det här blir inte av."
	} else {
		if m := a.MovedFrom; !m.IsZero() {
			news = "Ny tid. Flyttad från " + swedish.FormatMoment(m) + "."
		}
		if last := a.Registration.LastDay; !last.IsZero() {
			fact("Sista anmälningsdag", swedish.FormatDate(last))
		}
		fact("Anmälan", swedish.JoinOr(signUp(a)))
		fact("Delta på nätet", a.Online)
		fact("Extra tillfällen", extraDays(a.Repeats))
		fact("För vem", audiences[a.Audience])
		fact("Kostnad", a.Cost)
	}
	fact("Arrangör", titles(a.Organizers))
	fact("Frågor", a.Contact)
	return joinTexts("\n\n", news, a.Teaser(), strings.Join(facts, "\n"))
}

// joinTexts joins the texts that are not empty.
func joinTexts(sep string, list ...string) string { return strings.Join(model.NonEmpty(list...), sep) }
