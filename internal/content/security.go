package content

import (
	"fmt"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Security says to whom to tell of a hole in the site's security, as RFC 9116 has it.
type Security struct {
	// Email and Web are the ways to tell; at least one is there.
	Email, Web string
	// Expires is the last day on which what it says is to be relied on; zero when site.yaml says nothing of security.
	Expires swedish.Date

	at frontmatter.Pos // of Expires
}

var securityShape = shape[Security]{
	fields: []field[Security]{
		email(Field{
			Key: "email", Label: "E-post", Help: "Adressen dit man skriver.", Example: "sakerhet@exempel.se",
			Aliases: "e-post epost mejl contact kontakt",
		}, func(s *Security) *string { return &s.Email }),
		webAddress(Field{
			Key: "web", Label: "Webbplats", Help: "Sidan där man berättar.", Example: "https://www.exempel.se/sakerhet",
			Aliases: "url webb länk",
		}, func(s *Security) *string { return &s.Web }),
		date(Field{
			Key: "expires", Label: "Gäller till och med", Required: true, Example: "2027-12-31",
			Help:    "Sista dagen då uppgifterna gäller, högst ett år fram. Då ser någon över dem.",
			Aliases: "gäller till till_och_med utgår",
		}, func(s *Security) *swedish.Date { return &s.Expires }),
	},
	check: func(d *decoder, s *Security) {
		s.at = d.Pos("expires")
		if !d.Has("email") && !d.Has("web") {
			d.Problem(
				d.Pos("email"), problem.MissingKey, "Det saknas en adress att skriva till.",
				"Lägg till email eller web, till exempel:\nemail: sakerhet@exempel.se",
			)
		}
	},
}

// The days before the last one on which an editor is told of it, and those that it lies ahead at most.
const (
	soonOver   = 30
	longestAge = 366
)

// checkSecurity remarks on a last day that is near, that has been, or that is so far ahead that nobody would believe it
// (RFC 9116 §2.5.5).
func (l *loader) checkSecurity() {
	s := &l.settings.Security
	if s.Expires.IsZero() || l.opt.Now.IsZero() {
		return
	}
	today := swedish.DateOf(l.opt.Now)
	var message string
	switch last := swedish.FormatDate(s.Expires); {
	case s.Expires.Before(today):
		message = fmt.Sprintf("Uppgifterna om säkerhet gällde till och med %s.", last)
	case s.Expires.Before(today.AddDays(soonOver)):
		message = fmt.Sprintf("Uppgifterna om säkerhet gäller bara till och med %s.", last)
	case today.AddDays(longestAge).Before(s.Expires):
		message = "Uppgifterna om säkerhet gäller längre än ett år."
	default:
		return
	}
	l.problems.Add(problemAt(SettingsFile, s.at.Line, s.at.Column, problem.SecurityDay, message,
		"Kontrollera att adressen stämmer, och skriv sedan en dag inom ett år:\nexpires: "+
			today.AddDays(longestAge-soonOver).String()))
}
