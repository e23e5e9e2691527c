package view

import (
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/search"
	"so-in.se/psi/internal/site/model"
)

func init() {
	show(view[*content.Source]{
		presentation: presentation{
			// The sources of a page itself come last on it, so those that it publishes have another name there.
			Label: "Källa", mentions: "Skrifter", style: "link", template: "source.html", found: 170,
			list: listWhole("Alla källor"),
		},
		page: func(vs *Views, c *Common, e *content.Source) (any, error) {
			return sourcePage{c, e, vs.uses(&e.Entry)}, nil
		},
		item: func(_ *Views, e *content.Source) item {
			return item{Meta: model.JoinFacts(year(e.Year), title(e.Publisher))}
		},
		order:    asListed[*content.Source],
		document: func(e *content.Source, d *search.Document) { d.Facts = year(e.Year) },
		about:    noSchema[*content.Source],
	})
}

// sourcePage is what source.html is executed with.
type sourcePage struct {
	Common *Common
	Source *content.Source
	// Uses lists what builds on the source, by kind.
	Uses []LinkGroup
}

// uses lists the entries that name a source.
func (vs *Views) uses(e *content.Entry) []LinkGroup {
	var groups []LinkGroup
	for _, kin := range vs.kinOf(e) {
		group := LinkGroup{Title: views[kin.Kind].Title, More: kin.more()}
		for _, typed := range kin.shown() {
			from := typed.Common()
			group.Links = append(group.Links, model.Crumb{Title: from.Title, Address: from.Address})
		}
		groups = append(groups, group)
	}
	return groups
}
