package content

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/swedish"
)

// ordinals are the Swedish words for the first to the twelfth.
var ordinals = [...]string{
	"", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde", "elfte",
	"tolfte",
}

// dayName is what an editor writes in days: "tisdag", "tredje tisdagen", "sista vardagen", "den 15", "sista dagen".
func dayName(o ical.On) string {
	name := "vardag"
	if !o.Workday {
		name = swedish.WeekdayName(o.Weekday)
	}
	switch {
	case o.Date < 0:
		return "sista dagen"
	case o.Date > 0:
		return "den " + strconv.Itoa(o.Date)
	case o.Nth < 0:
		return "sista " + name + "en"
	case o.Nth > 0:
		return ordinals[o.Nth] + " " + name + "en"
	}
	return name
}

// DayNames returns what an editor writes for days.
func DayNames(on []ical.On) []string {
	names := make([]string, len(on))
	for i, o := range on {
		names[i] = dayName(o)
	}
	return names
}

// allDays lists the days that an editor can write.
func allDays() (days []ical.On) {
	for _, nth := range []int{0, 1, 2, 3, 4, 5, -1} {
		for _, weekday := range week {
			days = append(days, ical.On{Nth: nth, Weekday: weekday})
		}
		if nth != 0 {
			days = append(days, ical.On{Nth: nth, Workday: true})
		}
	}
	for date := 1; date <= 31; date++ {
		days = append(days, ical.On{Date: date})
	}
	return append(days, ical.On{Date: -1})
}

// knownDays finds the days by their names.
var knownDays = sync.OnceValue(func() map[string]ical.On {
	known := map[string]ical.On{}
	for _, o := range allDays() {
		known[dayName(o)] = o
	}
	return known
})

// DaysNamed returns the days that names stand for, as they are written in a header. Names that stand for none are left
// out.
func DaysNamed(names ...string) (days []ical.On) {
	for _, name := range names {
		if o, ok := knownDays()[name]; ok {
			days = append(days, o)
		}
	}
	return days
}

// week is the days of a week in Swedish order.
var week = []time.Weekday{
	time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday,
}

