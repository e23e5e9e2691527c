package markdown

import (
	"strings"
	"testing"
)

// TestEnglish holds the words and the quotation marks that a text in English gets.
func TestEnglish(t *testing.T) {
	const body = "He said \"yes\" -- it's so.[^1] And again.[^1]\n\n> [!VIKTIGT]\n> Read this.\n\n> [!OBS]\n> And " +
		"this.\n\n> [!TIPS]\n> Try.\n\n" +
		"- [x] one\n- [ ] two\n\n[^1]: A \"note\".\n"
	swedish, problems := Convert([]byte(body), Options{})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	english, problems := Convert([]byte(body), Options{Lang: "en"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, pair := range [][2]string{
		{"”yes” – it’s", "&quot;yes&quot; – it’s"}, {"”note”", "&quot;note&quot;"}, {">Viktigt<", ">Important<"},
		{">Obs<", ">Note<"}, {">Tips<", ">Tip<"},
		{`"Klart"`, `"Done"`}, {`"Inte klart"`, `"Not done"`}, {`"Fotnoter"`, `"Footnotes"`},
		{`"Fotnot 1"`, `"Footnote 1"`},
		{`"Tillbaka till fotnotstecken 1"`, `"Back to reference 1"`},
		{`"Tillbaka till fotnotstecken 1, ställe 2"`, `"Back to reference 1, occurrence 2"`},
	} {
		if !strings.Contains(swedish.HTML, pair[0]) || strings.Contains(english.HTML, pair[0]) {
			t.Errorf("%s is to be in the Swedish text only:\n%s\n%s", pair[0], swedish.HTML, english.HTML)
		}
		if !strings.Contains(english.HTML, pair[1]) {
			t.Errorf("%s is not in the English text:\n%s", pair[1], english.HTML)
		}
	}
	if !strings.HasPrefix(english.Text, `He said "yes" –`) {
		t.Errorf("the English text begins %q", english.Text)
	}
}
