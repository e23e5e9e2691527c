package attachment

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	_ "image/gif"  // the pictures that editors may use
	_ "image/jpeg" // the pictures that editors may use
	_ "image/png"  // the pictures that editors may use
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/bep/imagemeta"

	"so-in.se/psi/internal/problem"
)

// picture notes the size of a picture, but for a drawing's, and returns what is wrong with it; nil when nothing is. Of
// its bytes only those are looked at that say what it is.
func (a *Attachment) picture(data []byte, ext string) *problem.Problem {
	if len(data) == 0 {
		return emptyFile(a.File)
	}
	if ext == ".svg" {
		return checkDrawing(a.File, data)
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return noPicture(a.File, data)
	case ext == ".jpg" && format == "jpeg":
	case ext != "."+format:
		right := strings.Replace("."+format, "jpeg", "jpg", 1)
		return fault(problem.WrongName,
			fmt.Sprintf("Bilden %s är i själva verket en %s-bild.", a.File, strings.ToUpper(format)),
			fmt.Sprintf("Döp om den till %s, och skriv det namnet i texten också.",
				strings.TrimSuffix(path.Base(a.File), path.Ext(a.File))+right))
	case config.Width == 0 || config.Height == 0:
		return unreadablePicture(a.File)
	}
	a.Width, a.Height = config.Width, config.Height
	if int64(a.Width)*int64(a.Height) > maxPixels {
		return fault(
			problem.TooLarge, fmt.Sprintf("Bilden %s är %d × %d bildpunkter.", a.File, a.Width, a.Height),
			"Spara den med högst 1600 bildpunkters bredd.",
		)
	}
	if tellsPlace(data, format) {
		return fault(problem.PhotoPlace, fmt.Sprintf("I bilden %s kan alla läsa platsen där den togs.", a.File),
			"Ta bort platsen ur bilden, och lägg den här på nytt.\n"+
				"Windows: högerklicka på bilden, välj Egenskaper, Information, Ta bort egenskaper och personlig "+
				"information.\n"+
				"Mac: öppna bilden i Förhandsvisning, välj Verktyg, Visa granskare, fliken GPS, Ta bort "+
				"platsinformation.\n"+
				"Telefon: stäng av platsen under Alternativ när du delar bilden, eller ta en skärmbild av den.")
	}
	return nil
}

// fault returns a fault whose place whoever asked knows.
func fault(kind problem.Kind, message, hint string) *problem.Problem {
	return &problem.Problem{Kind: kind, Message: message, Hint: hint}
}

func emptyFile(file string) *problem.Problem {
	return fault(problem.EmptyFile, fmt.Sprintf("Filen %s är tom.", file), "Spara den på nytt, och lägg den här igen.")
}

func unreadablePicture(file string) *problem.Problem {
	return fault(problem.MissingImage, fmt.Sprintf("Filen %s är ingen bild som går att läsa.", file),
		"Öppna den i ett bildprogram och spara om den som JPEG eller PNG.")
}

// noPicture tells what a file is that should have been a picture.
func noPicture(file string, data []byte) *problem.Problem {
	start := bytes.ToLower(bytes.TrimSpace(data[:min(len(data), 512)]))
	what := ""
	switch {
	case bytes.HasPrefix(start, []byte("<!doctype html")), bytes.HasPrefix(start, []byte("<html")):
		return fault(problem.MissingImage, fmt.Sprintf("Filen %s är en webbsida, ingen bild.", file),
			"Hämta bilden på nytt: högerklicka på själva bilden och välj Spara bild som.")
	case len(start) > 12 && bytes.HasPrefix(start, []byte("riff")) && bytes.Equal(start[8:12], []byte("webp")):
		what = "WebP"
	case len(start) > 12 && bytes.Equal(start[4:8], []byte("ftyp")):
		what = "HEIC eller AVIF"
	default:
		return unreadablePicture(file)
	}
	return fault(problem.WrongName, fmt.Sprintf("Bilden %s är av slaget %s, som inte kan användas här.", file, what),
		"Öppna den i ett bildprogram och spara om den som JPEG eller PNG.")
}

// tellsPlace reports whether a picture tells where it was taken.
func tellsPlace(data []byte, format string) bool {
	kind, ok := map[string]imagemeta.ImageFormat{"jpeg": imagemeta.JPEG, "png": imagemeta.PNG}[format]
	if !ok {
		return false
	}
	found := false
	// What can't be read of it tells nobody anything.
	_, _ = imagemeta.Decode(imagemeta.Options{
		R: bytes.NewReader(data), ImageFormat: kind, Sources: imagemeta.EXIF | imagemeta.XMP,
		ShouldHandleTag: func(tag imagemeta.TagInfo) bool {
			return (tag.Tag == "GPSLatitude" || tag.Tag == "GPSLongitude") &&
				(tag.Source == imagemeta.XMP || strings.Contains(tag.Namespace, "GPS"))
		},
		HandleTag: func(imagemeta.TagInfo) error {
			found = true
			return imagemeta.ErrStopWalking
		},
	})
	return found
}

// checkDrawing wants a drawing to be one, and to hold nothing that runs or is fetched from elsewhere: whoever opens it
// by itself would run it on this site.
func checkDrawing(file string, data []byte) *problem.Problem {
	unsafe := func(what string) *problem.Problem {
		return fault(problem.UnsafePicture,
			fmt.Sprintf("Teckningen %s har %s, som inte får finnas i en bild.", file, what),
			"Öppna den i ett ritprogram och spara den som enkel SVG, eller som PNG.")
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict, d.CharsetReader = false, nil
	root := true
	for {
		token, err := d.RawToken()
		if err != nil {
			if root {
				return noPicture(file, data)
			}
			return nil
		}
		switch t := token.(type) {
		case xml.Directive:
			if bytes.Contains(t, []byte("ENTITY")) {
				return unsafe("egna teckennamn (ENTITY)")
			}
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			switch {
			case root && name != "svg":
				return noPicture(file, data)
			case root && (sized(t, "width") == 0 || sized(t, "height") == 0):
				return unreadablePicture(file)
			case name == "script", name == "foreignobject", name == "iframe", name == "handler":
				return unsafe("elementet " + t.Name.Local)
			}
			root = false
			for _, attr := range t.Attr {
				if what := outside(name, strings.ToLower(attr.Name.Local), attr.Value); what != "" {
					return unsafe(what)
				}
			}
		case xml.CharData:
			if s := strings.ToLower(string(t)); strings.Contains(s, "@import") || strings.Contains(s, "url(http") {
				return unsafe("ett utseende som hämtas från en annan webbplats")
			}
		}
	}
}

// sized returns the number that an attribute begins with, -1 when it has none.
func sized(e xml.StartElement, name string) float64 {
	i := slices.IndexFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
	if i < 0 {
		return -1
	}
	n, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(e.Attr[i].Value), "px"), 64)
	if err != nil {
		return -1
	}
	return n
}

// outside says what in an attribute of a drawing runs, or is fetched from elsewhere; empty for nothing.
func outside(element, name, value string) string {
	value = strings.ToLower(strings.TrimSpace(value))
	switch {
	case strings.HasPrefix(name, "on"):
		return "skriptet " + name
	case strings.HasPrefix(value, "javascript:"):
		return "ett skript i en länk"
	case strings.Contains(value, "url(http"), strings.Contains(value, "url('http"), strings.Contains(value, `url("http`):
		return "ett utseende som hämtas från en annan webbplats"
	case name == "href" && element != "a" && (strings.HasPrefix(value, "http") || strings.HasPrefix(value, "//")):
		return "en del som hämtas från en annan webbplats"
	}
	return ""
}
