package publish

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// parallel calls a worker for each number below n, one worker for each core. After an error no new call begins; the error with
// the lowest number is returned.
func parallel(n int, worker func() func(i int) error) error {
	var (
		wg     sync.WaitGroup
		next   atomic.Int64
		failed atomic.Bool
		mu     sync.Mutex
		first  = n
		cause  error
	)
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			do := worker()
			for !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(i); err != nil {
					failed.Store(true)
					mu.Lock()
					if i < first {
						first, cause = i, err
					}
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	return cause
}
