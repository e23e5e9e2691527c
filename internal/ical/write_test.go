package ical_test

import (
	"fmt"
	"testing"
	"time"

	"so-in.se/psi/internal/ical"
)

func BenchmarkWrite(b *testing.B) {
	c := large(3000)
	var buf []byte
	for b.Loop() {
		var err error
		buf, err = c.Append(buf[:0])
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(buf))/float64(len(c.Events)), "bytes/event")
}

func large(n int) *ical.Calendar {
	zone, _ := time.LoadLocation("Europe/Stockholm")
	c := &ical.Calendar{
		Name: "Partnerskapet för sociala innovationer", Description: "Alla aktiviteter", URL: "https://www.so-in.se/kalender/",
		Source: "https://www.so-in.se/kalender.ics", Color: "teal", Organizer: ical.Mailbox{Name: "PSI", Email: "psi@so-in.se"},
	}
	for i := range n {
		start := time.Date(2015, 1, 1+i, 9+i%8, 0, 0, 0, zone)
		c.Events = append(c.Events, ical.Event{
			UID: fmt.Sprintf("aktivitet-%d@so-in.se", i), Sequence: i % 5, Created: start.AddDate(0, -2, 0), LastModified: start.AddDate(0, -1, 0),
			Start: start, End: start.Add(3 * time.Hour),
			Summary:     fmt.Sprintf("Samhällssamtal %d: hur når vi fler, och vad händer sedan?", i),
			Description: "Vi träffas för att tala om hur sociala innovationer kan växa i länet; alla är välkomna.\n\nVi bjuder på fika, säg till om du vill ha glutenfritt. Anmäl dig senast en vecka innan, så att vi vet hur många vi blir.",
			Location:    "Konserthuset, Fabriksgatan 2, Örebro", URL: fmt.Sprintf("https://www.so-in.se/aktiviteter/samhallssamtal-%d/", i),
			Categories: []string{"samhällssamtal", "folkhälsa"}, Contact: "Åsa Öberg, 019-602 10 00",
			Geo: &ical.Geo{Latitude: 59.2753, Longitude: 15.2134},
		})
	}
	return c
}
