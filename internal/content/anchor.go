package content

import (
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// checkAnchors finds links to headings that do not exist.
func (l *loader) checkAnchors() {
	type headings struct {
		ids []string // in order
		has map[string]bool
	}
	of := map[*source]headings{}
	for _, f := range l.files {
		if f.converted == nil {
			continue
		}
		told := 0
		for _, link := range f.converted.document.Links {
			if link.Anchor == "" {
				continue
			}
			target := l.linker.byFile[norm.NFC.String(link.Entry)]
			if target == nil || target.parsed.unreadable {
				continue
			}
			in, ok := of[target]
			if !ok {
				in.has = map[string]bool{}
				for _, h := range target.entry.Common().Body.Headings {
					in.ids = append(in.ids, h.ID)
					in.has[h.ID] = true
				}
				of[target] = in
			}
			if in.has[link.Anchor] {
				continue
			}
			ids := in.ids
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
