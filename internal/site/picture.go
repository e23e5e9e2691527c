package site

import "strings"

// pictureFolder is where static/ has the pictures that others show with a link to a page: one named by the folder of a kind
// (aktiviteter.png) for the pages in it, and dela.png beside the folder for all others. Each is 1200 by 630 pixels.
const pictureFolder = "img/dela"

// picture gives the absolute address of the picture that belongs to a page; empty when there is none.
func (b *builder) picture(address string) string {
	if b.pictures == nil {
		b.pictures = map[string]string{}
	}
	folder, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	known, ok := b.pictures[folder]
	if ok {
		return known
	}
	at, ok := b.assets.URL(pictureFolder + "/" + folder + ".png")
	if !ok {
		at, ok = b.assets.URL(pictureFolder + ".png")
	}
	if ok {
		at = b.base + at
	}
	b.pictures[folder] = at
	return at
}
