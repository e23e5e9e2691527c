package record

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"so-in.se/psi/internal/swedish"
)

// Changes are what visitors and subscribers notice when one record takes another's place.
type Changes struct {
	calendar, pages section
	// unstamped says that an entry has changed and kept its SEQUENCE.
	unstamped bool
}

// section is a titled list of changes.
type section struct {
	title   string
	changes []change
}

// change is one thing that somebody notices.
type change struct {
	// thing and verb are for the count: "1 aktivitet flyttas".
	thing    thing
	verb     string
	sentence string
}

// thing is what changes are counted by.
type thing struct{ one, many string }

var (
	anActivity = thing{"aktivitet", "aktiviteter"}
	aLastDay   = thing{"sista dag", "sista dagar"}
	aCalendar  = thing{"kalender", "kalendrar"}
	aPage      = thing{"sida", "sidor"}
	anAddress  = thing{"gammal adress", "gamla adresser"}
	aDocument  = thing{"dokument", "dokument"}
)

// The verbs of changes, in the order in which they are counted.
const (
	appears   = "tillkommer"
	isMoved   = "flyttas"
	isOff     = "ställs in"
	isOn      = "blir av igen"
	isChanged = "ändras"
	vanishes  = "försvinner"
	leadsOn   = "leder vidare"
)

var verbs = []string{isMoved, isOff, isOn, appears, isChanged, leadsOn, vanishes}

// Compare finds what people notice. What only builds with drafts have is left out.
func Compare(old, now *Record) *Changes {
	c := &Changes{calendar: section{title: "Kalendern"}, pages: section{title: "Sidor"}}
	told := c.compareEvents(old, now)
	c.comparePages(old, now, told)
	c.compareFiles(old, now)
	return c
}

// compareEvents returns the addresses of the pages whose change is told already.
func (c *Changes) compareEvents(old, now *Record) map[string]bool {
	told := map[string]bool{}
	type pair struct{ before, after *Event }
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
	for _, p := range pairs {
		made, ok := eventChange(p.before, p.after)
		if !ok {
			continue
		}
		made.thing = anActivity
		if e := at(p); e.LastDay {
			made.thing = aLastDay
		} else {
			told[e.Address] = true
		}
		c.unstamped = c.unstamped || p.before != nil && p.after != nil && p.after.Sequence <= p.before.Sequence
		c.calendar.changes = append(c.calendar.changes, made)
	}
	return told
}

// eventChange tells how an entry differs. The entry before or after may be nil.
func eventChange(before, after *Event) (change, bool) {
	switch {
	case before == nil && after.Status == cancelled:
		sentence := swedish.Quote(after.Title) + " tillkommer, inställd: " + after.where() + "."
		return change{verb: appears, sentence: sentence}, true
	case before == nil:
		return change{verb: appears, sentence: swedish.Quote(after.Title) + " tillkommer: " + after.where() + "."}, true
	case after == nil:
		return change{
			verb: vanishes,
			sentence: swedish.Quote(
				before.Title,
			) + ", " + before.where() + ", försvinner ur kalendern utan besked till prenumeranterna.",
		}, true
	case before.Hash == after.Hash:
		return change{}, false
	}
	verb, clauses := differences(before, after)
	return change{
		verb:     verb,
		sentence: swedish.Quote(before.Title) + " " + swedish.JoinAnd(clauses) + "; prenumeranter får en uppdatering.",
	}, true
}

// cancelled is the Status of what does not take place.
const cancelled = "CANCELLED"

// differences tells in clauses how an entry differs, and the verb of the one that matters most.
func differences(before, after *Event) (verb string, clauses []string) {
	add := func(v, clause string) {
		if clauses = append(clauses, clause); verb == "" || slices.Index(verbs, v) < slices.Index(verbs, verb) {
			verb = v
		}
	}
	switch was, is := before.Status == cancelled, after.Status == cancelled; {
	case is && !was:
		add(isOff, "ställs in ("+before.when()+")")
	case was && !is:
		add(isOn, "blir av igen ("+after.when()+")")
	}
	from, to := before.when(), after.when()
	switch {
	case from != to:
		add(isMoved, "flyttas från "+from+" till "+to)
	case len(before.Occasions)+len(after.Occasions) > 0:
		if s := seriesChange(before, after); s != "" {
			add(isChanged, s)
		}
	}
	switch {
	case before.Place == after.Place:
	case before.Place == "":
		add(isChanged, "får platsen "+after.Place)
	case after.Place == "":
		add(isChanged, "har inte längre platsen "+before.Place)
	default:
		add(isChanged, "byter plats från "+before.Place+" till "+after.Place)
	}
	if before.Title != after.Title {
		add(isChanged, "byter namn till "+swedish.Quote(after.Title))
	}
	if before.Address != after.Address {
		add(isChanged, "får adressen "+after.Address)
	}
	if len(clauses) == 0 {
		add(isChanged, "får en ny beskrivning")
	}
	return verb, clauses
}

// maxOccasions is how many occasions of a series are named.
const maxOccasions = 5

// seriesChange tells which occasions of a series are new and which are gone.
func seriesChange(before, after *Event) string {
	without := func(list, others []string) []string {
		var rest []string
		for _, o := range list {
			if !slices.Contains(others, o) {
				rest = append(rest, span(strings.Cut(o, "/")))
			}
		}
		if n := len(rest) - maxOccasions; n > 0 {
			rest = append(rest[:maxOccasions], fmt.Sprintf("%d till", n))
		}
		return rest
	}
	var clauses []string
	if gone := without(before.occasions(), after.occasions()); len(gone) > 0 {
		clauses = append(clauses, "mister "+swedish.JoinAnd(gone))
	}
	if added := without(after.occasions(), before.occasions()); len(added) > 0 {
		clauses = append(clauses, "får "+swedish.JoinAnd(added))
	}
	return strings.Join(clauses, " och ")
}

