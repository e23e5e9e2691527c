package site

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
)

// searchAddress is where visitors search.
const searchAddress = "/sok/"

// searchPage is what search.html is executed with.
type searchPage struct {
	Common *common
	// Index is the address of the folder with the index; Buckets and PerPart say how it is cut, see package search.
	Index                   string
	Documents, Buckets, Per int
	// Kinds lists, as JSON, the names of the kinds in order, each with the number of the first document that is not of it.
	Kinds string
}

// searchFolder holds the index, in a folder of its own that is named by all that the index is made of: it lies among the files that
// browsers may keep for ever.
const searchFolder = "assets/sok/"

// planSearch publishes the page for searching and the index that it reads.
func (b *builder) planSearch() {
	index := sync.OnceValue(b.searchIndex)
	files := sync.OnceValue(func() []File { return index().files() })
	b.files.kin = append(b.files.kin, kin{
		find: func(path string) (File, bool) {
			if !strings.HasPrefix(path, searchFolder) {
				return File{}, false
			}
			at := slices.IndexFunc(files(), func(f File) bool { return f.Path == path })
			if at < 0 {
				return File{}, false
			}
			return files()[at], true
		},
		all: files,
	})
	e := &content.Entry{Title: "Sök på webbplatsen", Summary: "Sök bland allt som finns på webbplatsen.", Address: searchAddress, Lang: "sv", Body: noBody}
	b.addPage(nil, b.headOf(e, "website"), e.Address, "search.html", func() (any, error) {
		x := index()
		names, err := json.Marshal(x.kinds)
		if err != nil {
			return nil, fmt.Errorf("naming the kinds for the search page: %w", err)
		}
		c, err := b.common(e)
		return searchPage{c, "/" + x.folder(), x.documents, x.Buckets(), search.PerPart, string(names)}, err
	})
}

// searchIndex is the index of a site, with what the page for searching says of it.
type searchIndex struct {
	*search.Index
	documents int
	kinds     []kindEnd
}

func (b *builder) searchIndex() searchIndex {
	docs, kinds := b.documents()
	return searchIndex{search.New(docs), len(docs), kinds}
}

// folder is where the files of the index are.
func (x searchIndex) folder() string { return searchFolder + x.Name() + "/" }

// files lists the files of the index.
func (x searchIndex) files() []File {
	var list []File
	for _, f := range x.Files() {
		list = append(list, File{Path: x.folder() + f.Name, Render: f.Render})
	}
	return list
}

// kindEnd is the name of a kind and the number of the first document after those of the kind, as JSON ["Projekt", 12].
type kindEnd [2]any

// documents lists what can be found: words that are explained first, sources last. The order decides between equally good finds, so that
// what has nothing but the words asked for in its title comes before what has more.
func (b *builder) documents() (docs []search.Document, kinds []kindEnd) {
	order := slices.SortedFunc(maps.Values(views), func(x, y *kindView) int { return cmp.Compare(x.found, y.found) })
	docs = make([]search.Document, 0, len(b.entries))
	for _, v := range order {
		more := v.documents(b.content)
		if docs = append(docs, more...); len(more) > 0 {
			kinds = append(kinds, kindEnd{v.title, len(docs)})
		}
	}
	return docs, kinds
}

// documents makes a document of each entry. What describe adds is particular to the kind.
func documents[T content.Typed](entries []T, describe func(T, *search.Document)) []search.Document {
	docs := make([]search.Document, len(entries))
	for i, listed := range entries {
		e := listed.Common()
		docs[i] = search.Document{Address: e.Address, Title: e.Title, Summary: e.Teaser(), HTML: e.Body.HTML}
		describe(listed, &docs[i])
	}
	return docs
}
