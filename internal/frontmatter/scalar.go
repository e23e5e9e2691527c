package frontmatter

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Text reads a text, without the blanks around it, as it was written: no value is taken for a number, a date or a yes.
func (d *Decoder) Text(key string, dst *string, opts ...Option) {
	if s, _, ok := d.text(key, merge(opts), "en text"); ok {
		*dst = s
	}
}

// Bool reads true or false, which in Swedish are ja and nej.
func (d *Decoder) Bool(key string, dst *bool, opts ...Option) {
	s, n, ok := d.text(key, merge(opts), "ja eller nej")
	if !ok {
		return
	}
	switch strings.ToLower(s) {
	case "true", "ja":
		*dst = true
	case "false", "nej":
		*dst = false
	default:
		d.Problem(n.pos, problem.UnknownValue,
			fmt.Sprintf("Nyckeln `%s` ska vara ja eller nej, inte %s.", key, Quoted(s)),
			fmt.Sprintf("Skriv `%s: ja` eller `%s: nej`.", key, key))
	}
}

// Int reads a whole number in decimal digits, which may be set in groups of three: "50 000". A leading zero means
// nothing.
func (d *Decoder) Int(key string, dst *int, opts ...Option) {
	o := merge(opts)
	if _, n, ok := d.text(key, o, "ett tal"); ok {
		d.int(key, n, dst, o)
	}
}

func (d *Decoder) int(key string, n *node, dst *int, o Option) bool {
	s := clean(n.text)
	number, ok := parseInt(s)
	if !ok {
		message := fmt.Sprintf("Nyckeln `%s` ska vara ett heltal, inte %s.", key, Quoted(s))
		if only, ok := onlyInt(s); ok && o.takes(only) {
			d.suggest(key, n, problem.BadValue, message, "Skriv bara siffror:", strconv.Itoa(only))
			return false
		}
		d.Problem(
			n.pos, problem.BadValue, message,
			fmt.Sprintf("Skriv bara siffror, till exempel `%s: %s`.", key, o.number()),
		)
		return false
	}
	if !o.takes(number) {
		d.Problem(
			n.pos, problem.BadValue,
			fmt.Sprintf("Nyckeln `%s` är %d, men ska vara ett tal från %d till %d.", key, number, o.min, o.max),
			fmt.Sprintf("Skriv till exempel `%s: %s`.", key, o.number()),
		)
		return false
	}
	*dst = number
	return true
}

// Sum reads a sum of money in whole kronor, see [swedish.ParseSum].
func (d *Decoder) Sum(key string, dst *int, opts ...Option) {
	o := merge(opts)
	s, n, ok := d.text(key, o, "en summa pengar")
	if !ok {
		return
	}
	sum, err := swedish.ParseSum(s)
	wrong, ok := errors.AsType[*swedish.SumError](err)
	if !ok && o.takes(sum) {
		*dst = sum
		return
	} else if !ok {
		d.Problem(n.pos, problem.BadValue,
			fmt.Sprintf("Nyckeln `%s` är %d, men ska vara ett tal från %d till %d.", key, sum, o.min, o.max),
			"Kontrollera summan.")
		return
	}
	message := fmt.Sprintf("Summan %s %s.", Quoted(s), wrong.Message)
	if wrong.Instead > 0 && o.takes(wrong.Instead) {
		d.suggest(key, n, problem.BadValue, message, "Skriv så här:", strconv.Itoa(wrong.Instead))
	} else {
		d.Problem(n.pos, problem.BadValue, message, wrong.Hint)
	}
}

// onlyInt returns the only number in a text, such as "10 gånger".
func onlyInt(s string) (int, bool) {
	digits := func(r rune) bool { return r >= '0' && r <= '9' }
	words := strings.FieldsFunc(s, func(r rune) bool { return !digits(r) })
	if len(words) != 1 || strings.ContainsFunc(s, func(r rune) bool { return strings.ContainsRune("-−,.", r) }) {
		return 0, false
	}
	n, err := strconv.Atoi(words[0])
	return n, err == nil
}

// takes reports whether a number is within the bounds.
func (o Option) takes(n int) bool { return !o.ranged || n >= o.min && n <= o.max }

// number returns a number that the key would take, for a hint.
func (o Option) number() string {
	switch {
	case o.ranged && o.max >= 2016 && o.min <= 2016 && o.min >= 1000:
		return "2016" // a year
	case o.ranged:
		return strconv.Itoa(max(o.min, min(o.max, 10)))
	}
	return "50000"
}

