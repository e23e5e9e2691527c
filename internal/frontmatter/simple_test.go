package frontmatter

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"so-in.se/psi/internal/psitest"
)

// agree reports whether the quick reader takes the header, having held what it makes of it against the YAML library.
func agree(t *testing.T, header string) bool {
	t.Helper()
	got, ok := simpleHeader(header, 2)
	if !ok {
		return false
	}
	r := &reader{doc: &Document{Name: "a.md"}}
	h := &headerReader{reader: r, header: []byte(header), firstLine: 2}
	h.readYAML()
	if len(r.problems) > 0 || r.doc.root == nil {
		t.Fatalf("%q: taken, but the YAML library finds %v", header, r.problems)
	}
	got.pos = h.opening()
	if diff := cmp.Diff(*r.doc.root, got, cmp.AllowUnexported(node{}), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%q: %s", header, diff)
	}
	return true
}

// TestSimpleHeader names what the quick reader must take, or it is of no use.
func TestSimpleHeader(t *testing.T) {
	for _, header := range []string{
		strings.Trim(typical, "-\n"),
		"a: b\n",
		"a:\nb:   \n\n# x\nc: d\n",
		"a:\n- b\n- c\nd: e",
		"a:\n  - b: [å, d ,e f]\n    c:\n      # x\n      - 'd'\n  -  e: \"f # g: h\"\n     i: j\n\ng: []\nh:\n",
		"web: https://å.se/x?y#z\ntime: 2016-05-10 13:00\npath: /a/b/\nquoted: ”Å”\nempty: ''\nnull: null\n",
		"a: 'd: e'   \nb: (x)\nc: 50 000\n",
	} {
		if !agree(t, header) {
			t.Errorf("%q is not taken", header)
		}
	}
}

// TestSimpleHeaderAgrees makes headers of pieces, most of them tame, so that many headers are taken, and some of them
// wild.
func TestSimpleHeaderAgrees(t *testing.T) {
	psitest.Serial(t)
	random := rand.New(rand.NewPCG(1, 2))
	pick := func(wild int, tame, all []string) string {
		if random.IntN(100) < wild {
			return all[random.IntN(len(all))]
		}
		return tame[random.IntN(len(tame))]
	}
	var (
		indents = []string{"", "", "", "  ", "  ", "    ", " ", "   "}
		dashes  = []string{"- ", "-  ", "- - ", "-"}
		keys    = []string{"a-b", "_", "1", "å", "-x", "<<", "'i'", "#", "a"}
		colons  = []string{":", ":  ", " : ", "", "\n"}
		ends    = []string{"\n\n", " \n", "\n# x\n", "\n   # x\n", " # y\n", ""}
		tame    = []string{"x", "å b", "'c'", "\"d\"", "[e, f]", "[]", "2016-05-10", "13:00", "", "", "(p)", "''"}
		values  = []string{
			"i: j", "k #l", "k#l", "'m", "n'", "o:", "-", "- p", "|", ">-", "&q", "*q", "!r", "~", "null", "@s", "?",
			"? t", "\"\\n\"", "'u''v'", "[w: x]", "[y]z", "[ g ]", "[h,]", "{}", "{a: b}", "/ä/", ".", "...", "---",
			"# z", "\u00a0b", "c ", "<<", "'d' e", "[å,\u00a0, x]",
		}
	)
	taken := 0
	for range 30_000 {
		wild := random.IntN(20)
		var b strings.Builder
		for i := range 1 + random.IntN(7) {
			b.WriteString(pick(2*wild, []string{"", indents[random.IntN(5)]}, indents))
			b.WriteString(pick(wild, []string{"", "", "", "- "}, dashes))
			b.WriteString(pick(wild, []string{string(rune('a' + i))}, keys))
			b.WriteString(pick(wild, []string{": "}, colons))
			b.WriteString(pick(wild, tame, values))
			b.WriteString(pick(wild, []string{"\n"}, ends))
		}
		if agree(t, b.String()) {
			taken++
		}
	}
	if taken < 3000 {
		t.Errorf("only %d headers were taken: the test tests little", taken)
	}
}
