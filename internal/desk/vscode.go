package desk

import (
	"so-in.se/psi/internal/content"
)

// vsCode returns the settings of VS Code.
func vsCode() ([]File, error) {
	files := []File{}
	for _, f := range []struct {
		name string
		data any
	}{
		{"frontmatter.json", frontMatterCMS()},
		{".vscode/settings.json", workspace{Schemas: map[string]string{
			"./schema/site.json": "content/site.yaml", "./schema/sok.json": "content/sok.yaml",
		}}},
		{".vscode/extensions.json", map[string][]string{
			"recommendations": {"eliostruyf.vscode-front-matter", "redhat.vscode-yaml"},
		}},
		{".vscode/tasks.json", tasks()},
	} {
		data, err := indented(f.data)
		if err != nil {
			return nil, err
		}
		files = append(files, File{f.name, data})
	}
	return files, nil
}

// workspace are the settings of the editor itself.
type workspace struct {
	Schemas map[string]string `json:"yaml.schemas"`
}

// frontMatter are the settings of Front Matter CMS.
type frontMatter struct {
	Schema   string        `json:"$schema"`
	Folders  []pageFolder  `json:"frontMatter.content.pageFolders"`
	Types    []contentType `json:"frontMatter.taxonomy.contentTypes"`
	Draft    draftField    `json:"frontMatter.content.draftField"`
	Preview  string        `json:"frontMatter.preview.host"`
	Zone     string        `json:"frontMatter.global.timezone"`
	Format   string        `json:"frontMatter.taxonomy.dateFormat"`
	Indent   bool          `json:"frontMatter.taxonomy.indentArrays"`
	Validate bool          `json:"frontMatter.validation.enabled"`
}

type pageFolder struct {
	Title    string   `json:"title"`
	Path     string   `json:"path"`
	Types    []string `json:"contentTypes"`
	Excluded []string `json:"excludePaths,omitempty"`
}

type contentType struct {
	Name       string      `json:"name"`
	Bundle     bool        `json:"pageBundle"`
	ClearEmpty bool        `json:"clearEmpty"`
	Fields     []formField `json:"fields"`
}

type draftField struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

// formField is a field of its forms.
type formField struct {
	Title       string         `json:"title"`
	Name        string         `json:"name"`
	Type        string         `json:"type"`
	Description string         `json:"description,omitempty"`
	Required    bool           `json:"required,omitempty"`
	Choices     []string       `json:"choices,omitempty"`
	Multiple    bool           `json:"multiple,omitempty"`
	DateFormat  string         `json:"dateFormat,omitempty"`
	Number      *numberOptions `json:"numberOptions,omitempty"`
	RelatedType string         `json:"contentTypeName,omitempty"`
	RelatedBy   string         `json:"contentTypeValue,omitempty"`
	Fields      []formField    `json:"fields,omitempty"`
}

type numberOptions struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

// How the extension writes days and times; the letters are those of date-fns.
const (
	dayFormat    = "yyyy-MM-dd"
	momentFormat = "yyyy-MM-dd HH:mm"
)

// frontMatterCMS returns a form for each kind. The extension's own validation is off: it refuses the times that psi
// wants, and psi check knows better.
func frontMatterCMS() frontMatter {
	settings := frontMatter{
		Schema:  "https://frontmatter.codes/frontmatter.schema.json",
		Draft:   draftField{"draft", "boolean"},
		Preview: "http://localhost:4000", Zone: "Europe/Stockholm", Format: momentFormat, Indent: true,
	}
	pages := pageFolder{Path: contentFolder}
	for _, s := range content.Specs() {
		types := []string{nameOf(s)}
		settings.Types = append(settings.Types, contentType{nameOf(s), false, true, formFields(s.Fields)})
		if s.Kind == content.KindPage {
			pages.Title, pages.Types = s.Many, types
			continue
		}
		settings.Folders = append(
			settings.Folders,
			pageFolder{s.Many, contentFolder + "/" + string(s.Kind), types, nil},
		)
		pages.Excluded = append(pages.Excluded, string(s.Kind))
	}
	settings.Folders = append(settings.Folders, pages)
	return settings
}

