package content

import (
	"fmt"
	"strings"
	"testing"
)

// TestInParallelPanics holds that a panic reaches the caller, who can take it.
func TestInParallelPanics(t *testing.T) {
	defer func() {
		if p := fmt.Sprint(recover()); !strings.HasPrefix(p, "nummer 7\n") || !strings.Contains(p, "TestInParallelPanics") {
			t.Errorf("recovered %s", p)
		}
	}()
	inParallel(100, func(i int) {
		if i == 7 {
			panic("nummer 7")
		}
	})
}
