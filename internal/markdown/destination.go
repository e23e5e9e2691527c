package markdown

import (
	"bytes"

	"so-in.se/psi/internal/problem"
)

// written is a destination as it stands in the source.
type written struct {
	offset int    // where to complain: at the link, the picture, or the definition
	raw    []byte // the destination, before entities and backslashes are decoded
	auto   bool   // an address without brackets round its text
	// link returns how the link reads with a better destination; nil for a picture.
	link func(Target) string
}

// fix returns the edit that writes a better destination; the zero Fix when the one written is not found.
func (c *converter) fix(w written, t Target) problem.Fix {
	dest := t.Mended
	if dest == "" {
		dest = t.Meant
	}
	if dest == "" || len(w.raw) == 0 {
		return problem.Fix{}
	}
	if w.auto {
		from := w.offset + max(bytes.Index(c.src[w.offset:], w.raw), 0)
		to := from + len(w.raw)
		if from > 0 && c.src[from-1] == '<' {
			from, to = from-1, to+1
		}
		return c.edit(from, to, w.link(t))
	}
	from, enclosed := c.find(w)
	if from < 0 {
		return problem.Fix{}
	}
	if !enclosed {
		dest = enclose(dest)
	}
	return c.edit(from, from+len(w.raw), dest)
}

// find returns the offset of a destination in the source, and reports whether it stands between < and >. The offset is
// negative when it is not found.
func (c *converter) find(w written) (offset int, enclosed bool) {
	for at := w.offset; ; at++ {
		next := bytes.Index(c.src[at:], w.raw)
		if next < 0 {
			return -1, false
		}
		at += next
		before := bytes.TrimRight(c.src[w.offset:at], " \t\n")
		bare := bytes.TrimRight(bytes.TrimSuffix(before, []byte("<")), " \t\n")
		if bytes.HasSuffix(bare, []byte("](")) || bytes.HasSuffix(bare, []byte("]:")) {
			return at, len(bare) < len(before)
		}
	}
}

// enclose puts < and > round a destination that needs them.
func enclose(dest string) string {
	if bytes.ContainsAny([]byte(dest), " ()") {
		return "<" + dest + ">"
	}
	return dest
}
