package machine

import (
	"encoding/json"
	"io"
	"slices"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/schemaorg"
)

// events writes every occasion of every activity, those that have been too, by the activities' first start, as JSON-LD
// in the words of schema.org: what the pages of the activities say.
func (d data) events(w io.Writer) error {
	var dated []content.Typed
	for e := range d.model.Content.All() {
		if a := content.ActivityOf(e); a != nil && !a.When.IsZero() {
			dated = append(dated, e)
		}
	}
	slices.SortStableFunc(dated, func(x, y content.Typed) int {
		return content.ActivityOf(x).When.Start.Compare(content.ActivityOf(y).When.Start)
	})
	graph := schemaorg.Graph{Context: "https://schema.org", Nodes: []any{}}
	for _, e := range dated {
		graph.Nodes = append(graph.Nodes, d.views.Events(e)...)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "\t")
	return enc.Encode(graph)
}
