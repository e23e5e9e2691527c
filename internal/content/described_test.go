package content_test

import (
	"testing"

	"so-in.se/psi/internal/content"
)

// TestReadDescription reads descriptions that psi has not written: what is no fact stays text.
func TestReadDescription(t *testing.T) {
	for text, want := range map[string]content.Described{
		"": {},
		"Inställt. Det här blir inte av.\n\nVi ses.": {Text: "Vi ses.", Cancelled: true},
		"Ny tid. Flyttad från i går.\n\nVi ses.":     {Text: "Ny tid. Flyttad från i går.\n\nVi ses."},
		"Vi ses.\nKostnad: 50 kr\nFrågor: ring oss":  {Text: "Vi ses.\nFrågor: ring oss", Cost: "50 kr"},
		"Kostnad: 50 kr\n\nVi ses.":                  {Text: "Kostnad: 50 kr\n\nVi ses."},
		"För vem: Alla\nDelta på nätet: Zoom":        {Text: "För vem: Alla\nDelta på nätet: Zoom"},
		"Anmälan: https://exempel.se/a eller a@exempel.se": {
			Registration: content.Registration{URL: "https://exempel.se/a", Email: "a@exempel.se"},
		},
		"Anmälan: https://exempel.se/a eller i dörren": {Text: "Anmälan: https://exempel.se/a eller i dörren"},
		"Sista anmälningsdag: måndag 4\u00a0maj 2027":  {Text: "Sista anmälningsdag: måndag 4\u00a0maj 2027"},
		"Arrangör: A och B\nFrågor: a@exempel.se\nHej: x": {
			Text: "Hej: x", Organizers: "A och B", Contact: "a@exempel.se",
		},
	} {
		if got := content.ReadDescription(text); got != want {
			t.Errorf("%q:\n%+v\nnot\n%+v", text, got, want)
		}
	}
}
