package content

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/corpus"
	"so-in.se/psi/internal/problem"
)

// editor is somebody who changes one file after another, not always for the better.
type editor struct {
	*rand.Rand
	files fstest.MapFS
}

var editedFiles = []string{
	"om/vision.md", "om/index.md", "teman/kultur.md", "teman/idrott.md", "parter/abf.md", "parter/kumla.md",
	"begrepp/ord.md",
	"aktiviteter/mote.md", "aktiviteter/traff.md", "samhallssamtal/mote.md", "nyheter/ny.md", "bilder/b.svg",
	"bilder/c.svg", "bilder/b.txt",
}

func (e *editor) pick(list ...string) string { return list[e.IntN(len(list))] }

// edit writes, empties or removes a file.
func (e *editor) edit() {
	name := e.pick(editedFiles...)
	switch e.IntN(12) {
	case 0:
		delete(e.files, name)
	case 1:
		e.write(name, nil)
	case 2:
		e.write(name, make([]byte, 2<<20))
	case 3:
		e.write(
			SettingsFile,
			[]byte(
				soundSettings+"menu:\n  - title: Om\n    path: "+e.pick(
					"om/vision.md", "om/index.md", "bilder/b.svg",
				)+"\n",
			),
		)
	default:
		e.write(name, []byte(e.text(name)))
	}
}

func (e *editor) write(name string, data []byte) {
	e.files[name] = &fstest.MapFile{Data: data, Mode: 0o644}
}

// required are the keys that entries of a folder must have beside title.
var required = map[string]string{
	"parter": "sector: offentlig\n", "begrepp": "summary: Ett ord.\n",
	"aktiviteter": "kind: annat\nstart: 2027-01-01\n", "nyheter": "date: 2027-01-01\n",
}

func (e *editor) text(name string) string {
	folder, _, _ := strings.Cut(name, "/")
	header := "title: " + e.pick("Ett", "Två", "Tre") + "\n" + required[folder]
	for _, line := range []string{"themes: " + e.pick("kultur", "idrott"), "draft: ja", "id: " + e.pick("mote", "traff",
		"ny")} {
		if e.IntN(5) == 0 {
			header += line + "\n"
		}
	}
	if folder == "aktiviteter" && e.IntN(2) == 0 {
		header += "organizers: " + e.pick("[abf]", "[abf, kumla]", "saknas") + "\n"
	}
	if folder == "om" && e.IntN(2) == 0 {
		header += "owner: " + e.pick("abf", "Någon") + "\nold_paths: [/om/vision/]\n"
	}
	if e.IntN(30) == 0 {
		header += e.pick("titel: fel", "x: y: z") + "\n"
	}
	body := ""
	for range e.IntN(3) {
		body += e.pick(
			"## Rubrik\n\n", "## En annan rubrik\n\n", "[Vision](../om/vision.md)\n\n",
			"[Rubriken](../om/vision.md#rubrik)\n\n", "[Ordet](begrepp:ord)\n\n", "[Ny](../nyheter/ny.md)\n\n",
			"![Bild](../bilder/b.svg)\n\n", "[Bild](../bilder/c.svg)\n\n", "[Text](../bilder/b.txt)\n\n",
		)
	}
	return "---\n" + header + "---\n\n" + body
}

// Load returns the same with a Memo as without, whatever an editor does in between.
func TestMemo(t *testing.T) {
	memos := map[bool]*Memo{false: {}, true: {}}
	faultless := 0
	for seed := range uint64(4) {
		e := &editor{rand.New(rand.NewPCG(seed, 1)), fstest.MapFS{SettingsFile: {Data: []byte(soundSettings)}}}
		for step := range 90 {
			e.edit()
			drafts := e.IntN(4) == 0
			memo := memos[e.IntN(2) == 0]
			got, gotProblems := load(t, e.files, Options{Drafts: drafts, Memo: memo})
			want, wantProblems := load(t, e.files, Options{Drafts: drafts})
			same(t, fmt.Sprintf("seed %d, step %d", seed, step), got, want, gotProblems, wantProblems)
			if len(List[*Page](want)) > 0 && len(wantProblems) < 5 {
				faultless++
			}
		}
	}
	if faultless < 10 {
		t.Errorf("the editor wrote something sensible only %d times", faultless)
	}
}