// parseInt reads decimal digits, with an optional minus and blanks of any kind between groups of three.
func parseInt(s string) (int, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	groups := strings.FieldsFunc(digits, unicode.IsSpace)
	for i, g := range groups {
		if i > 0 && len(g) != 3 || i == 0 && len(groups) > 1 && len(g) > 3 || strings.Trim(g, "0123456789") != "" {
			return 0, false
		}
	}
	n, err := strconv.Atoi(strings.Join(groups, ""))
	if negative {
		n = -n
	}
	return n, err == nil
}

// Date reads a day: 2016-05-10.
func (d *Decoder) Date(key string, dst *swedish.Date, opts ...Option) {
	if s, n, ok := d.text(key, merge(opts), "ett datum"); ok {
		day, err := swedish.ParseDate(s)
		if d.dateOK(n, err) {
			*dst = day
		}
	}
}

// Moment reads a day, or a day and a time of day: 2016-05-10 13:00. A time without an offset is Swedish.
func (d *Decoder) Moment(key string, dst *swedish.Moment, opts ...Option) {
	if s, n, ok := d.text(key, merge(opts), "ett datum"); ok {
		moment, err := swedish.ParseMoment(s)
		if d.dateOK(n, err) {
			*dst = moment
		}
	}
}

func (d *Decoder) dateOK(n *node, err error) bool {
	if err == nil {
		return true
	}
	wrong, ok := errors.AsType[*swedish.DateError](err)
	if !ok {
		d.Problem(n.pos, problem.BadDate, err.Error(), "")
		return false
	}
	kind := problem.BadDate
	if wrong.Reason == swedish.Nonexistent {
		kind = problem.NonexistentTime
	}
	var fix problem.Fix
	if wrong.Instead != "" {
		fix = d.doc.replace(n, wrong.Instead)
	}
	d.report(n.pos, kind, wrong.Message, wrong.Hint, fix)
	return false
}

// Choice reads one of the allowed values, written exactly so.
func Choice[T ~string](d *Decoder, key string, dst *T, allowed []T, opts ...Option) {
	if _, n, ok := d.text(key, merge(opts), "ett av orden som går att välja"); ok {
		if v, ok := choose(d, key, n, allowed); ok {
			*dst = v
		}
	}
}

func choose[T ~string](d *Decoder, key string, n *node, allowed []T) (T, bool) {
	s := clean(n.text)
	words := make([]string, 0, 16)
	for _, a := range allowed {
		if string(a) == s {
			return a, true
		}
		words = append(words, string(a))
	}
	message := fmt.Sprintf("Nyckeln `%s` kan inte vara %s.", key, Quoted(s))
	hint := "Välj ett av: " + strings.Join(words, ", ") + "."
	var fix problem.Fix
	if near, ok := swedish.Nearest(s, words); ok {
		message += " Menade du " + Quoted(near) + "?"
		fix = d.doc.replace(n, near)
	}
	d.report(n.pos, problem.UnknownValue, message, hint, fix)
	return "", false
}

// text returns a scalar and its text; what is the Swedish for what the key ought to have.
func (d *Decoder) text(key string, o Option, what string) (s string, n *node, ok bool) {
	value := d.value(key, o)
	if value == nil {
		return "", nil, false
	}
	if value.kind != scalar {
		d.wrongType(key, value, what, o)
		return "", nil, false
	}
	return clean(value.text), value, true
}

// clean takes away blanks at the ends and puts letters together with their marks (NFC), as a Mac may have written å in
// two parts.
func clean(s string) string {
	s = strings.TrimSpace(s)
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return s
}

func (d *Decoder) wrongType(key string, value *node, what string, o Option) {
	hint := "Skriv värdet på samma rad som nyckeln: `" + key + ": …`."
	switch {
	case o.example != "":
		hint = "Skriv till exempel:\n" + o.example
	case value.kind == mapping:
		hint += " Är det en text som innehåller kolon eller klamrar, så sätt citattecken runt den."
	case value.kind == list:
		hint += " Är det en text med hakparenteser, så sätt citattecken runt den."
	}
	d.Problem(
		value.pos, problem.WrongType,
		fmt.Sprintf("Nyckeln `%s` ska ha %s, men här står %s.", key, what, value.found()), hint,
	)
}

// found says what a value is.
func (n *node) found() string {
	switch n.kind {
	case list:
		return "en lista"
	case mapping:
		return "egna nycklar med värden"
	}
	return "en text"
}

// written returns a scalar as it can be written on its key's line.
func (n *node) written() string {
	if n.plain {
		return n.text
	}
	return quote(n.text)
}
