package site

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/swedish"
)

// listTitles names the lists that no editor has written a page for, and what their sections are called on other pages.
var listTitles = map[content.Kind]string{
	content.KindActivity: "Aktiviteter", content.KindSamhallssamtal: "Samhällssamtal", content.KindContact: "Rådgivning",
	content.KindProject: "Projekt", content.KindCall: "Utlysningar", content.KindFunder: "Finansiärer", content.KindPartner: "Parter",
	content.KindGroup: "Grupper", content.KindNews: "Nyheter", content.KindNewsletter: "Nyhetsbrev",
	content.KindActivityList: "Aktivitetslistor", content.KindTheme: "Teman", content.KindArea: "Områden i den regionala utvecklingsstrategin",
	content.KindConcept: "Begrepp", content.KindLookout: "Omvärldsbevakning", content.KindSource: "Källor",
}

// nothingYet is what a list says when it is empty and no editor has written anything better.
const nothingYet = "Här finns inget än."

// prepareLists finds the page of each kind's list, or makes one, and notes the titles of pages for breadcrumbs.
func (b *builder) prepareLists() {
	b.lists = map[content.Kind]*content.Page{}
	b.known = map[string]*crumb{}
	for _, p := range content.List[content.Page](b.content) {
		b.known[p.Address] = &crumb{p.Title, p.Address}
	}
	for _, kind := range content.Kinds() {
		address := "/" + string(kind) + "/"
		page := b.pageAt(address)
		if page == nil {
			page = &content.Page{Entry: content.Entry{Title: listTitles[kind], Address: address, Lang: "sv", Body: new(markdown.Document)}}
			b.known[address] = &crumb{page.Title, address}
		}
		if page.Empty == "" {
			page.Empty = nothingYet
		}
		b.lists[kind] = page
	}
}

// pageAt finds the page that an editor has written for an address.
func (b *builder) pageAt(address string) *content.Page {
	for _, p := range content.List[content.Page](b.content) {
		if p.Address == address {
			return p
		}
	}
	return nil
}

// isList tells whether a page is the page of a list.
func (b *builder) isList(p *content.Page) bool {
	return b.lists[content.Kind(strings.Trim(p.Address, "/"))] == p || p.Address == "/"+calendarFolder
}

// listPage is what list.html is executed with.
type listPage struct {
	Common *common
	// Letters are sections by first letter, with an index of letters; Sections the others.
	Letters, Sections []section
	Empty             string
	// Concepts are the words of the glossary.
	Concepts []*content.Concept
	// Steps are ways on from an empty list.
	Steps []crumb
	// Filter may be nil.
	Filter *filter
	// Years links to the page of each year, where not everything that has been is listed.
	Years []yearLink
	// Picture draws the whole of the list, where that says more than its entries.
	Picture template.HTML
	// IntroFirst puts the text before the list: a short introduction. A long text comes after it, and any text after the words that
	// there is nothing to list.
	IntroFirst bool
}

// shortIntro is how many bytes of HTML a text has at most to stand before its list: some hundred words and their markup.
const shortIntro = 1200

// planLists lists every kind but activities, which have lists of their own.
func (b *builder) planLists() {
	for _, kind := range content.Kinds() {
		if kind == content.KindActivity {
			continue
		}
		page := b.lists[kind]
		b.addPage(b.listEntry(page), b.headOf(&page.Entry, "website"), page.Address, "list.html", func() (any, error) {
			c, err := b.common(&page.Entry)
			if err != nil {
				return nil, err
			}
			p := listPage{Common: c, Empty: page.Empty, Steps: steps[kind], IntroFirst: len(page.Body.HTML) <= shortIntro}
			if p.Filter, err = b.filter(kind, page.Address); err != nil {
				return nil, err
			}
			err = b.fillList(&p, kind, func(*content.Entry) bool { return true })
			if err != nil {
				return nil, err
			}
			p.IntroFirst = p.IntroFirst && len(p.Letters)+len(p.Sections)+len(p.Concepts) > 0
			switch kind {
			case content.KindPartner:
				p.Picture, err = b.networkPicture()
			case content.KindTheme:
				p.Picture, err = b.themesPicture()
			}
			return p, err
		})
	}
}

// steps are what a visitor may do who finds a list empty.
var steps = map[content.Kind][]crumb{
	content.KindActivity: {{"Prenumerera på kalendern", "/kalender/"}, {"Läs om samhällssamtalen", "/samhallssamtal/"}},
	content.KindCall:     {{"Fråga en rådgivare", "/radgivning/"}, {"Se vilka som delar ut pengar", "/finansiarer/"}},
	content.KindNews:     {{"Läs nyhetsbreven", "/nyhetsbrev/"}, {"Se aktiviteterna", "/aktiviteter/"}},
	content.KindLookout:  {{"Se projekten i länet", "/projekt/"}, {"Välj ett tema", "/teman/"}},
}

