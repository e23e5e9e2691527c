package content

import (
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/swedish"
)

// Sector is the part of society that a partner belongs to.
type Sector string

// The sectors.
const (
	CivilSociety Sector = "civilsamhälle"
	PublicSector Sector = "offentlig"
	Academia     Sector = "akademi"
	Business     Sector = "näringsliv"
)

// Sectors lists the sectors in the order in which they are shown.
func Sectors() []Sector { return []Sector{CivilSociety, PublicSector, Academia, Business} }

// Membership says how an organisation stands to PSI in the sources.
type Membership string

// The memberships.
const (
	Part      Membership = "part"
	Mentioned Membership = "omnämnd" // named in PSI's material without being called a part
)

// Partner is an organisation in the network, or one that PSI's material names.
type Partner struct {
	Entry
	Sector     Sector
	Membership Membership
	Web        string
	Place      string
	Email      string
	// Short is a short name: "ABF".
	Short string
	// Named lists the years of the sources that name it.
	Named []int
}

func (p *Partner) decode(d *decoder) {
	frontmatter.Choice(d.Decoder, "sector", &p.Sector, Sectors(), frontmatter.Required("sector: civilsamhälle"))
	p.Membership = Part
	frontmatter.Choice(d.Decoder, "membership", &p.Membership, []Membership{Part, Mentioned})
	d.URL("web", &p.Web)
	d.Text("place", &p.Place)
	d.Email("email", &p.Email)
	d.Text("short", &p.Short)
	d.Ints("named", &p.Named, frontmatter.Range(1900, 2200))
}

func (p *Partner) link(l *linker) { p.linkCommon(l) }

// Group is a group at work for PSI, such as arbetsutskottet.
type Group struct {
	Entry
	// Year is the year that the particulars are from.
	Year    int
	Active  bool
	Contact string
	Members []Member
}

// Member is a place in a group, held by an organisation and perhaps a named person.
type Member struct {
	Name, Role   string
	Convenor     bool
	Organization *Partner
	ref          frontmatter.Ref
}

func (g *Group) decode(d *decoder) {
	d.Int("year", &g.Year, frontmatter.Range(1990, 2200))
	d.Bool("active", &g.Active)
	d.Email("contact", &g.Contact)
	d.Each("members", func(d *frontmatter.Decoder) {
		var m Member
		d.Text("name", &m.Name)
		d.Text("role", &m.Role)
		d.Ref("organization", &m.ref, frontmatter.Required("organization: coompanion-malardalen"))
		d.Bool("convenor", &m.Convenor)
		g.Members = append(g.Members, m)
	})
}

func (g *Group) link(l *linker) {
	g.linkCommon(l)
	g.Members = linkEach(l, g.Members, func(m *Member) (frontmatter.Ref, **Partner) { return m.ref, &m.Organization })
}

// AdvisoryContact is a person or team that gives advice.
type AdvisoryContact struct {
	Entry
	Person, Role string
	Organization *Partner
	Email, Phone string
	HelpsWith    []string
	// Order is the place among the contacts: those to ask first come first.
	Order int
}

func (c *AdvisoryContact) decode(d *decoder) {
	d.Text("person", &c.Person)
	d.Text("role", &c.Role)
	d.ref("organization", KindPartner)
	d.Email("email", &c.Email)
	d.Phone("phone", &c.Phone)
	d.Texts("helps_with", &c.HelpsWith)
	d.Int("order", &c.Order)
}

func (c *AdvisoryContact) link(l *linker) {
	c.linkCommon(l)
	c.Organization = link1[Partner](l, "organization")
}

// ActivityList is a year's goals with their activities, and how it went.
type ActivityList struct {
	Entry
	Year int
	// Responsible follows it up.
	Responsible *Group
	Goals       []Goal
}

// Goal is one goal of an activity list.
type Goal struct {
	Title, Text string
	Activities  []GoalActivity
}

// GoalActivity is what is to be done for a goal.
type GoalActivity struct {
	Title, Text, Responsible string
	Status                   GoalStatus
	FollowUp                 string
}

// GoalStatus says how it went.
type GoalStatus string

// The states of what was to be done.
const (
	GoalPlanned GoalStatus = "planerad"
	GoalOngoing GoalStatus = "pågår"
	GoalDone    GoalStatus = "genomförd"
	GoalNotDone GoalStatus = "inte genomförd"
	GoalUnknown GoalStatus = "okänt"
)

func (a *ActivityList) decode(d *decoder) {
	d.Int("year", &a.Year, frontmatter.Required("year: 2027"), frontmatter.Range(1990, 2200))
	d.ref("responsible", KindGroup)
	d.Each("goals", func(d *frontmatter.Decoder) {
		var g Goal
		d.Text("title", &g.Title, frontmatter.Required("title: Forum för dialog"))
		d.Text("text", &g.Text)
		d.Each("activities", func(d *frontmatter.Decoder) {
			ga := GoalActivity{Status: GoalUnknown}
			d.Text("title", &ga.Title, frontmatter.Required("title: Fyra stormöten"))
			d.Text("text", &ga.Text)
			d.Text("responsible", &ga.Responsible)
			frontmatter.Choice(d, "status", &ga.Status, []GoalStatus{GoalPlanned, GoalOngoing, GoalDone, GoalNotDone, GoalUnknown})
			d.Text("follow_up", &ga.FollowUp)
			g.Activities = append(g.Activities, ga)
		})
		a.Goals = append(a.Goals, g)
	})
}

func (a *ActivityList) link(l *linker) {
	a.linkCommon(l)
	a.Responsible = link1[Group](l, "responsible")
}

// Lookout tells of a social innovation elsewhere (omvärldsbevakning).
type Lookout struct {
	Entry
	Web   string
	Place string
	Date  swedish.Date
}

func (k *Lookout) decode(d *decoder) {
	d.URL("web", &k.Web)
	d.Text("place", &k.Place)
	d.Date("date", &k.Date)
}

func (k *Lookout) link(l *linker) { k.linkCommon(l) }
