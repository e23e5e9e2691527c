package search

import (
	"bytes"
	stdcmp "cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// index makes an index of documents of one kind.
func index(docs []Document, synonyms ...Synonyms) *Index {
	return New([]Kind{{Title: "Sidor", Documents: docs}}, synonyms)
}

// written renders an index, its table of contents too.
func written(tb testing.TB, x *Index) map[string][]byte {
	tb.Helper()
	files := map[string][]byte{}
	for _, f := range append(x.Files(), File{Name: ContentsName, Render: x.Contents}) {
		var buf bytes.Buffer
		if err := f.Render(&buf); err != nil {
			tb.Fatal(err)
		}
		files[f.Name] = buf.Bytes()
	}
	return files
}

// folder writes an index to a folder.
func folder(tb testing.TB, x *Index) string {
	tb.Helper()
	dir := tb.TempDir()
	for name, data := range written(tb, x) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// answer is what the browser's script makes of a query.
type answer struct {
	Query string
	Hits  []int    // places in the order of all documents
	Paths []string // addresses of the first
	Whole bool
	Files []string // with those that tell what is shown of the first
	// Mended are words that were taken for mistyped, each with what was meant.
	Mended      [][2]string
	Suggestions []string
}

// ask searches an index with the browser's script.
func ask(tb testing.TB, x *Index, queries ...string) []answer {
	tb.Helper()
	out := node(tb, "find.js", []byte(strings.Join(queries, "\n")), folder(tb, x), ContentsName)
	var answers []answer
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var a answer
		if err := dec.Decode(&a); err != nil {
			tb.Fatal(err)
		}
		answers = append(answers, a)
	}
	if len(answers) != len(queries) {
		tb.Fatalf("%d answers to %d queries", len(answers), len(queries))
	}
	return answers
}

// library is a small site.
var library = []Document{
	0: {
		Address: "/begrepp/asf/", Title: "Arbetsintegrerat socialt företag",
		Names: []string{"ASF", "arbetsintegrerade sociala företag"}, Summary: "Ett företag som ger arbete.",
	},
	1: {
		Address: "/delta/", Title: "Så kan du delta", Summary: "Alla är välkomna.",
		HTML: "<h2 id=a>Vem kan vara med?</h2><p>Din <em>deltagning</em> kostar inget.</p>",
	},
	2: {Address: "/mote/", Title: "Stormöte i Kumla", Summary: "Vi talar om åtgärder.", HTML: "<p>Mötet är öppet.</p>"},
	3: {
		Address: "/odling/", Title: "Odling som väg till arbete",
		HTML: `<p>Kvinnor odlar på <a href="/landsbygd">landsbygden</a> &amp; i staden.</p>`,
	},
	4: {
		Address: "/samtal/", Title: "Samhällssamtal om tillit",
		HTML: "<h3>Åtgärder</h3><p>Ett samtal om rad och ordning.</p>",
	},
	5: {
		Address: "/rad/", Title: "Rådgivning", Text: []string{"Anna Öberg, Örebro"},
		HTML: "<p>Här får du råd om företag och arbete. Länsbygderådet hjälper också.</p>",
	},
	6: {Address: "/mac/", Title: "Bra\u0308nda mo\u0308ten", HTML: "<p>o\u0308l och ro\u00addan i en bygd 2016</p>"},
	7: {Address: "/under/", Title: "Under arbete", HTML: "<p>Vi är under utveckling. Lösta frågor vid en gräns.</p>"},
	8: {Address: "/granser/", Title: "Gränslöst"},
}

// TestFind asks for words as visitors would. The first hit is the page that they want.
func TestFind(t *testing.T) {
	tests := []struct {
		query string
		want  []int // all hits, best first; a lone first one when only that is certain
		all   bool
	}{
		{"tagning", []int{1}, true}, // a part of a compound
		{"deltagningar", []int{1}, true},
		{"möte", []int{6, 2}, true}, // inflected, in a title, and in a compound
		{"mötena", []int{6, 2}, true},
		{"mote", []int{6, 2}, true}, // without dots
		{"ÅTGÄRD", []int{2, 4}, true},
		{"atgarderna", []int{2, 4}, true},
		{"åtgärdernas", []int{2, 4}, true},
		{"asf", []int{0}, true},
		{"arbetsintegrerade företag", []int{0}, true},
		{"odla", []int{3}, false},
		{"odl", []int{3}, true}, // half a word
		{"landsbyg", []int{3}, true},
		{"bygd", []int{6, 3, 5}, true}, // as it stands, as the end of a word, in the midst of one
		{"råd", []int{5}, true},        // not rad, and not område
		{"rad", []int{5, 4}, true},     // the title first
		{"örebro", []int{5}, true},
		{"orebro", []int{5}, true},
		{"granslost", []int{8}, false}, // an ending that only a word with dots loses, and parts that others have
		{"oberg", []int{5}, true},
		{"2016", []int{6}, true},
		{"rodan", []int{6}, true}, // a soft hyphen
		{"bränd", []int{6}, true}, // dots that came by themselves
		{"brända möten", []int{6}, true},
		{"arbete på landsbygden", []int{3, 7}, true},
		{"samtal om tillit", []int{4}, true},
		{"under", []int{7}, true}, // a word of no meaning, but the title
		{"href", nil, true},
		{"amp", nil, true},
		{"xyzzy", nil, true},
		{"", nil, true},
		{"?!", nil, true},
		{"och", nil, true},
	}
	var queries []string
	for _, test := range tests {
		queries = append(queries, test.query)
	}
	for i, got := range ask(t, index(library), queries...) {
		test := tests[i]
		if !test.all {
			got.Hits = got.Hits[:min(1, len(got.Hits))]
		}
		if !slices.Equal(got.Hits, test.want) {
			t.Errorf("%q finds %v, want %v", test.query, got.Hits, test.want)
		}
		for n, place := range got.Hits {
			if got.Paths[n] != library[place].Address {
				t.Errorf("%q finds %s and shows %s", test.query, library[place].Address, got.Paths[n])
			}
		}
	}
}

// TestPublishedAnew publishes another site while a browser searches. Whatever it had read by then, the answer is that
// of the one site or of the other, or there is none and it must begin again.
func TestPublishedAnew(t *testing.T) {
	docs := madeUp(t, 100)
	var queries []string
	for _, d := range docs[:20] {
		queries = append(queries, d.Title)
	}
	before := index(slices.Clone(docs))
	var fewer []Document
	for i, d := range docs {
		if i%3 > 0 {
			fewer = append(fewer, d)
		}
	}
	after := index(fewer)
	var got [][]string
	dirs := []string{folder(t, before), folder(t, after)}
	if err := json.Unmarshal(node(t, "anew.js", []byte(strings.Join(queries, "\n")), append(dirs, ContentsName)...),
		&got); err != nil {
		t.Fatal(err)
	}
	of := func(x *Index) (shown [][]string) {
		for _, a := range ask(t, x, queries...) {
			shown = append(shown, a.Paths[:min(5, len(a.Paths))])
		}
		return shown
	}
	old, current := of(before), of(after)
	tries := len(got) / len(queries)
	gone := 0
	for i, answer := range got {
		of := i / tries
		switch {
		case answer == nil:
			gone++
		case !slices.Equal(answer, old[of]) && !slices.Equal(answer, current[of]):
			t.Errorf("%q shows %q, before it was %q, then %q", queries[of], answer, old[of], current[of])
		}
	}
	if gone == 0 || gone > len(got)*9/10 {
		t.Errorf("%d of %d tries found files gone", gone, len(got))
	}
}

// TestPartly asks for words of which no page has all.
func TestPartly(t *testing.T) {
	got := ask(t, index(library), "odling xyzzy")[0]
	if got.Whole || !slices.Equal(got.Hits, []int{3}) {
		t.Errorf("got %+v", got)
	}
}

// TestFound finds each page of a made-up site by each word of its title, as written and without å, ä and ö.
func TestFound(t *testing.T) {
	docs := madeUp(t, 60)
	plain := strings.NewReplacer("å", "a", "ä", "a", "ö", "o")
	var queries []string
	var want []int
	for i, d := range docs {
		for _, word := range strings.Fields(d.Title) {
			queries = append(queries, word, plain.Replace(word))
			want = append(want, i, i)
		}
	}
	for i, a := range ask(t, index(docs), queries...) {
		if !slices.Contains(a.Hits, want[i]) {
			t.Errorf("%q does not find page %d, %q", a.Query, want[i], docs[want[i]].Title)
		}
	}
}

// TestSameBytes counts words on one core and on many.
func TestSameBytes(t *testing.T) {
	docs := madeUp(t, 100)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	runtime.GOMAXPROCS(1)
	want := written(t, index(docs))
	for _, cores := range []int{2, 3, 16} {
		runtime.GOMAXPROCS(cores)
		if diff := cmp.Diff(want, written(t, index(docs))); diff != "" {
			t.Errorf("%d cores: %s", cores, diff)
		}
	}
}

// madeUp makes documents with a vocabulary like that of Swedish prose: few words often, most words seldom, many
// compounds.
func madeUp(tb testing.TB, n int) []Document {
	tb.Helper()
	base := vocabulary(tb)
	r := rand.New(rand.NewPCG(3, 4))
	length := map[string]float64{} // common words are short, by and large
	for _, word := range base {
		length[word] = float64(len(word)) + r.NormFloat64()*3
	}
	slices.SortFunc(base, func(x, y string) int { return stdcmp.Compare(length[x], length[y]) })
	zipf := rand.NewZipf(r, 1.02, 4, uint64(len(base)-1))
	words := func(n int) string {
		list := make([]string, n)
		for i := range list {
			list[i] = base[zipf.Uint64()]
		}
		return strings.Join(list, " ")
	}
	docs := make([]Document, n)
	for i := range docs {
		docs[i] = Document{
			Address: fmt.Sprintf("/aktiviteter/%s-%d/", base[i%len(base)], i), Title: words(4), Facts: words(3),
			Summary: words(14),
			HTML:    "<p>" + words(100+r.IntN(200)) + "</p>\n<h2 id=x>" + words(3) + "</h2>\n<p>" + words(100) + "</p>",
		}
	}
	return docs
}

// zipped is how many bytes a browser receives.
func zipped(tb testing.TB, data []byte) int {
	tb.Helper()
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return buf.Len()
}

// TestSearchIsSmall sums what searches at 1 000 pages move when the browser has nothing: the table of contents, the
// order, the files with the words, and those with what is shown, at worst fifteen.
func TestSearchIsSmall(t *testing.T) {
	const budget = 100_000
	docs := madeUp(t, 1000)
	x := index(docs)
	files := written(t, x)
	sizes := map[string]int{}
	for name, data := range files {
		sizes[name] = zipped(t, data)
	}
	var queries []string
	for i := 0; i < len(docs); i += 5 {
		queries = append(queries, docs[i].Title) // four words
	}
	worst, sum := 0, 0
	for _, a := range ask(t, x, queries...) {
		moved := 0
		for _, name := range a.Files {
			moved += sizes[name]
		}
		worst = max(worst, moved)
		sum += moved
	}
	if worst > budget {
		t.Errorf("a search moves %d bytes, more than %d", worst, budget)
	}
	total, largest := 0, 0
	for _, size := range sizes {
		total += size
		largest = max(largest, size)
	}
	t.Logf(
		"%d files, %d bytes in all with gzip, the largest %d; a search of four words moves %d on average, %d at most",
		len(files), total, largest, sum/len(queries), worst,
	)
}

// TestPages writes and reads lists of pages.
func TestPages(t *testing.T) {
	for _, pages := range [][]page{
		nil, {pageOf(0, 0)},
		{pageOf(0, 3), pageOf(1, 0), pageOf(7, 1), pageOf(8, 3), pageOf(300, 2), pageOf(1<<20, 1),
			pageOf(math.MaxInt32/4, 3)},
	} {
		text := string(appendPages(nil, pages))
		var want [][2]int
		for _, p := range pages {
			want = append(want, [2]int{p.doc(), int(p.level())})
		}
		var got [][2]int
		if err := json.Unmarshal(node(t, "pages.js", []byte(text)), &got); err != nil {
			t.Fatal(err)
		}
		if len(want)+len(got) > 0 && !cmp.Equal(want, got) {
			t.Errorf("%q: %s", text, cmp.Diff(want, got))
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	for _, n := range []int{150, 1000, 10000} {
		docs := madeUp(b, n)
		b.Run(fmt.Sprint("pages=", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for _, f := range index(docs).Files() {
					if err := f.Render(io.Discard); err != nil {
						b.Fatal(err)
					}
				}
			}
			total := 0
			for _, data := range written(b, index(docs)) {
				total += len(data)
			}
			b.ReportMetric(float64(total), "bytes")
		})
	}
}
