package swedish

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// looseForm is another way in which people write a date, and which of its groups hold the year, the month and the day.
type looseForm struct {
	form             *regexp.Regexp
	year, month, day int
}

var looseForms = []looseForm{
	{regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})(?:$|[t ,])`), 1, 2, 3},                            // 2016-05-01, before some other time
	{regexp.MustCompile(`^(\d{4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,2})(?:$|[t ,])`), 1, 2, 3},      // 2016-5-1, 2016/05/01
	{regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:$|[t ,])`), 1, 2, 3},                              // 20160501
	{regexp.MustCompile(`^(\d{1,2})[-/. ] ?(\d{1,2})[-/., ] ?(\d{4})(?:$|[t ,])`), 3, 2, 1},         // 1/5 2016, 1.5.2016
	{regexp.MustCompile(`^(\d{1,2})(?::[ae])?[- ]?(\pL{3,})\.?,?[- ]?(\d{4})(?:$|[t ,])`), 3, 2, 1}, // 1 maj 2016, 1:a maj 2016
	{regexp.MustCompile(`^(\pL{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:$|[t ,])`), 3, 1, 2},   // May 1, 2016
	{regexp.MustCompile(`^(\d{2})-(\d{1,2})-(\d{1,2})(?:$|[t ,])`), 1, 2, 3},                        // 16-05-01
	{regexp.MustCompile(`^(\d{2})(\d{2})(\d{2})(?:$|[t ,])`), 1, 2, 3},                              // 160501
	{regexp.MustCompile(`^(\d{1,2})[/.](\d{1,2}) ?[-/.' ] ?(\d{2})(?:$|[t ,])`), 3, 2, 1},           // 1/5 -16, 1/5/16
	{regexp.MustCompile(`^(\d{1,2})(?::[ae])? ?(\pL{3,})\.?,? ?[-' ]?(\d{2})(?:$|[t ,])`), 3, 2, 1}, // 1 maj 16
	{regexp.MustCompile(`^()(\d{1,2})(?::[ae])? ?(\pL{3,})\.?(?:$|[t ,])`), 1, 3, 2},                // 1 maj
	{regexp.MustCompile(`^()(\d{1,2})[/](\d{1,2})(?:$|[t ,])`), 1, 3, 2},                            // 1/5
}

// The other ways in which people write a time of day: "kl. 13", "13.00", "9:00", "1300".
var (
	looseClock = regexp.MustCompile(`^[, t]*(kl(?:ockan)?\b[.: ]*)?(\d{1,2})(?:([.:h]?)(\d{2})(?:[.:](\d{2})(?:[.,]\d*)?)?)? ?(?:$|z$|[+-])`)
	looseRange = regexp.MustCompile(`\d ?-+ ?\d{1,2}([.:]?\d{2})?$`)

	weekdayFirst = regexp.MustCompile(`^(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?\b[., ]*)?(?:den )?`)
	monthOnly    = regexp.MustCompile(`^(?:\d{4}(?:-\d{1,2})?|\pL{3,} \d{4})$`)
	weekOnly     = regexp.MustCompile(`^(?:\d{4}-?)?(?:v|w|vecka)\.? ?\d{1,2}\b`)
)

// The characters that word processors and web forms put where a hyphen or a blank belongs.
var plainer = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "’", "'")

// explain says what is wrong with a text that has not the exact form. It looks for what the editor may have meant, since
// "write 2016-05-10 13:00" helps more than the rules do.
func explain(s string) error {
	plain := strings.Join(strings.Fields(plainer.Replace(strings.ToLower(s))), " ")
	if plain == "" {
		return &DateError{NotADate, "Här saknas ett datum.", example}
	}
	if relativeDay(plain) {
		return &DateError{NotADate,
			quote(s) + " går inte att använda som datum, för det är olika dagar beroende på när det läses.", example}
	}
	rest := weekdayFirst.ReplaceAllString(plain, "")
	for _, form := range looseForms {
		if p, after, ok := form.match(rest); ok {
			return p.explain(s, rest, after)
		}
	}
	switch {
	case monthOnly.MatchString(plain):
		return &DateError{NotADate, quote(s) + " är inte en dag.", example}
	case weekOnly.MatchString(plain):
		return &DateError{NotADate, quote(s) + " är en vecka, inte en dag.", example}
	case looseClock.MatchString(plain):
		return &DateError{NotADate, "I " + quote(s) + " saknas datumet.", "Skriv datumet före klockslaget, till exempel 2016-05-10 13:00."}
	}
	return &DateError{NotADate, quote(s) + " är inte ett datum.", example}
}

