package parallel_test

import (
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"so-in.se/psi/internal/parallel"
)

func TestDoCallsEachIndexOnce(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for cores := range 5 {
		runtime.GOMAXPROCS(cores + 1)
		var calls [100]atomic.Int32
		parallel.Do(len(calls), func(i int) { calls[i].Add(1) })
		for i := range calls {
			if n := calls[i].Load(); n != 1 {
				t.Errorf("%d cores: index %d was called %d times", cores+1, i, n)
			}
		}
	}
}

// wantPanic reports whether the caller is reached by a panic, with the stack that it came from.
func wantPanic(t *testing.T, value string) {
	if p := fmt.Sprint(recover()); !strings.HasPrefix(p, value+"\n") || !strings.Contains(p, "parallel_test.go") {
		t.Errorf("recovered %s", p)
	}
}

func TestDoPanics(t *testing.T) {
	defer wantPanic(t, "number 7")
	parallel.Do(100, func(i int) {
		if i == 7 {
			panic("number 7")
		}
	})
}

func TestGoPanicsInWait(t *testing.T) {
	wait := parallel.Go(func() { panic("beside") })
	defer wantPanic(t, "beside")
	wait()
}

func TestGoWaits(t *testing.T) {
	done := false
	parallel.Go(func() { done = true })()
	if !done {
		t.Error("wait returned before the call")
	}
}
