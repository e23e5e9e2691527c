package content

// Memo remembers what was read and converted, file by file, for the next [Load]. What it holds is pure: a header and body by the
// bytes of their file, a conversion by the body and by what its links led to. The zero value is ready for use. It holds every
// file's bytes, so it is for programs that load again and again.
type Memo struct {
	files map[string]*parsed
	once  bool // there is no next Load: keep nothing
}

// keep takes the files of this Load in place of those of the one before.
func (m *Memo) keep(files []*source) {
	if m.once {
		return
	}
	m.files = make(map[string]*parsed, len(files))
	for _, f := range files {
		m.files[f.name] = f.parsed
	}
}
