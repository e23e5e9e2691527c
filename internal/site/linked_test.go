package site_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/record"
	"so-in.se/psi/internal/site"
)

// node is a thing that JSON-LD tells of.
type node = map[string]any

// linkedData returns what a page says of itself to machines; nil when it says nothing.
func linkedData(t *testing.T, name string, page []byte) []node {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var nodes []node
	found := 0
	for n := range root.Descendants() {
		if n.Data != "script" || attr(n, "type") != "application/ld+json" {
			continue
		}
		found++
		if n.Parent.Data != "head" {
			t.Errorf("%s: JSON-LD in <%s>", name, n.Parent.Data)
		}
		nodes = readGraph(t, name, []byte(n.FirstChild.Data))
	}
	if found > 1 {
		t.Errorf("%s has JSON-LD %d times", name, found)
	}
	return nodes
}

// readGraph reads JSON-LD.
func readGraph(t *testing.T, name string, data []byte) []node {
	t.Helper()
	var graph struct {
		Context string `json:"@context"`
		Graph   []node `json:"@graph"`
	}
	if err := json.Unmarshal(data, &graph); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if graph.Context != "https://schema.org" {
		t.Errorf("%s: context %q", name, graph.Context)
	}
	return graph.Graph
}

// linkedSites are the sites whose JSON-LD is judged.
func linkedSites(t *testing.T) map[string]map[string][]byte {
	return map[string]map[string][]byte{
		"real": realSite(t), "example": exampleSite(t),
		"made": rendered(t, build(t, made(t, 60), site.Options{Previous: new(record.Record)})),
	}
}

// enough are the properties that each type must have, by schema.org's and Google's documentation (Event, Article,
// Breadcrumb, Organization), and what PSI's readers need.
var enough = map[string][]string{
	"Event": {
		"@id", "name", "startDate", "endDate", "eventStatus", "url", "organizer", "image", "inLanguage",
	},
	"Place":                   {"name", "address"},
	"AdministrativeArea":      {"name"},
	"VirtualLocation":         {"url"},
	"Person":                  {"name"},
	"Organization":            {"name", "url"},
	"NGO":                     {"name", "url", "mainEntityOfPage"},
	"GovernmentOrganization":  {"name", "url", "mainEntityOfPage"},
	"EducationalOrganization": {"name", "url", "mainEntityOfPage"},
	"Project":                 {"name", "url"},
	"ContactPoint":            {"name", "contactType", "url", "availableLanguage"},
	"MonetaryGrant":           {},
	"MonetaryAmount":          {"value", "currency"},
	"ApplyAction":             {"endTime"},
	"GovernmentService":       {"name", "description", "url", "provider"},
	"Service":                 {"name", "description", "url", "provider"},
	"WebSite":                 {"name", "url", "publisher", "inLanguage"},
	"BreadcrumbList":          {"itemListElement"},
	"ListItem":                {"position", "name", "item"},
	"NewsArticle":             {"headline", "datePublished", "image", "author", "publisher", "mainEntityOfPage"},
	"Article":                 {"headline", "image", "author", "publisher", "mainEntityOfPage"},
	"DefinedTerm":             {"name", "description", "inDefinedTermSet"},
	"DefinedTermSet":          {"name", "url"},
}

// TestLinkedDataIsEnough reads the JSON-LD of every page.
func TestLinkedDataIsEnough(t *testing.T) {
	seen := map[string]int{}
	for name, files := range linkedSites(t) {
		t.Run(name, func(t *testing.T) {
			for path, data := range files {
				if !strings.HasSuffix(path, ".html") {
					continue
				}
				nodes := linkedData(t, path, data)
				if bytes.Contains(data, []byte(`content="noindex"`)) != (nodes == nil) {
					t.Errorf("%s: %d things", path, len(nodes))
				}
				j := &judge{t: t, page: path, files: files, seen: seen}
				for _, n := range nodes {
					j.node(n)
				}
			}
		})
	}
	for kind := range enough {
		if seen[kind] == 0 {
			t.Errorf("no page tells of a %s", kind)
		}
	}
	for _, value := range []string{
		"EventScheduled", "EventCancelled", "EventRescheduled", "OfflineEventAttendanceMode",
		"OnlineEventAttendanceMode", "MixedEventAttendanceMode",
	} {
		if seen[value] == 0 {
			t.Errorf("no page tells of %s", value)
		}
	}
}

// judge examines what one page says.
type judge struct {
	t     *testing.T
	page  string
	files map[string][]byte
	seen  map[string]int
}

