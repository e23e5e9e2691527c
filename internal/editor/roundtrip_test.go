package editor_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"math/rand/v2"
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
	return content.List[*content.Activity](c)
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
		invitation, err := ical.Read(bytes.NewReader(calendars["kalender/aktivitet/"+a.ID+".ics"]))
		if err != nil {
			t.Fatal(err)
		}
		files, err := imported(empty, invitation, false)
		if err != nil || len(files) != 1 || !files[0].New {
			t.Fatalf("%s: %v, %v\n%s", a.ID, files, err, src[a.File].Data)
		}
		empty[files[0].Name] = &fstest.MapFile{Data: files[0].Data}
		b := load(t, empty)[0]
		if d := cmp.Diff(facts(a), facts(b)); d != "" || !b.Draft {
			t.Errorf("%s: %s\n%s", a.ID, d, src[a.File].Data)
		}
		if text := strings.TrimSpace(told.ReplaceAllString(b.Body.Text, "")); a.Summary == "" && text != "" {
			t.Errorf("%s has the text %q", b.File, text)
		}
		// To import it again changes nothing, and is refused without leave.
		files, err = imported(empty, invitation, true)
		if err != nil || len(files[0].Changes) > 0 || !bytes.Equal(files[0].Data, empty[files[0].Name].Data) {
			t.Fatalf("%s: %v: %v", a.ID, err, files)
		}
		if _, err := imported(empty, invitation, false); err == nil {
			t.Fatalf("%s was imported a second time", a.ID)
		}
	}
}

// told matches what a calendar's description says of an activity's keys, which an invitation has nowhere else.
var told = regexp.MustCompile(`Inställt\. Det här blir inte av\.|För vem: Parter i PSI|Frågor: \S+|Extra tillfällen: .*`)

// activityFacts is what an activity says that a calendar can hold.
type activityFacts struct {
	UID, Title, Kind, Place, Contact, Status, Themes string
	When                                             string
	Occasions                                        []string
}

func facts(a *content.Activity) activityFacts {
	f := activityFacts{
		UID: a.UID, Title: a.Title, Kind: string(a.Sort), Contact: a.Contact, Status: string(a.Status),
		When: a.When.String(),
	}
	f.Place = strings.Join(slices.DeleteFunc([]string{a.Place, a.Street}, func(s string) bool { return s == "" }), ", ")
	for _, theme := range a.Themes {
		f.Themes += theme.ID + " "
	}
	for _, w := range a.Occasions {
		f.Occasions = append(f.Occasions, fmt.Sprint(w.Start.Unix(), " ", w.End.Unix(), " ", w.WholeDay))
	}
	return f
}
