package problem

import "strings"

// Fix is an edit of a file: Text takes the place of what stands from one place up to another. Lines count from 1, and
// columns in runes from 1, as those of a [Problem].
type Fix struct {
	Line, Column       int
	EndLine, EndColumn int
	Text               string
}

// IsZero reports whether there is nothing to edit.
func (f Fix) IsZero() bool { return f == Fix{} }

// Apply returns a text with the edit made. A place outside it is taken for its end.
func (f Fix) Apply(text string) string {
	from, to := offset(text, f.Line, f.Column), offset(text, f.EndLine, f.EndColumn)
	return text[:from] + f.Text + text[max(from, to):]
}

// Cut returns what the edit takes away from a text.
func (f Fix) Cut(text string) string {
	from, to := offset(text, f.Line, f.Column), offset(text, f.EndLine, f.EndColumn)
	return text[from:max(from, to)]
}

// offset returns the offset of a place in a text.
func offset(text string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		end := strings.IndexByte(text[at:], '\n')
		if end < 0 {
			return len(text)
		}
		at += end + 1
	}
	for i, r := range text[at:] {
		if column--; column == 0 || r == '\n' {
			return at + i
		}
	}
	return len(text)
}