func (j *judge) node(n node) {
	kind, _ := n["@type"].(string)
	j.seen[kind]++
	if _, ok := enough[kind]; !ok {
		j.t.Errorf("%s tells of a %q", j.page, kind)
	}
	for _, property := range enough[kind] {
		if n[property] == nil {
			j.t.Errorf("%s: the %s has no %s", j.page, kind, property)
		}
	}
	for property, value := range n {
		j.value(property, value)
	}
	switch kind {
	case "Event":
		j.event(n)
	case "BreadcrumbList":
		list, _ := n["itemListElement"].([]any)
		for i, item := range list {
			if step, _ := item.(node); step["position"] != float64(i+1) {
				j.t.Errorf("%s: step %d of the way is at %v", j.page, i+1, step["position"])
			}
		}
	}
}

// value examines a property: addresses are whole, those of the site lead to a page, times have a zone, and nothing is
// empty.
func (j *judge) value(property string, value any) {
	switch v := value.(type) {
	case node:
		j.node(v)
	case []any:
		for _, one := range v {
			j.value(property, one)
		}
	case string:
		switch property {
		case "url", "image", "logo", "item", "mainEntityOfPage", "target", "@id":
			u, err := url.Parse(v)
			if err != nil || u.Scheme != "https" || u.Host == "" {
				j.t.Errorf("%s: %s is %q", j.page, property, v)
			} else if u.Host == "www.so-in.se" || u.Host == "www.example.org" {
				follow(j.t, j.files, j.page, u.Path)
			}
		case "startDate", "endDate", "previousStartDate", "startTime", "endTime", "datePublished", "dateModified":
			instant(j.t, j.page, v)
		case "telephone":
			if !strings.HasPrefix(v, "+") || strings.Trim(v[1:], "0123456789") != "" {
				j.t.Errorf("%s: the telephone number is %q", j.page, v)
			}
		}
		if strings.TrimSpace(v) == "" {
			j.t.Errorf("%s: %s is empty", j.page, property)
		}
	}
}

// instant reads a date, or a time with its zone.
func instant(t *testing.T, page, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		at, err = time.Parse(time.DateOnly, s)
	}
	if err != nil {
		t.Errorf("%s: %v", page, err)
	}
	return at
}

func (j *judge) event(n node) {
	text := func(property string) string {
		s, _ := n[property].(string)
		return s
	}
	status := strings.TrimPrefix(text("eventStatus"), "https://schema.org/")
	mode := strings.TrimPrefix(text("eventAttendanceMode"), "https://schema.org/")
	j.seen[status]++
	j.seen[mode]++
	if instant(j.t, j.page, text("startDate")).After(instant(j.t, j.page, text("endDate"))) {
		j.t.Errorf("%s ends before it begins", j.page)
	}
	if (status == "EventRescheduled") != (n["previousStartDate"] != nil) {
		j.t.Errorf("%s: %s, and moved from %v", j.page, status, n["previousStartDate"])
	}
	var kinds []string
	places, _ := n["location"].([]any)
	for _, p := range places {
		where, _ := p.(node)
		kinds = append(kinds, fmt.Sprint(where["@type"]))
	}
	want := map[string][]string{
		"OfflineEventAttendanceMode": {"Place"}, "OnlineEventAttendanceMode": {"VirtualLocation"},
		"MixedEventAttendanceMode": {"Place", "VirtualLocation"}, "": nil,
	}
	if expected, ok := want[mode]; !ok || !slices.Equal(expected, kinds) {
		j.t.Errorf("%s: %s at %v", j.page, mode, kinds)
	}
}

