package content

import (
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/swedish"
)

// OnlinePlace stands for the place of what takes place on the net alone.
const OnlinePlace = "På nätet"

// Described is what a calendar's description says of an activity beside its time, place and title.
type Described struct {
	// Text is the teaser, or whatever else is no fact.
	Text         string
	Cancelled    bool
	MovedFrom    swedish.Moment
	Registration Registration
	Online       string
	Audience     Audience
	Cost         string
	// Organizers are the titles of the parts, joined as in a sentence.
	Organizers string
	Contact    string
}

// Phrase says to visitors and subscribers who may come.
func (a Audience) Phrase() string {
	switch a {
	case OpenToAll:
		return "Öppet för alla"
	case PartsOnly:
		return "Parter i PSI"
	case InvitedOnly:
		return "Särskilt inbjudna"
	}
	return ""
}

const (
	calledOff = "Inställt. Det här blir inte av."
	movedFrom = "Ny tid. Flyttad från "
)

// toldFacts are the facts that have a line of their own in a description, in their order: each is written and read
// here, so that what psi writes comes back when psi reads it.
var toldFacts = []struct {
	label string
	// always tells that it matters of what is called off, too.
	always bool
	write  func(a *Activity) string
	// read takes the value, and reports whether it is one.
	read func(d *Described, value string) bool
}{
	{
		"Sista anmälningsdag", false, func(a *Activity) string { return swedish.FormatDate(a.Registration.LastDay) },
		func(d *Described, value string) bool {
			m, ok := swedish.ReadFormatted(value)
			d.Registration.LastDay = m.Date()
			return ok && m.WholeDay
		},
	},
	{
		"Anmälan", false, func(a *Activity) string { return swedish.JoinOr(a.Registration.Ways()) },
		func(d *Described, value string) bool {
			for way := range strings.SplitSeq(value, " eller ") {
				if address.IsEmail(way) {
					d.Registration.Email = way
				} else if isWebAddress(way) {
					d.Registration.URL = way
				} else {
					return false
				}
			}
			return true
		},
	},
	{
		"Delta på nätet", false, func(a *Activity) string { return a.Online },
		func(d *Described, value string) bool { d.Online = value; return isWebAddress(value) },
	},
	{ // Outlook leaves dates beside the rule out (RDATE); to psi they are told in the series itself
		"Extra tillfällen", false, func(a *Activity) string { return a.Repeats.extraDays() },
		func(*Described, string) bool { return true },
	},
	{
		"För vem", false, func(a *Activity) string { return a.Audience.Phrase() },
		func(d *Described, value string) bool {
			for _, audience := range Audiences() {
				if audience.Phrase() == value {
					d.Audience = audience
				}
			}
			return d.Audience != ""
		},
	},
	{
		"Kostnad", false, func(a *Activity) string { return a.Cost },
		func(d *Described, value string) bool { d.Cost = value; return true },
	},
	{
		"Arrangör", true, func(a *Activity) string {
			titles := make([]string, len(a.Organizers))
			for i, p := range a.Organizers {
				titles[i] = p.Title
			}
			return swedish.JoinAnd(titles)
		},
		func(d *Described, value string) bool { d.Organizers = value; return true },
	},
	{
		"Frågor", true, func(a *Activity) string { return a.Contact },
		func(d *Described, value string) bool { d.Contact = value; return address.IsEmail(value) },
	},
}

// isWebAddress reports whether a text can hardly be anything but an address on the web.
func isWebAddress(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && !strings.ContainsAny(s, " \t\n<>")
}

// Ways lists where to sign up.
func (r Registration) Ways() []string {
	var ways []string
	for _, way := range []string{r.URL, r.Email} {
		if way != "" {
			ways = append(ways, way)
		}
	}
	return ways
}

// extraDays lists the dates of a series that its rule does not give.
func (r *Repeats) extraDays() string {
	if r == nil {
		return ""
	}
	days := make([]string, len(r.Extra))
	for i, day := range r.Extra {
		days[i] = swedish.ShortDate(day)
	}
	return swedish.JoinAnd(days)
}

// Description says what a subscriber wants to know of an activity beside time and place, as the page does: what has
// changed and what it is about, then how to come, then whom to ask. Each fact has a line of its own, short enough for a
// phone. The organisers stand here too, since many programs hide ORGANIZER.
func (a *Activity) Description() string {
	var parts, facts []string
	add := func(list *[]string, text string) {
		if text != "" {
			*list = append(*list, text)
		}
	}
	off := a.Status == Cancelled
	switch {
	case off:
		add(&parts, calledOff)
	case !a.MovedFrom.IsZero():
		add(&parts, movedFrom+swedish.FormatMoment(a.MovedFrom)+".")
	}
	add(&parts, a.Teaser())
	for _, f := range toldFacts {
		if value := f.write(a); value != "" && (f.always || !off) {
			facts = append(facts, f.label+": "+value)
		}
	}
	add(&parts, strings.Join(facts, "\n"))
	return strings.Join(parts, "\n\n")
}

// ReadDescription reads what [Activity.Description] has written. A line that it would not have written so is text.
func ReadDescription(s string) Described {
	var d Described
	parts := strings.Split(s, "\n\n")
	if from, ok := strings.CutPrefix(parts[0], movedFrom); parts[0] == calledOff {
		d.Cancelled = true
		parts = parts[1:]
	} else if m, read := swedish.ReadFormatted(strings.TrimSuffix(from, ".")); ok && read {
		d.MovedFrom = m
		parts = parts[1:]
	}
	if n := len(parts); n > 0 {
		var rest []string
		for line := range strings.SplitSeq(parts[n-1], "\n") {
			if !d.read(line) {
				rest = append(rest, line)
			}
		}
		if parts[n-1] = strings.Join(rest, "\n"); len(rest) == 0 {
			parts = parts[:n-1]
		}
	}
	d.Text = strings.Join(parts, "\n\n")
	return d
}

// read takes the fact that a line holds, and reports whether it does.
func (d *Described) read(line string) bool {
	label, value, _ := strings.Cut(line, ": ")
	for _, f := range toldFacts {
		before := *d
		if f.label == label && value != "" {
			ok := f.read(d, value)
			if !ok {
				*d = before
			}
			return ok
		}
	}
	return false
}
