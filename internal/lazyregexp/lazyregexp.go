// Package lazyregexp compiles regular expressions when they are first used. psi has many, most of them for telling an
// editor what may have been meant, and a run that needs few should not wait for all.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New returns a function that compiles expr when it is first called and returns the same expression ever after. It
// panics, as [regexp.MustCompile] does, when expr is none. It is safe for use from several goroutines.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
