package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/gif"  // the pictures that editors may use
	_ "image/jpeg" // the pictures that editors may use
	_ "image/png"  // the pictures that editors may use
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// maxPicture is the largest picture in bytes: larger ones are slow on a phone.
const maxPicture = 1 << 20

var (
	pictures  = []string{".png", ".jpg", ".jpeg", ".gif", ".svg"}
	documents = []string{".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".csv", ".txt", ".ics"}
)

// attachable tells whether a file with the extension may stand beside the texts.
func attachable(ext string) bool {
	ext = strings.ToLower(ext)
	return slices.Contains(pictures, ext) || slices.Contains(documents, ext)
}

// Attachment is a picture or document among the content that some text uses.
type Attachment struct {
	// File is the path below the content folder.
	File string
	// Address is the path on the site. A picture's has a hash of the picture in it.
	Address string
	// Width and Height are a picture's size in pixels, 0 when not known.
	Width, Height int

	once  sync.Once
	used  bool
	fault *problem.Problem
}

// load reads the file, once.
func (a *Attachment) load(src fs.FS) *problem.Problem {
	a.once.Do(func() { a.fault = a.read(src) })
	return a.fault
}

func (a *Attachment) read(src fs.FS) *problem.Problem {
	data, err := fs.ReadFile(src, a.File)
	if err != nil {
		return &problem.Problem{Kind: problem.MissingImage, Message: fmt.Sprintf("Filen %s går inte att läsa (%s).", a.File, reason(err)), Hint: "Kontrollera att den finns kvar och får läsas."}
	}
	dir, base := path.Split(a.File)
	ext := strings.ToLower(path.Ext(base))
	name := swedish.Slug(strings.TrimSuffix(base, path.Ext(base)))
	for segment := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if segment != "" {
			a.Address += "/" + swedish.Slug(segment)
		}
	}
	a.used = true
	if !slices.Contains(pictures, ext) {
		a.Address += "/" + name + ext
		return nil
	}
	if len(data) > maxPicture {
		return &problem.Problem{Kind: problem.TooLarge, Message: fmt.Sprintf("Bilden %s är %.1f MB.", a.File, float64(len(data))/(1<<20)),
			Hint: "Spara den som JPEG med högst 1600 bildpunkters bredd, så blir den under 1 MB och snabb att hämta i telefonen."}
	}
	sum := sha256.Sum256(data)
	a.Address += "/" + name + "." + hex.EncodeToString(sum[:5]) + ext
	if ext == ".svg" {
		return nil
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return &problem.Problem{Kind: problem.MissingImage, Message: fmt.Sprintf("Filen %s är ingen bild som går att läsa.", a.File), Hint: "Öppna den i ett bildprogram och spara om den som JPEG eller PNG."}
	}
	a.Width, a.Height = config.Width, config.Height
	return nil
}

// attachments lists the pictures and documents in use, in order of their names.
func (l *loader) attachments() []*Attachment {
	var used []*Attachment
	for _, a := range l.others {
		if a.used {
			used = append(used, a)
		}
	}
	slices.SortFunc(used, func(a, b *Attachment) int { return strings.Compare(a.File, b.File) })
	return used
}
