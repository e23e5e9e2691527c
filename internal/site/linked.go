package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// writeLinked writes what a page says of itself to search engines and other machines: JSON-LD in the words of schema.org. It is data
// that no browser runs, and nothing in it can end the element: the encoder writes < as \u003c.
func (b *builder) writeLinked(buf *bytes.Buffer, h *head, address string, data any) error {
	if h.Canonical == "" {
		return nil
	}
	subject := *h
	if h.Description == b.content.Settings.Description {
		subject.Description = "" // that of the site, where a page has none of its own
	}
	nodes := b.about(&subject, data)
	if way := b.breadcrumbs(h, address); way != nil {
		nodes = append(nodes, way)
	}
	if len(nodes) == 0 {
		return nil
	}
	buf.WriteString(`<script type="application/ld+json">`)
	if err := json.NewEncoder(buf).Encode(graph{"https://schema.org", nodes}); err != nil {
		return err
	}
	buf.Truncate(buf.Len() - 1) // the line break that Encode ends with
	buf.WriteString("</script>\n")
	return nil
}

// about tells what a page is about, by the data that its template gets.
func (b *builder) about(h *head, data any) []any {
	switch p := data.(type) {
	case startPage:
		return b.aboutSite(h)
	case activityPage:
		return b.aboutActivity(h, p.Activity, p.Talk)
	case contactPage:
		return b.aboutContact(h, p.Contact)
	case projectPage:
		return []any{b.aboutProject(h, p.Project)}
	case callPage:
		return []any{b.aboutCall(h, p.Call)}
	case funderPage:
		return []any{b.aboutFunder(h, p.Funder)}
	case partnerPage:
		return []any{b.aboutPartner(h, p.Partner)}
	case groupPage:
		return []any{b.aboutGroup(h, p.Group)}
	case newsPage:
		return []any{b.aboutNews(h, &p)}
	case lookoutPage:
		a := b.article(h, "Article", p.Common.Entry)
		a.DatePublished = p.Lookout.Date.String()
		return []any{a}
	case conceptPage:
		return []any{b.aboutConcept(h, p.Concept)}
	case textPage:
		if p.Page.Provider != nil {
			return []any{b.aboutService(h, p.Page.Provider)}
		}
	}
	return nil
}

// breadcrumbs tells the way to a page, the page itself last; nil on the start page.
func (b *builder) breadcrumbs(h *head, address string) any {
	way := b.crumbs(address)
	if way == nil {
		return nil
	}
	list := &breadcrumbList{Type: "BreadcrumbList", ItemListElement: make([]listItem, 0, len(way)+1)}
	for i, c := range way {
		list.ItemListElement = append(list.ItemListElement, listItem{"ListItem", i + 1, c.Title, b.base + c.Address})
	}
	list.ItemListElement = append(list.ItemListElement, listItem{"ListItem", len(way) + 1, h.Title, h.Canonical})
	return list
}

// psi names the network itself. What there is to say of it stands on the start page, under the same identity.
func (b *builder) psi() *named {
	return &named{Type: "Organization", ID: b.base + "/#psi", Name: b.content.Settings.Name, URL: b.base + "/"}
}

// identity names the organisation that a page is about, as a thing apart from the page.
func identity(page string) string { return page + "#org" }

// reference names an entry that is an organisation.
func (b *builder) reference(e *content.Entry) *named {
	address := b.base + e.Address
	return &named{Type: "Organization", ID: identity(address), Name: e.Title, URL: address}
}

func (b *builder) references(parts []*content.Partner) []named {
	list := make([]named, len(parts))
	for i, p := range parts {
		list[i] = *b.reference(&p.Entry)
	}
	return list
}

// aboutSite tells who PSI is.
func (b *builder) aboutSite(h *head) []any {
	s := &b.content.Settings
	me := b.psi()
	logo, _ := b.assets.URL("img/psi.svg")
	if logo != "" {
		logo = b.base + logo
	}
	return []any{
		&organization{
			Type: "Organization", ID: me.ID, Name: s.Name, AlternateName: s.ShortName, Description: s.Description, URL: me.URL, Logo: logo,
			Email: s.Email, Telephone: international(s.Phone), Address: strings.Join(s.Postal, ", "),
		},
		&webSite{Type: "WebSite", Name: s.Name, AlternateName: s.ShortName, URL: me.URL, InLanguage: h.Lang, Publisher: me},
	}
}

