package site

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"so-in.se/psi/internal/asset"
	"so-in.se/psi/internal/swedish"
)

// templates are the parsed html/template files of the folder templates: one per kind of page, named after its file, and in
// parts/ what several of them share.
type templates struct{ set *template.Template }

// templateMemo keeps the parsed templates while neither they nor the assets they name change.
type templateMemo struct {
	names, texts, assets []string
	parsed               *templates
}

// parse reads every template.
func (m *templateMemo) parse(src fs.FS, assets *asset.Set) (*templates, error) {
	var names []string
	var texts []string
	err := fs.WalkDir(src, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".html" {
			return err
		}
		text, err := fs.ReadFile(src, name)
		names, texts = append(names, name), append(texts, string(text))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	var published []string
	for _, f := range assets.Files() {
		published = append(published, f.Path)
	}
	if m.parsed != nil && slices.Equal(m.names, names) && slices.Equal(m.texts, texts) && slices.Equal(m.assets, published) {
		return m.parsed, nil
	}
	set := template.New("").Option("missingkey=error").Funcs(functions(assets))
	for i, name := range names {
		if _, err := set.New(name).Parse(trimLines(texts[i])); err != nil {
			return nil, fmt.Errorf("templates/%s: %w", name, err)
		}
	}
	*m = templateMemo{names, texts, published, &templates{set}}
	return m.parsed, nil
}

// trimLines takes indentation and line breaks between tags out of a template, so that pages are small: white space at the ends of
// lines means nothing where our templates break them.
func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n")
}

// execute runs one template. An error names the template and the line in it.
func (t *templates) execute(w io.Writer, name string, data any) error {
	if err := t.set.ExecuteTemplate(w, name, data); err != nil {
		return fmt.Errorf("templates: %w", err)
	}
	return nil
}

// functions are what templates may call. An asset that does not exist is an error.
func functions(assets *asset.Set) template.FuncMap {
	return template.FuncMap{
		"asset": func(name string) (string, error) {
			address, ok := assets.URL(name)
			if !ok {
				return "", fmt.Errorf("there is no static/%s", name)
			}
			return address, nil
		},
		"date":      swedish.FormatDate,
		"shortDate": swedish.ShortDate,
		"kronor":    func(n int) string { return swedish.Kronor(int64(n)) },
		"tel": func(s string) template.URL {
			uri, _ := swedish.PhoneURI(s)
			return template.URL(uri) // made of digits by PhoneURI
		},
		"slug": swedish.Slug,
		"host": func(address string) string {
			u, err := url.Parse(address)
			if err != nil {
				return address
			}
			return u.Host + strings.TrimSuffix(u.Path, "/")
		},
		"upper": capital,
	}
}
