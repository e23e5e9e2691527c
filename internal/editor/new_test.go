package editor

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/problem"
)

var today = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

func site() fstest.MapFS {
	return fstest.MapFS{
		"site.yaml": {Data: []byte("name: Nätverket\naddress: https://www.so-in.se\nemail: info@exempel.se\n")},
		"index.md":  {Data: []byte("---\ntitle: Start\n---\n")},
	}
}

// A draft of any kind is taken as it is, without a fault or a remark, in any year, and so is each of its comments as a
// line of its own, but for what it names.
func TestNewOfEveryKind(t *testing.T) {
	for _, now := range []time.Time{today, today.AddDate(3, 0, 90)} {
		for _, s := range content.Specs() {
			d, err := New(site(), s, "Öppet hus: så gör vi", nil, now)
			if err != nil {
				t.Errorf("%s: %v", s.One, err)
				continue
			}
			for _, p := range found(d.Name, string(d.Data), now) {
				t.Errorf("%s: %v\n%s\n%s", s.One, p, p.Hint, d.Data)
			}
			for key, text := range uncommented(string(d.Data)) {
				i := slices.IndexFunc(s.Fields, func(f content.Field) bool { return f.Key == key })
				if s.Fields[i].RequiredWhen != "" {
					continue // it needs another key
				}
				for _, p := range found(d.Name, text, now) {
					if !slices.Contains([]problem.Kind{
						problem.UnknownReference, problem.MissingKey, problem.IdleAcceptance,
					}, p.Kind) {
						t.Errorf("%s: %v\n%s\n%s", s.One, p, p.Hint, text)
					}
				}
			}
		}
	}
}

// found returns the faults and remarks on a file.
func found(name, text string, now time.Time) problem.List {
	fsys := site()
	fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o666}
	c, err := content.Load(fsys, content.Options{Drafts: true, Now: now})
	if problems, ok := err.(problem.List); ok {
		return problems
	}
	return c.Remarks
}

// uncommented returns the text for each key among its comments, with that key in use.
func uncommented(text string) map[string]string {
	variants := map[string]string{}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		if !keyComment(lines[i]) {
			continue
		}
		end := i + 1
		for end < len(lines) && strings.HasPrefix(lines[end], "#   ") {
			end++
		}
		used := slices.Clone(lines)
		for j := i; j < end; j++ {
			used[j] = used[j][2:]
		}
		key, _, _ := strings.Cut(used[i], ":")
		variants[key] = strings.Join(used, "\n")
	}
	return variants
}

func keyComment(line string) bool {
	key, _, ok := strings.Cut(strings.TrimPrefix(line, "# "), ":")
	return ok && strings.HasPrefix(line, "# ") && key != "" && strings.Trim(key, "abcdefghijklmnopqrstuvwxyz_") == ""
}

func ExampleNew() {
	s, _, _ := content.SpecNamed("nyhet")
	d, err := New(site(), s, "Ny part: Vänföreningen", map[string]string{"summary": "Vi hälsar välkommen."}, today)
	fmt.Println(err)
	fmt.Println(d.Name)
	head, _, _ := strings.Cut(string(d.Data), "\n# Det här kan också")
	fmt.Println(head)
	// Output:
	// <nil>
	// nyheter/ny-part-vanforeningen.md
	// ---
	// title: "Ny part: Vänföreningen"
	// summary: Vi hälsar välkommen.
	//
	// # Ändra! Dagen då nyheten publiceras.
	// date: 2026-11-27
	//
	// # Ett utkast syns inte på webbplatsen. Ta bort raden när det ska publiceras.
	// draft: true
}
