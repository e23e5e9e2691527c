package record

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"so-in.se/psi/internal/swedish"
)

// maxSentences is how many changes of each section are told in full.
const maxSentences = 100

// None tells that nobody will notice anything.
func (c *Changes) None() bool { return len(c.calendar.changes)+len(c.pages.changes) == 0 }

// Text writes the changes for a terminal: a line that counts them, then a sentence for each.
func (c *Changes) Text(w io.Writer) error {
	return c.write(w, func(title string) string { return title + "\n" }, clean)
}

// Markdown writes the changes for a pull request. No title can become markup or call on anybody.
func (c *Changes) Markdown(w io.Writer) error {
	return c.write(
		w, func(title string) string { return "### " + title + "\n\n" },
		func(s string) string { return markdownText.Replace(clean(s)) },
	)
}

var markdownText = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "#",
	`\#`, "|", `\|`, "~", `\~`, "@", "&#64;", "://", "&#58;//",
)

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

func (c *Changes) write(w io.Writer, heading func(string) string, text func(string) string) error {
	out := bufio.NewWriter(w)
	if c.None() {
		fmt.Fprintln(out, "Inga skillnader för besökare eller prenumeranter.")
		return out.Flush()
	}
	fmt.Fprintf(out, "%s.\n", c.counts())
	for _, s := range []section{c.calendar, c.pages} {
		if len(s.changes) == 0 {
			continue
		}
		fmt.Fprint(out, "\n"+heading(s.title))
		for i, change := range s.changes {
			if i == maxSentences {
				fmt.Fprintf(out, "- … och %d till.\n", len(s.changes)-i)
				break
			}
			fmt.Fprintf(out, "- %s\n", text(change.sentence))
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
	for _, of := range []thing{anActivity, aLastDay, aCalendar, aPage, anAddress, aDocument} {
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
