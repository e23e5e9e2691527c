package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"so-in.se/psi/internal/psitest"
)

// A person in a terminal is asked for the kind, the title and each key there must be, again when the answer is wrong.
func TestNewAsks(t *testing.T) {
	const settings = "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n"
	for name, test := range map[string]struct {
		args    []string
		answers string
		file    string // "" when nothing is to be written
		has     []string
		told    []string
	}{
		"all": {
			answers: "nyhett\naktivitet\n\nVårmöte\n2\n5 maj\n2027-05-05 13:00\n\n", file: "aktiviteter/varmote.md",
			has:  []string{"\nkind: partnerskapsmöte\n", "\nstart: 2027-05-05 13:00\n", "\nend: 2027-05-05 15:00\n"},
			told: []string{"Menade du nyhet?", "I ”5 maj” saknas året.", "Till exempel 2027-05-05 15:00", "är exempel"},
		},
		"nothing left to ask": {
			args: []string{"tema", "Hälsa"}, file: "teman/halsa.md", has: []string{"\ntitle: Hälsa\n"},
		},
		"an end before the beginning": {
			args:    []string{"aktivitet", "Möte", "kind=annat", "start=2027-05-05 13:00"},
			answers: "2027-05-05 12:00\n2027-05-05 14:00\n", file: "aktiviteter/mote.md",
			has: []string{"\nend: 2027-05-05 14:00\n"}, told: []string{"är inte efter början"},
		},
		"a text that YAML would read": {
			args: []string{"begrepp", "Nytt ord"}, answers: "Ett ord: nytt # helt\n", file: "begrepp/nytt-ord.md",
			has: []string{"\nsummary: \"Ett ord: nytt # helt\"\n"},
		},
		"an end of the input": {args: []string{"nyhet"}, told: []string{"Ingenting har skrivits."}},
		"later": {
			args: []string{"nyhet", "N"}, answers: "\n", file: "nyheter/n.md", has: []string{"\ndate: 2026-11-27\n"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			psitest.Write(t, dir, "content/site.yaml", []byte(settings))
			var out bytes.Buffer
			code := run(append([]string{"-C", dir, "new"}, test.args...), world{
				stdin: strings.NewReader(test.answers), stdout: &out, stderr: &out,
				now:    func() time.Time { return time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC) },
				getenv: func(string) string { return "" },
			})
			if (code == done) != (test.file != "") {
				t.Errorf("exit code %d", code)
			}
			if test.file != "" {
				text, err := os.ReadFile(filepath.Join(dir, "content", filepath.FromSlash(test.file)))
				if err != nil {
					t.Fatalf("%v\n%s", err, out.String())
				}
				for _, want := range test.has {
					if !strings.Contains(string(text), want) {
						t.Errorf("%q is not in\n%s", want, text)
					}
				}
			}
			for _, want := range test.told {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q is not in\n%s", want, out.String())
				}
			}
		})
	}
}
