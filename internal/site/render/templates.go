package render

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"

	"so-in.se/psi/internal/address"
	"so-in.se/psi/internal/asset"
	"so-in.se/psi/internal/memo"
	"so-in.se/psi/internal/swedish"
)

// Templates are the parsed html/template files of the folder templates: one per kind of page, named after its file, and
// in parts/ what several of them share.
type Templates struct {
	set    *template.Template
	digest string // of the texts
}

// Memo remembers parsed templates from one build to the next, by their texts and the addresses of the assets that they
// may name.
type Memo = memo.Memo[string, parsed]

type parsed struct {
	templates *Templates
	err       error
}

// Parse reads every template. The memo may be nil.
func Parse(src fs.FS, assets *asset.Set, remembered *Memo) (*Templates, error) {
	var names, texts []string
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
	key := strings.Join(names, "\x00") + "\x00" + strings.Join(texts, "\x00")
	for _, f := range assets.Files() {
		key += "\x00" + f.Path
	}
	p := remembered.Get(key, func() parsed {
		t, err := parse(names, texts, assets)
		return parsed{t, err}
	})
	remembered.Next()
	return p.templates, p.err
}

func parse(names, texts []string, assets *asset.Set) (*Templates, error) {
	set := template.New("").Option("missingkey=error").Funcs(functions(assets))
	for i, name := range names {
		if _, err := set.New(name).Parse(trimLines(texts[i])); err != nil {
			return nil, fmt.Errorf("templates/%s: %w", name, err)
		}
	}
	sum := sha256.Sum256([]byte(strings.Join(names, "\x00") + "\x00" + strings.Join(texts, "\x00")))
	return &Templates{set, hex.EncodeToString(sum[:6])}, nil
}

// trimLines takes indentation and line breaks between tags out of a template, so that pages are small: white space at
// the ends of lines means nothing where our templates break them.
func trimLines(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return strings.Join(lines, "\n")
}

// execute runs one template. An error names the template and the line in it.
func (t *Templates) execute(w io.Writer, name string, data any) error {
	if err := t.set.ExecuteTemplate(w, name, data); err != nil {
		return fmt.Errorf("templates: %w", err)
	}
	return nil
}

// longestAddress is how many bytes of a web address a page shows: of a longer one it shows the host.
const longestAddress = 48

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
		"mailto": func(email string) template.URL {
			return template.URL(address.Mailto(email)) // which encodes what could end the address
		},
		"slug": swedish.Slug,
		"host": func(address string) string {
			u, err := url.Parse(address)
			if err != nil {
				return address
			}
			if whole := u.Host + strings.TrimSuffix(u.Path, "/"); len(whole) <= longestAddress {
				return whole
			}
			return u.Host
		},
		"upper": swedish.Capital,
	}
}
