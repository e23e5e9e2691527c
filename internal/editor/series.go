package editor

import (
	"fmt"
	"slices"
	"strconv"
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
	// horizon is how long a series without an end goes on in the file.
	horizon = 1 // years
)

// repeats writes the series of an event, if it is one, and tells what the editor should look at.
func repeats(e *ical.Event, when content.When) (h header, notes []string, err error) {
	r := e.Recurrence
	if r == nil || r.Count == 1 {
		return nil, nil, nil
	}
	if r.Every > maxEvery {
		return nil, nil, &Obstacle{
			fmt.Sprintf("”%s” upprepas för sällan för att vara en serie.", e.Summary),
			"Läs in varje gång för sig, eller skriv in dem för hand.",
		}
	}
	days, endless := ruleDays(e, when)
	if len(days) < 2 {
		return nil, nil, nil
	}
	last := days[len(days)-1]
	h = append(h, "repeats:", "  every: "+strconv.Itoa(r.Every), "  unit: "+string(unit(r.Unit)))
	switch {
	case r.Count > 1 && r.Count <= maxTimes:
		h = append(h, "  times: "+strconv.Itoa(r.Count))
	default:
		h = append(h, "  until: "+last.String())
	}
	if endless {
		notes = append(
			notes,
			"Serien har inget slut i inbjudan. I filen slutar den "+swedish.FormatDate(
				last,
			)+". Ändra until om det ska vara en annan dag.",
		)
	} else if len(days) == maxTimes {
		notes = append(notes, fmt.Sprintf(
			"Serien är lång. I filen har den %d tillfällen och slutar %s.", maxTimes, swedish.FormatDate(last)))
	}
	var except []string
	for _, t := range r.Except {
		if day := swedish.DateOf(t); slices.Contains(days, day) {
			except = append(except, day.String())
		}
	}
	if len(except) > 0 {
		h = append(h, "  except: ["+strings.Join(except, ", ")+"]")
	}
	var moved []string
	for _, m := range r.Moved {
		from := swedish.DateOf(m.Original)
		if !slices.Contains(days, from) {
			continue
		}
		w := content.When{Start: m.Start, End: m.End, WholeDay: e.WholeDay}
		if e.End.IsZero() {
			w.End = m.Start.Add(defaultLength)
		}
		moved = append(moved, "    - from: "+from.String(), "      start: "+writtenMoment(w.Start, w.WholeDay))
		if end := writtenEnd(w); end != "" {
			moved = append(moved, "      end: "+end)
		}
	}
	if len(moved) > 0 {
		h = append(append(h, "  moved:"), moved...)
	}
	return h, notes, nil
}

// ruleDays returns the days on which the rule starts an occasion, exceptions and moved ones included, as far as a file
// can have them. It tells whether the rule has no end.
func ruleDays(e *ical.Event, when content.When) (days []swedish.Date, endless bool) {
	rule := *e.Recurrence
	rule.Except, rule.Moved = nil, nil
	bare := ical.Event{Start: when.Start, End: when.End, WholeDay: when.WholeDay, Recurrence: &rule}
	to := time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)
	if endless = rule.Count == 0 && rule.Until.IsZero(); endless {
		to = when.Start.AddDate(horizon, 0, 0)
	} else if rule.Count == 0 {
		to = rule.Until.AddDate(0, 0, 2)
	}
	for _, o := range bare.Occurrences(when.Start.Add(-time.Second), to) {
		if len(days) == maxTimes {
			break
		}
		days = append(days, swedish.DateOf(o.Start))
	}
	return days, endless
}

func unit(u ical.Unit) content.Unit {
	switch u {
	case ical.Week:
		return content.Week
	case ical.Month:
		return content.Month
	}
	return content.Day
}

// occasions returns the times at which an event takes place, as far as a file can have them.
func occasions(e *ical.Event, when content.When) []content.When {
	series := *e
	series.Start, series.End = when.Start, when.End
	if e.Recurrence != nil {
		days, _ := ruleDays(e, when)
		rule := *e.Recurrence
		if len(days) > 0 && (rule.Count == 0 || rule.Count > maxTimes) {
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