// maxEvents is how many coming occasions of a series are told of.
const maxEvents = 8

// aboutActivity tells of the occasions that are coming, or of the last one. Without a time there is no event to tell of.
func (b *builder) aboutActivity(h *head, a *content.Activity, talk *content.Samhallssamtal) []any {
	common := calendarEvent{
		Type: "Event", Name: h.Title, Description: h.Description, URL: h.Canonical, Image: h.Image, InLanguage: h.Lang,
		EventStatus: "https://schema.org/EventScheduled", Organizer: b.references(a.Organizers),
	}
	common.EventAttendanceMode, common.Location = attendance(a)
	if len(common.Organizer) == 0 {
		common.Organizer = []named{*b.psi()}
	}
	if talk != nil {
		for _, s := range talk.Speakers {
			common.Performer = append(common.Performer, named{Type: "Person", Name: s.Name})
		}
	}
	coming := slices.DeleteFunc(slices.Clone(a.Occasions), func(w content.When) bool { return w.Past(b.now) })
	if len(coming) == 0 {
		coming = a.Occasions[max(0, len(a.Occasions)-1):]
	}
	var nodes []any
	for _, when := range first(coming, maxEvents) {
		e := common
		e.StartDate, e.EndDate = written(when)
		switch before := previousStart(a, when); {
		case a.Status == content.Cancelled:
			e.EventStatus = "https://schema.org/EventCancelled"
		case before != "":
			e.EventStatus, e.PreviousStartDate = "https://schema.org/EventRescheduled", before
		}
		nodes = append(nodes, &e)
	}
	return nodes
}

// attendance tells where one can take part in an activity.
func attendance(a *content.Activity) (mode string, at []place) {
	if a.Place != "" || a.Street != "" {
		mode = "https://schema.org/OfflineEventAttendanceMode"
		at = append(at, place{Type: "Place", Name: cmp.Or(a.Place, a.Street), Address: cmp.Or(a.Street, a.Place)})
	}
	if a.Online != "" {
		mode = "https://schema.org/MixedEventAttendanceMode"
		if at == nil {
			mode = "https://schema.org/OnlineEventAttendanceMode"
		}
		at = append(at, place{Type: "VirtualLocation", URL: a.Online})
	}
	return mode, at
}

// previousStart gives the time from which an occasion was moved; empty for those that were not.
func previousStart(a *content.Activity, when content.When) string {
	if a.Status == content.Moved && when == a.When {
		return writtenMoment(a.MovedFrom)
	}
	if a.Repeats != nil {
		for _, m := range a.Repeats.Moved {
			if m.When == when {
				start, _ := written(a.When.On(m.From))
				return start
			}
		}
	}
	return ""
}

// aboutContact tells how to reach who gives advice: a contact point of the organisation that the adviser works for.
func (b *builder) aboutContact(h *head, c *content.AdvisoryContact) []any {
	if c.Email == "" && c.Phone == "" {
		return nil
	}
	of := b.psi()
	if c.Organization != nil {
		of = b.reference(&c.Organization.Entry)
	}
	return []any{&organization{Type: "Organization", ID: of.ID, Name: of.Name, URL: of.URL, ContactPoint: &contactPoint{
		Type: "ContactPoint", Name: cmp.Or(c.Person, c.Title), ContactType: "Rådgivning", Description: strings.Join(c.HelpsWith, ", "),
		Email: c.Email, Telephone: international(c.Phone), URL: h.Canonical, AvailableLanguage: "sv",
	}}}
}

func (b *builder) aboutProject(h *head, p *content.FundedProject) any {
	node := &organization{
		Type: "Project", Name: h.Title, Description: h.Description, URL: h.Canonical, Member: b.references(p.Organizations),
	}
	if p.Funder != nil {
		node.Funder = b.reference(&p.Funder.Entry)
	}
	if p.Amount > 0 {
		node.Funding = &grant{Type: "MonetaryGrant", Funder: node.Funder, Amount: &monetaryAmount{"MonetaryAmount", p.Amount, "SEK"}}
	}
	return node
}