// daysValue writes days as the value of the key days.
func daysValue(on []ical.On) string {
	names := DayNames(on)
	if len(names) == 1 {
		return names[0]
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// Phrase says in Swedish how a series that begins with an occasion goes on: "tredje tisdagen varje månad till och med
// 21 december 2027".
func (r *Repeats) Phrase(first When) string {
	var phrase string
	day := swedish.DateOf(first.Start)
	on := r.On
	switch r.Unit {
	case Day:
		phrase = r.each("dag")
	case Week:
		if len(on) == 0 {
			on = []ical.On{{Weekday: day.Weekday()}}
		}
		if len(on) == 1 || r.Every == 1 {
			phrase = r.each(joinDays(on))
		} else {
			phrase = r.each("vecka") + ", " + joinDays(on)
		}
	case Month, Year:
		if len(on) == 0 {
			on = []ical.On{{Date: day.Day}}
		}
		if phrase = joinDays(on); r.Unit == Year {
			in := " i "
			if on[0].Date > 0 {
				in = " "
			}
			phrase += in + swedish.MonthName(day.Month)
		}
		phrase += " " + r.each(string(r.Unit))
	default:
		phrase = swedish.ShortDate(day)
	}
	switch {
	case r.Times > 0:
		phrase += fmt.Sprintf(", %d gånger", r.Times)
	case !r.Until.IsZero():
		phrase += " till och med " + swedish.ShortDate(r.Until)
	}
	if len(r.Extra) == 0 {
		return phrase
	}
	days := make([]string, len(r.Extra))
	for i, extra := range r.Extra {
		days[i] = swedish.ShortDate(extra)
	}
	return phrase + " samt " + swedish.JoinAnd(days)
}

func joinDays(on []ical.On) string { return swedish.JoinAnd(DayNames(on)) }

// each says how often something comes: "varje tisdag", "vartannat år", "var tredje vecka".
func (r *Repeats) each(what string) string {
	t := "" // of the neuter
	if what == string(Year) {
		t = "t"
	}
	switch n := r.Every; {
	case n <= 1:
		return "varje " + what
	case n == 2 && t == "":
		return "varannan " + what
	case n == 2:
		return "vartannat " + what
	case n < len(ordinals):
		return "var" + t + " " + ordinals[n] + " " + what
	default:
		ending := "e"
		if n%10 == 1 || n%10 == 2 {
			ending = "a"
		}
		return fmt.Sprintf("var%s %d:%s %s", t, n, ending, what)
	}
}

var (
	weekdayWord = lazyregexp.New(`^(mån|tis|ons|tors?|fre|lör|sön)(?:dag)?(?:en|ar|arna|s)?\.?$`)
	ordinalWord = lazyregexp.New(`^(\d{1,2})(?::?[ae])?$`)
)

// readRhythm understands how often something comes when an editor says it in words of his own: "tisdagar och
// torsdagar", "3:e tisdagen i månaden", "den 15:e", "varannan vecka". It reports whether it does; Every or Unit is zero
// when nothing is said of it.
func readRhythm(text string) (r Repeats, ok bool) {
	words := strings.FieldsFunc(
		strings.ToLower(text),
		func(c rune) bool { return c == ' ' || c == ',' || c == '\u00a0' },
	)
	var numbers []int // that nothing has been said of yet
	each := false     // after "var": a number counts units
	take := func(day func(n int) ical.On) {
		switch {
		case each && len(numbers) == 1:
			r.Every, each = numbers[0], false
			r.On = append(r.On, day(0))
		case len(numbers) == 0:
			r.On = append(r.On, day(0))
		default:
			for _, n := range numbers {
				r.On = append(r.On, day(n))
			}
		}
		numbers = nil
	}
	dates := func() {
		for _, n := range numbers {
			r.On = append(r.On, ical.On{Date: n})
		}
		numbers = nil
	}
	unit := func(u Unit) {
		if each && len(numbers) == 1 {
			r.Every, numbers = numbers[0], nil
		}
		r.Unit, each = u, false
	}
	for _, word := range words {
		if m := weekdayWord().FindStringSubmatch(word); m != nil {
			weekday := week[slices.IndexFunc(week, func(w time.Weekday) bool {
				return strings.HasPrefix(swedish.WeekdayName(w), m[1])
			})]
			take(func(n int) ical.On { return ical.On{Nth: n, Weekday: weekday} })
			continue
		}
		if n := ordinal(word); n != 0 {
			numbers = append(numbers, n)
			continue
		}
		switch word {
		case "och", "på", "i", "om", "en", "ett", "gång", "gången", "den", "det", "alla":
		case "var", "vart", "varje":
			dates()
			each = true
		case "varannan", "vartannat":
			dates()
			r.Every = 2
		case "vardag", "vardagar", "vardagen", "vardagarna":
			if len(numbers) > 0 {
				take(func(n int) ical.On { return ical.On{Nth: n, Workday: true} })
				continue
			}
			for _, weekday := range week[:5] {
				r.On = append(r.On, ical.On{Weekday: weekday})
			}
		case "dag", "dagen", "dagar", "dagligen":
			if len(numbers) == 1 && !each {
				dates()
				continue
			}
			unit(Day)
		case "vecka", "veckan", "veckor", "veckovis":
			unit(Week)
		case "månad", "månaden", "månader", "månadsvis":
			unit(Month)
		case "år", "året", "årligen":
			unit(Year)
		default:
			return Repeats{}, false
		}
	}
	dates()
	return r, r.settle()
}

// ordinal reads "tredje", "3:e", "15" and "sista"; 0 for other words.
func ordinal(word string) int {
	if m := ordinalWord().FindStringSubmatch(word); m != nil {
		n, _ := strconv.Atoi(m[1]) // two digits
		return n
	}
	if word == "sista" {
		return -1
	}
	return max(slices.Index(ordinals[1:], word)+1, 0)
}

// settle finds the unit that the days tell of. It reports whether they are days that there are, of one sort.
func (r *Repeats) settle() bool {
	if len(r.On) == 0 {
		return r.Unit != ""
	}
	known := allDays()
	if slices.ContainsFunc(r.On, func(o ical.On) bool { return !slices.Contains(known, o) }) || mixed(r.On) {
		return false
	}
	switch {
	case !ofWeek(r.On[0]):
		if r.Unit != Year {
			r.Unit = Month
		}
	case r.Unit == Month || r.Unit == Year:
		return false // which of them?
	default:
		r.Unit = Week
	}
	return true
}

// ofWeek reports whether a day is one of a week, not of a month.
func ofWeek(o ical.On) bool { return o.Date == 0 && o.Nth == 0 }

// mixed reports whether days are of different sorts, which no rule can have.
func mixed(on []ical.On) bool {
	return slices.ContainsFunc(on, func(o ical.On) bool {
		return ofWeek(o) != ofWeek(on[0]) || (o.Date == 0) != (on[0].Date == 0) || o.Workday && len(on) > 1
	})
}

// meantByText returns the keys of repeats that a text in their place stands for; none when it is not understood.
func meantByText(text string) []string {
	r, ok := readRhythm(text)
	if !ok {
		return nil
	}
	var lines []string
	if r.Every > 1 {
		lines = append(lines, fmt.Sprintf("every: %d", r.Every))
	}
	lines = append(lines, "unit: "+string(r.Unit))
	if len(r.On) > 0 {
		lines = append(lines, "days: "+daysValue(r.On))
	}
	return append(lines, "times: 10")
}
