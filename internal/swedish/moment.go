package swedish

import (
	"strconv"
	"strings"
	"time"

	"so-in.se/psi/internal/lazyregexp"
)

// Moment is a point in time as an editor writes it: a day with a time of day, or a whole day.
type Moment struct {
	// Time is in [Zone], to the second; for a whole day it is the midnight at which the day begins.
	Time time.Time
	// WholeDay says that no time of day was written.
	WholeDay bool
}

// IsZero reports whether there is no moment.
func (m Moment) IsZero() bool { return m.Time.IsZero() }

// Date returns the moment's day in Stockholm.
func (m Moment) Date() Date { return DateOf(m.Time) }

// String returns the moment in the form that [ParseMoment] reads back: "2016-05-10" or "2016-05-10T13:00:00+02:00"; ""
// for none.
func (m Moment) String() string {
	switch {
	case m.IsZero():
		return ""
	case m.WholeDay:
		return m.Date().String()
	}
	return m.Time.In(stockholm).Format(time.RFC3339)
}

// The years that an editor can mean. Anything outside them is a slip of the finger; before 1970 the time zone database
// speaks of Berlin rather than Stockholm.
const (
	firstYear = 1970
	lastYear  = 2199
)

// parts is a moment before anyone has asked whether the calendar and the clock have it.
type parts struct {
	date                 Date
	hasTime              bool
	hour, minute, second int
	zone                 string // "", "Z" or "+02:00", with or without the colon
}

// A date; then, after T or blanks, perhaps a time with seconds, a fraction of them and an offset from UTC (RFC 3339).
// Offsets west of UTC are left out: nobody in Sweden writes one, but many write "10:00-12:00" for a time that lasts
// until twelve.
var exactForm = lazyregexp.New(
	`^(\d{4})-(\d{2})-(\d{2})(?:(?:[Tt]| +)(\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?([Zz]|\+\d{2}:?\d{2})?)?$`)

// ParseDate reads a day, written "2016-05-10". Blanks around it do not matter. The error is a [*DateError], in Swedish.
func ParseDate(s string) (Date, error) {
	m, err := parse(s, true)
	if err != nil {
		return Date{}, err
	}
	if !m.WholeDay {
		return Date{}, onlyDay(s, m.Date())
	}
	return m.Date(), nil
}

// ParseMoment reads a day, "2016-05-10", or a day and a time, "2016-05-10 13:00". Between them may stand a T; seconds,
// parts of a second (which are dropped) and an offset, Z or +02:00, may follow. Blanks around it do not matter. A time
// without an offset is Stockholm time, and one that occurs twice, when summer time ends, is the first of the two. The
// error is a [*DateError], in Swedish.
func ParseMoment(s string) (Moment, error) { return parse(s, false) }

func parse(s string, dayOnly bool) (Moment, error) {
	s = strings.TrimSpace(s)
	if p, ok := exactParts(s); ok {
		return p.moment()
	}
	return Moment{}, explain(s, dayOnly)
}

func exactParts(s string) (parts, bool) {
	f := exactForm().FindStringSubmatch(s)
	if f == nil {
		return parts{}, false
	}
	return parts{
		date:    Date{number(f[1]), time.Month(number(f[2])), number(f[3])},
		hasTime: f[4] != "",
		hour:    number(f[4]), minute: number(f[5]), second: number(f[6]),
		zone: strings.ToUpper(f[7]),
	}, true
}

// number reads a few digits; none are 0.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// moment asks the calendar and the clock.
func (p parts) moment() (Moment, error) {
	if err := p.impossible(); err != nil {
		return Moment{}, err
	}
	if !p.hasTime {
		return Moment{Time: p.date.In(), WholeDay: true}, nil
	}
	if p.zone == "" {
		t := p.in(stockholm)
		if t.Hour() != p.hour || t.Minute() != p.minute {
			return Moment{}, p.skipped()
		}
		if earlier := t.Add(-time.Hour); earlier.Hour() == t.Hour() {
			t = earlier
		}
		return Moment{Time: t}, nil
	}
	offset, ok := p.offset()
	if !ok {
		return Moment{}, p.badOffset()
	}
	t := p.in(time.FixedZone("", offset)).In(stockholm)
	if t.Year() < firstYear || t.Year() > lastYear {
		return Moment{}, badYear(t.Year())
	}
	return Moment{Time: t}, nil
}

func (p parts) in(zone *time.Location) time.Time {
	return time.Date(p.date.Year, p.date.Month, p.date.Day, p.hour, p.minute, p.second, 0, zone)
}

// offset returns the seconds east of UTC. No zone is further away than 14 hours.
func (p parts) offset() (seconds int, ok bool) {
	if p.zone == "Z" {
		return 0, true
	}
	hours, minutes := number(p.zone[1:3]), number(p.zone[len(p.zone)-2:])
	return hours*3600 + minutes*60, minutes < 60 && hours*60+minutes <= 14*60
}

// String writes the parts as editors are asked to write them.
func (p parts) String() string {
	if !p.hasTime {
		return p.date.String()
	}
	return p.date.String() + " " + p.clock(":") + p.zone
}

func (p parts) clock(separator string) string {
	s := twoDigits(p.hour) + separator + twoDigits(p.minute)
	if p.second != 0 {
		s += separator + twoDigits(p.second)
	}
	return s
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
