package swedish

import (
	"math/rand/v2"
	"testing"
)

func TestNearest(t *testing.T) {
	keys := []string{
		"title", "start", "end", "place", "organisers", "summary", "registration", "id", "kind", "status", "old_paths",
	}
	for word, want := range map[string]string{
		"titel":        "title",
		"Title":        "title",
		"titles":       "title",
		"strat":        "start",
		"startdatum":   "start",
		"organiser":    "organisers",
		"organizers":   "organisers",
		"sumary":       "summary",
		"registartion": "registration",
		"reg":          "registration",
		"oldpaths":     "old_paths",
		"old-paths":    "old_paths",
		"ID":           "id",
		"ende":         "end",
		"":             "",
		"ix":           "",
		"rubrik":       "",
		"datum":        "",
		"x":            "",
		"helt annat":   "",
		"\xff":         "",
	} {
		got, ok := Nearest(word, keys)
		if got != want || ok != (want != "") {
			t.Errorf("Nearest(%q) = %q, %v, want %q", word, got, ok, want)
		}
	}
}

func TestNearestFoldsAndChooses(t *testing.T) {
	for _, test := range []struct {
		word       string
		candidates []string
		want       string
	}{
		{"stormote", []string{"partnerskapsmöte", "stormöte"}, "stormöte"},
		{"Stormöte", []string{"stormote"}, "stormote"},
		{"installd", []string{"planerad", "inställd"}, "inställd"},
		{"mdh", []string{"mdu", "oru"}, "mdu"},
		{"maj", []string{"mars", "maj"}, "maj"},
		{"tema", []string{"temakväll", "teman"}, "teman"},
		{"abx", []string{"aby", "abz"}, "aby"},
		{"orebro", nil, ""},
		{"orebro", []string{""}, ""},
	} {
		if got, _ := Nearest(test.word, test.candidates); got != test.want {
			t.Errorf("Nearest(%q, %q) = %q, want %q", test.word, test.candidates, got, test.want)
		}
	}
}

func TestEditDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"kitten", "sitting", 3}, {"ab", "ba", 1}, {"ca", "abc", 3},
		{"titel", "title", 1},
		{"abcdef", "abdcfe", 2},
	} {
		if got := editDistance([]rune(test.a), []rune(test.b)); got != test.want {
			t.Errorf("%q to %q: %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

// One slip of the finger in a word of five letters or more is always forgiven.
func TestNearestForgivesOneSlip(t *testing.T) {
	random := rand.New(rand.NewPCG(2016, 510))
	for _, word := range []string{"title", "start", "place", "organisers", "stormöte", "partnerskapsmöte"} {
		for range 300 {
			r := []rune(word)
			switch i := random.IntN(len(r) - 1); random.IntN(4) {
			case 0:
				r[i], r[i+1] = r[i+1], r[i]
			case 1:
				r = append(r[:i], r[i+1:]...)
			case 2:
				r[i] = 'q'
			case 3:
				r = append(r[:i], append([]rune{'q'}, r[i:]...)...)
			}
			if got, ok := Nearest(string(r), []string{"x", word, "something else"}); !ok || got != word {
				t.Fatalf("Nearest(%q) = %q, %v, want %q", string(r), got, ok, word)
			}
		}
	}
}
