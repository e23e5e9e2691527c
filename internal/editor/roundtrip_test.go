package editor_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
	"so-in.se/psi/internal/swedish"
)

const settings = "name: Exempelnätet\naddress: https://example.org\nemail: natet@example.org\n"

// folder is a content folder without activities.
func folder() fstest.MapFS {
	return fstest.MapFS{
		"site.yaml":         {Data: []byte(settings)},
		"index.md":          {Data: []byte("---\ntitle: Start\n---\n")},
		"teman/klimat.md":   {Data: []byte("---\ntitle: Klimat, miljö & natur\n---\n")},
		"teman/studier.md":  {Data: []byte("---\ntitle: Studier\n---\n")},
		"parter/partner.md": {Data: []byte("---\ntitle: Partner\nsector: akademi\n---\n")},
	}
}

// publish builds the site of a content folder and gives its calendars by name.
func publish(t *testing.T, src fstest.MapFS) map[string][]byte {
	t.Helper()
	all := fstest.MapFS{}
	for name, file := range src {
		all["content/"+name] = file
	}
	psitest.Add(t, all, "templates", "templates")
	psitest.Add(t, all, "static", "static")
	s, err := site.Build(all, site.Options{Now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range s.Files() {
		if strings.HasSuffix(f.Path, ".ics") {
			var buf bytes.Buffer
			if err := f.Render(&buf); err != nil {
				t.Fatal(err)
			}
			files[f.Path] = buf.Bytes()
		}
	}
	return files
}

// load reads a content folder, which must have no problems.
func load(t *testing.T, src fs.FS) []*content.Activity {
	t.Helper()
	c, err := content.Load(src, content.Options{Drafts: true})
	if err != nil {
		t.Fatal(err)
	}
	list := content.List[*content.Activity](c)
	for _, talk := range content.List[*content.Samhallssamtal](c) {
		list = append(list, &talk.Activity)
	}
	return list
}

// titles are full of what YAML, iCalendar and Markdown take for their own.
var titles = []string{
	"Höstmöte", "Möte: hur går det?", "#psi är ingen rubrik", "- lista", "“Citat” och 'citat' och \\\"citat\\\"",
	"Komma, semikolon; och snedstreck \\\\ här", "null", "true", "2027-05-01",
	"*stjärnor* _streck_ [länk] (x)", "<b>fet</b> &amp; så", "💚 Åäö ÅÄÖ é", "{klamrar}", "[hakar]", "@psi", "%procent",
	"a: b # c", "Ett " + strings.Repeat("mycket ", 40) + "långt namn", "~", "| > &",
}

// madeActivity makes up an activity as an editor would write it.
func madeActivity(r *rand.Rand, i int) string {
	var b strings.Builder
	add := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	add("---\ntitle: \"%s\"", titles[i%len(titles)])
	add("kind: %s", content.ActivityKinds()[r.IntN(len(content.ActivityKinds()))])
	day := swedish.Date{Year: 2025, Month: 1, Day: 1}.AddDays(r.IntN(1500))
	whole := r.IntN(3) == 0
	write := func(key string, d swedish.Date, minutes int) string {
		if whole {
			return key + ": " + d.AddDays(minutes/1440).String()
		}
		return fmt.Sprintf("%s: %s %02d:%02d", key, d.AddDays(minutes/1440), minutes/60%24, minutes%60)
	}
	begin := []int{0, 255, 480, 785, 1080, 1425}[r.IntN(6)]
	length := []int{1, 45, 100, 480, 3000}[r.IntN(5)]
	end := begin + length
	if end/60%24 == 2 {
		end += 60
	}
	add("%s\n%s", write("start", day, begin), write("end", day, end))
	if r.IntN(2) == 0 {
		every := 1 + r.IntN(3)
		unit := []string{"dag", "vecka", "månad", "år"}[r.IntN(4)]
		add("repeats:\n  every: %d\n  unit: %s", every, unit)
		weekday := func(d swedish.Date) string { return swedish.WeekdayName(d.Weekday()) }
		switch r.IntN(3) {
		case 0:
			if unit == "vecka" {
				add("  days: [%s, %s]", weekday(day.AddDays(1)), weekday(day))
			}
			if nth := (day.Day - 1) / 7; unit == "månad" || unit == "år" {
				ordinals := []string{"första", "andra", "tredje", "fjärde", "femte"}
				add("  days: %s %sen", ordinals[nth], weekday(day))
			}
		case 1:
			add("  extra: [%s, %s]", day.AddDays(13000), day.AddDays(13500))
		}
		if r.IntN(2) == 0 {
			add("  times: %d", 4+r.IntN(20))
		} else {
			add("  until: %s", day.AddDays(100+r.IntN(400)))
		}
		if step := map[string]int{"dag": every, "vecka": 7 * every}[unit]; step > 0 && r.IntN(2) == 0 {
			add("  except: [%s]\n  moved:\n    - from: %s", day.AddDays(step), day.AddDays(3*step))
			add(
				"      %s\n      %s", write("start", day.AddDays(3*step+1), begin),
				write("end", day.AddDays(3*step+2), end),
			)
		}
	}
	for key, values := range map[string][]string{
		"place": {"", "Kumla", `"Torget 1; \"Stora salen\", Örebro"`}, "address": {"", "Storgatan 1"},
		"contact": {"", "a.b@example.org"},
		"themes":  {"", "[klimat]", "[klimat, studier]"}, "status": {"", "inställd"}, "audience": {"", "parter"},
		"summary": {"", `"En *sammanfattning*, <b>med</b> tecken: https://example.org/a_b."`, `"1. Första\n2. Andra"`},
	} {
		if v := values[r.IntN(len(values))]; v != "" {
			add("%s: %s", key, v)
		}
	}
	add("---")
	return b.String()
}

// TestExportThenImport publishes made-up activities, imports their calendars into an empty folder, and wants the same
// activities.
func TestExportThenImport(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	src := folder()
	for i := range 300 {
		src[fmt.Sprintf("aktiviteter/a-%03d.md", i)] = &fstest.MapFile{Data: []byte(madeActivity(r, i))}
	}
	calendars := publish(t, src)
	for _, a := range load(t, src) {
		empty := folder()
		b := comesBack(t, empty, calendars, a)
		if text := b.Body.Text; a.Summary == "" && text != "" {
			t.Errorf("%s has the text %q", b.File, text)
		}
	}
}

// comesBack imports the calendar of an activity into a folder, where it becomes the same activity, and does so again,
// which changes nothing.
func comesBack(
	t *testing.T, dst fstest.MapFS, calendars map[string][]byte, a *content.Activity,
) *content.Activity {
	t.Helper()
	invitation, err := ical.Read(bytes.NewReader(calendars["kalender/aktivitet/"+a.ID+".ics"]))
	if err != nil {
		t.Fatal(err)
	}
	files, err := imported(dst, invitation, false)
	if err != nil || len(files) != 1 || !files[0].New {
		t.Fatalf("%s: %v, %v", a.ID, files, err)
	}
	dst[files[0].Name] = &fstest.MapFile{Data: files[0].Data}
	var b *content.Activity
	for _, now := range load(t, dst) {
		if now.File == files[0].Name {
			b = now
		}
	}
	if d := cmp.Diff(facts(a), facts(b)); d != "" || !b.Draft || string(a.Kind) != string(b.Kind) {
		t.Errorf("%s: %s\n%s", a.ID, d, files[0].Data)
	}
	for _, update := range []bool{true, false} {
		files, err = imported(dst, invitation, update)
		if err != nil || len(files[0].Changes) > 0 || !bytes.Equal(files[0].Data, dst[files[0].Name].Data) {
			t.Fatalf("%s: %v: %v", a.ID, err, files)
		}
	}
	return b
}

// TestExampleComesBack exports every activity and talk of the example site and imports them into an empty one, and into
// one that has the same parts and themes: each is the same activity, with its relations where they have a target. What
// no calendar says does not come back: the text beside the summary, the areas and the sources, of a talk the speakers
// and what came of it, and of what is called off how to take part.
func TestExampleComesBack(t *testing.T) {
	example := os.DirFS("../site/testdata/example/content")
	src := fstest.MapFS{}
	err := fs.WalkDir(example, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(example, name)
		src[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	calendars := publish(t, src)
	alone := folder()
	delete(alone, "teman/klimat.md")
	related := folder()
	for name, file := range src {
		if strings.HasPrefix(name, "parter/") || strings.HasPrefix(name, "teman/") {
			text, _, _ := strings.Cut(string(file.Data), "\n---\n")
			related[name] = &fstest.MapFile{Data: []byte(withoutRelations(text) + "\n---\n")}
		}
	}
	wholeFeedComesBack(t, src, calendars)
	n := 0
	for _, a := range load(t, src) {
		if len(a.Occasions) == 0 || a.Draft {
			continue
		}
		n++
		comesBack(t, alone, calendars, a)
		b := comesBack(t, related, calendars, a)
		if d := cmp.Diff(ids(a.Organizers), ids(b.Organizers)); d != "" {
			t.Errorf("%s: the parts %s", a.ID, d)
		}
		if d := cmp.Diff(ids(a.Themes), ids(b.Themes)); d != "" {
			t.Errorf("%s: the themes %s", a.ID, d)
		}
		if got, want := b.Teaser(), a.Teaser(); got != want {
			t.Errorf("%s tells %q, not %q", a.ID, got, want)
		}
	}
	if n < 25 {
		t.Errorf("only %d activities", n)
	}
}

// wholeFeedComesBack imports the calendar of everything into an empty site: each activity comes back, and leads there
// from the address that it had.
func wholeFeedComesBack(t *testing.T, src fstest.MapFS, calendars map[string][]byte) {
	t.Helper()
	invitation, err := ical.Read(bytes.NewReader(calendars["kalender/psi.ics"]))
	if err != nil {
		t.Fatal(err)
	}
	empty := folder()
	files, err := imported(empty, invitation, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		empty[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	byUID := map[string]*content.Activity{}
	for _, b := range load(t, empty) {
		byUID[b.UID] = b
	}
	for _, a := range load(t, src) {
		if len(a.Occasions) == 0 || a.Draft {
			continue
		}
		b := byUID[a.UID]
		if b == nil {
			t.Errorf("%s is not there", a.ID)
		} else if d := cmp.Diff(facts(a), facts(b)); d != "" || !slices.Equal(b.OldPaths, []string{a.Address}) {
			t.Errorf("%s: %s\nthe old paths are %v", a.ID, d, b.OldPaths)
		}
	}
}

// withoutRelations takes the keys out of a header that name entries which are not there.
func withoutRelations(header string) string {
	return regexp.MustCompile(`(?m)^(?:sources|areas|themes):.*\n?`).ReplaceAllString(header, "")
}

func ids[E content.Typed](list []E) []string {
	var ids []string
	for _, e := range list {
		ids = append(ids, e.Common().ID)
	}
	slices.Sort(ids)
	return ids
}

// activityFacts is what an activity says that a calendar can hold. What is called off has no more to say of how to take
// part.
type activityFacts struct {
	UID, Title, Kind, Place, Street, Contact, Status, Online, Audience, Cost string
	When, MovedFrom, Registration                                            string
	Occasions                                                                []string
}

func facts(a *content.Activity) activityFacts {
	f := activityFacts{
		UID: a.UID, Title: a.Title, Kind: string(a.Sort), Contact: a.Contact, Status: string(a.Status),
		When: a.When.String(), Place: a.Place, Street: a.Street,
	}
	if a.Status != content.Cancelled {
		f.Online, f.Audience, f.Cost = a.Online, string(a.Audience), a.Cost
		f.MovedFrom, f.Registration = a.MovedFrom.String(), fmt.Sprint(a.Registration)
	}
	for _, w := range a.Occasions {
		f.Occasions = append(f.Occasions, fmt.Sprint(w.Start.Unix(), " ", w.End.Unix(), " ", w.WholeDay))
	}
	return f
}
