package render

import (
	"cmp"
	"strings"
)

// preparePictures finds the pictures that others show with a link to a page: static/img/dela/ has one named by a folder
// (aktiviteter.png) for the pages in it, and static/img/dela.png is for all others. Each is 1200 by 630 pixels.
func (r *Renderer) preparePictures() {
	r.pictures = map[string]string{}
	for _, f := range r.assets.Files() {
		name := strings.TrimPrefix(f.Source, "static/")
		folder, ok := strings.CutPrefix(strings.TrimSuffix(name, ".png"), "img/dela")
		if address, found := r.assets.URL(name); ok && found && strings.HasSuffix(name, ".png") {
			r.pictures[strings.TrimPrefix(folder, "/")] = r.Model.Base + address
		}
	}
}

// picture returns the absolute address of the picture that belongs to a page; empty when there is none.
func (r *Renderer) picture(address string) string {
	folder, _, _ := strings.Cut(strings.TrimPrefix(address, "/"), "/")
	return cmp.Or(r.pictures[folder], r.pictures[""])
}
