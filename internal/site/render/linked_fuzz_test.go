package render

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"

	"so-in.se/psi/internal/content"
	"so-in.se/psi/internal/site/model"
	"so-in.se/psi/internal/site/schemaorg"
)

// FuzzLinkedData writes any text into a page's JSON-LD: an HTML parser finds one script element with all of it, and
// after it the page goes on; a JSON parser gives the text back.
func FuzzLinkedData(f *testing.F) {
	for _, s := range []string{"Höstmöte", "</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028",
		"\x00\x1b", `"\`, "</SCRIPT\t>", "&lt;/script>"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, summary string) {
		if !utf8.ValidString(title) || !utf8.ValidString(summary) || summary == "" {
			t.Skip("content is UTF-8")
		}
		r := &Renderer{
			Model: model.New(new(content.Content), time.Time{}, "https://example.org", "https://example.org", nil),
		}
		address := "/finansiarer/x/"
		h := &Head{Title: title, Summary: summary, Canonical: r.Model.Base + address, Lang: "sv"}
		h.About = func(h *Head) []any {
			return []any{&schemaorg.Organization{Name: h.Title,
				Description: h.Description}}
		}
		var page bytes.Buffer
		page.WriteString("<!doctype html><html><head>")
		if err := r.writeLinked(&page, h, address); err != nil {
			t.Fatal(err)
		}
		page.WriteString("<meta name=after></head><body></body></html>")
		root, err := html.Parse(&page)
		if err != nil {
			t.Fatal(err)
		}
		text, elements := "", ""
		for n := range root.Descendants() {
			switch n.Type {
			case html.ElementNode:
				elements += n.Data + " "
			case html.TextNode:
				text += n.Data
			case html.CommentNode:
				t.Error("a comment")
			}
		}
		if elements != "html head script meta body " {
			t.Errorf("the page holds %s", elements)
		}
		var got struct {
			Graph []struct{ Name, Description string } `json:"@graph"`
		}
		if err := json.NewDecoder(strings.NewReader(text)).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if len(got.Graph) != 2 || got.Graph[0].Name != title || got.Graph[0].Description != summary {
			t.Errorf("%+v", got)
		}
	})
}
