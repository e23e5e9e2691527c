package site_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"so-in.se/psi/internal/psitest"
	"so-in.se/psi/internal/site"
)

// TestNames checks that every page that search engines may list is in the sitemap, and that no two of them have the
// same title or the same description.
func TestNames(t *testing.T) {
	psitest.Serial(t)
	for name, files := range map[string]map[string][]byte{
		"example": exampleSite(t), "made": rendered(t, build(t, made(t, 300), site.Options{})),
	} {
		listed := string(files["sitemap.xml"])
		titles, descriptions := map[string]string{}, map[string]string{}
		for page, root := range pages(t, files) {
			said := heads(t, page, root)
			if said["canonical"] == "" || said["robots"] == "noindex" {
				continue
			}
			if !strings.Contains(listed, "<loc>"+said["canonical"]+"</loc>") {
				t.Errorf("%s: %s is neither in the sitemap nor kept out of it", name, page)
			}
			var title string
			for n := range root.Descendants() {
				if n.Type == html.ElementNode && n.Data == "title" && n.Parent.Data == "head" {
					title = n.FirstChild.Data
				}
			}
			if other := titles[title]; other != "" {
				t.Errorf("%s: %s and %s are both called %q", name, page, other, title)
			}
			if other := descriptions[said["description"]]; other != "" {
				t.Errorf("%s: %s and %s both say %q", name, page, other, said["description"])
			}
			titles[title], descriptions[said["description"]] = page, page
		}
		if len(titles) < 100 {
			t.Errorf("%s: only %d pages", name, len(titles))
		}
	}
}
