// Package site turns content into the files of the website: pages, feeds, calendars, the record.
package site

import "io"

// File is one published file. Its bytes are made when they are asked for, so that a site of thousands of pages takes no more
// memory than the page at hand.
type File struct {
	// Path is the address below the site's root, slash-separated and valid by [io/fs.ValidPath]: "aktiviteter/x/index.html".
	Path string
	// Source is the file it was made from, below the root of the sources: "content/aktiviteter/x.md". It is empty for a file
	// that was made from many.
	Source string
	// Render writes the bytes. It may be called many times and by several goroutines, and gives the same bytes each time.
	Render func(io.Writer) error
}
