package frontmatter

import (
	"strings"
	"testing"
)

const typical = `---
title: Partnerskapsmöte i Örebro
kind: workshop
start: 2016-05-10 13:00
end: 2016-05-10 16:00
place: Örebro
summary: Möte för alla parter om nuläget, planerna för hösten och vad som händer framöver i länet.
organizers: [coompanion-orebro-lan, region-orebro-lan]
themes:
  - hallbar-stadsutveckling
  - digital-delaktighet
registration:
  url: https://example.org/anmalan
  email: anmalan@example.org
levels: [regional]
year: 2016
---
`

// BenchmarkParse reads one activity: 15 keys and 300 words of text, split, parsed and decoded.
func BenchmarkParse(b *testing.B) {
	src := []byte(typical + strings.Repeat("Många ord om ett möte i Örebro län.\n", 50))
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		doc, problems := Parse("aktiviteter/x.md", src)
		_, more := decode(doc)
		if len(problems)+len(more) > 0 {
			b.Fatal(problems, more)
		}
	}
}

// BenchmarkYAML is the YAML library's part of BenchmarkParse.
func BenchmarkYAML(b *testing.B) {
	header := []byte(strings.Trim(typical, "-\n"))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := load(header); err != nil {
			b.Fatal(err)
		}
	}
}