func same(t *testing.T, when string, got, want *Content, gotProblems, wantProblems problem.List) {
	t.Helper()
	if !reflect.DeepEqual(gotProblems, wantProblems) {
		t.Fatalf("%s:\n%v\nnot\n%v", when, gotProblems, wantProblems)
	}
	if !reflect.DeepEqual(got, want) {
		t.Fatalf("%s: the contents differ", when)
	}
}

// shuffled lists each folder in an order of its own each time.
type shuffled struct {
	fstest.MapFS
	*rand.Rand
}

func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := s.MapFS.ReadDir(name)
	s.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list, err
}

// What is loaded depends neither on the order in which a file system lists its files nor on the number of cores.
func TestOrderOfFilesIsNothing(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	e := &editor{rand.New(rand.NewPCG(7, 7)), fstest.MapFS{SettingsFile: {Data: []byte(soundSettings)}}}
	for name, file := range corpus.FS(25) {
		e.files[name[len("content/"):]] = file
	}
	for step := range 40 {
		e.edit()
		runtime.GOMAXPROCS(1)
		want, wantProblems := load(t, e.files, Options{})
		runtime.GOMAXPROCS(1 + step%8)
		got, gotProblems := load(t, shuffled{e.files, e.Rand}, Options{})
		same(t, fmt.Sprintf("step %d", step), got, want, gotProblems, wantProblems)
	}
}

// A Load leaves nothing behind in what a Memo holds: the links of one site must not be those of the next.
func TestMemoHoldsNoLinks(t *testing.T) {
	memo := new(Memo)
	for range 3 {
		c, _ := load(t, folder(network), Options{Memo: memo})
		if n := len(Referring[Activity](&List[*Theme](c)[0].Entry)); n != 2 {
			t.Fatalf("%d activities of a theme", n)
		}
	}
	for name, f := range memo.files {
		if e := f.parsed.entry.Common(); len(e.from) > 0 || len(e.Themes) > 0 {
			t.Errorf("%s has links in the memo", name)
		}
		if g, ok := f.parsed.entry.(*Group); ok && g.Members[0].Organization != nil {
			t.Errorf("%s has links in its list in the memo", name)
		}
	}
}

func TestFolderThatCannotBeRead(t *testing.T) {
	if c, err := Load(fstest.MapFS{}, Options{}); err == nil || c == nil {
		t.Errorf("an empty folder: %v, %v", c, err) // no site.yaml
	}
	if _, err := Load(brokenFS{}, Options{}); err == nil {
		t.Error("a folder that cannot be listed is no error")
	}
}

type brokenFS struct{}

func (brokenFS) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
}

func FuzzLoad(f *testing.F) {
	for name, text := range network {
		f.Add(name, text)
	}
	f.Add("om/x.md", "---\ntitle: X\n---\n\n[a](../parter/abf.md#b) ![](x.png) <b> [c](begrepp:ord)\n")
	f.Fuzz(func(t *testing.T, name, text string) {
		if !fs.ValidPath(name) || name == "." {
			t.Skip()
		}
		files := folder(network)
		for other := range files {
			if len(other) > len(name) && other[:len(name)] == name && other[len(name)] == '/' ||
				len(name) > len(other) && name[:len(other)] == other && name[len(other)] == '/' {
				t.Skip() // a file and a folder of one name
			}
		}
		files[name] = &fstest.MapFile{Data: []byte(text)}
		c, problems := load(t, files, Options{})
		memo := new(Memo)
		for _, files := range []fstest.MapFS{folder(network), files, folder(network)} {
			got, gotProblems := load(t, files, Options{Memo: memo})
			want, wantProblems := load(t, files, Options{})
			same(t, "with a memo", got, want, gotProblems, wantProblems)
		}
		for e := range c.Entries() {
			if len(problems) == 0 && e.Address != "/" && !fs.ValidPath(e.Address[1:len(e.Address)-1]) {
				t.Fatalf("%s gets the address %s", e.File, e.Address)
			}
		}
		for _, p := range problems {
			if p.File == "" || p.Message == "" || p.Line < 0 || p.Column < 0 {
				t.Fatalf("%+v", p)
			}
		}
	})
}
