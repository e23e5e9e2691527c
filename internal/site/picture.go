package site

import (
	"cmp"
	"strings"
)

// preparePictures finds the pictures that others show with a link to a page: static/img/dela/ has one named by a folder
// (aktiviteter.png) for the pages in it, and static/img/dela.png is for all others. Each is 1200 by 630 pixels.
func (b *builder) preparePictures() {
	b.pictures = map[string]string{}
	for _, f := range b.assets.Files() {
		name := strings.TrimPrefix(f.Source, "static/")
		folder, ok := strings.CutPrefix(strings.TrimSuffix(name, ".png"), "img/dela")
		if address, found := b.assets.URL(name); ok && found && strings.HasSuffix(name, ".png") {
			b.pictures[strings.TrimPrefix(folder, "/")] = b.base + address
		}
	}
}

// picture gives the absolute address of the picture that belongs to a page; empty when there is none.
func (b *builder) picture(address string) string {
	folder, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	return cmp.Or(b.pictures[folder], b.pictures[""])
}
