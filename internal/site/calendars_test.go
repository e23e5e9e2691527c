package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	goical "github.com/emersion/go-ical"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
	"so-in.se/psi/internal/swedish"
)

// put adds a content file.
func put(fsys fstest.MapFS, name, text string) {
	fsys["content/"+name] = &fstest.MapFile{Data: []byte(text)}
}

// activity adds an activity with a header of the given lines.
func activity(fsys fstest.MapFS, id string, lines ...string) {
	put(fsys, "aktiviteter/"+id+".md", "---\ntitle: "+id+"\n"+strings.Join(lines, "\n")+"\n---\n")
}

// empty is a site without any entry but the themes klimat and studier, and one part.
func empty(tb testing.TB) fstest.MapFS {
	fsys := made(tb, 0)
	for name := range fsys {
		if strings.HasPrefix(name, "content/") && name != "content/site.yaml" && !strings.HasSuffix(name, "index.md") {
			delete(fsys, name)
		}
	}
	put(fsys, "teman/klimat.md", "---\ntitle: Klimat & miljö\n---\n")
	put(fsys, "teman/studier.md", "---\ntitle: Studier\n---\n")
	put(fsys, "parter/kumla-kommun.md", "---\ntitle: Kumla kommun\nsector: offentlig\n---\n")
	return fsys
}

// unfolded returns a calendar file as lines.
func unfolded(data []byte) []string {
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(data), "\r\n ", ""), "\r\n"), "\r\n")
}

// uids lists the UIDs of a calendar, in order.
func uids(data []byte) []string {
	var list []string
	for _, line := range unfolded(data) {
		if uid, ok := strings.CutPrefix(line, "UID:"); ok {
			list = append(list, strings.TrimSuffix(uid, "@so-in.se"))
		}
	}
	return list
}

// TestFeeds wants each feed to hold what its name says, and nothing else.
func TestFeeds(t *testing.T) {
	fsys := empty(t)
	activity(
		fsys, "a", "kind: stormöte", "start: 2027-05-01", "audience: öppen för alla", "themes: [klimat]",
		"organizers: [kumla-kommun]", "registration:", "  email: a@example.org", "  last_day: 2027-04-20",
	)
	activity(fsys, "b", "kind: workshop", "start: 2020-05-02 10:00", "end: 2020-05-02 12:00", "audience: parter")
	activity(
		fsys, "c", "kind: stormöte", "start: 2027-05-03", "status: inställd", "audience: öppen för alla",
		"registration:", "  last_day: 2027-05-02",
	)
	activity(fsys, "d", "kind: annat", "start: 2027-05-04", "draft: true")
	put(
		fsys, "samhallssamtal/e.md",
		"---\ntitle: E\nquestion: Hur?\nstart: 2027-05-05 18:00\nend: 2027-05-05 20:00\nthemes: [klimat, "+
			"studier]\n---\n",
	)
	put(fsys, "samhallssamtal/f.md", "---\ntitle: Utan datum\nquestion: När?\n---\n")
	put(fsys, "utlysningar/a.md", "---\ntitle: Pengar\ncloses: 2027-06-01 15:00\nlevel: regional\n---\n")
	files := rendered(t, build(t, fsys, site.Options{}))
	for name, want := range map[string]string{
		"psi": "b a c e", "oppna": "a c", "sista-dagar": "a.anmalan c.anmalan a.ansokan",
		"stormoten": "a c", "samhallssamtal": "e", "partnerskapsmoten": "", "workshoppar": "b", "finansiarsmoten": "",
		"projektpresentationer": "",
		"natverkstraffar":       "", "arbetsutskottet": "", "annat": "", "tema/klimat": "a e", "tema/studier": "e",
		"part/kumla-kommun": "a",
		"aktivitet/a":       "a", "aktivitet/b": "b", "aktivitet/c": "c", "aktivitet/e": "e",
	} {
		data, ok := files["kalender/"+name+".ics"]
		if got := strings.Join(uids(data), " "); !ok || got != want {
			t.Errorf("%s holds %q, not %q (there: %v)", name, got, want, ok)
		}
		delete(files, "kalender/"+name+".ics")
	}
	for name := range files {
		if strings.HasSuffix(name, ".ics") {
			t.Errorf("%s was not expected", name)
		}
	}
}

// TestCalendarsAreSound reads every calendar of the made-up and the real site with another program's reader.
func TestCalendarsAreSound(t *testing.T) {
	for _, files := range []map[string][]byte{realSite(t), rendered(t, build(t, made(t, 200), site.Options{}))} {
		calendars := 0
		for name, data := range files {
			if !strings.HasSuffix(name, ".ics") {
				continue
			}
			calendars++
			cal, err := goical.NewDecoder(bytes.NewReader(data)).Decode()
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			list := uids(data)
			if len(cal.Events()) != len(list) {
				t.Errorf("%s has %d events, but %d UIDs", name, len(cal.Events()), len(list))
			}
			slices.Sort(list)
			if len(slices.Compact(list)) != len(cal.Events()) {
				t.Errorf("%s has a UID twice", name)
			}
		}
		if calendars < 15 {
			t.Errorf("there are only %d calendars", calendars)
		}
	}
}

