package output

import (
	"compress/gzip"
	"io"

	"github.com/andybalholm/brotli"

	"so-in.se/psi/internal/hosting"
)

// brotliLevel takes a tenth of the time of the best level, and a few hundredths more bytes.
const brotliLevel = 9

// compressed returns the files that web servers send in the place of others to those who take them: of each text one
// with brotli (.br) and one with gzip (.gz).
func compressed(files []File) []File {
	var made []File
	for _, f := range files {
		if !hosting.Shrinks(hosting.TypeOf(f.Path)) {
			continue
		}
		for _, as := range []struct {
			suffix string
			writer func(io.Writer) (io.WriteCloser, error)
		}{
			{".br", func(w io.Writer) (io.WriteCloser, error) { return brotli.NewWriterLevel(w, brotliLevel), nil }},
			{".gz", func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriterLevel(w, gzip.BestCompression) }},
		} {
			made = append(made, File{Path: f.Path + as.suffix, Render: func(w io.Writer) error {
				small, err := as.writer(w)
				if err == nil {
					err = f.Render(small)
				}
				if err == nil {
					err = small.Close()
				}
				return err
			}})
		}
	}
	return made
}
