package desk_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/desk"
	"so-in.se/psi/internal/psitest"
)

var update = flag.Bool("update", false, "write the files of the desk anew")

// root is the folder of the repository.
const root = "../.."

// What is committed is what the declarations say, and no other schemas lie beside theirs.
func TestFresh(t *testing.T) {
	files, err := desk.Files()
	if err != nil {
		t.Fatal(err)
	}
	var schemas []string
	for _, f := range files {
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if *update {
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, f.Data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if data, err := os.ReadFile(name); err != nil || !bytes.Equal(data, f.Data) {
			t.Errorf("%s is not what the declarations say: go test ./internal/desk -update writes it (%v)", f.Name, err)
		}
		if path.Dir(f.Name) == "schema" {
			schemas = append(schemas, path.Base(f.Name))
		}
	}
	have, err := os.ReadDir(filepath.Join(root, "schema"))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range have {
		if !slices.Contains(schemas, d.Name()) {
			t.Errorf("schema/%s is of no kind", d.Name())
		}
	}
}

// file returns one of the files.
func file(t *testing.T, name string) []byte {
	t.Helper()
	files, err := desk.Files()
	i := slices.IndexFunc(files, func(f desk.File) bool { return f.Name == name })
	if err != nil || i < 0 {
		t.Fatalf("no %s: %v", name, err)
	}
	return files[i].Data
}

// VS Code finds in what psi check prints each fault and each remark, once, at its place.
func TestProblemMatchers(t *testing.T) {
	var tasks struct {
		Tasks []struct {
			Matchers []struct {
				Severity string
				Pattern  struct{ Kind, Regexp string }
			} `json:"problemMatcher"`
		}
	}
	if err := json.Unmarshal(file(t, ".vscode/tasks.json"), &tasks); err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]string{
		"content/om/x.md:3:9: Nyckeln `tema` finns inte.":                    "error location",
		"content/om/x.md:3:9: anmärkning (lång rubrik): Rubriken är lång.":   "warning location",
		"content/bilder/x.png: anmärkning (oanvänd fil): Ingen visar filen.": "warning file",
		"content/om/X.MD: Filen heter fel.":                                  "error file",
		"   3 | title: content/om/x.md:3:9: nej":                             "",
		"tips: Skriv content/om/y.md:":                                       "",
		"1 fel i 1 fil.":                                                     "",
	} {
		var got []string
		for _, m := range tasks.Tasks[0].Matchers {
			// Go has no (?!…): what it refuses is refused here.
			expr := strings.Replace(m.Pattern.Regexp, "(?!anmärkning )", "", 1)
			not := expr != m.Pattern.Regexp
			if regexp.MustCompile(expr).MatchString(line) && !(not && strings.Contains(line, ": anmärkning ")) {
				got = append(got, m.Severity+" "+m.Pattern.Kind)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, not %q", line, got, want)
		}
	}
}

// The patterns mean in JavaScript, whose expressions VS Code uses, what the test above takes them for.
func TestProblemMatchersInNode(t *testing.T) {
	node := psitest.Program(t, "node")
	script := `
const tasks = JSON.parse(require('fs').readFileSync(0, 'utf8')).tasks[0].problemMatcher
for (const line of ['content/a.md:3:9: Fel.', 'content/a.md:3:9: anmärkning (x): Nej.', 'content/a.md: Fel.', 'tips: x'])
	console.log(tasks.filter(m => new RegExp(m.pattern.regexp).test(line)).map(m => m.owner).join(' '))`
	cmd := exec.Command(node, "-e", script)
	cmd.Stdin = bytes.NewReader(file(t, ".vscode/tasks.json"))
	out, err := cmd.CombinedOutput()
	if want := "psi-error\npsi-warning\npsi-file-error\n\n"; err != nil || string(out) != want {
		t.Errorf("%v\n%s, not\n%s", err, out, want)
	}
}

// Each kind has a form, in its own folder, with a field for each key but lists of mappings, and relations that lead to
// forms that there are.
func TestFrontMatterCMS(t *testing.T) {
	type field struct {
		Name, Type, ContentTypeName string
		Choices                     []string
		Fields                      []field
	}
	var settings struct {
		Folders []struct {
			Path         string
			ContentTypes []string
			ExcludePaths []string
		} `json:"frontMatter.content.pageFolders"`
		Types []struct {
			Name   string
			Fields []field
		} `json:"frontMatter.taxonomy.contentTypes"`
	}
	if err := json.Unmarshal(file(t, "frontmatter.json"), &settings); err != nil {
		t.Fatal(err)
	}
	types := map[string]bool{}
	for _, ct := range settings.Types {
		types[ct.Name] = true
	}
	if len(types) != len(content.Specs()) || len(settings.Folders) != len(content.Specs()) {
		t.Errorf("%d forms, %d folders", len(types), len(settings.Folders))
	}
	for _, folder := range settings.Folders {
		if len(folder.ContentTypes) != 1 || !types[folder.ContentTypes[0]] {
			t.Errorf("%s: %v", folder.Path, folder.ContentTypes)
		}
		if pages := path.Base(folder.Path) == "content"; pages != (len(folder.ExcludePaths) == len(content.Kinds())) {
			t.Errorf("%s: without %v", folder.Path, folder.ExcludePaths)
		}
	}
	for i, s := range content.Specs() {
		names := map[string]field{}
		for _, f := range settings.Types[i].Fields {
			names[f.Name] = f
			if f.Type == "contentRelationship" && !types[f.ContentTypeName] {
				t.Errorf("%s: %s leads to %q", s.One, f.Name, f.ContentTypeName)
			}
		}
		for _, f := range s.Fields {
			form, ok := names[f.Key]
			if inText := f.Type == content.TypeMapping && f.List; ok == inText {
				t.Errorf("%s: a field for %s is %t", s.One, f.Key, ok)
			}
			if f.Type == content.TypeChoice && !slices.Equal(form.Choices, f.Choices) {
				t.Errorf("%s: %s has %v", s.One, f.Key, form.Choices)
			}
		}
	}
}

// The form for proposals is one by GitHub's rules: ids and labels that differ, options that do, and no other keys than
// GitHub knows.
func TestProposal(t *testing.T) {
	var form struct {
		Name, Description, Title string
		Body                     []struct {
			Type, ID   string
			Attributes struct {
				Label, Description, Value, Placeholder string
				Options                                []string
			}
			Validations struct{ Required bool }
		}
	}
	dec := yaml.NewDecoder(bytes.NewReader(file(t, ".github/ISSUE_TEMPLATE/aktivitet.yml")))
	dec.KnownFields(true)
	if err := dec.Decode(&form); err != nil {
		t.Fatal(err)
	}
	if form.Name == "" || form.Description == "" || len(form.Body) < 10 {
		t.Errorf("%+v", form)
	}
	seen := map[string]bool{}
	for _, b := range form.Body {
		a := b.Attributes
		switch b.Type {
		case "markdown":
			if a.Value == "" || b.ID != "" {
				t.Errorf("%+v", b)
			}
			continue
		case "dropdown":
			options := slices.Clone(a.Options)
			slices.Sort(options)
			if len(options) < 2 || len(slices.Compact(options)) != len(a.Options) {
				t.Errorf("%s has the options %v", b.ID, a.Options)
			}
		case "input", "textarea":
		default:
			t.Errorf("%s is of type %s", b.ID, b.Type)
		}
		if !regexp.MustCompile(`^[a-z_-]+$`).MatchString(b.ID) || a.Label == "" || seen[b.ID] || seen[a.Label] {
			t.Errorf("%+v", b)
		}
		seen[b.ID], seen[a.Label] = true, true
	}
}
