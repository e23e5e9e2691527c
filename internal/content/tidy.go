package content

import (
	"cmp"
	"slices"
	"strings"

	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/problem"
	"so-in.se/psi/internal/swedish"
)

// Tidy returns a content file with the keys of its header in order, and its times as every program reads them alike: in
// ISO 8601 with their offset, since a time without one is read by some in the zone of whoever reads it. It changes
// nothing else: comments go with their keys, and the text and what the header says stay. A file with faults, which are
// returned too, is left as it is. The name is the path below the content folder.
func Tidy(name string, src []byte) ([]byte, problem.List) {
	k := kindIn(folderOf(name))
	if faults := parseFile(name, src, k).problems.Faults(); len(faults) > 0 {
		return src, faults
	}
	doc, _ := frontmatter.Parse(name, src)
	spec := k.spec()
	edits := times(doc.Decoder(frontmatter.Options{}), spec.Fields)
	slices.SortFunc(edits, func(a, b problem.Fix) int { // the last first: none moves what those after it are about
		return cmp.Or(cmp.Compare(b.Line, a.Line), cmp.Compare(b.Column, a.Column))
	})
	text := string(src)
	for _, edit := range edits {
		before, err := swedish.ParseMoment(strings.Trim(edit.Cut(text), `"'`))
		if err == nil && before.String() == edit.Text {
			text = edit.Apply(text)
		}
	}
	var order []string
	for _, f := range spec.InOrder() {
		order = append(order, f.Key)
	}
	return frontmatter.Reorder(name, []byte(text), order), nil
}

// times returns the edits that write the times of a mapping anew.
func times(d *frontmatter.Decoder, fields []Field) []problem.Fix {
	var edits []problem.Fix
	for _, f := range fields {
		switch f.Type {
		case TypeMoment:
			var m swedish.Moment
			if d.Moment(f.Key, &m); !m.IsZero() && !m.WholeDay {
				edits = append(edits, d.Replace(f.Key, m.String()))
			}
		case TypeMapping:
			for i := 0; ; i++ {
				below := d.Nested(f.Key, i)
				if keys, _ := below.Keys(); len(keys) == 0 {
					break
				}
				edits = append(edits, times(below, f.Fields)...)
			}
		}
	}
	return slices.DeleteFunc(edits, problem.Fix.IsZero)
}

// folderOf returns the folder of a file by which its kind is known; empty for pages.
func folderOf(name string) string {
	folder, rest, nested := strings.Cut(name, "/")
	if !nested || rest == "index.md" {
		return ""
	}
	return folder
}
