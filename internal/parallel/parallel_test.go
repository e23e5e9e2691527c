package parallel_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
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

func TestDoErrStopsAtError(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	calls, cause := 0, errors.New("no")
	err := parallel.DoErr(100, func(i int) error {
		if calls++; i == 5 {
			return cause
		}
		return nil
	})
	if err != cause || calls != 6 {
		t.Errorf("%d calls, %v; want 6", calls, err)
	}
}

// TestDoErrLowestError makes two calls that both fail, in either order: the message must not depend on which was first.
func TestDoErrLowestError(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	for range 100 {
		var both sync.WaitGroup
		both.Add(2)
		err := parallel.DoErr(2, func(i int) error {
			both.Done()
			both.Wait()
			return fmt.Errorf("file %d", i)
		})
		if err == nil || err.Error() != "file 0" {
			t.Fatal(err)
		}
	}
}

func TestGoPanicsInWait(t *testing.T) {
	wait := parallel.Go(func() { panic("elsewhere") })
	defer wantPanic(t, "elsewhere")
	wait()
}

func TestGoWaits(t *testing.T) {
	done := false
	parallel.Go(func() { done = true })()
	if !done {
		t.Error("wait returned before the call")
	}
}
