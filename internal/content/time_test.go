package content

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/swedish"
)

// folder makes a content folder of files by name, with a sound site.yaml.
func folder(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{SettingsFile: {Data: []byte(soundSettings)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// mustLoad loads a folder that has no faults.
func mustLoad(t *testing.T, files map[string]string) *Content {
	t.Helper()
	c, problems := load(t, folder(files), Options{})
	for _, p := range problems.Faults() {
		t.Fatalf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
	}
	return c
}

// activity reads one activity by the lines of its header.
func activity(t *testing.T, lines string) *Activity {
	t.Helper()
	c := mustLoad(t, map[string]string{"aktiviteter/x.md": "---\ntitle: X\nkind: annat\n" + lines + "\n---\n"})
	return List[*Activity](c)[0]
}

func at(t *testing.T, s string) time.Time {
	t.Helper()
	m, err := swedish.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return m.Time
}

func TestOccasions(t *testing.T) {
	for _, test := range []struct{ name, header, want string }{
		{"one", "start: 2027-05-10 13:00\nend: 2027-05-10 16:00", "2027-05-10 13:00+0200 – 16:00+0200"},
		{"whole days", "start: 2027-05-10\nend: 2027-05-12", "2027-05-10 00:00+0200 – 2027-05-13 00:00+0200"},
		{"one whole day, 25 hours long", "start: 2027-10-31", "2027-10-31 00:00+0200 – 2027-11-01 00:00+0100"},
		{
			"weekly, over the end of summer time",
			"start: 2027-10-20 13:00\nend: 2027-10-20 15:00\nrepeats:\n  unit: vecka\n  times: 3",
			"2027-10-20 13:00+0200 – 15:00+0200, 2027-10-27 13:00+0200 – 15:00+0200, 2027-11-03 13:00+0100 – " +
				"15:00+0100",
		},
		{
			"every third day until a day, which counts",
			"start: 2027-05-10 13:00\nend: 2027-05-10 14:00\nrepeats: {every: 3, unit: dag, until: 2027-05-16}",
			"2027-05-10 13:00+0200 – 14:00+0200, 2027-05-13 13:00+0200 – 14:00+0200, 2027-05-16 13:00+0200 – " +
				"14:00+0200",
		},
		{
			"monthly on the 31st, where there is one",
			"start: 2027-01-31\nrepeats: {unit: månad, until: 2027-07-30}",
			"2027-01-31 00:00+0100 – 2027-02-01 00:00+0100, 2027-03-31 00:00+0200 – 2027-04-01 00:00+0200, " +
				"2027-05-31 00:00+0200 – 2027-06-01 00:00+0200",
		},
		{
			"yearly on the 29th of February",
			"start: 2024-02-29\nrepeats: {every: 12, unit: månad, times: 2}",
			"2024-02-29 00:00+0100 – 2024-03-01 00:00+0100, 2028-02-29 00:00+0100 – 2028-03-01 00:00+0100",
		},
		{
			"times count exceptions",
			"start: 2027-05-10\nrepeats: {unit: vecka, times: 3, except: [2027-05-17]}",
			"2027-05-10 00:00+0200 – 2027-05-11 00:00+0200, 2027-05-24 00:00+0200 – 2027-05-25 00:00+0200",
		},
		{
			"the first excepted",
			"start: 2027-05-10\nrepeats: {unit: vecka, times: 2, except: 2027-05-10}",
			"2027-05-17 00:00+0200 – 2027-05-18 00:00+0200",
		},
		{
			"one moved past the next",
			"start: 2027-05-10\nrepeats:\n  unit: vecka\n  times: 3\n  moved:\n    - from: 2027-05-10\n      start: " +
				"2027-05-20 13:00\n      end: 2027-05-20 14:00",
			"2027-05-17 00:00+0200 – 2027-05-18 00:00+0200, 2027-05-20 13:00+0200 – 14:00+0200, 2027-05-24 " +
				"00:00+0200 – 2027-05-25 00:00+0200",
		},
		{
			"in the hour that is skipped",
			"start: 2027-03-27 02:30\nend: 2027-03-27 02:45\nrepeats: {unit: dag, times: 3}",
			"2027-03-27 02:30+0100 – 02:45+0100, 2027-03-28 03:30+0200 – 03:45+0200, 2027-03-29 02:30+0200 – " +
				"02:45+0200",
		},
		{
			"until the hour that is skipped has passed",
			"start: 2027-03-27 02:30\nend: 2027-03-27 03:00\nrepeats: {unit: dag, times: 2}",
			"2027-03-27 02:30+0100 – 03:00+0100, 2027-03-28 03:30+0200 – 04:00+0200",
		},
		{
			"in the hour that comes twice, the first time",
			"start: 2027-10-30 02:15\nend: 2027-10-30 02:45\nrepeats: {unit: dag, times: 3}",
			"2027-10-30 02:15+0200 – 02:45+0200, 2027-10-31 02:15+0200 – 02:45+0200, 2027-11-01 02:15+0100 – " +
				"02:45+0100",
		},
		{
			"over midnight",
			"start: 2027-05-10 22:00\nend: 2027-05-11 02:00\nrepeats: {unit: vecka, times: 2}",
			"2027-05-10 22:00+0200 – 2027-05-11 02:00+0200, 2027-05-17 22:00+0200 – 2027-05-18 02:00+0200",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, w := range activity(t, test.header).Occasions {
				end := w.End.Format("2006-01-02 15:04-0700")
				if !w.WholeDay && swedish.DateOf(w.Start) == swedish.DateOf(w.End) {
					end = w.End.Format("15:04-0700")
				}
				got = append(got, w.Start.Format("2006-01-02 15:04-0700")+" – "+end)
			}
			if diff := cmp.Diff(strings.ReplaceAll(test.want, ", ", "\n"), strings.Join(got, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A series is as long as its days; it has an occasion on each, and time never runs backwards.
func TestOccasionsAreInOrder(t *testing.T) {
	for _, unit := range []string{"dag", "vecka", "månad"} {
		for _, first := range []string{"2027-01-31", "2028-02-29", "2027-03-28", "2027-10-31", "2027-12-31"} {
			for _, clock := range []string{"00:00", "01:30", "23:30"} {
				start := at(t, first+" "+clock)
				a := activity(
					t,
					"start: "+start.Format(
						"2006-01-02 15:04",
					)+"\nend: "+start.Add(90*time.Minute).
						Format("2006-01-02 15:04")+
						"\nrepeats: {unit: "+unit+", times: 50}",
				)
				if len(a.Occasions) != 50 {
					t.Fatalf("%s %s every %s: %d occasions", first, clock, unit, len(a.Occasions))
				}
				for i, w := range a.Occasions {
					if !w.End.After(w.Start) || i > 0 && !w.Start.After(a.Occasions[i-1].Start) {
						t.Fatalf("%s %s every %s: %v after %v", first, clock, unit, w, a.Occasions[max(i-1, 0)])
					}
					if clock != "01:30" && w.Start.Format("15:04") != clock {
						t.Fatalf("%s %s every %s: at %v", first, clock, unit, w)
					}
				}
			}
		}
	}
}

func TestActivityByTheClock(t *testing.T) {
	const series = "start: 2027-05-10 13:00\nend: 2027-05-10 16:00\nrepeats:\n  unit: vecka\n  times: 2"
	for _, test := range []struct {
		name, header, now string
		past              bool
		next              string
	}{
		{"before", "start: 2027-05-10 13:00\nend: 2027-05-10 16:00", "2027-05-10 12:59", false, "2027-05-10 13:00"},
		{"during", "start: 2027-05-10 13:00\nend: 2027-05-10 16:00", "2027-05-10 15:59:59", false, "2027-05-10 13:00"},
		{"at the end", "start: 2027-05-10 13:00\nend: 2027-05-10 16:00", "2027-05-10 16:00", true, "2027-05-10 13:00"},
		{"the evening of a whole day", "start: 2027-05-10", "2027-05-10 23:59:59", false, "2027-05-10 00:00"},
		{"the night after", "start: 2027-05-10", "2027-05-11", true, "2027-05-10 00:00"},
		{"the last of several days", "start: 2027-05-10\nend: 2027-05-12", "2027-05-12 23:59", false,
			"2027-05-10 00:00"},
		{"after the first of a series", series, "2027-05-10 16:00", false, "2027-05-17 13:00"},
		{"after a series", series, "2027-05-17 16:00", true, "2027-05-17 13:00"},
		{
			"a moved occasion that outlasts the last one",
			series + "\n  moved:\n    - {from: 2027-05-10, start: 2027-05-16, end: 2027-05-20}", "2027-05-18", false,
			"2027-05-16 00:00",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, now := activity(t, test.header), at(t, test.now)
			if got := a.Past(now); got != test.past {
				t.Errorf("past is %v at %s, it ends %v", got, test.now, a.End())
			}
			if got := a.Next(now).Start.Format("2006-01-02 15:04"); got != test.next {
				t.Errorf("next is %s at %s", got, test.now)
			}
		})
	}
}

func TestTalkWithoutDateIsPast(t *testing.T) {
	c := mustLoad(t, map[string]string{"samhallssamtal/x.md": "---\ntitle: X\n---\n"})
	talk := List[*Samhallssamtal](c)[0]
	if now := at(t, "1970-01-01"); !talk.Past(now) || !talk.Next(now).IsZero() || !talk.When.IsZero() ||
		talk.Sort != Samtal {
		t.Errorf("a talk without a date: %+v", talk)
	}
}

func TestRegistrationByTheClock(t *testing.T) {
	a := activity(t, "start: 2027-05-10\nregistration: {email: a@exempel.se, last_day: 2027-05-03}")
	for now, open := range map[string]bool{"2027-05-03 23:59:59": true, "2027-05-04 00:00": false} {
		if got := a.Registration.Open(at(t, now)); got != open {
			t.Errorf("open is %v at %s", got, now)
		}
	}
	if a := activity(t, "start: 2027-05-10"); a.Registration.Open(at(t, "2027-05-01")) {
		t.Error("without registration one can sign up")
	}
	if a := activity(t, "start: 2027-05-10\nregistration: {email: a@exempel.se}"); !a.Registration.Open(
		at(t, "2027-05-09"),
	) {
		t.Error("without a last day one cannot sign up")
	}
}

func TestCallState(t *testing.T) {
	for _, test := range []struct {
		name, header string
		states       []string // now=state
	}{
		{"days", "opens: 2027-02-01\ncloses: 2027-03-15", []string{
			"2027-01-31 23:59:59=kommande", "2027-02-01 00:00=öppen", "2027-02-28 23:59:59=öppen",
			"2027-03-01 00:00=stänger snart",
			"2027-03-15 23:59:59=stänger snart", "2027-03-16 00:00=stängd",
		}},
		{"times", "opens: 2027-02-01 09:00\ncloses: 2027-03-15 15:00", []string{
			"2027-02-01 08:59:59=kommande", "2027-02-01 09:00=öppen", "2027-03-01 00:00=stänger snart",
			"2027-03-15 14:59:59=stänger snart",
			"2027-03-15 15:00=stängd",
		}},
		{"short", "opens: 2027-03-10\ncloses: 2027-03-15", []string{
			"2027-03-09 23:59:59=kommande", "2027-03-10 00:00=stänger snart", "2027-03-16 00:00=stängd",
		}},
		{"over the beginning of summer time", "closes: 2027-04-05", []string{
			"2027-03-21 23:59:59=öppen", "2027-03-22 00:00=stänger snart", "2027-04-05 23:59:59=stänger snart",
			"2027-04-06 00:00=stängd",
		}},
		{"always open", "closes: 2027-03-15", []string{"1990-01-01 00:00=öppen"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := mustLoad(
				t, map[string]string{"utlysningar/x.md": "---\ntitle: X\nlevel: regional\n" + test.header + "\n---\n"},
			)
			for _, s := range test.states {
				now, want, _ := strings.Cut(s, "=")
				if got := List[*Call](c)[0].State(at(t, now)); string(got) != want {
					t.Errorf("%s at %s, not %s", got, now, want)
				}
			}
		})
	}
}
