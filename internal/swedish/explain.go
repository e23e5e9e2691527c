package swedish

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"so-in.se/psi/internal/lazyregexp"
)

// otherForm is another way in which people write a date, and which of its groups hold the year, the month and the day.
type otherForm struct {
	form             func() *regexp.Regexp
	year, month, day int
}

// What may follow a date: nothing, or a time of day.
const then = `(?:$|[t ,])`

var otherForms = []otherForm{
	{lazyregexp.New(`^(\d{4})-(\d{2})-(\d{2})` + then), 1, 2, 3},                            // 2016-05-01 at some time
	{lazyregexp.New(`^(\d{4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,2})` + then), 1, 2, 3},      // 2016-5-1, 2016/05/01
	{lazyregexp.New(`^(\d{4})(\d{2})(\d{2})` + then), 1, 2, 3},                              // 20160501
	{lazyregexp.New(`^(\d{1,2})[-/. ] ?(\d{1,2})[-/., ] ?(\d{4})` + then), 3, 2, 1},         // 1/5 2016, 1.5.2016
	{lazyregexp.New(`^(\d{1,2})(?::[ae])?[- ]?(\pL{3,})\.?,?[- ]?(\d{4})` + then), 3, 2, 1}, // 1 maj 2016, 1:a maj 2016
	{lazyregexp.New(`^(\pL{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})` + then), 3, 1, 2},   // May 1, 2016
	{lazyregexp.New(`^(\d{2})-(\d{1,2})-(\d{1,2})` + then), 1, 2, 3},                        // 16-05-01
	{lazyregexp.New(`^(\d{2})(\d{2})(\d{2})` + then), 1, 2, 3},                              // 160501
	{lazyregexp.New(`^(\d{1,2})[/.](\d{1,2}) ?[-/.' ] ?(\d{2})` + then), 3, 2, 1},           // 1/5 -16, 1/5/16
	{lazyregexp.New(`^(\d{1,2})(?::[ae])? ?(\pL{3,})\.?,? ?[-' ]?(\d{2})` + then), 3, 2, 1}, // 1 maj -16
	{lazyregexp.New(`^()(\d{1,2})(?::[ae])? ?(\pL{3,})\.?` + then), 1, 3, 2},                // 1 maj
	{lazyregexp.New(`^()(\d{1,2})/(\d{1,2})` + then), 1, 3, 2},                              // 1/5
}

var (
	// "kl. 13", "13.00", "9:00", "1300", "13.00-16.00"
	otherClock = lazyregexp.New(`^[, t]*(?:kl(?:ockan)?\b[.: ]*)?(\d{1,2})(?:([.:h]?)(\d{2})(?:[.:](\d{2})(?:[.,]\d*)?)?)?` +
		` ?(z|\+\d{2}:?\d{2})?( ?-+ ?(?:kl\b[. ]*)?\d{1,2}(?:[.:]?\d{2})?)?$`)

	weekdayFirst = lazyregexp.New(`^(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?\b[., ]*)?(?:den )?`)
	twoDays      = lazyregexp.New(`^\d{1,2} ?- ?\d{1,2} \pL{3,}|\d ?(?:-|/|till|t\.o\.m\.) ?\d{4}-\d{2}-\d{2}`)
	monthOnly    = lazyregexp.New(`^(?:\d{4}(?:-\d{1,2})?|\pL{3,} \d{4})$`)
	weekOnly     = lazyregexp.New(`^(?:\d{4}-?)?(?:v|w|vecka)\.? ?\d{1,2}\b`)
)

// The characters that word processors and web forms put where a hyphen or an apostrophe belongs.
var typewriter = strings.NewReplacer("–", "-", "—", "-", "‐", "-", "‑", "-", "−", "-", "’", "'")

