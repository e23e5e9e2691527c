// Package parallel spreads work over all cores. A panic in a goroutine ends the whole program; here it reaches the
// caller instead, who may survive it, as a preview does.
package parallel

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// Do calls do for each index below n, on all cores, and returns when all calls have. When a call panics, so does Do.
func Do(n int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	var fault fault
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			defer fault.catch()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
	fault.throw()
}

// DoErr calls do for each index below n, on all cores. After an error no new call begins, and the error with the lowest
// index is returned, so that it does not depend on which core was first.
func DoErr(n int, do func(i int) error) error {
	var failed atomic.Bool
	var mu sync.Mutex
	var err error
	lowest := n
	Do(n, func(i int) {
		if failed.Load() {
			return
		}
		if e := do(i); e != nil {
			failed.Store(true)
			mu.Lock()
			defer mu.Unlock()
			if i < lowest {
				lowest, err = i, e
			}
		}
	})
	return err
}

// Go calls do on another core. The function that it returns waits for do to return, and panics when do has.
func Go(do func()) (wait func()) {
	var wg sync.WaitGroup
	var fault fault
	wg.Go(func() {
		defer fault.catch()
		do()
	})
	return func() {
		wg.Wait()
		fault.throw()
	}
}

// fault keeps the first panic of some goroutines, with the stack that it came from.
type fault struct {
	once sync.Once
	text string
}

// catch recovers from a panic; it is to be deferred.
func (f *fault) catch() {
	if p := recover(); p != nil {
		f.once.Do(func() { f.text = fmt.Sprintf("%v\n%s", p, debug.Stack()) })
	}
}

// throw panics again, when the goroutines have ended.
func (f *fault) throw() {
	if f.text != "" {
		panic(f.text)
	}
}
