package frontmatter

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// URL reads an absolute address that begins with https:// or http://.
func (d *Decoder) URL(key string, dst *string, opts ...Option) {
	s, n, ok := d.text(key, merge(opts), "en webbadress")
	if !ok {
		return
	}
	wrong, instead := badURL(s)
	message := fmt.Sprintf("Webbadressen %s %s.", Quoted(s), wrong)
	if wrong == "" {
		*dst = s
		d.judge(key, n, s)
	} else if instead == exampleURL {
		d.Problem(n.pos, problem.BadValue, message, fmt.Sprintf("Skriv till exempel:\n%s: %s", key, instead))
	} else {
		d.suggest(key, n, problem.BadValue, message, "Skriv så här:", instead)
	}
}

// judge tells of an address that is right as such, but not one for visitors.
func (d *Decoder) judge(key string, n *node, s string) {
	u, err := url.Parse(s)
	if err != nil {
		return
	}
	p, better := address.Judge(u)
	switch {
	case p.Kind == "":
	case better == "":
		d.Problem(n.pos, p.Kind, p.Message, p.Hint)
	default:
		d.suggest(key, n, p.Kind, p.Message, strings.TrimSpace(p.Hint+" Skriv så här:"), better)
	}
}

const exampleURL = "https://www.exempel.se/sida"

// badURL tells what is wrong with an address, "" for nothing, and what to write instead.
func badURL(s string) (wrong, instead string) {
	if i := strings.IndexFunc(s, func(c rune) bool { return unicode.IsSpace(c) || !unicode.IsGraphic(c) }); i >= 0 {
		return "innehåller ett blanksteg eller ett tecken som inte syns", exampleURL
	}
	if strings.ContainsAny(s, "<>\"\\`{}|^") {
		return "innehåller ett tecken som inte hör hemma i en adress", exampleURL
	}
	u, err := url.Parse(s)
	scheme, _, hasScheme := strings.Cut(s, "://")
	switch {
	case !hasScheme && strings.Contains(s, ".") && !strings.HasPrefix(s, "/") && !strings.ContainsAny(s, "@:"):
		return "börjar inte med https://", "https://" + s
	case !hasScheme:
		return "är ingen fullständig webbadress", exampleURL
	case !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http"):
		return "börjar inte med https:// eller http://", exampleURL
	case err != nil:
		return "går inte att tolka", exampleURL
	case !address.IsHost(u.Hostname()):
		return "saknar ett webbplatsnamn, som www.exempel.se", exampleURL
	case u.User != nil:
		return "innehåller ett användarnamn eller lösenord", "https://" + u.Host + u.RequestURI()
	}
	return "", ""
}

// Email reads one e-mail address, without a name around it.
func (d *Decoder) Email(key string, dst *string, opts ...Option) {
	s, n, ok := d.text(key, merge(opts), "en e-postadress")
	if !ok {
		return
	}
	if address.IsEmail(s) {
		*dst = s
		return
	}
	message := fmt.Sprintf("E-postadressen %s går inte att använda.", Quoted(s))
	around := func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune("<>(),;:", c) }
	for word := range strings.FieldsFuncSeq(s, around) {
		if address.IsEmail(word) {
			d.suggest(key, n, problem.BadValue, message, "Skriv bara själva adressen:", word)
			return
		}
	}
	d.Problem(n.pos, problem.BadValue, message,
		fmt.Sprintf("Skriv bara själva adressen, till exempel:\n%s: namn@exempel.se", key))
}

// Phone reads a telephone number and keeps it as written, once it is known that it can be called.
func (d *Decoder) Phone(key string, dst *string, opts ...Option) {
	s, n, ok := d.text(key, merge(opts), "ett telefonnummer")
	if !ok {
		return
	}
	if _, ok := swedish.PhoneURI(s); !ok {
		d.Problem(n.pos, problem.BadValue, fmt.Sprintf("Telefonnumret %s går inte att ringa.", Quoted(s)),
			fmt.Sprintf("Skriv ett nummer med riktnummer, till exempel `%s: 019-123 45 67`.", key))
		return
	}
	*dst = s
}