// listEntry gives the entry that an editor has written for a list; nil when psi made it up.
func (b *builder) listEntry(p *content.Page) *content.Entry {
	if p.File == "" {
		return nil
	}
	return &p.Entry
}

// fillList lists the entries of a kind that are to be kept.
func (b *builder) fillList(p *listPage, kind content.Kind, keep func(*content.Entry) bool) (err error) {
	if kind == content.KindConcept {
		p.Concepts = content.List[content.Concept](b.content)
		return nil
	}
	p.Sections, err = b.sections(kind, keep)
	if kind == content.KindPartner {
		at := slices.IndexFunc(p.Sections, func(s section) bool { return s.Title == mentioned })
		if at < 0 {
			at = len(p.Sections)
		}
		p.Letters, p.Sections = p.Sections[:at], p.Sections[at:]
	}
	return err
}

// sections lists the entries of a kind that are to be kept, in the groups that help a reader to find one. A kind whose lists have no
// filter is listed whole.
func (b *builder) sections(kind content.Kind, keep func(*content.Entry) bool) ([]section, error) {
	c := b.content
	switch kind {
	case content.KindActivity:
		return b.allActivities(keep)
	case content.KindSamhallssamtal:
		return b.talkSections(only(content.List[content.Samhallssamtal](c), keep))
	case content.KindContact:
		return whole(b, "Rådgivare", content.List[content.AdvisoryContact](c))
	case content.KindProject:
		return whole(b, "Alla projekt", only(content.List[content.FundedProject](c), keep))
	case content.KindCall:
		return b.callSections(only(content.List[content.Call](c), keep))
	case content.KindFunder:
		return whole(b, "Alla finansiärer", content.List[content.Funder](c))
	case content.KindPartner:
		return b.partnerSections(only(content.List[content.Partner](c), keep))
	case content.KindGroup:
		return grouped(b, content.List[content.Group](c), func(e *content.Group) string {
			if e.Active {
				return "Arbetar nu"
			}
			return "Tidigare grupper"
		})
	case content.KindNews:
		return grouped(b, only(content.List[content.News](c), keep), func(e *content.News) string { return fmt.Sprint(e.Date.Year) })
	case content.KindNewsletter:
		return whole(b, "Alla nyhetsbrev", content.List[content.Newsletter](c))
	case content.KindActivityList:
		return whole(b, "Alla aktivitetslistor", content.List[content.ActivityList](c))
	case content.KindTheme:
		return whole(b, "Alla teman", content.List[content.Theme](c))
	case content.KindArea:
		return whole(b, "Alla områden", content.List[content.Area](c))
	case content.KindLookout:
		return whole(b, "Allt vi har sett", content.List[content.Lookout](c))
	case content.KindSource:
		return whole(b, "Alla källor", content.List[content.Source](c))
	}
	return nil, fmt.Errorf("no list of %s", kind)
}

// whole makes one section of a list.
func whole[T content.Typed](b *builder, title string, entries []T) ([]section, error) {
	return grouped(b, entries, func(T) string { return title })
}

// grouped makes a section of each group of entries, in the order in which the groups first occur.
func grouped[T content.Typed](b *builder, entries []T, group func(T) string) ([]section, error) {
	var sections []section
	for _, e := range entries {
		title := group(e)
		at := slices.IndexFunc(sections, func(s section) bool { return s.Title == title })
		if at < 0 {
			at = len(sections)
			sections = append(sections, section{Title: title, kind: e.Common().Kind})
		}
		it, err := b.item(e)
		if err != nil {
			return nil, err
		}
		sections[at].Items = append(sections[at].Items, it)
	}
	return sections, nil
}

// talkSections lists coming talks first, then past ones with a date, latest first, then those without.
func (b *builder) talkSections(talks []*content.Samhallssamtal) ([]section, error) {
	rank := func(t *content.Samhallssamtal) int {
		switch {
		case t.When.IsZero():
			return 2
		case t.Past(b.now):
			return 1
		}
		return 0
	}
	slices.SortStableFunc(talks, func(x, y *content.Samhallssamtal) int {
		if r := cmp.Compare(rank(x), rank(y)); r != 0 {
			return r
		}
		switch rank(x) {
		case 0:
			return x.Next(b.now).Start.Compare(y.Next(b.now).Start)
		case 1:
			return y.End().Compare(x.End())
		}
		return 0
	})
	names := []string{"Kommande samtal", "Tidigare samtal", "Teman för tidigare samtal"}
	sections, err := grouped(b, talks, func(t *content.Samhallssamtal) string { return names[rank(t)] })
	if len(sections) > 0 && sections[0].Title == names[0] {
		sections[0].State = stateComing
		if len(sections) == 1 || sections[1].Title != names[1] { // the clock will move talks there
			sections = slices.Insert(sections, 1, section{Title: names[1], kind: content.KindSamhallssamtal})
		}
		sections[1].State = statePast
	}
	if n := len(sections) - 1; err == nil && n >= 0 && sections[n].Title == names[2] {
		err = b.asQuestions(&sections[n], talks)
	}
	return sections, err
}

