package editor

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/ical"
	"so-in.se/psi/internal/swedish"
)

const (
	// maxEvery and maxTimes are what a series in content/ can have.
	maxEvery = 52
	maxTimes = 520
	maxExtra = 500
	// horizon is how many years a series without an end goes on in the file. One with fewer occasions than few goes on
	// for longer, but not beyond farthest. One that would end within soon days goes on to the end of the next year.
	horizon  = 1
	soon     = 90
	few      = 3
	farthest = 100
)

// series is the rule of a series, and the days beside it.
type series struct {
	every int          // 0 for none
	unit  content.Unit // empty when there are only the days beside it
	days  string       // as in a list in a header
	until swedish.Date // zero when times is set
	times int
	extra string // days, as in a list in a header
}

// seriesOf returns what a file says of a series.
func seriesOf(r *content.Repeats) series {
	return series{
		every: r.Every, unit: r.Unit, days: strings.Join(content.DayNames(r.On), ", "), until: r.Until, times: r.Times,
		extra: listed(r.Extra),
	}
}

// repeats is what a file would say of the series.
func (s series) repeats() *content.Repeats {
	r := &content.Repeats{
		Every: s.every, Unit: s.unit, Until: s.until, Times: s.times,
		On: content.DaysNamed(strings.Split(s.days, ", ")...),
	}
	for day := range strings.SplitSeq(s.extra, ", ") {
		if d, err := swedish.ParseDate(day); err == nil {
			r.Extra = append(r.Extra, d)
		}
	}
	return r
}

// String writes the rule, and nothing for none. Digests are made of it: another wording makes those in files differ.
func (s series) String() string {
	if s.every == 0 {
		return ""
	}
	every, unit := s.every, s.unit
	if unit == content.Year && s.days == "" { // which is the same
		every, unit = 12*every, content.Month
	}
	text := fmt.Sprintf("var %d %s", every, unit)
	if s.days != "" {
		text += " " + s.days
	}
	switch {
	case unit == "":
		text = ""
	case s.times > 0:
		text += fmt.Sprintf(", %d gånger", s.times)
	default:
		text += " till och med " + s.until.String()
	}
	if s.extra != "" {
		text += " och " + s.extra
	}
	return text
}

// listed writes days as in a list in a header.
func listed(days []swedish.Date) string {
	list := make([]string, len(days))
	for i, day := range days {
		list[i] = day.String()
	}
	return strings.Join(list, ", ")
}

// repeat takes the series from an event, if it is one, and tells what the editor should look at.
func (f *facts) repeat(e *ical.Event, now time.Time) (notes []string, err error) {
	r := e.Recurrence
	if r == nil || r.Count == 1 && len(r.Extra) == 0 {
		return nil, nil
	}
	if r.Every > maxEvery {
		return nil, &Obstacle{
			fmt.Sprintf("”%s” upprepas för sällan för att vara en serie.", e.Summary),
			"Läs in varje gång för sig, eller skriv in dem för hand.",
		}
	}
	if len(r.Extra) > maxExtra {
		return nil, &Obstacle{
			fmt.Sprintf("”%s” har %d tillfällen utan regel.", e.Summary, len(r.Extra)),
			fmt.Sprintf(
				"Så många går inte att skriva in i en fil: högst %d. Dela serien i kalenderprogrammet.",
				maxExtra,
			),
		}
	}
	days, endless := ruleDays(e, f.when, now)
	extra := extraDays(r, days)
	if len(days)+len(extra) < 2 {
		return nil, nil
	}
	last := days[len(days)-1]
	f.series = series{every: 1, extra: listed(extra)}
	if len(days) > 1 {
		f.series.every, f.series.unit = r.Every, unit(r.Unit)
		f.series.days = strings.Join(content.DayNames(r.On), ", ")
		if r.Count > 1 && r.Count <= maxTimes-len(extra) {
			f.series.times = r.Count
		} else {
			f.series.until = last
		}
	}
	if endless {
		notes = append(
			notes,
			"Serien har inget slut i inbjudan. I filen slutar den "+swedish.FormatDate(
				last,
			)+". Ändra until om det ska vara en annan dag.",
		)
	} else if len(days)+len(extra) == maxTimes {
		notes = append(notes, fmt.Sprintf(
			"Serien är lång. I filen har den %d tillfällen och slutar %s.", maxTimes, swedish.FormatDate(last)))
	}
	days = append(days, extra...)
	for _, t := range r.Except {
		if day := swedish.DateOf(t); slices.Contains(days, day) {
			f.occasions[day] = occasion{off: true}
		}
	}
	for _, m := range r.Moved {
		if day := swedish.DateOf(m.Original); slices.Contains(days, day) {
			f.occasions[day] = occasion{when: moved(e, m)}
		}
	}
	return notes, nil
}

