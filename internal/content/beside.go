package content

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/attachment"
	"so-in.se/psi/internal/lazyregexp"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// beside is a file that stands beside the texts, which read it when they use it.
type beside struct {
	*attachment.Attachment
	once  sync.Once
	asked bool // by some text
	fault *problem.Problem
}

// load reads the file, once.
func (a *beside) load(src fs.FS) *problem.Problem {
	a.once.Do(func() { a.asked, a.fault = true, a.Inspect(src) })
	return a.fault
}

// image resolves the path of a picture.
func (r *resolver) image(dest string) markdown.Image {
	if name := r.pictureAt(dest); name != "" {
		r.meant = relative(r.from.File, name)
		r.fail(problem.MissingImage,
			fmt.Sprintf("Bilden ”%s” är en adress på webbplatsen, inte en väg till en fil.", dest), "Skriv "+r.meant)
		return markdown.Image{}
	}
	if strings.Contains(dest, "://") || strings.HasPrefix(dest, "//") {
		r.fail(
			problem.MissingImage, fmt.Sprintf("Bilden ”%s” ligger på en annan webbplats.", dest),
			"Lägg bilden i content/, bredvid texten, så att den inte försvinner och ingen annan kan följa besökaren.",
		)
		return markdown.Image{}
	}
	name, ok := r.path(dest)
	if !ok {
		if r.fault.Kind == problem.BrokenLink {
			r.fault.Kind = problem.MissingImage
		}
		return markdown.Image{}
	}
	a := r.others[name]
	if a == nil {
		hint := fmt.Sprintf("Lägg bilden där, som content/%s, eller skriv vägen till en bild som finns.", name)
		if r.advises() {
			if near, ok := nearestFile(name, slices.Sorted(maps.Keys(r.others))); ok {
				r.meant = relative(r.from.File, near)
				hint = "Menade du " + r.meant + "?"
			}
		}
		r.fail(problem.MissingImage, fmt.Sprintf("Bilden ”%s” finns inte (%s).", dest, name), hint)
		return markdown.Image{}
	}
	if fault := a.load(r.src); fault != nil {
		r.fault = fault
		return markdown.Image{}
	}
	return markdown.Image{URL: a.Address, Width: a.Width, Height: a.Height}
}

// pictureAt returns the picture that an address on the site leads to, written with or without the host and the hash;
// empty for none.
func (r *resolver) pictureAt(dest string) string {
	u, err := url.Parse(dest)
	if err != nil || u.Host != "" && bareHost(u) != r.host || !strings.HasPrefix(u.Path, "/") {
		return ""
	}
	name := strings.TrimPrefix(norm.NFC.String(u.Path), "/")
	if bare := hashed().ReplaceAllString(name, "$1"); r.others[name] == nil {
		name = bare
	}
	if r.others[name] == nil {
		return ""
	}
	return name
}

// hashed matches the end of a picture's address.
var hashed = lazyregexp.New(`\.[0-9a-f]{10}(\.[a-z]+)$`)

// attachments lists the pictures and documents in use, in order of their names, and reports two that would have one
// address.
func (l *loader) attachments() []*attachment.Attachment {
	var used []*attachment.Attachment
	for _, a := range l.others {
		if a.Address != "" {
			used = append(used, a.Attachment)
		}
	}
	slices.SortFunc(used, func(a, b *attachment.Attachment) int { return strings.Compare(a.File, b.File) })
	taken := map[string]*attachment.Attachment{}
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
