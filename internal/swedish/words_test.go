package swedish

import (
	"fmt"
	"testing"
)

func TestWords(t *testing.T) {
	words := NewWords(map[string]string{"hemsida": "webbplats", "hemsida på nätet": "webbplats", "e-post.": "mejl"})
	for text, want := range map[string]string{
		"": "", "En hemsida.": "3 hemsida", "HEMSIDA": "0 HEMSIDA", "hemsidans": "", "åhemsida": "",
		"hemsida, hemsida": "0 hemsida; 9 hemsida", "hemsida på nätet": "0 hemsida på nätet", "e-posta": "",
		"hemsida hemsida": "0 hemsida; 8 hemsida", "skriv e-post.": "6 e-post.",
	} {
		var got string
		for _, w := range words.In(text) {
			if got != "" {
				got += "; "
			}
			got += fmt.Sprint(w.Offset, " ", w.Written)
		}
		if got != want {
			t.Errorf("in %q there is %q, not %q", text, got, want)
		}
	}
	if got := (*Words)(nil).In("hemsida"); got != nil {
		t.Errorf("no words found %v", got)
	}
}
