package swedish

import (
	"strconv"
	"strings"
)

// Number returns n in groups of three digits with no-break spaces between them: "12 500".
func Number(n int64) string {
	digits := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, digits = "−", digits[1:]
	}
	var grouped strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			grouped.WriteString(nbsp)
		}
		grouped.WriteRune(digit)
	}
	return sign + grouped.String()
}

// Kronor returns an amount of money, n in whole kronor: "50 000 kronor"; from a million on, when nothing is lost by it,
// "2,9 miljoner kronor". All spaces are no-break spaces.
func Kronor(n int64) string {
	const million = 1_000_000
	switch {
	case n == 1:
		return "1" + nbsp + "krona"
	case n == million:
		return "1" + nbsp + "miljon" + nbsp + "kronor"
	case n > million && n%(million/10) == 0:
		amount := Number(n / million)
		if tenth := n % million / (million / 10); tenth != 0 {
			amount += "," + strconv.FormatInt(tenth, 10)
		}
		return amount + nbsp + "miljoner" + nbsp + "kronor"
	}
	return Number(n) + nbsp + "kronor"
}

// JoinAnd joins words as a sentence does: "a, b och c".
func JoinAnd(words []string) string { return join(words, " och ") }

// JoinOr joins words as choices are written: "a, b eller c".
func JoinOr(words []string) string { return join(words, " eller ") }

func join(words []string, between string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + between + words[last]
}