func relativeDay(s string) bool {
	switch strings.ReplaceAll(s, " ", "") {
	case "igår", "idag", "imorgon", "imorrn", "iövermorgon", "iförrgår", "nu", "ikväll", "yesterday", "today", "tomorrow", "now":
		return true
	}
	return weekdayFirst.FindString(s) == s
}

// match reads a date in this form from the beginning of s. A year that is left out is 0; one of two digits stays so.
func (f looseForm) match(s string) (p parts, after string, ok bool) {
	group := f.form.FindStringSubmatch(s)
	if group == nil {
		return parts{}, "", false
	}
	month := time.Month(number(group[f.month]))
	if month == 0 {
		if month, ok = monthNamed(group[f.month]); !ok && number(group[f.day]) == 0 {
			return parts{}, "", false
		}
		if !ok && strings.Trim(group[f.month], "0") != "" {
			return parts{}, "", false
		}
	}
	p.date = Date{number(group[f.year]), month, number(group[f.day])}
	return p, s[len(group[0]):], true
}

// explain tells what to write instead of the date that was understood, and of the time, if any, that follows it. The plain text
// and what follows the date in it are in small letters.
func (p parts) explain(s, plain, after string) error {
	const monthDay = "-%02d-%02d"
	switch year := p.date.Year; {
	case year == 0 && !strings.HasPrefix(plain, "0000"):
		return &DateError{OtherForm, "I " + quote(s) + " saknas året.",
			"Skriv året först, med fyra siffror: ÅÅÅÅ" + fmt.Sprintf(monthDay, int(p.date.Month), p.date.Day) + "."}
	case year < 100:
		p.date.Year = 2000 + year
		if err := p.impossible(); err != nil {
			return &DateError{OtherForm, "Året i " + quote(s) + " har bara två siffror.", example}
		}
		return &DateError{OtherForm, "Året i " + quote(s) + " har bara två siffror.", "Skriv " + p.date.String() + "."}
	}
	clock, isClock := p.readClock(after)
	if err := p.impossible(); err != nil {
		return err
	}
	exactDate := strings.HasPrefix(plain, p.date.String())
	switch {
	case looseRange.MatchString(after) && isClock:
		return &DateError{OtherForm, "I " + quote(s) + " står två klockslag.",
			"Skriv bara ett här, till exempel " + p.String() + ". Det andra skrivs för sig, som sluttid."}
	case strings.Trim(after, " t,") == "":
		return &DateError{OtherForm, "Datumet " + quote(s) + " är inte skrivet som år-månad-dag.", "Skriv " + p.String() + "."}
	case !isClock && exactDate:
		return &DateError{OtherForm, "Det som står efter datumet i " + quote(s) + " är inte ett klockslag.",
			"Skriv till exempel " + p.date.String() + " 13:00."}
	case exactDate && clock != ":":
		return &DateError{NeedsColon, "Klockslaget i " + quote(s) + " ska skrivas med timmar, kolon och minuter.", "Skriv " + p.String() + "."}
	case exactDate:
		return &DateError{OtherForm, "Klockslaget i " + quote(s) + " är inte skrivet så att det kan läsas.", "Skriv " + p.String() + "."}
	}
	return &DateError{OtherForm, "Datumet " + quote(s) + " är inte skrivet som år-månad-dag.", "Skriv " + p.String() + "."}
}

// readClock adds to p the time of day that s begins with, and returns what stands between its hours and minutes.
func (p *parts) readClock(s string) (separator string, ok bool) {
	f := looseClock.FindStringSubmatch(s)
	if f == nil {
		return "", false
	}
	p.hasTime = true
	p.hour, p.minute, p.second = number(f[2]), number(f[4]), number(f[5])
	return f[3], true
}
