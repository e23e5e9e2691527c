package record

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"so-in.se/psi/internal/swedish"
)

// compareSites tells what all calendars say of the site.
func (c *Changes) compareSites(old, now *Site) {
	if old == nil || now == nil {
		return
	}
	differ := func(before, after, sentence string) {
		if before != after {
			c.feed(isChanged, fmt.Sprintf(sentence, swedish.Quote(before), swedish.Quote(after)))
		}
	}
	const renewed = "; prenumeranter får en uppdatering av alla aktiviteter."
	differ(old.Name, now.Name, "Avsändaren byter namn från %s till %s"+renewed)
	differ(old.Email, now.Email, "Avsändaren byter e-postadress från %s till %s"+renewed)
	differ(old.Address, now.Address, "Webbplatsen byter adress från %s till %s"+renewed)
	differ(old.ShortName, now.ShortName, "Kalendrarnas namn börjar med %[2]s i stället för med %[1]s.")
}

// pair is an entry before and after; nil where it is not.
type pair struct{ before, after *Event }

// compareEvents returns the addresses of the pages whose change is told already.
func (c *Changes) compareEvents(old, now *Record) map[string]bool {
	told := map[string]bool{}
	var pairs []pair
	for i := range now.Events {
		if e := &now.Events[i]; !e.Draft {
			before, ok := old.Event(e.UID)
			if ok && before.Draft {
				before = nil
			}
			pairs = append(pairs, pair{before, e})
		}
	}
	for i := range old.Events {
		e := &old.Events[i]
		if after, ok := now.Event(e.UID); !e.Draft && (!ok || after.Draft) {
			pairs = append(pairs, pair{e, nil})
		}
	}
	at := func(p pair) *Event { return cmp.Or(p.after, p.before) }
	slices.SortStableFunc(pairs, func(x, y pair) int {
		return cmp.Or(strings.Compare(at(x).Start, at(y).Start), strings.Compare(at(x).UID, at(y).UID))
	})
	seen := follow{now: now, by: map[string][]string{}}
	rewritten := map[thing]int{} // how many differ in nothing that the records know
	for _, p := range pairs {
		var made change
		switch {
		case p.before != nil && p.after != nil:
			made = eventChange(old, now, p.before, p.after)
		case p.after != nil:
			made = newEvent(p.after)
		default:
			made = goneEvent(now, p.before)
		}
		made.thing = anActivity
		if p.after != nil {
			made.address = p.after.Address
		}
		if at(p).LastDay {
			made.thing = aLastDay
		}
		renewed := p.before != nil && p.after != nil && p.before.Hash != p.after.Hash
		c.unstamped = c.unstamped || renewed && p.after.Sequence <= p.before.Sequence
		if made.sentence == "" {
			if renewed && old.sameSite(now) {
				rewritten[made.thing]++
				seen.add(p, isChanged)
			}
			continue
		}
		seen.add(p, made.verb)
		if !at(p).LastDay {
			told[at(p).Address] = true
		}
		c.calendar.changes = append(c.calendar.changes, made)
	}
	for _, of := range []thing{anActivity, aLastDay} {
		c.tellRewritten(of, rewritten[of])
	}
	c.tellFollowers(old, seen)
	return told
}

// sameSite reports whether two records say the same of what stands in every entry of a site.
func (r *Record) sameSite(other *Record) bool {
	if r.Site == nil || other.Site == nil {
		return r.Site == other.Site
	}
	a, b := *r.Site, *other.Site
	a.ShortName, b.ShortName = "", ""
	return a == b
}

// tellRewritten tells of entries whose bytes differ, although the records know of no difference: by an older record, or
// another psi.
func (c *Changes) tellRewritten(of thing, n int) {
	if n == 0 {
		return
	}
	what := "1 " + of.one
	if n > 1 {
		what = swedish.Number(int64(n)) + " " + of.many
	}
	c.calendar.changes = append(
		c.calendar.changes,
		change{thing: of, verb: isChanged, n: n, sentence: "I " + what + " ändras något som psi inte har " +
			"sparat uppgift om; prenumeranter får en uppdatering."},
	)
}

