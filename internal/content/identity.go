package content

import (
	"fmt"
	"path"
	"strings"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// identify gives the entry its id and address from its file name, before the header is read.
func (e *Entry) identify() {
	base := strings.TrimSuffix(path.Base(e.File), path.Ext(e.File))
	e.ID = swedish.Slug(base)
}

// settle gives the entry its address, now that its id is known.
func (e *Entry) settle() {
	if e.Kind != KindPage {
		e.Address = "/" + string(e.Kind) + "/" + e.ID + "/"
		return
	}
	e.Address = "/"
	dir, base := path.Split(strings.TrimSuffix(e.File, path.Ext(e.File)))
	for segment := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if segment != "" {
			e.Address += swedish.Slug(segment) + "/"
		}
	}
	if base != "index" {
		e.Address += e.ID + "/"
	}
}

// checkID accepts an id that can stand in an address as it is.
func (d *decoder) checkID() {
	e := d.entry
	if !d.Has("id") {
		if e.ID == "" {
			d.Problem(frontmatter.Pos{}, problem.BadID,
				fmt.Sprintf("Av filnamnet ”%s” går det inte att göra någon adress.", path.Base(e.File)),
				"Ge filen ett namn av bokstäver och siffror, till exempel stormote-2027-kumla.md.")
		}
		return
	}
	slug := swedish.Slug(e.ID)
	if slug == e.ID && slug != "" {
		return
	}
	hint := "Ett id består av små bokstäver a–z, siffror och bindestreck."
	if slug != "" {
		hint += fmt.Sprintf(" Skriv id: %s", slug)
	}
	d.Problem(d.Pos("id"), problem.BadID, fmt.Sprintf("”%s” kan inte vara ett id.", e.ID), hint)
	e.ID = slug
}

// checkOldPaths accepts addresses such as an entry has had before.
func (d *decoder) checkOldPaths() {
	for _, old := range d.entry.OldPaths {
		if strings.HasPrefix(old, "/") && !strings.HasPrefix(old, "//") && !strings.ContainsAny(old, " \t\n?#*:\\") && path.Clean(old) == strings.TrimSuffix(old, "/") {
			continue
		}
		d.Problem(d.Pos("old_paths"), problem.BadValue, fmt.Sprintf("”%s” är ingen tidigare adress på webbplatsen.", old),
			"Skriv den del av adressen som kommer efter webbplatsens namn, till exempel /aktiviteter/hostmote/")
	}
}
