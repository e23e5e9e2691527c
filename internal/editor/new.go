package editor

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Draft is a new entry that an editor goes on with.
type Draft struct {
	File
	// Open are the keys that there must be and whose values nobody has given: the Examples of these stand there.
	Open []content.Field
}

// New makes a draft of a kind with a title, and with values for some of its keys, written as in a header. Every other
// key is there too, with its help, as a comment to be taken away. The content folder is only read. The error is an
// [*Obstacle], or a problem.List of what the draft would have wrong; then the draft is returned too.
func New(src fs.FS, s content.Spec, title string, values map[string]string, now time.Time) (*Draft, error) {
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if key == "title" || key == "draft" {
			return nil, &Obstacle{fmt.Sprintf("Nyckeln %s skrivs inte så här.", key),
				"Rubriken står efter slaget, och det som skrivs är alltid ett utkast."}
		}
		if !slices.ContainsFunc(s.Fields, func(f content.Field) bool { return f.Key == key }) {
			return nil, unknownKey(s, key)
		}
	}
	slug := shortSlug(title)
	if slug == "" {
		return nil, &Obstacle{fmt.Sprintf("Av rubriken ”%s” går det inte att göra något filnamn.", title),
			"Skriv en rubrik med bokstäver eller siffror."}
	}
	d := &Draft{File: File{Name: path.Join(string(s.Kind), slug+".md"), New: true}}
	if _, err := fs.Stat(src, d.Name); err == nil {
		return nil, &Obstacle{fmt.Sprintf("content/%s finns redan.", d.Name),
			"Ändra i den filen, eller skriv en rubrik som skiljer sig: lägg till ett ortnamn eller ett år."}
	}
	given := maps.Clone(values)
	if given == nil {
		given = map[string]string{}
	}
	given["title"] = frontmatter.Scalar(title)
	day := swedish.DateOf(now)
	for _, f := range s.Fields {
		if _, ok := given[f.Key]; f.Required && !ok {
			f.Example = placeholder(f, day)
			given[f.Key] = f.Example
			d.Open = append(d.Open, f)
		}
	}
	// Which other keys must be there follows from the values.
	problems, err := d.write(src, s, given, day)
	for _, f := range s.Fields {
		if _, ok := given[f.Key]; ok || err != nil || f.RequiredWhen == "" {
			continue
		}
		var ok bool
		if f.Example, ok = askedFor(problems, f.Key); !ok {
			continue
		}
		given[f.Key] = f.Example
		d.Open = append(d.Open, f)
		problems, err = d.write(src, s, given, day)
	}
	if err == nil && len(problems) > 0 {
		err = problems
	}
	return d, err
}

// unknownKey tells of a key that a kind has not.
func unknownKey(s content.Spec, key string) error {
	keys := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		keys[i] = f.Key
	}
	hint := "De som finns är " + swedish.JoinAnd(keys) + "."
	if near, ok := swedish.Nearest(key, keys); ok {
		hint = fmt.Sprintf("Menade du %s? ", near) + hint
	}
	return &Obstacle{fmt.Sprintf("Nyckeln %s finns inte för %s.", key, s.One), hint}
}

// placeholder is an example of a value: today for what is told of today.
func placeholder(f content.Field, today swedish.Date) string {
	switch {
	case f.Type == content.TypeDate:
		return today.String()
	case f.Key == "year":
		return strconv.Itoa(today.Year)
	}
	return ahead(f.Example, today)
}

// exampleYear is the year of most days in examples.
const exampleYear = 2027

var exampleDay = lazyregexp.New(`\b20\d\d-\d\d-\d\d\b`)

// ahead moves the days of an example by years of 52 weeks, so that what is planned lies ahead and on the same weekdays.
func ahead(example string, today swedish.Date) string {
	years := max(today.Year+1-exampleYear, 0)
	return exampleDay().ReplaceAllStringFunc(example, func(s string) string {
		day, err := swedish.ParseDate(s)
		if err != nil {
			return s
		}
		return day.AddDays(364 * years).String()
	})
}

// askedFor returns the value that is proposed for a key that is missing. It reports whether it is.
func askedFor(problems problem.List, key string) (example string, ok bool) {
	for _, p := range problems {
		if _, example, ok = strings.Cut(p.Hint, "\n"+key+": "); ok && p.Kind == problem.MissingKey {
			return example, true
		}
	}
	return "", false
}

// write writes the draft and returns what is wrong with it.
func (d *Draft) write(src fs.FS, s content.Spec, values map[string]string, today swedish.Date) (problem.List, error) {
	var open, rest []string
	lines := []string{"---", "title: " + values["title"]}
	for _, f := range s.InOrder() {
		value, ok := values[f.Key]
		switch {
		case f.Key == "title", f.Key == "draft", f.ByPsi && !ok:
		case !ok:
			rest = append(append(rest, ""), comment(f.Help)...)
			for _, line := range f.Lines() {
				rest = append(rest, "# "+ahead(line, today))
			}
		case slices.ContainsFunc(d.Open, func(o content.Field) bool { return o.Key == f.Key }):
			open = append(append(append(open, ""), comment("Ändra! "+advice(f))...), f.Key+": "+value)
		default:
			lines = append(lines, f.Key+": "+value)
		}
	}
	lines = append(lines, open...)
	lines = append(lines, "")
	lines = append(lines, comment("Ett utkast syns inte på webbplatsen. Ta bort raden när det ska publiceras.")...)
	lines = append(lines, "draft: true")
	if len(rest) > 0 {
		lines = append(lines, "")
		lines = append(lines, comment("Det här kan också stå med. Ta bort # och blanksteget i början av raden, och "+
			"skriv.")...)
	}
	lines = append(append(lines, rest...), "---", "", "Skriv texten här.", "")
	d.Data = []byte(strings.Join(lines, "\n"))
	layer := overlay{src, fstest.MapFS{d.Name: {Data: d.Data, Mode: 0o666}}}
	_, err := content.Load(layer, content.Options{Drafts: true})
	problems, ok := asList(err)
	if !ok {
		return nil, err
	}
	return slices.DeleteFunc(problems, func(p problem.Problem) bool { return p.File != d.Name }), nil
}

// advice says what to write for a key.
func advice(f content.Field) string {
	if len(f.Choices) == 0 {
		return f.Help
	}
	return f.Help + " Välj ett av: " + strings.Join(f.Choices, ", ") + "."
}

// commentWidth is how wide comments are at most, in runes, but for long words.
const commentWidth = 100

// comment writes a text as lines of comments.
func comment(text string) []string {
	var lines []string
	line := "#"
	for word := range strings.FieldsSeq(text) {
		if line != "#" && len([]rune(line))+1+len([]rune(word)) > commentWidth {
			lines = append(lines, line)
			line = "#"
		}
		line += " " + word
	}
	return append(lines, line)
}
