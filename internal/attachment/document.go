package attachment

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"so-in.se/psi/internal/problem"
)

// parts name a file that is in every document of a sort that is a zip archive.
var parts = map[string]string{
	".docx": "[Content_Types].xml", ".xlsx": "[Content_Types].xml", ".pptx": "[Content_Types].xml",
	".odt": "content.xml",
}

// oldOffice begins the documents of Office before 2007, and those with a password.
const oldOffice = "\xd0\xcf\x11\xe0"

// checkDocument returns what is wrong with a document of some size; nil when nothing is. It reads the beginning and the
// end of it.
func checkDocument(src fs.FS, name, ext string, size int64) *problem.Problem {
	if size == 0 {
		return emptyFile(name)
	}
	part := parts[ext]
	if part == "" && ext != ".pdf" {
		return nil
	}
	f, err := src.Open(name)
	if err != nil {
		return fault(
			problem.MissingFile, fmt.Sprintf("Filen %s går inte att läsa (%s).", name, problem.Cause(err)),
			"Kontrollera att den finns kvar och får läsas.",
		)
	}
	defer f.Close()
	r, ok := f.(io.ReaderAt)
	if !ok {
		data, _ := io.ReadAll(f) // what is missing of it is told below
		r, size = bytes.NewReader(data), int64(len(data))
	}
	const edge = 1 << 10 // within which a PDF says that it is one, and that it is whole
	head, tail := make([]byte, min(size, edge)), make([]byte, min(size, 2*edge))
	_, _ = r.ReadAt(head, 0)                     // bytes that can't be read are zero
	_, _ = r.ReadAt(tail, size-int64(len(tail))) // and what follows says that they are not right
	switch {
	case ext == ".pdf" && bytes.Contains(head, []byte("%PDF-")) && bytes.Contains(tail, []byte("%%EOF")):
		return nil
	case ext == ".pdf" && bytes.Contains(head, []byte("%PDF-")):
		return fault(problem.BrokenFile, fmt.Sprintf("Dokumentet %s är inte helt: slutet saknas.", name),
			"Hämta det på nytt, eller spara om det som PDF, och lägg det här igen.")
	case ext == ".pdf":
		return fault(problem.BrokenFile, fmt.Sprintf("Dokumentet %s är ingen PDF.", name),
			"Öppna det i programmet som det gjordes i, och spara det som PDF.")
	case bytes.HasPrefix(head, []byte(oldOffice)):
		return fault(problem.BrokenFile,
			fmt.Sprintf("Dokumentet %s har lösenord, eller är av ett äldre slag under ett nytt namn.", name),
			fmt.Sprintf("Öppna det, ta bort lösenordet och spara det som %s.", ext))
	}
	z, err := zip.NewReader(r, size)
	if err != nil || !slices.ContainsFunc(z.File, func(f *zip.File) bool { return f.Name == part }) {
		return fault(problem.BrokenFile, fmt.Sprintf("Dokumentet %s går inte att öppna.", name),
			fmt.Sprintf("Öppna det i programmet som det gjordes i, och spara det på nytt som %s.", ext))
	}
	return nil
}
