package content

import (
	"cmp"
	"iter"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/swedish"
)

// Entry is what all kinds have in common. Each kind embeds it.
type Entry struct {
	Kind Kind
	// ID names the entry in relations, in its address and in the calendar, for good. It is the file's base name unless the
	// editor says otherwise.
	ID    string
	Title string
	// Summary is one or two sentences of plain text, empty when the editor wrote none.
	Summary string
	// Address is the path on the site, with slashes at both ends: "/aktiviteter/hostmote/".
	Address string
	// File is the path below the content folder.
	File string
	// Hash stands for the bytes of the file.
	Hash string
	// Lang is a BCP 47 tag, "sv" unless a page says otherwise.
	Lang string
	// Body is the text. Its HTML is empty when the file has no text.
	Body *markdown.Document
	// Draft entries are there only when Options.Drafts asks for them.
	Draft    bool
	OldPaths []string
	// Reviewed is the day on which somebody last looked the entry over; zero when nobody has said so.
	Reviewed swedish.Date
	// ToComplete lists what PSI has to fill in before the entry can be relied on.
	ToComplete []string

	Themes  []*Theme
	Areas   []*Area
	Sources []*Source

	from   []entity
	order  string // the title's place in Swedish order, see swedish.Key
	idPos  frontmatter.Pos
	oldPos []frontmatter.Pos // of each of OldPaths
}

// Common gives the common part of an entry of any kind.
func (e *Entry) Common() *Entry { return e }

// Teaser is the summary, else the beginning of the text.
func (e *Entry) Teaser() string { return cmp.Or(e.Summary, e.Body.Text) }

// Name is the title, for those who hold an entry by its type.
func (e *Entry) Name() string { return e.Title }

// Referring returns the entries of type T that name e in some relation, each once, in their own order: the projects of a part,
// the activities of a theme.
func Referring[T any](e *Entry) []*T {
	var found []*T
	for _, f := range e.from {
		if t, ok := any(f).(*T); ok {
			found = append(found, t)
		}
	}
	return found
}

// Typed is an entry as its own type: *Activity, *News.
type Typed interface{ Common() *Entry }

// Back goes through the entries that name e in some relation, each once, kind by kind.
func (e *Entry) Back() iter.Seq[Typed] {
	return func(yield func(Typed) bool) {
		for _, f := range e.from {
			if !yield(f) {
				return
			}
		}
	}
}

// reference is a relation as an editor wrote it.
type reference struct {
	key string
	to  Kind
	frontmatter.Ref
	number int // of the id; see [numbers]
}

// decoder reads a header into an entity and remembers its relations.
type decoder struct {
	*frontmatter.Decoder
	entry *Entry
	found []reference
}

// refs reads a relation to any number of entries of one kind; [links] resolves it.
func (d *decoder) refs(key string, to Kind, opts ...frontmatter.Option) {
	var ids []frontmatter.Ref
	d.Refs(key, &ids, opts...)
	for _, id := range ids {
		d.found = append(d.found, reference{key: key, to: to, Ref: id})
	}
}

// ref reads a relation to at most one entry; [link1] resolves it.
func (d *decoder) ref(key string, to Kind, opts ...frontmatter.Option) {
	var id frontmatter.Ref
	d.Ref(key, &id, opts...)
	if id.ID != "" {
		d.found = append(d.found, reference{key: key, to: to, Ref: id})
	}
}

// common reads the keys that every kind has.
func (d *decoder) common() {
	e := d.entry
	d.Text("title", &e.Title, frontmatter.Required(`title: Rubriken så som den ska stå på sidan`))
	if e.Kind == KindConcept {
		d.Text("summary", &e.Summary, frontmatter.Required("summary: Förklara ordet i en mening."))
	} else {
		d.Text("summary", &e.Summary)
	}
	d.Text("id", &e.ID)
	d.Bool("draft", &e.Draft)
	d.Texts("old_paths", &e.OldPaths)
	d.Date("reviewed", &e.Reviewed)
	d.Texts("to_complete", &e.ToComplete)
	d.refs("themes", KindTheme)
	d.refs("areas", KindArea)
	d.refs("sources", KindSource)
	d.checkID()
	d.checkOldPaths()
}

// linkCommon resolves the relations that every kind has.
func (e *Entry) linkCommon(l *linker) {
	e.Themes = links[Theme](l, "themes")
	e.Areas = links[Area](l, "areas")
	e.Sources = links[Source](l, "sources")
}
