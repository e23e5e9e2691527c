package content

import (
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/swedish"
)

// Theme is one of the idea bank's themes.
type Theme struct{ Entry }

func (*Theme) decode(*decoder)  {}
func (t *Theme) link(l *linker) { t.linkCommon(l) }

// Area is one of the priority areas of the regional development strategy (RUS).
type Area struct {
	Entry
	Order int
}

func (a *Area) decode(d *decoder) { d.Int("order", &a.Order, frontmatter.Range(1, 99)) }
func (a *Area) link(l *linker)    { a.linkCommon(l) }

// Concept explains a word. Its Summary is the definition.
type Concept struct {
	Entry
	// Also lists other forms of the word.
	Also []string
}

func (c *Concept) decode(d *decoder) {
	d.Texts("also", &c.Also)
}
func (c *Concept) link(l *linker) { c.linkCommon(l) }

// Source is a document that the content builds on.
type Source struct {
	Entry
	Year      int
	Publisher *Partner
	Web       string
}

func (s *Source) decode(d *decoder) {
	d.Int("year", &s.Year, frontmatter.Required("year: 2023"), frontmatter.Range(1900, 2200))
	d.ref("publisher", KindPartner)
	d.URL("web", &s.Web)
}

func (s *Source) link(l *linker) {
	s.linkCommon(l)
	s.Publisher = link1[Partner](l, "publisher")
}

// News is a notice.
type News struct {
	Entry
	Date swedish.Date
}

func (n *News) decode(d *decoder) {
	d.Date("date", &n.Date, frontmatter.Required("date: 2027-05-10"))
}
func (n *News) link(l *linker) { n.linkCommon(l) }

// Newsletter is a numbered issue.
type Newsletter struct {
	Entry
	Year, Number int
	Date         swedish.Date // zero when not known
}

func (n *Newsletter) decode(d *decoder) {
	d.Int("year", &n.Year, frontmatter.Required("year: 2027"), frontmatter.Range(1990, 2200))
	d.Int("number", &n.Number, frontmatter.Required("number: 1"), frontmatter.Range(1, 99))
	d.Date("date", &n.Date)
}
func (n *Newsletter) link(l *linker) { n.linkCommon(l) }

// Page is a text that belongs to no other kind: about PSI, contact, accessibility. The file index.md of a kind's folder is the
// page of that kind's list.
type Page struct {
	Entry
	Order int
	// Owner is who answers for the page: the name of a part or group, or any other name.
	Owner        string
	OwnerAddress string
	// Provider is who gives the service or support that the page is about; nil for a page that is about none.
	Provider *Partner
	// Empty is what the page of a list says when the list is empty.
	Empty    string
	Timeline []Milestone
	ownerPos frontmatter.Pos
}

// Milestone is an entry of a timeline.
type Milestone struct{ When, Text string }

func (p *Page) decode(d *decoder) {
	d.ref("provider", KindPartner)
	d.Text("owner", &p.Owner)
	p.ownerPos = d.Pos("owner")
	d.Int("order", &p.Order)
	d.Text("empty", &p.Empty)
	frontmatter.Choice(d.Decoder, "lang", &p.Lang, []string{"sv", "en"})
	d.Each("timeline", func(d *frontmatter.Decoder) {
		var m Milestone
		d.Text("when", &m.When, frontmatter.Required("when: 1 januari 2015"))
		d.Text("text", &m.Text, frontmatter.Required("text: PSI startar."))
		p.Timeline = append(p.Timeline, m)
	})
}

func (p *Page) link(l *linker) {
	p.linkCommon(l)
	p.Provider = link1[Partner](l, "provider")
	for _, kind := range []Kind{KindGroup, KindPartner} {
		owner := l.find(kind, p.Owner)
		if owner == nil {
			continue
		}
		if l.hidden(owner.Common()) {
			l.draft(owner.Common(), frontmatter.Ref{ID: p.Owner, Pos: p.ownerPos})
			return
		}
		p.Owner, p.OwnerAddress = owner.Common().Title, owner.Common().Address
		return
	}
}
