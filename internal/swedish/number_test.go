package swedish

import (
	"math"
	"testing"
)

func TestNumber(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0", 7: "7", 999: "999", 1000: "1~000", 12500: "12~500", 1234567: "1~234~567", -5: "−5", -1000: "−1~000",
		math.MinInt64: "−9~223~372~036~854~775~808",
	} {
		if got := visible(Number(n)); got != want {
			t.Errorf("Number(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestKronor(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0~kronor", 1: "1~krona", 50_000: "50~000~kronor", 900_000: "900~000~kronor", 1_000_000: "1~miljon~kronor",
		1_100_000: "1,1~miljoner~kronor", 2_900_000: "2,9~miljoner~kronor", 2_950_000: "2~950~000~kronor",
		3_000_000:     "3~miljoner~kronor",
		1_000_000_000: "1~000~miljoner~kronor", -2_900_000: "−2~900~000~kronor",
	} {
		if got := visible(Kronor(n)); got != want {
			t.Errorf("Kronor(%d) = %s, want %s", n, got, want)
		}
	}
}

func TestJoinAnd(t *testing.T) {
	for _, test := range []struct {
		words []string
		want  string
	}{
		{nil, ""}, {[]string{"a"}, "a"}, {[]string{"a", "b"}, "a och b"}, {[]string{"a", "b", "c"}, "a, b och c"},
	} {
		if got := JoinAnd(test.words); got != test.want {
			t.Errorf("JoinAnd(%q) = %q, want %q", test.words, got, test.want)
		}
	}
}

func TestPhoneURI(t *testing.T) {
	for s, want := range map[string]string{
		"019-602 10 00":        "tel:+46196021000",
		" 019–602\u00a010 00 ": "tel:+46196021000",
		"019/602 10 00":        "tel:+46196021000",
		"(019) 602 10 00":      "tel:+46196021000",
		"0196021000":           "tel:+46196021000",
		"+46 19 602 10 00":     "tel:+46196021000",
		"+46 (0)19-602 10 00":  "tel:+46196021000",
		"+46(0) 19-602 10 00":  "tel:+46196021000",
		"0046 19 602 10 00":    "tel:+46196021000",
		"070-123 45 67":        "tel:+46701234567",
		"08-12 34 56":          "tel:+468123456",
		"0586-123 45":          "tel:+4658612345",
		"+45 33 12 34 56":      "tel:+4533123456",
		"+46 019 602 10 00":    "",
		"":                     "",
		"+":                    "",
		"0":                    "",
		"112":                  "tel:112",
		"1177":                 "tel:1177",
		"113 13":               "tel:11313",
		"114 14":               "tel:11414",
		"116 111":              "tel:116111",
		"118 118":              "tel:118118",
		"118 88":               "tel:11888",
		"90 510":               "tel:90510",
		"020-22 20 60":         "tel:+4620222060",
		"020-91 9":             "",
		"020-91 91 91":         "tel:+4620919191",
		"0771-11 00 00":        "tel:+46771110000",
		"+112":                 "",
		"113":                  "",
		"1178":                 "",
		"602 10 00":            "",
		"019-602":              "",
		"019-602 10 00 00":     "",
		"019-602 10 00 vx":     "",
		"++46196021000":        "",
		"+1234567890123456":    "",
		"kalle@example.se":     "",
	} {
		if got, ok := PhoneURI(s); ok != (want != "") || ok && got != want {
			t.Errorf("PhoneURI(%q) = %q, %v, want %q", s, got, ok, want)
		}
	}
}
