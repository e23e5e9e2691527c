package content

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Plain Swedish, as PSI's own pages are to be written. LIX is Björnsson's measure of how hard a text is to read: below
// 30 is easy, 40 to 50 is a newspaper.
const (
	hardestLIX      = 45
	longestSentence = 25
	longWord        = 6 // letters; a longer word is a long one
)

// reading is what is counted of a text.
type reading struct {
	words, long, sentences int
	longest                []string // the words of the longest sentence
}

// lix returns words per sentence + long words per hundred words.
func (r *reading) lix() float64 {
	if r.words == 0 {
		return 0
	}
	return float64(r.words)/float64(r.sentences) + 100*float64(r.long)/float64(r.words)
}

// block counts a piece of text that nobody reads as one with what stands before and after: a paragraph, an item of a
// list. A sentence ends where the block does, and where a full stop, a question mark or an exclamation mark is followed
// by a capital; not at a colon, and not in “kl. 13”. What has a letter or a digit between two spaces is a word, save
// that an e-mail or web address is none.
func (r *reading) block(text string) {
	var sentence []string
	end := func() {
		if len(sentence) == 0 {
			return
		}
		r.sentences++
		if len(sentence) > len(r.longest) {
			r.longest = sentence
		}
		sentence = nil
	}
	stopped := false
	for token := range strings.FieldsSeq(text) {
		word := strings.TrimFunc(token, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
		if first, _ := utf8.DecodeRuneInString(word); stopped && unicode.IsUpper(first) {
			end()
		}
		stopped = strings.HasSuffix(strings.TrimRight(token, `”"'’»)`), ".") || strings.ContainsAny(token, "?!")
		if word == "" || strings.ContainsAny(word, "@/") {
			continue
		}
		sentence = append(sentence, word)
		r.words++
		if letters(word) > longWord {
			r.long++
		}
	}
	end()
}

// letters returns how many letters a word has.
func letters(word string) int {
	n := 0
	for _, c := range word {
		if unicode.IsLetter(c) {
			n++
		}
	}
	return n
}

// body counts the running text of a page: its paragraphs, items of lists and explanations. Headings, tables and the
// words that a list explains are read in another way, and not counted.
func (r *reading) body(t *testing.T, markup string) {
	t.Helper()
	nodes, err := html.ParseFragment(strings.NewReader(markup), &html.Node{
		Type: html.ElementNode, Data: "main", DataAtom: atom.Main,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range nodes {
		r.node(n)
	}
}

func (r *reading) node(n *html.Node) {
	switch n.DataAtom {
	case atom.Table, atom.H2, atom.H3, atom.H4, atom.Dt:
		return
	case atom.P, atom.Li, atom.Dd:
		if !holdsBlocks(n) {
			r.block(plain(n))
			return
		}
	}
	for c := range n.ChildNodes() {
		r.node(c)
	}
}

// holdsBlocks reports whether an item has paragraphs or lists of its own.
func holdsBlocks(n *html.Node) bool {
	for c := range n.Descendants() {
		switch c.DataAtom {
		case atom.P, atom.Ul, atom.Ol:
			return true
		}
	}
	return false
}

func plain(n *html.Node) string {
	var text strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			text.WriteString(c.Data)
		}
	}
	return text.String()
}

// header counts what is running text in the keys of an entry.
func (r *reading) header(e Typed) {
	switch e := e.(type) {
	case *Page:
		r.block(e.Empty)
		for _, m := range e.Timeline {
			r.block(m.Text)
		}
	case *ActivityList:
		for _, g := range e.Goals {
			r.block(g.Text)
			for _, a := range g.Activities {
				r.block(a.Text)
				r.block(a.FollowUp)
			}
		}
	case *FundedProject:
		r.block(e.Result)
	case *Samhallssamtal:
		r.block(e.Outcome)
	}
}

// TestReadability holds every page of PSI's own site to plain language: its text alone, and with what its header says.
func TestReadability(t *testing.T) {
	c, err := Load(os.DirFS("../../content"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	hardest, pages := 0.0, 0
	for e := range c.All() {
		common := e.Common()
		var text, whole reading
		text.body(t, common.Body.HTML)
		whole.block(common.Summary)
		whole.header(e)
		whole.body(t, common.Body.HTML)
		pages++
		for _, r := range []*reading{&text, &whole} {
			hardest = max(hardest, r.lix())
			if r.lix() > hardestLIX {
				t.Errorf("%s: LIX %.1f (%d words, %d sentences, %d long words)", common.File, r.lix(), r.words,
					r.sentences, r.long)
			}
		}
		if n := len(whole.longest); n > longestSentence {
			t.Errorf("%s: a sentence of %d words: %s", common.File, n, strings.Join(whole.longest, " "))
		}
	}
	if pages < 100 {
		t.Errorf("only %d pages were read", pages)
	}
	t.Logf("%d pages, the hardest with LIX %.1f", pages, hardest)
}

func TestReading(t *testing.T) {
	for _, test := range []struct{ markup, want string }{
		// 4 words in one sentence, one of them long: 4 + 100/4.
		{"<p>Vi ses på torsdag.</p>", "4 words, 1 long, 1 sentences, LIX 29.0, longest 4"},
		// 10 words in two sentences, five long: 10/2 + 500/10.
		{"<p>Utskottet ansvarar för uppföljningen. Det träffas kl. 13 på fredagarna.</p>",
			"10 words, 5 long, 2 sentences, LIX 55.0, longest 6"},
		{"<h2>Rubriken räknas inte</h2><ul><li>en sak</li><li><p>en annan.</p></li></ul><table><tr><td>Inte heller " +
			"tabellen</td></tr></table>", "4 words, 0 long, 2 sentences, LIX 2.0, longest 2"},
		{"<p>Skriv till <a href=\"mailto:info@exempel.se\">info@exempel.se</a>! Det tar 2–3 dagar (ofta).</p>",
			"7 words, 0 long, 2 sentences, LIX 3.5, longest 5"},
		{"", "0 words, 0 long, 0 sentences, LIX 0.0, longest 0"},
	} {
		var r reading
		r.body(t, test.markup)
		got := fmt.Sprintf("%d words, %d long, %d sentences, LIX %.1f, longest %d", r.words, r.long, r.sentences,
			r.lix(), len(r.longest))
		if got != test.want {
			t.Errorf("%s: %s, not %s", test.markup, got, test.want)
		}
	}
}
