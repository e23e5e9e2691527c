package content

import (
	"regexp"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/problem"
)

// cure is the better link at the end of a hint.
var cure = regexp.MustCompile(`Skriv (\[[^\]]*\](?:\(\S+\)|: \S+)|https://\S+?)(?:$|\. Ska )`)

// TestMendedLinks pastes each better link that is told, as it stands, in place of the wrong one: nothing more is said.
func TestMendedLinks(t *testing.T) {
	s := readScenario(t, "testdata/problems/links.txtar")
	fsys := s.fs(t).(fstest.MapFS)
	_, problems := load(t, fsys, Options{})
	pasted := 0
	for _, p := range problems {
		m := cure.FindStringSubmatch(p.Hint)
		if m == nil {
			continue
		}
		pasted++
		files := fstest.MapFS{}
		for _, name := range []string{
			SettingsFile, "index.md", "om/index.md", "om/vision.md", "bilder/karta.svg", "protokoll.pdf",
		} {
			files[name] = fsys[name]
		}
		files["om/ny.md"] = &fstest.MapFile{
			Data: []byte(
				"---\ntitle: Ny\n---\n\n![Karta](../bilder/karta.svg) [p](../protokoll.pdf)\n\n" + m[1] + "\n",
			),
		}
		_, left := load(t, files, Options{})
		for _, p := range left {
			if p.Kind != problem.MissingAnchor { // the heading was not there before either
				t.Errorf("%s: %v", m[1], p)
			}
		}
	}
	if pasted < 25 {
		t.Errorf("only %d were pasted", pasted)
	}
}
