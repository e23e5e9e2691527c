package content

import "bytes"

// Memo remembers what was made of each file, for the next [Load]. What it holds is immutable, and depends on nothing
// but what it is looked up by: a parsed file on its name and bytes, its HTML on the parsed file and on what each
// destination in it led to. The zero value is ready for use. It holds every file's bytes, so it is for programs that
// load again and again.
type Memo struct {
	files map[string]remembered // those of the last Load, by name
	host  string                // the site's own: what links to it led to is known for it alone
}

// remembered is a file of the last Load.
type remembered struct {
	src       []byte
	parsed    *parsed
	converted *converted // nil for what was not published
}

// parsed returns what a file with a name and bytes was parsed to, nil when it is not known.
func (m *Memo) parsed(name string, src []byte) *parsed {
	if m == nil {
		return nil
	}
	if before, ok := m.files[name]; ok && bytes.Equal(before.src, src) {
		return before.parsed
	}
	return nil
}

// converted returns the HTML that a parsed file had last, on the same host; nil when there is none.
func (m *Memo) converted(p *parsed, host string) *converted {
	if m == nil || m.host != host {
		return nil
	}
	if before := m.files[p.file]; before.parsed == p {
		return before.converted
	}
	return nil
}

// keep takes the files of a Load in place of those of the one before.
func (m *Memo) keep(files []*source, host string) {
	m.host = host
	m.files = make(map[string]remembered, len(files))
	for _, f := range files {
		if !f.parsed.unreadable {
			m.files[f.name] = remembered{f.src, f.parsed, f.converted}
		}
	}
}
