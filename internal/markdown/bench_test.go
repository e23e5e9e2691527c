package markdown

import (
	"os"
	"testing"

	"so-in.se/psi/internal/problem"
)

func benchmarkOptions() Options {
	return Options{
		File: "sida.md", Line: 12,
		Link: func(dest string) (Target, *problem.Problem) {
			return Target{URL: dest, External: len(dest) > 4 && dest[:4] == "http"}, nil
		},
		Term: func(string) (Target, *problem.Problem) { return Target{URL: "/begrepp/x/"}, nil },
	}
}

// BenchmarkConvert converts a page of about 400 words such as editors write.
func BenchmarkConvert(b *testing.B) {
	body, err := os.ReadFile("testdata/sida.md")
	if err != nil {
		b.Fatal(err)
	}
	opt := benchmarkOptions()
	if _, problems := Convert(body, opt); problems.Err() != nil {
		b.Fatal(problems)
	}
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		Convert(body, opt)
	}
}
