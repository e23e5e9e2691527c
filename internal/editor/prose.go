package editor

import (
	"net/url"
	"strings"

	"so-in.se/psi/internal/lazyregexp"
)

var (
	// linkable matches web and e-mail addresses, which become links.
	linkable = lazyregexp.New(
		`https?://[^\s<>"\\]+|[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}`,
	)
	// host matches the hosts of addresses that become links.
	host = lazyregexp.New(`^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(?::\d{1,5})?$`)
	// listItem matches the number that would make a line an item of a list.
	listItem = lazyregexp.New(`^\d{1,9}[.)]`)
)

// Prose writes plain text as Markdown that reads as the text does: what Markdown would take for markup is escaped,
// addresses become links, a line break stays one, and empty lines part paragraphs.
func Prose(text string) string {
	var b strings.Builder
	for i, line := range lines(text) {
		switch {
		case line == "":
			b.WriteString("\n\n")
			continue
		case i > 0 && !strings.HasSuffix(b.String(), "\n"):
			b.WriteString("\\\n")
		}
		b.WriteString(proseLine(line))
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	return b.String()
}

// lines returns the lines of a text without blanks at their ends, with at most one empty line between others and none
// at the ends.
func lines(text string) []string {
	var list []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" && (len(list) == 0 || list[len(list)-1] == "") {
			continue
		}
		list = append(list, line)
	}
	if n := len(list); n > 0 && list[n-1] == "" {
		list = list[:n-1]
	}
	return list
}

func proseLine(line string) string {
	var b strings.Builder
	done := 0
	for _, m := range linkable().FindAllStringIndex(line, -1) {
		found := strings.TrimRight(line[m[0]:m[1]], ".,;:!?)]}'*_~”")
		if strings.Contains(found, "://") && !isWeb(found) {
			continue
		}
		b.WriteString(escape(line[done:m[0]]) + "<" + found + ">")
		done = m[0] + len(found)
	}
	b.WriteString(escape(line[done:]))
	escaped := b.String()
	if rest, ok := strings.CutSuffix(escaped, `\\`); ok {
		escaped = rest + "&#92;" // not to be taken for the backslash of a line break
	}
	switch {
	case listItem().MatchString(escaped):
		at := strings.IndexAny(escaped, ".)")
		return escaped[:at] + `\` + escaped[at:]
	case strings.HasPrefix(escaped, "-"),
		strings.HasPrefix(escaped, "+"), strings.HasPrefix(escaped, "="), strings.HasPrefix(escaped, ":"),
		strings.HasPrefix(escaped, "#"):
		return `\` + escaped
	}
	return escaped
}

func isWeb(s string) bool {
	u, err := url.Parse(s)
	return err == nil && host().MatchString(u.Host) && u.User == nil
}

// escape keeps Markdown from reading anything into a text, wherever in a line it stands.
func escape(s string) string { return markup.Replace(s) }

var markup = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "&", `\&`, "~", `\~`, "|",
	`\|`, "://", `:\//`, "www.", `www\.`, "@", `\@`,
)
