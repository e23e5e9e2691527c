package publish

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
)

func TestParallelStopsAtError(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	calls, cause := 0, errors.New("no")
	err := parallel(100, func() func(int) error {
		return func(i int) error {
			if calls++; i == 5 {
				return cause
			}
			return nil
		}
	})
	if err != cause || calls != 6 {
		t.Errorf("%d calls, %v; want 6", calls, err)
	}
}

// Two calls that both fail, in either order: the message must not depend on which was first.
func TestParallelLowestError(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(2))
	for range 100 {
		var both sync.WaitGroup
		both.Add(2)
		err := parallel(2, func() func(int) error {
			return func(i int) error {
				both.Done()
				both.Wait()
				return fmt.Errorf("file %d", i)
			}
		})
		if err == nil || err.Error() != "file 0" {
			t.Fatal(err)
		}
	}
}
