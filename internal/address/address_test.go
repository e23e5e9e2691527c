package address_test

import (
	"strings"
	"testing"

	"so-in.se/psi/internal/address"
)

func TestIsHost(t *testing.T) {
	for host, want := range map[string]bool{
		"so-in.se": true, "www.örebro.se": true, "a.b.c": true,
		"": false, "se": false, "localhost": false, "a..se": false, ".se": false, "a.": false, "-a.se": false,
		"a-.se":  false,
		"a b.se": false, "a_b.se": false, "a.se:80": false, "a/b.se": false,
	} {
		if got := address.IsHost(host); got != want {
			t.Errorf("IsHost(%q) is %t", host, got)
		}
	}
}

func TestIsEmail(t *testing.T) {
	for email, want := range map[string]bool{
		"info@so-in.se": true, "anna.åberg@örebro.se": true, "a+b@c.se": true, "o'brien&co@exempel.se": true,
		"": false, "@so-in.se": false, "info@": false, "info@se": false, ".a@b.se": false, "a.@b.se": false,
		"a..b@c.se": false,
		"a@b@c.se":  false, "a b@c.se": false, "Anna <a@b.se>": false, "a@b.se\r\nX:1": false,
		strings.Repeat("a", 250) + "@b.se": false,
	} {
		if got := address.IsEmail(email); got != want {
			t.Errorf("IsEmail(%q) is %t", email, got)
		}
	}
}

func TestMailto(t *testing.T) {
	for email, want := range map[string]string{
		"info@so-in.se": "mailto:info@so-in.se", "a+b@c.se": "mailto:a+b@c.se", "a&b%c@d.se": "mailto:a%26b%25c@d.se",
		"anna?bcc=b@c.se": "mailto:anna%3Fbcc%3Db@c.se",
		"åsa@örebro.se":   "mailto:%C3%A5sa@%C3%B6rebro.se",
	} {
		got := address.Mailto(email)
		if got != want {
			t.Errorf("Mailto(%q) is %s, not %s", email, got, want)
		}
		if !address.AreMailto(strings.TrimPrefix(got, "mailto:")) {
			t.Errorf("%s is refused", got)
		}
	}
}

func TestAreMailto(t *testing.T) {
	for link, want := range map[string]bool{
		"a@b.se": true, "a@b.se?subject=Hej%20du": true, "a@b.se,c@d.se": true, "a%2Bb@c.se": true,
		"a@b.se?SUBJECT=Hej&body=En%20rad%0D%0Aoch%20en%20till": true, "a%3Fbcc%3Db@c.se": true,
		"a@b.se?bcc=c@d.se": false, "a@b.se?subject=Hej&cc=c@d.se": false, "a%40b.se?bcc=c@d.se": false,
		"a@b.se?subject=Hej%0d%0abcc:c@d.se": false, "a@b.se?subject=Hej%0Abcc:c@d.se": false, "a%0d%0a@b.se": false,
		"a@b.se%0d%0a": false, "a@b.se?body=a%00": false, "a@b.se?": false, "a@b.se?subject=%zz": false,
		"a@b.se?%62cc=c@d.se": false, "a@b.se?subject=Hej&": false,
		"": false, "?subject=Hej": false, "a@b": false, "a@b.se,": false, "a%zz@b.se": false, "Anna": false,
	} {
		if got := address.AreMailto(link); got != want {
			t.Errorf("AreMailto(%q) is %t", link, got)
		}
	}
}
