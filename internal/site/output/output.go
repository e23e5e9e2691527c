// Package output is the files that a site publishes. Their bytes are made when somebody wants them, so that a site of
// thousands of pages takes no more memory than the page at hand, and a preview makes only what the browser asks for.
package output

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/problem"
)

// File is one published file.
type File struct {
	// Path is the address below the site's root, slash-separated and valid by [io/fs.ValidPath]:
	// "aktiviteter/x/index.html".
	Path string
	// Source is the file it was made from, below the root of the sources: "content/aktiviteter/x.md". It is empty for a
	// file that was made from many.
	Source string
	// Render writes the bytes. It may be called many times and by several goroutines, and gives the same bytes each
	// time.
	Render func(io.Writer) error
}

// Family is files that can be found without being listed. No two of a family have the same path, nor two of different
// families.
type Family struct {
	Find func(path string) (File, bool)
	All  func() []File // in any order
}

// Files are all that a site publishes.
type Files struct {
	list     []File
	at       map[string]int32 // the place of each path in list
	collide  bool             // two of list have the same path
	families []Family
	sorted   func() []File
}

// Add publishes files. It is to be called before [Files.Close].
func (f *Files) Add(list ...File) {
	if f.at == nil {
		f.at = map[string]int32{}
	}
	for _, file := range list {
		_, taken := f.at[file.Path]
		f.collide = f.collide || taken
		f.at[file.Path] = int32(len(f.list))
		f.list = append(f.list, file)
	}
}

// AddFamily publishes a family. It is to be called before [Files.Close].
func (f *Files) AddFamily(family Family) { f.families = append(f.families, family) }

// Close ends the listing. It returns a problem.List of files that want the same path.
func (f *Files) Close() error {
	f.sorted = sync.OnceValue(func() []File {
		all := slices.Clip(f.list)
		for _, family := range f.families {
			all = append(all, family.All()...)
		}
		slices.SortFunc(all, func(a, b File) int {
			if c := strings.Compare(a.Path, b.Path); c != 0 {
				return c
			}
			return strings.Compare(a.Source, b.Source)
		})
		return all
	})
	for _, file := range f.list {
		_, taken := f.findInFamilies(file.Path)
		f.collide = f.collide || taken
	}
	if f.collide {
		return collisions(f.sorted())
	}
	return nil
}

// Sorted returns all files, by path.
func (f *Files) Sorted() []File { return f.sorted() }

// Find returns the file with a path, without listing more files than it must.
func (f *Files) Find(path string) (File, bool) {
	if i, ok := f.at[path]; ok {
		return f.list[i], true
	}
	return f.findInFamilies(path)
}

func (f *Files) findInFamilies(path string) (File, bool) {
	for _, family := range f.families {
		if file, ok := family.Find(path); ok {
			return file, true
		}
	}
	return File{}, false
}

// collisions reports files in a sorted list that want the same path.
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