// series makes up a series: every third week, some of them excepted, some moved, over some clock change or the end of
// February.
func series(r *rand.Rand) (lines []string) {
	units := []string{"dag", "vecka", "månad"}
	unit := units[r.IntN(3)]
	day := swedish.Date{Year: 2024 + r.IntN(6), Month: time.Month(1 + r.IntN(12)), Day: 1 + r.IntN(31)}
	day = swedish.DateOf(day.In()) // the 31st of a month that has none is the 1st of the next
	wholeDay := r.IntN(3) == 0
	hour := []int{0, 4, 8, 13, 18, 23}[r.IntN(6)] // none begins or ends from 02 to 03
	length := []int{15, 60, 150, 600, 1500}[r.IntN(5)]
	write := func(key string, d swedish.Date, shift int) string {
		if wholeDay {
			return fmt.Sprintf("%s: %s", key, d.AddDays(shift/1500))
		}
		minutes := hour*60 + shift
		return fmt.Sprintf("%s: %s %02d:%02d", key, d.AddDays(minutes/1440), minutes/60%24, minutes%60)
	}
	every, times := 1+r.IntN(4), 4+r.IntN(30)
	lines = []string{
		"kind: workshop", write("start", day, 0), write("end", day, length), "repeats:",
		fmt.Sprintf("  every: %d", every), "  unit: " + unit,
	}
	if r.IntN(2) == 0 {
		lines = append(lines, fmt.Sprintf("  times: %d", times))
	} else {
		lines = append(lines, "  until: "+day.AddDays(30+r.IntN(400)).String())
	}
	step := map[string]int{"dag": every, "vecka": 7 * every}[unit]
	if step > 0 && step <= 7 {
		lines = append(
			lines, "  except: ["+day.AddDays(step).String()+"]", "  moved:",
			"    - from: "+day.AddDays(2*step).String(), "      "+write("start", day.AddDays(2*step+1), 0),
			"      "+write("end", day.AddDays(2*step+1), length+15),
		)
	}
	return lines
}

// TestOccasionsAgree wants the pages and the calendars to say the same of when a series takes place: those of the
// calendars are read from their files.
func TestOccasionsAgree(t *testing.T) {
	psitest.Serial(t)
	r := rand.New(rand.NewPCG(5, 6))
	fsys := empty(t)
	for i := range 300 {
		activity(fsys, fmt.Sprintf("serie-%03d", i), series(r)...)
	}
	s := build(t, fsys, site.Options{})
	files := rendered(t, s)
	total := 0
	for _, a := range content.List[*content.Activity](s.Content) {
		invitation, err := ical.Read(bytes.NewReader(files["kalender/aktivitet/"+a.ID+".ics"]))
		if err != nil || len(invitation.Calendar.Events) != 1 {
			t.Fatalf("%s: %v", a.ID, err)
		}
		e := &invitation.Calendar.Events[0]
		var got []content.When
		for _, o := range e.Occurrences(time.Time{}, time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)) {
			got = append(got, content.When{Start: o.Start, End: o.End, WholeDay: e.WholeDay})
		}
		if !slices.EqualFunc(got, a.Occasions, func(x, y content.When) bool {
			return x.Start.Equal(y.Start) && x.End.Equal(y.End) && x.WholeDay == y.WholeDay
		}) {
			t.Errorf("%s:\n%s\nthe page has %v,\nthe calendar %v", a.ID, fsys["content/"+a.File].Data, a.Occasions, got)
		}
		total += len(got)
	}
	if total < 2000 {
		t.Errorf("only %d occasions", total)
	}
}

// TestComing checks what other sites read, by the rules that its documentation gives.
func TestComing(t *testing.T) {
	fsys := empty(t)
	activity(
		fsys, "serie", "kind: nätverksträff", "start: 2026-11-20 18:00", "end: 2026-11-20 20:00", "place: Kumla",
		"address: Torget 1", "cost: Gratis", "repeats:", "  unit: vecka", "  times: 3", "registration:",
		"  url: https://example.org/a&b", "  last_day: 2026-11-19",
	)
	activity(
		fsys, "dagar", "kind: annat", "start: 2026-11-25", "end: 2026-11-26", "status: flyttad",
		"moved_from: 2026-11-20",
	)
	activity(fsys, "forbi", "kind: annat", "start: 2026-11-01")
	var got struct {
		Version    int
		Activities []map[string]any
	}
	data := rendered(t, build(t, fsys, site.Options{}))["kalender/aktiviteter.json"]
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	var times []string
	for _, a := range got.Activities {
		times = append(times, fmt.Sprint(a["id"], " ", a["start"], " ", a["end"], " ", a["wholeDay"]))
	}
	want := []string{
		"dagar 2026-11-25 2026-11-26 true", "serie 2026-11-27T18:00:00+01:00 2026-11-27T20:00:00+01:00 false",
		"serie 2026-12-04T18:00:00+01:00 2026-12-04T20:00:00+01:00 false",
	}
	if !slices.Equal(times, want) || got.Version != 1 {
		t.Errorf("version %d: %q", got.Version, times)
	}
	if a := got.Activities[0]; a["status"] != "flyttad" || a["movedFrom"] != "2026-11-20" {
		t.Errorf("%v", a)
	}
	if a := got.Activities[1]; a["address"] != "Torget 1" || a["municipality"] != "Kumla" || a["cost"] != "Gratis" ||
		fmt.Sprint(a["registration"]) != "map[lastDay:2026-11-19 url:https://example.org/a&b]" {
		t.Errorf("%v", a)
	}
}

