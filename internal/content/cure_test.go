package content

import (
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"so-in.se/psi/internal/problem"
)

// TestCuresCure does what each problem's hint says, where the hint leaves no choice, and wants that problem gone, and
// no other fault in its place. What a mistake hid, and has a cure of its own, is mended in turn.
func TestCuresCure(t *testing.T) {
	cured := 0
	for _, path := range scenarios(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			s := readScenario(t, path)
			_, problems := load(t, s.fs(t), Options{Now: scenarioTime})
			for _, p := range problems {
				if literal.MatchString(p.Hint) && p.Fix.IsZero() {
					t.Errorf("%v\n%s\nleaves no choice, but has no edit", p, p.Hint)
				}
				if !p.Fix.IsZero() {
					cured++
					s.cure(t, problems, p)
				}
			}
		})
	}
	if cured < 130 {
		t.Errorf("only %d problems have a cure", cured)
	}
}

// literal matches the hints that say what to write, not an example or one of several things.
var literal = regexp.MustCompile(`^Skriv så här|(?:^|[.] )Skriv \S+( \d\d:\d\d)?[.]?$|^Menade du \S+[?]$`)

// cure mends one of the problems that a folder has.
func (s scenario) cure(t *testing.T, before problem.List, p problem.Problem) {
	t.Helper()
	s.files = maps.Clone(s.files)
	for next, turns := p, 0; !next.Fix.IsZero() && turns < 10; turns++ {
		text := next.Fix.Apply(strings.TrimPrefix(string(s.files[next.File]), "\ufeff"))
		s.files[next.File] = []byte(text)
		_, after := load(t, s.fs(t), Options{Now: scenarioTime})
		worst, worse := worse(before, after, p)
		if !worse {
			return
		}
		if worst.Fix.IsZero() || told(worst) == told(p) {
			t.Errorf("%v\n%s\nthen %v\n%s\nthe file is then\n%s", p, p.Hint, worst, worst.Hint, text)
			return
		}
		next = worst
	}
}

// told is a problem without its place, since a cure may move what is below it.
func told(p problem.Problem) string { return fmt.Sprint(p.File, ": ", p.Kind, ": ", p.Message) }

// worse returns the worst of the problems that are left when one of those before has been mended: that itself, or
// another fault. It is false when there is none.
func worse(before, after problem.List, mended problem.Problem) (problem.Problem, bool) {
	count := map[string]int{}
	for _, p := range before {
		count[told(p)]++
	}
	count[told(mended)]--
	for _, p := range after {
		count[told(p)]--
		if count[told(p)] < 0 && (p.Kind.Remark() == "" || told(p) == told(mended)) {
			return p, true
		}
	}
	return problem.Problem{}, false
}