// asQuestions shows talks without a date by their questions alone.
func (b *builder) asQuestions(s *section, talks []*content.Samhallssamtal) error {
	s.Items, s.style = nil, "talk"
	for _, t := range talks {
		if t.When.IsZero() {
			it, err := b.renderItem(t, item{Style: s.style, Meta: t.Place})
			if err != nil {
				return err
			}
			s.Items = append(s.Items, it)
		}
	}
	return nil
}

// callSections lists calls by where they stand: first those that can be applied for, the closed ones last.
// Each has a section, if an empty one, for the clock to move calls to.
func (b *builder) callSections(calls []*content.Call) ([]section, error) {
	slices.SortStableFunc(calls, func(x, y *content.Call) int {
		rank := func(c *content.Call) int { return slices.Index(callOrder, c.State(b.now)) }
		if r := cmp.Compare(rank(x), rank(y)); r != 0 {
			return r
		}
		if x.State(b.now) == content.CallClosed {
			return y.End().Compare(x.End())
		}
		return 0
	})
	listed, err := grouped(b, calls, func(c *content.Call) string { return callSectionTitles[c.State(b.now)] })
	if len(calls) == 0 || err != nil {
		return nil, err
	}
	sections := make([]section, len(callOrder))
	for i, state := range callOrder {
		sections[i] = section{Title: callSectionTitles[state], State: swedish.Slug(string(state)), kind: content.KindCall}
		for _, s := range listed {
			if s.Title == sections[i].Title {
				sections[i].Items = s.Items
			}
		}
	}
	return sections, nil
}

// callOrder is the order in which calls are shown by where they stand, and callSectionTitles name their sections.
var (
	callOrder         = []content.CallState{content.CallClosing, content.CallOpen, content.CallComing, content.CallClosed}
	callSectionTitles = map[content.CallState]string{
		content.CallClosing: "Stänger snart", content.CallOpen: "Öppna nu", content.CallComing: "Öppnar senare", content.CallClosed: "Stängda",
	}
)

// sectorNames names the sectors for readers.
var sectorNames = map[content.Sector]string{
	content.CivilSociety: "Civilsamhälle och social ekonomi", content.PublicSector: "Offentlig verksamhet",
	content.Academia: "Akademi", content.Business: "Näringsliv",
}

// mentioned is the title of the section of organisations that are mentioned only.
const mentioned = "Omnämnda i PSI:s material"

// partnerSections lists parts by letter, and last the organisations that are mentioned only.
func (b *builder) partnerSections(partners []*content.Partner) ([]section, error) {
	var parts, others []*content.Partner
	for _, p := range partners {
		if p.Membership == content.Mentioned {
			others = append(others, p)
		} else {
			parts = append(parts, p)
		}
	}
	return grouped(b, append(parts, others...), func(p *content.Partner) string {
		if p.Membership == content.Mentioned {
			return mentioned
		}
		return swedish.Initial(p.Title)
	})
}

// related lists the entries that name an entry, but for those already shown, by kind, and a few that are like it.
func (b *builder) related(e *content.Entry, shown []*content.Entry) ([]section, error) {
	var sections []section
	for _, from := range b.inTurn(slices.Collect(e.Back())) {
		if slices.Contains(shown, from.Common()) {
			continue
		}
		kind := from.Common().Kind
		title := listTitles[kind]
		switch kind {
		case content.KindPage:
			title = "Sidor"
		case content.KindSource:
			title = "Skrifter" // the sources of the page itself come last on it
		}
		if len(sections) == 0 || sections[len(sections)-1].Title != title {
			sections = append(sections, section{Title: title, kind: kind})
		}
		it, err := b.item(from)
		if err != nil {
			return nil, err
		}
		last := &sections[len(sections)-1]
		last.Items = append(last.Items, it)
	}
	alike, err := b.alike(e)
	return append(sections, alike...), err
}

// inTurn puts the activities among entries that are listed kind by kind as other lists have them: what is coming first.
func (b *builder) inTurn(entries []content.Typed) []content.Typed {
	for from, to := 0, 0; from < len(entries); from = to {
		kind := entries[from].Common().Kind
		for to = from + 1; to < len(entries) && entries[to].Common().Kind == kind; {
			to++
		}
		if kind == content.KindActivity || kind == content.KindSamhallssamtal {
			turn := b.turn()
			slices.SortStableFunc(entries[from:to], func(x, y content.Typed) int { return cmp.Compare(turn[x.Common()], turn[y.Common()]) })
		}
	}
	return entries
}

// itemsOf gives the items of entries.
func itemsOf[T content.Typed](b *builder, entries []T) ([]template.HTML, error) {
	sections, err := whole(b, "", entries)
	if err != nil || len(sections) == 0 {
		return nil, err
	}
	return sections[0].Items, nil
}