func (b *builder) aboutCall(h *head, c *content.Call) any {
	node := &grant{
		Type: "MonetaryGrant", Name: h.Title, Description: h.Description, URL: h.Canonical,
		PotentialAction: &applyAction{Type: "ApplyAction", StartTime: writtenMoment(c.Opens), EndTime: c.End().Format(time.RFC3339), Target: c.Web},
	}
	if c.Funder != nil {
		node.Funder = b.reference(&c.Funder.Entry)
	}
	return node
}

func (b *builder) aboutFunder(h *head, f *content.Funder) any {
	return &organization{
		Type: "Organization", ID: identity(h.Canonical), Name: h.Title, Description: h.Description,
		URL: cmp.Or(f.Web, h.Canonical), MainEntityOfPage: h.Canonical,
	}
}

// sectorTypes are the types of organisations of the sectors.
var sectorTypes = map[content.Sector]string{
	content.CivilSociety: "NGO", content.PublicSector: "GovernmentOrganization", content.Academia: "EducationalOrganization",
}

func (b *builder) aboutPartner(h *head, p *content.Partner) any {
	node := &organization{
		Type: cmp.Or(sectorTypes[p.Sector], "Organization"), ID: identity(h.Canonical), Name: h.Title, AlternateName: p.Short, Description: h.Description,
		URL: cmp.Or(p.Web, h.Canonical), MainEntityOfPage: h.Canonical, Email: p.Email, Address: p.Place,
	}
	if p.Membership == content.Part {
		node.MemberOf = b.psi()
	}
	return node
}

func (b *builder) aboutGroup(h *head, g *content.Group) any {
	node := &organization{
		Type: "Organization", ID: identity(h.Canonical), Name: h.Title, Description: h.Description, URL: h.Canonical, Email: g.Contact, ParentOrganization: b.psi(),
	}
	for _, m := range g.Members {
		if m.Organization != nil {
			node.Member = append(node.Member, *b.reference(&m.Organization.Entry))
		}
	}
	return node
}

// aboutNews tells of a notice or a newsletter.
func (b *builder) aboutNews(h *head, p *newsPage) any {
	kind := "NewsArticle"
	if p.Newsletter != nil {
		kind = "Article"
	}
	a := b.article(h, kind, p.Common.Entry)
	if p.When != nil {
		a.DatePublished = p.When.Machine
	}
	return a
}

func (b *builder) article(h *head, kind string, e *content.Entry) *article {
	me := b.psi()
	a := &article{
		Type: kind, Headline: h.Title, Description: h.Description, Image: h.Image, URL: h.Canonical, MainEntityOfPage: h.Canonical,
		InLanguage: h.Lang, Author: me, Publisher: me,
	}
	if modified := b.modified(e); !modified.IsZero() {
		a.DateModified = modified.Format(time.RFC3339)
	}
	return a
}

func (b *builder) aboutConcept(h *head, c *content.Concept) any {
	list := b.lists[content.KindConcept]
	return &definedTerm{
		Type: "DefinedTerm", Name: h.Title, AlternateName: c.Also, Description: h.Description, URL: h.Canonical,
		InDefinedTermSet: named{Type: "DefinedTermSet", Name: list.Title, URL: b.base + list.Address},
	}
}

// aboutService tells of a service or support, such as money that one can apply for all year round, and of who gives it.
func (b *builder) aboutService(h *head, provider *content.Partner) any {
	node := &service{Type: "Service", Name: h.Title, Description: h.Description, URL: h.Canonical, Provider: b.reference(&provider.Entry)}
	if provider.Sector == content.PublicSector {
		node.Type = "GovernmentService"
	}
	return node
}

// international writes a telephone number as machines want it: "+46196021000".
func international(phone string) string {
	uri, _ := swedish.PhoneURI(phone)
	return strings.TrimPrefix(uri, "tel:")
}

// writtenMoment gives a moment as [written] does; empty for none.
func writtenMoment(m swedish.Moment) string {
	if m.IsZero() {
		return ""
	}
	start, _ := written(content.When{Start: m.Time, End: m.Time, WholeDay: m.WholeDay})
	return start
}
