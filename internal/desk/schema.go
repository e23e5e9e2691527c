package desk

import (
	"bytes"
	"encoding/json"
	"strconv"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/swedish"
)

// draft07 is the version of JSON Schema that most tools know.
const draft07 = "http://json-schema.org/draft-07/schema#"

// schemas returns the JSON Schemas of all kinds, each by the name of its folder, and those of pages, of site.yaml and
// of sok.yaml.
//
// A schema takes what psi takes, but for slips that psi passes over, such as blanks round a day. It refuses what can be
// refused without knowing other files and, but for a few rules, other keys: unknown and missing keys, values of another
// form, words that are not among the choices. psi check knows the rest.
func schemas() ([]File, error) {
	var files []File
	add := func(name, title, description string, fields []content.Field) error {
		o := object(fields)
		o.Schema, o.Title, o.Description = draft07, title, description
		data, err := indented(o)
		files = append(files, File{"schema/" + name + ".json", data})
		return err
	}
	for _, s := range content.Specs() {
		if err := add(nameOf(s), s.Many, s.Help, s.Fields); err != nil {
			return nil, err
		}
	}
	err := add(
		"site",
		"Webbplatsen",
		"Inställningar för hela webbplatsen, i content/site.yaml.",
		content.SettingsFields(),
	)
	if err == nil {
		err = add("sok", "Sökningen", "Ord som besökare söker på, i content/sok.yaml.", content.SynonymsFields())
	}
	return files, err
}

// nameOf names a kind in file names: by its folder, and pages, which have none, by what they are called.
func nameOf(s content.Spec) string {
	if s.Kind == content.KindPage {
		return swedish.Slug(s.Many)
	}
	return string(s.Kind)
}

// indented writes a value as JSON for people.
func indented(v any) ([]byte, error) {
	var doc bytes.Buffer
	enc := json.NewEncoder(&doc)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return doc.Bytes(), err
}

// node is a schema.
type node struct {
	Schema      string     `json:"$schema,omitempty"`
	Title       string     `json:"title,omitempty"`
	Description string     `json:"description,omitempty"`
	Type        any        `json:"type,omitempty"` // a name, or several
	Enum        []any      `json:"enum,omitempty"`
	Pattern     string     `json:"pattern,omitempty"`
	Format      string     `json:"format,omitempty"`
	Minimum     *int       `json:"minimum,omitempty"`
	Maximum     *int       `json:"maximum,omitempty"`
	Default     any        `json:"default,omitempty"`
	Examples    []any      `json:"examples,omitempty"`
	AnyOf       []*node    `json:"anyOf,omitempty"`
	AllOf       []*node    `json:"allOf,omitempty"`
	Not         *node      `json:"not,omitempty"`
	Items       *node      `json:"items,omitempty"`
	Properties  properties `json:"properties,omitempty"`
	Required    []string   `json:"required,omitempty"`
	Additional  *bool      `json:"additionalProperties,omitempty"`
}

// properties keep the order of the declarations, which forms follow.
type properties []property

type property struct {
	key string
	*node
}

// MarshalJSON implements json.Marshaler.
func (ps properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range ps {
		if i > 0 {
			b.WriteByte(',')
		}
		key, err := json.Marshal(p.key)
		if err != nil {
			return nil, err
		}
		var value bytes.Buffer
		enc := json.NewEncoder(&value)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(p.node); err != nil {
			return nil, err
		}
		b.Write(key)
		b.WriteByte(':')
		b.Write(value.Bytes())
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// object is the schema of a mapping.
func object(fields []content.Field) *node {
	o := &node{Type: "object", Additional: new(bool)}
	for _, f := range fields {
		o.Properties = append(o.Properties, property{f.Key, field(f)})
		if f.Required {
			o.Required = append(o.Required, f.Key)
		}
		if f.InsteadOf != "" {
			o.AllOf = append(o.AllOf, &node{Not: &node{Required: []string{f.InsteadOf, f.Key}}})
		}
	}
	return o
}

// field is the schema of a key. An empty value stands for none, unless there must be one.
func field(f content.Field) *node {
	value := valueOf(f)
	n := value
	if f.List {
		n = &node{AnyOf: []*node{value, {Type: "array", Items: value}}}
	}
	if !f.Required {
		n = orNothing(n)
	}
	n.Title, n.Description = f.Label, f.Help
	if f.RequiredWhen != "" {
		n.Description += " Måste finnas när " + f.RequiredWhen + "."
	}
	switch number, err := strconv.Atoi(f.Default); {
	case f.Type == content.TypeInt && err == nil:
		n.Default = number
	case f.Default != "":
		n.Default = f.Default
	}
	if f.Type != content.TypeMapping && !f.List && f.Example != "" {
		n.Examples = []any{f.Example}
	}
	return n
}

// orNothing takes an empty value too.
func orNothing(n *node) *node {
	if len(n.AnyOf) > 0 {
		n.AnyOf = append(n.AnyOf, &node{Type: "null"})
		return n
	}
	return &node{AnyOf: []*node{n, {Type: "null"}}}
}

// Forms of values as psi reads them.
const (
	day    = `^\d{4}-\d{2}-\d{2}$`
	moment = `^\d{4}-\d{2}-\d{2}(([Tt]| +)\d{2}:\d{2}(:\d{2}([.,]\d{1,9})?)? ?([Zz]|\+\d{2}:?\d{2})?)?$`
)

// valueOf is the schema of one value of a key.
func valueOf(f content.Field) *node {
	switch f.Type {
	case content.TypeBool:
		return &node{Enum: []any{true, false, "ja", "nej"}}
	case content.TypeInt:
		n := &node{Type: "integer"}
		if f.Min != 0 || f.Max != 0 {
			n.Minimum, n.Maximum = &f.Min, &f.Max
		}
		return &node{AnyOf: []*node{n, {Type: "string", Pattern: `^\d{1,3}( ?\d{3})*$`}}} // "50 000"
	case content.TypeSum:
		return &node{Type: []string{"integer", "string"}}
	case content.TypeDate:
		return &node{Type: "string", Pattern: day}
	case content.TypeMoment:
		return &node{Type: "string", Pattern: moment}
	case content.TypeURL:
		return &node{Type: "string", Pattern: "^[Hh][Tt][Tt][Pp][Ss]?://"}
	case content.TypeEmail:
		return &node{Type: "string", Pattern: `^[^\s@]+@[^\s@]+$`}
	case content.TypeChoice:
		n := &node{}
		for _, c := range f.Choices {
			n.Enum = append(n.Enum, c)
		}
		return n
	case content.TypeMapping:
		return object(f.Fields)
	}
	return &node{Type: []string{"string", "number", "boolean"}} // YAML takes 2027 and true for these
}
