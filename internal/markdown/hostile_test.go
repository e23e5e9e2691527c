package markdown

import (
	"strings"
	"testing"

	"so-in.se/psi/internal/psitest"
)

// hostile are texts, to be repeated, on which Markdown programs are known to take time or stack beyond measure.
var hostile = map[string]struct{ before, repeat, after string }{
	"stars":            {"", "*a_ ", ""},
	"openers":          {"", "*a **b _c ", ""},
	"runs":             {"", "a**b", " c"},
	"nested emphasis":  {"", "**", "a**"},
	"brackets":         {"", "[", "]"},
	"closed brackets":  {"", "[a]", ""},
	"bracket pairs":    {"", "[[]", ""},
	"pictures":         {"", "![", "](x)"},
	"links":            {"", "[a](<b", ""},
	"parentheses":      {"[a](", "(", ""},
	"titles":           {"", "[a](b \"c", ""},
	"backticks":        {"", "`a``", ""},
	"quotes":           {"", ">", "a"},
	"lists":            {"", "- ", "a"},
	"mixed lists":      {"", "- * ", ""},
	"rule":             {"", "- ", ""},
	"indented lists":   {"", "- a\n  ", ""},
	"numbered":         {"", "1. ", "a"},
	"footnotes":        {"", "[^a]: ", "a"},
	"note refs":        {"[^a]: b\n\n", "[^a]", ""},
	"notes":            {"", "[^a]: b\n", ""},
	"definitions":      {"", "[a]: b\n", ""},
	"definition items": {"a\n", ": b\n", ""},
	"tags":             {"", "<a x='", ""},
	"tag attributes":   {"<a", " b", ""},
	"comments":         {"", "<!--", ""},
	"declarations":     {"", "<!A", ""},
	"instructions":     {"", "<?", ""},
	"tag lines":        {"", "a<b>\n", ""},
	"html blocks":      {"", "<div>\n\n", ""},
	"cells":            {strings.Repeat("|a", 500) + "\n" + strings.Repeat("|-", 500) + "\n", "|\n", ""},
	"escaped pipes":    {"|a|\n|-|\n", "|`\\|`|\n", ""},
	"rows":             {"|a|\n|-|\n", "|b|\n", ""},
	"headings":         {"", "## a\n", ""},
	"heading ids":      {"", "## a {#b}\n", ""},
	"heading braces":   {"## ", "{#", "}"},
	"setext":           {"", "a\n-\n", ""},
	"anchors":          {"", "[a](#b)\n\n## b c\n\n", ""},
	"entities":         {"", "&#1", ""},
	"addresses":        {"", "http://a.b", ""},
	"address words":    {"", "http://a.b ", ""},
	"mail":             {"", "a@b.c ", ""},
	"underscored mail": {"", "a_b", "@c.de"},
	"at signs":         {"", "a@", ""},
	"www":              {"", "www.", ""},
	"parens in web":    {"http://a.b/", "(", ")"},
	"closing parens":   {"http://a.b/", ")", ""},
	"strikethrough":    {"", "~a ~~b ", ""},
	"fences":           {"", "```\n", ""},
	"tabs":             {"", "\t", "a"},
	"notices":          {"", "> [!x]\n\n", ""},
	"schemes":          {"", "[a](%25x:)\n", ""},
	"paragraphs":       {"", "a\n\n", ""},
	"lines":            {"", "a\n", ""},
}

// TestHostile holds that such texts are converted or refused.
func TestHostile(t *testing.T) {
	psitest.Serial(t)
	const size = 1 << 15
	for name, h := range hostile {
		t.Run(name, func(t *testing.T) {
			for _, separator := range []string{"", "\n\n"} {
				body := hostileText(h.before, h.repeat, h.after, separator, size)
				doc, problems := Convert([]byte(body), testOptions())
				if doc.HTML == "" && len(problems) == 0 {
					t.Error("nothing was written and nothing said")
				}
				if len(problems) > maxProblems {
					t.Errorf("%d problems", len(problems))
				}
				checkHTML(t, doc.HTML)
			}
		})
	}
}

// hostileText repeats a text up to a size: in one piece, or in pieces just below the limit for a paragraph.
func hostileText(before, repeat, after, separator string, size int) string {
	room := size - len(before) - len(after)
	if separator == "" {
		return before + strings.Repeat(repeat, room/len(repeat)) + after
	}
	piece := before + strings.Repeat(
		repeat, (min(room, maxParagraph)-len(before)-len(after)-2)/len(repeat),
	) + after + separator
	return strings.Repeat(piece, max(1, size/len(piece)))
}
