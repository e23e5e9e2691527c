package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestAcceptedVariants holds that it does not matter which program wrote a header.
func TestAcceptedVariants(t *testing.T) {
	s := readScenario(t, "testdata/accepted/activity.txtar")
	c, problems := load(t, s.fs(t), Options{})
	for _, p := range problems {
		t.Errorf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
	}
	if len(List[*Activity](c)) < 9 {
		t.Fatalf("only %d activities", len(List[*Activity](c)))
	}
	first := List[*Activity](c)[0]
	if first.File != "aktiviteter/a-plain.md" || first.When.IsZero() || len(first.Organizers) != 2 ||
		first.Registration.LastDay.IsZero() ||
		!strings.Contains(first.Body.HTML, "<em>Kumla</em>") {
		t.Fatalf("the first is read as %+v", first)
	}
	for _, a := range List[*Activity](c)[1:] {
		if diff := cmp.Diff(first, a,
			cmpopts.IgnoreUnexported(Activity{}, Entry{}, Partner{}, Theme{}),
			cmpopts.IgnoreFields(Entry{}, "ID", "File", "Address", "Hash"), cmpopts.IgnoreFields(Activity{}, "UID"),
		); diff != "" {
			t.Errorf("%s is read otherwise (-%s):\n%s", a.File, first.File, diff)
		}
	}
}

// TestOrdinarySwedish holds that there is nothing to say of what people write every day: sentences, titles, places and
// sums.
func TestOrdinarySwedish(t *testing.T) {
	s := readScenario(t, "testdata/accepted/swedish.txtar")
	written := 0
	for name, src := range s.files {
		for line := range strings.Lines(string(src)) {
			if line = strings.TrimSpace(line); line != "" && line != "---" && name != SettingsFile {
				written++
			}
		}
	}
	if written < 200 {
		t.Errorf("only %d lines are tried", written)
	}
	c, problems := load(t, s.fs(t), Options{Now: scenarioTime})
	for _, p := range problems {
		t.Errorf("%v | %s", p, p.Hint)
	}
	for _, p := range List[*FundedProject](c) {
		if p.Amount < 50_000 {
			t.Errorf("%s: the sum is %d", p.File, p.Amount)
		}
	}
	for _, want := range []string{"<h2", "<table>", "3–5 §§", "– Hej, sa hon.", "1 ½ tsk", "مرحبا"} {
		if !strings.Contains(List[*Page](c)[0].Body.HTML, want) {
			t.Errorf("the text does not show %s", want)
		}
	}
}
