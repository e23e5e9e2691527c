package ical

import ics "github.com/arran4/golang-ical"

// timezone is the VTIMEZONE of Europe/Stockholm: the two rules that hold since the autumn of 1996. Programs believe
// what stands here, even if it is wrong, and some read only one rule of each kind, so there is no more (the tests hold
// it against the zone database, hour by hour). It is built by hand, since the library's own comes out empty.
func timezone() *ics.VTimezone {
	return &ics.VTimezone{ComponentBase: ics.ComponentBase{
		Properties: []ics.IANAProperty{property("TZID", tzid)},
		Components: []ics.Component{
			&ics.Daylight{ComponentBase: change("CEST", "+0100", "+0200", "19810329T020000", "3")},
			&ics.Standard{ComponentBase: change("CET", "+0200", "+0100", "19961027T030000", "10")},
		},
	}}
}

// change is one change of the clock, yearly on the last Sunday of a month.
func change(name, from, to, since, month string) ics.ComponentBase {
	return ics.ComponentBase{Properties: []ics.IANAProperty{
		property("TZOFFSETFROM", from),
		property("TZOFFSETTO", to),
		property("TZNAME", name),
		property("DTSTART", since),
		property("RRULE", "FREQ=YEARLY;BYMONTH="+month+";BYDAY=-1SU"),
	}}
}
