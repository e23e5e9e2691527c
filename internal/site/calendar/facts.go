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
		record.FactKind: {a.Sort.Name()}, record.FactThemes: names(a.Themes),
		record.FactOrganizers: names(a.Organizers), record.FactAudience: one(a.Audience.Phrase()),
		record.FactOnline: one(a.Online), record.FactCost: one(a.Cost), record.FactContact: one(a.Contact),
		record.FactSignUp: a.Registration.Ways(), record.FactText: one(digest(a.Teaser())), record.FactPage: one(page),
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

// joinTexts joins the texts that are not empty.
func joinTexts(sep string, list ...string) string { return strings.Join(model.NonEmpty(list...), sep) }
