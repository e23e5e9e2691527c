package search

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// number gives every document a number, and lists them by it. The number follows from the address: its hash is a place
// among twice to four times as many as there are documents, and where that is taken the next free one serves. So a
// document that comes or goes seldom moves another. Only when there are twice as many do all get new numbers.
func number(kinds []Kind) []*Document {
	type placed struct {
		*Document
		hash [sha256.Size]byte
	}
	var all []placed
	for _, kind := range kinds {
		for i := range kind.Documents {
			d := &kind.Documents[i]
			all = append(all, placed{d, sha256.Sum256([]byte(d.Address))})
		}
	}
	slices.SortFunc(all, func(a, b placed) int {
		return cmp.Or(bytes.Compare(a.hash[:], b.hash[:]), cmp.Compare(a.Address, b.Address))
	})
	bits := 0
	for 1<<bits < 2*len(all) {
		bits++
	}
	docs, free := make([]*Document, len(all)), 0
	for i, p := range all {
		p.number = max(free, int(binary.BigEndian.Uint32(p.hash[:])>>(32-bits)))
		docs[i], free = p.Document, p.number+1
	}
	return docs
}