// moved returns when a moved occurrence takes place.
func moved(e *ical.Event, m ical.Override) content.When {
	w := content.When{Start: m.Start.In(swedish.Zone()), End: m.End.In(swedish.Zone()), WholeDay: e.WholeDay}
	if e.End.IsZero() {
		w.End = w.Start.Add(defaultLength)
	}
	return w
}

// ruleDays returns the days on which the rule starts an occasion, exceptions and moved ones included, as far as a file
// can have them. It tells whether the rule has no end; then there are those of the horizon, and at least a few. The
// horizon moves with now, once a year.
func ruleDays(e *ical.Event, when content.When, now time.Time) (days []swedish.Date, endless bool) {
	rule := *e.Recurrence
	most := maxTimes - len(rule.Extra)
	rule.Except, rule.Moved, rule.Extra = nil, nil, nil
	bare := ical.Event{Start: when.Start, End: when.End, WholeDay: when.WholeDay, Recurrence: &rule}
	before := func(to time.Time) {
		days = nil
		for _, o := range bare.Occurrences(when.Start.Add(-time.Second), to) {
			if len(days) == most {
				break
			}
			days = append(days, swedish.DateOf(o.Start))
		}
	}
	switch endless = rule.Count == 0 && rule.Until.IsZero(); {
	case endless:
		to := when.Start.AddDate(horizon, 0, 0)
		if to.Before(now.AddDate(0, 0, soon)) {
			to = swedish.Date{Year: now.In(swedish.Zone()).Year() + 2, Month: time.January, Day: 1}.In()
		}
		before(to)
		for years := 2 * horizon; len(days) < few && years < farthest; years *= 2 {
			before(to.AddDate(years-horizon, 0, 0))
		}
	case rule.Count == 0:
		before(rule.Until.AddDate(0, 0, 2))
	default:
		before(time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC))
	}
	return days, endless
}

func unit(u ical.Unit) content.Unit {
	switch u {
	case ical.Week:
		return content.Week
	case ical.Month:
		return content.Month
	case ical.Year:
		return content.Year
	}
	return content.Day
}

// extraDays returns the days beside the rule.
func extraDays(r *ical.Recurrence, ruled []swedish.Date) []swedish.Date {
	var days []swedish.Date
	for _, t := range r.Extra {
		if day := swedish.DateOf(t); !slices.Contains(ruled, day) {
			days = append(days, day)
		}
	}
	slices.SortFunc(days, swedish.Date.Compare)
	return slices.Compact(days)
}

// occasions returns the times at which an event takes place, as far as a file can have them.
func occasions(e *ical.Event, when content.When, now time.Time) []content.When {
	series := *e
	series.Start, series.End = when.Start, when.End
	if e.Recurrence != nil {
		days, _ := ruleDays(e, when, now)
		rule := *e.Recurrence
		if len(days) > 0 && (rule.Count == 0 || rule.Count > len(days)) {
			rule.Count, rule.Until = len(days), time.Time{}
		}
		series.Recurrence = &rule
	}
	var list []content.When
	for _, o := range series.Occurrences(time.Time{}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)) {
		list = append(list, content.When{Start: o.Start, End: o.End, WholeDay: e.WholeDay})
	}
	return list
}
