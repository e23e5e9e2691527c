package site_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site"
)

const (
	comingFile = "kalender/aktiviteter.json"
	schemaFile = "kalender/aktiviteter.schema.json"
)

// within returns what a JSON value holds below some keys.
func within(value any, keys ...string) any {
	for _, key := range keys {
		value = value.(map[string]any)[key]
	}
	return value
}

// compileSchema compiles the published schema, which judges it by the meta-schema. When strict, it refuses what it does
// not name.
func compileSchema(t *testing.T, strict bool) (schema any, compiled *jsonschema.Schema) {
	t.Helper()
	data, err := os.ReadFile("../../static/root/" + schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if schema, err = jsonschema.UnmarshalJSON(bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	if strict {
		activity := within(schema, "definitions", "activity")
		for _, object := range []any{schema, activity, within(activity, "properties", "registration")} {
			object.(map[string]any)["additionalProperties"] = false
		}
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource(schemaFile, schema); err != nil {
		t.Fatal(err)
	}
	if compiled, err = c.Compile(schemaFile); err != nil {
		t.Fatal(err)
	}
	return schema, compiled
}

// TestComingSchema holds aktiviteter.json of all sites to its schema, and the schema to what there is: each field that
// it names is in some site, and the fields that it requires are those which are in every activity.
func TestComingSchema(t *testing.T) {
	schema, strict := compileSchema(t, true)
	sites := linkedSites(t)
	full := empty(t)
	activity(full, "a", "kind: annat", "start: 2027-05-10 13:00", "end: 2027-05-10 14:00", "place: Torget, Nora",
		"address: Torget 1", "online: https://example.org/möte", "audience: inbjudna", "status: flyttad",
		"moved_from: 2027-05-01", "cost: Gratis", "contact: a@example.org", "registration:", "  email: b@example.org",
		"  last_day: 2027-05-01", "themes: [klimat]", "organizers: [kumla-kommun]", "summary: Möte.")
	activity(full, "b", "kind: annat", "start: 2027-05-10", "registration:", "  url: https://example.org/b")
	sites["full"] = rendered(t, build(t, full, site.Options{}))
	seen, registrations, total := map[string]int{}, map[string]int{}, 0
	for name, files := range sites {
		if !bytes.Equal(files[schemaFile], mustRead(t, "../../static/root/"+schemaFile)) {
			t.Errorf("%s publishes another schema", name)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(files[comingFile]))
		if err != nil {
			t.Fatal(err)
		}
		if err := strict.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, a := range within(doc, "activities").([]any) {
			total++
			for field, value := range a.(map[string]any) {
				if seen[field]++; field == "registration" {
					for field := range value.(map[string]any) {
						registrations[field]++
					}
				}
			}
		}
	}
	fields := within(schema, "definitions", "activity", "properties").(map[string]any)
	keys := func(m map[string]any) []string { return slices.Sorted(maps.Keys(m)) }
	if d := cmp.Diff(keys(fields), slices.Sorted(maps.Keys(seen))); d != "" {
		t.Errorf("fields (-schema +sites):\n%s", d)
	}
	registration := within(fields, "registration", "properties").(map[string]any)
	if d := cmp.Diff(keys(registration), slices.Sorted(maps.Keys(registrations))); d != "" {
		t.Errorf("fields of registration (-schema +sites):\n%s", d)
	}
	var required, always []string
	for _, field := range within(schema, "definitions", "activity", "required").([]any) {
		required = append(required, field.(string))
	}
	for field, n := range seen {
		if n == total {
			always = append(always, field)
		}
	}
	slices.Sort(required)
	slices.Sort(always)
	if d := cmp.Diff(required, always); d != "" {
		t.Errorf("required fields (-schema +sites):\n%s", d)
	}
}

// TestComingSchemaWords holds the words that the schema allows to those that editors can choose.
func TestComingSchemaWords(t *testing.T) {
	schema, _ := compileSchema(t, false)
	fields := within(schema, "definitions", "activity", "properties")
	for field, want := range map[string]any{
		"kind":         append(content.ActivityKinds(), content.Samtal),
		"municipality": content.Municipalities(),
		"audience":     []content.Audience{content.OpenToAll, content.PartsOnly, content.InvitedOnly},
		"status":       []content.Status{content.Planned, content.Cancelled, content.Moved},
	} {
		want, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(within(fields, field, "enum"))
		if err != nil || !bytes.Equal(want, got) {
			t.Errorf("%s: %s, not %s (%v)", field, got, want, err)
		}
	}
}

// TestComingSchemaRefuses wants faults to be found, and new fields to be none.
func TestComingSchemaRefuses(t *testing.T) {
	_, schema := compileSchema(t, false)
	for _, c := range []struct {
		key   string
		value any
		ok    bool
	}{
		{"new", 1, true}, {"start", "2027-05-10T13:00", false}, {"start", "10/5 2027", false}, {"end", nil, false},
		{"status", "kanske", false}, {"url", "/aktiviteter/x/", false}, {"themes", "klimat", false},
		{"wholeDay", "ja", false}, {"registration", map[string]any{"lastDay": "snart"}, false},
		{"movedFrom", "", false}, {"summary", "", true},
	} {
		a := map[string]any{
			"id": "x", "uid": "x@so-in.se", "title": "X", "kind": "annat", "url": "https://example.org/",
			"ics": "https://example.org/x.ics", "start": "2027-05-10", "end": "2027-05-10T15:00:00+02:00", "when": "då",
			"wholeDay": false, "status": "planerad", "themes": []any{}, "organizers": []any{},
			"calendars": []any{}, "modified": "2027-05-10T13:00:00Z",
		}
		a[c.key] = c.value
		doc := map[string]any{
			"version":    1,
			"source":     "https://example.org/",
			"calendars":  []any{},
			"activities": []any{a},
		}
		if err := schema.Validate(doc); (err == nil) != c.ok {
			t.Errorf("%s: %v: %v", c.key, c.value, err)
		}
	}
}

func mustRead(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
