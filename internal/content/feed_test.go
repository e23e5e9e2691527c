package content

import (
	"strings"
	"testing"
)

// TestFeeds judges the list of calendars in site.yaml.
func TestFeeds(t *testing.T) {
	const before = "name: N\naddress: https://www.so-in.se\nemail: a@exempel.se\ncalendars:\n"
	for list, want := range map[string]string{
		"  - address: https://a.exempel.se/k.ics\n    part: abf\n    words: [x]\n": "",
		"  - address: kalendrar/a.ics\n  - address: kalendrar/b.ics\n":             "",
		"  - part: abf\n":                                   "address",
		"  - address: http://a.exempel.se/k.ics\n":          "https://a.exempel.se/k.ics",
		"  - address: webcal://a.exempel.se/k.ics\n":        "https://a.exempel.se/k.ics",
		"  - address: https://localhost/k.ics\n":            "ingen adress på webben",
		"  - address: https://kim:x@a.exempel.se/k.ics\n":   "ingen adress på webben",
		"  - address: /etc/passwd\n":                        "ingen väg",
		"  - address: ../hemligt.ics\n":                     "ingen väg",
		"  - address: a.ics\n  - address: a.ics\n":          "två gånger",
		"  - address: a.ics\n    part: abff\n":              "Menade du abf?",
		"  - address: a.ics\n    kategorier: [x]\n":         "categories",
		"  - address: https://g.se/private-123/basic.ics\n": "hemliga",
	} {
		files := folder(map[string]string{"parter/abf.md": "---\ntitle: ABF\nsector: civilsamhälle\n---\n"})
		files[SettingsFile].Data = []byte(before + list)
		c, problems := load(t, files, Options{})
		var told []string
		for _, p := range problems.Faults() {
			told = append(told, p.Message+" "+p.Hint)
			if p.File != SettingsFile || p.Line < 5 || p.Hint == "" {
				t.Errorf("%s: %+v", list, p)
			}
		}
		if got := strings.Join(told, " "); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s:\n%s", list, got)
		}
		if want == "" && strings.Contains(list, "abf") && c.Settings.Feeds[0].Part == nil {
			t.Errorf("%s: no part", list)
		}
	}
}

// TestWants holds what is taken of a calendar.
func TestWants(t *testing.T) {
	for _, c := range []struct {
		words, categories []string
		want              bool
	}{
		{nil, nil, true}, {[]string{"FIKA"}, nil, true}, {[]string{"kaffe"}, nil, false},
		{nil, []string{"öppet"}, true}, {nil, []string{"öpp"}, false}, {[]string{"kaffe"}, []string{"Öppet"}, true},
	} {
		f := Feed{Words: c.words, Categories: c.categories}
		if got := f.Wants("Fika i Kumla", []string{"Öppet"}); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
