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
