package content

import (
	"crypto/sha256"

	"so-in.se/psi/internal/swedish"
)

// Invitation is what psi remembers of the invitation that an activity came with, so that a later version of it undoes
// nothing that an editor has written since: the version, and of each thing that it said a digest of a few letters.
// Package editor writes and reads them. The zero value remembers nothing.
type Invitation struct {
	// Version and Stamp tell which version it was (SEQUENCE and DTSTAMP; RFC 5546 §2.1.5).
	Version int
	Stamp   swedish.Moment
	// Feed is the [Feed.ID] of the calendar that it was in; empty when it came by itself.
	Feed string
	// What it said; empty for what it did not mention.
	Title, Time, Series, Place, Contact, Organizer, Text, Status string
	Audience, Cost, Online, Registration                         string
	// Occasions are those of a series that did not follow its rule: the day and a digest, and the version and stamp of
	// the message that told of it, if it had one of its own.
	Occasions []string
}

// Digest makes six letters of a text, and nothing of nothing. They are letters alone, so that no program takes them for
// a number or a date. Files hold them: they stay as they are.
func Digest(s string) string {
	if s == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(s))
	var letters [6]byte
	for i := range letters {
		letters[i] = 'a' + sum[i]%26
	}
	return string(letters[:])
}

// digested returns the field of a digest.
func digested(key, label, of string, at func(*Invitation) *string) field[Invitation] {
	return text(Field{
		Key: key, Label: label, Help: "Kännetecken för " + of + " i inbjudan.", Example: "kqzvfa",
	}, at)
}

var invitationShape = shape[Invitation]{fields: []field[Invitation]{
	integer(Field{
		Key: "version", Label: "Version", Help: "Inbjudans version.", Default: "0", Example: "2", Max: 1 << 30,
	}, func(i *Invitation) *int { return &i.Version }),
	moment(Field{
		Key: "stamp", Label: "Skriven", Help: "När den versionen av inbjudan skrevs.", Example: "2027-03-05 09:00",
	}, func(i *Invitation) *swedish.Moment { return &i.Stamp }),
	text(Field{
		Key: "feed", Label: "Kalender", Help: "Kännetecken för kalendern i site.yaml som aktiviteten hämtas ur.",
		Example: "kqzvfa",
	}, func(i *Invitation) *string { return &i.Feed }),
	digested("title", "Rubrik", "rubriken", func(i *Invitation) *string { return &i.Title }),
	digested("time", "Tid", "start och slut", func(i *Invitation) *string { return &i.Time }),
	digested(
		"series",
		"Serie",
		"hur ofta och hur länge det upprepas",
		func(i *Invitation) *string { return &i.Series },
	),
	digested("place", "Plats", "platsen", func(i *Invitation) *string { return &i.Place }),
	digested("contact", "Kontakt", "kontakten", func(i *Invitation) *string { return &i.Contact }),
	digested("organizer", "Arrangör", "arrangören", func(i *Invitation) *string { return &i.Organizer }),
	digested("text", "Text", "texten", func(i *Invitation) *string { return &i.Text }),
	digested("status", "Läge", "att det är inställt", func(i *Invitation) *string { return &i.Status }),
	digested("audience", "Målgrupp", "vem som får komma", func(i *Invitation) *string { return &i.Audience }),
	digested("cost", "Kostnad", "vad det kostar", func(i *Invitation) *string { return &i.Cost }),
	digested("online", "Adress på nätet", "adressen på nätet", func(i *Invitation) *string { return &i.Online }),
	digested(
		"registration", "Anmälan", "hur man anmäler sig", func(i *Invitation) *string { return &i.Registration },
	),
	texts(Field{
		Key: "occasions", Label: "Tillfällen",
		Help:    "Dagar i serien som inbjudan säger något annat om, med kännetecken och version.",
		Example: "[2027-05-24 kqzvfa]",
	}, func(i *Invitation) *[]string { return &i.Occasions }),
}}
