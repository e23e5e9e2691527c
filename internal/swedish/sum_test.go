package swedish

import (
	"errors"
	"testing"
)

func TestParseSum(t *testing.T) {
	for written, want := range map[string]int{
		"50000": 50000, "50 000": 50000, "50\u00a0000": 50000, "50\u2009000 kr": 50000, "50\u202f000": 50000,
		"50.000": 50000, "50.000 kronor": 50000, "50 000:-": 50000, "50.000:-": 50000, "50 000 kr.": 50000,
		"50000kr": 50000, "50 000,-": 50000, "50 000,00 kr": 50000, "50.000,00": 50000, "50 000:00": 50000,
		"SEK 50 000": 50000, "50 000 SEK": 50000, "kr 50 000": 50000, "50 tkr": 50000, "50 TKR": 50000,
		"50 tusen kronor": 50000, "50 t.kr": 50000, "1 krona": 1, "7 kr": 7, "1 000": 1000, "1.000": 1000,
		"1,6 miljoner kr": 1600000, "1.6 mkr": 1600000, "1,6 Mkr": 1600000, "2,9 Mkr": 2900000, "2,9 MSEK": 2900000,
		"1,6 milj. kr": 1600000, "1 miljon": 1000000, "12 miljoner kronor": 12000000, "1,25 mnkr": 1250000,
		"1 600 000": 1600000, "1.600.000 kr": 1600000, "1 600 tkr": 1600000, "1 miljard": 1000000000,
		"50 000:–": 50000, "1,5 tkr": 1500, "62,5 tkr": 62500, "1,600,000": 1600000, "1'600'000": 1600000,
	} {
		if got, err := ParseSum(written); err != nil || got != want {
			t.Errorf("%q: %d, want %d, %v", written, got, want, err)
		}
	}
	for written, want := range map[string]SumError{
		"1,600": {"kan läsas på två sätt", "Skriv 1600, om det är tusental.", 0},
		"1.500 mkr": {"kan läsas på två sätt", "Skriv 1500000, om det är decimaler, eller 1500000000, om " +
			"det är tusental.", 0},
		"1,6": {"har decimaler men säger inte om det är miljoner",
			"Skriv 1600000, om det är miljoner kronor.", 0},
		"50 000,75 kr":          {"är inte i hela kronor", "Skriv 50001.", 50001},
		"ca 50 000 kr":          {"har ord som inte hör till den", "Skriv 50000.", 50000},
		"drygt 1,6 mkr":         {"har ord som inte hör till den", "Skriv 1600000.", 1600000},
		"50 000 kr per år":      {"har ord som inte hör till den", "Skriv 50000.", 50000},
		"50 000 kr (max)":       {"har ord som inte hör till den", "Skriv 50000.", 50000},
		"50-60 tkr":             {"går inte att tolka", sumExample, 0},
		"50 000 + 20 000":       {"går inte att tolka", sumExample, 0},
		"5000 000":              {"har siffror som inte är ordnade tre och tre", sumExample, 0},
		"500 euro":              {"är inte i kronor", "Räkna om den. " + sumExample, 0},
		"tolv tusen":            {"går inte att tolka", sumExample, 0},
		"":                      {"går inte att tolka", sumExample, 0},
		"999999999999999999999": {"går inte att tolka", sumExample, 0},
	} {
		got, err := ParseSum(written)
		if e, ok := errors.AsType[*SumError](err); !ok || *e != want {
			t.Errorf("%q: %d, %v, want %v", written, got, err, want)
		}
	}
}

func FuzzParseSum(f *testing.F) {
	for _, s := range []string{"1,6 mkr", "50.000 kr", "1 1 1", "9.9.9,9 miljarder", "kr", "1,", ",1 tkr"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseSum(s)
		e, ok := errors.AsType[*SumError](err)
		if n < 0 || err != nil && (!ok || e.Hint == "" || e.Instead < 0) {
			t.Fatalf("%q: %d, %v", s, n, err)
		}
	})
}
