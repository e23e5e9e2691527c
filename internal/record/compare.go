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
	// followers tells who sees which of the changes in the calendar.
	followers section
	// unstamped says that an entry has changed and kept its SEQUENCE.
	unstamped bool
}

// section is a titled list of changes.
type section struct {
	title   string
	changes []change
	most    int // how many are told in full
}

// change is one thing that somebody notices.
type change struct {
	// thing and verb are for the count: "1 aktivitet flyttas".
	thing    thing
	verb     string
	sentence string
	n        int // how many
	// address is that of the page that the sentence is about, if it is about one that there is now.
	address string
}

// thing is what changes are counted by.
type thing struct{ one, many string }

var (
	anActivity = thing{"aktivitet", "aktiviteter"}
	aLastDay   = thing{"sista dag", "sista dagar"}
	aCalendar  = thing{"kalender", "kalendrar"}
	aPage      = thing{"sida", "sidor"}
	onAllPages = thing{"sak på alla sidor", "saker på alla sidor"}
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
	c := &Changes{
		calendar: section{title: "Kalendern", most: maxSentences}, pages: section{title: "Sidor", most: maxSentences},
		followers: section{title: "Prenumeranter", most: maxGroups},
	}
	c.compareSites(old.Site, now.Site)
	told := c.compareEvents(old, now)
	c.compareEverywhere(old, now)
	c.comparePages(old, now, told)
	c.compareFiles(old, now)
	return c
}

// comparePages finds new, moved, changed and vanished pages, and what becomes of old addresses.
func (c *Changes) comparePages(old, now *Record, told map[string]bool) {
	from := map[string]string{} // by the new address of a moved page, its old one
	for i := range now.Pages {
		p := &now.Pages[i]
		if before, ok := old.Page(p.Address); ok && p.MovedTo != "" && before.MovedTo == "" {
			if there, ok := old.Page(p.MovedTo); !ok || there.Draft || there.MovedTo != "" {
				from[p.MovedTo] = p.Address
			}
		}
	}
	for i := range now.Pages {
		p := &now.Pages[i]
		before, ok := old.Page(p.Address)
		if p.Draft {
			continue
		}
		first := len(c.pages.changes)
		if ok && before.Draft {
			before, ok = nil, false
		}
		switch {
		case p.MovedTo != "" && !ok:
			c.page(
				anAddress, leadsOn,
				fmt.Sprintf("Adressen %s leder till %s, %s.", p.Address, swedish.Quote(p.Title), p.MovedTo),
			)
		case p.MovedTo != "" && before.MovedTo == "" && from[p.MovedTo] != p.Address:
			c.page(
				aPage, vanishes, fmt.Sprintf(
					"%s försvinner. Adressen %s leder till %s, %s.", swedish.Quote(before.Title), p.Address,
					swedish.Quote(p.Title), p.MovedTo,
				),
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
		case !ok && !told[p.Address]:
			before, _ = old.Page(from[p.Address])
			if sentence := pageChange(before, p); sentence != "" {
				c.page(aPage, isChanged, sentence)
			}
		case ok && before.MovedTo != "":
			c.page(
				aPage, appears,
				fmt.Sprintf(
					"%s tillkommer: %s, som förut ledde till %s", swedish.Quote(p.Title), p.Address, before.MovedTo,
				),
			)
		case ok && !told[p.Address]:
			if sentence := pageChange(before, p); sentence != "" {
				c.page(aPage, isChanged, sentence)
			}
		}
		for j := range c.pages.changes[first:] {
			c.pages.changes[first+j].address = cmp.Or(p.MovedTo, p.Address)
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
	c.pages.changes = append(c.pages.changes, change{thing: of, verb: verb, sentence: sentence, n: 1})
}

// compareFiles finds calendars that are new or have another name, those that nobody can follow any longer, and
// documents that come or go.
func (c *Changes) compareFiles(old, now *Record) {
	for _, f := range now.Feeds {
		if before := old.feedTitle(f.Name); before != "" && before != f.Title {
			c.feed(isChanged, "Kalendern "+swedish.Quote(before)+" byter namn till "+swedish.Quote(f.Title)+".")
		}
	}
	differ := func(files, others []string, verb string) {
		for _, f := range files {
			if _, ok := slices.BinarySearch(others, f); ok {
				continue
			}
			switch strings.ToLower(path.Ext(f)) {
			case ".ics":
				if path.Dir(f) == "kalender/aktivitet" {
					continue
				}
				if verb == vanishes {
					c.feed(verb, "Kalendern /"+f+" försvinner för dem som följer den.")
				} else if len(old.Files) > 0 {
					c.feed(verb, "Kalendern /"+f+" tillkommer.")
				}
			case ".pdf", ".docx", ".xlsx", ".odt", ".pptx":
				c.page(aDocument, verb, "Dokumentet /"+f+" "+verb+".")
			}
		}
	}
	differ(now.Files, old.Files, appears)
	differ(old.Files, now.Files, vanishes)
}

func (c *Changes) feed(verb, sentence string) {
	c.calendar.changes = append(c.calendar.changes, change{thing: aCalendar, verb: verb, sentence: sentence, n: 1})
}

// feedTitle returns the title of a feed; empty for one that is not offered.
func (r *Record) feedTitle(name string) string {
	for _, f := range r.Feeds {
		if f.Name == name {
			return f.Title
		}
	}
	return ""
}
