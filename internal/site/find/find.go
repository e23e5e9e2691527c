// Package find makes the page on which visitors search, and the index that it reads.
package find

import (
	"io"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/output"
	"so-in.se/psi/internal/site/page"
	"so-in.se/psi/internal/site/view"
)

// searchPage is what search.html is executed with.
type searchPage struct {
	Common *view.Common
	// Index is the address of the table of contents of the index, see package search.
	Index string
}

// folder holds the files of the index, among those that browsers may keep for ever.
const folder = "assets/sok/"

// Publish adds the page for searching, and the index, which is made when one of its files is wanted.
func Publish(pages *page.Pages, files *output.Files) {
	index := sync.OnceValue(func() *search.Index {
		return search.New(view.Documents(pages.Model), synonyms(pages.Model.Content))
	})
	parts := sync.OnceValue(func() []output.File {
		var list []output.File
		for _, f := range index().Files() {
			list = append(list, output.File{Path: folder + f.Name, Render: f.Render})
		}
		return list
	})
	files.AddFamily(output.Family{
		Find: func(path string) (output.File, bool) {
			if !strings.HasPrefix(path, folder) {
				return output.File{}, false
			}
			at := slices.IndexFunc(parts(), func(f output.File) bool { return f.Path == path })
			if at < 0 {
				return output.File{}, false
			}
			return parts()[at], true
		},
		All: parts,
	})
	contents := model.SearchAddress + search.ContentsName
	files.Add(output.File{
		Path:   strings.TrimPrefix(contents, "/"),
		Render: func(w io.Writer) error { return index().Contents(w) },
	})
	p := model.Made("Sök på webbplatsen", "Sök bland allt som finns på webbplatsen.", model.SearchAddress)
	pages.Add(
		p, pages.Head(&p.Entry, "website"), "search.html",
		func(c *view.Common) (any, error) { return searchPage{c, contents}, nil },
	)
}

// synonyms are the words that editors lead to pages.
func synonyms(c *content.Content) []search.Synonyms {
	list := make([]search.Synonyms, len(c.Synonyms))
	for i, s := range c.Synonyms {
		list[i] = search.Synonyms{Words: s.Words, Addresses: s.Pages}
	}
	return list
}
