package ical_test

import "testing"

func BenchmarkWrite(b *testing.B) {
	c := large(3000)
	var buf []byte
	for b.Loop() {
		var err error
		if buf, err = c.Append(buf[:0]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(buf))/float64(len(c.Events)), "bytes/event")
}
