package swedish

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

func TestParseMoment(t *testing.T) {
	for written, want := range map[string]string{
		"2016-05-10":                "2016-05-10",
		"  2016-05-10\t\n":          "2016-05-10",
		"\u00a02016-05-10 13:00":    "2016-05-10T13:00:00+02:00",
		"2016-05-10 13:00":          "2016-05-10T13:00:00+02:00",
		"2016-05-10   13:00":        "2016-05-10T13:00:00+02:00",
		"2016-05-10T13:00":          "2016-05-10T13:00:00+02:00",
		"2016-05-10t13:00":          "2016-05-10T13:00:00+02:00",
		"2016-05-10T13:00:59":       "2016-05-10T13:00:59+02:00",
		"2016-05-10T13:00:00.999":   "2016-05-10T13:00:00+02:00",
		"2016-05-10T13:00:00.000Z":  "2016-05-10T15:00:00+02:00",
		"2016-05-10T13:00Z":         "2016-05-10T15:00:00+02:00",
		"2016-05-10 13:00+02:00":    "2016-05-10T13:00:00+02:00",
		"2016-05-10 13:00 +02:00":   "2016-05-10T13:00:00+02:00",
		"2016-05-10T13:00:00+0200":  "2016-05-10T13:00:00+02:00",
		"2016-05-10T23:30:00+00:00": "2016-05-11T01:30:00+02:00",
		"2016-11-10 13:00":          "2016-11-10T13:00:00+01:00",
		"2016-02-29 00:00":          "2016-02-29T00:00:00+01:00",
		"2026-03-29 01:59:59":       "2026-03-29T01:59:59+01:00",
		"2026-03-29 03:00":          "2026-03-29T03:00:00+02:00",
		"2026-03-29 02:30+01:00":    "2026-03-29T03:30:00+02:00",
		"2026-10-25 01:59":          "2026-10-25T01:59:00+02:00",
		"2026-10-25 02:00":          "2026-10-25T02:00:00+02:00",
		"2026-10-25 02:30":          "2026-10-25T02:30:00+02:00",
		"2026-10-25 02:59:59":       "2026-10-25T02:59:59+02:00",
		"2026-10-25 02:30+01:00":    "2026-10-25T02:30:00+01:00",
		"2026-10-25 03:00":          "2026-10-25T03:00:00+01:00",
	} {
		m, err := ParseMoment(written)
		if err != nil || m.String() != want {
			t.Errorf("ParseMoment(%q) = %s, %v, want %s", written, m, err, want)
		}
		if m.WholeDay != !strings.Contains(want, "T") {
			t.Errorf("ParseMoment(%q).WholeDay = %v", written, m.WholeDay)
		}
	}
}

var update = os.Getenv("UPDATE_GOLDEN") != ""

// The golden file holds what editors have been seen to write and the answer that they get. UPDATE_GOLDEN=1 writes the
// answers anew.
func TestDateErrors(t *testing.T) {
	path := filepath.Join("testdata", "date-errors.txtar")
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range archive.Files {
		got := ""
		for line := range strings.Lines(string(file.Data)) {
			if written, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "? "); ok {
				got += "? " + written + "\n" + answer(t, written)
			}
		}
		if update {
			archive.Files[i].Data = []byte(got)
		} else if diff := cmp.Diff(string(file.Data), got); diff != "" {
			t.Errorf("%s: (-want +got)\n%s", file.Name, diff)
		}
	}
	if update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

var suggested = regexp.MustCompile(`\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?(Z|\+\d{2}:?\d{2})?)?`)

// answer returns what the editor is told. Whatever date a hint suggests must itself be right.
func answer(t *testing.T, written string) string {
	_, err := ParseMoment(strings.ReplaceAll(written, "[nbsp]", nbsp))
	var e *DateError
	if !errors.As(err, &e) {
		t.Errorf("ParseMoment(%q): error %v, want a *DateError", written, err)
		return ""
	}
	for _, s := range suggested.FindAllString(e.Hint, -1) {
		if _, err := ParseMoment(s); err != nil {
			t.Errorf("%q: the hint suggests %q: %v", written, s, err)
		}
	}
	return fmt.Sprintf("%s: %s\n  tips: %s\n", e.Reason, e.Message, e.Hint)
}

func TestParseDateSuggestsOnlyADay(t *testing.T) {
	for written, want := range map[string]DateError{
		"2016-05-10 13:00":       {Reason: HasTime, Hint: "Skriv 2016-05-10."},
		"2016-05-10 kl. 13":      {Reason: HasTime, Hint: "Skriv 2016-05-10."},
		"2016-05-10 13.00-16.00": {Reason: HasTime, Hint: "Skriv 2016-05-10."},
		"10 maj 2016 kl. 13.00":  {Reason: OtherForm, Hint: "Skriv 2016-05-10."},
		"10/5 2016 13.00-16.00":  {Reason: OtherForm, Hint: "Skriv 2016-05-10."},
		"snart":                  {Reason: NotADate, Hint: "Skriv år-månad-dag, till exempel 2016-05-10."},
	} {
		_, err := ParseDate(written)
		var e *DateError
		if !errors.As(err, &e) || e.Reason != want.Reason || e.Hint != want.Hint {
			t.Errorf("ParseDate(%q): %v", written, err)
		}
	}
}

func FuzzParseMoment(f *testing.F) {
	for _, s := range []string{"2016-05-10", "2016-05-10T13:00:00.000Z", "10 maj 2016 kl. 13.00",
		"2026-10-25 02:30+01:00", "13.00",
		"2016-05-10 13:00-14:00", "1970-01-01 00:00+14:00", "2199-12-31T23:59Z", "1/1", "\x00",
		"måndag den 1:a maj -16 kl 9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		m, err := ParseMoment(s)
		if err != nil {
			var e *DateError
			if !errors.As(err, &e) || e.Reason == "" || e.Message == "" || e.Hint == "" || !m.IsZero() {
				t.Fatalf("ParseMoment(%q) = %v, %#v", s, m, err)
			}
			if strings.ContainsFunc(e.Error(), func(r rune) bool { return r < ' ' || r == 0x7f }) {
				t.Fatalf("the error for %q has control characters", s)
			}
			return
		}
		again, err := ParseMoment(m.String())
		if err != nil || !again.Time.Equal(m.Time) || again.WholeDay != m.WholeDay || again.Time.Location() != Zone() {
			t.Fatalf("ParseMoment(%q) = %s, which reads back as %s, %v", s, m, again, err)
		}
		if m.WholeDay && m.Time.Sub(m.Date().In()) != 0 {
			t.Fatalf("the day %s begins at %s", m, m.Time.Format(time.RFC3339))
		}
	})
}

// TestReadFormatted reads what is written, and nothing that is written otherwise or is no day.
func TestReadFormatted(t *testing.T) {
	for day := (Date{2027, 1, 1}); day.Year < 2029; day = day.AddDays(1) {
		want := Moment{Time: day.In(), WholeDay: true}
		at := Moment{Time: day.In().Add(13*time.Hour + 5*time.Minute)}
		for s, m := range map[string]Moment{FormatDate(day): want, ShortDate(day): want, FormatMoment(at): at} {
			if got, ok := ReadFormatted(s); !ok || got != m {
				t.Fatalf("%s: %v, %v", s, got, ok)
			}
		}
	}
	for _, s := range []string{
		"", "30 februari 2027", "tisdag 4 maj 2026", "4 may 2026", "4 maj", "4 maj 2026 kl. 24.61",
	} {
		if got, ok := ReadFormatted(s); ok {
			t.Errorf("%q is %v", s, got)
		}
	}
}
