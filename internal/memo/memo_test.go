package memo_test

import (
	"testing"

	"so-in.se/psi/internal/memo"
)

func TestMemo(t *testing.T) {
	made := 0
	get := func(m *memo.Memo[string, int], key string) {
		t.Helper()
		if got := m.Get(key, func() int { made++; return len(key) }); got != len(key) {
			t.Errorf("%s has the value %d", key, got)
		}
	}
	wantMade := func(want int) {
		t.Helper()
		if made != want {
			t.Errorf("%d values were made, not %d", made, want)
		}
	}
	var m memo.Memo[string, int]
	get(&m, "a")
	get(&m, "bb")
	get(&m, "a")
	wantMade(2)
	m.Next()
	get(&m, "a")
	wantMade(2) // remembered from the last round
	m.Next()
	get(&m, "a")
	get(&m, "bb")
	wantMade(3) // the last round did not ask for bb
	var none *memo.Memo[string, int]
	none.Next()
	get(none, "a")
	get(none, "a")
	wantMade(5)
}
