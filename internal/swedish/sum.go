package swedish

import (
	"strconv"
	"strings"

	"so-in.se/psi/internal/lazyregexp"
)

// SumError says in Swedish why a text is no sum of money in whole kronor.
type SumError struct {
	Message string // what is wrong, after "Summan ”…”": "är inte i kronor"
	Hint    string // what to write instead
	// Instead is the sum in whole kronor, when it surely is the one that was meant; else 0.
	Instead int
}

// Error returns the message and the hint.
func (e *SumError) Error() string { return e.Message + ": " + e.Hint }

// units are the words after a number, without blanks and full stops, and what they stand for.
var units = map[string]int{
	"": 1, "kr": 1, "kronor": 1, "krona": 1, "sek": 1, "skr": 1, ":-": 1, ",-": 1, "kr:-": 1,
	"tkr": 1e3, "tusen": 1e3, "tusenkr": 1e3, "tusenkronor": 1e3, "ksek": 1e3, "tsek": 1e3,
	"mkr": 1e6, "mnkr": 1e6, "mn": 1e6, "mnkronor": 1e6, "msek": 1e6, "milj": 1e6, "miljkr": 1e6, "miljkronor": 1e6,
	"miljon": 1e6, "miljonkr": 1e6, "miljonkronor": 1e6, "miljoner": 1e6, "miljonerkr": 1e6, "miljonerkronor": 1e6,
	"miljonersek": 1e6, "mdkr": 1e9, "mdr": 1e9, "miljard": 1e9, "miljarder": 1e9, "miljarderkronor": 1e9,
	"miljarderkr": 1e9,
}

var (
	sumForm   = lazyregexp.New(`^(?:(?:sek|skr|kr)[. ]*)?(\d[\d., ]*?)[ .]*((?:[:,]-|[a-zåäö])[a-zåäö. :-]*)?$`)
	grouped   = lazyregexp.New(`^\d{1,3}(?:([ .,])\d{3})(?:([ .,])\d{3})*$`)
	someSum   = lazyregexp.New(`\d[\d., ]*\d|\d`)
	sumSpaces = strings.NewReplacer(
		nbsp, " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "’", " ", "'", " ", ":–", ":-", ":—", ":-", ",–", ",-",
		",—", ",-", ":00", ",00",
	)
)

const sumExample = "Skriv summan i hela kronor med bara siffror, till exempel 50000."

// ParseSum reads a sum of money in whole kronor, as people write it: "50 000", "50.000 kronor", "50 000:-", "50 tkr",
// "1,6 miljoner kr", "SEK 50 000". The error is a [*SumError].
func ParseSum(s string) (int, error) {
	text := strings.Join(strings.Fields(sumSpaces.Replace(strings.ToLower(s))), " ")
	if n, ok, err := formedSum(text); ok {
		return n, err
	}
	return 0, otherSum(text)
}

// formedSum reads a number and its unit. It is false for what has another form.
func formedSum(text string) (n int, ok bool, err error) {
	m := sumForm().FindStringSubmatch(text)
	if m == nil {
		return 0, false, nil
	}
	unit, ok := units[strings.NewReplacer(" ", "", ".", "").Replace(m[2])]
	if !ok {
		return 0, false, nil
	}
	n, err = scaled(m[1], unit)
	return n, true, err
}

// scaled returns the number that digits with separators stand for, so many times.
func scaled(digits string, unit int) (int, error) {
	whole, decimals := digits, ""
	if i := strings.LastIndexAny(digits, ".,"); i >= 0 && (len(digits)-i-1 != 3 || strings.Contains(digits[:i], " ") ||
		digits[i] == ',' && strings.Contains(digits[:i], ".")) {
		whole, decimals = digits[:i], digits[i+1:]
	}
	one := strings.NewReplacer(" ", "", ".", "", ",", "").Replace
	n, err := strconv.Atoi(one(whole))
	grouping := grouped().FindStringSubmatch(whole)
	switch {
	case err != nil || n > 1e15/unit || len(decimals) > 9 || strings.Trim(decimals, "0123456789") != "":
		return 0, &SumError{Message: "går inte att tolka", Hint: sumExample}
	case strings.Trim(whole, "0123456789") != "" &&
		(grouping == nil || grouping[2] != "" && grouping[1] != grouping[2]):
		return 0, &SumError{Message: "har siffror som inte är ordnade tre och tre", Hint: sumExample}
	case decimals == "" && grouping != nil && grouping[1] != " " &&
		(unit > 1 || grouping[1] == "," && grouping[2] == ""):
		return 0, ambiguous(n, unit)
	}
	n *= unit
	for _, digit := range decimals {
		if unit /= 10; unit == 0 && digit != '0' {
			return 0, broken(n, whole, decimals)
		}
		n += int(digit-'0') * unit
	}
	return n, nil
}

// ambiguous is the error of three digits after a comma or a full stop: they are thousands, or decimals.
func ambiguous(n, unit int) error {
	hint := "Skriv " + strconv.Itoa(n*unit) + ", om det är tusental."
	if unit > 1 {
		hint = "Skriv " + strconv.Itoa(n*unit/1000) + ", om det är decimaler, eller " + strconv.Itoa(n*unit) +
			", om det är tusental."
	}
	return &SumError{Message: "kan läsas på två sätt", Hint: hint}
}

// broken is the error of a sum that is not of whole kronor. A small one is likely of thousands or millions.
func broken(n int, whole, decimals string) error {
	if n < 1000 {
		millions, _ := strconv.Atoi((whole + decimals + "000000")[:len(whole)+6])
		return &SumError{
			Message: "har decimaler men säger inte om det är miljoner",
			Hint:    "Skriv " + strconv.Itoa(millions) + ", om det är miljoner kronor.",
		}
	}
	if decimals[0] >= '5' {
		n++
	}
	return &SumError{Message: "är inte i hela kronor", Hint: "Skriv " + strconv.Itoa(n) + ".", Instead: n}
}

// otherSum is the error of a text that is no sum. Where one stands in it, among words such as "ca", that is the cure.
func otherSum(text string) error {
	for _, foreign := range []string{"€", "$", "£", "eur", "usd", "dollar", "nok", "dkk", "öre"} {
		if strings.Contains(text, foreign) {
			return &SumError{Message: "är inte i kronor", Hint: "Räkna om den. " + sumExample}
		}
	}
	sums := someSum().FindAllString(text, -1)
	if len(sums) != 1 {
		return &SumError{Message: "går inte att tolka", Hint: sumExample}
	}
	_, after, _ := strings.Cut(text, sums[0])
	for words := strings.Fields(after); ; words = words[:len(words)-1] {
		n, ok, err := formedSum(strings.TrimSpace(sums[0] + " " + strings.Join(words, " ")))
		switch {
		case ok && err != nil:
			return err
		case ok:
			return &SumError{
				Message: "har ord som inte hör till den", Hint: "Skriv " + strconv.Itoa(n) + ".", Instead: n,
			}
		case len(words) == 0:
			return &SumError{Message: "går inte att tolka", Hint: sumExample}
		}
	}
}
