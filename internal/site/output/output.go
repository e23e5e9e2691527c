// Package output is the files that a site publishes. Their bytes are made when somebody wants them, so that a site of
// thousands of pages takes no more memory than the page at hand, and a preview makes only what the browser asks for.
package output

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/address"
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
	// Line and Column are where Source asks for the path, as an old address; 0 when its name does.
	Line, Column int
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
	// Compress publishes each text compressed, too, for web servers that send such files. [Files.Find] finds none.
	Compress bool

	list     []File
	at       map[string]int32 // the place in list of each path, folded by address.Fold
	claims   []File
	problems problem.List
	fault    error // two files of psi's own cannot be together
	families []Family
	sorted   func() []File
}

// Add publishes files. It is to be called before [Files.Close].
func (f *Files) Add(list ...File) {
	if f.at == nil {
		f.at = map[string]int32{}
	}
	for _, file := range list {
		folded := address.Fold(file.Path)
		if i, taken := f.at[folded]; taken {
			f.collide(file, f.list[i])
			continue
		}
		f.at[folded] = int32(len(f.list))
		f.list = append(f.list, file)
	}
}

// Claim keeps the path of a file from being published by any other, without publishing anything there: an address that
// leads on. It is to be called before [Files.Close].
func (f *Files) Claim(file File) { f.claims = append(f.claims, file) }

// AddFamily publishes a family. It is to be called before [Files.Close].
func (f *Files) AddFamily(family Family) { f.families = append(f.families, family) }

// Close ends the listing. It returns a problem.List of files that cannot be together: they want the same path, or what
// some system takes for the same, or the one is where the other has a folder. Families lie in folders of their own, and
// have no path but in lower case, so it is enough to look for each listed file among them.
func (f *Files) Close() error {
	f.sorted = sync.OnceValue(func() []File {
		all := slices.Clip(f.list)
		for _, family := range f.families {
			all = append(all, family.All()...)
		}
		if f.Compress {
			all = append(all, compressed(all)...)
		}
		slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
		return all
	})
	for _, file := range f.list {
		if other, ok := f.findInFamilies(address.Fold(file.Path)); ok {
			f.collide(file, other)
		}
		f.checkFolders(file)
	}
	for _, claim := range f.claims {
		if other, ok := f.find(address.Fold(claim.Path)); ok {
			f.collide(claim, other)
		}
		f.checkFolders(claim)
	}
	return cmp.Or(f.problems.Err(), f.fault)
}

// checkFolders finds a file where another has one of its folders.
func (f *Files) checkFolders(file File) {
	folder := address.Fold(file.Path)
	for i := strings.LastIndexByte(folder, '/'); i >= 0; i = strings.LastIndexByte(folder, '/') {
		folder = folder[:i]
		if other, ok := f.find(folder); ok {
			f.collide(file, other)
		}
	}
}

// Sorted returns all files, by path.
func (f *Files) Sorted() []File { return f.sorted() }

// Find returns the file with a path, without listing more files than it must.
func (f *Files) Find(path string) (File, bool) {
	file, ok := f.find(path)
	return file, ok && file.Path == path
}

// find returns the file with a folded path.
func (f *Files) find(folded string) (File, bool) {
	if i, ok := f.at[folded]; ok {
		return f.list[i], true
	}
	return f.findInFamilies(folded)
}

func (f *Files) findInFamilies(path string) (File, bool) {
	for _, family := range f.families {
		if file, ok := family.Find(path); ok {
			return file, true
		}
	}
	return File{}, false
}

// collide reports two files that cannot be together, at the one that an editor had better change: an old address, else
// what has a source.
func (f *Files) collide(one, two File) {
	if one.Line == 0 && (two.Line > 0 || !one.isContent()) {
		one, two = two, one
	}
	if !one.isContent() {
		f.fault = fmt.Errorf("/%s and /%s cannot both be on the site", one.Path, two.Path)
		return
	}
	whose := "en fil som psi gör själv"
	if two.Source != "" {
		whose = two.Source
	}
	message := fmt.Sprintf("Adressen %s används redan av %s.", one.address(), whose)
	if one.Path != two.Path {
		message = fmt.Sprintf(
			"Adressen %s går inte att ha på samma webbplats som %s, som används av %s.", one.address(), two.address(),
			whose,
		)
	}
	hint := "Döp om filen, eller ge den ett eget id i huvudet."
	if one.Line > 0 {
		hint = "Ta bort den ur old_paths. Där kan bara de adresser stå som inget annat på webbplatsen har."
	}
	f.problems.Add(problem.Problem{
		File: strings.TrimPrefix(one.Source, "content/"), Line: one.Line, Column: one.Column,
		Kind: problem.DuplicateAddress, Message: message, Hint: hint,
	})
}

func (f File) isContent() bool { return strings.HasPrefix(f.Source, "content/") }

func (f File) address() string { return "/" + strings.TrimSuffix(f.Path, "index.html") }
