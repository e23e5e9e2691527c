// Package render turns data into pages. A page is made of a frame that all pages share (head, menu, footer; rendered
// once and cut at its slots) and a main part of its own, an html/template with typed data. What many pages have alike
// is rendered once.
package render

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"strings"
	"sync"

	"so-in.se/psi/internal/asset"
	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
)

// Renderer renders the pages of a site. Several goroutines may use it.
type Renderer struct {
	Model *model.Model

	assets    *asset.Set
	templates *Templates
	pictures  map[string]string // absolute addresses by folder, "" for the one of all others
	frames    frames
	fragments sync.Map // by fragmentKey
}

// New returns a renderer.
func New(m *model.Model, assets *asset.Set, templates *Templates) *Renderer {
	r := &Renderer{Model: m, assets: assets, templates: templates}
	r.preparePictures()
	return r
}

// Execute runs one template on its own. An error names the template and the line in it.
func (r *Renderer) Execute(w io.Writer, name string, data any) error {
	return r.templates.execute(w, name, data)
}

// Look returns digests of what all pages have of the templates and the static files, by their Swedish names.
func (r *Renderer) Look() map[string]string {
	look := map[string]string{"Mallar": r.templates.digest}
	for name, ext := range map[string]string{"Stilmallar": ".css", "Skript": ".js"} {
		sum := sha256.New()
		for _, f := range r.assets.Files() {
			if path.Ext(f.Path) == ext && strings.HasPrefix(f.Path, "assets/") {
				fmt.Fprintln(sum, f.Path) // a hash of the bytes is part of it
			}
		}
		look[name] = hex.EncodeToString(sum.Sum(nil)[:6])
	}
	return look
}

// AssetURL returns the absolute address of a static file; empty when there is none.
func (r *Renderer) AssetURL(name string) string {
	address, ok := r.assets.URL(name)
	if !ok {
		return ""
	}
	return r.Model.Base + address
}

// Head describes an entry's page to browsers and search engines. The kind is Open Graph's.
func (r *Renderer) Head(e *content.Entry, kind string) Head {
	settings := &r.Model.Content.Settings
	whole := r.Model.PageTitle(e) + " – " + settings.ShortName
	if e.Address == "/" {
		whole = settings.Name
	}
	return Head{
		Title: e.Title, SiteTitle: whole, Description: r.Model.PageDescription(e), Summary: e.Teaser(),
		Canonical: r.Model.Base + e.Address,
		Noindex:   r.Model.Preview(),
		SiteName:  settings.Name, Lang: e.Lang, Type: kind, Image: r.picture(e.Address),
	}
}