// TestUnfit wants what no calendar can hold to be told of in its file, not found when the calendar is written.
func TestUnfit(t *testing.T) {
	for name, lines := range map[string][]string{
		"före sommartiden": {"kind: annat", "start: 1990-05-01"},
		"klockans hopp": {"kind: annat", "start: 2027-03-27 02:30", "end: 2027-03-27 03:30", "repeats:",
			"  unit: dag", "  times: 3"},
		"sista dag":         {"kind: annat", "start: 2027-03-27", "registration:", "  last_day: 1990-01-01"},
		"två med samma uid": {"kind: annat", "start: 2027-03-27", "uid: a.ansokan@so-in.se"},
		"omöjligt uid":      {"kind: annat", "start: 2027-03-27", "uid: a;b@example.org"},
	} {
		t.Run(name, func(t *testing.T) {
			fsys := empty(t)
			put(fsys, "utlysningar/a.md", "---\ntitle: Pengar\ncloses: 2027-06-01 15:00\nlevel: regional\n---\n")
			activity(fsys, "a", lines...)
			problems := problemsOf(t, fsys, site.Options{Now: noon})
			if len(problems) == 0 || problems[0].Hint == "" || !strings.HasSuffix(problems[0].File, "a.md") {
				t.Errorf("%v", problems)
			}
		})
	}
}

// line matches what a line of a calendar file may look like.
var line = regexp.MustCompile(`^(?:[A-Z-]+)(?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*:[^\x00-\x1f\x7f]*$`)

// TestNothingBreaksOut puts line breaks and calendar syntax into everything that an editor can write. Other control
// characters are problems of the content.
func TestNothingBreaksOut(t *testing.T) {
	fsys := empty(t)
	const evil = `"a\nEND:VEVENT\nX-EVIL:1;:,\\ \"åäö💚"`
	put(fsys, "teman/klimat.md", "---\ntitle: "+evil+"\n---\n")
	activity(
		fsys, "a", "kind: annat", "start: 2027-05-01", "place: "+evil, "address: "+evil, "summary: "+evil,
		"cost: "+evil, "themes: [klimat]",
	)
	put(
		fsys, "aktiviteter/a.md",
		strings.Replace(string(fsys["content/aktiviteter/a.md"].Data), "title: a", "title: "+evil, 1),
	)
	for name, data := range rendered(t, build(t, fsys, site.Options{})) {
		if !strings.HasSuffix(name, ".ics") {
			continue
		}
		for _, l := range unfolded(data) {
			if !line.MatchString(l) || strings.HasPrefix(l, "X-EVIL") {
				t.Errorf("%s has the line %q", name, l)
			}
		}
	}
}

// BenchmarkFeed measures one feed of three thousand events.
func BenchmarkFeed(b *testing.B) {
	fsys := empty(b)
	for i := range 3000 {
		day := swedish.Date{Year: 2020, Month: 1, Day: 1}.AddDays(i)
		activity(
			fsys, fmt.Sprintf("aktivitet-%04d", i), "kind: stormöte", fmt.Sprintf("start: %s 13:00", day),
			fmt.Sprintf("end: %s 16:00", day), "place: Örebro", "themes: [klimat]", "organizers: [kumla-kommun]",
			"summary: Ett möte om samverkan i länet, med samtal och fika.",
		)
	}
	bytes := 0
	for b.Loop() {
		b.StopTimer() // a feed remembers what it has written
		s := build(b, fsys, site.Options{})
		at := slices.IndexFunc(s.Files(), func(f site.File) bool { return f.Path == "kalender/psi.ics" })
		b.StartTimer()
		w := new(counter)
		if err := s.Files()[at].Render(w); err != nil {
			b.Fatal(err)
		}
		bytes = w.n
	}
	b.ReportMetric(float64(bytes)/3000, "B/event")
}

// counter counts what is written to it.
type counter struct{ n int }

func (c *counter) Write(p []byte) (int, error) {
	c.n += len(p)
	return io.Discard.Write(p)
}
