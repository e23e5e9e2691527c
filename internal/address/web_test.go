package address_test

import (
	"net/url"
	"testing"

	"so-in.se/psi/internal/address"
)

func TestMeant(t *testing.T) {
	for s, want := range map[string]string{
		"www.kumla.se": "https://www.kumla.se", "kumla.se/x?y#z": "https://kumla.se/x?y#z",
		"//www.kumla.se/": "https://www.kumla.se/", "http:/kumla.se": "http://kumla.se",
		"https//www.kumla.se": "https://www.kumla.se", "HTTP:www.kumla.se": "http://www.kumla.se",
		"https:///kumla.se": "https://kumla.se", "www.örebro.se": "https://www.örebro.se",
		"kumla.se:8080/x": "https://kumla.se:8080/x",
		"anna@kumla.se":   "mailto:anna@kumla.se", "mailto: anna@kumla.se": "mailto:anna@kumla.se",
		"mailto://anna@kumla.se": "mailto:anna@kumla.se", "Mailto:a@b.se?subject=Hej": "mailto:a@b.se?subject=Hej",
		"019-12 34 56": "tel:+4619123456", "tel:019-12 34 56": "tel:+4619123456", "tel://112": "tel:112",
		"+46 (0)19-12 34 56": "tel:+4619123456", "0046 19 12 34 56": "tel:+4619123456",
		"(019) 12 34 56": "tel:+4619123456",
		"tel: 1177":      "tel:1177", "070\u00a0123\u00a045\u00a067": "tel:+46701234567",
	} {
		if got, ok := address.Meant(s); got != want || !ok {
			t.Errorf("Meant(%q) is %q, %t, not %q", s, got, ok, want)
		}
	}
	for _, s := range []string{
		"", "vision.md", "../om/vision.md", "protokoll.pdf", "om/vision", "2027-05-10", "mailto:anna", "tel:anna", "se",
		"kumla kommun.se", "bild.png", "0", "012", ".se", "karta.json",
	} {
		if got, ok := address.Meant(s); ok {
			t.Errorf("Meant(%q) is %q", s, got)
		}
	}
}

func parse(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestUnwrapped(t *testing.T) {
	for _, test := range []struct{ s, want string }{
		{
			"https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.kumla.se%2Fa%3Fb%3Dc&data=05%7C01",
			"https://www.kumla.se/a?b=c",
		},
		{
			"https://urldefense.proofpoint.com/v2/url?u=https-3A__www.kumla.se_a-5Fb&d=DwMF",
			"https://www.kumla.se/a_b",
		},
		{"https://urldefense.com/v3/__https://www.kumla.se/a?b=c__;!!A!B$", "https://www.kumla.se/a?b=c"},
		{"https://urldefense.com/v3/__https:/www.kumla.se/a__;!!A!B$", "https://www.kumla.se/a"},
		{"https://urldefense.com/v3/__https://www.kumla.se/*a__;Iw!!A!B$", ""},
		{"https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fkumla.se&c=E", "https://kumla.se"},
		{"https://www.google.com/url?sa=t&q=https://kumla.se/&usg=A", "https://kumla.se/"},
		{"https://l.facebook.com/l.php?u=https%3A%2F%2Fkumla.se%2F%3Ffbclid%3DA&h=B", "https://kumla.se/?fbclid=A"},
		{"https://url.uk.m.mimecastprotect.com/s/AbCd", ""},
	} {
		if got, ok := address.Unwrapped(parse(t, test.s)); got != test.want || !ok {
			t.Errorf("Unwrapped(%q) is %q, %t, not %q", test.s, got, ok, test.want)
		}
	}
	for _, s := range []string{
		"https://www.google.com/maps?q=Kumla", "https://www.google.com/url", "https://www.facebook.com/l.php?u=x",
		"https://example.se/?url=https://kumla.se",
	} {
		if got, ok := address.Unwrapped(parse(t, s)); ok {
			t.Errorf("Unwrapped(%q) is %q", s, got)
		}
	}
}

func TestUntracked(t *testing.T) {
	for s, want := range map[string]string{
		"https://a.se/?utm_source=x&b=c&fbclid=d#e": "https://a.se/?b=c#e",
		"https://a.se/?UTM_medium=x":                "https://a.se/",
		"https://a.se/?b=%C3%A5&gclid=x":            "https://a.se/?b=%C3%A5",
		"https://a.se/?b=utm_x":                     "", "https://a.se/": "",
	} {
		if got, ok := address.Untracked(parse(t, s)); got != want || ok != (want != "") {
			t.Errorf("Untracked(%q) is %q, %t, not %q", s, got, ok, want)
		}
	}
}

func TestIsPrivate(t *testing.T) {
	for s, want := range map[string]bool{
		"http://localhost:4000/": true, "http://127.0.0.1/": true, "http://[::1]/": true, "http://192.168.1.2/": true,
		"http://10.0.0.1/": true, "http://100.64.1.1/": true, "http://intranet/": true, "http://skrivare.local/": true,
		"https://deploy-preview-12--psi.netlify.app/om/": true, "https://gren--psi.netlify.app/": true,
		"https://app.netlify.com/sites/psi": true, "https://x.app.github.dev/": true, "https://mail.google.com/": true,
		"https://psi.netlify.app/": false, "https://8.8.8.8/": false, "https://www.kumla.se/": false,
		"https://localhost.se/": false, "https://github.com/a/b": false,
	} {
		if got := address.IsPrivate(parse(t, s)); got != want {
			t.Errorf("IsPrivate(%q) is %t", s, got)
		}
	}
}

func TestIsShared(t *testing.T) {
	for s, want := range map[string]bool{
		"https://kumla.sharepoint.com/:w:/r/a": true, "https://kumla-my.sharepoint.com/x": true,
		"https://1drv.ms/w/s!A": true, "https://docs.google.com/document/d/1/edit?usp=sharing": true,
		"https://drive.google.com/file/d/1/view":       true,
		"https://docs.google.com/forms/d/e/1/viewform": false, "https://docs.google.com/document/d/e/1/pub": false,
		"https://teams.microsoft.com/l/meetup-join/1": false, "https://teams.microsoft.com/l/channel/1": true,
		"https://www.kumla.se/": false,
	} {
		if got := address.IsShared(parse(t, s)); got != want {
			t.Errorf("IsShared(%q) is %t", s, got)
		}
	}
}
