package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"so-in.se/psi/internal/problem"
)

// fields goes through all keys of a table, those of mappings too, by their path: "repeats.unit".
func fields(path string, list []Field, visit func(path string, f Field, beside []Field)) {
	for _, f := range list {
		visit(path+f.Key, f, list)
		fields(path+f.Key+".", f.Fields, visit)
	}
}

func everyField(visit func(path string, f Field, beside []Field)) {
	for _, s := range Specs() {
		fields(string(s.Kind)+"/", s.Fields, visit)
	}
	fields(SettingsFile+"/", SettingsFields(), visit)
	fields(synonymsFile+"/", SynonymsFields(), visit)
}

// TestFieldsAreDescribed holds that a form, a schema and a guide can be made of the tables alone.
func TestFieldsAreDescribed(t *testing.T) {
	sentences := regexp.MustCompile(`^[A-ZÅÄÖ].*\.$`)
	everyField(func(path string, f Field, beside []Field) {
		switch {
		case f.Label == "" || !sentences.MatchString(f.Help):
			t.Errorf("%s has the label %q and the help %q", path, f.Label, f.Help)
		case f.Type == "" || (f.Type == TypeChoice) != (len(f.Choices) > 0) ||
			(f.Type == TypeMapping) != (len(f.Fields) > 0):
			t.Errorf("%s has the type %q, %d choices and %d keys", path, f.Type, len(f.Choices), len(f.Fields))
		case (f.Type == TypeRef) != (f.To != ""):
			t.Errorf("%s leads to the kind %q", path, f.To)
		case (f.Type == TypeMapping) == (f.Example != ""):
			t.Errorf("%s has the example %q", path, f.Example)
		}
		for alias := range strings.FieldsSeq(f.Aliases) {
			if alias != strings.ToLower(alias) {
				t.Errorf("%s: the alias %s is never found: it is not in lower case", path, alias)
			}
			if slices.ContainsFunc(beside, func(b Field) bool { return b.Key == alias }) {
				t.Errorf("%s: the alias %s is a key itself", path, alias)
			}
		}
		if n := slices.IndexFunc(beside, func(b Field) bool { return b.Key == f.Key }); beside[n].Label != f.Label {
			t.Errorf("%s is there twice", path)
		}
	})
	for _, s := range Specs() {
		if s.One == "" || s.Many == "" || !sentences.MatchString(s.Help) {
			t.Errorf("%s: %q, %q, %q", s.Kind, s.One, s.Many, s.Help)
		}
		if article, _, _ := strings.Cut(s.One, " "); article != "en" && article != "ett" {
			t.Errorf("%s has no article", s.One)
		}
	}
}

// example writes a mapping with the example of each key, but for those that stand in the place of others.
func example(indent string, list []Field) string {
	var out strings.Builder
	for _, f := range list {
		switch {
		case f.InsteadOf != "":
		case f.Type != TypeMapping:
			fmt.Fprintf(&out, "%s%s: %s\n", indent, f.Key, f.Example)
		case f.List:
			fmt.Fprintf(
				&out, "%s%s:\n%s  - %s", indent, f.Key, indent,
				strings.TrimPrefix(example(indent+"    ", f.Fields), indent+"    "),
			)
		default:
			fmt.Fprintf(&out, "%s%s:\n%s", indent, f.Key, example(indent+"  ", f.Fields))
		}
	}
	return out.String()
}

// TestExamplesAreAccepted holds that an editor who follows every example makes no mistake, but for naming what isn't
// there.
func TestExamplesAreAccepted(t *testing.T) {
	for _, s := range Specs() {
		name := strings.TrimPrefix(string(s.Kind)+"/a.md", "/")
		header := example("", s.Fields)
		_, problems := load(t, folder(map[string]string{name: "---\n" + header + "---\n"}), Options{Drafts: true})
		for _, p := range problems {
			if p.Kind != problem.UnknownReference {
				t.Errorf("%s:%d: %s %s\n%s", p.File, p.Line, p.Message, p.Hint, header)
			}
		}
		if len(problems) == 0 {
			t.Errorf("%s: the themes of the example are found", name)
		}
	}
	_, problems := load(t, fstest.MapFS{
		SettingsFile: {Data: []byte(example("", SettingsFields()))},
		synonymsFile: {Data: []byte(example("", SynonymsFields()))},
	}, Options{})
	for _, p := range problems.Faults() {
		if p.Kind != problem.BrokenLink && p.Kind != problem.UnknownReference {
			t.Errorf("%s:%d: %s %s", p.File, p.Line, p.Message, p.Hint)
		}
	}
}

// TestRequiredKeys holds that the tables and the decoder agree on which keys there must be.
func TestRequiredKeys(t *testing.T) {
	for _, s := range Specs() {
		name := strings.TrimPrefix(string(s.Kind)+"/a.md", "/")
		_, problems := load(t, folder(map[string]string{name: "---\ndraft: nej\n---\n"}), Options{})
		var got, want []string
		for _, p := range problems {
			got = append(got, strings.Split(p.Message, "`")[1])
		}
		for _, f := range s.Fields {
			if f.Required {
				want = append(want, f.Key)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v are missing, not %v", name, got, want)
		}
	}
}
