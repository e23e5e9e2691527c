// Package desk makes what other programs need in order to help editors to write: JSON Schemas of all headers, settings
// of VS Code and of the extension Front Matter CMS, a form on GitHub in which anyone proposes an activity, and in the
// guide for editors the keys of each kind. All of it comes from the declarations in package content, and what it says
// to editors is Swedish.
//
// What it makes is committed. A test holds it to the declarations; run with -update, it writes it anew.
package desk

import "slices"

// File is a file to commit.
type File struct {
	Name string // the path in the repository
	Data []byte
}

// Files returns all that there is.
func Files() ([]File, error) {
	all, err := schemas()
	if err != nil {
		return nil, err
	}
	settings, err := vsCode()
	return slices.Concat(all, settings, []File{proposal()}), err
}
