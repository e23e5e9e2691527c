package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

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

// attachable reports whether a file with the extension may stand beside the texts.
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
}

// attachment is an Attachment on its way.
type attachment struct {
	*Attachment
	once  sync.Once
	asked bool // by some text
	used  bool
	fault *problem.Problem
}

// load reads the file, once.
func (a *attachment) load(src fs.FS) *problem.Problem {
	a.once.Do(func() { a.asked, a.fault = true, a.read(src) })
	return a.fault
}

func (a *attachment) read(src fs.FS) *problem.Problem {
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
			"Ge filen och dess mappar andra namn. "+fileNames)
	}
	if err == nil && !picture {
		a.Address, a.used = base+ext, true
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
	a.Address, a.used = base+"."+hex.EncodeToString(sum[:5])+ext, true
	return a.picture(data, ext)
}

// megabytes writes a size with a decimal comma: "10,0".
func megabytes(size int64) string {
	return strings.Replace(fmt.Sprintf("%.1f", float64(size)/(1<<20)), ".", ",", 1)
}

// attachments lists the pictures and documents in use, in order of their names, and reports two that would have one
// address.
func (l *loader) attachments() []*Attachment {
	var used []*Attachment
	for _, a := range l.others {
		if a.used {
			used = append(used, a.Attachment)
		}
	}
	slices.SortFunc(used, func(a, b *Attachment) int { return strings.Compare(a.File, b.File) })
	taken := map[string]*Attachment{}
	for _, a := range used {
		if other := taken[a.Address]; other != nil {
			l.problems.Add(problemAt(
				a.File, 0, 0, problem.DuplicateAddress,
				fmt.Sprintf(
					"Filen får samma adress, %s, som %s.", a.Address, other.File,
				),
				"Döp om den ena filen. I adresser blir å och ä till a, och ö till o.",
			))
		}
		taken[a.Address] = a
	}
	return used
}

// unused remarks on the pictures and documents that no text shows or links to, not even a draft that is left out.
func (l *loader) unused() {
	var hidden [][]byte // texts
	for _, f := range l.files {
		if l.linker.hidden(f.entry.Common()) {
			hidden = append(hidden, f.parsed.body)
		}
	}
	for name, a := range l.others {
		base := []byte(path.Base(name))
		if a.asked || slices.ContainsFunc(hidden, func(text []byte) bool { return bytes.Contains(text, base) }) {
			continue
		}
		l.problems.Add(problemAt(a.File, 0, 0, problem.UnusedFile, "Ingen text visar filen eller länkar till den.",
			"Ta bort den, eller länka till den från en text. Ska den ligga kvar, så skriv det i site.yaml\n"+
				"accepted:\n  - remark: oanvänd fil\n    file: "+a.File+"\n    reason: skriv skälet här"))
	}
}

// copies remarks on the pictures and documents whose names are those of copies.
func (l *loader) copies() {
	for _, a := range l.others {
		base, ext := path.Base(a.File), path.Ext(a.File)
		stem := strings.TrimSuffix(base, ext)
		if !a.asked || !mayBeOdd(stem) || !copied().MatchString(stem) {
			continue
		}
		better := swedish.Slug(copied().ReplaceAllString(stem, ""))
		if better == "" {
			continue
		}
		l.problems.Add(problemAt(a.File, 0, 0, problem.OddName,
			fmt.Sprintf("Filnamnet ”%s” är det som program ger en kopia, och det syns i adressen.", base),
			"Döp om filen till "+better+strings.ToLower(ext)+", och skriv det namnet i texten också."))
	}
}
