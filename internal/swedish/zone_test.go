package swedish

import (
	"testing"
	"time"
)

// The rule is the European Union's (directive 2000/84/EC): summer time lasts from the last Sunday of March to the last
// Sunday of October, and the clock is moved at 01.00 UTC.
func TestZoneFollowsTheDirective(t *testing.T) {
	for year := 2002; year <= 2060; year++ {
		begins, ends := lastSunday(year, time.March), lastSunday(year, time.October)
		for at, want := range map[time.Time]int{
			begins.Add(-time.Second): 3600, begins: 7200,
			ends.Add(-time.Second): 7200, ends: 3600,
		} {
			if _, got := at.In(Zone()).Zone(); got != want {
				t.Errorf("%s: offset %d, want %d", at, got, want)
			}
		}
	}
}

func lastSunday(year int, month time.Month) time.Time {
	d := time.Date(year, month, 31, 1, 0, 0, 0, time.UTC)
	for d.Weekday() != time.Sunday {
		d = d.AddDate(0, 0, -1)
	}
	return d
}

func TestZoneIgnoresTheMachine(t *testing.T) {
	local := time.Local
	t.Cleanup(func() { time.Local = local })
	time.Local = time.FixedZone("elsewhere", -9*3600)
	m, err := ParseMoment("2016-05-10 13:00")
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Time.UTC().Format(time.RFC3339); got != "2016-05-10T11:00:00Z" {
		t.Errorf("13.00 in Stockholm is %s", got)
	}
	if name := m.Time.Location().String(); name != "Europe/Stockholm" {
		t.Errorf("the zone is named %s", name)
	}
}
