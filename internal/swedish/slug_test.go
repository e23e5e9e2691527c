package swedish

import (
	"regexp"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestSlug(t *testing.T) {
	for s, want := range map[string]string{
		"":                                 "",
		"!?":                               "",
		"日本":                               "",
		"Stormöte i Kumla":                 "stormote-i-kumla",
		"Åtgärder & mål 2016":              "atgarder-mal-2016",
		"  – Vad är en social innovation?": "vad-ar-en-social-innovation",
		"Aktivitet/möte_nr.2":              "aktivitet-mote-nr-2",
		"a\u030aa\u0308o\u0308":            "aao",
		"École, naïve, Łódź, Žižek":        "ecole-naive-lodz-zizek",
		"Straße Æsop Œuvre Øster Đorđe Þór Ðan ılık İzmir": "strasse-aesop-oeuvre-oster-dorde-thor-dan-ilik-izmir",
		"PSI's och PSI’s":        "psis-och-psis",
		"sam\u00advert\u200bkan": "samvertkan",
		"½ m² ﬁn":                "1-2-m2-fin",
		"a\x00b\xffc":            "a-b-c",
		"Q;a\xf7å":               "q-a-a",
		"2016-05-10 Höstmöte":    "2016-05-10-hostmote",
	} {
		if got := Slug(s); got != want {
			t.Errorf("Slug(%q) = %q, want %q", s, got, want)
		}
	}
}

var slugForm = regexp.MustCompile(`^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$`)

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"", "Stormöte i Kumla", "a\u030a", "½ßÆ", "\xff-\x00", "İıK", "日本 1", "--a--",
		"Q;a\xf7å"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		slug := Slug(s)
		if !slugForm.MatchString(slug) {
			t.Errorf("Slug(%q) = %q", s, slug)
		}
		if again := Slug(slug); again != slug {
			t.Errorf("Slug(%q) = %q", slug, again)
		}
		if nfd, nfc := Slug(norm.NFD.String(s)), Slug(norm.NFC.String(s)); nfd != slug || nfc != slug {
			t.Errorf("%q has the slug %q, decomposed %q, composed %q", s, slug, nfd, nfc)
		}
	})
}
