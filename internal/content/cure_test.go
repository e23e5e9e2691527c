package content

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"so-in.se/psi/internal/problem"
)

// TestCuresCure does what each problem's hint says, where the hint leaves no choice, and wants that problem gone, and no
// other fault in its place.
func TestCuresCure(t *testing.T) {
	cured := 0
	for _, path := range scenarios(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			s := readScenario(t, path)
			_, problems := load(t, s.fs(t), Options{})
			for _, p := range problems {
				if p.Fix.IsZero() {
					continue
				}
				cured++
				mended := s
				mended.files = maps.Clone(s.files)
				text := p.Fix.Apply(strings.TrimPrefix(string(s.files[p.File]), "\ufeff"))
				mended.files[p.File] = []byte(text)
				_, after := load(t, mended.fs(t), Options{})
				if diff := worse(problems, after, p); diff != "" {
					t.Errorf("%v\n%s\n%s\nthe file is then\n%s", p, p.Hint, diff, text)
				}
			}
		})
	}
	if cured < 100 {
		t.Errorf("only %d problems have a cure", cured)
	}
}

// worse tells what is wrong with the problems that are left when one of those before has been mended: it is still
// there, or there is another fault. Places are not compared, since a cure may move what is below it.
func worse(before, after problem.List, mended problem.Problem) string {
	told := func(p problem.Problem) string { return fmt.Sprint(p.File, ": ", p.Kind, ": ", p.Message) }
	count := map[string]int{}
	for _, p := range before {
		count[told(p)]++
	}
	count[told(mended)]--
	for _, p := range after {
		count[told(p)]--
		if count[told(p)] < 0 && (p.Kind.Remark() == "" || told(p) == told(mended)) {
			return fmt.Sprintf("then %v (%s)", p, p.Hint)
		}
	}
	return ""
}
