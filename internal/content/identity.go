package content

import (
	"fmt"
	"path"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// address returns the address of an entry whose id is known.
func (e *Entry) address() string {
	if e.Kind != KindPage {
		return "/" + string(e.Kind) + "/" + e.ID + "/"
	}
	address := "/"
	dir, base := path.Split(strings.TrimSuffix(e.File, path.Ext(e.File)))
	for segment := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if segment != "" {
			address += swedish.Slug(segment) + "/"
		}
	}
	if base != "index" {
		address += e.ID + "/"
	}
	return address
}

// checkID accepts an id that can stand in an address as it is, and names that an address can be made of.
func (d *decoder) checkID() {
	e := d.entry
	defer d.checkAddress()
	if e.Kind == KindPage {
		for segment := range strings.SplitSeq(path.Dir(e.File), "/") {
			if segment != "." && swedish.Slug(segment) == "" {
				d.nameless("mappens namn", segment, "Ge mappen")
			}
		}
	}
	if !d.Has("id") {
		if e.ID == "" {
			d.nameless("filnamnet", path.Base(e.File), "Ge filen")
		}
		return
	}
	e.idPos = d.Pos("id")
	slug := swedish.Slug(e.ID)
	if slug == e.ID && slug != "" {
		return
	}
	message := fmt.Sprintf("”%s” kan inte vara ett id.", e.ID)
	const advice = "Ett id består av små bokstäver a–z, siffror och bindestreck."
	if slug == "" {
		d.Problem(e.idPos, problem.BadID, message, advice)
	} else {
		d.Suggest(e.idPos, problem.BadID, message, advice+" Skriv så här:", "id", slug)
	}
	e.ID = slug
}

// nameless tells of a name that has nothing to make an address of.
func (d *decoder) nameless(what, name, give string) {
	d.Problem(
		frontmatter.Pos{}, problem.BadID, fmt.Sprintf("Av %s ”%s” går det inte att göra någon adress.", what, name),
		give+" ett namn av bokstäverna a–ö och siffror, till exempel stormote-2027-kumla.",
	)
}

// checkAddress accepts an address whose files, the page and the calendar, can be on every system.
func (d *decoder) checkAddress() {
	e := d.entry
	at := e.address()
	if strings.Contains(at, "//") || address.IsFilePath(at[1:]+"index.html") && address.IsFilePath(e.ID+".ics") {
		return
	}
	d.Problem(e.idPos, problem.BadID,
		fmt.Sprintf("Sidan får adressen %s, som inte går att spara som en fil på alla datorer.", at),
		"Ge filen och dess mappar andra namn, eller ge sidan ett annat id. "+address.FilePaths)
}

// IsOldPath reports whether an entry may have had an address on the site: the whole path, from a slash on.
func IsOldPath(old string) bool { return isPath(old) && isSavedPath(old) }

func isPath(old string) bool {
	return strings.HasPrefix(old, "/") && !strings.HasPrefix(old, "//") && !strings.ContainsAny(old, " \t\n?#*:\\") &&
		path.Clean(old) == "/"+strings.Trim(old, "/")
}

// isSavedPath reports whether a path can be that of a file that leads on from it.
func isSavedPath(old string) bool {
	return address.IsFilePath(path.Join(old[1:], "index.html")) &&
		!strings.HasPrefix(old+"/", "/_headers/") // which Netlify reads
}

// TidyPath writes an address as addresses are: with a slash at both ends, unless it is that of a file.
func TidyPath(old string) string {
	if path.Ext(old) != "" {
		return old
	}
	return strings.TrimSuffix(old, "/") + "/"
}

// checkOldPaths accepts addresses such as an entry has had before.
func (d *decoder) checkOldPaths() {
	e := d.entry
	e.oldPos = make([]frontmatter.Pos, len(e.OldPaths))
	for i, old := range e.OldPaths {
		e.oldPos[i] = d.ItemPos("old_paths", i)
		switch {
		case !isPath(old):
			d.Problem(e.oldPos[i], problem.BadValue, fmt.Sprintf("”%s” är ingen tidigare adress på webbplatsen.", old),
				"Skriv den del av adressen som kommer efter webbplatsens namn, till exempel /aktiviteter/hostmote/")
		case !isSavedPath(old):
			d.Problem(e.oldPos[i], problem.BadValue,
				fmt.Sprintf("Den tidigare adressen ”%s” går inte att spara som en fil på alla datorer.", old),
				"Ta bort den ur old_paths, eller rätta den. "+address.FilePaths)
		default:
			e.OldPaths[i] = TidyPath(old)
		}
	}
}