// explain says what is wrong with a text that has not the exact form. It looks for what the editor may have meant,
// since "write 2016-05-10 13:00" helps more than the rules do. Where only a day belongs it suggests no time.
func explain(s string, dayOnly bool) error {
	simple := strings.Join(strings.Fields(typewriter.Replace(strings.ToLower(s))), " ")
	simple = simple[len(weekdayFirst().FindString(simple)):]
	wrong := func(message string) error { return newDateError(NotADate, message, example(dayOnly)) }
	switch {
	case s == "":
		return wrong("Här saknas ett datum.")
	case simple == "" || relativeDay(simple):
		return wrong(quote(s) + " går inte att använda som datum, för det är olika dagar beroende på när det läses.")
	case twoDays().MatchString(simple):
		return newDateError(OtherForm, "I "+quote(s)+" står två dagar.",
			"Skriv bara en dag här, till exempel 2016-05-10. Den andra skrivs för sig.")
	}
	for _, form := range otherForms {
		if date, after, ok := form.match(simple); ok {
			return date.explain(s, simple, after, dayOnly)
		}
	}
	switch {
	case monthOnly().MatchString(simple):
		return wrong(quote(s) + " är inte en dag.")
	case weekOnly().MatchString(simple):
		return wrong(quote(s) + " är en vecka, inte en dag.")
	case otherClock().MatchString(simple):
		return wrong(quote(s) + " är ett klockslag. Datumet saknas.")
	}
	return wrong(quote(s) + " är inte ett datum.")
}

func relativeDay(s string) bool {
	switch strings.ReplaceAll(s, " ", "") {
	case "igår",
		"idag", "imorgon", "imorrn", "iövermorgon", "iförrgår", "nu", "ikväll", "yesterday", "today", "tomorrow",
		"now":
		return true
	}
	return false
}

// match reads a date in this form from the beginning of s. A year that is left out is 0; one of two digits stays so.
func (f otherForm) match(s string) (d Date, after string, ok bool) {
	group := f.form().FindStringSubmatch(s)
	if group == nil {
		return Date{}, "", false
	}
	month := time.Month(number(group[f.month]))
	if named := strings.Trim(group[f.month], "0123456789") != ""; named {
		if month, ok = monthNamed(group[f.month]); !ok {
			return Date{}, "", false
		}
	}
	return Date{number(group[f.year]), month, number(group[f.day])}, s[len(group[0]):], true
}

// explain tells what to write instead of s, in which the date d was understood. The simple form of s is what was looked
// at, and after is what follows the date in it.
func (d Date) explain(s, simple, after string, dayOnly bool) error {
	switch {
	case d.Year == 0 && !strings.HasPrefix(simple, "0000"):
		hint := example(dayOnly)
		if leap := (Date{2000, d.Month, d.Day}); leap.exists() {
			hint = fmt.Sprintf("Skriv året först, med fyra siffror: ÅÅÅÅ-%02d-%02d.", int(d.Month), d.Day)
		}
		return newDateError(OtherForm, "I "+quote(s)+" saknas året.", hint)
	case d.Year < 100 && d.Year != 0:
		message := "Året i " + quote(s) + " har bara två siffror."
		if d.Year += 2000; d.exists() {
			return insteadOf(OtherForm, message, d.String())
		}
		return newDateError(OtherForm, message, example(dayOnly))
	}
	p := parts{date: d}
	clock := p.readClock(after)
	if _, err := p.moment(); err != nil {
		return err
	}
	exact := strings.HasPrefix(simple, d.String()) && after != ""
	if dayOnly && exact {
		return onlyDay(s, d)
	}
	p.hasTime = p.hasTime && !dayOnly
	switch {
	case clock.span && !dayOnly:
		return newDateError(OtherForm, "I "+quote(s)+" står två klockslag.",
			"Skriv bara ett här, till exempel "+p.String()+". Det andra skrivs för sig.")
	case !exact:
		return insteadOf(OtherForm, "Datumet "+quote(s)+" är inte skrivet som år-månad-dag.", p.String())
	case !p.hasTime:
		return newDateError(OtherForm, "Det som står efter datumet i "+quote(s)+" är inte ett klockslag.",
			"Skriv till exempel "+d.String()+" 13:00.")
	case clock.separator != ":":
		return insteadOf(
			NeedsColon, "Klockslaget i "+quote(s)+" ska skrivas med kolon mellan timmar och minuter.", p.String(),
		)
	}
	return insteadOf(OtherForm, "Klockslaget i "+quote(s)+" ska skrivas bara "+p.clock(":")+".", p.String())
}

// clockForm is how a time of day was written: what stands between its hours and minutes, and whether it has an end too.
type clockForm struct {
	separator string
	span      bool
}

// readClock adds to p the time of day that is all of s, if s is one.
func (p *parts) readClock(s string) (c clockForm) {
	f := otherClock().FindStringSubmatch(s)
	if f == nil {
		return clockForm{}
	}
	p.hasTime = true
	p.hour, p.minute, p.second = number(f[1]), number(f[3]), number(f[4])
	p.zone = strings.ToUpper(f[5])
	return clockForm{separator: f[2], span: f[6] != ""}
}