const contentFolder = "[[workspace]]/content"

// formFields returns the fields of a form. The extension has none for a list of mappings: those are written as text.
func formFields(fields []content.Field) []formField {
	var list []formField
	for _, f := range fields {
		form := formField{Title: f.Label, Name: f.Key, Description: f.Help, Required: f.Required, Type: "string"}
		if f.RequiredWhen != "" {
			form.Description += " Måste finnas när " + f.RequiredWhen + "."
		}
		switch f.Type {
		case content.TypeBool:
			form.Type = "boolean"
			if f.Key == "draft" {
				form.Type = "draft"
			}
		case content.TypeInt:
			form.Type = "number"
			if f.Min != 0 || f.Max != 0 {
				form.Number = &numberOptions{f.Min, f.Max}
			}
		case content.TypeSum:
			form.Type = "number"
		case content.TypeDate:
			form.Type, form.DateFormat = "datetime", dayFormat
		case content.TypeMoment:
			form.Type, form.DateFormat = "datetime", momentFormat
		case content.TypeChoice:
			form.Type, form.Choices, form.Multiple = "choice", f.Choices, f.List
		case content.TypeRef:
			form.Type, form.Multiple = "contentRelationship", f.List
			form.RelatedType, form.RelatedBy = nameOf(content.SpecOf(f.To)), "slug"
		case content.TypeMapping:
			if f.List {
				continue
			}
			form.Type, form.Fields = "fields", formFields(f.Fields)
		}
		if f.List && form.Type != "choice" && form.Type != "contentRelationship" {
			form.Type, form.DateFormat, form.Number = "list", "", nil
		}
		list = append(list, form)
	}
	return list
}

// taskList are the tasks of VS Code.
type taskList struct {
	Version string `json:"version"`
	Tasks   []task `json:"tasks"`
}

type task struct {
	Label      string         `json:"label"`
	Detail     string         `json:"detail"`
	Type       string         `json:"type"`
	Command    string         `json:"command"`
	Args       []string       `json:"args"`
	Background bool           `json:"isBackground,omitempty"`
	Group      string         `json:"group,omitempty"`
	Matchers   []problemMatch `json:"problemMatcher"`
}

// problemMatch finds problems in what psi check prints.
type problemMatch struct {
	Owner    string   `json:"owner"`
	Source   string   `json:"source"`
	Severity string   `json:"severity"`
	Location []string `json:"fileLocation"`
	Pattern  pattern  `json:"pattern"`
}

type pattern struct {
	Kind    string `json:"kind"`
	Regexp  string `json:"regexp"`
	File    int    `json:"file"`
	Line    int    `json:"line,omitempty"`
	Column  int    `json:"column,omitempty"`
	Message int    `json:"message"`
}

// tasks are what an editor does with psi.
func tasks() taskList {
	match := func(severity, is string) []problemMatch {
		where := []string{"relative", "${workspaceFolder}"}
		at := pattern{"location", `^(content/[^:]+):(\d+):(\d+): ` + is + `(.*)$`, 1, 2, 3, 4}
		whole := pattern{Kind: "file", Regexp: `^(content/[^:]+): ` + is + `(.*)$`, File: 1, Message: 2}
		return []problemMatch{
			{"psi-" + severity, "psi", severity, where, at},
			{"psi-file-" + severity, "psi", severity, where, whole},
		}
	}
	run := func(label, detail string, args ...string) task {
		return task{
			Label: label, Detail: detail, Type: "process", Command: "go",
			Args: append([]string{"run", "./cmd/psi"}, args...), Matchers: []problemMatch{},
		}
	}
	check := run("psi: kontrollera", "Säger vad som är fel i innehållet.", "check")
	check.Group = "build"
	check.Matchers = append(match("error", "(?!anmärkning )"), match("warning", "anmärkning ")...)
	serve := run(
		"psi: visa webbplatsen",
		"Visar webbplatsen på http://localhost:4000 medan du skriver.",
		"serve",
		"--drafts",
	)
	serve.Background = true
	return taskList{"2.0.0", []task{check, serve}}
}
