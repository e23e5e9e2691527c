// Package view shows entries: on a page of their own, in lists, to the search and to machines. Each kind has a view,
// declared in a file of its own, as call.go.
package view

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"sync"
	"time"

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
	page func(vs *Views, c *Common, e T) (any, error)
	// shown lists the entries that the page shows in a way of its own, which need not be listed as related. It may be
	// nil.
	shown func(e T) []*content.Entry
	// item says what lists show beside title and summary.
	item func(vs *Views, e T) item
	// choices says which choices a line is among in the list of a kind, beside themes and year. It may be nil.
	choices func(vs *Views, list content.Kind, l Line, e T, add AddChoice)
	// year returns that of an entry, 0 when it has none. It is nil for kinds that are not listed by year. Where it and
	// choices are nil there is nothing to choose.
	year func(e T) int
	// order returns the entries in the order in which a search shows equally good finds.
	order func([]T) []T
	// end returns when an entry is over, the zero time for one without a time. It is nil for what the clock does not
	// touch.
	end func(e T) time.Time
	// document says what can be found beside title, summary and text.
	document func(e T, d *search.Document)
	// about tells machines of the page in the words of schema.org.
	about func(vs *Views, h *render.Head, e T) []any
}

// presentation is what a view says of its kind as a whole. Texts are in Swedish.
type presentation struct {
	// Label says above the title of an entry's page what it is. It may be empty, where the page says that itself.
	Label string
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
	// next is what a reader of such an entry may want to do; nil when that is nothing particular.
	next *Step
	// Steps are what a visitor may do who finds the list empty.
	Steps []model.Crumb
	// offer offers choices that the list has although no entry is among them, since the clock will move entries there.
	// It may be nil.
	offer func(add AddChoice)
	// list puts lines in the groups that help a reader to find one. It is nil for pages, which have no list.
	list func(vs *Views, lines []Line) []Section
	// picture draws the whole of the list, where that says more than its entries. It may be nil.
	picture func(vs *Views) (template.HTML, error)
}

// View is a view, whatever the type of its entries.
type View struct {
	presentation
	Title     string // the plural of the kind's name
	page      func(vs *Views, e content.Typed) (any, error)
	item      func(vs *Views, e content.Typed) item
	choices   func(vs *Views, list content.Kind, l Line, add AddChoice)
	year      func(e content.Typed) int
	documents func(m *model.Model) []search.Kind
	about     func(vs *Views, h *render.Head, e content.Typed) []any
}

// views are those of all kinds. The files of this package fill it as the program starts; nothing changes it afterwards.
var views = map[content.Kind]*View{}

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
			panic(fmt.Sprintf("view: the view of the kind %q has no %s", kind, part))
		}
	}
	entry := func(typed content.Typed) T {
		e, ok := typed.(T)
		if !ok {
			panic(fmt.Sprintf("view: a %T is shown by %s", typed, v.template))
		}
		return e
	}
	shown := &View{
		presentation: v.presentation,
		Title:        content.SpecOf(kind).Many,
		page: func(vs *Views, typed content.Typed) (any, error) {
			e := entry(typed)
			var besides []*content.Entry
			if v.shown != nil {
				besides = v.shown(e)
			}
			c, err := vs.Common(typed.Common(), besides...)
			if err != nil {
				return nil, err
			}
			return v.page(vs, c, e)
		},
		item: func(vs *Views, e content.Typed) item { return v.item(vs, entry(e)) },
		documents: func(m *model.Model) []search.Kind {
			title, list := content.SpecOf(kind).Many, v.order(content.List[T](m.Content))
			if v.end == nil {
				return []search.Kind{{Title: title, Documents: documents(list, v.document)}}
			}
			coming, dateless, past := byTime(list, v.end, m.Now)
			return []search.Kind{
				{Title: title, Time: search.Coming, Documents: documents(coming, v.document)},
				{Title: title, Documents: documents(dateless, v.document)},
				{
					Title: "Tidigare " + strings.ToLower(title), Time: search.Past,
					Documents: documents(past, v.document),
				},
			}
		},
		about: func(vs *Views, h *render.Head, e content.Typed) []any { return v.about(vs, h, entry(e)) },
	}
	if v.choices != nil {
		shown.choices = func(vs *Views, list content.Kind, l Line, add AddChoice) {
			v.choices(vs, list, l, entry(l.Entry), add)
		}
	}
	if v.year != nil {
		shown.year = func(e content.Typed) int { return v.year(entry(e)) }
	}
	shown.mentions = cmp.Or(v.mentions, shown.Title)
	views[kind] = shown
}

// Short reports whether lists show entries as links alone.
func (v *View) Short() bool { return v.style == "link" }

// Of returns the view of a kind.
func Of(kind content.Kind) *View { return views[kind] }

// viewOf returns the view of an entry. A talk that is held as the activity that it is, is shown as one.
func viewOf(e content.Typed) *View {
	if _, ok := e.(*content.Activity); ok {
		return views[content.KindActivity]
	}
	return views[e.Common().Kind]
}

// Views show the entries of one site. What is shown is gathered when it is asked for, by several goroutines if need be.
type Views struct {
	*render.Renderer
	// ChoiceOf returns the address of the list of a choice, and how much is in it; empty when there is no such choice.
	ChoiceOf func(list content.Kind, f Facet, value string) (address string, n int)

	// choosable are the kinds whose lists have entries enough to choose among.
	choosable map[content.Kind]bool

	items   sync.Map // entries as lists show them, by *content.Entry, and occasions, by *content.When
	byTheme sync.Map // by *content.Theme, see themed
}

// New returns the views of a site's entries.
func New(r *render.Renderer) *Views {
	vs := &Views{Renderer: r, choosable: map[content.Kind]bool{}}
	for _, kind := range content.Kinds() {
		v := views[kind]
		vs.choosable[kind] = (v.choices != nil || v.year != nil) && len(vs.listed(kind)) >= fewest
	}
	return vs
}

// Entry returns the template of an entry's page, and what it is to be executed with.
func (vs *Views) Entry(e content.Typed) (template string, data any, err error) {
	v := viewOf(e)
	data, err = v.page(vs, e)
	return v.template, data, err
}

// About says in the words of schema.org what the page of an entry is about.
func (vs *Views) About(h *render.Head, e content.Typed) []any { return viewOf(e).about(vs, h, e) }

// What a view may say of a kind of which there is nothing particular to say.

func titleOnly[T any](*Views, T) item { return item{} }

func textOnly[T any](T, *search.Document) {}

func noSchema[T any](*Views, *render.Head, T) []any { return nil }

func asListed[T any](list []T) []T { return list }

// briefest returns a list in order of the number of words in titles: what has nothing but the words asked for comes
// first.
func briefest[T content.Typed](list []T) []T {
	words := func(e T) int { return len(strings.Fields(e.Common().Title)) }
	return slices.SortedStableFunc(slices.Values(list), func(x, y T) int { return cmp.Compare(words(x), words(y)) })
}

// listWhole returns a list that is one section with a title.
func listWhole(title string) func(*Views, []Line) []Section {
	return func(_ *Views, lines []Line) []Section { return grouped(lines, func(Line) string { return title }) }
}

// listGrouped returns a list with a section for each group of entries.
func listGrouped[T content.Typed](group func(T) string) func(*Views, []Line) []Section {
	return func(_ *Views, lines []Line) []Section { return grouped(lines, groupOf(group)) }
}

// groupOf returns the group of a line, whose entry is a T.
func groupOf[T content.Typed](group func(T) string) func(Line) string {
	return func(l Line) string {
		e, _ := l.Entry.(T)
		return group(e)
	}
}
