package site

import (
	"io"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/markdown"
)

// noBody is the text of pages that psi makes itself.
var noBody = new(markdown.Document)

// planEntries gives every entry its page, but for those that are the page of a list or the start page.
func (b *builder) planEntries() {
	n := 0
	for range b.content.All() {
		n++
	}
	b.entries = make(map[string]content.Typed, n)
	for e := range b.content.All() {
		if p, ok := e.(*content.Page); !ok || p.Address != "/" && !b.isList(p) {
			b.entries[e.Common().Address] = e
		}
	}
	b.files.kin = append(b.files.kin, kin{
		find: func(path string) (File, bool) {
			folder, ok := strings.CutSuffix(path, "index.html")
			e := b.entries["/"+folder]
			if !ok || e == nil {
				return File{}, false
			}
			return b.entryFile(e), true
		},
		all: func() []File {
			list := make([]File, 0, len(b.entries))
			for _, e := range b.entries {
				list = append(list, b.entryFile(e))
			}
			return list
		},
	})
}

// entryFile is the page of an entry.
func (b *builder) entryFile(typed content.Typed) File {
	e := typed.Common()
	return File{strings.TrimPrefix(e.Address, "/") + "index.html", "content/" + e.File, func(w io.Writer) error {
		v := viewOf(typed)
		data, err := v.page(b, typed)
		if err != nil {
			return err
		}
		h := b.headOf(e, "article")
		h.about = func(h *head) []any { return v.about(b, h, typed) }
		return b.page(w, h, e.Address, v.template, data)
	}}
}
