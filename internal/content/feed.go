package content

import (
	"fmt"
	"io/fs"
	"net/url"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
)

// Feed is a calendar of a part, from which activities are taken: all of them, or those that have one of the words or
// categories.
type Feed struct {
	// Address is where it is: on the web (https), or a file in the folder that psi works in.
	Address string
	Part    *Partner // nil when it is nobody's in the network
	// Words are looked for in titles, descriptions and places; Categories are whole categories. Upper and lower case
	// are the same.
	Words, Categories []string
	// Skip are the UIDs of what is not to be taken.
	Skip []string

	part frontmatter.Ref
	at   frontmatter.Pos // of Address
}

// OnWeb reports whether the calendar is on the web, and no file.
func (f *Feed) OnWeb() bool { return strings.HasPrefix(f.Address, "https://") }

// Name is what people call the calendar: that of its part, else its address.
func (f *Feed) Name() string {
	if f.Part != nil {
		return f.Part.Title
	}
	return f.Address
}

// ID stands for the calendar in the headers of activities that have come from it.
func (f *Feed) ID() string { return Digest(f.Address) }

// Wants reports whether an event is one of those to take, by the texts that tell of it and its categories.
func (f *Feed) Wants(text string, categories []string) bool {
	if len(f.Words)+len(f.Categories) == 0 {
		return true
	}
	text = strings.ToLower(text)
	for _, word := range f.Words {
		if strings.Contains(text, strings.ToLower(word)) {
			return true
		}
	}
	for _, wanted := range f.Categories {
		for _, has := range categories {
			if strings.EqualFold(wanted, has) {
				return true
			}
		}
	}
	return false
}

var feedShape = shape[Feed]{
	fields: []field[Feed]{
		text(Field{
			Key: "address", Label: "Adress", Required: true,
			Help: "Kalenderns offentliga adress, som den som prenumererar på den har, eller vägen till en fil. " +
				"Alla som ser innehållet ser adressen.",
			Example: "https://www.exempel.se/kalender.ics", Aliases: "adress url länk fil",
		}, func(f *Feed) *string { return &f.Address }),
		newField(Field{
			Key: "part", Label: "Part", Help: "Parten vars kalender det är. Den blir arrangör.",
			Example: "abf-orebro-lan", Aliases: "parter arrangör", Type: TypeRef, To: KindPartner,
		}, func(d *decoder, f *Feed, options []frontmatter.Option) { d.Ref("part", &f.part, options...) }),
		texts(Field{
			Key: "words", Label: "Ord",
			Help:    "Ta bara det som har något av orden i rubrik, text eller plats. Utan ord och kategorier tas allt.",
			Example: "[samverkan, social innovation]", Aliases: "ord nyckelord",
		}, func(f *Feed) *[]string { return &f.Words }),
		texts(Field{
			Key: "categories", Label: "Kategorier", Help: "Ta bara det som har någon av kategorierna.",
			Example: "[Öppet för alla]", Aliases: "kategori kategorier",
		}, func(f *Feed) *[]string { return &f.Categories }),
		texts(Field{
			Key: "skip", Label: "Inte", Help: "Uid för aktiviteter i kalendern som inte ska med.",
			Example: "[moten-17@exempel.se]",
		}, func(f *Feed) *[]string { return &f.Skip }),
	},
	check: func(d *decoder, f *Feed) {
		f.at = d.Pos("address")
		scheme, rest, web := strings.Cut(f.Address, "://")
		u, err := url.Parse(f.Address)
		switch {
		case f.Address == "":
		case web && scheme != "https":
			d.Suggest(f.at, problem.BadValue, "Kalendern hämtas bara från en adress som börjar med https://.",
				"Skriv så här:", "address", frontmatter.Scalar("https://"+rest))
		case web && (err != nil || !address.IsHost(u.Hostname()) || u.User != nil):
			d.Problem(f.at, problem.BadValue, fmt.Sprintf("”%s” är ingen adress på webben.", f.Address),
				"Skriv den som i kalenderprogrammet, till exempel https://www.exempel.se/kalender.ics")
		case web && strings.Contains(u.Path, "/private-"): // as Google has it
			d.Problem(f.at, problem.PrivateLink,
				"Det här är kalenderns hemliga adress, och den som ser innehållet kan läsa allt i den.",
				"Skriv dess offentliga adress. Den slutar på /public/basic.ics")
		case !web && !fs.ValidPath(f.Address):
			d.Problem(f.at, problem.BadValue,
				fmt.Sprintf("”%s” är ingen väg till en fil i mappen som psi arbetar i.", f.Address),
				"Skriv den med snedstreck och utan .. , till exempel kalendrar/exempel.ics")
		}
	},
}

// checkFeeds wants each calendar once.
func checkFeeds(d *decoder, s *Settings) {
	seen := map[string]bool{}
	for i := range s.Feeds {
		f := &s.Feeds[i]
		if f.Address != "" && seen[f.Address] {
			d.Problem(
				f.at,
				problem.BadValue,
				fmt.Sprintf("Kalendern %s står två gånger.", f.Address),
				"Ta bort den ena.",
			)
		}
		seen[f.Address] = true
	}
}

// resolve finds the part.
func (f *Feed) resolve(l *loader) {
	if f.part.ID == "" {
		return
	}
	found, ok := l.linker.find(KindPartner, f.part.ID).(*Partner)
	if f.Part = found; ok {
		return
	}
	p := problemAt(SettingsFile, f.part.Line, f.part.Column, problem.UnknownReference,
		fmt.Sprintf("Det finns %s med id %s.", noOne(KindPartner), frontmatter.Quoted(f.part.ID)), "")
	p.Hint, p.Fix = l.linker.advise(KindPartner, f.part)
	l.problems.Add(p)
}
