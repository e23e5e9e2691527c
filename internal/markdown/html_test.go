package markdown

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkHTML holds what must be true of the HTML whatever the text: x/net/html reads it as the same elements and is
// content with their nesting, nothing in it can run code, and ids and references to them agree.
func checkHTML(t *testing.T, markup string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader("<!doctype html><title>x</title><main>" + markup + "</main>"))
	if err != nil {
		t.Fatalf("not parsed: %v\n%s", err, markup)
	}
	var b strings.Builder
	if err := html.Render(&b, root); err != nil {
		t.Fatalf("not rendered: %v", err)
	}
	if !sameTokens(markup, b.String()) {
		t.Errorf("the parser had to mend\n%s\nto\n%s", markup, b.String())
	}
	ids := make(map[string]bool)
	labels := make(map[string]bool)
	for n := range root.Descendants() {
		if n.Type == html.CommentNode {
			t.Errorf("a comment: %q", n.Data)
		}
		if n.Type == html.ElementNode {
			checkElement(t, n, ids, labels)
		}
	}
}

var allowedElements = strings.Fields(
	"html head title body main p h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tr th td div aside " +
		"figure figcaption img a em strong del code pre blockquote hr br sup input",
)

var allowedAttributes = strings.Fields(
	"id class href src alt title rel width height loading decoding role tabindex aria-label scope start " +
		"type checked disabled",
)

func checkElement(t *testing.T, n *html.Node, ids, labels map[string]bool) {
	t.Helper()
	if !slices.Contains(allowedElements, n.Data) {
		t.Errorf("element <%s>", n.Data)
	}
	for _, a := range n.Attr {
		if !slices.Contains(allowedAttributes, a.Key) {
			t.Errorf("attribute %s of <%s>", a.Key, n.Data)
		}
		switch a.Key {
		case "id":
			if ids[a.Val] || a.Val == "" || strings.ContainsAny(a.Val, " \t\n") {
				t.Errorf("id %q is empty, blank or taken", a.Val)
			}
			if (n.Data[0] == 'h') == reserved(a.Val) {
				t.Errorf("<%s> has the id %q", n.Data, a.Val)
			}
			ids[a.Val] = true
		case "href", "src":
			scheme, _, found := strings.Cut(strings.ToLower(a.Val), ":")
			if found && strings.Trim(scheme, "abcdefghijklmnopqrstuvwxyz0123456789+-.") == "" &&
				!slices.Contains([]string{"http", "https", "mailto", "tel"}, scheme) {
				t.Errorf("%s=%q", a.Key, a.Val)
			}
			if strings.ContainsAny(a.Val, "\n\t \"<>\\") {
				t.Errorf("%s=%q holds what no address may", a.Key, a.Val)
			}
		case "aria-label":
			if n.Data == "div" && labels[a.Val] {
				t.Errorf("two regions are called %q", a.Val)
			}
			labels[a.Val] = labels[a.Val] || n.Data == "div"
		}
	}
	if slices.Contains([]string{"h2", "h3", "h4", "h5", "h6", "th", "a"}, n.Data) && !hasContent(n) {
		t.Errorf("empty <%s>", n.Data)
	}
}

func hasContent(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" || d.Data == "img" || d.Data == "input" {
			return true
		}
	}
	return false
}

// sameTokens reports whether the tags of fragment stand in the same order in page, a whole page with fragment in its
// <main>.
func sameTokens(fragment, page string) bool {
	_, page, _ = strings.Cut(page, "<main>")
	page, _, _ = strings.Cut(page, "</main>")
	return slices.Equal(tags(fragment), tags(page))
}

func tags(markup string) []string {
	var list []string
	z := html.NewTokenizer(strings.NewReader(markup))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return list
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if token.Type == html.EndTagToken {
				token.Data = "/" + token.Data
			}
			list = append(list, token.Data)
		}
	}
}
