package site_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/site"
)

// TestFile finds each file of a site by its path, with the same bytes, and nothing else.
func TestFile(t *testing.T) {
	src := made(t, 60)
	src["content/samhallssamtal/utan-tid.md"] = &fstest.MapFile{
		Data: []byte(
			"---\ntitle: Ett tema\nquestion: Vad gör vi?\nold_paths: [/aktiviteter/forr/, " +
				"/samhallssamtal/gammalt/]\n---\n",
		),
	}
	src["content/projekt/flyttat.md"] = &fstest.MapFile{
		Data: []byte("---\ntitle: Flyttat\nstatus: pågår\nold_paths: [/aktiviteter/projektet/]\n---\n"),
	}
	s := build(t, src, site.Options{})
	listed := s.Files()
	if len(listed) < 150 {
		t.Fatalf("only %d files", len(listed))
	}
	for i, want := range listed {
		if i > 0 && listed[i-1].Path >= want.Path {
			t.Errorf("%s is listed after %s", want.Path, listed[i-1].Path)
		}
		got, ok := s.File(want.Path)
		if !ok || got.Path != want.Path || got.Source != want.Source {
			t.Errorf("%s (%s) is found as %q (%s)", want.Path, want.Source, got.Path, got.Source)
			continue
		}
		var one, two bytes.Buffer
		if err := want.Render(&one); err != nil {
			t.Fatal(err)
		}
		if err := got.Render(&two); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Errorf("%s differs when it is found: %v", want.Path, err)
		}
	}
	for _, path := range []string{
		"", "/", "index.htm", "/index.html", "aktiviteter", "aktiviteter/aktiviteter-0001/",
		"aktiviteter/aktiviteter-0001", "aktiviteter/nej/index.html",
		"kalender/aktivitet/nej.ics", "kalender/aktivitet/.ics", "kalender/aktivitet/utan-tid.ics",
		"kalender/aktivitet/aktiviteter-0001", "assets/sok/",
		"assets/sok/w0.01234567.txt", "kalender/index.html/index.html",
	} {
		if f, ok := s.File(path); ok {
			t.Errorf("%q is found: %s", path, f.Path)
		}
	}
}

// TestBriefTitlesFirst holds that a search for a word finds the page that is about nothing else before one that is
// about more.
func TestBriefTitlesFirst(t *testing.T) {
	src := made(t, 40)
	for _, word := range []string{"Arbetsintegrerat socialt företag", "Socialt företag", "Arbete"} {
		src["content/begrepp/"+strings.ReplaceAll(strings.ToLower(word), " ", "-")+".md"] = &fstest.MapFile{
			Data: []byte("---\ntitle: " + word + "\nsummary: Ett ord.\n---\n"),
		}
	}
	titles, order := map[int64]string{}, ""
	for path, data := range rendered(t, build(t, src, site.Options{})) {
		var group rune
		var file int64
		if n, _ := fmt.Sscanf(path, "assets/sok/%c%d.", &group, &file); n < 2 {
			continue
		}
		switch group {
		case 'o':
			order = string(data)
		case 'd': // eight numbers to a file, on a site as small as this
			for i, line := range bytes.Split(data, []byte("\n")) {
				if _, after, ok := strings.Cut(string(line), "\t"); ok {
					titles[file*8+int64(i)], _, _ = strings.Cut(after, "\t")
				}
			}
		}
	}
	first, _, _ := strings.Cut(order, "\n")
	kind, numbers, _ := strings.Cut(first, "\t")
	var got []string
	for field := range strings.FieldsSeq(numbers) {
		number, err := strconv.ParseInt(field, 36, 64)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, titles[number])
	}
	want := []string{"Arbete", "Socialt företag", "Arbetsintegrerat socialt företag"}
	if kind != "Begrepp" || !slices.Equal(got, want) {
		t.Errorf("%s are in the order %q, want %q", kind, got, want)
	}
}
