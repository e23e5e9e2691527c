package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
)

// mistake is what an editor does wrong in a copy of a real entry.
type mistake struct {
	name     string // in Swedish, as the editor would tell of it
	file     string
	old, new string // a text in the file, and what it becomes; an empty old stands for all of the file
}

const (
	meeting = "aktiviteter/partnerskapsmote-2016-kumla.md"
	letter  = "nyhetsbrev/2016-1.md"
	talk    = "samhallssamtal/okad-tillit-i-valfarden.md"
	group   = "grupper/arbetsutskottet.md"
	part    = "parter/kumla-kommun.md"
	adviser = "radgivning/mona-hedfeldt.md"
	concept = "begrepp/socialt-foretag.md"
	history = "om/historia.md"

	place = "place: Växthuset Goda Rum, Kumla Sjöpark" // a line of the meeting's header
)

// mistakes are an editor's likeliest, the commonest first.
var mistakes = []mistake{
	{"Ett kolon i rubriken", meeting, "title: Partnerskapsmöte i Kumla", "title: Partnerskapsmöte: hösten i Kumla"},
	{"En nyckel på svenska", meeting, "title:", "titel:"},
	{"En felstavad nyckel", meeting, "summary:", "sumary:"},
	{"En nyckel som inte finns", meeting, place, place + "\nparkering: på torget"},
	{"Ett datum som man skriver det för hand", meeting, "start: 2016-09-06 12:00", "start: 6 september 2016 kl. 13.00"},
	{"Punkt i klockslaget", meeting, "end: 2016-09-06 16:00", "end: 2016-09-06 16.00"},
	{"Ett datum som inte finns", meeting, "start: 2016-09-06 12:00", "start: 2016-09-31 13:00"},
	{"Mötet slutar innan det börjar", meeting, "end: 2016-09-06 16:00", "end: 2016-09-05 16:00"},
	{"Sluttiden glömd", meeting, "end: 2016-09-06 16:00\n", ""},
	{"En sorts möte som inte finns", meeting, "kind: partnerskapsmöte", "kind: partnermöte"},
	{"En part som är felstavad", meeting, place, place + "\norganizers: [kumla-komun]"},
	{
		"Partens namn i stället för dess id", meeting, place,
		place + "\norganizers: [Kumla kommun, Örebro kommun]",
	},
	{"En källa som inte finns", meeting, "nyhetsbrev-2016-1]", "nyhetsbrev-2016-11]"},
	{"Mötet är flyttat, men den gamla tiden är borta", meeting, place, place + "\nstatus: flyttad"},
	{"En serie utan slut", meeting, place, place + "\nrepeats:\n  every: 3\n  unit: vecka"},
	{
		"De tre strecken efter nycklarna glömda", meeting, "nyhetsbrev 2016:2.\n---\n",
		"nyhetsbrev 2016:2.\n",
	},
	{"Bara text, inga nycklar", meeting, "", "Partnerskapsmöte i Kumla\n\nVi ses den 6 september.\n"},
	{"En tabb i indraget", group, "  - name: Anders Johansson\n    role:", "  - name: Anders Johansson\n\trole:"},
	{
		"Ett indrag som inte stämmer", group, "  - name: Anders Johansson\n    role:",
		"  - name: Anders Johansson\n   role:",
	},
	{"Ett citattecken som aldrig stängs", talk, "summary: Temat var", "summary: \"Temat var"},
	{"Samma nyckel två gånger", talk, "order: 2", "order: 2\norder: 3"},
	{"En länk till en fil som inte finns", meeting, "(../parter/kumla-kommun.md)", "(../parter/kumla.md)"},
	{"En länk med webbplatsens adress", meeting, "(../parter/kumla-kommun.md)", "(/parter/kumla-kommun/)"},
	{"En länk utan .md", meeting, "(../parter/kumla-kommun.md)", "(../parter/kumla-kommun)"},
	{
		"En länk till en rubrik som har bytt namn", talk, "#4-det-offentliga-maste-vaga-slappa-kontrollen",
		"#4-det-offentliga-maste-slappa-kontrollen",
	},
	{"En bild som inte finns", meeting, "Mötet låg", "![Möte i Kumla](bilder/kumla.jpg)\n\nMötet låg"},
	{
		"Ett ord som inte finns bland begreppen", concept, "(begrepp:arbetsintegrerat-socialt-foretag)",
		"(begrepp:arbetsintegrerat-foretag)",
	},
	{"HTML i texten", letter, "En ny [projektgrupp]", "<br>En ny [projektgrupp]"},
	{"En rubrik av första nivån", letter, "## Nya studiecirklar", "# Nya studiecirklar"},
	{"En ruta som inte finns", letter, "> [!INFO]", "> [!NOTERA]"},
	{"En webbadress utan https", part, "sector: offentlig", "sector: offentlig\nweb: www.kumla.se"},
	{
		"Ett namn runt e-postadressen", adviser, "email: mona.hedfeldt@regionorebrolan.se",
		"email: Mona Hedfeldt <mona.hedfeldt@regionorebrolan.se>",
	},
	{"Fel nyckel i en tidslinje", history, "  - when: 1 januari 2015\n    text:", "  - år: 1 januari 2015\n    text:"},
	{"Filen sparad med fel teckenkodning", part, "Källorna", "K\xe4llorna"},
	{
		"En kopia som fick nästan samma namn", "aktiviteter/Partnerskapsmöte 2016 Kumla.md", "",
		"---\ntitle: Kopia\nkind: annat\nstart: 2016-09-06\n---\n",
	},
	{"Ett dokument i stället för en text", "nyheter/nyhet.doc", "", "Ett dokument från ordbehandlaren."},
}

