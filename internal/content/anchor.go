package content

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/markdown"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// checkAnchors finds links to headings that do not exist.
func (l *loader) checkAnchors() {
	headings := map[*source][]string{} // ids, in order
	known := map[markdown.Link]bool{}  // without its place
	for _, f := range l.files {
		if f.converted == nil {
			continue
		}
		told := 0
		for _, link := range f.converted.document.Links {
			target := l.linker.byFile[norm.NFC.String(link.Entry)]
			if target == nil || target.parsed.unreadable {
				continue
			}
			ids, ok := headings[target]
			if !ok {
				for _, h := range target.entry.Common().Body.Headings {
					ids = append(ids, h.ID)
					known[markdown.Link{Entry: target.name, Anchor: h.ID}] = true
				}
				headings[target] = ids
			}
			if known[markdown.Link{Entry: target.name, Anchor: link.Anchor}] {
				continue
			}
			hint := "Ta bort delen efter #, eller ge rubriken det namnet."
			if told++; told > problem.Most {
				ids = nil
			}
			if near, ok := swedish.Nearest(link.Anchor, ids); ok {
				hint = "Menade du #" + near + "?"
			} else if len(ids) > 0 && len(ids) <= 10 {
				hint = "Rubrikerna där heter #" + strings.Join(ids, ", #") + "."
			}
			l.problems.Add(problemAt(f.entry.Common().File, link.Line, link.Column, problem.MissingAnchor,
				fmt.Sprintf("I %s finns ingen rubrik #%s.", link.Entry, link.Anchor), hint))
		}
	}
}
