package swedish_test

import (
	"strings"
	"testing"

	"so-in.se/psi/internal/swedish"
)

// divided writes a word with a stroke at each seam.
func divided(word string) string {
	var out strings.Builder
	last := 0
	for _, at := range swedish.Seams(word) {
		out.WriteString(word[last:at] + "|")
		last = at
	}
	return out.String() + word[last:]
}

func TestSeams(t *testing.T) {
	for _, want := range strings.Fields(`
		samhälls|utmaningar Samhälls|samtalen samhälls|entreprenörskap arbetsmarknads|utbildning
		arbets|utskottets läns|bygde|rådet utvecklings|strategin rådgivnings|organisationer omvärlds|bevaknings|gruppen
		funktions|nedsättning gymnasie|behörighet studie|cirkels|gruppen partnerskaps|möten nätverks|träffar
		tillgänglighets|redogörelse projekt|presentationer barnavårds|centraler leksaks|biblioteket
		specialisering internationella diskriminering organisationer samordnings|förbundet kompetens|försörjning
		landsbygds|utveckling verksamhets|planen kommunikations|gruppen integritets|skydds|myndigheten
		aktivitets|kalender medlems|organisationer kontakt|personer social arbetslös UTVECKLINGS|LEDARE
		lika|behandling samman|kallande stads|missionen
	`) {
		word := strings.ReplaceAll(want, "|", "")
		if got := divided(word); got != want {
			t.Errorf("%s is divided %s, want %s", word, got, want)
		}
	}
}