// TestMistakes makes each mistake in a copy of the real content, builds, and holds what the editor is told against
// testdata/mistakes.txtar, which is there to be read. The site that was published before is not touched.
func TestMistakes(t *testing.T) {
	const name = "testdata/mistakes.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	psitest.Copy(t, dir, "content", "templates", "static")
	if out, code := buildIn(dir); code != done {
		t.Fatalf("the content has mistakes of its own:\n%s", out)
	}
	public := fingerprints(t, filepath.Join(dir, "public"))
	var told []txtar.File
	cured := 0
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			undo := m.make(t, filepath.Join(dir, "content", filepath.FromSlash(m.file)))
			defer undo()
			out, code := buildIn(dir)
			if code != failed {
				t.Errorf("exit code %d", code)
			}
			if place := "content/" + m.file + ":"; !strings.HasPrefix(out, place) ||
				!strings.Contains(out, "\ntips: ") {
				t.Errorf("the message does not begin with the place %s, or gives no way out:\n%s", place, out)
			}
			if diff := cmp.Diff(public, fingerprints(t, filepath.Join(dir, "public"))); diff != "" {
				t.Errorf("public was touched: %s", diff)
			}
			told = append(told, txtar.File{Name: m.name, Data: []byte(out)})
			cured += cureIn(t, dir)
		})
	}
	if cured < 18 {
		t.Errorf("only %d mistakes have a cure that leaves no choice", cured)
	}
	if out, code := buildIn(dir); code != done || !strings.Contains(out, "inget hade ändrats") {
		t.Errorf("with all mistakes undone: exit code %d\n%s", code, out)
	}
	if *update {
		archive.Files = told
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(texts(archive.Files), texts(told)); diff != "" {
		t.Errorf("what editors are told has changed (go test -update writes it anew, to be read):\n%s", diff)
	}
}

// make makes the mistake and returns what undoes it.
func (m mistake) make(t *testing.T, name string) (undo func()) {
	t.Helper()
	before, err := os.ReadFile(name)
	if err != nil && m.old != "" {
		t.Fatal(err)
	}
	after := []byte(m.new)
	if m.old != "" {
		if bytes.Count(before, []byte(m.old)) != 1 {
			t.Fatalf(
				"content/%s does not hold %q once: it has been edited, so let the mistake be made in another text",
				m.file, m.old,
			)
		}
		after = bytes.Replace(before, []byte(m.old), after, 1)
	}
	if err := os.WriteFile(name, after, 0o666); err != nil {
		t.Fatal(err)
	}
	return func() {
		if before == nil {
			err = os.Remove(name)
		} else {
			err = os.WriteFile(name, before, 0o666)
		}
		if err != nil {
			t.Error(err)
		}
	}
}

// buildIn runs psi build in a folder and returns all that it prints.
func buildIn(dir string) (out string, code int) {
	var b bytes.Buffer
	code = run([]string{"-C", dir, "build"}, world{
		stdout: &b, stderr: &b, getenv: func(string) string { return "" },
		now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) },
	})
	return b.String(), code
}

// jsonProblem is a problem as psi check --format=json tells it.
type jsonProblem struct {
	File, Degree, Message string
	Fix                   *struct {
		Line, Column int
		EndLine      int `json:"end_line"`
		EndColumn    int `json:"end_column"`
		Text         string
	}
}

// checkIn runs psi check in a folder.
func checkIn(t *testing.T, dir string) []jsonProblem {
	t.Helper()
	var out bytes.Buffer
	run([]string{"-C", dir, "check", "--format=json"}, world{
		stdout: &out, stderr: &out, getenv: func(string) string { return "" },
		now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) },
	})
	var told struct{ Problems []jsonProblem }
	if err := json.Unmarshal(out.Bytes(), &told); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	return told.Problems
}

// cureIn makes each edit that a hint tells of, one at a time, and wants its problem gone and no new fault in its place.
// It returns the number of edits.
func cureIn(t *testing.T, dir string) (cured int) {
	t.Helper()
	before := checkIn(t, dir)
	known := map[string]bool{}
	for _, p := range before {
		known[p.File+p.Message] = true
	}
	for _, p := range before {
		if p.Fix == nil {
			continue
		}
		cured++
		name := filepath.Join(dir, filepath.FromSlash(p.File))
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fix := problem.Fix{
			Line: p.Fix.Line, Column: p.Fix.Column, EndLine: p.Fix.EndLine, EndColumn: p.Fix.EndColumn,
			Text: p.Fix.Text,
		}
		mended := fix.Apply(string(text))
		if err := os.WriteFile(name, []byte(mended), 0o666); err != nil {
			t.Fatal(err)
		}
		for _, left := range checkIn(t, dir) {
			if same := left.File+left.Message == p.File+p.Message; same ||
				left.Degree == "fault" && !known[left.File+left.Message] {
				t.Errorf("%s: %s\nmended, it has: %s\n%s", p.File, p.Message, left.Message, mended)
			}
		}
		if err := os.WriteFile(name, text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return cured
}

// fingerprints returns name, time and bytes of every file below a folder.
func fingerprints(t *testing.T, dir string) map[string]string {
	t.Helper()
	prints := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		data, err := os.ReadFile(name)
		prints[name] = fmt.Sprintf("%v %x", info.ModTime(), data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return prints
}

func texts(files []txtar.File) map[string]string {
	byName := map[string]string{}
	for _, f := range files {
		byName[f.Name] = string(f.Data)
	}
	return byName
}
