package content

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"so-in.se/psi/internal/problem"
)

// misplaced returns the fault of a file whose header is that of another kind than its folder's; nil when it is none. It
// is told alone: what its own folder makes of the header is beside the point.
func misplaced(d *decoder, own *kind) *problem.Problem {
	all, unknown := d.Keys()
	if len(unknown) < sure {
		return nil
	}
	var meant *kind
	for _, k := range kinds() {
		if k == own || k.Kind == KindPage || !k.claims(all, unknown) {
			continue
		}
		if meant != nil {
			return nil
		}
		meant = k
	}
	if meant == nil {
		return nil
	}
	file := d.entry.File
	folder := "direkt i content/"
	if dir := path.Dir(file); dir != "." {
		folder = "i " + dir + "/"
	}
	p := problemAt(file, 0, 0, problem.WrongFolder,
		fmt.Sprintf("Huvudet beskriver %s, men filen ligger %s.", meant.One, folder),
		fmt.Sprintf("Flytta filen till %s/%s", meant.Kind, path.Base(file)))
	return &p
}

// sure is how many keys tell one kind from another: a single one may be a slip.
const sure = 2

// claims reports whether a header with these keys, of which another kind does not know some, is of this one.
func (k *kind) claims(all, unknown []string) bool {
	fields := k.describe()
	exact := 0
	for _, key := range unknown {
		if slices.ContainsFunc(fields, func(f Field) bool { return f.Key == key }) {
			exact++
		} else if k.aliases()[strings.ToLower(key)] == "" {
			return false
		}
	}
	return exact >= sure && !slices.ContainsFunc(fields, func(f Field) bool {
		return f.Required && !slices.Contains(all, f.Key)
	})
}
