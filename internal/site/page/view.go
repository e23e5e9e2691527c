package page

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/render"
)

// view is all that the site says of the entries of one kind. It is declared in the file of the kind, as call.go, beside
// what only that kind needs; what goes through the kinds asks for their views.
type view[T content.Typed] struct {
	presentation
	// page returns what the template of an entry's page is executed with.
	page func(ps *Pages, c *Common, e T) (any, error)
	// shown lists the entries that the page shows in a way of its own, which need not be listed as related. It may be
	// nil.
	shown func(e T) []*content.Entry
	// item says what lists show beside title and summary.
	item func(ps *Pages, e T) item
	// choices says which choices an entry is among in the list of a kind, beside its themes. It is nil where there is
	// nothing to choose.
	choices func(ps *Pages, list content.Kind, e T, add addChoice)
	// order returns the entries in the order in which a search shows equally good finds.
	order func([]T) []T
	// document says what can be found beside title, summary and text.
	document func(e T, d *search.Document)
	// about tells machines of the page in the words of schema.org.
	about func(ps *Pages, h *render.Head, e T) []any
}

// presentation is what a view says of its kind as a whole. Texts are in Swedish.
type presentation struct {
	// label says above the title of an entry's page what it is. It may be empty, where the page says that itself.
	label string
	// mentions names the section with such entries on the pages of those that they name; the plural of the kind's name
	// when it is empty.
	mentions string
	// similar names the section with others on the same themes; there is none when it is empty.
	similar string
	// style says how lists show an entry: by the template parts/item-….html.
	style string
	// template is that of an entry's page.
	template string
	// found is the place of the kind among what a search finds.
	found int
	// steps are what a visitor may do who finds the list empty.
	steps []model.Crumb
	// list fills the page of the list with the entries to keep, in the groups that help a reader to find one. It is nil
	// for pages, which have no list.
	list func(ps *Pages, p *listPage, keep func(*content.Entry) bool) error
	// picture draws the whole of the list, where that says more than its entries. It may be nil.
	picture func(ps *Pages) (template.HTML, error)
}

// kindView is a view, whatever the type of its entries.
type kindView struct {
	presentation
	title     string // the plural of the kind's name
	page      func(ps *Pages, e content.Typed) (any, error)
	item      func(ps *Pages, e content.Typed) item
	choices   func(ps *Pages, list content.Kind, e content.Typed, add addChoice)
	documents func(c *content.Content) []search.Document
	about     func(ps *Pages, h *render.Head, e content.Typed) []any
}

// views are those of all kinds. The files of this package fill it as the program starts; nothing changes it afterwards.
var views = map[content.Kind]*kindView{}

// show adds the view of a kind. It is to be called from an init function.
func show[T content.Typed](v view[T]) {
	kind := content.KindOf[T]()
	for part, missing := range map[string]bool{
		"style": v.style == "", "template": v.template == "", "place among finds": v.found == 0,
		"list": v.list == nil && kind != content.KindPage,
		"page": v.page == nil, "item": v.item == nil, "order": v.order == nil, "document": v.document == nil,
		"about": v.about == nil,
	} {
		if missing {
			panic(fmt.Sprintf("page: the view of the kind %q has no %s", kind, part))
		}
	}
	entry := func(typed content.Typed) T {
		e, ok := typed.(T)
		if !ok {
			panic(fmt.Sprintf("page: a %T is shown by %s", typed, v.template))
		}
		return e
	}
	shown := &kindView{
		presentation: v.presentation,
		title:        content.SpecOf(kind).Many,
		page: func(ps *Pages, typed content.Typed) (any, error) {
			e := entry(typed)
			var besides []*content.Entry
			if v.shown != nil {
				besides = v.shown(e)
			}
			c, err := ps.common(typed.Common(), besides...)
			if err != nil {
				return nil, err
			}
			return v.page(ps, c, e)
		},
		item: func(ps *Pages, e content.Typed) item { return v.item(ps, entry(e)) },
		documents: func(c *content.Content) []search.Document {
			return documents(v.order(content.List[T](c)), v.document)
		},
		about: func(ps *Pages, h *render.Head, e content.Typed) []any { return v.about(ps, h, entry(e)) },
	}
	if v.choices != nil {
		shown.choices = func(ps *Pages, list content.Kind, e content.Typed, add addChoice) {
			v.choices(ps, list, entry(e), add)
		}
	}
	shown.mentions = cmp.Or(v.mentions, shown.title)
	views[kind] = shown
}

// viewOf returns the view of an entry. A talk that is held as the activity that it is, is shown as one.
func viewOf(e content.Typed) *kindView {
	if _, ok := e.(*content.Activity); ok {
		return views[content.KindActivity]
	}
	return views[e.Common().Kind]
}

// What a view may say of a kind of which there is nothing particular to say.

func titleOnly[T any](*Pages, T) item { return item{} }

func textOnly[T any](T, *search.Document) {}

func noSchema[T any](*Pages, *render.Head, T) []any { return nil }

func asListed[T any](list []T) []T { return list }

// briefest returns a list in order of the number of words in titles: what has nothing but the words asked for comes
// first.
func briefest[T content.Typed](list []T) []T {
	words := func(e T) int { return len(strings.Fields(e.Common().Title)) }
	return slices.SortedStableFunc(slices.Values(list), func(x, y T) int { return cmp.Compare(words(x), words(y)) })
}

// latestFirst ranks a list round that is in order of time.
func latestFirst[T any](list []T) []T {
	list = slices.Clone(list)
	slices.Reverse(list)
	return list
}

// listWhole returns a list that is one section with a title.
func listWhole[T content.Typed](title string) func(*Pages, *listPage, func(*content.Entry) bool) error {
	return listGrouped(func(T) string { return title })
}

// listGrouped returns a list with a section for each group of entries.
func listGrouped[T content.Typed](group func(T) string) func(*Pages, *listPage, func(*content.Entry) bool) error {
	return func(ps *Pages, p *listPage, keep func(*content.Entry) bool) (err error) {
		p.Sections, err = grouped(ps, only(content.List[T](ps.Model.Content), keep), group)
		return err
	}
}
