package view

import (
	"os"
	"testing"

	"so-in.se/psi/internal/content"
)

// TestEveryKindHasAView names the kind that the site would not know how to show, and the template that is missing. The
// parts of a view are wanted by show.
func TestEveryKindHasAView(t *testing.T) {
	found := map[int]string{}
	for _, s := range content.Specs() {
		v := views[s.Kind]
		if v == nil {
			t.Errorf("the kind %q has no view", s.Kind)
			continue
		}
		for _, name := range []string{v.template, "parts/item-" + v.style + ".html"} {
			if _, err := os.Stat("../../../templates/" + name); err != nil {
				t.Errorf("the kind %q has no template: %v", s.Kind, err)
			}
		}
		if other, taken := found[v.found]; taken {
			t.Errorf("the kinds %q and %q have one place among finds", other, s.Kind)
		}
		found[v.found] = string(s.Kind)
	}
}
