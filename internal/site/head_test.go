package site_test

import (
	"bytes"
	"image/png"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"so-in.se/psi/internal/site"
)

// pages returns the parsed pages of a site, those at old addresses left out.
func pages(t *testing.T, files map[string][]byte) map[string]*html.Node {
	t.Helper()
	found := map[string]*html.Node{}
	for name, data := range files {
		if !strings.HasSuffix(name, ".html") || bytes.Contains(data, []byte("http-equiv")) {
			continue
		}
		root, err := html.Parse(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		found[name] = root
	}
	return found
}

// heads returns what a page's head says, by name, property or rel. What is said twice is a fault.
func heads(t *testing.T, name string, page *html.Node) map[string]string {
	t.Helper()
	said := map[string]string{}
	for n := range page.Descendants() {
		if n.Type != html.ElementNode {
			continue // the doctype has a name too
		}
		var key, value string
		switch n.Data {
		case "meta":
			key, value = attr(n, "property")+attr(n, "name"), attr(n, "content")
		case "link":
			if key = attr(n, "rel"); key != "canonical" {
				continue
			}
			value = attr(n, "href")
		case "html":
			key, value = "lang", attr(n, "lang")
		}
		if _, twice := said[key]; twice && key != "" && key != "theme-color" {
			t.Errorf("%s says twice what its %s is", name, key)
		}
		said[key] = value
	}
	return said
}

// TestHeads reads what pages tell search engines and those who share a link: each address in one form, and a picture of
// the size that is promised.
func TestHeads(t *testing.T) {
	const base = "https://psi.example.net"
	files := rendered(t, build(t, exampleSource(t), site.Options{Now: exampleNow, BaseURL: base + "/"}))
	locales := map[string]string{"sv": "sv_SE", "en": "en_GB"}
	for name, page := range pages(t, files) {
		said := heads(t, name, page)
		if name == "404.html" {
			if said["robots"] != "noindex" || said["canonical"]+said["og:url"] != "" {
				t.Errorf("404.html has an address: %v", said)
			}
			continue
		}
		own := base + "/" + strings.TrimSuffix(name, "index.html")
		for key, want := range map[string]string{
			"canonical": own, "og:url": own, "og:locale": locales[said["lang"]], "og:image:width": "1200",
			"og:image:height": "630",
			"twitter:card":    "summary_large_image", "og:description": said["description"],
		} {
			if said[key] != want {
				t.Errorf("%s: %s is %q, want %q", name, key, said[key], want)
			}
		}
		for _, key := range []string{"og:title", "og:type", "description", "og:site_name", "og:image:alt", "og:image"} {
			if strings.TrimSpace(said[key]) == "" {
				t.Errorf("%s has no %s", name, key)
			}
		}
		size, err := png.DecodeConfig(bytes.NewReader(files[strings.TrimPrefix(said["og:image"], base+"/")]))
		if err != nil || size.Width != 1200 || size.Height != 630 {
			t.Errorf("%s: the picture %s is %d by %d, %v", name, said["og:image"], size.Width, size.Height, err)
		}
	}
}

// fetched are the attributes whose addresses a browser asks for by itself, by element.
var fetched = map[string][]string{
	"img": {"src", "srcset"}, "source": {"src", "srcset"}, "script": {"src"}, "iframe": {"src"}, "embed": {"src"},
	"object": {"data"},
	"video":  {"src", "poster"}, "audio": {"src"}, "track": {"src"}, "input": {"src"}, "use": {"href", "xlink:href"},
	"image": {"href", "xlink:href"},
	"form":  {"action"}, "base": {"href"}, "body": {"background"}, "a": {"ping"}, "link": {"href"},
}

// imported finds the addresses that a style sheet asks for.
var imported = regexp.MustCompile(`(?:url\(|@import)\s*["']?([^"')\s;]+)`)

// TestNothingFromElsewhere goes through all that a browser would ask for by itself: all of it is the site's own.
func TestNothingFromElsewhere(t *testing.T) {
	for _, files := range []map[string][]byte{realSite(t), exampleSite(t)} {
		asked := 0
		own := func(name, address string) {
			asked++
			if strings.HasPrefix(address, "//") ||
				!strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "#") {
				t.Errorf("%s asks for %s", name, address)
			}
		}
		for name, page := range pages(t, files) {
			for n := range page.Descendants() {
				if rel := attr(n, "rel"); n.Type != html.ElementNode ||
					n.Data == "link" && (rel == "canonical" || rel == "alternate") {
					continue
				}
				for _, key := range fetched[n.Data] {
					for part := range strings.SplitSeq(attr(n, key), ",") {
						if address, _, _ := strings.Cut(strings.TrimSpace(part), " "); address != "" {
							own(name, address)
						}
					}
				}
			}
		}
		for name, data := range files {
			if strings.HasSuffix(name, ".css") {
				for _, m := range imported.FindAllSubmatch(data, -1) {
					if !bytes.HasPrefix(m[1], []byte("data:")) {
						own(name, string(m[1]))
					}
				}
			}
			if strings.HasSuffix(name, ".js") {
				for _, way := range []string{"document.cookie", "localStorage", "sessionStorage", "indexedDB",
					"sendBeacon", `"http`, "'http", "`http", `"//`} {
					if bytes.Contains(data, []byte(way)) {
						t.Errorf("%s uses %s", name, way)
					}
				}
			}
		}
		if asked < 100 {
			t.Errorf("only %d addresses found", asked)
		}
	}
}

// TestReaders wants each page to tell when somebody last looked it over and how to propose a change, but for those that
// psi makes itself and that have no text to change.
func TestReaders(t *testing.T) {
	made := []string{"404.html", "sok/index.html", "webbkarta/index.html"}
	for name, page := range pages(t, realSite(t)) {
		reviewed, propose := false, false
		for n := range page.Descendants() {
			reviewed = reviewed || n.Data == "section" && attr(n, "class") == "reviewed"
			propose = propose || n.Data == "Föreslå en ändring" && strings.HasPrefix(attr(n.Parent, "href"), "mailto:")
		}
		if own := slices.Contains(made, name); reviewed == own || propose == own {
			t.Errorf("%s: reviewed %t, a way to propose a change %t", name, reviewed, propose)
		}
	}
}
