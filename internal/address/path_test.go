package address_test

import (
	"strings"
	"testing"

	"so-in.se/psi/internal/address"
)

func TestIsFilePath(t *testing.T) {
	long := strings.Repeat("a", 255)
	for path, want := range map[string]bool{
		"a": true, "aktiviteter/hostmote/index.html": true, "Å b/.c~": true, long: true, "com10": true, "console": true,
		"a/com/x": true, "comx": true, "lpt": true,
		"": false, ".": false, "/a": false, "a/": false, "../a": false, "a//b": false, "a\xff": false, "a\x00": false,
		long + "a": false, strings.Repeat("abc/", 200) + "a": false, "a./b": false, "a /b": false, "a\nb": false,
		"a<b": false, "a>b": false, "a:b": false, `a"b`: false, "a|b": false, "a?b": false, "a*b": false, `a\b`: false,
		"con": false, "NUL": false, "x/Aux/y": false, "prn.html": false, "com1": false, "lpt9.tar.gz": false,
		"com²": false, "con .txt": false, "conin$": false,
	} {
		if got := address.IsFilePath(path); got != want {
			t.Errorf("IsFilePath(%q) is %t", path, got)
		}
	}
}

func TestFold(t *testing.T) {
	for _, same := range [][]string{
		{"a/b", "A/b", "a/B"}, {"åsa", "Åsa", "a\u030asa"}, {"k", "K", "\u212a"}, {"ſ", "s", "S"}, {"σ", "ς", "Σ"},
	} {
		for _, name := range same {
			if address.Fold(name) != address.Fold(same[0]) {
				t.Errorf("%q and %q are not folded to the same", same[0], name)
			}
		}
	}
	for _, name := range []string{"a/b-1.html", "kalender/åäö é"} {
		if address.Fold(name) != name {
			t.Errorf("%q is folded to %q", name, address.Fold(name))
		}
	}
}
