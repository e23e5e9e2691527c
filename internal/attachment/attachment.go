// Package attachment reads the pictures and documents that stand beside the texts, and tells what is wrong with them:
// files too large, broken, empty, or of another sort than their names say, drawings that run scripts, photographs that
// tell where they were taken.
package attachment

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// The largest attachments in bytes. Larger pictures are slow on a phone, and larger documents nobody waits for.
const (
	maxPicture  = 1 << 20
	maxDocument = 20 << 20
)

// maxPixels bounds the size of a picture: a small file can say that it is larger than any browser has memory for.
const maxPixels = 50e6

var (
	pictures  = []string{".png", ".jpg", ".jpeg", ".gif", ".svg"}
	documents = []string{".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".csv", ".txt", ".ics"}
)

// Is reports whether a file with the extension may stand beside the texts.
func Is(ext string) bool {
	ext = strings.ToLower(ext)
	return slices.Contains(pictures, ext) || slices.Contains(documents, ext)
}

// Attachment is a picture or document among the content.
type Attachment struct {
	// File is the path below the content folder.
	File string
	// Address is the path on the site. A picture's has a hash of the picture in it.
	Address string
	// Width and Height are a picture's size in pixels, 0 when not known.
	Width, Height int
}

// Inspect looks at the file and notes its address and size. It returns what is wrong with it, without a place, and nil
// when nothing is. Without an Address the file can't be published.
func (a *Attachment) Inspect(src fs.FS) *problem.Problem {
	ext := strings.ToLower(path.Ext(a.File))
	picture := slices.Contains(pictures, ext)
	info, err := fs.Stat(src, a.File)
	switch {
	case err != nil:
	case picture && info.Size() > maxPicture:
		return fault(
			problem.TooLarge, fmt.Sprintf("Bilden %s är %s MB.", a.File, megabytes(info.Size())),
			"Spara den som JPEG med högst 1600 bildpunkters bredd, så blir den under 1 MB och snabb att hämta i "+
				"telefonen.",
		)
	case info.Size() > maxDocument:
		return fault(
			problem.TooLarge, fmt.Sprintf("Dokumentet %s är %s MB.", a.File, megabytes(info.Size())),
			fmt.Sprintf(
				"Ett dokument får vara högst %d MB. Spara det med mindre bilder, eller dela upp det.", maxDocument>>20,
			),
		)
	}
	base := "/"
	for segment := range strings.SplitSeq(strings.TrimSuffix(a.File, path.Ext(a.File)), "/") {
		slug := swedish.Slug(segment)
		if slug == "" {
			return fault(
				problem.BadID, fmt.Sprintf("Av namnet ”%s” går det inte att göra någon adress.", segment),
				"Ge filen och dess mappar namn av bokstäverna a–ö och siffror.",
			)
		}
		base = path.Join(base, slug)
	}
	// A hash is added to the names of pictures.
	if !address.IsFilePath(base[1:] + ".0123456789" + ext) {
		return fault(problem.BadID,
			fmt.Sprintf(
				"Filen %s får adressen %s, som inte går att spara som en fil på alla datorer.", a.File, base+ext,
			),
			"Ge filen och dess mappar andra namn. "+address.FilePaths)
	}
	if err == nil && !picture {
		a.Address = base + ext
		return checkDocument(src, a.File, ext, info.Size())
	}
	var data []byte
	if err == nil {
		data, err = fs.ReadFile(src, a.File)
	}
	if err != nil {
		return fault(
			problem.MissingImage, fmt.Sprintf("Filen %s går inte att läsa (%s).", a.File, problem.Cause(err)),
			"Kontrollera att den finns kvar och får läsas.",
		)
	}
	sum := sha256.Sum256(data)
	a.Address = base + "." + hex.EncodeToString(sum[:5]) + ext
	return a.picture(data, ext)
}

// megabytes writes a size with a decimal comma: "10,0".
func megabytes(size int64) string {
	return strings.Replace(fmt.Sprintf("%.1f", float64(size)/(1<<20)), ".", ",", 1)
}
