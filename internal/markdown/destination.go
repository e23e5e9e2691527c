package markdown

import (
	"bytes"

	"so-in.se/psi/internal/problem"
)

// written is a destination as it stands in the source.
type written struct {
	offset int    // where to complain: at the link or the definition
	raw    []byte // the destination, before entities and backslashes are decoded
	auto   bool   // an address without brackets round its text
	// link returns how the link reads with a better destination.
	link func(Target) string
}

// mendLink returns the edit that writes a link with a better destination; the zero Fix when there is none, or the one
// written is not found.
func (c *converter) mendLink(w written, t Target) problem.Fix {
	if !w.auto || t.Mended == "" {
		return c.mendDestination(w.offset, w.raw, t.Mended)
	}
	from := w.offset + max(bytes.Index(c.src[w.offset:], w.raw), 0)
	to := from + len(w.raw)
	if from > 0 && c.src[from-1] == '<' {
		from, to = from-1, to+1
	}
	return c.edit(from, to, w.link(t))
}

// mendDestination returns the edit that writes a better destination after an offset; the zero Fix when there is none,
// or the one written is not found.
func (c *converter) mendDestination(offset int, raw []byte, dest string) problem.Fix {
	if dest == "" || len(raw) == 0 {
		return problem.Fix{}
	}
	from, enclosed := c.find(offset, raw)
	if from < 0 {
		return problem.Fix{}
	}
	if !enclosed {
		dest = enclose(dest)
	}
	return c.edit(from, from+len(raw), dest)
}

// find returns the offset of a destination in the source, after that of its link, and reports whether it stands between
// < and >. It is negative when it is not found.
func (c *converter) find(link int, raw []byte) (offset int, enclosed bool) {
	for at := link; ; at++ {
		next := bytes.Index(c.src[at:], raw)
		if next < 0 {
			return -1, false
		}
		at += next
		before := bytes.TrimRight(c.src[link:at], " \t\n")
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
