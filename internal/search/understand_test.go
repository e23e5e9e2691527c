package search

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// errands is a small site of a network, with words that editors lead to its pages.
var (
	errands = []Document{
		0: {Address: "/stod/", Title: "Stödform för social innovation", HTML: "<p>Föreningar kan ansöka.</p>"},
		1: {Address: "/utlysningar/", Title: "Utlysningar", HTML: "<p>Vad som går att söka.</p>"},
		2: {Address: "/kontakt/", Title: "Kontakt", HTML: "<p>Skriv till oss om bidrag.</p>"},
		3: {
			Address: "/unga/", Title: "Unga och arbetslöshet",
			HTML: "<p>Det är svårt för den som är ung att få arbete på en arbetsmarknad i kris.</p>",
		},
		4: {Address: "/innovation/", Title: "Social innovation", Names: []string{"sociala innovationer"}},
		5: {Address: "/skola/", Title: "Socialinnovation i skolan", HTML: "<p>Folkhögskolor.</p>"},
		6: {Address: "/kumla/", Title: "Kumla kommun"},
		7: {Address: "/rapport/", Title: "Rapport om telefonnummer i Kumla kommun", HTML: "<p>Social innovation.</p>"},
	}
	led = []Synonyms{
		{Words: []string{"bidrag", "pengar", "söka pengar"}, Addresses: []string{"/stod/", "/utlysningar/", "/borta/"}},
		{Words: []string{"ringa", "telefonnummer"}, Addresses: []string{"/kontakt/"}},
		{Words: []string{"ungdom", "unga"}},
	}
)

// TestUnderstood asks in other words than those of the pages. The first hits are those wanted, in order.
func TestUnderstood(t *testing.T) {
	tests := []struct {
		query  string
		want   []int
		mended string
	}{
		{"pengar", []int{0, 1}, ""}, // where editors have led it, in their order
		{"hur söker man bidrag?", []int{0, 1}, ""},
		{"ringa", []int{2}, ""},
		{"telefonnummer", []int{2, 7}, ""},
		{"ungdomar", []int{3}, ""},
		{"ungdomsarbetslöshet", []int{3}, ""}, // parts that no page has together
		{"ungdomsarbetsloshet", []int{3}, ""},
		{"arbets marknad", []int{3}, ""}, // a compound written apart
		{"folk hög skola", []int{5}, ""},
		{"social innovation", []int{4}, ""}, // a title comes before those that have it within
		{"sociala innovationerna", []int{4}, ""},
		{"socialinnovation", []int{5}, ""},
		{"kommun kumla", []int{6, 7}, ""},
		{"telefonummer", []int{2, 7}, "telefonummer telefonnummer"}, // letters that are missing,
		{"utlysningarr", []int{1}, "utlysningarr utlysningar"},
		{"kontackt", []int{2}, "kontackt kontakt"}, // too many,
		{"bidarg", []int{0, 1}, "bidarg bidrag"},   // in the wrong order,
		{"komtakt", []int{2}, "komtakt kontakt"},   // or wrong, the first ones too
		{"okntakt", []int{2}, "okntakt kontakt"},
		{"ontakt", []int{2}, "ontakt kontakt"},
		{"mikrobidrag", []int{0, 1}, "mikrobidrag bidrag"},
		{"pen", []int{0, 1}, ""},      // half a word is not mistyped
		{"rymdraket", nil, ""},        // nothing is near
		{"kum\u00adla", []int{6}, ""}, // copied from a page
		{"varför", nil, ""},
	}
	var asked []string
	for _, test := range tests {
		asked = append(asked, test.query)
	}
	for i, got := range ask(t, index(slices.Clone(errands), led...), asked...) {
		test := tests[i]
		hits := got.Hits[:min(len(test.want), len(got.Hits))]
		if !slices.Equal(hits, test.want) || test.want == nil && len(got.Hits) > 0 {
			t.Errorf("%q finds %v, want %v", test.query, got.Hits, test.want)
		}
		mended := ""
		for _, m := range got.Mended {
			mended = m[0] + " " + m[1]
		}
		if mended != test.mended {
			t.Errorf("%q: taken for mistyped: %q, want %q", test.query, mended, test.mended)
		}
	}
}

// TestSuggestions wants names in which what is typed begins a word, those that begin with it first.
func TestSuggestions(t *testing.T) {
	for query, want := range map[string]string{
		"soc":      "Social innovation, Socialinnovation i skolan, Stödform för social innovation",
		"kumla k":  "", // too little to tell of
		"kumla ko": "", "kumla kom": "Kumla kommun, Rapport om telefonnummer i Kumla kommun",
		"Kumla kommun": "Rapport om telefonnummer i Kumla kommun", "kumla ": "", "": "", "pen": "pengar, söka pengar",
	} {
		got := ask(t, index(slices.Clone(errands), led...), query)[0].Suggestions
		if strings.Join(got, ", ") != want {
			t.Errorf("%q suggests %q, want %q", query, got, want)
		}
	}
}

// TestComingBeforePast wants what is coming before what has been, and alone on top when the next is asked for.
func TestComingBeforePast(t *testing.T) {
	doc := func(title string, i int) Document {
		return Document{Address: fmt.Sprintf("/%d/", i), Title: title}
	}
	x := New([]Kind{
		{Title: "Sidor", Documents: []Document{doc("Om våra möten", 0)}},
		{Title: "Aktiviteter", Time: Coming, Documents: []Document{doc("Möte i Kumla", 1), doc("Möte i Hällefors", 2)}},
		{Title: "Tidigare aktiviteter", Time: Past, Documents: []Document{doc("Möte", 3), doc("Möte i Kumla", 4)}},
	}, nil)
	got := ask(t, x, "möte kumla", "nästa möte", "när är nästa möte i Kumla", "möte")
	for i, want := range [][]int{{1, 4}, {1, 2, 0}, {1}} {
		if !slices.Equal(got[i].Hits[:len(want)], want) {
			t.Errorf("%q finds %v, want %v", got[i].Query, got[i].Hits, want)
		}
	}
}
