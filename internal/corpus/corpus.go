// Package corpus makes up the content of a network like PSI, of any size: for benchmarks and for comparing psi with
// other generators. The same size gives the same content. Everything in it is fictional.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"
)

// Entry is one made-up entry, from which each generator's file is written.
type Entry struct {
	Folder, ID string
	// Fields are the lines of the front matter, title and themes apart.
	Fields []string
	Title  string
	Themes []string
	Body   string
}

// shares tells how many of a hundred entries belong to each folder.
var shares = []struct {
	folder string
	share  int
}{
	{"aktiviteter", 45}, {"samhallssamtal", 15}, {"projekt", 20}, {"nyheter", 10}, {"parter", 6}, {"radgivning", 2},
	{"utlysningar", 2},
}

var themes = []string{
	"arbetsmarknad", "inkludering", "klimat", "landsbygd", "psykisk-halsa", "sociala-foretag", "studier", "utanforskap",
}

var places = []string{"Almby", "Björkäng", "Granvik", "Lövåsen", "Sjöbo", "Ängsta", "Österby", "Västhamn"}

// Entries makes n entries, and the eight themes.
func Entries(n int) []Entry {
	var list []Entry
	for _, theme := range themes {
		list = append(
			list,
			Entry{
				Folder: "teman", ID: theme,
				Title: strings.ToUpper(theme[:1]) + strings.ReplaceAll(theme[1:], "-", " "),
			},
		)
	}
	parts := max(1, n*6/100)
	for _, s := range shares {
		for i := range max(1, n*s.share/100) {
			list = append(list, entry(s.folder, i, parts))
		}
	}
	return list
}

// entry makes the i-th entry of a folder.
func entry(folder string, i, parts int) Entry {
	r := rand.New(rand.NewPCG(uint64(i), uint64(len(folder))<<8|uint64(folder[0])))
	e := Entry{Folder: folder, ID: fmt.Sprintf("%s-%04d", folder, i)}
	e.Title = fmt.Sprintf("%s %d: %s", strings.ToUpper(folder[:1])+folder[1:], i+1, words(r, 4))
	if r.IntN(3) > 0 {
		e.Themes = []string{themes[r.IntN(len(themes))]}
		if other := themes[r.IntN(len(themes))]; other != e.Themes[0] && r.IntN(2) == 0 {
			e.Themes = append(e.Themes, other)
		}
	}
	day := func() string { return fmt.Sprintf("%d-%02d-%02d", 2018+r.IntN(10), 1+r.IntN(12), 1+r.IntN(28)) }
	part := func() string { return fmt.Sprintf("parter-%04d", r.IntN(parts)) }
	add := func(format string, args ...any) { e.Fields = append(e.Fields, fmt.Sprintf(format, args...)) }
	add("summary: %s.", strings.ToUpper("s")+words(r, 12))
	switch folder {
	case "aktiviteter", "samhallssamtal":
		d := day()
		add("start: %s 13:00", d)
		add("end: %s 16:00", d)
		add("place: %s", places[r.IntN(len(places))])
		add("organizers: [%s, %s]", part(), part())
		if folder == "aktiviteter" {
			add("kind: stormöte")
			add("audience: parter")
		} else {
			add("question: Hur kan %s bli %s?", words(r, 2), words(r, 1))
		}
	case "projekt":
		add("organizations: [%s]", part())
		add("year: %d", 2018+r.IntN(10))
		add("amount: %d", 50_000*(1+r.IntN(20)))
		add("status: beviljat")
	case "nyheter":
		add("date: %s", day())
	case "parter":
		add("sector: civilsamhälle")
		add("web: https://%s.example.org/", e.ID)
	case "radgivning":
		add("organization: %s", part())
		add("email: %s@example.org", e.ID)
		add("helps_with: [%s, %s]", words(r, 2), words(r, 2))
	case "utlysningar":
		year := 2018 + r.IntN(10)
		add("opens: %d-02-01", year)
		add("closes: %d-04-15", year)
		add("level: regional")
	}
	e.Body = body(r, 150+r.IntN(450))
	return e
}

// vocabulary is Swedish enough for hyphens, å, ä and ö to be met with.
var vocabulary = strings.Fields(
	`samverkan mötet länet föreningen idéer unga arbete tillit hållbar lösning människor kommunen
samtalet projekt stöd rådgivning utmaning framtid nätverket odling skola hälsa kultur idrott landsbygd
innovation demokrati och att i för med som en ett det den är på av till om kan ska har vi ni de nya många små stora öppna gemensamma åtgärder
ännu även där här också vidare tillsammans genom mellan under över utan hos från`,
)

func words(r *rand.Rand, n int) string {
	picked := make([]string, n)
	for i := range picked {
		picked[i] = vocabulary[r.IntN(len(vocabulary))]
	}
	return strings.Join(picked, " ")
}

func sentence(r *rand.Rand) string {
	s := []rune(words(r, 6+r.IntN(12)))
	return strings.ToUpper(string(s[:1])) + string(s[1:]) + "."
}

// body writes about n words of Markdown: paragraphs with headings, lists, links, emphasis and a table.
func body(r *rand.Rand, n int) string {
	var b strings.Builder
	for written, block := 0, 0; written < n; block++ {
		switch {
		case block%4 == 3:
			fmt.Fprintf(&b, "## %s %d\n\n", strings.ToUpper("r")+"ubrik om "+words(r, 2), block)
		case block%7 == 5:
			for range 4 {
				fmt.Fprintf(&b, "- %s **%s** och mer\n", words(r, 4), words(r, 1))
			}
			b.WriteString("\n")
			written += 28
		case block%11 == 9:
			b.WriteString("| Vad | När |\n|---|---|\n")
			for range 3 {
				fmt.Fprintf(&b, "| %s | %s |\n", words(r, 3), words(r, 2))
			}
			b.WriteString("\n")
			written += 18
		default:
			for range 4 {
				b.WriteString(sentence(r) + " ")
			}
			fmt.Fprintf(&b, "Läs mer om [%s](https://example.net/%d).\n\n", words(r, 2), block)
			written += 55
		}
	}
	return b.String()
}

// File writes the entry as psi's editors would.
func (e Entry) File() string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\n", e.Title)
	for _, f := range e.Fields {
		b.WriteString(f + "\n")
	}
	if len(e.Themes) > 0 {
		fmt.Fprintf(&b, "themes: [%s]\n", strings.Join(e.Themes, ", "))
	}
	b.WriteString("---\n\n" + e.Body)
	return b.String()
}

// Settings is the site.yaml of the made-up site.
const Settings = `name: Exempelnätet
address: https://example.org
email: natet@example.org
menu:
  - title: Aktiviteter
    path: aktiviteter/index.md
  - title: Projekt
    path: projekt/index.md
`

// FS makes the content folder of a site with n entries, as content/… of a file system in memory.
func FS(n int) fstest.MapFS {
	fsys := fstest.MapFS{
		"content/site.yaml":            {Data: []byte(Settings)},
		"content/index.md":             {Data: []byte("---\ntitle: Exempelnätet\n---\n\nEtt påhittat nät.\n")},
		"content/aktiviteter/index.md": {Data: []byte("---\ntitle: Aktiviteter\n---\n\nDet som händer.\n")},
		"content/projekt/index.md":     {Data: []byte("---\ntitle: Projekt\n---\n\nDet som gjorts.\n")},
	}
	for _, e := range Entries(n) {
		fsys["content/"+e.Folder+"/"+e.ID+".md"] = &fstest.MapFile{Data: []byte(e.File())}
	}
	return fsys
}
