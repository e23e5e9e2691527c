package content

import (
	"cmp"
	"fmt"
	"iter"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Entry is what all kinds have in common. Each kind embeds it.
type Entry struct {
	Kind Kind
	// ID names the entry in relations, in its address and in the calendar, for good. It is the file's base name unless
	// the editor says otherwise.
	ID    string
	Title string
	// Summary is one or two sentences of plain text, empty when the editor wrote none.
	Summary string
	// Address is the path on the site, with slashes at both ends: "/aktiviteter/hostmote/".
	Address string
	// File is the path below the content folder.
	File string
	// Hash stands for the bytes of the file.
	Hash string
	// Says has a digest of each part of the file of which visitors see something, by its Swedish label: that of the
	// key, or Text.
	Says map[string]string
	// Lang is a BCP 47 tag, "sv" unless a page says otherwise.
	Lang string
	// Body is the text. Its HTML is empty when the file has no text.
	Body *markdown.Document
	// Draft entries are there only when Options.Drafts asks for them.
	Draft    bool
	OldPaths []string
	// Reviewed is the day on which somebody last looked the entry over; zero when nobody has said so.
	Reviewed swedish.Date
	// ToComplete lists what PSI has to fill in before the entry can be relied on.
	ToComplete []string
	// Accepted are the remarks on the file that an editor has accepted.
	Accepted []Acceptance

	Themes  []*Theme
	Areas   []*Area
	Sources []*Source

	dated    dated
	webLinks []markdown.Link // those in the header

	from                 []Typed
	order                string // the title's place in Swedish order, see swedish.Key
	idPos                frontmatter.Pos
	titlePos, summaryPos frontmatter.Pos
	oldPos               []frontmatter.Pos // of each of OldPaths
}

// commonFields are the keys that every kind has.
var commonFields = []field[Entry]{
	text(Field{
		Key: "title", Label: "Rubrik", Help: "Rubriken så som den ska stå på sidan och i listor.",
		Required: true, Example: "Rubriken så som den ska stå på sidan", Aliases: "titel rubrik namn name heading",
	}, func(e *Entry) *string { return &e.Title }),
	text(Field{
		Key: "summary", Label: "Sammanfattning",
		Help:    "En eller två meningar som säger det viktigaste. De står i listor och sökträffar.",
		Example: "Nätverket träffas för att planera hösten.",
		Aliases: "sammanfattning ingress beskrivning description excerpt förklaring",
	}, func(e *Entry) *string { return &e.Summary }),
	text(Field{
		Key: "id", Label: "Id", Unseen: true,
		Help: "Namnet i adressen och i hänvisningar: små bokstäver a–z, siffror och bindestreck. Utan id gäller " +
			"filens namn.",
		Example: "hostmote-2027", Aliases: "slug",
	}, func(e *Entry) *string { return &e.ID }),
	boolean(Field{
		Key: "draft", Label: "Utkast", Unseen: true, Help: "Ett utkast publiceras inte.", Default: "nej", Example: "ja",
		Aliases: "utkast",
	}, func(e *Entry) *bool { return &e.Draft }),
	texts(Field{
		Key: "old_paths", Label: "Tidigare adresser", Unseen: true,
		Help:    "Adresser som sidan har haft förut. Den som följer dem kommer hit.",
		Example: "[/aktiviteter/hostmote/]", Aliases: "aliases",
	}, func(e *Entry) *[]string { return &e.OldPaths }),
	date(Field{
		Key: "reviewed", Label: "Granskad", Help: "Dagen då någon senast gick igenom att uppgifterna stämmer.",
		Example: "2027-05-10", Aliases: "granskad senast_granskad uppdaterad",
	}, func(e *Entry) *swedish.Date { return &e.Reviewed }),
	texts(Field{
		Key: "to_complete", Label: "Att komplettera", Unseen: true,
		Help:    "Det som återstår att fylla i. Besökare ser det inte på sidan.",
		Example: "[telefonnummer, öppettider]", Aliases: "att_komplettera komplettera",
	}, func(e *Entry) *[]string { return &e.ToComplete }),
	refs(Field{
		Key: "themes", Label: "Teman", Help: "Idébankens teman som det handlar om.",
		Example: "[integration, kultur]", Aliases: "tema teman theme taggar tags kategori",
	}, func(e *Entry) *[]*Theme { return &e.Themes }),
	refs(Field{
		Key: "areas", Label: "RUS-områden", Help: "Områden i den regionala utvecklingsstrategin som det hör till.",
		Example: "[kunskapslyft-och-utbildning]", Aliases: "område områden area rus",
	}, func(e *Entry) *[]*Area { return &e.Areas }),
	refs(Field{
		Key: "sources", Label: "Källor", Help: "Dokument som uppgifterna bygger på.",
		Example: "[verksamhetsplan-2021-2026]", Aliases: "källa källor kalla kallor source",
	}, func(e *Entry) *[]*Source { return &e.Sources }),
	acceptances(acceptanceShape, func(e *Entry) *[]Acceptance { return &e.Accepted }),
}

// marks are those of Markdown that people put into titles and summaries.
var marks = []struct {
	pattern func() *regexp.Regexp
	plain   string
}{
	{lazyregexp.New(`\*\*([^*]+)\*\*`), "$1"},
	{lazyregexp.New(`__([^_]+)__`), "$1"},
	{lazyregexp.New("`([^`]+)`"), "$1"},
	{lazyregexp.New(`!?\[([^\[\]]+)\]\([^()\s]*\)`), "$1"},
	{lazyregexp.New(`^\s*#{1,6}\s+`), ""},
}

// Unmarked returns a title or a summary without Markdown, as it must be written: it is shown as it stands.
func Unmarked(s string) string {
	if !strings.ContainsAny(s, "*_`[#") {
		return s
	}
	for _, m := range marks {
		s = m.pattern().ReplaceAllString(s, m.plain)
	}
	return s
}

// checkMarks wants a value without Markdown.
func checkMarks(d *decoder, key, value string) {
	if plain := Unmarked(value); plain != value {
		d.Suggest(d.Pos(key), problem.MarkedText,
			fmt.Sprintf("Nyckeln `%s` visas som den står, med Markdownens tecken.", key),
			"Skriv den utan dem:", key, frontmatter.Scalar(plain))
	}
}

// longTitle is how many runes a title has at most that lists, tabs and search results have room for.
const longTitle = 100

// checkCommon judges what every kind has.
func (e *Entry) checkCommon(d *decoder) {
	e.titlePos, e.summaryPos = d.Pos("title"), d.Pos("summary")
	checkMarks(d, "title", e.Title)
	checkMarks(d, "summary", e.Summary)
	if n := utf8.RuneCountInString(e.Title); n > longTitle {
		d.Problem(d.Pos("title"), problem.LongTitle, fmt.Sprintf("Rubriken har %d tecken.", n), fmt.Sprintf(
			"Skriv den kortare, med högst %d tecken. Resten kan stå i summary.", longTitle))
	}
	d.checkID()
	d.checkOldPaths()
}

// dated is the day of an entry that is about now.
type dated struct {
	day time.Time
	key string
	pos frontmatter.Pos
}

const (
	// firstYear is the first year in which anything took place that PSI tells of.
	firstYear = 1990
	// farYears is how many years ahead hardly anybody plans.
	farYears = 3
)

// checkYear judges the day of an entry that is about now, which a key has; if it is far ahead, [loader.farAhead] tells.
func (d *decoder) checkYear(key string, day time.Time) {
	if d.entry.dated = (dated{day, key, d.Pos(key)}); !day.IsZero() && day.Year() < firstYear {
		d.Problem(d.Pos(key), problem.FarDate, fmt.Sprintf("Året i %s är %d.", key, day.Year()), "Kontrollera årtalet.")
	}
}

// farAhead tells of entries about now whose day is years ahead.
func (l *loader) farAhead() {
	if l.opt.Now.IsZero() {
		return
	}
	far := l.opt.Now.AddDate(farYears, 0, 0)
	for _, f := range l.files {
		e := f.entry.Common()
		if at := e.dated.pos; e.dated.day.After(far) {
			l.problems.Add(problemAt(e.File, at.Line, at.Column, problem.FarDate,
				fmt.Sprintf("Dagen i %s är mer än %d år fram i tiden.", e.dated.key, farYears), "Kontrollera årtalet."))
		}
	}
}

// OldPathPos returns the place of an old path in the file.
func (e *Entry) OldPathPos(i int) frontmatter.Pos { return e.oldPos[i] }

// Common returns the common part of an entry of any kind.
func (e *Entry) Common() *Entry { return e }

// Teaser is the summary, else the beginning of the text.
func (e *Entry) Teaser() string { return cmp.Or(e.Summary, e.Body.Text) }

// Name is the title, for those who hold an entry by its type.
func (e *Entry) Name() string { return e.Title }

// Typed is an entry as its own type: *Activity, *News.
type Typed interface{ Common() *Entry }

// Referring returns the entries of type T that name e in some relation, each once, in their own order: the projects of
// a part, the activities of a theme.
func Referring[T any](e *Entry) []*T {
	var found []*T
	for _, f := range e.from {
		if t, ok := any(f).(*T); ok {
			found = append(found, t)
		}
	}
	return found
}

// Back goes through the entries that name e in some relation, each once, kind by kind.
func (e *Entry) Back() iter.Seq[Typed] {
	return func(yield func(Typed) bool) {
		for _, f := range e.from {
			if !yield(f) {
				return
			}
		}
	}
}

// compareTitles orders by title as Swedish does, and by file where titles are the same.
func compareTitles[E Typed](a, b E) int {
	x, y := a.Common(), b.Common()
	if c := strings.Compare(x.order, y.order); c != 0 {
		return c
	}
	return strings.Compare(x.File, y.File)
}
