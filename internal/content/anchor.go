package content

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"so-in.se/psi/internal/markdown"
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
			hint, fix := "Ta bort delen efter #, eller ge rubriken det namnet.", problem.Fix{}
			if told++; told > problem.Most {
				ids = nil
			}
			if near, ok := swedish.Nearest(link.Anchor, ids); ok {
				hint = "Menade du #" + near + "?"
				fix = replaceAnchor(link, near)
			} else if len(ids) > 0 && len(ids) <= 10 {
				hint = "Rubrikerna där heter #" + strings.Join(ids, ", #") + "."
			}
			p := problemAt(f.entry.Common().File, link.Line, link.Column, problem.MissingAnchor,
				fmt.Sprintf("I %s finns ingen rubrik #%s.", link.Entry, link.Anchor), hint)
			p.Fix = fix
			l.problems.Add(p)
		}
	}
}

// replaceAnchor returns the edit that gives a link another anchor; the zero Fix when it is not known where its own is.
func replaceAnchor(l markdown.Link, anchor string) problem.Fix {
	if l.AnchorLine == 0 {
		return problem.Fix{}
	}
	return problem.Fix{
		Line: l.AnchorLine, Column: l.AnchorColumn,
		EndLine: l.AnchorLine, EndColumn: l.AnchorColumn + utf8.RuneCountInString(l.Anchor), Text: anchor,
	}
}
