package site

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/problem"
)

// File is one published file. Its bytes are made when they are asked for, so that a site of thousands of pages takes no more
// memory than the page at hand.
type File struct {
	// Path is the address below the site's root, slash-separated and valid by [io/fs.ValidPath]: "aktiviteter/x/index.html".
	Path string
	// Source is the file it was made from, below the root of the sources: "content/aktiviteter/x.md". It is empty for a file
	// that was made from many.
	Source string
	// Render writes the bytes. It may be called many times and by several goroutines, and gives the same bytes each time.
	Render func(io.Writer) error
}

// files are all that a site publishes. Most of them follow from the content: they are made up when they are asked for.
type files struct {
	list []File           // those that the plan names
	at   map[string]int32 // the place of each path in list
	kin  []kin
	// sorted gives all files by path, and by source where they want the same one.
	sorted func() []File
}

// kin are files that can be found without being listed. No two of a kin have the same path, nor two of different kins.
type kin struct {
	find func(path string) (File, bool)
	all  func() []File // not sorted
}

// settle ends the listing. It finds files that want the same path.
func (f *files) settle() error {
	f.sorted = sync.OnceValue(func() []File {
		all := f.list[:len(f.list):len(f.list)]
		for _, k := range f.kin {
			all = append(all, k.all()...)
		}
		slices.SortFunc(all, func(a, b File) int {
			if c := strings.Compare(a.Path, b.Path); c != 0 {
				return c
			}
			return strings.Compare(a.Source, b.Source)
		})
		return all
	})
	f.at = make(map[string]int32, len(f.list))
	collide := false
	for i, file := range f.list {
		_, ok := f.find(file.Path)
		collide = collide || ok
		f.at[file.Path] = int32(i)
	}
	if collide {
		return collisions(f.sorted())
	}
	return nil
}

// find finds the file with a path.
func (f *files) find(path string) (File, bool) {
	if i, ok := f.at[path]; ok {
		return f.list[i], true
	}
	for _, k := range f.kin {
		if file, ok := k.find(path); ok {
			return file, true
		}
	}
	return File{}, false
}

// collisions tells of files in a sorted list that want the same path.
func collisions(list []File) error {
	var problems problem.List
	for i := 1; i < len(list); i++ {
		one, two := list[i-1], list[i]
		if one.Path != two.Path {
			continue
		}
		if one.Source == "" {
			one, two = two, one
		}
		if one.Source == "" {
			return fmt.Errorf("two files are to be published as %s: a fault in psi", one.Path)
		}
		also := "en sida som psi gör själv"
		if two.Source != "" {
			also = two.Source
		}
		problems.Add(problem.Problem{
			File: strings.TrimPrefix(one.Source, "content/"), Kind: problem.DuplicateAddress,
			Message: fmt.Sprintf("Adressen /%s används redan av %s.", strings.TrimSuffix(one.Path, "index.html"), also),
			Hint:    "Döp om filen, eller ge den ett eget id i huvudet.",
		})
	}
	return problems.Err()
}
