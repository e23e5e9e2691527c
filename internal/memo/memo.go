// Package memo remembers the outcomes of pure work from one build to the next. It has one rule: a remembered value is
// immutable, and depends on nothing but its key. So nothing can be stale, and a build gives the same with a memo as
// without.
package memo

import "sync"

// Memo remembers values by their keys, for as long as each round of work asks for them. The zero value is ready for
// use, and nil remembers nothing. It may be used by several goroutines.
type Memo[K comparable, V any] struct {
	mu          sync.Mutex
	last, round map[K]V
}

// Get returns the value of a key, made by make when it is not remembered. Two goroutines that ask at the same time may
// both make it.
func (m *Memo[K, V]) Get(key K, make func() V) V {
	if m == nil {
		return make()
	}
	value, ok := m.find(key)
	if !ok {
		value = make()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.round == nil {
		m.round = map[K]V{}
	}
	m.round[key] = value
	return value
}

func (m *Memo[K, V]) find(key K) (V, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if value, ok := m.round[key]; ok {
		return value, true
	}
	value, ok := m.last[key]
	return value, ok
}

// Next begins a round of work: what the one before did not ask for is forgotten.
func (m *Memo[K, V]) Next() {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last, m.round = m.round, make(map[K]V, len(m.round))
}