// occasions lists the times of a series; what is none has one.
func (e *Event) occasions() []string {
	if len(e.Occasions) == 0 {
		return []string{e.Start + "/" + e.End}
	}
	return e.Occasions
}

// when tells when an entry takes place, the first time of a series.
func (e *Event) when() string { return span(e.Start, e.End, true) }

// where tells when and where an entry takes place.
func (e *Event) where() string {
	s := e.when()
	switch n := len(e.Occasions); {
	case n == 2:
		s += " och en gång till"
	case n > 2:
		s += fmt.Sprintf(" och %d gånger till", n-1)
	}
	if e.Place != "" {
		s += ", " + e.Place
	}
	return s
}

// span writes a start and an end of a record as people do; as they stand when they are none.
func span(start, end string, ok bool) string {
	from, err1 := swedish.ParseMoment(start)
	to, err2 := swedish.ParseMoment(end)
	if !ok || err1 != nil || err2 != nil {
		return strings.Trim(start+"–"+end, "–")
	}
	if from.WholeDay {
		to.Time = to.Date().AddDays(1).In()
	}
	return swedish.FormatSpan(from.Time, to.Time, from.WholeDay)
}

// comparePages finds new, moved, changed and vanished pages, and what becomes of old addresses.
func (c *Changes) comparePages(old, now *Record, told map[string]bool) {
	from := map[string]string{} // by the new address of a moved page, its old one
	for i := range now.Pages {
		p := &now.Pages[i]
		if before, ok := old.Page(p.Address); ok && p.MovedTo != "" && before.MovedTo == "" {
			from[p.MovedTo] = p.Address
		}
	}
	for i := range now.Pages {
		p := &now.Pages[i]
		before, ok := old.Page(p.Address)
		if p.Draft {
			continue
		}
		if ok && before.Draft {
			before, ok = nil, false
		}
		switch {
		case p.MovedTo != "" && !ok:
			c.page(
				anAddress, leadsOn,
				fmt.Sprintf("Adressen %s leder till %s, %s.", p.Address, swedish.Quote(p.Title), p.MovedTo),
			)
		case p.MovedTo != "" && before.MovedTo == "":
			c.page(
				aPage, isMoved,
				fmt.Sprintf(
					"%s flyttar från %s till %s. Den gamla adressen leder vidare.", swedish.Quote(p.Title), p.Address,
					p.MovedTo,
				),
			)
		case p.MovedTo != "" && before.MovedTo != p.MovedTo:
			c.page(
				anAddress, leadsOn,
				fmt.Sprintf("Adressen %s leder till %s i stället för till %s.", p.Address, p.MovedTo, before.MovedTo),
			)
		case p.MovedTo != "":
		case !ok && from[p.Address] == "" && !told[p.Address]:
			c.page(aPage, appears, fmt.Sprintf("%s tillkommer: %s", swedish.Quote(p.Title), p.Address))
		case ok && before.MovedTo != "":
			c.page(
				aPage, appears,
				fmt.Sprintf(
					"%s tillkommer: %s, som förut ledde till %s", swedish.Quote(p.Title), p.Address, before.MovedTo,
				),
			)
		case ok && before.Title != p.Title && !told[p.Address]:
			c.page(
				aPage, isChanged,
				fmt.Sprintf("%s får rubriken %s.", swedish.Quote(before.Title), swedish.Quote(p.Title)),
			)
		case ok && before.Hash != p.Hash && !told[p.Address]:
			c.page(aPage, isChanged, fmt.Sprintf("%s ändras: %s", swedish.Quote(p.Title), p.Address))
		}
	}
	for i := range old.Pages {
		p := &old.Pages[i]
		if after, ok := now.Page(p.Address); p.Draft || ok && !after.Draft {
			continue
		}
		if p.MovedTo != "" {
			c.page(anAddress, vanishes, fmt.Sprintf("Adressen %s leder inte längre till %s.", p.Address, p.MovedTo))
		} else {
			c.page(aPage, vanishes, fmt.Sprintf(
				"%s försvinner, och den gamla adressen leder ingenstans: %s", swedish.Quote(p.Title), p.Address))
		}
	}
}

func (c *Changes) page(of thing, verb, sentence string) {
	c.pages.changes = append(c.pages.changes, change{of, verb, sentence})
}

// compareFiles finds calendars that nobody can follow any longer, and documents that come or go.
func (c *Changes) compareFiles(old, now *Record) {
	differ := func(files, others []string, verb string) {
		for _, f := range files {
			if _, ok := slices.BinarySearch(others, f); ok {
				continue
			}
			switch strings.ToLower(path.Ext(f)) {
			case ".ics":
				if verb == vanishes && path.Dir(f) != "kalender/aktivitet" {
					c.calendar.changes = append(
						c.calendar.changes,
						change{aCalendar, verb, "Kalendern /" + f + " försvinner för dem som följer den."},
					)
				}
			case ".pdf", ".docx", ".xlsx", ".odt", ".pptx":
				c.page(aDocument, verb, "Dokumentet /"+f+" "+verb+".")
			}
		}
	}
	differ(now.Files, old.Files, appears)
	differ(old.Files, now.Files, vanishes)
}
