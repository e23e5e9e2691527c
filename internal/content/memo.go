package content

import (
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Memo remembers what was read and converted, file by file, for the next [Load]. What it holds is pure: a header and body by the
// bytes of their file, a conversion by the body and by what its links led to, a picture's size by its bytes. The zero value is ready
// for use. It holds every file's bytes, so it is for programs that load again and again.
type Memo struct {
	files    []remembered // in order of their names
	numbers  numbers
	pictures map[string]*picture
	once     bool // there is no next Load: keep nothing
}

// remembered is a file of the last Load.
type remembered struct {
	name   string
	parsed *parsed
}

// keep takes the files of this Load in place of those of the one before.
func (m *Memo) keep(files []*source) {
	if m.once {
		return
	}
	m.files = make([]remembered, len(files))
	for i, f := range files {
		m.files[i] = remembered{f.name, f.parsed}
	}
}

// find gives the place among the files of the one that has a name, where it would be if there is none. Most often it is the one at the
// place that the caller expects.
func (m *Memo) find(name []byte, expected int) (place int, found bool) {
	if expected < len(m.files) && m.files[expected].name == string(name) {
		return expected, true
	}
	return slices.BinarySearchFunc(m.files, string(name), func(r remembered, name string) int { return strings.Compare(r.name, name) })
}

// numbers give each id, address, calendar UID and name of a file a number, from 0, for as long as a Memo lives. What is remembered of a
// file has numbers in it, so that a Load finds in a slice what else it would find in a map. They say nothing of what there is.
type numbers struct {
	ids                    map[key]int
	addresses, uids, names map[string]int
	most                   int // how many there may come to be
	version                int // of the file that was read last
}

// numberOf gives a name its number.
func numberOf[K comparable](numbers map[K]int, name K) int {
	n, ok := numbers[name]
	if !ok {
		n = len(numbers)
		numbers[name] = n
	}
	return n
}

func (n *numbers) count() int { return len(n.ids) + len(n.addresses) + len(n.uids) + len(n.names) }

// number gives numbers to what is said in the files that have none yet. Names that have fallen out of use keep theirs: when there are
// more of them than of the others, the Memo had better begin anew.
func (m *Memo) number(files []*source) {
	n := &m.numbers
	begun := n.ids != nil
	if !begun {
		*n = numbers{
			ids:       make(map[key]int, len(files)),
			addresses: make(map[string]int, len(files)),
			uids:      make(map[string]int, len(files)),
			names:     make(map[string]int, len(files)),
		}
	}
	for _, f := range files {
		if f.parsed.version == 0 {
			n.number(f)
		}
	}
	if !begun {
		n.most = 2*n.count() + 1000
	}
}

// worn tells that most of what a Memo has numbers for may have fallen out of use.
func (m *Memo) worn() bool { return m.numbers.count() > m.numbers.most }

// number gives numbers to what one file says.
func (n *numbers) number(f *source) {
	p, e := f.parsed, f.parsed.entity.Common()
	n.version++
	p.version = n.version
	p.name = numberOf(n.names, norm.NFC.String(f.name))
	p.id = numberOf(n.ids, key{e.Kind, e.ID})
	p.sharedID = numberOf(n.ids, key{sharing(e.Kind), e.ID})
	p.address = numberOf(n.addresses, e.Address)
	p.uid = -1
	a := ActivityOf(p.entity)
	if a != nil && a.UID != "" {
		p.uid = numberOf(n.uids, a.UID)
	}
	for i := range p.refs {
		r := &p.refs[i]
		r.number = numberOf(n.ids, key{r.to, r.ID})
	}
	switch {
	case e.idPos.Line > 0 || a != nil && a.uidPos.Line > 0:
		p.claim = claimOwn
	case strings.TrimSuffix(path.Base(f.name), ".md") != e.ID:
		p.claim = claimNearly
	default:
		p.claim = claimName
	}
}
