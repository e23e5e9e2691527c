package site

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/swedish"
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
	c := b.content
	kept := b.searchMemo.begin()
	docs = make([]search.Document, 0, len(b.entries))
	add := func(title string, more []search.Document) {
		if docs = append(docs, more...); len(more) > 0 {
			kinds = append(kinds, kindEnd{title, len(docs)})
		}
	}
	add("Begrepp", documents(briefest(content.List[content.Concept](c)), func(e *content.Concept, d *search.Document) { d.Names = e.Also }))
	add("Sidor", documents(briefest(content.List[content.Page](c)), func(e *content.Page, d *search.Document) {
		for _, m := range e.Timeline {
			d.Text = append(d.Text, m.When, m.Text)
		}
	}))
	add(listTitles[content.KindContact], documents(content.List[content.AdvisoryContact](c), func(e *content.AdvisoryContact, d *search.Document) {
		d.Facts, d.Text = join(e.Person, e.Role, title(e.Organization)), e.HelpsWith
	}))
	add(listTitles[content.KindCall], documents(content.List[content.Call](c), func(e *content.Call, d *search.Document) {
		d.Facts, d.Text = join(title(e.Funder), string(e.Level), closing(e)), []string{e.ForWhom}
	}))
	add(listTitles[content.KindTheme], documents(briefest(content.List[content.Theme](c)), nil))
	add(listTitles[content.KindProject], documents(content.List[content.FundedProject](c), func(e *content.FundedProject, d *search.Document) {
		d.Facts, d.Text = join(titles(e.Organizations), year(e.Year)), []string{e.ForWhom, e.Result, title(e.Funder)}
	}))
	add(listTitles[content.KindActivity], ownDocuments(kept, latestFirst(content.List[content.Activity](c)), activityDocument))
	add(listTitles[content.KindSamhallssamtal], ownDocuments(kept, latestFirst(content.List[content.Samhallssamtal](c)), func(e *content.Samhallssamtal, d *search.Document) {
		activityDocument(&e.Activity, d)
		d.Text = append(d.Text, e.Question, e.Outcome)
		for _, s := range e.Speakers {
			d.Text = append(d.Text, s.Name, s.Role)
		}
	}))
	add(listTitles[content.KindFunder], documents(briefest(content.List[content.Funder](c)), func(e *content.Funder, d *search.Document) { d.Facts = levels(e.Levels) }))
	add(listTitles[content.KindPartner], documents(briefest(content.List[content.Partner](c)), func(e *content.Partner, d *search.Document) {
		d.Names, d.Facts = []string{e.Short}, join(sectorNames[e.Sector], e.Place)
	}))
	add(listTitles[content.KindGroup], documents(content.List[content.Group](c), func(e *content.Group, d *search.Document) {
		d.Facts = year(e.Year)
		for _, m := range e.Members {
			d.Text = append(d.Text, m.Name, m.Role, title(m.Organization))
		}
	}))
	add(listTitles[content.KindNews], ownDocuments(kept, content.List[content.News](c), func(e *content.News, d *search.Document) { d.Facts = swedish.ShortDate(e.Date) }))
	add(listTitles[content.KindNewsletter], documents(content.List[content.Newsletter](c), func(e *content.Newsletter, d *search.Document) {
		d.Facts = issue(e)
	}))
	add(listTitles[content.KindActivityList], documents(content.List[content.ActivityList](c), func(e *content.ActivityList, d *search.Document) {
		for _, goal := range e.Goals {
			d.Text = append(d.Text, goal.Title, goal.Text)
			for _, a := range goal.Activities {
				d.Text = append(d.Text, a.Title, a.Text, a.FollowUp)
			}
		}
	}))
	add(listTitles[content.KindArea], documents(content.List[content.Area](c), nil))
	add(listTitles[content.KindLookout], documents(content.List[content.Lookout](c), func(e *content.Lookout, d *search.Document) { d.Facts = e.Place }))
	add(listTitles[content.KindSource], documents(content.List[content.Source](c), func(e *content.Source, d *search.Document) { d.Facts = year(e.Year) }))
	b.searchMemo.end(kept)
	return docs, kinds
}

// searchMemo keeps the documents of the index that was last made. Pages of several builds may want one at the same time.
type searchMemo struct {
	mu   sync.Mutex
	last map[string]*keptDocument
}

// keptDocuments are those of the last index and of the one that is being made, by the address of the page.
type keptDocuments struct{ last, next map[string]*keptDocument }

type keptDocument struct {
	search.Document
	hash string
	body *markdown.Document
}

// begin gives what is kept; nil without a Memo.
func (m *searchMemo) begin() *keptDocuments {
	if m == nil {
		return nil
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return &keptDocuments{m.last, make(map[string]*keptDocument, len(m.last))}
}

// end keeps the documents for the next index.
func (m *searchMemo) end(kept *keptDocuments) {
	if m == nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = kept.next
}

// documents makes a document of each entry; describe adds what is particular to the kind.
func documents[T content.Typed](entries []T, describe func(T, *search.Document)) []search.Document {
	docs := make([]search.Document, len(entries))
	for i, listed := range entries {
		e := listed.Common()
		docs[i] = search.Document{Address: e.Address, Title: e.Title, Summary: e.Teaser(), HTML: e.Body.HTML}
		if describe != nil {
			describe(listed, &docs[i])
		}
	}
	return docs
}

// ownDocuments is documents for kinds that describe takes nothing of but what the entry's own file says. The document of the last index
// does if file and text are the same.
func ownDocuments[T content.Typed](all *keptDocuments, entries []T, describe func(T, *search.Document)) []search.Document {
	if all == nil {
		return documents(entries, describe)
	}
	docs := make([]search.Document, len(entries))
	for i, listed := range entries {
		e := listed.Common()
		kept := all.last[e.Address]
		if kept == nil || kept.hash != e.Hash || kept.body != e.Body {
			kept = &keptDocument{documents(entries[i:i+1], describe)[0], e.Hash, e.Body}
			kept.Seal()
		}
		docs[i], all.next[e.Address] = kept.Document, kept
	}
	return docs
}

func activityDocument(a *content.Activity, d *search.Document) {
	d.Text = []string{sortName(a.Sort)}
	if !a.When.IsZero() {
		d.Facts = join(a.When.String(), a.Place)
	} else {
		d.Facts = a.Place
	}
}

// briefest puts a list in order of the number of words in titles.
func briefest[T content.Typed](list []T) []T {
	words := func(e T) int { return len(strings.Fields(e.Common().Title)) }
	return slices.SortedStableFunc(slices.Values(list), func(x, y T) int { return cmp.Compare(words(x), words(y)) })
}

// latestFirst turns a list round that is in order of time.
func latestFirst[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}
