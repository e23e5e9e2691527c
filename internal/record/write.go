package record

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"so-in.se/psi/internal/swedish"
)

// maxSentences is how many changes of each section are told in full.
const maxSentences = 100

// maxGroups is how many groups of followers are told apart, maxNamed how many calendars or entries are named in a
// sentence about them.
const (
	maxGroups = 12
	maxNamed  = 5
)

// None tells that nobody will notice anything.
func (c *Changes) None() bool { return len(c.calendar.changes)+len(c.pages.changes) == 0 }

// Text writes the changes for a terminal: a line that counts them, then a sentence for each.
func (c *Changes) Text(w io.Writer) error {
	return c.write(
		w,
		func(title string) string { return title + "\n" },
		func(ch change) string { return clean(ch.sentence) },
	)
}

// Markdown writes the changes for a pull request, each with a link to the page that it is about on the site at an
// address, which may be empty. No title can become markup or call on anybody.
func (c *Changes) Markdown(w io.Writer, site string) error {
	return c.write(
		w, func(title string) string { return "### " + title + "\n\n" },
		func(ch change) string {
			text := markdownText.Replace(clean(ch.sentence))
			if site != "" && ch.address != "" {
				text += " [Visa sidan](" + site + escaped(ch.address) + ")"
			}
			return text
		},
	)
}

var markdownText = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "#",
	`\#`, "|", `\|`, "~", `\~`, "@", "&#64;", "://", "&#58;//",
)

// escaped writes an address on the site so that nothing in it ends a link of Markdown.
func escaped(address string) string {
	return strings.NewReplacer("(", "%28", ")", "%29").Replace((&url.URL{Path: address}).EscapedPath())
}

// JSON writes the changes for other programs: the sentences with what they count as, and the address of the page that
// each is about, in the order of Text.
func (c *Changes) JSON(w io.Writer) error {
	type row struct {
		Section  string `json:"section"`
		Thing    string `json:"thing,omitempty"`
		Verb     string `json:"verb,omitempty"`
		Address  string `json:"address,omitempty"`
		Sentence string `json:"sentence"`
	}
	rows := []row{}
	for _, s := range []section{c.calendar, c.followers, c.pages} {
		for _, ch := range s.changes {
			rows = append(rows, row{s.title, ch.thing.one, ch.verb, ch.address, ch.sentence})
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(rows)
}

// clean takes out what steers a terminal or breaks a line.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}

func (c *Changes) write(w io.Writer, heading func(string) string, text func(change) string) error {
	out := bufio.NewWriter(w)
	if c.None() {
		fmt.Fprintln(out, "Inga skillnader för besökare eller prenumeranter.")
		return out.Flush()
	}
	fmt.Fprintf(out, "%s.\n", c.counts())
	for _, s := range []section{c.calendar, c.followers, c.pages} {
		if len(s.changes) == 0 {
			continue
		}
		fmt.Fprint(out, "\n"+heading(s.title))
		for i, change := range s.changes {
			if i == s.most {
				fmt.Fprintf(out, "- … och %d till.\n", len(s.changes)-i)
				break
			}
			fmt.Fprintf(out, "- %s\n", text(change))
		}
	}
	if c.unstamped {
		fmt.Fprint(
			out,
			"\nObs: Den nya versionen är byggd utan --previous. Publiceras den så, ser en del kalenderprogram inte "+
				"ändringarna.\n",
		)
	}
	return out.Flush()
}

// counts tells how many things change in which way: "1 aktivitet flyttas, 2 sidor tillkommer".
func (c *Changes) counts() string {
	var list []string
	all := slices.Concat(c.calendar.changes, c.pages.changes)
	for _, of := range []thing{anActivity, aLastDay, aCalendar, aPage, onAllPages, anAddress, aDocument} {
		for _, verb := range verbs {
			n := 0
			for _, change := range all {
				if change.thing == of && change.verb == verb {
					n += change.n
				}
			}
			switch {
			case n == 1:
				list = append(list, "1 "+of.one+" "+verb)
			case n > 1:
				list = append(list, swedish.Number(int64(n))+" "+of.many+" "+verb)
			}
		}
	}
	return strings.Join(list, ", ")
}
