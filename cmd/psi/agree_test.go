package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/publish"
	"so-in.se/psi/internal/site"
)

var agreements = flag.Int("agreements", 2000, "how many made-up files TestCheckAndBuildAgree tries")

// judge checks and builds contents with psi's own templates and static files, into one folder.
type judge struct {
	own  fstest.MapFS
	memo site.Memo
	dir  string
}

func newJudge(tb testing.TB) *judge {
	j := &judge{own: fstest.MapFS{}, dir: filepath.Join(tb.TempDir(), "public")}
	for _, name := range []string{"templates", "static"} {
		psitest.Add(tb, j.own, name, name)
	}
	return j
}

// check does what psi check does: it returns the problems of a content.
func (j *judge) check(tb testing.TB, files map[string]string) (*site.Site, problem.List) {
	tb.Helper()
	src := maps.Clone(j.own)
	for name, data := range files {
		src["content/"+name] = &fstest.MapFile{Data: []byte(data)}
	}
	s, err := site.Build(src, site.Options{Now: time.Date(2027, 5, 1, 12, 0, 0, 0, time.UTC), Memo: &j.memo})
	problems, ok := errors.AsType[problem.List](err)
	if err != nil && !ok {
		tb.Fatalf("an error that is no problem: %v", err)
	}
	return s, problems
}

// build does what psi build does after a check without problems.
func (j *judge) build(tb testing.TB, s *site.Site) {
	tb.Helper()
	if _, err := publish.Dir(j.dir, s.Files(), publish.Options{}); err != nil {
		tb.Fatalf("psi check has no objections, but psi build fails: %v", err)
	}
}

// base is what every site has.
var base = map[string]string{
	"site.yaml": "name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n",
	"index.md":  "---\ntitle: Start\n---\n",
}

// TestCheckAndBuildAgree makes up files of the kinds that trouble file systems and programs, takes away those that psi
// check tells of, and builds the rest.
func TestCheckAndBuildAgree(t *testing.T) {
	const together = 250
	j := newJudge(t)
	r := rand.New(rand.NewPCG(1, 2))
	tried, taken := 0, 0
	for tried < *agreements {
		files := maps.Clone(base)
		for range together {
			if name, data := madeUp(r); base[name] == "" {
				files[name] = data
			}
		}
		tried += len(files) - len(base)
		s, problems := j.check(t, files)
		for len(problems) > 0 {
			before := len(files)
			for _, p := range problems {
				if base[p.File] == "" {
					delete(files, p.File)
				}
			}
			if len(files) == before {
				t.Fatalf("%d problems in files that are not there: %v", len(problems), problems[0])
			}
			s, problems = j.check(t, files)
		}
		taken += len(files) - len(base)
		j.build(t, s)
	}
	t.Logf("psi check took %d of %d files, and psi build all of these", taken, tried)
	if taken < tried/20 {
		t.Errorf("hardly any file was taken: %d of %d", taken, tried)
	}
}

// awkward are pieces of names and addresses.
var awkward = []string{
	"a", "A", "b", "å", "Å", "a\u030a", "ß", "ﬃ", "会", "٣", "K", "con", "NUL", "aux", "com1", "lpt9", "com²", "index",
	"_redirects", "_headers", "psi", "psi.json", "kalender", "sok", "om", "aktiviteter", "parter", "tema", "part",
	"aktivitet", "arkiv", "2027", "404", "assets", "atom", "robots", "-", ".", " ", "~", "%2f", "%", "'", "\"", "<",
	":",
	"|", "?", "*", "\\", "&", "#", "+", "@", "mote", "hostmote", "sidan",
}

var endings = []string{"", "", "", "/", "/", ".html", ".HTML", ".pdf", ".ics", ".json", ".txt", ".md", "."}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// awkwardName is a piece, several, or one over and over.
func awkwardName(r *rand.Rand) string {
	name := pick(r, awkward)
	for r.IntN(3) == 0 {
		name += pick(r, awkward)
	}
	if r.IntN(12) == 0 {
		name = strings.Repeat(name, 1+r.IntN(256/len(name)+1))
	}
	if r.IntN(2) == 0 {
		name += fmt.Sprint("-", r.IntN(1000)) // lest all be the same
	}
	return name
}

func awkwardPath(r *rand.Rand) string {
	name := awkwardName(r)
	for r.IntN(3) == 0 {
		name += "/" + awkwardName(r)
	}
	if r.IntN(60) == 0 {
		name = strings.TrimSuffix(strings.Repeat(name+"/", 1+900/len(name)), "/")
	}
	return name
}

// madeUp is a file: an entry of some kind, or a document.
func madeUp(r *rand.Rand) (name, data string) {
	for !fs.ValidPath(name) || slices.ContainsFunc(strings.Split(name, "/"),
		func(s string) bool { return len(s) > 255 }) {
		name = awkwardPath(r) + ".md"
	}
	specs := content.Specs()
	spec := specs[r.IntN(len(specs))]
	if spec.Kind != content.KindPage {
		name = path.Join(string(spec.Kind), path.Base(name))
	}
	var header strings.Builder
	for _, f := range spec.Fields {
		value := f.Example
		switch {
		case f.Key == "title":
			value = fmt.Sprintf("%q", awkwardPath(r))
		case f.Key == "id" && r.IntN(4) == 0:
			value = strings.ToLower(awkwardName(r))
		case f.Key == "old_paths" && r.IntN(2) == 0:
			value = fmt.Sprintf(
				"[%q, %q]",
				"/"+awkwardPath(r)+pick(r, endings),
				"/"+pick(r, awkward)+"/"+awkwardPath(r),
			)
		case !f.Required && (f.Type == content.TypeRef || f.Type == content.TypeMapping || r.IntN(3) > 0),
			f.Key == "id", f.Key == "draft", f.Key == "old_paths":
			continue
		case f.Type == content.TypeText && r.IntN(3) == 0:
			value = fmt.Sprintf("%q", awkwardPath(r))
		}
		fmt.Fprintf(&header, "%s: %s\n", f.Key, value)
	}
	return name, "---\n" + header.String() + "---\n\nEn *text* om " + awkwardName(
		r,
	) + ".\n\n## " + awkwardName(
		r,
	) + "\n"
}

// FuzzCheckAndBuildAgree builds whatever two files and a document psi check has no objections to.
func FuzzCheckAndBuildAgree(f *testing.F) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		name, data := madeUp(r)
		other, otherData := madeUp(r)
		f.Add(name, data, other, otherData, awkwardName(r)+".pdf")
	}
	for _, dir := range []string{"aktiviteter", "om"} {
		names, err := filepath.Glob("../../content/" + dir + "/*.md")
		if err != nil || len(names) == 0 {
			f.Fatal(names, err)
		}
		data, err := os.ReadFile(names[0])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(dir+"/a.md", string(data), "om/b.md", "---\ntitle: B\nold_paths: [/A/]\n---\n", "c.pdf")
	}
	j := newJudge(f)
	f.Fuzz(func(t *testing.T, name, data, other, otherData, document string) {
		files := maps.Clone(base)
		files[document] = "Ett dokument."
		files[name], files[other] = data, otherData+"\n[Dokumentet](<"+document+">)\n"
		for name := range files {
			if !fs.ValidPath(name) || name == "." || base[path.Dir(name)] != "" || files[path.Dir(name)] != "" {
				return // no folder can have such files
			}
		}
		if s, problems := j.check(t, files); len(problems) == 0 {
			j.build(t, s)
		}
	})
}
