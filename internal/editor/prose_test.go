package editor_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"so-in.se/psi/internal/editor"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/problem"
)

// read converts Markdown as the site does and gives the text that a reader sees, line breaks as such.
func read(t *testing.T, source string) string {
	t.Helper()
	link := func(dest string) (markdown.Target, *problem.Problem) {
		return markdown.Target{URL: dest, External: true}, nil
	}
	doc, problems := markdown.Convert([]byte(source), markdown.Options{File: "x.md", Line: 1, Link: link})
	if len(problems) > 0 {
		t.Fatalf("%q: %v", source, problems)
	}
	root, err := html.Parse(strings.NewReader(doc.HTML))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(strings.ReplaceAll(n.Data, "\n", ""))
		case n.Type == html.ElementNode && n.Data == "br":
			b.WriteString("\n")
		case n.Type == html.ElementNode && n.Data == "p":
			b.WriteString("\n\n")
		case n.Type == html.ElementNode && !strings.Contains(" html head body a ", " "+n.Data+" "):
			t.Fatalf("%q became <%s>", source, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	return strings.TrimSpace(b.String())
}

// typography undoes what the site does to quotes, dashes and dots, and the blanks that it keeps together.
func typography(s string) string {
	r := strings.NewReplacer(
		"”", `"`, "’", "'", "–", "-", "—", "-", "…", "...", "\u00a0", " ", "\u00ad", "", "\u2011", "-",
	)
	s = r.Replace(s)
	for strings.Contains(s, "--") {
		s = strings.ReplaceAll(s, "--", "-")
	}
	return s
}

// tidy returns a text as it is meant: without blanks at the ends of lines, with at most one empty line between others.
func tidy(s string) string {
	var list []string
	for _, line := range strings.Split(s, "\n") {
		list = append(list, strings.TrimSpace(line))
	}
	s = strings.Join(list, "\n")
	for strings.Contains(s, "\n\n\n") {
		s = strings.ReplaceAll(s, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(s)
}

// TestProse makes Markdown of texts full of markup, and wants them to be read as they were written.
func TestProse(t *testing.T) {
	pieces := strings.Split(
		"Hej|åäö|# rubrik|## rubrik|- punkt|+ punkt|* punkt|1. ett|12) tolv|> citat|> "+
			"[!INFO]|**fet**|_kursiv_|`kod`|```|~~~|~~struken~~|[länk](x.md)|![bild](x.png)|[^1]|[^1]: "+
			"not|[ref]|[ref]: x.md|<b>|</div>|<script>alert(1)</script>|<!-- "+
			"-->|&amp;|&|\\|\\\\|a\\*b|===|---|***|: förklaring|Term|{#id}|(begrepp:x)|a_b_c|2 * 3 * 4|[ ] "+
			"ruta|- [x] ruta|$x$|:-)|a-b|e-post: kontakt@exempel.se.|"+
			"https://exempel.se/a_b?c=1&d=2|(https://exempel.se/x)|http://|www.exempel.se|"+
			"x@y|ftp://exempel.se|<https://exempel.se>|"+
			"💚|”citat”|\t|    indrag|1.|-|>|#|=|+",
		"|",
	)
	pieces = append(pieces, "| a | b |", "|---|---|", "a|b", "\n", "\n\n", "\n", " ", " ", "\n")
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		var b strings.Builder
		for range 1 + r.IntN(12) {
			b.WriteString(pieces[r.IntN(len(pieces))])
		}
		text := b.String()
		source := editor.Prose(text)
		want, got := blanks(typography(tidy(text))), blanks(typography(read(t, source)))
		if want != got {
			t.Fatalf("%q became %q, which reads\n%q, not\n%q", text, source, got, want)
		}
	}
}

// blanks makes one of runs of blanks, as browsers do.
func blanks(s string) string {
	var list []string
	for _, line := range strings.Split(s, "\n") {
		list = append(list, strings.Join(strings.Fields(line), " "))
	}
	return strings.Join(list, "\n")
}

func ExampleProse() {
	fmt.Print(editor.Prose("Välkommen!\n1. Fika\n2. Samtal *om* odling\n\nLäs mer: https://exempel.se/a_b."))
	// Output:
	// Välkommen!\
	// 1\. Fika\
	// 2\. Samtal \*om\* odling
	//
	// Läs mer: <https://exempel.se/a_b>.
}