// TestLinkedEvents compares what a page says of its activity with what it should.
func TestLinkedEvents(t *testing.T) {
	for _, c := range []struct {
		name  string
		lines []string
		want  []string // start, end, status, time before
	}{
		{"time", []string{"start: 2027-05-10 13:00", "end: 2027-05-10 16:00"},
			[]string{"2027-05-10T13:00:00+02:00 2027-05-10T16:00:00+02:00 EventScheduled <nil>"}},
		{"days", []string{"start: 2027-01-05", "end: 2027-01-07"},
			[]string{"2027-01-05 2027-01-07 EventScheduled <nil>"}},
		{"cancelled", []string{"start: 2027-01-05", "status: inställd"},
			[]string{"2027-01-05 2027-01-05 EventCancelled <nil>"}},
		{"moved", []string{"start: 2027-01-05 10:00", "end: 2027-01-05 11:00", "status: flyttad",
			"moved_from: 2026-12-24 10:00"}, []string{"2027-01-05T10:00:00+01:00 2027-01-05T11:00:00+01:00 " +
			"EventRescheduled 2026-12-24T10:00:00+01:00"}},
		{"moved-day", []string{"start: 2027-01-05", "status: flyttad", "moved_from: 2026-12-24"},
			[]string{"2027-01-05 2027-01-05 EventRescheduled 2026-12-24"}},
		{"past", []string{"start: 2024-01-05"}, []string{"2024-01-05 2024-01-05 EventScheduled <nil>"}},
		{
			"series",
			[]string{"start: 2026-11-09", "repeats:", "  unit: vecka", "  times: 5", "  except: [2026-11-30]",
				"  moved:", "    - {from: 2026-12-07, start: 2026-12-08}"},
			[]string{"2026-11-23 2026-11-23 EventScheduled <nil>", "2026-12-08 2026-12-08 EventRescheduled 2026-12-07"},
		},
		{"past-series", []string{"start: 2024-01-01", "repeats:", "  unit: vecka", "  times: 3"},
			[]string{"2024-01-15 2024-01-15 EventScheduled <nil>"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := empty(t)
			activity(src, "x", append(c.lines, "kind: annat")...)
			files := rendered(t, build(t, src, site.Options{}))
			var got []string
			for _, n := range linkedData(t, c.name, files["aktiviteter/x/index.html"]) {
				if n["@type"] == "Event" {
					status, _ := n["eventStatus"].(string)
					got = append(
						got,
						fmt.Sprint(
							n["startDate"], " ", n["endDate"], " ", strings.TrimPrefix(status, "https://schema.org/"),
							" ", n["previousStartDate"],
						),
					)
				}
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// TestLinkedDataIsSchemaOrg has the TypeScript compiler compare what pages say with the types that schema-dts makes of
// schema.org's vocabulary: unknown types and properties, and values of the wrong type, are errors.
func TestLinkedDataIsSchemaOrg(t *testing.T) {
	node := psitest.Program(t, "node")
	types, tsc := psitest.Tool(t, "schema-dts/dist/schema.d.ts"), psitest.Tool(t, "typescript/bin/tsc")
	text := fmt.Sprintf("import type { Graph } from %q;\n", strings.TrimSuffix(types, ".d.ts"))
	add := func(n string) {
		text += fmt.Sprintf(
			"export const n%d: Graph = {\"@context\": \"https://schema.org\", \"@graph\": [%s]};\n", len(text), n,
		)
	}
	for _, n := range shapes(t) {
		add(n)
	}
	for _, fault := range []string{
		`{"@type": "Event", "startdate": "2027-01-01"}`, `{"@type": "Evant"}`,
		`{"@type": "Event", "location": {"@type": "Person"}}`,
		`{"@type": "Event", "eventStatus": "https://schema.org/Off"}`,
	} {
		text += "// @ts-expect-error\n" // an error when the next line has none
		add(fault)
	}
	file := filepath.Join(t.TempDir(), "pages.ts")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(node, tsc, "--noEmit", "--strict", "--skipLibCheck",
		file).CombinedOutput(); err != nil ||
		len(out) > 0 {
		t.Errorf("tsc: %v\n%s", err, out)
	}
}

// shapes returns one node of each shape that some page has.
func shapes(t *testing.T) []string {
	found := map[string]string{}
	for _, files := range linkedSites(t) {
		for path, data := range files {
			if strings.HasSuffix(path, ".html") {
				for _, n := range linkedData(t, path, data) {
					text, err := json.Marshal(n)
					if err != nil {
						t.Fatal(err)
					}
					found[shape(n)] = string(text)
				}
			}
		}
	}
	if len(found) < 20 {
		t.Errorf("only %d shapes", len(found))
	}
	var list []string
	for _, text := range found {
		list = append(list, text)
	}
	return list
}

// shape tells which properties a value has, and of what types.
func shape(value any) string {
	var parts []string
	switch v := value.(type) {
	case node:
		for property, below := range v {
			text := shape(below)
			switch property {
			case "@type", "eventStatus", "eventAttendanceMode", "currency":
				text = fmt.Sprint(below)
			}
			parts = append(parts, property+":"+text)
		}
	case []any:
		for _, below := range v {
			parts = append(parts, shape(below))
		}
	default:
		return fmt.Sprintf("%T", value)
	}
	slices.Sort(parts)
	return fmt.Sprint(slices.Compact(parts))
}
