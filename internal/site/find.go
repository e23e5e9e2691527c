package site

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"sync"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/swedish"
)

// searchAddress is where visitors search.
const searchAddress = "/sok/"

// searchPage is what search.html is executed with.
type searchPage struct {
	Common *common
	// Index is the address of the table of contents of the index, see package search.
	Index string
}

// searchFolder holds the files of the index, among those that browsers may keep for ever.
const searchFolder = "assets/sok/"

// planSearch publishes the page for searching and the index that it reads.
func (b *builder) planSearch() {
	index := sync.OnceValue(func() *search.Index { return search.New(b.documents()) })
	files := sync.OnceValue(func() []File {
		var list []File
		for _, f := range index().Files() {
			list = append(list, File{Path: searchFolder + f.Name, Render: f.Render})
		}
		return list
	})
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
	contents := searchAddress + search.ContentsName
	b.add(strings.TrimPrefix(contents, "/"), "", func(w io.Writer) error { return index().Contents(w) })
	e := &content.Entry{Title: "Sök på webbplatsen", Summary: "Sök bland allt som finns på webbplatsen.", Address: searchAddress, Lang: "sv", Body: noBody}
	b.addPage(nil, b.headOf(e, "website"), e.Address, "search.html", func() (any, error) {
		c, err := b.common(e)
		return searchPage{c, contents}, err
	})
}

// documents lists what can be found: words that are explained first, sources last. The order decides between equally good finds, so that
// what has nothing but the words asked for in its title comes before what has more.
func (b *builder) documents() (kinds []search.Kind) {
	c := b.content
	add := func(title string, docs []search.Document) {
		if len(docs) > 0 {
			kinds = append(kinds, search.Kind{Title: title, Documents: docs})
		}
	}
	add("Begrepp", documents(briefest(c.Concepts), func(e *content.Concept, d *search.Document) { d.Names = e.Also }))
	add("Sidor", documents(briefest(c.Pages), func(e *content.Page, d *search.Document) {
		for _, m := range e.Timeline {
			d.Text = append(d.Text, m.When, m.Text)
		}
	}))
	add(listTitles[content.KindContact], documents(c.Contacts, func(e *content.AdvisoryContact, d *search.Document) {
		d.Facts, d.Text = join(e.Person, e.Role, title(e.Organization)), e.HelpsWith
	}))
	add(listTitles[content.KindCall], documents(c.Calls, func(e *content.Call, d *search.Document) {
		d.Facts, d.Text = join(title(e.Funder), string(e.Level), closing(e)), []string{e.ForWhom}
	}))
	add(listTitles[content.KindTheme], documents(briefest(c.Themes), nil))
	add(listTitles[content.KindProject], documents(c.Projects, func(e *content.FundedProject, d *search.Document) {
		d.Facts, d.Text = join(titles(e.Organizations), year(e.Year)), []string{e.ForWhom, e.Result, title(e.Funder)}
	}))
	add(listTitles[content.KindActivity], documents(latestFirst(c.Activities), activityDocument))
	add(listTitles[content.KindSamhallssamtal], documents(latestFirst(c.Talks), func(e *content.Samhallssamtal, d *search.Document) {
		activityDocument(&e.Activity, d)
		d.Text = append(d.Text, e.Question, e.Outcome)
		for _, s := range e.Speakers {
			d.Text = append(d.Text, s.Name, s.Role)
		}
	}))
	add(listTitles[content.KindFunder], documents(briefest(c.Funders), func(e *content.Funder, d *search.Document) { d.Facts = levels(e.Levels) }))
	add(listTitles[content.KindPartner], documents(briefest(c.Partners), func(e *content.Partner, d *search.Document) {
		d.Names, d.Facts = []string{e.Short}, join(sectorNames[e.Sector], e.Place)
	}))
	add(listTitles[content.KindGroup], documents(c.Groups, func(e *content.Group, d *search.Document) {
		d.Facts = year(e.Year)
		for _, m := range e.Members {
			d.Text = append(d.Text, m.Name, m.Role, title(m.Organization))
		}
	}))
	add(listTitles[content.KindNews], documents(c.News, func(e *content.News, d *search.Document) { d.Facts = swedish.ShortDate(e.Date) }))
	add(listTitles[content.KindNewsletter], documents(c.Newsletters, func(e *content.Newsletter, d *search.Document) {
		d.Facts = issue(e)
	}))
	add(listTitles[content.KindActivityList], documents(c.ActivityLists, func(e *content.ActivityList, d *search.Document) {
		for _, goal := range e.Goals {
			d.Text = append(d.Text, goal.Title, goal.Text)
			for _, a := range goal.Activities {
				d.Text = append(d.Text, a.Title, a.Text, a.FollowUp)
			}
		}
	}))
	add(listTitles[content.KindArea], documents(c.Areas, nil))
	add(listTitles[content.KindLookout], documents(c.Lookouts, func(e *content.Lookout, d *search.Document) { d.Facts = e.Place }))
	add(listTitles[content.KindSource], documents(c.Sources, func(e *content.Source, d *search.Document) { d.Facts = year(e.Year) }))
	return kinds
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
