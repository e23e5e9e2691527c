package desk_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/corpus"
	"so-in.se/psi/internal/desk"
)

// compile compiles every schema, which judges each by the meta-schema of draft-07.
func compile(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	files, err := desk.Files()
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	compiled := map[string]*jsonschema.Schema{}
	for _, f := range files {
		if path.Dir(f.Name) != "schema" {
			continue
		}
		f.Name = path.Base(f.Name)
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.Data))
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if err := c.AddResource(f.Name, doc); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if compiled[f.Name], err = c.Compile(f.Name); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
	}
	return compiled
}

// header returns the header of a text as programs read it that know YAML but not psi: as JSON values.
func header(t *testing.T, text string) any {
	t.Helper()
	if _, rest, ok := strings.Cut(text, "---\n"); ok {
		text, _, _ = strings.Cut(rest, "\n---")
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if len(doc.Content) == 0 {
		return map[string]any{}
	}
	return value(doc.Content[0])
}

func value(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = value(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, item := range n.Content {
			list = append(list, value(item))
		}
		return list
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	case "!!int", "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	}
	return n.Value
}

// schemaOf is the name of the schema of a content file.
func schemaOf(name string) string {
	folder, file, nested := strings.Cut(name, "/")
	for _, s := range content.Specs() {
		if nested && folder != "" && folder == string(s.Kind) && file != "index.md" {
			return folder + ".json"
		}
	}
	return "sidor.json"
}

// Whatever psi takes, the schemas take: PSI's own content, the example site and made-up content.
func TestContentIsValid(t *testing.T) {
	compiled := compile(t)
	for where, fsys := range map[string]fs.FS{
		"own": os.DirFS("../.."), "example": os.DirFS("../site/testdata/example"), "made up": corpus.FS(200),
	} {
		tried := 0
		err := fs.WalkDir(fsys, "content", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".md" && path.Ext(name) != ".yaml" {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			if err != nil {
				return err
			}
			tried++
			by := schemaOf(strings.TrimPrefix(name, "content/"))
			if of, ok := strings.CutSuffix(path.Base(name), ".yaml"); ok {
				by = of + ".json"
			}
			if err := compiled[by].Validate(header(t, string(data))); err != nil {
				t.Errorf("%s: %s: %v", where, name, err)
			}
			return nil
		})
		if err != nil || tried < 50 {
			t.Errorf("%s: %d files, %v", where, tried, err)
		}
	}
}

// Every example is valid, and what psi refuses of a value by itself is refused.
func TestValues(t *testing.T) {
	compiled := compile(t)
	for _, s := range content.Specs() {
		name := schemaOf(string(s.Kind) + "/a.md")
		required := map[string]string{}
		for _, f := range s.Fields {
			if f.Required {
				required[f.Key] = strings.Join(f.Lines(), "\n")
			}
		}
		entry := func(key, lines string) string {
			text := ""
			for k, line := range required {
				if k != key {
					text += line + "\n"
				}
			}
			return text + lines
		}
		valid := func(key, lines string, want bool) {
			t.Helper()
			if err := compiled[name].Validate(header(t, entry(key, lines))); (err == nil) != want {
				t.Errorf("%s: %s: valid is not %t: %v", s.One, lines, want, err)
			}
		}
		valid("", "unknown: ja", false)
		for _, f := range s.Fields {
			valid(f.Key, strings.Join(f.Lines(), "\n"), true)
			valid(f.Key, f.Key+":", !f.Required)
			if f.Required {
				valid(f.Key, "", false)
			}
			for _, wrong := range wrongValues[f.Type] {
				valid(f.Key, fmt.Sprintf("%s: %s", f.Key, wrong), false)
			}
		}
	}
}

// wrongValues are values that no key of a type has.
var wrongValues = map[content.Type][]string{
	content.TypeBool: {"kanske"}, content.TypeInt: {"tolv", "1.5"}, content.TypeChoice: {"finns-inte"},
	content.TypeDate:   {"5 maj", "2027-05-05 13:00", "20270505"},
	content.TypeMoment: {"5 maj", "2027-05-05 13.00", "2027-05-05 13"},
	content.TypeURL:    {"www.exempel.se", "ftp://exempel.se"}, content.TypeEmail: {"namn", "a b@c.se"},
	content.TypeMapping: {"ja"}, content.TypeText: {"{a: b}"}, content.TypeRef: {"{a: b}"},
}
