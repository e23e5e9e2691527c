package publish

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// However often the lock file comes and goes, one run at a time has the workplace.
func TestOneAtATime(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	var wg sync.WaitGroup
	var inside, taken atomic.Int64
	for range 8 {
		wg.Go(func() {
			for range 500 {
				w, err := openWorkplace("public", target)
				if refusal := (*Refusal)(nil); errors.As(err, &refusal) {
					continue
				} else if err != nil {
					t.Error(err)
					return
				}
				taken.Add(1)
				if inside.Add(1) > 1 {
					t.Error("two runs have the workplace")
				}
				for range 100 {
					runtime.Gosched() // lets the others try
				}
				inside.Add(-1)
				w.close()
			}
		})
	}
	wg.Wait()
	if taken.Load() == 0 {
		t.Error("nobody ever had the workplace")
	}
	checkAlone(t, target)
}

// Where two renames go wrong after one another, the old site is in the workplace and nowhere else, and the next run
// puts it back.
func TestOldSiteSurvives(t *testing.T) {
	target := filepath.Join(t.TempDir(), "public")
	mustPublish(t, target, version(5, 1))
	w, err := openWorkplace("public", target)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(target, w.stale()); err != nil {
		t.Fatal(err)
	}
	w.close()
	if w, err = openWorkplace("public", target); err != nil {
		t.Fatal(err)
	}
	w.close()
	checkHolds(t, target, version(5, 1))
	checkAlone(t, target)
}
