package swedish

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// Reason says in which way a date or time is wrong.
type Reason string

// The ways in which a date or time can be wrong.
const (
	NotADate    Reason = "not-a-date"  // nothing that can be understood as a date: "igår", "snart"
	OtherForm   Reason = "other-form"  // a date, but in another form: "10 maj 2016", "10/5 2016", "2016-5-1"
	NeedsColon  Reason = "needs-colon" // a full stop, or nothing, between hours and minutes: "13.00"
	HasTime     Reason = "has-time"    // a time of day where only a day belongs
	Impossible  Reason = "impossible"  // a month, day or hour that no calendar or clock has
	Nonexistent Reason = "nonexistent" // an hour that is skipped when summer time begins
)

// DateError says in Swedish what is wrong with a date or time and what to write instead.
type DateError struct {
	Reason  Reason
	Message string // what is wrong; one or two sentences
	Hint    string // what to write instead
	// Instead is the date or time in the hint, when it surely is the one that was meant.
	Instead string
}

func newDateError(reason Reason, message, hint string) *DateError {
	return &DateError{Reason: reason, Message: message, Hint: hint}
}

// insteadOf is the error of a date or time that is known to mean another.
func insteadOf(reason Reason, message, instead string) *DateError {
	return &DateError{Reason: reason, Message: message, Hint: "Skriv " + instead + ".", Instead: instead}
}

// Error returns the message and the hint.
func (e *DateError) Error() string { return e.Message + " " + e.Hint }

// example shows how to write a day, or a day and a time.
func example(dayOnly bool) string {
	if dayOnly {
		return "Skriv år-månad-dag, till exempel 2016-05-10."
	}
	return "Skriv år-månad-dag, till exempel 2016-05-10, eller med klockslag 2016-05-10 13:00."
}

func onlyDay(s string, d Date) *DateError {
	return insteadOf(HasTime, "Här ska bara en dag stå, men "+quote(s)+" har också ett klockslag.", d.String())
}

// impossible returns an error that is nil when the calendar has the day and the clock the time. A *DateError as an
// error would not be.
func (p parts) impossible() error {
	if p.date.Year < firstYear || p.date.Year > lastYear {
		return badYear(p.date.Year)
	}
	if !p.date.exists() {
		return p.badDay()
	}
	if p.hour > 23 || p.minute > 59 || p.second > 59 {
		return p.badClock()
	}
	return nil
}

func badYear(year int) *DateError {
	return newDateError(Impossible,
		fmt.Sprintf("Året %04d kan inte stämma.", year),
		fmt.Sprintf("Skriv ett år mellan %d och %d med fyra siffror, till exempel 2016-05-10.", firstYear, lastYear))
}

func (p parts) badDay() *DateError {
	d := p.date
	if d.Month < 1 || d.Month > 12 {
		message := fmt.Sprintf("Månad %02d finns inte: året har tolv månader.", int(d.Month))
		if turned := (Date{d.Year, time.Month(d.Day), int(d.Month)}); turned.exists() {
			return newDateError(Impossible, message, "Månaden ska stå före dagen. Menade du "+turned.String()+"?")
		}
		return newDateError(
			Impossible, message, "Skriv månaden som ett tal från 01 till 12, till exempel 2016-05-10.",
		)
	}
	days := daysIn(d.Year, d.Month)
	message := fmt.Sprintf("Den %d %s finns inte.", d.Day, MonthName(d.Month))
	if d.Day == 29 {
		message = fmt.Sprintf("Den 29 februari finns inte %d, som inte är ett skottår.", d.Year)
	}
	return newDateError(Impossible, message, fmt.Sprintf("%s %d har %d dagar. Skriv en dag från %s till %s.",
		Capital(MonthName(d.Month)), d.Year, days, Date{d.Year, d.Month, 1}, Date{d.Year, d.Month, days}))
}

func (p parts) badClock() *DateError {
	message := "Klockslaget " + p.clock(":") + " finns inte."
	if p.hour == 24 && p.minute == 0 && p.second == 0 {
		return newDateError(Impossible, message, fmt.Sprintf(
			"Midnatt skrivs som början av nästa dag: %s 00:00. Slutet av samma dag skrivs %s 23:59.", p.date.AddDays(1),
			p.date,
		))
	}
	if p.hour > 23 {
		return newDateError(
			Impossible, message, "Timmarna går från 00 till 23. Skriv till exempel "+p.date.String()+" 13:00.",
		)
	}
	return newDateError(
		Impossible, message,
		"Minuter och sekunder går från 00 till 59. Skriv till exempel "+p.date.String()+" 13:00.",
	)
}

func (p parts) skipped() *DateError {
	later := p
	later.hour++
	return newDateError(Nonexistent,
		fmt.Sprintf(
			"Klockslaget %s finns inte den %s: då börjar sommartiden och klockan går från 02.00 direkt till 03.00.",
			p.clock("."), ShortDate(p.date),
		),
		"Skriv till exempel "+later.String()+".")
}

func (p parts) badOffset() *DateError {
	p.second = 0
	wrong := p.zone
	p.zone = ""
	return newDateError(Impossible, "Tidszonen "+wrong+" finns inte.",
		"Skriv bara klockslaget, så räknas det som svensk tid: "+p.String()+".")
}

// quote puts what an editor wrote between Swedish quotation marks, cut short, and without characters that could disturb
// a terminal.
func quote(s string) string {
	const longest = 60
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return ' '
		}
		return r
	}, strings.TrimSpace(s))
	if runes := []rune(s); len(runes) > longest {
		s = string(runes[:longest]) + "…"
	}
	return "”" + s + "”"
}
