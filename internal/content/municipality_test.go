package content_test

import (
	"testing"

	"so-in.se/psi/internal/content"
)

func TestFullName(t *testing.T) {
	for name, want := range map[content.Municipality]string{
		"Askersund": "Askersunds kommun", "Degerfors": "Degerfors kommun", "Laxå": "Laxå kommun",
		"Nora": "Nora kommun", "Lekeberg": "Lekebergs kommun", "Örebro": "Örebro kommun",
	} {
		if got := name.FullName(); got != want {
			t.Errorf("%s: %q, not %q", name, got, want)
		}
	}
}
