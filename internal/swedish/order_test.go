package swedish

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"so-in.se/psi/internal/psitest"
)

// Titles and names in the order that a Swedish reader expects.
var inOrder = []string{
	"", "–",
	"0 dagar", "1 maj", "3 oktober", "8 av 10", "9 av 10", "20 år av nätverk", "100 dagar", "0100 darr", "12345678",
	"123456789",
	"1234567890", "999999999999999999", "1000000000000000000",
	"Aktiviteter", "arbetsutskottet", "ecole", "École", "école nationale",
	"möte 0", "Möte 1", "möte 2", "Möte 2", "Möte 10", "Möte 10b",
	"”Nja” är också ett svar", "nytta", "ss", "ß", "st",
	"Vad är en social innovation?", "Viby", "vy", "Wadköping", "Wennerberg", "x", "y", "Überraschung", "Zebra",
	"Åbo", "ålderism", "Ädelfors", "ärlig", "Æsop", "Öga", "Örebro", "Øster", "Östernärke", "Ж",
}

func TestCompare(t *testing.T) {
	for i, a := range inOrder {
		for j, b := range inOrder {
			want := min(max(i-j, -1), 1)
			if got := Compare(a, b); got != want {
				t.Errorf("Compare(%q, %q) = %d, want %d", a, b, got, want)
			}
			if got := strings.Compare(Key(a), Key(b)); got != want {
				t.Errorf("the keys of %q and %q compare as %d, want %d", a, b, got, want)
			}
		}
	}
}

func TestInitial(t *testing.T) {
	for s, want := range map[string]string{
		"": Digits, "–": Digits, "3 oktober": Digits, "½": Digits, "Aktivitet": "A", "ålderism": "Å",
		"a\u030alderism": "Å", "École": "E",
		"Überraschung": "Y", "Æsop": "Ä", "Øster": "Ö", "ß": "S", "”Nja”": "N", "Wadköping": "W", "Đorđe": "D",
		"Žižek": "Z", "Жук": "Ж",
	} {
		if got := Initial(s); got != want {
			t.Errorf("Initial(%q) = %q, want %q", s, got, want)
		}
	}
}

// What has one initial stands together in a sorted list.
func TestInitialsDoNotReturn(t *testing.T) {
	words := append(randomWords(3000), inOrder...)
	slices.SortFunc(words, Compare)
	seen := map[string]bool{}
	last := ""
	for _, word := range words {
		initial := Initial(word)
		if initial != last && seen[initial] {
			t.Errorf("%q is filed under %s, but stands among %s", word, initial, last)
		}
		seen[initial], last = true, initial
	}
}

// randomWords makes words of the letters, digits and signs that Swedish text has, the same ones each time.
func randomWords(n int) []string {
	letters := []rune("aAbcdeEéèfgijklmnoOpqrsStuüvVwWxyzZåÅäÄöÖæøßđñç0129   --'")
	random := rand.New(rand.NewPCG(2016, 510))
	words := make([]string, n)
	for i := range words {
		word := []rune{letters[random.IntN(len(letters)-6)]}
		for range random.IntN(7) {
			word = append(word, letters[random.IntN(len(letters))])
		}
		words[i] = string(word)
	}
	return words
}

// The judge is ICU, which JavaScript's Intl.Collator uses.
func TestOrderAgreesWithICU(t *testing.T) {
	node := psitest.Program(t, "node")
	words := randomWords(3000)
	slices.SortFunc(words, Compare)
	written, err := json.Marshal(words)
	if err != nil {
		t.Fatal(err)
	}
	const program = `
		const words = JSON.parse(require("fs").readFileSync(0, "utf8"));
		const collator = new Intl.Collator("sv", {numeric: true});
		const wrong = [];
		for (let i = 1; i < words.length; i++)
			if (collator.compare(words[i-1], words[i]) > 0) wrong.push(words[i-1] + " < " + words[i]);
		if (collator.resolvedOptions().locale !== "sv") wrong.push("this node has no Swedish order");
		process.stdout.write(JSON.stringify(wrong));`
	command := exec.Command(node, "-e", program)
	command.Stdin = strings.NewReader(string(written))
	command.Stderr = os.Stderr
	answer, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	if err := json.Unmarshal(answer, &wrong); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{}, wrong); diff != "" {
		t.Errorf("ICU has another order: %s", diff)
	}
}

func TestCompareIsSafeForConcurrentUse(t *testing.T) {
	words := randomWords(300)
	want := slices.SortedFunc(slices.Values(words), Compare)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if diff := cmp.Diff(want, slices.SortedFunc(slices.Values(words), Compare)); diff != "" {
				t.Errorf("another goroutine sorts otherwise: %s", diff)
			}
		})
	}
	group.Wait()
}

func FuzzCompare(f *testing.F) {
	for i := 2; i < len(inOrder); i++ {
		f.Add(inOrder[i-2], inOrder[i-1], inOrder[i])
	}
	f.Add("1", "01", "\x00")
	f.Add("a\u030a", "å", "\xff")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		if got, want := Compare(a, b), strings.Compare(Key(a), Key(b)); got != want {
			t.Errorf("Compare(%q, %q) = %d, their keys compare as %d", a, b, got, want)
		}
		if Compare(a, b) != -Compare(b, a) || (Compare(a, b) == 0) != (a == b) {
			t.Errorf("the order of %q and %q depends on who is asked", a, b)
		}
		if Compare(a, b) < 0 && Compare(b, c) < 0 && Compare(a, c) >= 0 {
			t.Errorf("%q < %q < %q, but not the first < the last", a, b, c)
		}
		if utf8.RuneCountInString(Initial(a)) == 0 {
			t.Errorf("Initial(%q) is empty", a)
		}
	})
}

func BenchmarkSort(b *testing.B) {
	words := randomWords(2000)
	b.Run("Compare", func(b *testing.B) {
		for b.Loop() {
			slices.SortFunc(slices.Clone(words), Compare)
		}
	})
	b.Run("Key", func(b *testing.B) {
		for b.Loop() {
			keys := make([]string, len(words))
			for i, word := range words {
				keys[i] = Key(word)
			}
			slices.Sort(keys)
		}
	})
}
