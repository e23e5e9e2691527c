package swedish

import (
	"fmt"
	"testing"
)

func TestWrongWeekdays(t *testing.T) {
	about := Date{2027, 3, 12} // a Friday
	for text, want := range map[string]string{
		"Vi ses torsdag 12 mars 2027.":                "7 2027-03-12",
		"Vi ses fredagen den 12 mars 2027.":           "",
		"Torsdagen den 12 mars är det dags.":          "0 2027-03-12",
		"Fredag 12 mars är det dags.":                 "",
		"Torsdagen den 13 mars står utan år.":         "",
		"måndag, den 1:a maj 2027":                    "0 2027-05-01",
		"lördag 1 maj 2027 och söndag 1 maj 2027":     "23 2027-05-01",
		"Mån 1 maj 2027, vardagen den 1 maj 2027":     "",
		"måndag 31 februari 2027 finns inte":          "",
		"onsdag 5 exempel 2027":                       "",
		"Födelsedagen 1 maj 2027, ONSDAG 1 MAJ 2027.": "",
	} {
		got := ""
		for _, w := range WrongWeekdays(text, about) {
			got += fmt.Sprintf("%d %v", w.Offset, w.Date)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	w := WrongWeekdays("Torsdagen den 12 mars 2027", Date{})[0]
	if got, want := w.Message(), "Den 12 mars 2027 är en fredag, inte en torsdag."; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	want := "Ändra veckodagen eller datumet. Närmaste torsdagar är den 11 mars 2027 och den 18 mars 2027."
	if got := w.Hint(); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
