package search

import (
	"bufio"
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"so-in.se/psi/internal/psitest"
)

// node runs a script of testdata over input, with the site's own scripts beside it in js/, and gives what it wrote.
func node(tb testing.TB, script string, input []byte, args ...string) []byte {
	tb.Helper()
	program, dir := psitest.Program(tb, "node"), tb.TempDir()
	text, err := os.ReadFile(filepath.Join("testdata", script))
	if err != nil {
		tb.Fatal(err)
	}
	for name, data := range map[string][]byte{"package.json": []byte(`{"type": "module"}`), script: text} {
		psitest.Write(tb, dir, name, data)
	}
	if err := os.CopyFS(filepath.Join(dir, "js"), os.DirFS("../../static/js")); err != nil {
		tb.Fatal(err)
	}
	cmd := exec.Command(program, append([]string{filepath.Join(dir, script)}, args...)...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), new(bytes.Buffer)
	out, err := cmd.Output()
	if err != nil {
		tb.Fatalf("%v\n%s", err, cmd.Stderr)
	}
	return out
}

// vocabulary is every word of the example site, which no editor changes, words put together of them and of Swedish
// endings, and noise.
func vocabulary(tb testing.TB) []string {
	tb.Helper()
	seen := map[string]bool{}
	var list []string
	add := func(word string) {
		if !seen[word] {
			seen[word] = true
			list = append(list, word)
		}
	}
	r := &reader{add: func(word []byte, _ level) { add(string(word)) }}
	err := filepath.WalkDir("../site/testdata/example", func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		r.text(string(data), inText)
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	if len(list) < 1000 {
		tb.Fatalf("the example has only %d words", len(list))
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	ends := strings.Fields(
		"a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er heter or as arnas es " +
			"andes ens " +
			"hetens erns at andet het ast s et ets tt dt gt kt nn lig ig els löst fullt itet",
	)
	words := len(list)
	for range 20000 {
		one, two := list[rnd.IntN(words)], list[rnd.IntN(words)]
		add(one + ends[rnd.IntN(len(ends))])
		add(one + two)
		add(two[:min(len(two), 2)] + ends[rnd.IntN(len(ends))] + ends[rnd.IntN(len(ends))])
	}
	return list
}

// TestStemIsTheBrowsers compares the stems of the index with those of the browser's script.
func TestStemIsTheBrowsers(t *testing.T) {
	var words []string
	for _, word := range vocabulary(t) {
		if strings.ToValidUTF8(word, "") == word {
			words = append(words, word)
		}
	}
	out := bufio.NewScanner(bytes.NewReader(node(t, "stem.js", []byte(strings.Join(words, "\n")))))
	different := 0
	for _, word := range words {
		out.Scan()
		if want := stem(word) + " " + bare(stem(word)); out.Text() != want {
			if different++; different <= 10 {
				t.Errorf("%q: the script says %q, the index %q", word, out.Text(), want)
			}
		}
	}
	t.Logf("%d words, %d different", len(words), different)
}

func TestStem(t *testing.T) {
	for _, forms := range []string{
		"möte mötet mötets möten mötena mötenas", "projekt projektet projekten projektets",
		"förening föreningar föreningen föreningarnas",
		"universitet universitetet universitetets", "samtal samtalet samtalen", "ansvar ansvaret", "paket paketet",
		"kommun kommuner kommunernas",
		"nätverk nätverket nätverken", "deltagande deltagandet", "länsstyrelse länsstyrelsen",
	} {
		list := strings.Fields(forms)
		for _, form := range list {
			if stem(form) != stem(list[0]) {
				t.Errorf("%s has the stem %s, %s the stem %s", form, stem(form), list[0], stem(list[0]))
			}
		}
	}
}
