package render

import (
	"bytes"
	"html"
)

// Head is what a page tells browsers, search engines and those that show a link to it: its title, and the meta elements
// of HTML and Open Graph. Like JSON-LD it is for machines, and the same on every site, so there is no template of it.
type Head struct {
	// Title is the page's; SiteTitle the whole of the title element.
	Title, SiteTitle, Description string
	// Summary is what the page says of itself; empty where it says nothing.
	Summary string
	// Canonical is the absolute address; empty for a page that has none of its own, such as 404.
	Canonical string
	SiteName  string
	Lang      string
	Type      string // Open Graph's: "website" or "article"
	// Image is the address of the picture that others show with a link to the page.
	Image   string
	Noindex bool
	// About says what the page is about, in the words of schema.org. It may be nil.
	About func(h *Head) []any
}

// locale is the language as Open Graph has it.
func (h *Head) locale() string {
	if h.Lang == "en" {
		return "en_GB"
	}
	return "sv_SE"
}

// write writes the elements, each on a line.
func (h *Head) write(buf *bytes.Buffer) {
	around(buf, "<title>", h.SiteTitle, "</title>\n")
	meta(buf, "name", "description", h.Description)
	if h.Noindex {
		meta(buf, "name", "robots", "noindex")
	}
	if h.Canonical == "" {
		return
	}
	around(buf, `<link rel="canonical" href="`, h.Canonical, "\">\n")
	meta(buf, "property", "og:title", h.Title)
	meta(buf, "property", "og:description", h.Description)
	meta(buf, "property", "og:type", h.Type)
	meta(buf, "property", "og:url", h.Canonical)
	meta(buf, "property", "og:site_name", h.SiteName)
	meta(buf, "property", "og:locale", h.locale())
	if h.Image == "" {
		return
	}
	meta(buf, "property", "og:image", h.Image)
	meta(buf, "property", "og:image:width", "1200")
	meta(buf, "property", "og:image:height", "630")
	meta(buf, "property", "og:image:alt", h.SiteName)
	meta(buf, "name", "twitter:card", "summary_large_image")
}

// meta writes a meta element, named by an attribute.
func meta(buf *bytes.Buffer, attribute, name, value string) {
	buf.WriteString("<meta ")
	buf.WriteString(attribute)
	buf.WriteString(`="`)
	buf.WriteString(name)
	around(buf, `" content="`, value, "\">\n")
}

// around writes a text, escaped, between two strings that are HTML.
func around(buf *bytes.Buffer, before, text, after string) {
	buf.WriteString(before)
	buf.WriteString(html.EscapeString(text))
	buf.WriteString(after)
}
