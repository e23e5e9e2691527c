package content

import (
	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/frontmatter"
	"so-in.se/psi/internal/swedish"
)

// Lines returns lines of a header with an example of the key, those of a mapping below it, but for keys that stand in
// the place of others.
func (f *Field) Lines() []string {
	if f.Type != TypeMapping {
		return []string{f.Key + ": " + f.Example}
	}
	lines := []string{f.Key + ":"}
	for i := range f.Fields {
		if f.Fields[i].InsteadOf != "" {
			continue
		}
		for _, line := range f.Fields[i].Lines() {
			switch {
			case !f.List:
				line = "  " + line
			case len(lines) == 1:
				line = "  - " + line
			default:
				line = "    " + line
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// examples returns lines with an example of each key.
func examples(fields []Field) []frontmatter.Example {
	list := make([]frontmatter.Example, len(fields))
	for i := range fields {
		list[i] = frontmatter.Example{Key: fields[i].Key, Lines: fields[i].Lines()}
	}
	return list
}

// keysOf tells the decoder of the keys of a mapping.
func keysOf[N any](of shape[N]) frontmatter.Option {
	return frontmatter.Keys(frontmatter.Shape{
		Examples: func() []frontmatter.Example { return examples(of.describe()) },
		Place:    func(text string) string { return place(of.describe(), text) },
		Meant:    of.meant,
	})
}

// place returns the key of a mapping under which a text surely belongs that stands in the place of it: the one whose
// type says so, else the text that there must be. It is empty when other keys must be there too.
func place(fields []Field, text string) string {
	var required, typed, texts []string
	for _, f := range fields {
		if f.Required {
			required = append(required, f.Key)
			if f.Type == TypeText && !f.List {
				texts = append(texts, f.Key)
			}
		}
		if !f.List && f.Type.means(text) {
			typed = append(typed, f.Key)
		}
	}
	if len(typed) == 0 {
		typed = texts
	}
	if len(typed) != 1 || len(required) > 1 || len(required) == 1 && required[0] != typed[0] {
		return ""
	}
	return typed[0]
}

// means reports whether a text can hardly be anything but a value of the type.
func (t Type) means(text string) bool {
	switch t {
	case TypeURL:
		return isWebAddress(text)
	case TypeEmail:
		return address.IsEmail(text)
	case TypePhone:
		_, ok := swedish.PhoneURI(text)
		return ok
	case TypeDate:
		_, err := swedish.ParseDate(text)
		return err == nil
	}
	return false
}
