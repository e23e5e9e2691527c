package content

// KindPartner is the kind of [Partner].
const KindPartner Kind = "parter"

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

func init() {
	declare(declaration[Partner]{
		Spec: Spec{
			Kind: KindPartner, One: "en part", Many: "Parter", Order: 120,
			Help: "En organisation i nätverket, eller en som PSI:s material nämner.",
		},
		shape: shape[Partner]{fields: []field[Partner]{
			choice(Field{
				Key: "sector", Label: "Del av samhället", Help: "Den del av samhället som organisationen hör till.",
				Required: true, Example: "civilsamhälle", Aliases: "sektor typ sort type slag kategori",
			}, Sectors(), func(p *Partner) *Sector { return &p.Sector }),
			choice(Field{
				Key: "membership", Label: "Medlemskap",
				Help:    "Om organisationen är part i PSI, eller bara nämns i materialet.",
				Default: string(Part), Example: "omnämnd", Aliases: "medlemskap",
			}, []Membership{Part, Mentioned}, func(p *Partner) *Membership { return &p.Membership }),
			webAddress(Field{
				Key: "web", Label: "Webbplats", Help: "Organisationens egen webbplats.",
				Example: "https://www.exempel.se",
				Aliases: "webb webbplats hemsida länk url link website",
			}, func(p *Partner) *string { return &p.Web }),
			text(Field{
				Key: "place", Label: "Ort", Help: "Orten där organisationen finns.", Example: "Kumla",
				Aliases: "plats ort stad lokal location venue kommun adress",
			}, func(p *Partner) *string { return &p.Place }),
			email(Field{
				Key: "email", Label: "E-post", Help: "Organisationens e-postadress.", Example: "info@exempel.se",
				Aliases: "e-post epost mejl mail e-mail kontakt",
			}, func(p *Partner) *string { return &p.Email }),
			text(Field{
				Key: "short", Label: "Kort namn", Help: "Förkortning eller kort namn, för sökningen.", Example: "ABF",
				Aliases: "kortnamn förkortning",
			}, func(p *Partner) *string { return &p.Short }),
			integers(Field{
				Key: "named", Label: "Nämnd", Help: "Åren för de källor som nämner organisationen.",
				Example: "[2016, 2023]",
				Min:     1900, Max: 2200, Aliases: "nämnd",
			}, func(p *Partner) *[]int { return &p.Named }),
		}},
		compare: compareTitles[*Partner],
	})
}