func newEvent(e *Event) change {
	sentence := swedish.Quote(e.Title) + " tillkommer: " + e.where() + "."
	if e.Status == cancelled {
		sentence = swedish.Quote(e.Title) + " tillkommer, inställd: " + e.where() + "."
	}
	return change{verb: appears, sentence: sentence, n: 1}
}

// goneEvent tells what becomes of an entry that is not among those published.
func goneEvent(now *Record, e *Event) change {
	what := "försvinner ur kalendern utan besked till prenumeranterna."
	if _, ok := now.gone(e.UID); ok {
		what = "tas bort ur kalendern; prenumeranter ser att den inte gäller till dess att dagen har gått."
	}
	return change{verb: vanishes, sentence: swedish.Quote(e.Title) + ", " + e.When() + ", " + what, n: 1}
}

// eventChange tells how an entry differs; the sentence is empty when it does not, as far as the records know.
func eventChange(old, now *Record, before, after *Event) change {
	verb, clauses := differences(before, after)
	feeds := func(which string, r *Record, names []string) {
		var titles []string
		for _, name := range names {
			if title := r.feedTitle(name); title != "" {
				titles = append(titles, swedish.Quote(title))
			}
		}
		switch {
		case len(titles) > 1:
			clauses = append(clauses, which+" kalendrarna "+swedish.JoinAnd(titles))
		case len(titles) == 1:
			clauses = append(clauses, which+" kalendern "+titles[0])
		}
	}
	feeds("lämnar", old, without(before.Feeds, after.Feeds))
	if before.Feeds != nil {
		feeds("kommer med i", now, without(after.Feeds, before.Feeds))
	}
	if len(clauses) == 0 {
		return change{} // what else its page says is told among the pages
	}
	if before.Facts != nil && !slices.Equal(before.Facts[FactPage], after.Facts[FactPage]) {
		clauses = append(clauses, "får ny text på sin sida")
	}
	sentence := swedish.Quote(before.Title) + " " + swedish.JoinAnd(clauses)
	if before.Hash != after.Hash {
		sentence += "; prenumeranter får en uppdatering"
	}
	return change{verb: cmp.Or(verb, isChanged), sentence: sentence + ".", n: 1}
}

// cancelled is the Status of what does not take place.
const cancelled = "CANCELLED"

// differences tells in clauses how an entry differs to those who follow it, and the verb of the one that matters most.
func differences(before, after *Event) (verb string, clauses []string) {
	add := func(v, clause string) {
		if clause == "" {
			return
		}
		if clauses = append(clauses, clause); verb == "" || slices.Index(verbs, v) < slices.Index(verbs, verb) {
			verb = v
		}
	}
	switch was, is := before.Status == cancelled, after.Status == cancelled; {
	case is && !was:
		add(isOff, "ställs in ("+before.When()+")")
	case was && !is:
		add(isOn, "blir av igen ("+after.When()+")")
	}
	times := compareOccasions(before, after)
	times.clauses(add)
	add(isChanged, becomes("plats", "platsen", "", some(before.Place), some(after.Place)))
	if before.Title != after.Title {
		add(isChanged, "byter namn till "+swedish.Quote(after.Title))
	}
	if before.Address != after.Address {
		add(isChanged, "får adressen "+after.Address)
	}
	if before.Facts == nil || after.Facts == nil {
		return verb, clauses // an older record does not know
	}
	was, is := before.Facts, after.Facts
	if from, ok := ParseSpan(before.Start, before.End); ok && len(times.all) == 1 {
		before := swedish.FormatMoment(swedish.Moment{Time: from.Start, WholeDay: from.WholeDay})
		if slices.Equal(is[FactFormerTime], some(before)) { // which has been told
			was = maps.Clone(was)
			was[FactFormerTime] = is[FactFormerTime]
		}
	}
	for _, f := range facts {
		add(isChanged, becomes(f.noun, f.definite, f.several, was[f.name], is[f.name]))
	}
	if !slices.Equal(was[FactText], is[FactText]) {
		add(isChanged, "får en ny beskrivning")
	}
	return verb, clauses
}

// some returns a list of the text, unless it is empty.
func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// When tells in Swedish when an entry takes place.
func (e *Event) When() string { return inWords(e.occasions()) }

// where tells when and where an entry takes place.
func (e *Event) where() string {
	if e.Place == "" {
		return e.When()
	}
	return e.When() + ", " + e.Place
}
