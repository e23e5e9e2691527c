package editor

import (
	"regexp"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/swedish"
)

// header is the lines of a file's header.
type header []string

func (h *header) add(key, value string) { *h = append(*h, key+": "+value) }

func (h *header) list(key string, values []string) {
	*h = append(*h, key+":")
	for _, v := range values {
		*h = append(*h, "  - "+frontmatter.Scalar(v))
	}
}

// writtenMoment writes a time as editors do: in Stockholm, without an offset unless the hour comes twice that day.
func writtenMoment(t time.Time, wholeDay bool) string {
	t = t.In(swedish.Zone())
	if wholeDay {
		return t.Format(time.DateOnly)
	}
	s := t.Format("2006-01-02 15:04")
	if t.Second() != 0 {
		s = t.Format(time.DateTime)
	}
	if m, err := swedish.ParseMoment(s); err != nil || !m.Time.Equal(t) {
		s += t.Format("Z07:00")
	}
	return s
}

// writtenEnd writes the end as editors do: for whole days the last one, and nothing when there is only one.
func writtenEnd(w content.When) string {
	if !w.WholeDay {
		return writtenMoment(w.End, false)
	}
	last := swedish.DateOf(w.End).AddDays(-1)
	if last == swedish.DateOf(w.Start) {
		return ""
	}
	return last.String()
}

// document is a content file whose header is changed line by line, so that all else stays as it was.
type document struct {
	lines   []string // without their ends
	end     string   // of a line
	closing int      // the index of the --- that ends the header
}

// split takes a file apart. It returns false when it has no header between --- lines.
func split(src []byte) (*document, bool) {
	d := &document{end: "\n"}
	text := string(src)
	if strings.Contains(text, "\r\n") {
		d.end = "\r\n"
	}
	d.lines = strings.Split(text, "\n")
	for i, line := range d.lines {
		if i > 0 && strings.TrimRight(line, " \t\r") == "---" {
			d.closing = i
			return d, true
		}
	}
	return d, false
}

// text returns what follows the header, without empty lines around it.
func (d *document) text() string {
	return strings.TrimSpace(strings.ReplaceAll(strings.Join(d.lines[d.closing+1:], "\n"), "\r", ""))
}

// setText puts a text in the place of what follows the header.
func (d *document) setText(s string) {
	d.lines = append(d.lines[:d.closing+1:d.closing+1], "")
	if s == "" {
		return
	}
	ending := strings.TrimSuffix(d.end, "\n")
	d.lines = append(d.lines[:d.closing+1], ending)
	for line := range strings.SplitSeq(s, "\n") {
		d.lines = append(d.lines, line+ending)
	}
	d.lines = append(d.lines, "")
}

func (d *document) bytes() []byte { return []byte(strings.Join(d.lines, "\n")) }

// find returns the lines of a key's entry, from first up to but not including last.
func (d *document) find(key string) (first, last int, ok bool) {
	form := regexp.MustCompile(`^["']?` + regexp.QuoteMeta(key) + `["']?[ \t]*:(?:[ \t\r]|$)`)
	for i := 1; i < d.closing; i++ {
		if !form.MatchString(d.lines[i]) {
			continue
		}
		last = i + 1
		for j := last; j < d.closing; j++ {
			line := strings.TrimRight(d.lines[j], " \t\r")
			switch {
			case line == "" || line[0] == '#': // belongs to what follows, unless more of this comes
			case line[0] == ' ' || line[0] == '\t' || line == "-" || strings.HasPrefix(line, "- "):
				last = j + 1
			default:
				return i, last, true
			}
		}
		return i, last, true
	}
	return 0, 0, false
}

// trailing matches a comment behind a value that holds no quotes.
var trailing = lazyregexp.New(`^[^"']*?([ \t]+#.*?)\r?$`)

// set puts lines in the place of a key's entry; comments in it stay. A key that isn't there is put after another, or
// last.
func (d *document) set(key string, after string, lines ...string) {
	first, last, ok := d.find(key)
	if !ok {
		first = d.closing
		if _, end, ok := d.find(after); ok {
			first = end
		}
		last = first
	}
	var kept []string
	for i := first; i < last; i++ {
		line := strings.TrimSpace(d.lines[i])
		if strings.HasPrefix(line, "#") {
			kept = append(kept, strings.TrimRight(d.lines[i], "\r"))
		}
	}
	if first < last {
		if m := trailing().FindStringSubmatch(d.lines[first]); m != nil {
			lines[0] += m[1]
		}
	}
	d.replace(first, last, append(kept, lines...))
}

// remove takes out a key's entry.
func (d *document) remove(key string) {
	if first, last, ok := d.find(key); ok {
		d.replace(first, last, nil)
	}
}

func (d *document) replace(first, last int, lines []string) {
	ending := strings.TrimSuffix(d.end, "\n")
	var fresh []string
	for _, l := range lines {
		fresh = append(fresh, l+ending)
	}
	d.lines = append(d.lines[:first:first], append(fresh, d.lines[last:]...)...)
	d.closing += len(fresh) - (last - first)
}
