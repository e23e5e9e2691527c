package main

import (
	"io/fs"
	"runtime/debug"
)

// A build lives for a moment, so collecting its garbage at Go's usual pace is mostly wasted: the collector is kept waiting until
// the program holds as much memory as a build of this much content can do well with, and only then works hard. Measured on
// made-up content: with less it collects without end, with more nothing gets faster.
const (
	leastMemory     = 27 << 20 // bytes; enough for a thousand pages
	memoryOfContent = 7        // bytes for each byte of content
	lazyCollector   = 400      // per cent
)

// boundMemory sets the collector's pace for a build, unless the environment does.
func boundMemory(src fs.FS, w world) {
	if w.getenv("GOGC") != "" || w.getenv("GOMEMLIMIT") != "" {
		return
	}
	var size int64
	// What cannot be read is reported by the build itself.
	_ = fs.WalkDir(src, "content", func(_ string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			if info, err := d.Info(); err == nil {
				size += info.Size()
			}
		}
		return nil
	})
	debug.SetGCPercent(lazyCollector)
	debug.SetMemoryLimit(max(leastMemory, memoryOfContent*size))
}
